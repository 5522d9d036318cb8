"""Join bodies that share runs of words into candidate pairs.

Every article keeps the same sample of its three-word shingles, so two samples share about what the articles share. A shingle that many
articles share (a by-line, a formula) says little of any two of them: it joins only neighbours in time, which still ties together one text
that many have printed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tadqiq.verify.duplicates.hashing import Hashes, Ints
from tadqiq.verify.duplicates.sets import HALF, LOW, pairs, starts

COMMON = 40  # articles that may share a shingle before it joins neighbours only
_NEIGHBOURS = 3


def join(place: Ints, shingle: NDArray[np.uint32], many: int, *, common: int = COMMON) -> tuple[Ints, Ints, Ints]:
    """Give the pairs of places that share a shingle, the earlier first, and how many they share.

    place  of each shingle the article's place in the canonical order; many  count of places
    """
    members, bounds = _groups(place, shingle)
    count = np.diff(bounds)
    left_over = np.repeat(bounds[1:], count) - np.arange(len(members)) - 1
    reach = np.where(np.repeat(count, count) > common, np.minimum(left_over, _NEIGHBOURS), left_over)
    tallies = [_tally(members[i].astype(np.uint64) * np.uint64(many) + members[j].astype(np.uint64)) for i, j in pairs(reach)]
    pair, shared = _summed(tallies)
    return (pair // np.uint64(many)).astype(np.int64), (pair % np.uint64(many)).astype(np.int64), shared


def _groups(place: Ints, shingle: NDArray[np.uint32]) -> tuple[Ints, Ints]:
    """Sort the places of each shingle that stands in more than one article; give them, and where each group begins and ends."""
    key = (shingle.astype(np.uint64) << HALF) | place.astype(np.uint64)
    key.sort()
    fresh = starts(key >> HALF)
    shared = ~(fresh & np.append(fresh[1:], True)[: len(fresh)])
    members = (key[shared] & LOW).astype(np.int64)
    return members, np.append(np.flatnonzero(fresh[shared]), len(members))


def _tally(pair: Hashes) -> tuple[Hashes, Ints]:
    """Count equal pairs."""
    pair.sort()
    first = np.flatnonzero(starts(pair))
    return pair[first], np.diff(np.append(first, len(pair)))


def _summed(tallies: list[tuple[Hashes, Ints]]) -> tuple[Hashes, Ints]:
    """Put counts of pairs together."""
    if not tallies:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    pair, count = (np.concatenate(column) for column in zip(*tallies, strict=True))
    order = np.argsort(pair, kind="stable")
    first = np.flatnonzero(starts(pair[order]))
    return pair[order][first], np.add.reduceat(count[order], first) if len(first) else count
