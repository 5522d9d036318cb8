"""Pair the quotation marks of one paragraph, by what stands around each mark.

A count of marks sees nothing: "فرانس برس "إن has an even one. So every mark gets a cost for opening, for closing and for
standing alone, and the cheapest reading of the whole paragraph wins.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Signs = NDArray[np.int8]

OPENS, CLOSES, NEUTRAL = 1, -1, 0  # what a mark's neighbours, or its own shape, speak for
STRAIGHT, CURLY, ANGLE, SINGLE = range(4)  # families of marks

_ALONE = 5.0  # a mark without a partner
_AGAINST_NEIGHBOURS = 2.0
_AGAINST_SHAPE = {STRAIGHT: 0.0, CURLY: 1.0, ANGLE: 2.5, SINGLE: 1.0}
_SAME_INSIDE = 1.2  # a quotation inside another with the same mark
_OTHER_INSIDE = 0.2
_MIXED = 2.2  # opened with one family, closed with another
_NO_QUOTE = 0.3  # a mark that may be inches or an apostrophe
_DEEPEST = 3
_WIDTH = 8  # readings followed at once
_SHORT = 64  # marks of a paragraph whose reading is remembered


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


class _Step(NamedTuple):
    """Hold one decision, and through `before` all that led to it: states share their past, so that none is copied."""

    opening: int  # of the pair that it closes; -1 where the mark stands alone
    mark: int
    number: int  # depth of the pair, or direction of the lone mark
    before: _Step | None


class _State(NamedTuple):
    cost: float
    steps: _Step | None


def pair(marks: list[Mark]) -> Reading:
    """Read a paragraph's marks at the lowest cost.

    >>> pair([Mark(STRAIGHT, OPENS, NEUTRAL, False), Mark(STRAIGHT, CLOSES, NEUTRAL, False)]).pairs
    [(0, 1, 0)]
    """
    states: dict[tuple[int, ...], _State] = {(): _State(0.0, None)}
    for index in range(len(marks)):
        following: dict[tuple[int, ...], _State] = {}
        for opened, state in states.items():
            for after, reached in _steps(marks, index, opened, state):
                known = following.get(after)
                if known is None or reached.cost < known.cost:
                    following[after] = reached
        # Only the cheapest few can still win; this bounds the work on hostile input.
        best = sorted(following.items(), key=lambda item: (item[1].cost + 2.5 * len(item[0]), item[0]))
        states = dict(best[:_WIDTH])
    final = min(((s.cost + _ALONE * len(opened), len(opened), opened, s) for opened, s in states.items()), key=lambda item: item[:3])
    _, _, opened, state = final
    return _read(state.steps, opened)


def sign(families: Signs, place: Signs, shape: Signs, optional: NDArray[np.bool_]) -> bytes:
    """Write each mark of a column as one byte, so that a paragraph's marks are a key."""
    return (((families * 3 + place + 1) * 3 + shape + 1) * 2 + optional).astype(np.uint8).tobytes()


def read(signs: bytes) -> Reading:
    """Read a paragraph's marks, written by `sign`; what was read before is remembered: few sequences of marks are new."""
    return _remembered(signs) if len(signs) <= _SHORT else pair(_marks(signs))


@lru_cache(maxsize=1 << 14)
def _remembered(signs: bytes) -> Reading:
    return pair(_marks(signs))


def _marks(signs: bytes) -> list[Mark]:
    return [Mark(one // 18, one // 6 % 3 - 1, one // 2 % 3 - 1, bool(one % 2)) for one in signs]


def _read(steps: _Step | None, opened: tuple[int, ...]) -> Reading:
    """Gather the pairs and the lone marks that a chain of steps decided on."""
    pairs, alone = [], [(index, OPENS) for index in opened]
    while steps is not None:
        if steps.opening < 0:
            alone.append((steps.mark, steps.number))
        else:
            pairs.append((steps.opening, steps.mark, steps.number))
        steps = steps.before
    return _nearest(sorted(pairs), sorted(alone))


def _nearest(pairs: list[tuple[int, int, int]], alone: list[tuple[int, int]]) -> Reading:
    """Give a closing mark to the opening one that is nearest: in "…، في إطار "الرباط الوثيق" it is the first that was never closed.

    Both readings cost the same; the shorter quotation is the likelier.
    """
    lone = dict(alone)
    paired = list(pairs)
    for place, (first, last, depth) in enumerate(pairs):
        if lone.get(last - 1) == OPENS and first < last - 1:
            del lone[last - 1]
            lone[first] = OPENS
            paired[place] = (last - 1, last, depth)
    return Reading(sorted(paired), sorted(lone.items()))


def _steps(marks: list[Mark], index: int, opened: tuple[int, ...], state: _State) -> list[tuple[tuple[int, ...], _State]]:
    """List what a mark may do: open, close what is open, stand alone."""
    mark, (cost, before) = marks[index], state
    shape = _AGAINST_SHAPE[mark.family]
    against_opening = (_AGAINST_NEIGHBOURS if mark.place == CLOSES else 0.0) + (shape if mark.shape == CLOSES else 0.0)
    against_closing = (_AGAINST_NEIGHBOURS if mark.place == OPENS else 0.0) + (shape if mark.shape == OPENS else 0.0)
    direction = OPENS if against_opening <= against_closing else CLOSES
    lone = _State(cost + _NO_QUOTE, before) if mark.optional else _State(cost + _ALONE, _Step(-1, index, direction, before))
    steps = [(opened, lone)]
    if len(opened) < _DEEPEST:
        inside = min(len(opened), 1) * (_SAME_INSIDE if any(marks[o].family == mark.family for o in opened) else _OTHER_INSIDE)
        steps.append(((*opened, index), _State(cost + against_opening + inside, before)))
    if opened:
        partner = opened[-1]
        mixed = 0.0 if marks[partner].family == mark.family else _MIXED
        closed = _Step(partner, index, len(opened) - 1, before)
        steps.append((opened[:-1], _State(cost + against_closing + mixed, closed)))
    return steps
