"""Two articles give different numbers of one thing.

The numbers stand in copies of one text, or in one passage that two texts share, whose other numbers agree (verify.claims). Nothing is
reported where a reader could see how both can be true: rounding and bounds, another unit or currency, the next number of a series, a
count that has grown, another day, a price that moves. The finding stands in the later article; the earlier ones are related.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import polars as pl

from tadqiq.model import Hit, Rule, Schema
from tadqiq.recognise.numbers.compare import slip
from tadqiq.verify.claims.judge import Conflict, conflicts
from tadqiq.verify.claims.numbers import CLAIM_NUMBERS, claim_numbers
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS = ()  # no mentions of all articles
SETTINGS: dict[str, Any] = {
    "slip": {"ar": "", "en": ""},  # what the message adds where one number is ten, a hundred or a thousand times the other
}
KEYS: dict[str, Schema] = {"claim_numbers": CLAIM_NUMBERS}
_SHOWN = 8  # related articles of one finding


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """Describe the numbers of a batch that may be compared."""
    return {"claim_numbers": claim_numbers(view)}


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find the numbers that contradict one of an earlier article."""
    found = sorted(view.once(conflicts), key=lambda pair: pair.second.span)
    for _, group in groupby(found, key=lambda pair: pair.second.span):
        yield from _hits(view, rule, list(group))


def _hits(view: CollectionView, rule: Rule, pairs: Sequence[Conflict]) -> Iterator[Hit]:
    """Show a number once, with those it contradicts, the nearest in time first."""
    nearest = pairs[::-1][:_SHOWN]
    first, second = nearest[0].first, nearest[0].second
    factor = str(slip(first.value, second.value))
    said = {lang: text.format(factor=factor) if factor != "0" else "" for lang, text in rule.settings["slip"].items()}
    title = view.articles["headline"][first.span.doc] or view.articles["article_id"][first.span.doc]
    words = {"other": view.text(first.span), "title": title, "slip_ar": said["ar"], "slip_en": said["en"]}
    yield Hit(rule.code, second.span, words, related=tuple(pair.first.span for pair in nearest))
