"""Join articles that share runs of words into candidate pairs.

Every article keeps the same sample of its three-word shingles, so two samples share about what the articles share. Only articles a few days
apart are joined, which also keeps the work in step with the archive. A shingle that many articles of these days share (a by-line, a
formula) says little of any two of them: it joins only neighbours in time, which still ties together one text that many have printed.
Shingles that articles of more than a few days use are formulas (forecasts, cables, verdicts) and are counted apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.verify.duplicates.collection import ANY_DAY, Ordered
from tadqiq.verify.duplicates.hashing import Hashes, Ints
from tadqiq.verify.duplicates.sets import HALF, LOW, pairs, starts

COMMON = 100  # articles of a few days that may share a shingle with one before it joins neighbours only
_NEIGHBOURS = 3
_WORN_ARTICLES, _WORN_DAYS = 4, 7
_AT_ONCE = 8_000_000  # pairs that are held before those that share too little are dropped


class Joined(NamedTuple):
    """Hold pairs of places, the earlier first, how many shingles they share, and how many of these are no formula.

    capped  count of articles that a shingle joined to neighbours only
    """

    left: Ints
    right: Ints
    shared: Ints
    fresh: Ints
    capped: int


Enough = Callable[[Joined], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Postings:
    """Hold which places have which shingle, those of one shingle together and in order, if two have it.

    place, fresh  of each posting, the second telling that its shingle is no formula; bounds  where each shingle begins, and their count
    sizes, fresh_sizes  count of each place's shingles, shared or not, and of those that are no formula
    """

    order: Ordered
    place: Ints
    fresh: NDArray[np.bool_]
    bounds: Ints
    sizes: Ints
    fresh_sizes: Ints


def postings(order: Ordered, place: Ints, shingle: NDArray[np.uint32]) -> Postings:
    """Gather the articles of each shingle."""
    sizes = np.bincount(place, minlength=len(order))
    key = (shingle.astype(np.uint64) << HALF) | place.astype(np.uint64)
    key.sort()
    fresh = starts(key >> HALF)
    key = key[~(fresh & np.append(fresh[1:], True)[: len(fresh)])]  # most shingles stand in one article only
    bounds = np.append(np.flatnonzero(starts(key >> HALF)), len(key))
    several, count = _places(key), np.diff(bounds)
    worn = (count >= _WORN_ARTICLES) & (_span(order.day[several], bounds[:-1]) > _WORN_DAYS)
    tired = np.bincount(several[np.repeat(worn, count)], minlength=len(order))
    return Postings(order, several, np.repeat(~worn, count), bounds, sizes, sizes - tired)


def _span(day: Ints, first: Ints) -> Ints:
    """Count the days that each group spans, from its first article with a date to its last."""
    if not len(first):
        return first
    return np.asarray(np.maximum.reduceat(np.where(day == ANY_DAY, 0, day), first) - day[first])


def join(found: Postings, days: int, enough: Enough, *, common: int = COMMON) -> Joined:
    """Give the pairs of places so many days apart that share shingles, and share enough of them.

    An article without a date lies near every day.
    """
    reach, undated, skip = _reach(found, days)
    many = _crowded(reach, undated, common)
    for counts in (reach, undated):
        counts[many] = np.minimum(counts[many], _NEIGHBOURS)
    parts = [_empty()]
    for rows in _parts(found, reach + undated):
        keys = []
        for counts, start in ((reach, None), (undated, skip)):
            for i, j in pairs(counts[rows], None if start is None else start[rows]):
                keys.append(_pair_keys(found, rows[i], rows[i] + (j - i)))
        part = _tally(np.concatenate(keys), len(found.order)) if keys else _empty()
        kept = enough(part)
        parts.append(Joined(part.left[kept], part.right[kept], part.shared[kept], part.fresh[kept], 0))
    left, right, shared, fresh = (np.concatenate(column) for column in list(zip(*parts, strict=True))[:4])
    return Joined(left, right, shared, fresh, len(np.unique(found.place[many])))


def _crowded(reach: Ints, undated: Ints, common: int) -> NDArray[np.bool_]:
    """Tell which postings are among too many of their shingle: those with too many behind them, and these."""
    many = reach + undated > common
    here = np.arange(len(reach))
    return np.asarray(many | (here < np.maximum.accumulate(np.where(many, here + reach + 1, 0))))


def _reach(found: Postings, days: int) -> tuple[Ints, Ints, Ints]:
    """Count the postings that follow each of its shingle within so many days, and the undated ones; say how far before these."""
    day = found.order.day
    count = np.diff(found.bounds)
    group = np.repeat(np.arange(len(count), dtype=np.uint64), count) << HALF
    key = group | found.place.astype(np.uint64)
    dated = day[found.place] != ANY_DAY
    until = np.searchsorted(day, np.where(dated, day[found.place] + days, ANY_DAY), side="right")
    here = np.arange(len(key))
    end = np.searchsorted(key, group | until.astype(np.uint64))
    first = np.maximum(np.searchsorted(key, group | np.uint64(np.searchsorted(day, ANY_DAY))), end)
    last = np.repeat(found.bounds[1:], count)
    return end - here - 1, np.where(dated, last - first, 0), first - here - 1


def _parts(found: Postings, counts: Ints) -> Iterator[Ints]:
    """Cut the postings by place, so that all that two places share is found in one part, and each part makes some millions of pairs."""
    total = np.cumsum(np.bincount(found.place, weights=counts, minlength=len(found.order)))
    cuts = np.searchsorted(total, np.arange(_AT_ONCE, total[-1] if len(total) else 0, _AT_ONCE)) + 1
    bounds = np.unique(np.concatenate([[0], cuts, [len(found.order)]]))
    busy = np.flatnonzero(counts)
    if len(bounds) == 2:
        yield busy
        return
    part = np.searchsorted(bounds, found.place[busy], side="right")
    busy = busy[np.argsort(part, kind="stable")]
    for start, stop in pairwise(np.append(0, np.cumsum(np.bincount(part, minlength=len(bounds)))).tolist()):
        yield busy[start:stop]


def _pair_keys(found: Postings, one: Ints, other: Ints) -> Hashes:
    """Write two places and whether the shingle is no formula into one number."""
    pair = found.place[one].astype(np.uint64) * np.uint64(len(found.order)) + found.place[other].astype(np.uint64)
    return np.asarray((pair << np.uint64(1)) | found.fresh[one])


def _tally(keys: Hashes, many: int) -> Joined:
    """Count equal pairs."""
    keys.sort()
    pair = keys >> np.uint64(1)
    first = np.flatnonzero(starts(pair))
    if not len(first):
        return _empty()
    fresh = np.add.reduceat((keys & np.uint64(1)).astype(np.int64), first)
    left, right = np.divmod(pair[first], np.uint64(many))
    return Joined(left.astype(np.int64), right.astype(np.int64), np.diff(np.append(first, len(keys))), fresh, 0)


def _places(key: Hashes) -> Ints:
    return (key & LOW).astype(np.int64)


def _empty() -> Joined:
    nothing = np.zeros(0, dtype=np.int64)
    return Joined(nothing, nothing, nothing, nothing, 0)
