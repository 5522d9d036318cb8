"""Decide which of the numbers that differ stand in copies of one text, or in one passage of two: read the articles again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Span
from tadqiq.verify.claims.conflict import Claim, Conflict, unexplained
from tadqiq.verify.claims.differing import Differing, differing
from tadqiq.verify.claims.numbers import KINDS
from tadqiq.verify.claims.table import Mask, Numbers, numbers_of
from tadqiq.verify.claims.values import same_figures
from tadqiq.verify.duplicates.measures import MEASURES, measure
from tadqiq.verify.views import CollectionView

COPY, WHOLE_COPY = 0.5, 0.6  # share of the shorter body's word runs that stand in the other
SHARED = 0.75  # of the other numbers of the shorter article that the other has
LIKE = 4  # agreeing numbers in the same words, which tell the same of a long passage
PASSAGE, LONG = 10, 14  # words around a number that make a passage of two articles one, and a long one
_PART = 4_000  # pairs of articles measured at once


def copied(view: CollectionView) -> list[Conflict]:
    """Find the numbers of a collection that differ where two articles have one passage."""
    numbers = numbers_of(view.articles, view.keys["claim_numbers"])
    found = differing(numbers, view.engine)
    found = found.keep(_one_passage(numbers, found, _contained(view, numbers, found)))
    pairs = [pair for pair in _pairs(numbers, found) if not _only_dress(view, pair)]
    return unexplained(view, pairs)


def _contained(view: CollectionView, numbers: Numbers, found: Differing) -> NDArray[np.float64]:
    """Read the articles of the pairs again, in parts, and tell how much of the shorter body stands in the other."""
    docs = numbers.rows["doc"].to_numpy().astype(np.int64)
    left, right = docs[found.pairs.left], docs[found.pairs.right]
    pairs = pl.DataFrame({"left": left, "right": right}).unique().sort("left", "right").with_row_index("part")
    pairs = pairs.with_columns(pl.col("part") // _PART)
    wanted = pl.concat([pairs.select("part", doc=side) for side in ("left", "right")]).unique()
    texts = view.articles.select(pl.col("doc").cast(pl.Int64), "headline", "body")
    frame = wanted.join(texts, on="doc", how="inner").sort("part", "doc")
    measured = view.engine.map_groups(frame, ["part"], partial(_measure, pairs=pairs), MEASURES)
    measured = measured.select(pl.col("left", "right").cast(pl.Int64), "contained")
    every = pl.DataFrame({"left": left, "right": right}).join(measured, on=["left", "right"], how="left", maintain_order="left")
    return every["contained"].to_numpy()


def _measure(frame: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    found = []
    for part in frame.partition_by("part", maintain_order=True):
        some = pairs.filter(pl.col("part") == part["part"][0])
        found.append(measure(part, some["left"].to_numpy(), some["right"].to_numpy()))
    return pl.concat(found)


def _one_passage(numbers: Numbers, found: Differing, contained: NDArray[np.float64]) -> Mask:
    """Tell which pairs stand in copies of one text, or in one passage of two, whose other numbers agree."""
    pairs = found.pairs
    long = pairs.words >= LONG
    shared = (found.share >= SHARED) | (long & (found.like >= LIKE))
    alone, copy = np.isnan(found.share), contained >= COPY
    counted = numbers.is_kind(pairs.left, "cardinal", "measure", "age", "date", "duration")
    same_day = numbers.days_apart(pairs.left, pairs.right) == 0
    toll = (numbers.rows["event"].is_not_null().to_numpy())[pairs.left]
    in_copies = copy & (shared | (alone & (pairs.words >= PASSAGE) & (contained >= WHOLE_COPY)) | (long & counted & same_day))
    fixed = ~numbers.is_kind(pairs.left, "ordinal", "percent")
    passage = ~copy & shared & ((toll & (pairs.words >= PASSAGE)) | (long & fixed))
    return np.asarray(in_copies | passage)


def _pairs(numbers: Numbers, found: Differing) -> Iterator[Conflict]:
    """Give the pairs one by one."""
    columns = ("doc", "field", "start", "end", "kind", "value", "event")
    sides = (numbers.rows.select(columns)[side].iter_rows() for side in (found.pairs.left, found.pairs.right))
    for one, other, words in zip(*sides, found.pairs.words.tolist(), strict=True):
        first, second = (Claim(Span(*row[:4]), *row[4:]) for row in (one, other))
        yield Conflict(first, second, words)


def _only_dress(view: CollectionView, pair: Conflict) -> bool:
    """Tell whether two numbers differ only in how their figures are parted or ordered."""
    return pair.first.kind != KINDS["duration"] and same_figures(view.text(pair.first.span), view.text(pair.second.span))
