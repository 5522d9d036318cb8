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
    steps = _Steps(a, b, costs)
    table = steps.table()
    return Alignment(round(table[-1][-1], 4), steps.back(table))


class _Steps:
    """Price the steps between two words."""

    def __init__(self, a: str, b: str, costs: Costs) -> None:
        """Price leaving out each letter of either word."""
        self.a, self.b, self.costs = a, b, costs
        self.drops, self.adds = costs.drops(a), costs.drops(b)

    def change(self, i: int, j: int) -> Step:
        """Price the one letter for the other."""
        place = "first" if not i and not j else "last" if i == len(self.a) - 1 and j == len(self.b) - 1 else "inside"
        return self.costs.change(self.a[i], self.b[j], place)

    def turned(self, i: int, j: int) -> bool:
        """Tell whether two neighbours that end here stand the other way round."""
        return bool(i and j and self.a[i] == self.b[j - 1] and self.a[i - 1] == self.b[j] and self.a[i] != self.b[j])

    def table(self) -> list[list[float]]:
        """Work out what it costs at least to turn each beginning of one word into each of the other."""
        a, b, inside, added = self.a, self.b, self.costs.inside, [step.cost for step in self.adds]
        corners = {(0, 0), (len(a) - 1, len(b) - 1)}
        table = [[0.0]]
        for cost in added:
            table[0].append(table[0][-1] + cost)
        for i, x in enumerate(a):
            above, dropped, before = table[-1], self.drops[i].cost, a[i - 1] if i else ""
            left = above[0] + dropped
            line = [left]
            for j, y in enumerate(b):
                best = above[j]
                if x != y:
                    best += self.change(i, j).cost if (i, j) in corners else inside[x, y]
                if (cost := above[j + 1] + dropped) < best:
                    best = cost
                if (cost := left + added[j]) < best:
                    best = cost
                if y == before and self.turned(i, j) and (cost := table[i - 1][j - 1] + self.costs.turn(x, y).cost) < best:
                    best = cost
                line.append(best)
                left = best
            table.append(line)
        return table

    def back(self, table: list[list[float]]) -> tuple[Edit, ...]:
        """Walk back from the end of both words along the cheapest way; where several are, letters are added first, then left out."""
        i, j, edits = len(self.a), len(self.b), []
        while i or j:
            one, other, row = self._last(table, i, j)
            cost = table[i][j] - table[i - one][j - other]
            if row >= 0:
                edits.append(Edit(self.a[i - one : i], self.b[j - other : j], round(cost, 4), row))
            i, j = i - one, j - other
        return tuple(reversed(edits))

    def _last(self, table: list[list[float]], i: int, j: int) -> tuple[int, int, int]:
        """Give the letters of each word that the last step to a place took, and its row."""
        cost = table[i][j]
        if j and table[i][j - 1] + self.adds[j - 1].cost == cost:
            return 0, 1, self.adds[j - 1].row
        if i and table[i - 1][j] + self.drops[i - 1].cost == cost:
            return 1, 0, self.drops[i - 1].row
        if self.a[i - 1] == self.b[j - 1]:
            return 1, 1, -1
        step = self.change(i - 1, j - 1)
        if table[i - 1][j - 1] + step.cost == cost:
            return 1, 1, step.row
        return 2, 2, self.costs.turn(self.a[i - 1], self.b[j - 1]).row
