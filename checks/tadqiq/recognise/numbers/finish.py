"""Add what follows a number and belongs to it (percent, currency, unit of time), and tell its kind by that."""

from __future__ import annotations

from tadqiq.recognise.numbers import dates
from tadqiq.recognise.numbers.forms import Atom
from tadqiq.recognise.numbers.grammar import STARTS, cardinal
from tadqiq.recognise.numbers.items import DATE, DOUBTFUL, DURATION, FIGURES, IDENTIFIER, MONEY, ONE, OPEN_SCORE, PERCENT, TENS, YEAR, Item
from tadqiq.recognise.numbers.line import Line

_LONG_FIGURE = 8  # digits without a separator: a phone or file number
_COUNTED = ~(YEAR | ONE)  # a number with a unit is neither a year nor a pronoun
_SURE = _COUNTED & ~OPEN_SCORE


def finish(line: Line, place: int, item: Item) -> tuple[Item, int]:
    """Complete the number at a place by its neighbours; give it with the atom after it."""
    for look in (_percent, _money, _time):
        found = look(line, place, item)
        if found is not None:
            return found
    return _plain(line, place, item), item.last + 1


def _percent(line: Line, place: int, item: Item) -> tuple[Item, int] | None:
    end = item.last + 1
    if line.at(end).kind == "in" and line.at(end + 1).kind == "hundredth":
        end += 1
    elif line.at(end).kind != "percent":
        if line.at(place - 1).kind == "percent" and _own(line, place):
            return item._replace(first=place - 1, kind=PERCENT, flags=item.flags & _COUNTED), end
        return None
    return item._replace(last=end, kind=PERCENT, flags=item.flags & _SURE & ~DOUBTFUL), end + 1


def _own(line: Line, place: int) -> bool:
    """Tell whether the sign written together with a number and before it is not that of a number before it (5%6)."""
    return line.glued[place] and line.at(place - 2).kind not in STARTS


def _money(line: Line, place: int, item: Item) -> tuple[Item, int] | None:
    end, before = item.last + 1, line.at(place - 1)
    after = line.at(end)
    if before.kind == "money" and before.form == "singular" and _own(line, place):
        return item._replace(first=place - 1, kind=MONEY, unit=place - 1, key=before.key, flags=item.flags & _COUNTED), end
    if after.kind != "money" or after.waw:
        return None
    change = _small_change(line, end + 1, after)
    if change is None or item.low != item.high:
        return item._replace(last=end, kind=MONEY, unit=end, key=after.key, flags=item.flags & _SURE), end + 1
    total = item.low + change[0]
    whole = item._replace(last=change[1] - 1, low=total, high=total, kind=MONEY, unit=end, key=after.key, flags=item.flags & _COUNTED)
    return whole, change[1]


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


def _time(line: Line, place: int, item: Item) -> tuple[Item, int] | None:
    end, before = item.last + 1, line.at(place - 1)
    after = line.at(end)
    if after.kind == "ordinal" and after.value == 2 and after.key == "f" and not (after.art or after.waw):
        return item._replace(kind=DURATION, unit=end, key="second", flags=item.flags & _COUNTED), end + 1
    if after.kind == "duration" and not (after.waw or after.art):
        return _lasting(line, item, end)
    if before.kind == "duration" and before.art and not line.at(place).prep and not item.flags & FIGURES and line.at(place).art:
        return item._replace(kind=DURATION, unit=place - 1, key=before.key, flags=item.flags & ~ONE | TENS), end
    return None


def _lasting(line: Line, item: Item, unit: int) -> tuple[Item, int]:
    """Read a length of time, and a half after its unit."""
    low, end = half(line, unit + 1, item.low)
    definite = TENS if line.at(item.first).art else 0
    made = item._replace(
        kind=DURATION, unit=unit, key=line.at(unit).key, low=low, high=item.high + (low - item.low), flags=item.flags & _SURE | definite
    )
    return (made._replace(last=end - 1), end) if end > unit + 1 else (made, unit + 1)


def half(line: Line, place: int, value: float) -> tuple[float, int]:
    """Add ونصف after a unit: ثلاثة أشهر ونصف."""
    at = line.after_and(place)
    atom = line.at(at) if at >= 0 else line.at(-1)
    following = line.at(at + 1)
    if at < 0 or atom.kind != "fraction" or atom.art or following.kind == "scale" or (following.kind == "duration" and not following.art):
        return value, place
    return value + 1 / atom.value, at + 1


def _plain(line: Line, place: int, item: Item) -> Item:
    """Tell years and phone numbers from counts."""
    atom, before, after = line.at(place), line.at(place - 1), line.at(item.last + 1)
    bare = atom.kind == "digits" and item.last == place
    cued = before.kind in {"duration", "dual_construct"} and before.key == "year" and before.form != "plural"
    hijri = after.kind == "hijri" and line.glued[item.last + 1]
    if bare and (cued or hijri) and 100 <= item.low <= dates.LAST_YEAR:
        return item._replace(kind=DATE, flags=item.flags & ~YEAR)
    if item.flags & YEAR:
        if cued or after.kind == "gregorian":
            return item._replace(kind=DATE, flags=item.flags & ~YEAR)
        if not dates.is_year(item.low):
            return item._replace(flags=item.flags & ~YEAR)
    if bare and (len(atom.key) > _LONG_FIGURE or (atom.key.startswith("0") and len(atom.key) > 1)):
        return item._replace(kind=IDENTIFIER)
    return item
