"""Read the day on which a record says it was published, as written: with its own zone, never moved to another."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_tz
from functools import cache

import polars as pl

from tadqiq.lexicon import read
from tadqiq.normalise import column
from tadqiq.normalise import text as normalised

_ISO = r"^\s*(\d{4}-\d{2}-\d{2})(?:$|[T\s])"
_BIG_FIRST = re.compile(r"^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?!\d)")
_MONTH = r"[^\d\s،,/]+(?:\s+(?:الاول|الثاني))?"
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})\s+({_MONTH})(?:\s*/\s*{_MONTH})?[\s،,]+(\d{{4}})(?!\d)")
_EPOCH = re.compile(r"^(\d{9,10})(?:\d{3})?(?:\.0)?$")
_YEARS = range(1800, 2201)


def days(written: pl.Series) -> pl.Series:
    """Read a column of dates as written into a column of days; null where one cannot be read.

    >>> days(pl.Series(["2024-03-01T23:30:00-05:00", "1/3/2024", "?"])).to_list()
    [datetime.date(2024, 3, 1), datetime.date(2024, 3, 1), None]
    """
    iso = written.str.extract(_ISO).str.to_date("%Y-%m-%d", strict=False)
    rest = written.filter(iso.is_null() & written.is_not_null()).unique()
    if not rest.len():
        return iso
    known = {value: day(value) for value in rest.to_list()}
    other = written.replace_strict(known, default=None, return_dtype=pl.Date)
    return iso.fill_null(other)


def day(written: str) -> date | None:
    """Read one date: year first, day first, RFC 2822, a day with the month's Arabic name, seconds since 1970.

    >>> day("Fri, 01 Mar 2024 22:10:00 +0300")
    datetime.date(2024, 3, 1)
    """
    text = normalised(written.strip(), "N2")
    if found := _EPOCH.match(text):
        return datetime.fromtimestamp(int(found[1]), UTC).date()
    if found := _BIG_FIRST.match(text):
        return _date(found[1], found[2], found[3])
    if found := _DAY_FIRST.search(text):
        return _date(found[3], found[2], found[1])
    if (found := _NAMED.search(text)) and found[2] in _months():
        return _date(found[3], _months()[found[2]], found[1])
    parts = parsedate_tz(text)
    return _date(*map(str, parts[:3])) if parts else None


def _date(year: str, month: str, number: str) -> date | None:
    try:
        found = date(int(year), int(month), int(number))
    except ValueError:
        return None
    return found if found.year in _YEARS else None


@cache
def _months() -> dict[str, str]:
    """Map the Arabic names of the sun year's months, at matching level, to their numbers."""
    rows = [row for row in read("months") if row["calendar"] != "hijri"]
    names = column(pl.Series([row["word"] for row in rows]), "N2").to_list()
    return {name: row["month"] for name, row in zip(names, rows, strict=True)}
