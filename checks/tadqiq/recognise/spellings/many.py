"""Lay many pairs of words side by side at once: what `align` finds for one pair, worked out over columns.

Pairs whose words have the same lengths are worked out together, a cell of the table of costs at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.spellings.align import Alignment, Edit, align
from tadqiq.recognise.spellings.prices import Letters, Prices, prices

Array = NDArray[np.int64]
Floats = NDArray[np.float64]
_KEPT, _ADDED, _DROPPED, _CHANGED, _TURNED = range(5)
_TAKES = [(1, 1), (0, 1), (1, 0), (1, 1), (2, 2)]  # letters that each step takes of either word
_ONE, _OTHER = np.array(_TAKES).T
_FEW = 16  # pairs of equal lengths that are sooner aligned one by one


class _Laid(NamedTuple):
    """Hold pairs of equal lengths: their letters, the table of costs, and the ranks of all steps."""

    a: Letters
    b: Letters
    table: Floats  # (letters of one + 1, letters of the other + 1, pair)
    drops: Array
    adds: Array
    changes: Array


def distances(pairs: Sequence[tuple[str, str]], table: Prices | None = None) -> Floats:
    """Give the least cost of turning the first word of each pair into the other; none may be empty."""
    found = np.zeros(len(pairs))
    for places in _by_lengths(pairs):
        found[places] = _lay([pairs[place] for place in places], table or prices()).table[-1, -1]
    return found


def alignments(pairs: Sequence[tuple[str, str]], table: Prices | None = None) -> list[Alignment]:
    """Give the alignment of each pair of words, as `align` does; no word may be empty.

    >>> [(e.one, e.other) for e in alignments([("جالانت", "غالانت")])[0].edits]
    [('ج', 'غ')]
    """
    table = table or prices()
    found = [Alignment(0.0, ())] * len(pairs)
    for places in _by_lengths(pairs):
        some = [pairs[place] for place in places]
        aligned = _aligned(some, table) if len(some) > _FEW else [align(*pair, table.costs) for pair in some]
        for place, alignment in zip(places, aligned, strict=True):
            found[place] = alignment
    return found


def _aligned(pairs: Sequence[tuple[str, str]], table: Prices) -> Iterator[Alignment]:
    """Align pairs of equal lengths."""
    laid = _lay(pairs, table)
    edits: list[list[Edit]] = [[] for _ in pairs]
    for at, i, j, step, rank, cost in _steps(laid, table):
        one, other = pairs[at]
        edits[at].append(Edit(one[i - _TAKES[step][0] : i], other[j - _TAKES[step][1] : j], round(cost, 4), int(table.row[rank])))
    for cost, some in zip(laid.table[-1, -1].tolist(), edits, strict=True):
        yield Alignment(round(cost, 4), tuple(reversed(some)))


def _by_lengths(pairs: Sequence[tuple[str, str]]) -> Iterable[list[int]]:
    """Give the places of the pairs of each two lengths."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, (one, other) in enumerate(pairs):
        groups[len(one), len(other)].append(place)
    return groups.values()


def _lay(pairs: Sequence[tuple[str, str]], table: Prices) -> _Laid:
    """Work out what it costs at least to turn each beginning of one word into each of the other."""
    a, b = (Letters(words, len(words[0]), table) for words in zip(*pairs, strict=True))
    long, wide, many = len(a.numbers), len(b.numbers), a.numbers.shape[1]
    drops, adds, changes = table.drops(a), table.drops(b), table.changes["inside"][a.numbers[:, None], b.numbers[None]]
    changes[-1, -1] = table.changes["last"][a.numbers[-1], b.numbers[-1]]
    changes[0, 0] = table.changes["first"][a.numbers[0], b.numbers[0]]
    same = a.points[:, None] == b.points[None]
    changed = np.where(same, 0.0, table.cost[changes])
    crossed = same[1:, :-1] & same[:-1, 1:] & ~same[1:, 1:]
    turns = crossed.any(axis=2)
    dropped, added = table.cost[drops], table.cost[adds]
    costs = np.zeros((long + 1, wide + 1, many))
    costs[1:, 0], costs[0, 1:] = np.cumsum(dropped, axis=0), np.cumsum(added, axis=0)
    for i in range(long):
        for j in range(wide):
            best = np.minimum(costs[i, j] + changed[i, j], costs[i, j + 1] + dropped[i])
            np.minimum(best, costs[i + 1, j] + added[j], out=best)
            if i and j and turns[i - 1, j - 1]:
                turned = costs[i - 1, j - 1] + table.cost[table.turns[a.numbers[i], b.numbers[j]]]
                best = np.where(crossed[i - 1, j - 1], np.minimum(best, turned), best)
            costs[i + 1, j + 1] = best
    return _Laid(a, b, costs, drops, adds, changes)


def _steps(laid: _Laid, table: Prices) -> Iterator[tuple[int, int, int, int, int, float]]:
    """Walk back from the end of all pairs along the cheapest way; where several are, letters are added first, then left out.

    Each step is a pair's number, where it ends in either word, what it is, its rank and its price.
    """
    pair = np.arange(laid.table.shape[2])
    i, j = np.full(len(pair), len(laid.a.points)), np.full(len(pair), len(laid.b.points))
    while len(pair):
        step, rank = _last(laid, table, pair, i, j)
        cost = laid.table[i, j, pair] - laid.table[i - _ONE[step], j - _OTHER[step], pair]
        told = step != _KEPT
        yield from zip(*(some[told].tolist() for some in (pair, i, j, step, rank, cost)), strict=True)
        i, j = i - _ONE[step], j - _OTHER[step]
        left = (i > 0) | (j > 0)
        pair, i, j = pair[left], i[left], j[left]


def _last(laid: _Laid, table: Prices, pair: Array, i: Array, j: Array) -> tuple[Array, Array]:
    """Say what the last step to a place is in each pair, and its rank."""
    cost, before = laid.table[i, j, pair], (i - 1, j - 1)
    add, drop, change = laid.adds[j - 1, pair], laid.drops[i - 1, pair], laid.changes[*before, pair]
    added = (j > 0) & (laid.table[i, j - 1, pair] + table.cost[add] == cost)
    dropped = ~added & (i > 0) & (laid.table[i - 1, j, pair] + table.cost[drop] == cost)
    kept = laid.a.points[i - 1, pair] == laid.b.points[j - 1, pair]
    changed = laid.table[*before, pair] + table.cost[change] == cost
    step = np.select([added, dropped, kept, changed], [_ADDED, _DROPPED, _KEPT, _CHANGED], _TURNED)
    turn = table.turns[laid.a.numbers[i - 1, pair], laid.b.numbers[j - 1, pair]]
    return step, np.select([added, dropped, kept | changed], [add, drop, change], turn)
