"""Two articles give different numbers of one thing.

The numbers stand in copies of one text, in one passage that two texts share, or in two tolls of one event (verify.claims). Nothing is
reported where a reader could see how both can be true: rounding and bounds, another unit or currency, the next number of a series, a count
that has grown or was told earlier, another day, a price that moves. The finding stands in the later article; the earlier ones are related.
Numbers of which one is ten, a hundred or a thousand times the other are left to the kind `multiplier-slip`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from tadqiq.model import Hit, Rule, Schema
from tadqiq.verify.kinds import _across
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS = ("attributions",)  # mentions of all articles
SETTINGS: dict[str, Any] = {"verdict": "conflict"}  # or dispute: two sources say it; or decrease: a count since a day that is lower later
KEYS: dict[str, Schema] = _across.KEYS
_SHOWN = 8  # related articles of one finding


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """Describe the numbers of a batch that may be compared."""
    return _across.keys(view)


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find the numbers that contradict one of an earlier article."""
    for pairs in _across.across(view, rule.settings["verdict"]):
        first, second = pairs[0].first, pairs[0].second
        title = view.articles["headline"][first.span.doc] or view.articles["article_id"][first.span.doc]
        words = {"other": view.text(first.span), "title": title}
        yield Hit(rule.code, second.span, words, related=tuple(pair.first.span for pair in pairs[:_SHOWN]))
