"""Find headlines cut to one template: most of their words are the same, but the articles are not.

Pairs are laid as a thread through time, each article to the next before and after it, so that a headline printed every day for years
makes one thread and not a web.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from tadqiq.verify.duplicates import headlines
from tadqiq.verify.duplicates.collection import Ordered
from tadqiq.verify.duplicates.hashing import Ints
from tadqiq.verify.duplicates.sets import HALF, starts, within

CONTAINED, JACCARD = 0.75, 0.5
SHORTEST = 3  # words; a shorter headline is the name of a column
_THREADED = 64  # articles of one headline that are threaded with another headline's


@dataclass(frozen=True, slots=True)
class _Groups:
    """Hold the places with a headline, those of one headline together; first  where each headline begins, and their count."""

    place: Ints
    group: Ints
    first: Ints


def templates(order: Ordered, heads: pl.DataFrame) -> tuple[Ints, Ints]:
    """Give pairs of places with headlines of one template, the earlier place first.

    heads  the table repeat_heads
    """
    groups = _groups(order)
    row = np.full(len(order), -1, dtype=np.int64)
    row[groups.place[groups.first[:-1]]] = np.arange(len(groups.first) - 1)
    rows = row[order.place[heads["doc"].to_numpy()]]
    kept = np.flatnonzero(rows >= 0)
    kept = kept[np.argsort(rows[kept], kind="stable")]
    found = headlines.Headlines(rows[kept], heads["word"].to_numpy()[kept], len(groups.first) - 1)
    left, right, _, _ = headlines.join(found, contained=CONTAINED, jaccard=JACCARD)
    one, two = _threads(groups, left, right)
    same = np.flatnonzero(groups.group[1:] == groups.group[:-1])
    one, two = np.concatenate([groups.place[same], one]), np.concatenate([groups.place[same + 1], two])
    return np.minimum(one, two), np.maximum(one, two)


def _groups(order: Ordered) -> _Groups:
    place = np.flatnonzero(order.head_words >= SHORTEST)
    place = place[np.argsort(order.headline[place], kind="stable")]
    fresh = starts(order.headline[place])
    return _Groups(place, np.cumsum(fresh) - 1, np.append(np.flatnonzero(fresh), len(place)))


def _threads(groups: _Groups, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Pair the articles of two headlines: each of the fewer with the nearest before and after it of the more."""
    size = np.diff(groups.first)
    swap = size[left] > size[right]
    few, more = np.where(swap, right, left), np.where(swap, left, right)
    counts = np.minimum(size[few], _THREADED)
    place = groups.place[np.repeat(groups.first[few], counts) + within(counts)]
    target = np.repeat(more, counts)
    keys = (groups.group.astype(np.uint64) << HALF) | groups.place.astype(np.uint64)
    after = np.searchsorted(keys, (target.astype(np.uint64) << HALF) | place.astype(np.uint64))
    found = [np.zeros((2, 0), dtype=np.int64)]
    for at in (after - 1, after):
        inside = (at >= 0) & (at < len(keys))
        inside[inside] = groups.group[at[inside]] == target[inside]
        found.append(np.stack([place[inside], groups.place[at[inside]]]))
    one, two = np.concatenate(found, axis=1)
    return one, two
