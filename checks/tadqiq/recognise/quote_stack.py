"""Pair the quotation marks of one paragraph, by what stands around each mark.

A count of marks sees nothing: "فرانس برس "إن has an even one. So every mark gets a cost for opening, for closing and for
standing alone, and the cheapest reading of the whole paragraph wins.
"""

from __future__ import annotations

from typing import NamedTuple

OPENS, CLOSES, NEUTRAL = 1, -1, 0  # what a mark's neighbours, or its own shape, speak for
STRAIGHT, CURLY, ANGLE, SINGLE = range(4)  # families of marks

_ALONE = 5.0  # a mark without a partner
_AGAINST_NEIGHBOURS = 2.0
_AGAINST_SHAPE = {STRAIGHT: 0.0, CURLY: 1.0, ANGLE: 2.5, SINGLE: 1.0}
_SAME_INSIDE = 1.2  # a quotation inside another with the same mark
_OTHER_INSIDE = 0.2
_MIXED = 2.2  # opened with one family, closed with another
_DEEPEST = 3


class Mark(NamedTuple):
    """Describe one quotation mark: its family, what its neighbours speak for, what its shape speaks for, whether it may be no quote."""

    family: int
    place: int
    shape: int
    optional: bool  # inches after a figure, an apostrophe


class Reading(NamedTuple):
    """Say how a paragraph's marks pair: (opening, closing, depth) by index, and those that stand alone with their direction."""

    pairs: list[tuple[int, int, int]]
    alone: list[tuple[int, int]]


class _State(NamedTuple):
    cost: float
    pairs: tuple[tuple[int, int, int], ...]
    alone: tuple[tuple[int, int], ...]


def pair(marks: list[Mark]) -> Reading:
    """Read a paragraph's marks at the lowest cost.

    >>> pair([Mark(STRAIGHT, OPENS, NEUTRAL, False), Mark(STRAIGHT, CLOSES, NEUTRAL, False)]).pairs
    [(0, 1, 0)]
    """
    states: dict[tuple[int, ...], _State] = {(): _State(0.0, (), ())}
    for index, mark in enumerate(marks):
        following: dict[tuple[int, ...], _State] = {}
        for opened, state in states.items():
            for after, reached in _steps(marks, index, mark, opened, state):
                known = following.get(after)
                if known is None or reached.cost < known.cost:
                    following[after] = reached
        # Only the cheapest few can still win; this bounds the work on hostile input.
        best = sorted(following.items(), key=lambda item: (item[1].cost + 2.5 * len(item[0]), item[0]))[:24]
        states = dict(best)
    final = min(((s.cost + _ALONE * len(opened), len(opened), opened, s) for opened, s in states.items()), key=lambda item: item[:3])
    _, _, opened, state = final
    return Reading(sorted(state.pairs), sorted([*state.alone, *((index, OPENS) for index in opened)]))


def _steps(marks: list[Mark], index: int, mark: Mark, opened: tuple[int, ...], state: _State) -> list[tuple[tuple[int, ...], _State]]:
    """List what a mark may do: open, close what is open, stand alone."""
    cost, pairs, alone = state
    against_opening = (_AGAINST_NEIGHBOURS if mark.place == CLOSES else 0.0) + (
        _AGAINST_SHAPE[mark.family] if mark.shape == CLOSES else 0.0
    )
    against_closing = (_AGAINST_NEIGHBOURS if mark.place == OPENS else 0.0) + (_AGAINST_SHAPE[mark.family] if mark.shape == OPENS else 0.0)
    direction = OPENS if against_opening <= against_closing else CLOSES
    price = 0.3 if mark.optional else _ALONE
    steps = [(opened, _State(cost + price, pairs, alone if mark.optional else (*alone, (index, direction))))]
    if len(opened) < _DEEPEST:
        inside = min(len(opened), 1) * (_SAME_INSIDE if any(marks[o].family == mark.family for o in opened) else _OTHER_INSIDE)
        steps.append(((*opened, index), _State(cost + against_opening + inside, pairs, alone)))
    if opened:
        partner = opened[-1]
        mixed = 0.0 if marks[partner].family == mark.family else _MIXED
        closed = (*pairs, (partner, index, len(opened) - 1))
        steps.append((opened[:-1], _State(cost + against_closing + mixed, closed, alone)))
    return steps
