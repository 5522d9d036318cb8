"""Give the classes of words that parting a dump asks about."""

from __future__ import annotations

from functools import cache

import polars as pl

from tadqiq.lexicon import read
from tadqiq.normalise import column


@cache
def forms(name: str, kind: str) -> frozenset[str]:
    """Give the forms of one class of a lexicon, at matching level."""
    return frozenset(column(pl.Series([row["form"] for row in read(name) if row["class"] == kind], dtype=pl.String), "N2").to_list())
