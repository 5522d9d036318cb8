"""A Hijri and a Gregorian date side by side are not one day (Umm al-Qura, with days to spare for the sight of the moon).

In من 6 ذي القعدة إلى 1 ذي الحجة، الموافق 21 أغسطس - 14 سبتمبر the neighbours are no pair. A year that is not written follows from the other
date, or from the day of the article. 10/4/1436 may be meant with its month first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule
from tadqiq.recognise.dates.calendars import GREGORIAN, HIJRI, day_of, nearest
from tadqiq.recognise.dates.places import token_at
from tadqiq.recognise.numbers.forms import fold
from tadqiq.verify.kinds._days import Told, across, of_one_day
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"days": 1}  # that the two may differ
_FIGURES = re.compile(r"^\d+\s*[-/.–]\s*\d")


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the pairs that disagree."""
    for group in of_one_day(view.mentions.dates):
        moon, sun = (next((one for one in group if one.calendar == calendar and one.day), None) for calendar in (HIJRI, GREGORIAN))
        if moon is None or sun is None:
            continue
        if _ranges(view, moon, sun):
            continue
        days = [(first, second) for first in _days(moon, sun) for second in _days(sun, moon)]
        if days and min(abs((first - second).days) for first, second in days) > rule.settings["days"]:
            first, last = sorted((moon, sun), key=lambda one: one.span)
            really = days[0][0]
            words = {"hijri": moon.text, "gregorian": sun.text, "really": really.isoformat(), "days": str(abs((really - days[0][1]).days))}
            yield Hit(rule.code, across(first, last), words)


def _ranges(view: ArticleView, *pair: Told) -> bool:
    """Tell whether a pair stands between the ends of two ranges."""
    first, last = min(one.span for one in pair), max(one.span for one in pair)
    ends = pl.DataFrame([(first.doc, first.field, first.start, last.end)], schema=["doc", "field", "start", "end"], orient="row")
    before, after = token_at(view.batch, ends, "start") - 1, token_at(view.batch, ends, "end")
    tokens = view.batch.tokens
    marks = view.batch.vocabulary.column(ranging)[tokens.code[[max(int(before[0]), 0), min(int(after[0]), len(tokens) - 1)]]]
    return bool(marks.all())


@cache
def _ranging() -> frozenset[str]:
    """List what stands before the end of a range: إلى, حتى, a dash."""
    words = [row["word"] for row in read("number_glue") if row["class"] in {"to", "until"}]
    return frozenset((*fold(words), "-", "–", "—"))


def ranging(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Mark the words and dashes that lead to the end of a range."""
    return np.asarray(words["n2"].is_in(list(_ranging())).to_numpy())


def _days(one: Told, other: Told) -> Iterator[date]:
    """List the days that a date may mean beside another, the likeliest first."""
    if one.day is None or one.month is None or one.calendar is None:
        return
    orders = [(one.day, one.month)] + ([(one.month, one.day)] if _FIGURES.match(one.text) else [])
    for day, month in orders:
        found = _in_year(day, month, one, other)
        if found is not None:
            yield found


def _in_year(day: int, month: int, one: Told, other: Told) -> date | None:
    """Place a date in its own year, or where none is written near the other date; of two without a year the Gregorian one comes first."""
    if one.calendar is None:
        return None
    if one.year is not None:
        return day_of(day, month, one.year, one.calendar)
    if other.year is None and one.calendar == GREGORIAN:
        return one.resolved
    return None if other.resolved is None else nearest(day, month, one.calendar, other.resolved, None)
