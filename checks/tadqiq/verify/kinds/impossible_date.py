"""A date that no calendar has: 31 نوفمبر, 29 فبراير 2023, 32/1/2015.

A Hijri month has 29 or 30 days, which of the two is seen at the moon: its thirtieth day is never called impossible.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from tadqiq.model import Hit, Rule
from tadqiq.recognise.dates.calendars import GREGORIAN, day_of, longest
from tadqiq.recognise.dates.places import token_at
from tadqiq.recognise.numbers.context import CUE, cues
from tadqiq.verify.kinds._days import Told, told
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the dates that cannot be."""
    dated = view.mentions.dates.filter(pl.col("day").is_not_null() & pl.col("month").is_not_null())
    bad = [date for date in told(dated) if not _possible(date)]
    if not bad:
        return
    places = pl.DataFrame([date.span for date in bad], schema=["doc", "field", "start", "end"], orient="row")
    before = token_at(view.batch, places, "start") - 1
    numbered = view.batch.column(cues)[before.clip(min=0)] == CUE["identifier"]
    for date, named in zip(bad, numbered.tolist(), strict=True):
        if not named:  # القرار رقم 45/20/2015
            yield Hit(rule.code, date.span, {"month": str(date.month)})


def _possible(date: Told) -> bool:
    if date.day is None or date.month is None or date.calendar is None:
        return True
    if date.day > longest(date.month, date.calendar):
        return False
    return date.calendar != GREGORIAN or date.year is None or day_of(date.day, date.month, date.year, GREGORIAN) is not None
