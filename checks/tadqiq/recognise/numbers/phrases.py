"""Parse one phrase, a run of atoms, into the numbers it holds; a pure function, so that each distinct phrase is parsed once."""

from __future__ import annotations

from collections.abc import Sequence

from tadqiq.recognise.numbers import dates, money, pairs
from tadqiq.recognise.numbers.figures import over, past_broken
from tadqiq.recognise.numbers.finish import finish
from tadqiq.recognise.numbers.forms import Atom
from tadqiq.recognise.numbers.grammar import STARTS, ordinal
from tadqiq.recognise.numbers.items import (
    BARE,
    CARDINAL,
    CLOSED,
    DATE,
    DOUBTFUL,
    ENDS,
    FIFTH,
    FIGURES,
    FRACTION,
    FROM_TO,
    ONE,
    ORDINAL,
    SCALED,
    SLASHED,
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

_MAY_DATE = frozenset(
    {"month", "month_head", "digits", "ordinal", "ordinal_unit", "unit", "ten", "teen_one", "two_construct", "tens", "first_day"}
)
_NAN = float("nan")
_FIFTHS = (5.0, 7.0, 9.0, 10.0)  # خمس is five and a fifth


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
    if kind == "dual" or kind in STARTS or (kind == "hundredth" and line.at(place - 1).kind not in {"in", "after"}):
        result = score(line, place)
        if result is not None:
            return (result[0],), result[1]
        return pairs.dual(line, place) if kind == "dual" else _number(line, place)
    if kind == "duration":
        return pairs.and_a_half(line, place)
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


def _number(line: Line, place: int) -> tuple[tuple[Item, ...], int]:
    slashed = over(line, place)
    if slashed is not None:
        return _slashed(line, place, *slashed)
    read = cardinal(line, place)
    if read is None:
        return (), past_broken(line, place)
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
    minus = line.at(place - 1)
    if minus.kind == "minus":
        low, high = -high, -low
    whole, after = finish(line, place, Item(place, end - 1, line.at(place).skip, low, high, CARDINAL, flags=flags))
    if minus.kind == "minus":
        return (whole._replace(first=min(whole.first, place - 1), skip=minus.skip),), after
    if flags & (FROM_TO | CLOSED):
        return (whole, *_ends(line, place, read, whole)), after
    ones = money.last_ones(line, after, whole)
    if ones is not None:
        total = whole.low + ones.low
        return (whole._replace(last=ones.last, low=total, high=total, flags=whole.flags | CLOSED), whole, ones), ones.last + 1
    return (whole,), after


def _slashed(line: Line, place: int, value: float | None, end: int) -> tuple[tuple[Item, ...], int]:
    """Read ١/٢ as far as the phrase can tell: with a scale or a unit behind it it is a fraction."""
    years = [at for at in (place, place + 2) if len(line.at(at).key) == 4 and dates.is_year(line.at(at).value, hijri=True)]
    if years:  # موسم 1985/86
        low = line.at(years[0]).value
        return (Item(place, end - 1, line.at(place).skip, low, low, DATE),), end
    scale = line.at(end)
    scaled = scale.kind == "scale" and scale.form in {"singular", "accusative"} and not (scale.waw or scale.prep or scale.art)
    low = _or_nan(value) * (scale.value if scaled else 1.0)
    made, after = finish(
        line, place, Item(place, end - 1 + scaled, line.at(place).skip, low, low, CARDINAL, flags=0 if scaled else SLASHED)
    )
    return (made._replace(flags=made.flags if made.kind == CARDINAL else made.flags & ~SLASHED),), after


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


def _flags(line: Line, place: int, read: Read) -> int:
    atom = line.at(place)
    single = read.end == place + 1
    flags = FIGURES if read.figures else 0
    flags |= DOUBTFUL if read.doubtful else 0
    flags |= SCALED if read.scale > 1 else 0
    flags |= FRACTION if atom.kind in {"fraction", "fraction_dual"} and single else 0
    flags |= BARE if atom.kind == "scale" and atom.form == "singular" else 0
    flags |= FIFTH if single and not atom.art and atom.kind in {"unit", "ten"} and atom.key != "f" and atom.value in _FIFTHS else 0
    flags |= ONE if atom.kind == "one" and single else 0
    flags |= TENS if atom.kind == "tens" and single and atom.art else 0
    flags |= YEAR if read.figures and single and len(atom.key) == 4 and dates.is_year(read.value or 0, hijri=True) else 0
    return flags
