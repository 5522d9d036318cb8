"""Read results told in goals of both sides: بهدفين لهدف, ثلاثة أهداف مقابل هدف, هدفين لمثلهما."""

from __future__ import annotations

from tadqiq.recognise.numbers.grammar import SMALL
from tadqiq.recognise.numbers.items import SCORE, Item
from tadqiq.recognise.numbers.line import Line
from tadqiq.recognise.numbers.shares import cardinal

_GOALS = frozenset({"goal", "goals"})
_WORDS = frozenset({"goal", "goals", "against", "same"})
_MOST = 30


def score(line: Line, place: int) -> tuple[Item, int] | None:
    """Read a result that begins with the winner's goals."""
    if line.at(place).kind != "dual" and not line.kinds & _WORDS:
        return None
    made = _goals(line, place)
    if made is None:
        return None
    scored, end = made
    conceded = _against(line, end, scored)
    if conceded is None:
        return None
    against, after = conceded
    return Item(place, after - 1, line.at(place).skip, scored, against, SCORE, end - 1), after


def _goals(line: Line, place: int) -> tuple[float, int] | None:
    """Read هدفين, ثلاثة أهداف, 3 أهداف."""
    atom = line.at(place)
    if atom.kind == "dual":
        return (2.0, place + 1) if atom.key == "هدف" and not atom.art else None
    if atom.kind not in SMALL | {"digits"} or atom.art:
        return None
    read = cardinal(line, place)
    if read is None or read.value is None or not 0 <= read.value <= _MOST or not read.value.is_integer():
        return None
    noun = line.at(read.end)
    return (read.value, read.end + 1) if noun.kind in _GOALS and not (noun.art or noun.waw or noun.prep) else None


def _against(line: Line, place: int, scored: float) -> tuple[float, int] | None:
    """Read the other side's goals: لهدف, مقابل هدفين, لاثنين, لمثلهما."""
    atom = line.at(place)
    if atom.kind == "same":
        return scored, place + 1
    told = atom.kind == "against"
    at = place + told
    goal = line.at(at)
    if not told and not (goal.prep and not goal.waw and not goal.art):
        return None
    if goal.kind == "goal":
        return 1.0, at + 1 + (line.at(at + 1).kind == "one")
    goals = _goals(line, at)
    if goals is not None:
        return goals
    read = cardinal(line, at) if goal.kind in SMALL else None
    return (read.value, read.end) if read is not None and read.value is not None and read.value <= _MOST else None
