"""Find the pairs of bodies that may be one article, from the samples of their word runs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.verify.duplicates import bodies
from tadqiq.verify.duplicates.collection import Ordered
from tadqiq.verify.duplicates.hashing import Ints
from tadqiq.verify.duplicates.openings import openings
from tadqiq.verify.duplicates.sets import starts
from tadqiq.verify.views import CollectionView

HALF = 0.5  # share of the shorter body that makes two texts candidates
DAYS = 3
_WORN_ARTICLES, _WORN_DAYS = 4, 7
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
    place, shingle = place[kept], shingles["shingle"].to_numpy()[kept]
    left, right, share = _half(place, shingle, len(order))
    close = order.days_apart(left, right) <= DAYS
    left, right, share = left[close], right[close], share[close]
    # Two texts that share half of their words, but few that are no formula, are two forecasts, two cables, two verdicts.
    fresh = ~worn(order, place, shingle)
    many = np.bincount(place[fresh], minlength=len(order))
    one, other, _ = _half(place[fresh], shingle[fresh], len(order))
    alike = np.isin(left * len(order) + right, one * len(order) + other)
    formal = ~alike & ((np.minimum(many[left], many[right]) >= _TELLING) | (share < _WHOLE))
    lead = openings(order, view.keys["repeat_openings"]).lead(left, right)
    return Candidates(left, right, lead, share, formal)


def _half(place: Ints, shingle: NDArray[np.uint32], many: int) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Pair places whose samples let them share half of the shorter body, with the share that the samples show."""
    left, right, shared = bodies.join(place, shingle, many)
    sizes = np.bincount(place, minlength=many)
    sample = np.minimum(sizes[left], sizes[right])
    # A sample of n shows a share of a half as less than this much in few cases only.
    likely = shared / sample >= HALF - 0.8 / np.sqrt(sample)
    return left[likely], right[likely], (shared / sample)[likely]


def worn(order: Ordered, place: Ints, shingle: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell which runs of words are formulas: articles of more than a few days use them (forecasts, cables, verdicts)."""
    by_run = np.lexsort((place, shingle))
    fresh = starts(shingle[by_run])
    run = np.cumsum(fresh) - 1
    first = np.flatnonzero(fresh)
    last = np.append(first, len(by_run))[1:] - 1
    ends = place[by_run]
    old = (last - first + 1 >= _WORN_ARTICLES) & (order.days_apart(ends[first], ends[last]) > _WORN_DAYS)
    answer = np.empty(len(place), dtype=bool)
    answer[by_run] = old[run]
    return answer
