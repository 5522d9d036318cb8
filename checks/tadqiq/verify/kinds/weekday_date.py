"""A day of the week and a date side by side are not one day (الخميس 29 ديسمبر 2023 was a Friday).

A Hijri date may be a day off by sight of the moon. Some months from the day of writing, a date without its year must be wrong in the
years beside the likely one too. 10/4/1436 may be meant with its month first. الأحد الأول من أكتوبر may be the first Sunday of the month:
such a day is no date to hold it against. What is said between marks may tell of another year, or may be cited for its mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from tadqiq.model import Hit, Rule
from tadqiq.recognise.dates.calendars import GREGORIAN, HIJRI, day_of, years_around
from tadqiq.verify.kinds._days import Told, across, day_names, of_one_day, unquoted
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}
_MONTH_FIRST = re.compile(r"^\d+\s*[-/.–]\s*\d")
_NEAR = 45  # days from the day of writing within which a date without its year is surely that of its year
_WEEKS = 5  # in a month: the fifth Sunday is the last that a month can have


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the pairs that disagree."""
    rows = view.batch.articles.select("doc", "date").iter_rows() if "date" in view.batch.articles.columns else ()
    today = dict(rows)
    for group in of_one_day(unquoted(view)):
        named = next((told for told in group if told.weekday is not None), None)
        dated = _date(group)
        if named is None or dated is None or named.weekday is None:
            continue
        days = _days(dated, today.get(dated.span.doc))
        if days and not any(day.weekday() == named.weekday for day in days) and not _counted(named, dated):
            first, last = sorted((named, dated), key=lambda told: told.span)
            really = day_names()[days[0].weekday()]
            words = {"weekday": day_names()[named.weekday], "date": dated.text, "really": really}
            yield Hit(rule.code, across(first, last), words)


def _date(group: list[Told]) -> Told | None:
    """Choose the date to hold the day against: the Gregorian one, if it is there."""
    dates = [told for told in group if told.day is not None]
    return next((told for told in dates if told.calendar == GREGORIAN), dates[0] if dates else None)


def _days(dated: Told, today: date | None) -> list[date]:
    """List the days that a date may mean, the likeliest first."""
    if dated.resolved is None or dated.day is None or dated.month is None or dated.calendar is None:
        return []
    days = [dated.resolved]
    if dated.year is None and dated.relation is None and today is not None and abs((dated.resolved - today).days) > _NEAR:
        years = years_around(today, dated.calendar)
        days += [day for year in years if (day := day_of(dated.day, dated.month, year, dated.calendar))]
    if dated.year is not None and _MONTH_FIRST.match(dated.text):
        days += [day] if (day := day_of(dated.month, dated.day, dated.year, dated.calendar)) else []
    if dated.calendar == HIJRI:
        days += [day + timedelta(days=step) for day in days for step in (1, -1)]
    return days


def _counted(named: Told, dated: Told) -> bool:
    """Tell الأحد الأول من أكتوبر from a date."""
    return named.span < dated.span and not dated.text[:1].isdigit() and dated.day is not None and dated.day <= _WEEKS
