"""Read duals (دولاران, ساعتين ونصف, نقطتين مئويتين) and a unit of time with a half (ساعة ونصف), which hold their number in the noun."""

from __future__ import annotations

from tadqiq.recognise.numbers import money
from tadqiq.recognise.numbers.finish import half, points_key, under_zero
from tadqiq.recognise.numbers.grammar import STARTS
from tadqiq.recognise.numbers.items import DUAL, DURATION, MEASURE, MONEY, TENS, Item
from tadqiq.recognise.numbers.line import Line
from tadqiq.recognise.numbers.shares import cardinal

_KINDS = {"duration": DURATION, "money": MONEY}


def dual(line: Line, place: int) -> tuple[tuple[Item, ...], int]:
    """Read a dual, or بين ساعتين وثلاث ساعات, whose lower end is one."""
    atom = line.at(place)
    kind = _KINDS.get(atom.form, DUAL)
    between = line.at(place - 1).kind == "between"
    other = line.after_and(place + 1)
    if between and other >= 0 and line.at(other).kind in STARTS:
        upper = cardinal(line, other)
        if upper and upper.value and upper.value > 2 and line.at(upper.end).key == atom.key:
            return (Item(place, upper.end - 1, atom.skip, 2.0, upper.value, kind, upper.end, atom.key),), upper.end + 1
    return _pair(line, place, kind)


def and_a_half(line: Line, place: int) -> tuple[tuple[Item, ...], int]:
    """Read ساعة ونصف, which is one and a half; a unit of time alone is no number."""
    atom = line.at(place)
    if atom.form != "singular" or atom.art or line.at(place - 1).kind in STARTS:
        return (), place + 1
    value, end = half(line, place + 1, 1.0, atom.key)
    return ((Item(place, end - 1, atom.skip, value, value, DURATION, place, atom.key),), end) if value > 1 else ((), place + 1)


def _pair(line: Line, place: int, kind: int) -> tuple[tuple[Item, ...], int]:
    """Read a dual with what follows it: coins, a half, مئويتان, تحت الصفر."""
    atom = line.at(place)
    value, end = half(line, place + 1, 2.0, atom.key)
    item = Item(place, end - 1, atom.skip, value, value, kind, place, atom.key, TENS if atom.art else 0)
    if kind == MONEY:
        made, after = money.two_units(line, place, item)
        return (made,), after
    if atom.form == "points":
        key, after = points_key(line, place)
        return ((item._replace(kind=MEASURE, key=key),), after) if key else ((item,), end)
    if atom.form == "degree":
        below = under_zero(line, place + 1)
        value = -2.0 if below else 2.0
        return (item._replace(kind=MEASURE, low=value, high=value),), below or end
    return (item,), end
