"""A source of the article is not named; the finding says whether the text tells why.

Each unnamed source is reported once, where it is first met: later mentions (المصدر) belong to the one before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from tadqiq.lexicon import read
from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.recognise.attributions.clauses import roles
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "given": {"ar": "", "en": ""},  # what the message says where the text tells why; {reason} is the text's own words
    "missing": {"ar": "", "en": ""},  # and where it does not
}

_PHRASE = re.compile(r"[^C,.Q()T-]{1,4}[^C,.Q()Tpelx-]{0,4}")  # up to a mark, أن, or where it was said
_NEAR = 14  # tokens after a source in which its reason stands
_DEFINITE = ("ال", "وال", "لل", "ولل")


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the unnamed sources of each article."""
    unnamed = view.mentions.attributions.filter((pl.col("source_type") == "anonymous") & (pl.col("field") == BODY)).sort("doc", "start")
    if unnamed.is_empty():
        return
    _, last = token_ranges(view.batch, unnamed.with_columns(start=pl.col("source_start"), end=pl.col("source_end")))
    starts = np.append(np.sort(token_ranges(view.batch, view.mentions.attributions)[0]), len(view.batch.tokens))
    others = starts[np.searchsorted(starts, last, side="right")]
    reasons = [_reason(view.batch, token, other) for token, other in zip(last.tolist(), others.tolist(), strict=True)]
    keys = column(unnamed["source"], "N2").to_list()
    for rows in _sources(unnamed["doc"].to_list(), keys):
        row = unnamed.row(rows[0], named=True)
        reason = next((reasons[place] for place in rows if reasons[place]), "")
        words = rule.settings["given"] if reason else rule.settings["missing"]
        args = {f"reason_{language}": text.replace("{reason}", reason) for language, text in words.items()}
        yield Hit(rule.code, Span(row["doc"], row["field"], row["source_start"], row["source_end"]), args)


def _sources(docs: list[int], keys: list[str]) -> Iterator[list[int]]:
    """Put the mentions of each source together: rows of one article with the same words, or definite ones after it.

    A definite mention without one before it (المصدر, المسؤول) refers to somebody named otherwise.
    """
    groups: list[list[int]] = []
    known: dict[tuple[int, str], list[int]] = {}
    for place, (doc, key) in enumerate(zip(docs, keys, strict=True)):
        group = known.get((doc, key))
        if group is None and key.startswith(_DEFINITE):
            group = groups[-1] if groups and docs[groups[-1][0]] == doc else None
            if group is None:
                continue
        if group is None:
            group = []
            groups.append(group)
        group.append(place)
        known[(doc, key)] = group
    yield from groups


@cache
def _phrases() -> tuple[str, ...]:
    keys = column(pl.Series([row["phrase"] for row in read("anonymity")], dtype=pl.String), "N2").to_list()
    return tuple(f" {key} " for key in keys)


def _reason(batch: Batch, token: int, other: int) -> str:
    """Return the words soon after a source, in its sentence, that tell why it is not named, "" where there are none.

    token, other  the source's last token and the first of the next attribution; what stands elsewhere speaks of another source.
    """
    tokens = batch.tokens
    inside = np.arange(token + 1, min(token + 1 + _NEAR, other, tokens.first[tokens.segment[token] + 1]))
    inside = inside[tokens.sent[inside] == tokens.sent[token]]
    words = batch.vocabulary.words["n2"]
    keys = [words[code] for code in tokens.code[inside].tolist()]
    line = f" {' '.join(keys)} "
    found = [at for phrase in _phrases() if (at := line.find(phrase)) >= 0]
    if not found:
        return ""
    place = line.count(" ", 0, min(found))
    letters = batch.column(roles)[inside[place:]].tobytes().decode("ascii")
    phrase = _PHRASE.match(letters)
    first, last = inside[place], inside[place + (phrase.end() if phrase else 1) - 1]
    return batch.text(int(tokens.segment[first]), int(tokens.start[first]), int(tokens.end[last]))
