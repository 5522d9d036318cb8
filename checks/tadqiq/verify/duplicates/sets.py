"""Hold many sets as one sorted array, compare them pair by pair, and lay out the pairs inside groups."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tadqiq.verify.duplicates.hashing import Hashes, Ints

HALF, LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
_CHUNK = 4_000_000  # pairs laid out at once


def sets(row: Ints, value: NDArray[Any]) -> Hashes:
    """Gather values (32 bits) into a set a row: the row in the high half, the value in the low half, sorted and without repetition."""
    both = np.sort((row.astype(np.uint64) << HALF) | value.astype(np.uint64))
    return both[starts(both)]


def starts(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Mark the first of each run of equal values."""
    fresh = np.ones(len(values), dtype=bool)
    fresh[1:] = values[1:] != values[:-1]
    return fresh


def overlap(one: Hashes, two: Hashes, a: Ints, b: Ints, many: int) -> tuple[Ints, Ints, Ints]:
    """Give for each pair the size of set `a` of `one`, of set `b` of `two`, and how many members they share.

    many  count of rows that there are
    """
    rows = np.arange(many + 1, dtype=np.uint64) << HALF
    first, second = np.searchsorted(one, rows), np.searchsorted(two, rows)
    size, other = np.diff(first)[a], np.diff(second)[b]
    pair = np.repeat(np.arange(len(a)), size)
    member = one[within(size) + np.repeat(first[a], size)]
    wanted = (b[pair].astype(np.uint64) << HALF) | (member & LOW)
    at = np.minimum(np.searchsorted(two, wanted), max(0, len(two) - 1))
    hit = two[at] == wanted if len(two) else np.zeros(len(wanted), dtype=bool)
    return size, other, np.bincount(pair[hit], minlength=len(a)).astype(np.int64)


def pairs(reach: Ints, skip: Ints | None = None) -> Iterator[tuple[Ints, Ints]]:
    """Pair each member of a sequence with so many of those that follow it, some millions of pairs at a time.

    skip  how many that follow a member are passed over first
    """
    total = np.cumsum(reach)
    ends = np.searchsorted(total, np.arange(_CHUNK, int(total[-1]) if len(total) else 0, _CHUNK)) + 1
    for start, stop in pairwise(np.unique(np.concatenate([[0], ends, [len(reach)]])).tolist()):
        part = reach[start:stop]
        first = np.repeat(np.arange(start, stop), part)
        other = first + within(part) + 1
        yield first, other if skip is None else other + skip[first]


def within(counts: Ints) -> Ints:
    """Count from 0 within each run of so many."""
    return np.asarray(np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts))
