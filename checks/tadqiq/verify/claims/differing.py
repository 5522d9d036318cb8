"""Choose, among numbers in the same words, those that differ where all else agrees.

Two articles that differ in many numbers are two numbers of a series: the next day's prices, the next match. What is looked for is the
one number that differs between texts whose other numbers agree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tadqiq.engines import Engine
from tadqiq.verify.claims.aligned import Aligned, aligned, best
from tadqiq.verify.claims.table import Mask, Numbers
from tadqiq.verify.claims.values import agree, same_thing
from tadqiq.verify.duplicates.hashing import Ints, mix
from tadqiq.verify.duplicates.sets import HALF, overlap

WORDS = 6  # that must agree around two numbers
_EACH = 2  # of them on each side
_SERIES = 8  # agreeing numbers for each further one that differs


@dataclass(frozen=True)
class Differing:
    """Hold pairs of numbers that differ, with how many words agree, and what share of the other numbers of the shorter article.

    like  other numbers of the two articles that stand in the same words and agree; share  NaN where an article has no other number
    """

    pairs: Aligned
    like: Ints
    share: NDArray[np.float64]

    def keep(self, which: Mask) -> Differing:
        """Keep some of the pairs."""
        return Differing(self.pairs.keep(which), self.like[which], self.share[which])


def differing(numbers: Numbers, engine: Engine) -> Differing:
    """Find the pairs of numbers that differ between articles that are no series."""
    found = aligned(numbers, engine)
    same = agree(numbers, found.left, found.right)
    top = best(found, numbers, same)
    found, same = found.keep(top), same[top]
    like, unlike = _counted(numbers, found, same)
    kept = ~same & (unlike <= 1 + like // _SERIES) & (found.words >= WORDS) & same_thing(numbers, found.left, found.right)
    found, like = found.keep(kept), like[kept]
    kept = _told(numbers, found)
    kept &= _only_here(numbers, found.left, found.right) | _only_here(numbers, found.right, found.left)
    found, like = found.keep(kept), like[kept]
    return Differing(found, like, _shared(numbers, found))


def _counted(numbers: Numbers, found: Aligned, same: Mask) -> tuple[Ints, Ints]:
    """Count how many numbers of the two articles of each pair agree, and in how many different ones they differ."""
    many = int(numbers.place.max(initial=0)) + 1
    articles = numbers.place[found.left] * many + numbers.place[found.right]
    _, group = np.unique(articles, return_inverse=True)
    like = np.bincount(group, same)
    value = numbers.column("value")
    low, high = (side(value[found.left], value[found.right])[~same] for side in (np.minimum, np.maximum))
    apart = mix(group[~same]) ^ mix(low.view(np.uint64)) ^ mix(mix(high.view(np.uint64)))
    _, once = np.unique(apart, return_index=True)
    unlike = np.bincount(group[~same][once], minlength=len(like))
    return like[group].astype(np.int64), unlike[group]


def _told(numbers: Numbers, found: Aligned) -> Mask:
    """Tell which pairs have words in common on both sides, as far as the texts go."""
    enough = np.ones(len(found.left), dtype=bool)
    for name, run in (("left", found.before), ("right", found.behind)):
        words = numbers.rows[name].to_numpy()
        at = np.minimum(run, words.shape[1] - 1) if len(words) else run
        enough &= (run >= _EACH) | ((words[found.left, at] == 0) & (words[found.right, at] == 0))
    return enough


def _only_here(numbers: Numbers, here: Ints, there: Ints) -> Mask:
    """Tell which values the other article has nowhere: what both have was told in another order."""
    value = mix(numbers.column("value")[here].view(np.uint64)) >> HALF
    wanted = (numbers.place[there].astype(np.uint64) << HALF) | value
    known = numbers.values
    at = np.minimum(np.searchsorted(known, wanted), max(0, len(known) - 1))
    return np.asarray(known[at] != wanted if len(known) else np.ones(len(wanted), dtype=bool))


def _shared(numbers: Numbers, found: Aligned) -> NDArray[np.float64]:
    many = int(numbers.place.max(initial=0)) + 1
    one, other, shared = overlap(numbers.values, numbers.values, numbers.place[found.left], numbers.place[found.right], many)
    least = np.minimum(one, other) - 1
    return np.where(least > 0, shared / np.maximum(1, least), np.nan)
