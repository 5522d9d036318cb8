"""Parse one phrase, a run of atoms, into the numbers it holds; a pure function, so that each distinct phrase is parsed once."""

from __future__ import annotations

from collections.abc import Sequence

from tadqiq.recognise.numbers import dates
from tadqiq.recognise.numbers.finish import finish, half
from tadqiq.recognise.numbers.forms import Atom
from tadqiq.recognise.numbers.grammar import STARTS, cardinal, ordinal
from tadqiq.recognise.numbers.items import (
    BARE,
    CARDINAL,
    DATE,
    DOUBTFUL,
    DUAL,
    DURATION,
    ENDS,
    FIGURES,
    FRACTION,
    FROM_TO,
    MONEY,
    ONE,
    ORDINAL,
    SCALED,
    TENS,
    TIME,
    VAGUE,
    YEAR,
    Item,
)
from tadqiq.recognise.numbers.line import Line, Read
from tadqiq.recognise.numbers.ranges import point, span_to, tenths

_MAY_DATE = frozenset({"month", "month_head", "digits", "ordinal", "ordinal_unit", "unit", "ten", "teen_one", "two_construct", "tens"})
_NAN = float("nan")


def parse(atoms: Sequence[Atom], glued: Sequence[bool]) -> tuple[Item, ...]:
    """Parse a phrase.

    >>> parse([Atom("digits", 21.0, "21"), Atom("scale", 1000.0, "accusative")], [False, False])[0].low
    21000.0
    """
    line = Line(atoms, glued)
    items: list[Item] = []
    place = 0
    while place < len(line):
        found, place = _step(line, place)
        items.extend(found)
    return tuple(items)


def _step(line: Line, place: int) -> tuple[tuple[Item, ...], int]:
    """Read what begins at a place; give the items and where to go on."""
    atom = line.at(place)
    kind = atom.kind
    if kind in _MAY_DATE:
        timed = _dated(line, place)
        if timed is not None:
            return timed
    if kind in {"ordinal", "ordinal_unit"} or (kind == "tens" and line.at(place + 1).kind == "after"):
        read = ordinal(line, place)
        if read is None and kind == "tens":
            return _number(line, place)
        if read is None:
            return (), place + 1
        return (Item(place, read.end - 1, atom.skip, read.value or 0, read.value or 0, ORDINAL),), read.end
    if kind == "zero" and dates.is_month_named(line, place):
        return (), place + 1
    if kind == "vague" or (kind == "scale" and atom.form == "plural"):
        return _vague(line, place)
    if kind == "dual":
        return _dual(line, place)
    if kind in STARTS or (kind == "hundredth" and line.at(place + 1).kind == "scale"):
        return _number(line, place)
    return (), place + 1


def _dated(line: Line, place: int) -> tuple[tuple[Item, ...], int] | None:
    atom = line.at(place)
    day = dates.date(line, place)
    if day is not None:
        low = float(day.year) if day.day is None and day.month is None and day.year else _NAN
        return (Item(place, day.end - 1, atom.skip, low, low, DATE),), day.end
    if atom.kind in {"month", "month_head"}:
        named = dates.month(line, place)
        return (), named[1] if named else place + 1
    before = line.at(place - 1)
    hour = before.kind == "duration" and before.key == "hour" and before.art
    end = dates.clock(line, place, after_hour=hour)
    if end is None:
        return None
    value = atom.value if end == place + 1 else _NAN
    return (Item(place, end - 1, atom.skip, value, value, TIME),), end


def _vague(line: Line, place: int) -> tuple[tuple[Item, ...], int]:
    end = place + 1
    while line.at(end).kind in {"scale", "vague"} and not line.at(end).waw:
        end += 1
    money = line.at(end).kind == "money"
    return (Item(place, end - 1 + money, line.at(place).skip, _NAN, _NAN, VAGUE, end if money else -1),), end + money


def _dual(line: Line, place: int) -> tuple[tuple[Item, ...], int]:
    atom = line.at(place)
    kind = {"duration": DURATION, "money": MONEY}.get(atom.form, DUAL)
    between = line.at(place - 1).kind == "between"
    other = line.after_and(place + 1)
    if between and other >= 0 and line.at(other).kind in STARTS:
        upper = cardinal(line, other)
        if upper and upper.value and upper.value > 2 and line.at(upper.end).key == atom.key:
            return (Item(place, upper.end - 1, atom.skip, 2.0, upper.value, kind, upper.end, atom.key),), upper.end + 1
    value, end = half(line, place + 1, 2.0)
    return (Item(place, end - 1, atom.skip, value, value, kind, place, atom.key, TENS if atom.art else 0),), end


def _number(line: Line, place: int) -> tuple[tuple[Item, ...], int]:
    read = cardinal(line, place)
    if read is None:
        return (), _past_figures(line, place)
    flags = _flags(line, place, read)
    ranged = span_to(line, place, read)
    if ranged is not None:
        low, high, end, more = ranged
        flags |= more
    else:
        low, end = _with_decimals(line, read)
        high = low
    if line.at(place - 1).kind == "minus":
        low, high = -high, -low
    whole, after = finish(line, place, Item(place, end - 1, line.at(place).skip, low, high, CARDINAL, flags=flags))
    return ((whole, *_ends(line, place, read, whole)) if flags & FROM_TO else (whole,)), after


def _with_decimals(line: Line, read: Read) -> tuple[float, int]:
    if read.value is None:
        return _NAN, read.end
    return point(line, read.end, read.value) or tenths(line, read.end, read.value) or (read.value, read.end)


def _ends(line: Line, place: int, read: Read, whole: Item) -> tuple[Item, Item]:
    """Read the ends of من X إلى Y apart as well: which reading holds depends on the verb."""
    first, _ = finish(line, place, Item(place, read.end - 1, line.at(place).skip, read.value or 0, read.value or 0, CARDINAL))
    start = read.end + 1
    last = Item(start, whole.last, line.at(start).skip, whole.high, whole.high, whole.kind, whole.unit, whole.key)
    kind = whole.kind if first.kind == CARDINAL else first.kind
    opening = first._replace(kind=kind, key=first.key or whole.key, unit=whole.unit, flags=_flags(line, place, read) | ENDS)
    return opening, last._replace(flags=whole.flags & ~FROM_TO | ENDS)


def _past_figures(line: Line, place: int) -> int:
    """Skip broken figures whole, so that no part of them is read."""
    end = place + 1
    while line.at(place).kind == "digits" and line.sep(end) and line.at(end + 1).kind == "digits":
        end += 2
    return end


def _flags(line: Line, place: int, read: Read) -> int:
    atom = line.at(place)
    single = read.end == place + 1
    flags = FIGURES if read.figures else 0
    flags |= DOUBTFUL if read.doubtful else 0
    flags |= SCALED if read.scale > 1 else 0
    flags |= FRACTION if atom.kind in {"fraction", "fraction_dual"} and single else 0
    flags |= BARE if atom.kind == "scale" and atom.form == "singular" else 0
    flags |= ONE if atom.kind == "one" and single else 0
    flags |= TENS if atom.kind == "tens" and single and atom.art else 0
    flags |= YEAR if read.figures and single and len(atom.key) == 4 and dates.is_year(read.value or 0, hijri=True) else 0
    return flags
