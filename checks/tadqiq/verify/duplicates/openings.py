"""Compare how articles open: the content words of their headlines and leads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.verify.duplicates.collection import Ordered
from tadqiq.verify.duplicates.hashing import Hashes, Ints
from tadqiq.verify.duplicates.sets import overlap, sets


@dataclass(frozen=True, slots=True)
class Openings:
    """Hold the content words of each article's headline, of its lead, and of both, as sets by place."""

    heads: Hashes
    leads: Hashes
    both: Hashes
    many: int

    def told(self, left: Ints, right: Ints) -> NDArray[np.float64]:
        """Give what share of the headline's words stand in the other's opening; the lower of the two."""
        shares = []
        for one, other in ((left, right), (right, left)):
            size, _, shared = overlap(self.heads, self.both, one, other, self.many)
            shares.append(shared / np.maximum(1, size))
        return np.minimum(*shares)

    def lead(self, left: Ints, right: Ints) -> NDArray[np.float64]:
        """Give what share of the smaller lead's words stand in the other lead."""
        one, two, shared = overlap(self.leads, self.leads, left, right, self.many)
        return np.asarray(shared / np.maximum(1, np.minimum(one, two)))


def openings(order: Ordered, table: pl.DataFrame, *pairs: Ints) -> Openings:
    """Gather the table repeat_openings by place; of the places of some pairs only, where these are given."""
    wanted = np.zeros(len(order), dtype=bool) if pairs else np.ones(len(order), dtype=bool)
    for side in pairs:
        wanted[side] = True
    rows = np.flatnonzero(wanted[order.place[table["doc"].to_numpy()]])
    place, word, head = (table[name].to_numpy()[rows] for name in ("doc", "word", "head"))
    place = order.place[place]
    return Openings(sets(place[head], word[head]), sets(place[~head], word[~head]), sets(place, word), len(order))
