"""الأحد الماضي in an article written on a Sunday may be today or a week ago.

The day of writing is that of اليوم الأحد, else that of the record, else the one day that the lead names.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

import polars as pl

from tadqiq.model import BODY, Hit, Rule
from tadqiq.verify.kinds._days import Told, day_names, from_writing, published, told, unquoted
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the days that may be two."""
    known = unquoted(view).filter(pl.col("weekday").is_not_null() | (pl.len().over("doc", "field", "first") > 1))
    alone = known.filter(pl.len().over("doc", "field", "first") == 1)  # no date stands beside it
    last = alone.filter(pl.col("relation") == "last")
    known = alone.filter(pl.col("doc").is_in(last["doc"].unique().to_list()))
    days = published(view)
    for doc, rows in groupby(told(known), key=lambda one: one.span.doc):
        group = list(rows)
        written = _written(group, days.get(doc))
        for one in group:
            if one.relation == "last" and one.weekday is not None and one.weekday == written:
                yield Hit(rule.code, one.span, {"weekday": day_names()[one.weekday]})


def _written(group: list[Told], day: date | None) -> int | None:
    """Return the day of the week on which an article was written."""
    away = from_writing()
    relative = [(one.weekday - away[one.relation]) % 7 for one in group if one.weekday is not None and one.relation in away]
    if relative:
        return relative[0]
    if day is not None:
        return day.weekday()
    lead = {one.weekday for one in group if one.span.field == BODY and one.para == 0 and one.relation is None}
    return next(iter(lead)) if len(lead) == 1 else None
