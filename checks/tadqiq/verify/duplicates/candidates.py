"""Find the pairs of bodies that may be one article, from the samples of their word runs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.verify.duplicates import bodies
from tadqiq.verify.duplicates.collection import Ordered
from tadqiq.verify.duplicates.hashing import Ints
from tadqiq.verify.duplicates.openings import openings
from tadqiq.verify.views import CollectionView

HALF = 0.5  # share of the shorter body that makes two texts candidates
DAYS = 3
_TELLING = 3  # sampled runs of words that are no formula, before their overlap says anything
_WHOLE = 0.95


class Candidates(NamedTuple):
    """Hold pairs that may be one article, how alike their leads and samples are, and whether they share but formulas."""

    left: Ints
    right: Ints
    lead: NDArray[np.float64]
    share: NDArray[np.float64]
    formal: NDArray[np.bool_]


def candidates(order: Ordered, view: CollectionView, chosen: NDArray[np.bool_]) -> Candidates:
    """Pair the chosen places that may share half of the shorter body, a few days apart."""
    shingles = view.keys["repeat_shingles"]
    place = order.place[shingles["doc"].to_numpy()]
    kept = chosen[place]
    found = bodies.postings(order, place[kept], shingles["shingle"].to_numpy()[kept])
    pairs = bodies.join(found, DAYS, lambda pairs: half(pairs, pairs.shared, found.sizes))
    share = pairs.shared / _sample(pairs, found.sizes)
    # Two texts that share half of their words, but few that are no formula, are two forecasts, two cables, two verdicts.
    alike = (pairs.fresh > 0) & half(pairs, pairs.fresh, found.fresh_sizes)
    formal = ~alike & ((_sample(pairs, found.fresh_sizes) >= _TELLING) | (share < _WHOLE))
    lead = openings(order, view.keys["repeat_openings"], pairs.left, pairs.right).lead(pairs.left, pairs.right)
    return Candidates(pairs.left, pairs.right, lead, share, formal)


def _sample(pairs: bodies.Joined, sizes: Ints) -> Ints:
    """Give the size of the smaller sample of each pair."""
    return np.minimum(sizes[pairs.left], sizes[pairs.right])


def half(pairs: bodies.Joined, shared: Ints, sizes: Ints) -> NDArray[np.bool_]:
    """Tell which samples let their bodies share half of the shorter one."""
    sample = np.maximum(1, _sample(pairs, sizes))
    # A sample of n shows a share of a half as less than this much in few cases only.
    return np.asarray(shared / sample >= HALF - 0.8 / np.sqrt(sample))
