"""Read sums of money: the currency before or behind a number, its adjective (ريال سعودي), and the coins after it."""

from __future__ import annotations

from tadqiq.recognise.numbers.forms import Atom
from tadqiq.recognise.numbers.grammar import STARTS
from tadqiq.recognise.numbers.items import CARDINAL, FIGURES, MONEY, ONE, OPEN_SCORE, YEAR, Item
from tadqiq.recognise.numbers.line import Line
from tadqiq.recognise.numbers.shares import cardinal
from tadqiq.recognise.numbers.stock import code_of, coins_in

COUNTED = ~(YEAR | ONE)  # a number with a unit is neither a year nor a pronoun
SURE = COUNTED & ~OPEN_SCORE


def own(line: Line, place: int) -> bool:
    """Tell whether the sign written together with a number and before it is not that of a number before it (5%6)."""
    return line.glued[place] and line.at(place - 2).kind not in STARTS


def sum_of(line: Line, place: int, item: Item) -> tuple[Item, int] | None:
    """Add the currency to the number at a place, and the coins: عشرون ريالا سعوديا وخمسون هللة."""
    end, before = item.last + 1, line.at(place - 1)
    after = line.at(end)
    if before.kind == "money" and before.form == "singular" and own(line, place):
        return item._replace(first=place - 1, kind=MONEY, unit=place - 1, key=before.key, flags=item.flags & COUNTED), end
    if after.kind != "money" or after.waw or after.prep:
        return None
    behind, key = _adjective(line, end + 1, after.key)
    made = item._replace(last=behind - 1, kind=MONEY, unit=end, key=key, flags=item.flags & SURE)
    more = _more(line, behind, after, item) if item.low == item.high else None
    if more is None:
        return made, behind
    total = item.low + more[0]
    return made._replace(last=more[1] - 1, low=total, high=total), more[1]


def _adjective(line: Line, place: int, key: str) -> tuple[int, str]:
    """Pass the adjective of a currency, which tells its code: ريال is of many countries, ريال سعودي is SAR."""
    atom = line.at(place)
    if atom.kind != "nation" or atom.waw or atom.prep:
        return place, key
    return place + 1, code_of(key, atom.key)


def _more(line: Line, place: int, unit: Atom, item: Item) -> tuple[float, int] | None:
    """Read what is joined to a sum: coins (وخمسون سنتا), or the last one or two of whole hundreds (مئة دينار ودينارين)."""
    found = _coins(line, place, unit)
    if found is not None:
        return found
    start = line.after_and(place)
    again = line.at(start) if start >= 0 else unit
    if start < 0 or item.low % 100 or again.key != unit.key or line.at(start + 1).kind in {"one", "two"}:
        return None
    one = again.kind == "money" and again.form == "singular"
    two = again.kind == "dual" and again.form == "money"
    return ((1.0 if one else 2.0), start + 1) if one or two else None


def _coins(line: Line, place: int, unit: Atom) -> tuple[float, int] | None:
    """Read coins as a part of the whole unit: وخمسون سنتا, وهللة واحدة, وهللتان."""
    start = line.after_and(place)
    if start < 0 or unit.value:
        return None
    atom = line.at(start)
    if atom.kind == "dual" and atom.form == "money":
        parts = coins_in(atom.key, unit.key)
        return (2.0 / parts, start + 1) if parts else None
    if atom.kind == "money" and atom.value and line.at(start + 1).kind == "one" and not line.at(start + 1).waw:
        return 1.0 / coins_in(atom.key, unit.key), start + 2
    read = cardinal(line, start) if atom.kind in STARTS else None
    coin = line.at(read.end) if read else unit
    parts = coins_in(coin.key, unit.key)
    if read is None or read.value is None or coin.kind != "money" or not 0 < read.value < parts:
        return None
    return read.value / parts, read.end + 1


def one_unit(line: Line, place: int) -> tuple[Item, int] | None:
    """Read ريال واحد and ريال سعودي واحد وخمسون هللة: one follows what it counts."""
    atom = line.at(place)
    if atom.form != "singular" or atom.art:
        return None
    at, key = _adjective(line, place + 1, atom.key)
    if line.at(at).kind != "one" or line.at(at).waw or line.at(at).prep:
        return None
    more = _coins(line, at + 1, atom)
    if more is None:
        if line.at(at + 1).waw and line.at(at + 1).kind == "tens":
            return None  # واحد وعشرون is one number
        more = 0.0, at + 1
    value = 1.0 + more[0]
    return Item(place, more[1] - 1, atom.skip, value, value, MONEY, place, key), more[1]


def two_units(line: Line, place: int, item: Item) -> tuple[Item, int]:
    """Add the adjective and the coins to a dual: ريالان سعوديان وثلاث هللات."""
    atom = line.at(place)
    behind, key = _adjective(line, item.last + 1, atom.key)
    more = _coins(line, behind, Atom("money", coins_in(atom.key), "singular", atom.key)) or (0.0, behind)
    value = item.low + more[0]
    return item._replace(last=more[1] - 1, low=value, high=value, key=key), more[1]


def last_ones(line: Line, place: int, sum_: Item) -> Item | None:
    """Read the bare one or two that ends a sum of whole hundreds: مئة ريال وواحد."""
    start = line.after_and(place)
    atom = line.at(start) if start >= 0 else line.at(-1)
    if sum_.kind != MONEY or sum_.low % 100 or sum_.low != sum_.high or sum_.low < 100 or sum_.flags & FIGURES:
        return None
    if atom.kind not in {"one", "two"} or atom.art or start + 1 < len(line):
        return None
    return Item(start, start, atom.skip, atom.value, atom.value, CARDINAL, flags=ONE if atom.kind == "one" else 0)
