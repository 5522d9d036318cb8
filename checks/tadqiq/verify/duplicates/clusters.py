"""Join pairs into clusters."""

from __future__ import annotations

import numpy as np

from tadqiq.verify.duplicates.hashing import Ints


def components(left: Ints, right: Ints, many: int) -> Ints:
    """Give each of `many` places the lowest place that a chain of pairs leads to.

    >>> components(np.array([0, 3]), np.array([2, 2]), 5).tolist()
    [0, 1, 0, 0, 4]
    """
    label = np.arange(many)
    while True:
        lower = np.minimum(label[left], label[right])
        before = label.copy()
        for side in (left, right):
            np.minimum.at(label, before[side], lower)
            np.minimum.at(label, side, lower)
        while (label[label] != label).any():
            label = label[label]
        if (label == before).all():
            return label


def apart(left: Ints, right: Ints, enemies: Ints, many: int) -> Ints:
    """Join pairs into clusters, in the order given, leaving out any pair that would bring two enemies into one cluster.

    enemies  pairs of places, a row a pair; gives each place the lowest place of its cluster
    """
    parent = list(range(many))
    foes: dict[int, set[int]] = {}
    for one, other in enemies.tolist():
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = place = parent[parent[place]]
        return place

    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        low, high = sorted((root(one), root(other)))
        if low == high or high in foes.get(low, ()):
            continue
        parent[high] = low
        for foe in foes.pop(high, ()):
            foes[foe].discard(high)
            foes[foe].add(low)
            foes.setdefault(low, set()).add(foe)
    return np.fromiter((root(place) for place in range(many)), dtype=np.int64, count=many)
