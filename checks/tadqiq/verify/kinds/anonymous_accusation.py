"""An unnamed source accuses somebody by name, and the article has no answer of theirs.

The verbs that accuse and those that answer are settings, by their form in the lexicon of cues. The accused must be a name soon after the
verb; a word that denies anywhere in the article, or the accused as a source, is an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl

from tadqiq.lexicon import read
from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.recognise.attributions import cues
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.tokens import Ints
from tadqiq.verify.kinds.attribution import lemmas
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "verbs": ["اتهم"],
    "answers": ["نفى", "كذب", "أنكر"],
    "types": ["anonymous", "vague"],
    "near": 9,  # tokens between the verb and the name of the accused: the source, and an office
}


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the accusations of each article."""
    settings, told = rule.settings, view.mentions.attributions
    wanted = (pl.col("field") == BODY) & pl.col("source_type").is_in(settings["types"])
    found = told.filter(wanted).with_columns(verb=lemmas(told.filter(wanted)["cue"])).filter(pl.col("verb").is_in(settings["verbs"]))
    if found.is_empty():
        return
    answered = _answered(view, settings["answers"])
    named = told.filter(~pl.col("source_type").is_in(settings["types"]))  # the accuser's own span may hold the accused
    for row, name in _accused(view, found, settings["near"]):
        if row["doc"] not in answered and not _speaks(named, row["doc"], name["key"]):
            span = Span(row["doc"], BODY, row["start"], name["end"])
            yield Hit(rule.code, span, {"source": _cut(row, name), "name": name["text"]})


def _accused(view: ArticleView, found: pl.DataFrame, near: int) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    """Give each accusation with the name that follows it."""
    names = view.mentions.names.filter(pl.col("class").is_in(["person", "organisation"]) & pl.col("doc").is_in(found["doc"].implode()))
    names = names.filter(pl.col("field") == BODY).sort("doc", "start")
    starts = token_ranges(view.batch, names)[0]
    lasts = token_ranges(view.batch, found.select("doc", "field", start="cue_start", end="cue_end"))[1]
    for row, last in zip(found.iter_rows(named=True), lasts.tolist(), strict=True):
        at = int(np.searchsorted(starts, last, side="right"))
        if at < len(starts) and _soon(view, last, int(starts[at]), near):
            yield row, names.row(at, named=True)


def _cut(row: dict[str, Any], name: dict[str, Any]) -> str:
    """Give the words of the source without the accused, whom recognising may take for the end of it."""
    source: str = row["source"]
    inside = name["start"] - row["source_start"]
    if not 0 < inside < len(source):
        return source
    words = source[:inside].split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1].startswith("ال") else words)


def _soon(view: ArticleView, last: int, start: int, near: int) -> bool:
    tokens = view.batch.tokens
    return start - last - 1 <= near and tokens.segment[start] == tokens.segment[last] and tokens.sent[start] == tokens.sent[last]


def _answered(view: ArticleView, verbs: Iterable[str]) -> set[int]:
    """List the articles that have a word of denial."""
    forms = {row["perfect"]: [*cues.inflect(row["perfect"], row["imperfect"]), row["participle"]] for row in read("cues")}
    listed = column(pl.Series([joined + form for verb in verbs for form in forms[verb] for joined in ("", "و", "ف")]), "N2")
    words = view.batch.vocabulary.words["n2"]
    codes = np.flatnonzero(words.is_in(listed.implode()).to_numpy())
    places: Ints = np.flatnonzero(np.isin(view.batch.tokens.code, codes))
    return set(view.batch.docs[view.batch.tokens.segment[places] // 2].tolist())


def _speaks(told: pl.DataFrame, doc: int, key: str) -> bool:
    """Tell whether somebody of that name is a source of the article."""
    sources = column(told.filter((pl.col("doc") == doc) & pl.col("source").is_not_null())["source"], "N2").to_list()
    last = key.rsplit(maxsplit=1)[-1]
    return any(last in source.split() for source in sources)
