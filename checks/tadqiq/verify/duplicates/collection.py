"""Lay the articles of a collection in one order, however they came: by day, by what is written of the time, then by id."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.verify.duplicates.hashing import Hashes, Ints

ANY_DAY = np.iinfo(np.int32).max  # of an article without a date, which lies near every day


@dataclass(frozen=True, slots=True)
class Ordered:
    """Hold what is known of each article, by its place in the order.

    doc  place to doc; place  doc to place; day  days since 1970, or ANY_DAY; outlet  a number, -1 where it is unknown
    text, headline, body  hashes; words, head_words  counts
    """

    doc: Ints
    place: Ints
    day: Ints
    outlet: Ints
    text: Hashes
    headline: Hashes
    body: Hashes
    words: Ints
    head_words: Ints

    def __len__(self) -> int:
        """Count the articles."""
        return len(self.doc)

    def days_apart(self, left: Ints, right: Ints) -> Ints:
        """Count the days between articles; 0 where one of them has no date."""
        dated = (self.day[left] != ANY_DAY) & (self.day[right] != ANY_DAY)
        return np.where(dated, np.abs(self.day[left] - self.day[right]), 0)

    def one_outlet(self, left: Ints, right: Ints) -> NDArray[np.bool_]:
        """Tell which pairs are known to come from one outlet."""
        return np.asarray((self.outlet[left] == self.outlet[right]) & (self.outlet[left] >= 0))


def ordered(articles: pl.DataFrame, sketches: pl.DataFrame) -> Ordered:
    """Order the articles of a collection.

    articles  `doc` is the row number; sketches  the table repeat_articles
    """
    rows = articles.select("doc", "article_id", "date", "published_at", "outlet").join(
        sketches, on="doc", how="left", maintain_order="left"
    )
    rows = rows.sort("date", "published_at", "article_id", "text", "doc", nulls_last=True)
    doc = rows["doc"].to_numpy().astype(np.int64)
    place = np.empty(len(doc), dtype=np.int64)
    place[doc] = np.arange(len(doc))
    outlets = rows["outlet"].rank("dense")
    counts = (rows[name].to_numpy().astype(np.int64) for name in ("words", "head_words"))
    hashes = (rows[name].to_numpy() for name in ("text", "headline", "body"))
    day = rows["date"].to_physical().cast(pl.Int64).fill_null(ANY_DAY).to_numpy()
    return Ordered(doc, place, day, outlets.cast(pl.Int64).fill_null(-1).to_numpy(), *hashes, *counts)
