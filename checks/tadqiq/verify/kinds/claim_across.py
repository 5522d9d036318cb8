"""Two articles give different numbers of one thing.

The numbers stand in copies of one text, in one passage that two texts share, or in two tolls of one event (verify.claims). Nothing is
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
from tadqiq.verify.claims.conflict import Conflict
from tadqiq.verify.claims.numbers import CLAIM_NUMBERS, claim_numbers
from tadqiq.verify.claims.sentences import CLAIM_TOLLS, claim_tolls
from tadqiq.verify.claims.verdicts import verdicts
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS = ("attributions",)  # mentions of all articles
SETTINGS: dict[str, Any] = {
    "verdict": "conflict",  # or dispute: two sources say it; or decrease: a count since a day that is lower later
    "slip": {"ar": "", "en": ""},  # what the message adds where one number is ten, a hundred or a thousand times the other
}
KEYS: dict[str, Schema] = {"claim_numbers": CLAIM_NUMBERS, "claim_tolls": CLAIM_TOLLS}
_SHOWN = 8  # related articles of one finding


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """Describe the numbers of a batch that may be compared, and the sentences that tell a toll."""
    return {"claim_numbers": claim_numbers(view), "claim_tolls": claim_tolls(view)}


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find the numbers that contradict one of an earlier article."""
    found = sorted(view.once(verdicts)[rule.settings["verdict"]], key=lambda pair: pair.second.span)
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
