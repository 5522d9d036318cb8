"""Pair tolls of one event told in other words: a sentence counts two things, one of them alike in both articles, and they share a place.

Blocked on event, number and day; articles without a date are left out, since nothing tells whether they tell of one day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.engines import Engine
from tadqiq.model import BODY, Schema, Span
from tadqiq.verify.claims.conflict import Claim, Conflict, unexplained
from tadqiq.verify.claims.numbers import KINDS
from tadqiq.verify.duplicates.hashing import Ints
from tadqiq.verify.duplicates.sets import overlap, sets
from tadqiq.verify.views import CollectionView

ALIKE = 0.5  # share of the shorter sentence's content words that the other has
_LEAST = 2  # people: one is mostly no count (عائلة واحدة)
_PAIRS: Schema = {"left": pl.UInt32, "right": pl.UInt32}


class Sentences(NamedTuple):
    """Hold sentences that tell a toll, in the order of their articles, and their counts, an event a row."""

    rows: pl.DataFrame  # row, doc, date, words, places
    counts: pl.DataFrame  # row, event, value, start, end, before

    def alike(self, left: Ints, right: Ints) -> tuple[NDArray[np.float64], NDArray[np.bool_], Ints]:
        """Give what share of the shorter sentence two share, whether they share a place, and how many words they share."""
        words, places = (self._sets(name) for name in ("words", "places"))
        one, other, shared = overlap(words, words, left, right, self.rows.height)
        _, _, places_shared = overlap(places, places, left, right, self.rows.height)
        return shared / np.maximum(1, np.minimum(one, other)), places_shared > 0, shared

    def _sets(self, name: str) -> NDArray[np.uint64]:
        members = self.rows.select("row", name).explode(name).drop_nulls()
        return sets(members["row"].to_numpy().astype(np.int64), members[name].to_numpy())


def sentences(view: CollectionView) -> Sentences:
    """Order the sentences of the table claim_tolls, of articles with a date."""
    articles = view.articles.select("doc", "date", "published_at", "article_id", "headline", "outlet").drop_nulls("date")
    found = view.keys["claim_tolls"].join(articles, on="doc", how="inner")
    found = found.sort("date", "published_at", "article_id", "headline", "doc", "sent", "start", nulls_last=True)
    found = found.with_columns(row=(pl.struct("doc", "sent").rle_id()).cast(pl.UInt32))
    rows = found.unique("row", keep="first", maintain_order=True).select("row", "doc", "date", "outlet", "since", "words", "places")
    return Sentences(rows, found.select("row", "event", "value", "start", "end", "before"))


def retold(view: CollectionView) -> list[Conflict]:
    """Find the tolls that two articles give differently of what must be one event."""
    every = view.once(sentences)
    known = every.counts.filter(pl.col("value") >= _LEAST).join(every.rows.select("row", "doc", "date"), on="row", how="left")
    pairs = _blocked(known, view.engine)
    left, right = (pairs[side].to_numpy().astype(np.int64) for side in ("left", "right"))
    share, place, shared = every.alike(left, right)
    kept = (share >= ALIKE) & place
    near = pairs.with_columns(words=shared).filter(pl.Series(kept, dtype=pl.Boolean))
    both = near.join(known, left_on="left", right_on="row").join(known, left_on=["right", "event"], right_on=["row", "event"], suffix="_2")
    both = both.filter((pl.col("value") != pl.col("value_2")) & (pl.col("doc") != pl.col("doc_2"))).sort("left", "right", "event")
    return unexplained(view, [conflict(row) for row in both.iter_rows(named=True)])


def _blocked(known: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """Pair the sentences that give one number of one event on the same day or the next."""
    next_day = known.with_columns(date=pl.col("date") + timedelta(days=1))
    keyed = pl.concat([known.with_columns(own=pl.lit(value=True)), next_day.with_columns(own=pl.lit(value=False))])
    keyed = keyed.select("event", "value", "date", "row", "own").sort("row", "own")
    return engine.map_groups(keyed, ["event", "value", "date"], _pairs, _PAIRS).unique().sort("left", "right")


def _pairs(keyed: pl.DataFrame) -> pl.DataFrame:
    """Pair each sentence of a day with those of that day and of the day before."""
    key = ["event", "value", "date"]
    today = keyed.filter("own").select(*key, "row")
    pairs = today.join(keyed.select(*key, other="row"), on=key).filter(pl.col("row") != pl.col("other"))
    return pairs.select(left=pl.min_horizontal("row", "other"), right=pl.max_horizontal("row", "other")).cast(pl.Schema(_PAIRS))


def conflict(row: Mapping[str, Any]) -> Conflict:
    """Make a conflict of two counts laid side by side, the later one's columns marked `_2`."""
    event, words = row["event"], int(row["words"])
    first, second = (
        Claim(Span(row["doc" + mark], BODY, row["start" + mark], row["end" + mark]), KINDS["cardinal"], row["value" + mark], event)
        for mark in ("", "_2")
    )
    return Conflict(first, second, words)
