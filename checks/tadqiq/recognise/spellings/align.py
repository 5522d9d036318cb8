"""Lay two spellings of a word side by side at the least cost (weighted Damerau-Levenshtein), and say which steps were taken."""

from __future__ import annotations

from typing import NamedTuple

from tadqiq.recognise.spellings.costs import Costs, Step


class Edit(NamedTuple):
    """Hold one step: what stands in the one spelling, what in the other, its price and the row that set it."""

    one: str
    other: str
    cost: float
    row: int


class Alignment(NamedTuple):
    """Hold the least cost and the steps it is made of, in order."""

    cost: float
    edits: tuple[Edit, ...]


def align(a: str, b: str, costs: Costs) -> Alignment:
    """Turn one word into another at the least cost.

    a, b  at matching level.

    >>> from tadqiq.recognise.spellings.costs import costs
    >>> [(e.one, e.other) for e in align("جالانت", "غالانت", costs()).edits]
    [('ج', 'غ')]
    """
    if a == b:
        return Alignment(0.0, ())
    drops, adds = _drops(a, costs), _drops(b, costs)
    table = _table(a, b, drops, adds, costs)
    return Alignment(round(table[-1][-1][0], 4), _steps(a, b, table))


_Cell = tuple[float, int, int, int]  # cost so far, letters of a and of b that the last step took, row of the last step


def _table(a: str, b: str, drops: list[Step], adds: list[Step], costs: Costs) -> list[list[_Cell]]:
    first: list[_Cell] = [(0.0, 0, 0, -1)]
    for step in adds:
        first.append((first[-1][0] + step.cost, 0, 1, step.row))
    table = [first]
    for i, x in enumerate(a):
        above = table[-1]
        line: list[_Cell] = [(above[0][0] + drops[i].cost, 1, 0, drops[i].row)]
        for j, y in enumerate(b):
            if x == y:
                best: _Cell = (above[j][0], 1, 1, -1)
            else:
                place = "first" if not i and not j else "last" if i == len(a) - 1 and j == len(b) - 1 else "inside"
                step = costs.change(x, y, place)
                best = (above[j][0] + step.cost, 1, 1, step.row)
            best = min(best, (above[j + 1][0] + drops[i].cost, 1, 0, drops[i].row), (line[j][0] + adds[j].cost, 0, 1, adds[j].row))
            if i and j and x == b[j - 1] and a[i - 1] == y and x != y:
                step = costs.turn(x, y)
                best = min(best, (table[-2][j - 1][0] + step.cost, 2, 2, step.row))
            line.append(best)
        table.append(line)
    return table


def _drops(word: str, costs: Costs) -> list[Step]:
    """Price leaving out each letter of a word."""
    return [costs.drop(letter, word[i - 1 : i] if i else "", word[i + 1 : i + 2]) for i, letter in enumerate(word)]


def _steps(a: str, b: str, table: list[list[_Cell]]) -> tuple[Edit, ...]:
    """Walk back from the end of both words along the cheapest way."""
    i, j, edits = len(a), len(b), []
    while i or j:
        cost, left, right, row = table[i][j]
        before = table[i - left][j - right][0]
        if row >= 0:
            edits.append(Edit(a[i - left : i], b[j - right : j], round(cost - before, 4), row))
        i, j = i - left, j - right
    return tuple(reversed(edits))
