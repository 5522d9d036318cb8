"""Tell whether an article says an amount a second time, so that a number with two readings has only one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from tadqiq.model import Span

_ABOUT = 0.06  # 22 thousand is said of 22,790
_LEAST = 10  # below it, numbers are alike by chance
_BESIDE = 12  # code points between the two ends of a range


class Amount(NamedTuple):
    """Hold a number whose value is beyond doubt, with its place."""

    field: int
    start: int
    end: int
    value: float


def amounts(numbers: pl.DataFrame, docs: Sequence[int]) -> dict[int, list[Amount]]:
    """Give the numbers with a value of some articles."""
    some = numbers.filter(
        pl.col("doc").is_in(sorted(set(docs)))
        & ~pl.col("number_kind").is_in(["date", "time", "score", "identifier"])
        & (pl.col("low") == pl.col("high"))
    )
    found: dict[int, list[Amount]] = {}
    for doc, *row in some.select("doc", "field", "start", "end", "low").iter_rows():
        found.setdefault(doc, []).append(Amount(*row))
    return found


def settled(span: Span, readings: Sequence[float], told: Sequence[Amount]) -> bool:
    """Tell whether a number of the article tells one of the readings once more, or stands before it as the lower end of a range.

    >>> settled(Span(0, 1, 40, 46), (22790.0, 22.79), [Amount(0, 5, 10, 22000.0)])
    True
    >>> settled(Span(0, 1, 40, 45), (2500.0, 2.5), [Amount(1, 30, 33, 695.0)])
    True
    """
    large, small = max(readings), min(readings)
    others = [n for n in told if n.value >= _LEAST and (n.field, n.start) != (span.field, span.start)]
    again = any(abs(n.value - reading) <= _ABOUT * reading for n in others for reading in (large, small))
    return again or any(n.field == span.field and 0 <= span.start - n.end <= _BESIDE and small < n.value < large for n in others)
