"""Parse one phrase, a run of atoms, into the numbers it holds; a pure function, so that each distinct phrase is parsed once."""

from __future__ import annotations

from collections.abc import Sequence

from tadqiq.recognise.numbers import dates, money
from tadqiq.recognise.numbers.finish import finish, half, points_key, under_zero
from tadqiq.recognise.numbers.forms import Atom
from tadqiq.recognise.numbers.grammar import STARTS, ordinal
from tadqiq.recognise.numbers.items import (
    BARE,
    CARDINAL,
    CLOSED,
    DATE,
    DOUBTFUL,
    DUAL,
    DURATION,
    ENDS,
    FIGURES,
    FRACTION,
    FROM_TO,
    MEASURE,
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
from tadqiq.recognise.numbers.ranges import span_to
from tadqiq.recognise.numbers.scores import score
from tadqiq.recognise.numbers.shares import cardinal, decimals, ratio

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
    if kind == "dual" or kind in STARTS or kind == "hundredth":
        result = score(line, place)
        if result is not None:
            return (result[0],), result[1]
        return _dual(line, place) if kind == "dual" else _number(line, place)
    if kind == "money":
        one = money.one_unit(line, place)
        return ((one[0],), one[1]) if one else ((), place + 1)
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
    return _pair(line, place, kind)


def _pair(line: Line, place: int, kind: int) -> tuple[tuple[Item, ...], int]:
    """Read a dual with what follows it: coins, a half, مئويتان, تحت الصفر."""
    atom = line.at(place)
    value, end = half(line, place + 1, 2.0)
    item = Item(place, end - 1, atom.skip, value, value, kind, place, atom.key, TENS if atom.art else 0)
    if kind == MONEY:
        made, after = money.two_units(line, place, item)
        return (made,), after
    if atom.form == "points":
        key = points_key(line, place)
        return ((item._replace(kind=MEASURE, key=key),), place + 2) if key else ((item,), end)
    if atom.form == "degree":
        below = under_zero(line, place + 1)
        value = -2.0 if below else 2.0
        return (item._replace(kind=MEASURE, low=value, high=value),), below or end
    return (item,), end


def _number(line: Line, place: int) -> tuple[tuple[Item, ...], int]:
    read = cardinal(line, place)
    if read is None:
        return (), _past_figures(line, place)
    flags = _flags(line, place, read)
    part = ratio(line, place, read)
    ranged = span_to(line, place, read) if part is None else None
    if part is not None:
        low, end = _or_nan(part[0]), part[1]
        high, flags = low, flags & ~ONE | CLOSED
    elif ranged is not None:
        low, high, end, more = ranged
        flags |= more
    else:
        told, end = decimals(line, read)
        low = high = _or_nan(told)
    if line.at(place - 1).kind == "minus":
        low, high = -high, -low
    whole, after = finish(line, place, Item(place, end - 1, line.at(place).skip, low, high, CARDINAL, flags=flags))
    if flags & (FROM_TO | CLOSED):
        return (whole, *_ends(line, place, read, whole)), after
    ones = money.last_ones(line, after, whole)
    if ones is not None:
        total = whole.low + ones.low
        return (whole._replace(last=ones.last, low=total, high=total, flags=whole.flags | CLOSED), whole, ones), ones.last + 1
    return (whole,), after


def _or_nan(value: float | None) -> float:
    return _NAN if value is None else value


def _ends(line: Line, place: int, read: Read, whole: Item) -> tuple[Item, Item]:
    """Read the ends of من X إلى Y and of ثلاثة من عشرة apart as well: which reading holds is for the words around to say."""
    first, _ = finish(line, place, Item(place, read.end - 1, line.at(place).skip, read.value or 0, read.value or 0, CARDINAL))
    start = read.end + 1
    upper = cardinal(line, start) if whole.flags & CLOSED else None
    high = upper.value or 0 if upper else whole.high
    last = Item(start, whole.last, line.at(start).skip, high, high, whole.kind, whole.unit, whole.key)
    kind = whole.kind if first.kind == CARDINAL else first.kind
    opening = first._replace(kind=kind, key=first.key or whole.key, unit=whole.unit, flags=_flags(line, place, read) | ENDS)
    return opening, last._replace(flags=whole.flags & ~(FROM_TO | CLOSED) | ENDS)


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
