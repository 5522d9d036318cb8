"""Add what follows a number and belongs to it (percent, currency, unit of time), and tell its kind by that."""

from __future__ import annotations

from tadqiq.recognise.numbers import dates, money
from tadqiq.recognise.numbers.forms import Atom
from tadqiq.recognise.numbers.items import DATE, DOUBTFUL, DURATION, FIGURES, IDENTIFIER, MEASURE, ONE, PERCENT, TENS, YEAR, Item
from tadqiq.recognise.numbers.line import NO_ATOM, Line
from tadqiq.recognise.numbers.money import COUNTED, SURE, own

_LONG_FIGURE = 8  # digits without a separator: a phone or file number
_FIRST_IN_WORDS = 1000  # a year told in words
_MINUS = frozenset("-−")


def finish(line: Line, place: int, item: Item) -> tuple[Item, int]:
    """Complete the number at a place by its neighbours; give it with the atom after it."""
    for look in (_percent, money.sum_of, _points, _degrees, _time):
        found = look(line, place, item)
        if found is not None:
            return found
    made = _plain(line, place, item)
    return made, made.last + 1


def _percent(line: Line, place: int, item: Item) -> tuple[Item, int] | None:
    end = item.last + 1
    if line.at(end).kind == "permille":
        return item._replace(last=end, low=item.low / 10, high=item.high / 10, kind=PERCENT, flags=item.flags & SURE & ~DOUBTFUL), end + 1
    if line.at(end).kind == "in" and line.at(end + 1).kind == "hundredth":
        end += 1
    elif line.at(end).kind != "percent":
        if line.at(place - 1).kind == "percent" and own(line, place):
            return item._replace(first=place - 1, kind=PERCENT, flags=item.flags & COUNTED), end
        return None
    return item._replace(last=end, kind=PERCENT, flags=item.flags & SURE & ~DOUBTFUL), end + 1


def _points(line: Line, _: int, item: Item) -> tuple[Item, int] | None:
    """Read points of percentage and basis points, which are no percent: 5 نقاط مئوية, 25 نقطة أساس, ربع نقطة مئوية."""
    unit = item.last + 1
    if line.at(unit).kind != "points" or line.at(unit).waw:
        return None
    key, end = points_key(line, unit)
    return (item._replace(kind=MEASURE, unit=unit, key=key, flags=item.flags & SURE), end) if key else None


def points_key(line: Line, place: int) -> tuple[str, int]:
    """Tell what نقطة means by what is behind it, and the atom after that: a point of percentage, a basis point, or "" for any other."""
    after = line.at(place + 1)
    if after.kind == "in" and line.at(place + 2).kind == "hundredth":
        return "percentage_point", place + 3
    if after.waw or after.prep:
        return "", place + 1
    kind = after.form if after.kind == "dual" else after.kind
    return {"hundredths": "percentage_point", "percent": "percentage_point", "basis": "basis_point"}.get(kind, ""), place + 2


def _degrees(line: Line, place: int, item: Item) -> tuple[Item, int] | None:
    """Read degrees below zero: 5 درجات تحت الصفر, ناقص خمس درجات, -5 درجات."""
    start = end = item.last + 1
    while _degree(line.at(end)):
        end += 1
    below = under_zero(line, start)
    if item.low < 0 or not (below or (end > start and _signed(line, place))):
        return None
    made = item._replace(low=-item.high, high=-item.low, flags=item.flags & SURE)
    if end > start:
        made = made._replace(kind=MEASURE, unit=start, key=line.at(start).key)
    return made, below or end


def under_zero(line: Line, place: int) -> int:
    """Read تحت الصفر behind the degrees that may stand at a place; return the atom after it, 0 where it is not there."""
    while _degree(line.at(place)):
        place += 1
    return place + 2 if line.at(place).kind == "under" and line.at(place + 1).kind == "zero" and line.at(place + 1).art else 0


def _degree(atom: Atom) -> bool:
    kind = atom.form if atom.kind == "dual" else atom.kind
    return kind in {"degree", "hundredths"} and not atom.waw


def _signed(line: Line, place: int) -> bool:
    """Tell whether a minus sign is joined to the number and to nothing before it."""
    sign = line.at(place - 1)
    return sign.kind == "separator" and sign.key in _MINUS and line.glued[place] and not line.glued[place - 1]


def _time(line: Line, place: int, item: Item) -> tuple[Item, int] | None:
    end, before = item.last + 1, line.at(place - 1)
    after = line.at(end)
    if after.kind == "ordinal" and after.value == 2 and after.key == "f" and not (after.art or after.waw):
        return item._replace(kind=DURATION, unit=end, key="second", flags=item.flags & COUNTED), end + 1
    if after.kind == "duration" and not (after.waw or after.art or after.prep):
        return _lasting(line, item, end)
    if before.kind == "duration" and before.art and not line.at(place).prep and not item.flags & FIGURES and line.at(place).art:
        return item._replace(kind=DURATION, unit=place - 1, key=before.key, flags=item.flags & ~ONE | TENS), end
    return None


def _lasting(line: Line, item: Item, unit: int) -> tuple[Item, int]:
    """Read a length of time, and a half after its unit."""
    low, end = half(line, unit + 1, item.low, line.at(unit).key)
    definite = TENS if line.at(item.first).art else 0
    made = item._replace(
        kind=DURATION, unit=unit, key=line.at(unit).key, low=low, high=item.high + (low - item.low), flags=item.flags & SURE | definite
    )
    return (made._replace(last=end - 1), end) if end > unit + 1 else (made, unit + 1)


def half(line: Line, place: int, value: float, unit: str) -> tuple[float, int]:
    """Add ونصف after a unit, with the unit itself once more: ثلاثة أشهر ونصف, شهر ونصف شهر."""
    at = line.after_and(place)
    atom, following = (line.at(at), line.at(at + 1)) if at >= 0 else (NO_ATOM, NO_ATOM)
    if atom.kind != "fraction" or atom.art or following.kind == "scale":
        return value, place
    if following.kind == "duration" and not following.art and following.key != unit:
        return value, place
    again = following.kind == "duration" and not following.art
    return value + 1 / atom.value, at + 1 + again


def _plain(line: Line, place: int, item: Item) -> Item:
    """Tell years and phone numbers from counts."""
    era = _before_era(line, item.last + 1)
    if era:
        return item._replace(last=era - 1, kind=DATE, low=-item.high, high=-item.low, flags=item.flags & COUNTED)
    atom, before, after = line.at(place), line.at(place - 1), line.at(item.last + 1)
    bare = atom.kind == "digits" and item.last == place
    cued = before.kind in {"duration", "dual_construct"} and before.key == "year" and before.form != "plural"
    hijri = after.kind == "hijri" and line.glued[item.last + 1]
    if bare and (cued or hijri) and 100 <= item.low <= dates.LAST_YEAR:
        return item._replace(kind=DATE, flags=item.flags & ~YEAR)
    if cued and not before.art and not item.flags & FIGURES and item.low == item.high and _FIRST_IN_WORDS <= item.low <= dates.LAST_YEAR:
        return item._replace(kind=DATE)  # عام ألفين وثلاثة وعشرين
    if item.flags & YEAR:
        if cued or after.kind == "gregorian":
            return item._replace(kind=DATE, flags=item.flags & ~YEAR)
        if not dates.is_year(item.low):
            return item._replace(flags=item.flags & ~YEAR)
    if bare and (len(atom.key) > _LONG_FIGURE or (atom.key.startswith("0") and len(atom.key) > 1)):
        return item._replace(kind=IDENTIFIER)
    return item


def _before_era(line: Line, place: int) -> int:
    """Read ق.م and قبل الميلاد; return the atom after it, 0 where it is not there."""
    if line.at(place).kind == "era":
        return place + 3 if line.sep(place + 1) == "." and line.at(place + 2).kind == "gregorian" else 0
    return place + 2 if line.at(place).kind == "before" and line.at(place + 1).kind == "birth" else 0
