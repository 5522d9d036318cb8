"""Lay out how the processor time of a check is shared among its parts, for those who write rules."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl


def lines(times: pl.DataFrame, articles: int) -> Iterator[str]:
    """Write a line a part, the dearest first, and the sum.

    times  frame TIMES, a row or more a part; articles  how many were checked.
    """
    parts = times.group_by("part").agg(pl.col("seconds").sum()).sort("seconds", "part", descending=[True, False])
    whole = float(parts["seconds"].sum())
    yield f"{'CPU s':>9} {'share':>6} {'ms/article':>10}  part"
    for part, seconds in (*parts.iter_rows(), ("all", whole)):
        yield f"{seconds:9.3f} {seconds / whole if whole else 0:6.1%} {1000 * seconds / max(1, articles):10.3f}  {part}"
