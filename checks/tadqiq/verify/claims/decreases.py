"""Find counts since a day that are lower in a later article of the same outlet: what adds up cannot shrink."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl

from tadqiq.verify.claims.conflict import Conflict
from tadqiq.verify.claims.tolls import ALIKE, conflict, sentences
from tadqiq.verify.views import CollectionView

_DAYS = 60  # that may lie between two counts


def shrunk(view: CollectionView) -> list[Conflict]:
    """Find the counts of one event since one day, in like sentences of one outlet, that are lower than that outlet's count before."""
    every = view.once(sentences)
    since = every.rows.filter((pl.col("since") > 0) & pl.col("outlet").is_not_null()).select("row", "doc", "date", "outlet", "since")
    counts = every.counts.join(since, on="row", how="inner").sort("event", "since", "outlet", "before", "row", "start")
    key = ("event", "since", "outlet", "before")
    pairs = [
        {**one, **{f"{name}_2": value for name, value in other.items()}}
        for one, other in pairwise(counts.iter_rows(named=True))
        if all(one[name] == other[name] for name in key)
        and other["value"] < one["value"]
        and 0 < (other["date"] - one["date"]).days <= _DAYS
    ]
    left, right = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in ("row", "row_2"))
    share, _, shared = every.alike(left, right)
    alike = zip(pairs, share.tolist(), shared.tolist(), strict=True)
    return [conflict({**pair, "words": words}) for pair, part, words in alike if part >= ALIKE]
