"""Decide which differences between articles an editor should see: read the articles again, and look for what explains them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import HEADLINE, Span
from tadqiq.verify.claims.differing import Differing, differing
from tadqiq.verify.claims.moments import Told, moment, sentence, told
from tadqiq.verify.claims.numbers import KINDS
from tadqiq.verify.claims.table import Mask, Numbers, numbers_of
from tadqiq.verify.claims.values import same_figures
from tadqiq.verify.duplicates.measures import MEASURES, measure
from tadqiq.verify.views import CollectionView

COPY, WHOLE_COPY = 0.5, 0.6  # share of the shorter body's word runs that stand in the other
SHARED = 0.75  # of the other numbers of the shorter article that the other has
PASSAGE, LONG = 10, 14  # words around a number that make a passage of two articles one, and a long one
NEWER = timedelta(minutes=30)  # what is published later by less than that is no newer
_PART = 4_000  # pairs of articles measured at once


class Claim(NamedTuple):
    """Hold a number of one article with what comparing it needs."""

    span: Span
    kind: int
    value: float
    event: str | None


class Conflict(NamedTuple):
    """Hold two numbers of one thing in two articles, the earlier article's first, and how many words around them agree."""

    first: Claim
    second: Claim
    words: int


def conflicts(view: CollectionView) -> list[Conflict]:
    """Find the numbers of a collection that contradict each other across articles."""
    numbers = numbers_of(view.articles, view.keys["claim_numbers"])
    found = differing(numbers, view.engine)
    found = found.keep(_one_passage(numbers, found, _contained(view, numbers, found)))
    pairs = [pair for pair in _pairs(numbers, found) if not _only_dress(view, pair)]
    said = told([_sentence(view, claim.span) for pair in pairs for claim in (pair.first, pair.second)])
    return [pair for pair in pairs if not _explained(view, pair, said)]


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
    pairs, shared = found.pairs, found.share >= SHARED
    alone, copy = np.isnan(found.share), contained >= COPY
    counted = numbers.is_kind(pairs.left, "cardinal", "measure", "age", "date", "duration")
    same_day = numbers.days_apart(pairs.left, pairs.right) == 0
    toll = (numbers.rows["event"].is_not_null().to_numpy())[pairs.left]
    long = pairs.words >= LONG
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


def _explained(view: CollectionView, pair: Conflict, said: Mapping[str, Told]) -> bool:
    """Tell whether a reader could see how both numbers can be true: other days, a count that has grown, a series, a market."""
    one, other = (said[_sentence(view, claim.span)] for claim in (pair.first, pair.second))
    if one.weekdays and other.weekdays and not one.weekdays & other.weekdays:
        return True
    if not _later(view, pair):
        return False
    grown = pair.second.value > pair.first.value and (pair.first.event or pair.second.event) is not None
    return grown or pair.first.kind == KINDS["ordinal"] or one.market or other.market


def _sentence(view: CollectionView, span: Span) -> str:
    whole = view.articles["headline" if span.field == HEADLINE else "body"][span.doc]
    return sentence(whole, span.start, span.end)


def _later(view: CollectionView, pair: Conflict) -> bool:
    """Tell whether the second article is known to be newer than the first."""
    published, dates = view.articles["published_at"], view.articles["date"]
    docs = pair.first.span.doc, pair.second.span.doc
    times = [moment(published[doc]) for doc in docs]
    if times[0] is not None and times[1] is not None:
        return times[1] - times[0] > NEWER
    days = [dates[doc] for doc in docs]
    return bool(days[0] is not None and days[1] is not None and days[1] > days[0])
