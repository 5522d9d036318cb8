"""Reckon with days: Gregorian and Hijri (Umm al-Qura) dates, which of them exist, and where a day of the week falls."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

GREGORIAN, HIJRI = "gregorian", "hijri"
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_AHEAD = 65  # days: a date without its year is more often told of the past


def longest(month: int, calendar: str) -> int:
    """Return the most days that a month can have, in a leap year; 0 where there is no such month.

    >>> longest(2, "gregorian"), longest(9, "hijri"), longest(13, "gregorian")
    (29, 30, 0)
    """
    if not 1 <= month <= len(_LONGEST_MONTHS):
        return 0
    return 30 if calendar == HIJRI else _LONGEST_MONTHS[month - 1]


@cache
def day_of(day: int, month: int, year: int, calendar: str) -> date | None:
    """Return the day of a whole date; None where there is no such day, or no table for its year.

    >>> day_of(26, 10, 1436, "hijri")
    datetime.date(2015, 8, 11)
    """
    if calendar == HIJRI:
        return _hijri(day, month, year)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hijri(day: int, month: int, year: int) -> date | None:
    from hijridate import Hijri

    try:
        first = Hijri(year, month, 1).to_gregorian()
    except (ValueError, OverflowError):
        return None
    # By sight of the moon a month may have its thirtieth day where the table gives it 29.
    return date(first.year, first.month, first.day) + timedelta(days=day - 1) if day <= longest(month, HIJRI) else None


@cache
def nearest(day: int, month: int, calendar: str, today: date, relation: str | None) -> date | None:
    """Return the day of a date told without its year, as one who writes on a given day means it.

    relation  last, next or this, where the text says so.

    >>> nearest(7, 10, "gregorian", date(2023, 12, 29), "last")
    datetime.date(2023, 10, 7)
    """
    years = years_around(today, calendar)
    days = [found for year in years if (found := day_of(day, month, year, calendar))]
    if relation == "this":
        return day_of(day, month, years[1], calendar) if calendar == GREGORIAN else None
    if relation == "last":
        return max((found for found in days if found < today), default=None)
    if relation == "next":
        return min((found for found in days if found > today), default=None)
    return min(days, key=lambda found: _distance(found, today), default=None)


def years_around(today: date, calendar: str) -> tuple[int, int, int]:
    """Return the year of a day in a calendar, between the year before and the year after."""
    if calendar == GREGORIAN:
        return today.year - 1, today.year, today.year + 1
    from hijridate import Gregorian

    try:
        year = Gregorian(today.year, today.month, today.day).to_hijri().year
    except (ValueError, OverflowError):
        year = 0
    return year - 1, year, year + 1


def _distance(found: date, today: date) -> int:
    """Measure how far a day lies from another; one far ahead is taken for farther than it is."""
    gap = (found - today).days
    return -gap if gap <= 0 else gap if gap <= _AHEAD else gap + 365


def on_weekday(weekday: int, today: date, relation: str | None) -> date | None:
    """Return the day that a day of the week means to one who writes on a given day.

    Without a word for it that is the latest one; the day after the day of writing, where it is that: clocks differ.

    >>> on_weekday(3, date(2023, 12, 29), None)
    datetime.date(2023, 12, 28)
    """
    back = (today.weekday() - weekday) % 7
    if relation == "last":
        return today - timedelta(days=back or 7)
    if relation == "next":
        return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
    if relation is not None:
        return None
    return today + timedelta(days=1) if back == 6 else today - timedelta(days=back)


def from_today(days: int, weekday: int | None, today: date) -> date | None:
    """Return a relative day, set right by the day of the week beside it where the day of writing may be a day off."""
    meant = today + timedelta(days=days)
    if weekday is None:
        return meant
    return next((other for other in (meant, meant + timedelta(days=1), meant - timedelta(days=1)) if other.weekday() == weekday), None)
