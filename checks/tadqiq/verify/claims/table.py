"""Hold the numbers of a collection as columns, in one order however the articles came: by day, by time, by id, then by place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.verify.claims.numbers import KINDS
from tadqiq.verify.claims.things import Floats
from tadqiq.verify.duplicates.hashing import Ints, mix
from tadqiq.verify.duplicates.sets import HALF, sets

Mask = NDArray[np.bool_]
ANY_DAY = np.iinfo(np.int32).max  # of an article without a date, which lies near every day


@dataclass(frozen=True)
class Numbers:
    """Hold the numbers of a collection, and for each its article's place in the order and day."""

    rows: pl.DataFrame
    place: Ints
    day: Ints

    def column(self, name: str) -> NDArray[np.float64]:
        """Give a column as an array."""
        return self.rows[name].to_numpy()

    def is_kind(self, row: Ints, *names: str) -> Mask:
        """Tell which numbers are of one of some kinds."""
        return np.isin(self.kind[row], [KINDS[name] for name in names])

    @cached_property
    def kind(self) -> Ints:
        """Give the kind of each number, as a place in COMPARED."""
        return self.rows["kind"].to_numpy().astype(np.int64)

    @cached_property
    def low(self) -> Floats:
        """Give the lower of the two values of each number, which are mostly one."""
        return np.minimum(self.column("value"), self.column("other"))

    @cached_property
    def high(self) -> Floats:
        """Give the higher of the two values of each number."""
        return np.maximum(self.column("value"), self.column("other"))

    @cached_property
    def values(self) -> NDArray[np.uint64]:
        """Give the set of values of each article."""
        hashed = mix(self.column("value").view(np.uint64)) >> HALF
        return sets(self.place, hashed)

    def days_apart(self, left: Ints, right: Ints) -> Ints:
        """Count the days between the articles of numbers; 0 where one of them has no date."""
        dated = (self.day[left] != ANY_DAY) & (self.day[right] != ANY_DAY)
        return np.where(dated, np.abs(self.day[left] - self.day[right]), 0)


def numbers_of(articles: pl.DataFrame, found: pl.DataFrame) -> Numbers:
    """Order the numbers of a collection.

    articles  `doc` is the row number; found  the table claim_numbers
    """
    order = articles.select("doc", "date", "published_at", "article_id", "headline", "body")
    order = order.sort("date", "published_at", "article_id", "headline", "body", nulls_last=True)
    place = np.empty(articles.height, dtype=np.int64)
    place[order["doc"].to_numpy()] = np.arange(articles.height)
    rows = found.with_columns(place=place[found["doc"].to_numpy()]).sort("place", "field", "start")
    days = articles["date"].to_physical().cast(pl.Int64).fill_null(ANY_DAY).to_numpy()
    return Numbers(rows, rows["place"].to_numpy(), days[rows["doc"].to_numpy()])
