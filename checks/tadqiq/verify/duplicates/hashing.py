"""Hash words and runs of words so that every process and every run agrees."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]

_ODD = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0xD1342543DE82EF95)
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def mix(values: NDArray[Any]) -> Hashes:
    """Scatter 64-bit values (the finaliser of SplitMix64)."""
    mixed = values.astype(np.uint64) + _ODD
    mixed = (mixed ^ (mixed >> _SHIFTS[0])) * _FIRST
    mixed = (mixed ^ (mixed >> _SHIFTS[1])) * _SECOND
    return np.asarray(mixed ^ (mixed >> _SHIFTS[2]))


def runs(values: Hashes, first: Ints) -> Hashes:
    """Hash each run of scattered values, order and length included.

    first  index of each run's first value, and the count of values at the end; an empty run hashes to 0.
    """
    counts = np.diff(first)
    place = np.arange(len(values)) - np.repeat(first[:-1], counts)
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(values * _powers(int(counts.max(initial=0)))[place])])
    total = sums[first[1:]] - sums[first[:-1]]
    return np.asarray(np.where(counts > 0, mix(total + counts.astype(np.uint64)), np.uint64(0)), dtype=np.uint64)


def _powers(count: int) -> Hashes:
    return np.cumprod(np.full(max(count, 1), _STEP, dtype=np.uint64), dtype=np.uint64)


def strings(values: pl.Series) -> Hashes:
    """Hash each text of a column by its code points."""
    lengths = values.str.len_chars().to_numpy().astype(np.int64)
    points = np.frombuffer("".join(values.to_list()).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return runs(mix(points), np.concatenate([[0], np.cumsum(lengths)]))


def shingles(words: Hashes, segment: Ints, size: int = 3) -> tuple[Hashes, Ints]:
    """Hash every run of `size` neighbouring words of one segment; give the hashes and the index of their first words."""
    if len(words) < size:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    count = len(words) - size + 1
    start = np.flatnonzero(segment[:count] == segment[size - 1 :])
    total = words[start]
    for offset in range(1, size):
        total = total * _STEP + words[start + offset]
    return mix(total), start
