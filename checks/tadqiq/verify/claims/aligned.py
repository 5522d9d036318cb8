"""Pair the numbers of two articles that stand among the same words.

A number's key is four words of meaning around it: three before and one behind, two and two, one and three. Numbers of articles a few days
apart that share a key are candidates, and how far their surroundings agree from the number outwards tells how surely they say the same.
A key that articles of more than a few days use is a formula (the close of an exchange, a forecast): its numbers belong to their day.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.engines import Engine
from tadqiq.model import Schema
from tadqiq.verify.claims.table import Numbers
from tadqiq.verify.duplicates.hashing import Hashes, Ints, mix
from tadqiq.verify.duplicates.sets import pairs, starts

DAYS = 2
COMMON = 40  # numbers that may share a key before it pairs neighbours in time only
_NEIGHBOURS = 3
_WORN_NUMBERS, _WORN_DAYS = 4, 7
_SIDES = ((3, 1), (2, 2), (1, 3))
_PAIRS: Schema = {"left": pl.Int64, "right": pl.Int64}


class Aligned(NamedTuple):
    """Hold pairs of numbers, the one of the earlier article first, and how many words agree before and behind them."""

    left: Ints
    right: Ints
    before: Ints
    behind: Ints

    def keep(self, which: NDArray[np.bool_]) -> Aligned:
        """Keep some of the pairs."""
        return Aligned(*(column[which] for column in self))

    @property
    def words(self) -> Ints:
        """Count the words that agree."""
        return self.before + self.behind


def aligned(numbers: Numbers, engine: Engine) -> Aligned:
    """Pair numbers of one kind among the same words, each with the number of the other article whose surroundings agree most."""
    keys = _keys(numbers)
    found = engine.map_groups(keys, ["key"], partial(_pairs, days=DAYS), _PAIRS).unique().sort("left", "right")
    left, right = found["left"].to_numpy(), found["right"].to_numpy()
    same = numbers.kind[left] == numbers.kind[right]
    left, right = left[same], right[same]
    sides = (numbers.rows[name].to_numpy() for name in ("left", "right"))
    return Aligned(left, right, *(_run(side, left, right) for side in sides))


def _keys(numbers: Numbers) -> pl.DataFrame:
    """List the keys of all numbers that share theirs with another, in the order of the numbers."""
    before, behind = (numbers.rows[name].to_numpy().astype(np.uint64) for name in ("left", "right"))
    every, rows = [], []
    for size, rest in _SIDES:
        key = np.full(len(before), np.uint64(size), dtype=np.uint64)
        known = np.ones(len(before), dtype=bool)
        for words, count in ((before, size), (behind, rest)):
            for n in range(count):
                key = mix(key ^ mix(words[:, n]))
                known &= words[:, n] > 0
        every.append(key[known])
        rows.append(np.flatnonzero(known))
    key, row = np.concatenate(every), np.concatenate(rows)
    shared = _shared(key)
    row = row[shared]
    return pl.DataFrame({"key": key[shared], "row": row, "place": numbers.place[row], "day": numbers.day[row]}).sort("row")


def _shared(key: Hashes) -> NDArray[np.bool_]:
    """Tell which keys stand more than once."""
    order = np.argsort(key, kind="stable")
    fresh = starts(key[order])
    alone = fresh & np.append(fresh[1:], True)[: len(fresh)]
    shared = np.empty(len(key), dtype=bool)
    shared[order] = ~alone
    return shared


def _pairs(keys: pl.DataFrame, days: int) -> pl.DataFrame:
    """Pair the numbers of each key: all of a small group, neighbours of a large one, none of a formula."""
    row, place, day = (keys[name].to_numpy() for name in ("row", "place", "day"))
    fresh = starts(keys["key"].to_numpy())
    first = np.flatnonzero(fresh)
    end = np.append(first[1:], len(row))
    count = end - first
    worn = (count >= _WORN_NUMBERS) & (day[end - 1] - day[first] > _WORN_DAYS)
    left_over = np.repeat(end, count) - np.arange(len(row)) - 1
    reach = np.where(np.repeat(count, count) > COMMON, np.minimum(left_over, _NEIGHBOURS), left_over)
    found = [np.zeros((2, 0), dtype=np.int64)]
    for i, j in pairs(np.where(np.repeat(worn, count), 0, reach)):
        near = (place[i] != place[j]) & (np.abs(day[i] - day[j]) <= days)
        found.append(np.stack([row[i[near]], row[j[near]]]))
    left, right = np.concatenate(found, axis=1)
    return pl.DataFrame({"left": left, "right": right}, schema=dict(_PAIRS))


def _run(words: NDArray[np.uint32], left: Ints, right: Ints) -> Ints:
    """Count how many words agree from the numbers outwards."""
    same = (words[left] == words[right]) & (words[left] > 0)
    return np.asarray(np.cumprod(same, axis=1).sum(axis=1), dtype=np.int64)


def best(found: Aligned, numbers: Numbers, agree: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which pairs are the best for both of their numbers; those that differ must be the only best ones, too."""
    many = int(numbers.place.max(initial=0)) + 1
    kept = np.ones(len(found.left), dtype=bool)
    for one, other in ((found.left, found.right), (found.right, found.left)):
        group = one * many + numbers.place[other]
        order = np.lexsort((-found.words, group))
        fresh = starts(group[order])
        first = np.flatnonzero(fresh)
        count = np.diff(np.append(first, len(order)))
        top = found.words[order] == np.repeat(found.words[order][first], count)
        alone = np.repeat(np.add.reduceat(top.astype(np.int64), first) == 1, count) if len(first) else top
        kept[order] &= top & (agree[order] | alone)
    return kept
