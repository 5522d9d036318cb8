"""Two numbers of one thing differ by a factor of ten, a hundred or a thousand: a zero, a point or a word for a thousand has slipped.

Within an article the pairs are those of the kind `claim-conflict`, across articles those of `claim-across`; both leave them to this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from tadqiq.model import Hit, Rule, Schema, Span
from tadqiq.recognise.numbers.compare import slip
from tadqiq.verify.kinds import _across, _bodies, _titles, claim_conflict
from tadqiq.verify.kinds._claims import Claim
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS = ("attributions",)  # mentions of all articles
SETTINGS: dict[str, Any] = {}

_SLIPS: Schema = {
    "doc": pl.UInt32,
    "field": pl.UInt8,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "text": pl.String,
    "factor": pl.UInt32,
    "other_field": pl.UInt8,
    "other_start": pl.UInt32,
    "other_end": pl.UInt32,
    "other_text": pl.String,
}
KEYS: dict[str, Schema] = {"slips": _SLIPS, **_across.KEYS}


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """Find the slips inside the articles of a batch, and describe the numbers that may be compared across articles."""
    return {"slips": pl.DataFrame(list(_within(view)), schema=dict(_SLIPS), orient="row"), **_across.keys(view)}


def _within(view: ArticleView) -> Iterator[tuple[Any, ...]]:
    for finder in (_titles.pairs, _bodies.slips):
        for shown, other in finder(view, claim_conflict.SETTINGS):
            factor = slip(shown.value, other.value)
            if factor:
                yield (*_row(shown), factor, *_row(other)[1:])


def _row(claim: Claim) -> tuple[Any, ...]:
    return (*claim.span, claim.text)


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find pairs of claims of which one is ten, a hundred or a thousand times the other."""
    for doc, field, start, end, text, factor, *other, other_text in view.keys["slips"].select(list(_SLIPS)).iter_rows():
        words = {"first": text, "second": other_text, "factor": str(factor)}
        yield Hit(rule.code, Span(doc, field, start, end), words, related=(Span(doc, *other),))
    for pairs in _across.across(view, "conflict", slips=True):
        first, second = pairs[0].first, pairs[0].second
        words = {"first": view.text(second.span), "second": view.text(first.span), "factor": str(slip(first.value, second.value))}
        yield Hit(rule.code, second.span, words, related=(first.span,))
