"""Join headlines that share most of their words, losing no pair at the thresholds.

A set-similarity join by prefix filtering: words are ordered by rarity, and two headlines that share enough words share some of their
rarest. Here they must share two of them, which makes far fewer candidates than one (an extended prefix). Two words that very many
different headlines have among their rarest are a formula: its headlines are joined to their neighbours alone, which keeps them together
in one cluster. Where a collection is so alike that its pairs would be out of all proportion, fewer make a formula; the log says so.
"""

from __future__ import annotations

import logging
from itertools import combinations
from math import ceil

import numpy as np
from numpy.typing import NDArray

from tadqiq.verify.duplicates.hashing import Hashes, Ints, mix
from tadqiq.verify.duplicates.sets import overlap, pairs, sets, starts

_LONGEST = 40  # words: what is longer is no headline, and would make long lists
# Different headlines that share two rare words before these are a formula, and the neighbours that each is joined to then; the first that
# keeps the work in bounds.
LIMITS = ((500, 8), (125, 4), (32, 2), (8, 1))
MOST = 64  # pairs of headlines that are compared, for each headline that there is …
LEAST = 4_000_000  # … or so many in all
_ROUNDING = 1e-9
_log = logging.getLogger(__name__)


class Headlines:
    """Hold the words of headlines, each ordered from its rarest word to its commonest."""

    def __init__(self, row: Ints, word: Hashes, many: int) -> None:
        """Order the distinct words of each row (sorted by row)."""
        _, code, count = np.unique(word, return_inverse=True, return_counts=True)
        order = np.lexsort((word, count[code], row))
        self.word, self.sets = word[order], sets(row, code)
        self.size = np.bincount(row, minlength=many).astype(np.int64)
        self.first = np.concatenate([[0], np.cumsum(self.size)])


def join(heads: Headlines, *, contained: float, jaccard: float) -> tuple[Ints, Ints, NDArray[np.float64], NDArray[np.float64]]:
    """Give the pairs of sets that reach both thresholds, with their containment and Jaccard similarity.

    Sets of fewer than three words make no pair.
    """
    row, key, small = _postings(heads, contained, jaccard)
    left, right = _candidates(heads, row, key, small)
    one, two, shared = overlap(heads.sets, heads.sets, left, right, len(heads.size))
    inside, alike = shared / np.minimum(one, two), shared / (one + two - shared)
    kept = (inside >= contained) & (alike >= jaccard)
    return left[kept], right[kept], inside[kept], alike[kept]


def _postings(heads: Headlines, contained: float, jaccard: float) -> tuple[Ints, Hashes, NDArray[np.bool_]]:
    """List for every set the pairs of its rarest words: fewer for its part as the smaller of two, more for its part as the larger."""
    rows: list[Ints] = []
    keys: list[Hashes] = []
    small: list[NDArray[np.bool_]] = []
    for size in np.unique(heads.size).tolist():
        if not 3 <= size <= _LONGEST:
            continue
        members = np.flatnonzero(heads.size == size)
        words = heads.word[heads.first[members][:, None] + np.arange(size)]
        # The smaller of a pair shares at least this part of its words; the larger, being at most 1/jaccard as large, that part.
        shares = max(contained, 2 * jaccard / (1 + jaccard)), jaccard
        near, far = (min(size, size - max(2, ceil(share * size - _ROUNDING)) + 2) for share in shares)
        for i, j in combinations(range(far), 2):
            rows.append(members)
            keys.append(mix(np.minimum(words[:, i], words[:, j])) ^ np.maximum(words[:, i], words[:, j]))
            small.append(np.full(len(members), j < near))
    if not rows:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=bool)
    return np.concatenate(rows), np.concatenate(keys), np.concatenate(small)


def _candidates(heads: Headlines, row: Ints, key: Hashes, small: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Pair every set, as the smaller, with those as large or larger that have one of its word pairs."""
    by_key = np.argsort(key)
    fresh = starts(key[by_key])
    shared = by_key[~(fresh & np.append(fresh[1:], True)[: len(fresh)])]  # most word pairs stand in one headline only
    shared = shared[np.lexsort((row[shared], heads.size[row[shared]], key[shared]))]
    row, key, small = row[shared], key[shared], small[shared]
    bounds = np.append(np.flatnonzero(starts(key)), len(key))
    reach = _reach(bounds, row, small, max(LEAST, MOST * len(heads.size)))
    many = np.uint64(len(heads.size))
    found = [np.zeros(0, dtype=np.uint64)]
    for i, j in pairs(reach):
        pair = np.sort(row[i].astype(np.uint64) * many + row[j].astype(np.uint64))
        found.append(pair[starts(pair)])
    pair = np.sort(np.concatenate(found))
    pair = pair[starts(pair)]
    return (pair // many).astype(np.int64), (pair % many).astype(np.int64)


def _reach(bounds: Ints, row: Ints, small: NDArray[np.bool_], most: int) -> Ints:
    """Say with how many of those that follow it in its group each member is paired, so that there are no more than `most` pairs."""
    count = np.diff(bounds)
    left_over = np.repeat(bounds[1:], count) - np.arange(bounds[-1]) - 1
    size = np.repeat(count, count)
    for limit, neighbours in LIMITS:
        reach = np.where(size > limit, np.minimum(left_over, neighbours), np.where(small, left_over, 0))
        if reach.sum() <= most:
            break
    if (size > limit).any():
        message = "%d different headlines share their rarest words with more than %d others and are compared with %d neighbours only"
        _log.warning(message, len(np.unique(row[size > limit])), limit, neighbours)
    return np.asarray(reach)
