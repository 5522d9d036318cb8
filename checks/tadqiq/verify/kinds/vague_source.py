"""Every source that an article names is hearsay: the media, reports, sources, observers.

People who saw something (eyewitnesses, residents) are no hearsay, and what analysts think is no news. So the first source must
report, in the first paragraphs, and no word of it may say whose media or sources they are: those of a country, or of the place.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.recognise.attributions import cues
from tadqiq.recognise.attributions.clauses import head_of, roles
from tadqiq.recognise.attributions.sources import hearsay
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.recognise.vocabulary import Lookup
from tadqiq.verify.kinds._sources import half_read, heads
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "paragraphs": 2,  # of the body in which the source of the news stands
    "speech": 6,  # words of a quotation that must have a speaker, recognised or not
    "cues": ["neutral", "official", "particle", "colon"],  # not what somebody thinks
}

_PLAIN = 2  # words of the media at large: وسائل الإعلام
_NAMES_ONE = ("spokes", "agency", "anonymous", "social")


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the first source of each article that names no other."""
    settings = rule.settings
    stated = view.mentions.attributions.filter(pl.col("source").is_not_null())
    alone = stated.filter((pl.col("source_type") == "vague").all().over("doc") & (pl.col("field") == BODY))
    first = alone.unique("doc", keep="first", maintain_order=True).filter(
        (pl.col("para") < settings["paragraphs"]) & pl.col("cue_class").is_in(settings["cues"])
    )
    speech = view.mentions.quotations.filter(pl.col("text").str.count_matches(" ") >= settings["speech"]).select("doc")
    first = first.join(
        pl.concat([_unread(view), speech, _spoken_before(view, first), half_read(view).to_frame("doc")]),
        on="doc",
        how="anti",
        maintain_order="left",
    )
    if first.is_empty():
        return
    spans = first.select("doc", "field", start="source_start", end="source_end")
    heads, lasts = token_ranges(view.batch, spans)
    said, _ = token_ranges(view.batch, first.select("doc", "field", start="cue_start", end="cue_end"))
    again = _met_before(view.batch) | _after_that(view.batch)
    for row, head, last, cue in zip(spans.iter_rows(named=True), heads.tolist(), lasts.tolist(), said.tolist(), strict=True):
        if again[head] or _described(view.batch, head, last) or _talked_about(view.batch, head, cue):
            continue
        keys = _keys(view.batch, head, last)
        if hearsay(keys) and not _whose(keys):
            yield Hit(rule.code, Span(**row))


def _spoken_before(view: ArticleView, first: pl.DataFrame) -> pl.DataFrame:
    """List the articles in which somebody speaks before the first source, though the text does not say who (قالت إنه)."""
    implied = view.mentions.attributions.filter(pl.col("source").is_null() & (pl.col("field") == BODY)).select("doc", at="cue_start")
    return implied.join(first.select("doc", "cue_start"), on="doc").filter(pl.col("at") < pl.col("cue_start")).select("doc")


def _keys(batch: Batch, first: int, last: int) -> list[str]:
    words = batch.vocabulary.words["n2"]
    return [words[code] for code in batch.tokens.code[first : last + 1].tolist()]


def _whose(keys: list[str]) -> bool:
    """Tell whether a source says whose it is: media of a country (وسائل إعلام بريطانية), the media of a place (وسائل الإعلام المحلية)."""
    definite = len(keys) > _PLAIN and all(key.startswith("ال") for key in keys[1:])
    return definite or bool(_countries() & {part for key in keys[1:] for part in (key, key[1:], key.removeprefix("ال"))})


@cache
def _countries() -> frozenset[str]:
    """Give the feminine adjectives of countries, at matching level."""
    words = column(pl.Series([row["word"] + "ة" for row in read("nationalities")], dtype=pl.String), "N2")
    return frozenset(words.to_list())


def _met_before(batch: Batch) -> NDArray[np.bool_]:
    """Mark definite heads (المصادر) that refer to an earlier mention in their article."""
    heads = batch.column(_plural)
    count = np.cumsum(heads > 0)
    start = batch.tokens.first[:-1][batch.tokens.segment]
    before: Ints = count - count[start] + (heads[start] > 0) - (heads > 0)
    return np.asarray((heads == _DEFINITE) & (before > 0))


def _described(batch: Batch, head: int, last: int) -> bool:
    """Tell whether what follows says whose sources they are: مصادر في الوزارة, مصادر "الضفة", المعلومات التي وفرتها الشركة."""
    letters, end = batch.column(roles), last + 1
    follows = chr(letters[end]) if end < len(letters) else "."
    return follows == "r" or (follows in "pQ" and head == last)


def _talked_about(batch: Batch, head: int, cue: int) -> bool:
    """Tell whether the media at large talk about something (تحدثت وسائل الإعلام عنه), which is no report."""
    code = int(batch.column(cues.code)[cue])
    definite = head + 1 < len(batch.tokens) and batch.vocabulary.words["n2"][int(batch.tokens.code[head + 1])].startswith("ال")
    return definite and code >= 0 and cues.table()[0][code].needs == "about"


def _after_that(batch: Batch) -> NDArray[np.bool_]:
    """Mark what stands in a subordinate clause (ورغم أن وسائل إعلام …)."""
    that = batch.column(roles) == ord("T")
    return np.concatenate([[False], that[:-1]])


_INDEFINITE, _DEFINITE = 1, 2


def _plural(words: pl.DataFrame) -> NDArray[np.int8]:
    """Tell the heads of unnamed sources, definite ones from indefinite ones."""
    found = np.zeros(words.height, dtype=np.int8)
    places = np.flatnonzero(_lookup("plural_source")(words["n2"]))
    found[places] = [_DEFINITE if "ل" in head_of(key)[1] else _INDEFINITE for key in words["n2"].gather(places).to_list()]
    return found


@cache
def _lookup(*classes: str) -> Lookup:
    return Lookup(heads(classes), pl.UInt8)


def _unread(view: ArticleView) -> pl.DataFrame:
    """List the articles that have a word for a source of another sort, even where no attribution was recognised."""
    batch = view.batch
    rows = np.unique(batch.tokens.segment[batch.column(_others)] // 2)
    return pl.DataFrame({"doc": batch.docs[rows]}, schema={"doc": pl.UInt32})


def _others(words: pl.DataFrame) -> NDArray[np.bool_]:
    return np.asarray(_lookup(*_NAMES_ONE)(words["n2"]) > 0)
