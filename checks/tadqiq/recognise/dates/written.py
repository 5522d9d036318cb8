"""Read what a date says, from its text alone; each distinct text once."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from tadqiq.recognise.dates.calendars import GREGORIAN, HIJRI
from tadqiq.recognise.numbers import dates
from tadqiq.recognise.numbers.grammar import ordinal, small
from tadqiq.recognise.numbers.line import Line
from tadqiq.recognise.numbers.numerals import atoms, symbols
from tadqiq.recognise.tokens import tokenise
from tadqiq.recognise.vocabulary import Vocabulary

_LAST_DAY = 31
_HIJRI_YEARS = range(1300, 1461)
_CACHE_SIZE = 100_000


class Written(NamedTuple):
    """Hold a date as far as it is written."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: str = GREGORIAN
    iso: str | None = None

    def in_year(self, year: int) -> Written:
        """Give the same date with its year."""
        return self._replace(year=year, iso=_iso(self.day, self.month, year, None))


_read: dict[str, Written] = {}


def written(texts: pl.Series, words: Vocabulary) -> list[Written]:
    """Read a column of dates as they stand in the text."""
    new = [text for text in texts.unique().to_list() if text not in _read]
    if len(_read) + len(new) > _CACHE_SIZE:
        _read.clear()
        new = texts.unique().to_list()
    if new:
        tokens = tokenise(new, words)
        table, codes = atoms(), words.column(symbols)[tokens.code].tolist()
        glued = (tokens.gap == 0).tolist()
        bounds = tokens.first.tolist()
        for text, start, end in zip(new, bounds, bounds[1:], strict=False):
            _read[text] = _of(Line([table[code] for code in codes[start:end]], glued[start:end]))
    return [_read[text] for text in texts.to_list()]


def _of(line: Line) -> Written:
    found = dates.date(line, 0)
    if found is not None and found.days is not None:
        first, last = found.days
        return Written(None, found.month, found.year, found.calendar, f"{_iso(first, found.month, found.year, None)}/{last:02d}")
    if found is not None:
        return _made(found.day, found.month, found.year, found.calendar, found.until)
    atom = line.at(0)
    if atom.kind == "digits" and atom.value > _LAST_DAY:
        year = int(atom.value)
        return _made(None, None, year, HIJRI if year in _HIJRI_YEARS or line.at(1).kind == "hijri" else GREGORIAN, None)
    read = small(line, 0) if atom.kind != "digits" else None
    read = ordinal(line, 0) if read is None and atom.kind in {"ordinal", "ordinal_unit"} else read
    value = int(atom.value) if atom.kind == "digits" else int(read.value or 0) if read else 0
    return _made(value if 1 <= value <= _LAST_DAY else None, None, None, GREGORIAN, None)


def _made(day: int | None, month: int | None, year: int | None, calendar: str, until: int | None) -> Written:
    return Written(day, month, year, calendar, _iso(day, month, year, until))


def _iso(day: int | None, month: int | None, year: int | None, until: int | None) -> str | None:
    """Write a date as ISO 8601 does, as far as it is told, with dashes for what is left out.

    >>> _iso(7, 10, None, None), _iso(None, 5, 2017, None), _iso(25, None, None, None)
    ('--10-07', '2017-05', '---25')
    """
    if until is not None and year is not None:
        return f"{min(year, until):04d}/{max(year, until):04d}"  # 2016/2015 is written from right to left
    if month is None:
        return f"{year:04d}" if year is not None else f"---{day:02d}" if day is not None else None
    end = f"{month:02d}" + (f"-{day:02d}" if day is not None else "")
    return f"{year:04d}-{end}" if year is not None else f"--{end}"
