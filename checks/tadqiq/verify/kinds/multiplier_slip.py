"""Two numbers of one thing differ by a factor of ten, a hundred or a thousand: a zero, a point or a word for a thousand has slipped.

Within an article the pairs are those of the kind `claim-conflict`, across articles those of `claim-across`; both leave them to this one.
Nothing is reported where reading a comma the other way makes both values one: 4,749 مليون is 4.749 مليار.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl

from tadqiq.model import Hit, Rule, Schema, Span
from tadqiq.recognise.numbers.compare import slip
from tadqiq.verify.claims.written import needless, same_by_comma
from tadqiq.verify.kinds import _across, _bodies, _titles, claim_conflict
from tadqiq.verify.kinds._claims import Claim
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS = ("attributions",)  # mentions of all articles
SETTINGS: dict[str, Any] = {"hints": {}}  # what may have slipped, by language: zero, word (a word for a thousand), needless (that word)

_THOUSAND = 1000
_SLIPS: Schema = {
    "doc": pl.UInt32,
    "field": pl.UInt8,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "text": pl.String,
    "value": pl.Float64,
    "factor": pl.UInt32,
    "other_field": pl.UInt8,
    "other_start": pl.UInt32,
    "other_end": pl.UInt32,
    "other_text": pl.String,
    "other_value": pl.Float64,
}
KEYS: dict[str, Schema] = {"slips": _SLIPS, **_across.KEYS}


class Slip(NamedTuple):
    """Hold two numbers of one thing, the one to be marked first, and by which factor they differ."""

    span: Span
    other: Span
    texts: tuple[str, str]
    values: tuple[float, float]
    factor: int


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
    return (*claim.span, claim.text, claim.value)


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find pairs of claims of which one is ten, a hundred or a thousand times the other."""
    for slipped in _slips(view):
        words = _words(slipped, rule.settings["hints"])
        if words is not None:
            yield Hit(rule.code, slipped.span, words, related=(slipped.other,))


def _slips(view: CollectionView) -> Iterator[Slip]:
    """Give the slips inside articles, then those of each number with the nearest earlier article."""
    for doc, field, start, end, text, value, factor, *other, other_text, other_value in view.keys["slips"].select(list(_SLIPS)).iter_rows():
        yield Slip(Span(doc, field, start, end), Span(doc, *other), (text, other_text), (value, other_value), factor)
    for pairs in _across.across(view, "conflict", slips=True):
        first, second = pairs[0].first, pairs[0].second
        texts = view.text(second.span), view.text(first.span)
        yield Slip(second.span, first.span, texts, (second.value, first.value), slip(first.value, second.value))


def _words(slipped: Slip, hints: Mapping[str, Mapping[str, str]]) -> dict[str, str] | None:
    """Fill the message; None where both numbers are one value if a comma is read the other way."""
    (first, second), (value, other) = slipped.texts, slipped.values
    if same_by_comma(first, second):
        return None
    words = {"first": first, "second": second, "factor": str(slipped.factor)}
    too_much = (needless(first, other), first), (needless(second, value), second)
    name = "word" if slipped.factor >= _THOUSAND else "zero"
    for word, whole in too_much:
        if word:
            name = "needless"
            words |= {"word": word, "whole": whole}
    return words | {f"hint_{language}": hint.format_map(words) for language, hint in hints.get(name, {}).items()}
