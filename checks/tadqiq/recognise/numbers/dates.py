"""Read dates and clock times from atoms: 7 أكتوبر 2023, أكتوبر/تشرين الأول, 12/5/2015, عام 2008, الساعة الثانية والنصف."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tadqiq.lexicon import read
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.numbers.grammar import ordinal, small
from tadqiq.recognise.numbers.line import Line, Read

FIRST_YEAR, LAST_YEAR = 1900, 2100
_FIRST_NAMED = 1000  # a year that stands behind a month
_HIJRI = (1300, 1460)
_SLIPS = 39  # a day of the month that is read although there is none, where a year shows what is meant: 34 رجب 1436
_SECONDS = {"كانون": {1: 12, 2: 1}, "تشرين": {1: 10, 2: 11}, "ربيع": {1: 3, 2: 4}, "جمادى": {1: 5, 2: 6}}


class Day(NamedTuple):
    """Hold a date as far as it is written."""

    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: str = "gregorian"
    until: int | None = None  # the second year of 2017/2018
    days: tuple[int, int] | None = None  # the ends of 16-18 أغسطس, which is no one day


def is_year(value: float, *, hijri: bool = False) -> bool:
    """Tell whether a number may name a year."""
    return FIRST_YEAR <= value <= LAST_YEAR or (hijri and _HIJRI[0] <= value <= _HIJRI[1])


class Month(NamedTuple):
    """Hold a month, the atom after its name, and its calendar."""

    number: int
    end: int
    calendar: str


def month(line: Line, place: int) -> Month | None:
    """Read a month's name, or the same month in two systems."""
    first = _one_month(line, place)
    if first is None:
        return None
    if line.at(first.end).kind == "separator" and line.at(first.end).key in "/-":
        second = _one_month(line, first.end + 1)
        if second is not None:
            return first._replace(end=second.end)
    return first


def _one_month(line: Line, place: int) -> Month | None:
    atom = line.at(place)
    calendar = "hijri" if atom.form == "hijri" else "gregorian"
    if atom.kind == "month":
        return Month(int(atom.value), place + 1, calendar)
    if atom.kind == "zero" and (is_month_named(line, place) or _year(line, place + 1)):
        return Month(2, place + 1, "hijri")  # صفر is a month and zero
    if atom.kind != "month_head":
        return None
    second = line.at(place + 1)
    if second.kind == "ordinal" and not second.waw and atom.key in _SECONDS:
        number = _SECONDS[atom.key].get(int(second.value))
        return Month(number, place + 2, calendar) if number else None
    number = _named_by_two().get((atom.key, second.key)) if second.kind == "month_tail" else None
    return Month(number, place + 2, "hijri") if number else None


@cache
def _named_by_two() -> dict[tuple[str, str], int]:
    """Map the months of two words to their numbers, by the first word and the second at matching level."""
    rows = [(*row["word"].partition(" ")[::2], int(row["month"])) for row in read("months")]
    return {(first, key): month for (first, _, month), key in zip(rows, fold([second for _, second, _ in rows]), strict=True)}


def is_month_named(line: Line, place: int) -> bool:
    """Tell whether شهر stands before a place."""
    before = line.at(place - 1)
    return before.kind == "duration" and before.key == "month"


def _year(line: Line, place: int) -> tuple[int, int] | None:
    """Read a year after a month: [من] [عام] 2015 [م]."""
    at = place + (line.at(place).kind == "from")
    at += line.at(at).kind == "duration" and line.at(at).key == "year"
    atom = line.at(at)
    if atom.kind == "digits" and len(atom.key) == 4 and _FIRST_NAMED <= atom.value <= LAST_YEAR:
        return int(atom.value), at + 1 + (line.at(at + 1).kind in {"hijri", "gregorian"})
    return None


def date(line: Line, place: int) -> Day | None:
    """Read a date that begins at a place; None where there is none."""
    atom = line.at(place)
    if atom.kind in {"month", "month_head"}:
        named = month(line, place)
        year = _year(line, named.end) if named else None
        return Day(year[1], None, named.number, year[0], named.calendar) if named and year else None
    day: Read | None = None
    if atom.kind == "digits":
        numeric = _numeric(line, place) or _days(line, place)
        if numeric is not None:
            return numeric
        day = Read(atom.value, place + 1)
    elif atom.kind in {"ordinal", "ordinal_unit"}:
        day = ordinal(line, place)
    elif atom.kind == "first_day":
        day = Read(1, place + 1)
    elif atom.kind in {"unit", "ten", "teen_one", "two_construct", "tens"}:
        day = small(line, place)
    if day is None or day.value is None or not 1 <= day.value <= (_SLIPS if atom.kind == "digits" else 31):
        return None
    at = day.end + (line.at(day.end).kind == "from")
    at += line.at(at).kind == "duration" and line.at(at).key == "month"
    named = month(line, at)
    if named is None:
        return None
    year = _year(line, named.end)
    if day.value > 31 and not year:
        return None
    return Day(year[1] if year else named.end, int(day.value), named.number, year[0] if year else None, named.calendar)


def _days(line: Line, place: int) -> Day | None:
    """Read the days of a month from one to another: 16-18 أغسطس 2015."""
    first, mark, last = line.at(place), line.at(place + 1), line.at(place + 2)
    named = month(line, place + 3) if mark.kind == "separator" and mark.key in "-–—" and last.kind == "digits" else None
    if named is None or not 1 <= first.value < last.value <= 31:
        return None
    year = _year(line, named.end)
    end = year[1] if year else named.end
    return Day(end, None, named.number, year[0] if year else None, named.calendar, None, (int(first.value), int(last.value)))


def _numeric(line: Line, place: int) -> Day | None:
    """Read 12/5/2015, 12-5-2015, 2015-05-12, 2015/2016 and 1436/1437."""
    marks = {"/", "-", ".", "–"}
    first, mark = line.at(place), line.sep(place + 1)
    second = line.at(place + 2)
    if line.at(place + 1).key == "/" and line.at(place + 3).key in {"", "/"}:
        mark = "/"  # also 11 / 5 / 1439
    if mark not in marks or second.kind != "digits":
        return None
    if line.at(place + 4).kind == "digits" and (line.sep(place + 3) == mark or (mark == "/" and line.at(place + 3).key == "/")):
        return _triple(line, place, mark)
    years = len(first.key) == len(second.key) == 4 and is_year(first.value, hijri=True) and is_year(second.value, hijri=True)
    if not years or mark == ".":
        return None
    calendar = "gregorian" if is_year(first.value) else "hijri"
    return Day(place + 3, None, None, int(first.value), calendar, int(second.value))


def _triple(line: Line, place: int, mark: str) -> Day | None:
    """Read day, month and year in figures; with slashes and a whole year also one that no calendar has (32/1/2015)."""
    first, third = line.at(place), line.at(place + 4)
    parts = [int(first.value), int(line.at(place + 2).value), int(third.value)]
    if len(first.key) == 4:
        parts.reverse()
    day, number, year = parts
    if day <= 12 < number <= 31:
        day, number = number, day  # 10/25/2015
    whole, short = is_year(year, hijri=True), len(third.key) == 2
    if not (whole or short) or not (1 <= day <= 99 and 1 <= number <= 99):
        return None
    possible = day <= 31 and number <= 12
    if (mark != "/" and not (possible and whole)) or not (possible or whole):
        return None
    after = line.at(place + 5).kind
    calendar = "hijri" if after == "hijri" or _HIJRI[0] <= year <= _HIJRI[1] else "gregorian"
    return Day(place + 5 + (after in {"hijri", "gregorian"}), day, number, _whole_year(year, calendar), calendar)


def _whole_year(year: int, calendar: str) -> int:
    """Complete a year of two figures: 36 هـ is 1436, 15 is 2015, 87 is 1987."""
    if year > 99:
        return year
    return year + (1400 if calendar == "hijri" else 2000 if year < 50 else 1900)


def clock(line: Line, place: int, *, after_hour: bool) -> int | None:
    """Read a clock time that begins at a place, and return the atom after it."""
    atom = line.at(place)
    if atom.kind == "digits" and atom.value <= 24:
        minutes, mark = line.at(place + 2), line.sep(place + 1)
        whole = minutes.kind == "digits" and len(minutes.key) == 2 and minutes.value < 60
        if whole and (mark == ":" or (mark == "." and after_hour)):
            return place + 3
        return place + 1 if after_hour or line.at(place + 1).kind == "clock" else None
    if atom.kind not in {"ordinal", "ordinal_unit"} or not atom.art:
        return None
    hour = ordinal(line, place)
    if hour is None:
        return None
    part = line.after_and(hour.end)
    if part >= 0 and line.at(part).kind == "fraction" and line.at(part).art:
        return part + 1
    return hour.end if after_hour else None
