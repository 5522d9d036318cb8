"""Parse one phrase, a run of atoms, into the numbers it holds; a pure function, so that each distinct phrase is parsed once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tadqiq.recognise import dates
from tadqiq.recognise.numerals_forms import Atom
from tadqiq.recognise.numerals_grammar import STARTS, Line, Read, cardinal, ordinal

NUMBER_KINDS = (
    "cardinal", "ordinal", "percent", "money", "measure", "date", "time", "score", "duration", "age", "vague", "identifier", "dual"
)  # fmt: skip
CARDINAL, ORDINAL, PERCENT, MONEY, MEASURE, DATE, TIME, SCORE, DURATION, AGE, VAGUE, IDENTIFIER, DUAL = range(13)
# What only the words around can decide
YEAR, OPEN_SCORE, FROM_TO, FRACTION, DOUBTFUL, ONE, SCALED, FIGURES, TENS, ENDS, BARE = (1 << n for n in range(11))

_DASHES = "-–—−"
_MAY_DATE = frozenset({"month", "month_head", "digits", "ordinal", "ordinal_unit", "unit", "ten", "teen_one", "two_construct", "tens"})
_NAN = float("nan")
_LONG_FIGURE = 8  # digits without a separator: a phone or file number


class Item(NamedTuple):
    """Hold one number of a phrase, by places in the phrase; a unit of -1 is none."""

    first: int
    last: int
    skip: int
    low: float
    high: float
    kind: int
    unit: int = -1
    key: str = ""
    flags: int = 0


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
    if kind in {"ordinal", "ordinal_unit"}:
        read = ordinal(line, place)
        if read is None:
            return (), place + 1
        return (Item(place, read.end - 1, atom.skip, read.value or 0, read.value or 0, ORDINAL),), read.end
    if kind == "vague" or (kind == "scale" and atom.form == "plural"):
        return _vague(line, place)
    if kind == "dual":
        return _dual(line, place)
    if kind in STARTS:
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
    value, end = _half(line, place + 1, 2.0)
    return (Item(place, end - 1, atom.skip, value, value, kind, place, atom.key, TENS if atom.art else 0),), end


def _half(line: Line, place: int, value: float) -> tuple[float, int]:
    """Add ونصف after a unit: ثلاثة أشهر ونصف."""
    at = line.after_and(place)
    atom = line.at(at) if at >= 0 else line.at(-1)
    following = line.at(at + 1)
    if at < 0 or atom.kind != "fraction" or atom.art or following.kind == "scale" or (following.kind == "duration" and not following.art):
        return value, place
    return value + 1 / atom.value, at + 1


def _number(line: Line, place: int) -> tuple[tuple[Item, ...], int]:
    atom = line.at(place)
    read = cardinal(line, place)
    if read is None:
        return (), _past_figures(line, place)
    low, high, end, flags = read.value, read.value, read.end, _flags(line, place, read)
    ranged = _range(line, place, read)
    if ranged is not None:
        low, high, end, more = ranged
        flags |= more
    if low is None or high is None:
        low = high = _NAN
    point = _point(line, end, low) or _decimal(line, end, low) if ranged is None else None
    if point is not None:
        low = high = point[0]
        end = point[1]
    if line.at(place - 1).kind == "minus":
        low, high = -high, -low
    whole, after = _finish(line, place, Item(place, end - 1, atom.skip, low, high, CARDINAL, flags=flags))
    if flags & FROM_TO:
        return whole + _ends(line, place, read, whole[0]), after
    return whole, after


def _ends(line: Line, place: int, read: Read, whole: Item) -> tuple[Item, ...]:
    """Read the ends of من X إلى Y apart as well: which reading holds depends on the verb."""
    first, _ = _finish(line, place, Item(place, read.end - 1, line.at(place).skip, read.value or 0, read.value or 0, CARDINAL))
    start = read.end + 1
    last = Item(start, whole.last, line.at(start).skip, whole.high, whole.high, whole.kind, whole.unit, whole.key)
    kind = whole.kind if first[0].kind == CARDINAL else first[0].kind
    opening = first[0]._replace(kind=kind, key=first[0].key or whole.key, unit=whole.unit, flags=_flags(line, place, read) | ENDS)
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


def _finish(line: Line, place: int, item: Item) -> tuple[tuple[Item, ...], int]:
    """Add what follows a number and belongs to it: percent, currency, unit of time."""
    end = item.last + 1
    after = line.at(end)
    if after.kind == "percent":
        return (item._replace(last=end, kind=PERCENT, flags=item.flags & ~(YEAR | ONE | OPEN_SCORE | DOUBTFUL)),), end + 1
    if after.kind == "in" and line.at(end + 1).kind == "hundredth":
        return (item._replace(last=end + 1, kind=PERCENT, flags=item.flags & ~(YEAR | ONE | OPEN_SCORE | DOUBTFUL)),), end + 2
    before = line.at(place - 1)
    if before.kind == "percent" and line.glued[place]:
        return (item._replace(first=place - 1, kind=PERCENT, flags=item.flags & ~(YEAR | ONE)),), end
    if before.kind == "money" and before.form == "singular" and line.glued[place]:
        return (item._replace(first=place - 1, kind=MONEY, unit=place - 1, key=before.key, flags=item.flags & ~(YEAR | ONE)),), end
    if after.kind == "money" and not after.waw:
        more = _small_change(line, end + 1, after)
        if more is not None and item.low == item.high:
            total = item.low + more[0]
            flags = item.flags & ~(YEAR | ONE)
            return (item._replace(last=more[1] - 1, low=total, high=total, kind=MONEY, unit=end, key=after.key, flags=flags),), more[1]
        return (item._replace(last=end, kind=MONEY, unit=end, key=after.key, flags=item.flags & ~(YEAR | ONE | OPEN_SCORE)),), end + 1
    if after.kind == "ordinal" and after.value == 2 and after.key == "f" and not (after.art or after.waw):
        return (item._replace(kind=DURATION, unit=end, key="second", flags=item.flags & ~(YEAR | ONE)),), end + 1
    if after.kind == "duration" and not (after.waw or after.art):
        return _lasting(line, item, end)
    if before.kind == "duration" and before.art and not line.at(place).prep and not item.flags & FIGURES and line.at(place).art:
        return (item._replace(kind=DURATION, unit=place - 1, key=before.key, flags=item.flags & ~ONE | TENS),), end
    return (_plain(line, place, item),), end


def _small_change(line: Line, place: int, whole: Atom) -> tuple[float, int] | None:
    """Read the coins after a sum: عشرون دولارا وخمسون سنتا."""
    start = line.after_and(place)
    if whole.value or start < 0 or line.at(start).kind not in STARTS:
        return None
    read = cardinal(line, start)
    coin = line.at(read.end) if read else whole
    if read is None or read.value is None or coin.kind != "money" or not 0 < read.value < coin.value:
        return None
    return read.value / coin.value, read.end + 1


def _lasting(line: Line, item: Item, unit: int) -> tuple[tuple[Item, ...], int]:
    after = line.at(unit)
    low, end = _half(line, unit + 1, item.low)
    high = item.high + (low - item.low)
    definite = TENS if line.at(item.first).art else 0
    made = item._replace(
        kind=DURATION, unit=unit, key=after.key, low=low, high=high, flags=item.flags & ~(YEAR | ONE | OPEN_SCORE) | definite
    )
    if end > unit + 1:
        return (made._replace(last=end - 1),), end
    return (made,), unit + 1


def _plain(line: Line, place: int, item: Item) -> Item:
    """Tell years, phone numbers and slashed figures from counts."""
    atom, end = line.at(place), item.last + 1
    before = line.at(place - 1)
    cued = before.kind in {"duration", "dual_construct"} and before.key == "year" and not before.form == "plural"
    bracket = line.at(end).kind == "hijri" and line.glued[end]
    if atom.kind == "digits" and item.last == place and (cued or bracket) and 100 <= item.low <= dates.LAST_YEAR:
        return item._replace(kind=DATE, flags=item.flags & ~YEAR)
    if item.flags & YEAR:
        bracket = line.at(end).kind == "gregorian"
        modern = dates.is_year(item.low)
        if cued or bracket:
            return item._replace(kind=DATE, flags=item.flags & ~YEAR)
        if not modern:
            return item._replace(flags=item.flags & ~YEAR)
    bare = atom.kind == "digits" and item.last == place
    if bare and (len(atom.key) > _LONG_FIGURE or (atom.key.startswith("0") and len(atom.key) > 1)):
        return item._replace(kind=IDENTIFIER)
    return item


def _range(line: Line, place: int, read: Read) -> tuple[float, float, int, int] | None:
    """Read X-Y, من X إلى Y, بين X وY as low, high, the atom after, and flags; the scale of Y goes to X as well."""
    before, after = line.at(place - 1), line.at(read.end)
    if read.value is None:
        return None
    flags, start = 0, -1
    if after.kind == "separator" and after.key in _DASHES and line.at(read.end + 1).kind in {"digits", "zero"}:
        start = read.end + 1
        even = line.glued[read.end] == line.glued[start]
        flags = OPEN_SCORE if read.figures and even else 0
        if not even and line.at(start).kind == "digits":
            return None
        flags = flags or (OPEN_SCORE if read.figures else 0)
    elif line.sep(read.end) == ":" and line.at(read.end + 1).kind == "digits":
        start, flags = read.end + 1, OPEN_SCORE
    elif after.kind == "to":
        start, flags = read.end + 1, FROM_TO if before.kind == "from" else 0
    elif after.kind in {"percent", "money", "duration"} and line.at(read.end + 1).kind == "to":
        return None
    elif before.kind == "between":
        start = line.after_and(read.end)
    upper = cardinal(line, start) if start > 0 and line.at(start).kind in STARTS else None
    if upper is None or upper.value is None:
        return None
    low, high = read.value, upper.value
    if upper.scale > 1 and read.scale == 1 and low < high / upper.scale and low < 1000:
        low *= upper.scale
    if flags & OPEN_SCORE and not ((upper.figures or high == 0) and low <= 30 and high <= 30):
        flags = 0
    if not flags & OPEN_SCORE and low >= high:
        return None
    return low, high, upper.end, flags


def _point(line: Line, place: int, whole: float) -> tuple[float, int] | None:
    """Read فاصلة and the decimals after it."""
    if line.at(place).kind != "point":
        return None
    zeros = 0
    at = place + 1
    while line.at(at).kind == "zero":
        zeros, at = zeros + 1, at + 1
    rest = cardinal(line, at) if line.at(at).kind in STARTS else None
    if rest is None or rest.value is None:
        return None
    digits, end = "0" * zeros + f"{rest.value:.0f}", rest.end
    while line.at(end).kind in {"unit", "one", "two", "zero"} and not line.at(end).waw:
        digits, end = digits + f"{line.at(end).value:.0f}", end + 1
    return whole + float(f"0.{digits}"), end


def _decimal(line: Line, place: int, whole: float) -> tuple[float, int] | None:
    """Read decimals told as tenths: ستة وثمانية من عشرة is 6.8."""
    start = line.after_and(place)
    if start < 0 or line.at(start).kind not in STARTS or line.at(start).kind == "digits":
        return None
    part = cardinal(line, start)
    if (
        part is None
        or part.value is None
        or line.at(part.end).kind != "from"
        or line.at(part.end + 1).kind not in {"ten", "hundred", "scale"}
    ):
        return None
    base = cardinal(line, part.end + 1)
    if base is None or base.value not in {10.0, 100.0, 1e3, 1e4, 1e5, 1e6} or part.value >= base.value:
        return None
    return whole + part.value / base.value, base.end
