"""Number words exactly without making strings of them: each is packed into two integers, and looked up in a table of such pairs.

Fourteen code points that share their upper byte fit into a pair, as nearly every word does; the others are for a dictionary.
"""

from __future__ import annotations

import secrets
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.cutting import Ints, Pieces

Packed = NDArray[np.uint64]

_HELD = 14  # eight code points in the first integer; six, their upper byte and their count in the second
_KEPT = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)
_CHUNK = 1 << 16  # pairs looked up at once, so that they stay in the processor's cache
_ROOM = 4  # places in the table for each pair: few then want the same
_STEPS = np.uint64(0xFFFF)


def pack(pieces: Pieces) -> tuple[Packed, Packed, Ints]:
    """Pack each piece into a pair; give the indexes of those that do not fit, whose second half is 0."""
    start, length = pieces.start, pieces.end - pieces.start
    lower = np.concatenate([pieces.points.astype(np.uint8), np.zeros(16, dtype=np.uint8)])
    upper = pieces.points >> 8
    eight: Packed = np.ndarray((len(lower) - 8,), "<u8", lower, 0, (1,))  # the eight bytes from each place on
    one = eight[start] & _KEPT.take(length, mode="clip")
    two = ((length << 56) | (upper[start].astype(np.int64) << 48)).view(np.uint64)
    long = np.flatnonzero(length > 8)
    two[long] |= eight[start[long] + 8] & _KEPT.take(length[long] - 8, mode="clip") & _KEPT[6]
    odd = long[length[long] > _HELD], np.flatnonzero(upper[start] > 0xFF), _mixed(pieces, upper)
    unfit = np.unique(np.concatenate(odd))
    two[unfit] = 0
    return one, two, unfit


def _mixed(pieces: Pieces, upper: NDArray[Any]) -> Ints:
    """Give the pieces whose code points do not share their upper byte."""
    change = np.flatnonzero((upper[1:] != upper[:-1]) & ~pieces.edges[1:]) + 1
    held = np.searchsorted(pieces.start, change, side="right") - 1
    return held[(held >= 0) & (change < pieces.end[held])]  # a change may also lie between two blanks


class PairTable:
    """Number distinct pairs in the order they are met, in a table whose places are looked up for whole arrays at once.

    Its factors are drawn anew in each process, so that no text can be written to make all its words want the same place.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._factors = tuple(np.uint64(secrets.randbits(64) | 1) for _ in range(2))
        self._one, self._two = np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.uint64)  # by number
        self._count, self._bits, self._slots = 0, 1, np.full(2, -1)

    def reserve(self, count: int) -> Ints:
        """Give the next numbers away to words that are no pairs."""
        self._grow(count)
        self._count += count
        return np.arange(self._count - count, self._count)

    def numbers(self, one: Packed, two: Packed) -> tuple[Ints, Ints]:
        """Give each pair its number, and the indexes of those met for the first time; a second half of 0 is no pair."""
        code, fresh = np.empty(len(one), dtype=np.int64), [np.zeros(0, dtype=np.int64)]
        for at in range(0, len(one), _CHUNK):
            part = slice(at, at + _CHUNK)
            code[part], new = self._find(one[part], two[part])
            fresh.append(new + at)
        return code, np.concatenate(fresh)

    def _find(self, one: Packed, two: Packed) -> tuple[Ints, Ints]:
        """Look where each pair belongs; only what does not stand there is looked for further on."""
        self._grow(len(one))
        place, step = self._places(one, two)
        code = self._slots.take(place, mode="clip")  # -1 where nothing stands, and clipped below: the first pair is never met that way
        rest = np.flatnonzero((self._one.take(code, mode="clip") != one) | (self._two.take(code, mode="clip") != two))
        rest = rest[two[rest] != 0]
        code[rest], fresh = self._settle(one[rest], two[rest], place[rest], step[rest])
        return code, rest[fresh]

    def _places(self, one: Packed, two: Packed) -> tuple[Ints, Ints]:
        """Give each pair's place in the table, and how far on its next one is."""
        mixed = one * self._factors[0]
        mixed += two * self._factors[1]
        return (mixed >> np.uint64(64 - self._bits)).view(np.int64), ((mixed & _STEPS) | np.uint64(1)).view(np.int64)

    def _settle(self, one: Packed, two: Packed, place: Ints, step: Ints) -> tuple[Ints, Ints]:
        """Find each pair, or make it stand on the first free place of its own; give what `numbers` gives."""
        before, code, wait = self._count, np.zeros(len(one), dtype=np.int64), np.arange(len(one))
        while len(wait):
            held = self._slots[place[wait]]
            same = (held >= 0) & (self._one[held] == one[wait]) & (self._two[held] == two[wait])
            code[wait[same]] = held[same]
            free, taken = wait[held < 0], wait[(held >= 0) & ~same]
            place[taken] = (place[taken] + step[taken]) & (len(self._slots) - 1)
            self._slots[place[free]] = free  # of several, any may have it: all look again
            self._stand(free[self._slots[place[free]] == free], one, two, place)
            wait = np.concatenate([free, taken])
        new = np.flatnonzero(code >= before)
        _, first = np.unique(code[new], return_index=True)
        order = np.argsort(first)
        code[new] = (before + np.argsort(order))[code[new] - before]
        self._count = before
        self._stand(new[first[order]], one, two, place)
        return code, new[first[order]]

    def _stand(self, which: Ints, one: Packed, two: Packed, place: Ints) -> None:
        """Give those pairs the next numbers, and write them at their places."""
        numbers = np.arange(self._count, self._count + len(which))
        self._slots[place[which]], self._one[numbers], self._two[numbers] = numbers, one[which], two[which]
        self._count += len(which)

    def _grow(self, more: int) -> None:
        """Make room for so many more pairs; in a larger table each has another place."""
        room = self._count + more
        if room > len(self._one):
            added = np.zeros(max(room, 2 * self._count) - len(self._one), dtype=np.uint64)
            self._one, self._two = np.concatenate([self._one, added]), np.concatenate([self._two, added])
        if _ROOM * room <= len(self._slots):
            return
        self._bits = (_ROOM * room - 1).bit_length()
        self._slots = np.full(1 << self._bits, -1)
        wait = np.flatnonzero(self._two[: self._count])
        place, step = self._places(self._one[: self._count], self._two[: self._count])
        while len(wait):
            free = wait[self._slots[place[wait]] < 0]
            self._slots[place[free]] = free
            wait = wait[self._slots[place[wait]] != wait]
            place[wait] = (place[wait] + step[wait]) & (len(self._slots) - 1)
