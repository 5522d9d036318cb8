"""Find one event that two outlets tell in their own words on one day or the next.

Their headlines share words that few others have in those days (names, figures, things), and each opens on what the other's headline says.
Within one outlet this finds the next story of a series, and nothing is looked for. Figures that differ are no hindrance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tadqiq.verify.duplicates.collection import ANY_DAY, Ordered
from tadqiq.verify.duplicates.hashing import Hashes, Ints
from tadqiq.verify.duplicates.openings import Openings
from tadqiq.verify.duplicates.sets import HALF, LOW, pairs, starts

_RARE = 12  # headlines of two days that share a word, before it is a topic of the day
# Shared rare words, share of the headline told by the other's opening, share of the smaller lead: what is needed of each
_ENOUGH = ((3, 0.5, 0.4), (2, 0.75, 0.25))


def stories(order: Ordered, opening: Openings, serial: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Give pairs of places, the earlier first, of two outlets that tell one event; those that are one of a series are left out."""
    left, right, rare = _candidates(order, opening.heads)
    single = ~serial[left] & ~serial[right]
    left, right, rare = left[single], right[single], rare[single]
    told, lead = opening.told(left, right), opening.lead(left, right)
    kept = np.zeros(len(left), dtype=bool)
    for words, headline, first in _ENOUGH:
        kept |= (rare >= words) & (told >= headline) & (lead >= first)
    return left[kept], right[kept]


def _candidates(order: Ordered, heads: Hashes) -> tuple[Ints, Ints, Ints]:
    """Pair the headlines of two known outlets that share two rare words; give how many they share.

    A word counts for the day and for the day after, so that two neighbouring days meet.
    """
    place = (heads >> HALF).astype(np.int64)
    known = (order.day[place] != ANY_DAY) & (order.outlet[place] >= 0)
    place, word = place[known], heads[known] & LOW
    day = (order.day[place] & 0xFFFF).astype(np.uint64)
    key = np.concatenate([(word << HALF) | day, (word << HALF) | (day + np.uint64(1))])
    place = np.concatenate([place, place])
    by_key = np.lexsort((place, key))
    key, place = key[by_key], place[by_key]
    bounds = np.append(np.flatnonzero(starts(key)), len(key))
    count = np.diff(bounds)
    left_over = np.repeat(bounds[1:], count) - np.arange(len(key)) - 1
    reach = np.where(np.repeat(count, count) > _RARE, 0, left_over)
    found = [np.zeros(0, dtype=np.uint64)]
    for i, j in pairs(reach):
        apart = order.outlet[place[i]] != order.outlet[place[j]]
        found.append((place[i[apart]].astype(np.uint64) << HALF) | place[j[apart]].astype(np.uint64))
    return _counted(order, np.concatenate(found))


def _counted(order: Ordered, pair: NDArray[np.uint64]) -> tuple[Ints, Ints, Ints]:
    """Count how often each pair was met: a word of two articles of one day is met on both days that it counts for."""
    pair.sort()
    first = np.flatnonzero(starts(pair))
    met = np.diff(np.append(first, len(pair)))
    left, right = (pair[first] >> HALF).astype(np.int64), (pair[first] & LOW).astype(np.int64)
    rare = np.where(order.day[left] == order.day[right], (met + 1) // 2, met)
    kept = rare >= min(words for words, _, _ in _ENOUGH)
    return left[kept], right[kept], rare[kept]
