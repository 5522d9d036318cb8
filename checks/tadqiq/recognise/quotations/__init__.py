"""Find quotations: what stands between two quotation marks, and marks that have lost their partner.

Marks are paired by their neighbours, paragraph by paragraph; a speech that runs over several paragraphs is put together after.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import QUOTATIONS
from tadqiq.recognise.quotations.marks import MARK, PROCLITIC, WORD, beside, family, places, shape
from tadqiq.recognise.quotations.speeches import Found, join
from tadqiq.recognise.quotations.stack import CLOSES, NEUTRAL, OPENS, SINGLE, read, sign
from tadqiq.recognise.tokens import Batch, Ints


def quotations(batch: Batch) -> pl.DataFrame:
    """Find the quotations of a batch, as a QUOTATIONS frame; start and end take in the marks.

    `problem` is unbalanced (no partner), nested-same (inside a quotation with the same mark), spacing (a space on the wrong
    side of a mark, or none where one belongs), or null.
    """
    classes = batch.column(beside)
    marks = np.flatnonzero(classes == MARK)
    families = batch.column(family)[marks]
    found = paired(batch, classes, marks, families)
    first, last = np.array(found.first, dtype=np.int64), np.array(found.last, dtype=np.int64)
    depth, alone = np.array(found.depth, dtype=np.uint8), np.array(found.alone, dtype=bool)
    order = np.argsort(first, kind="stable")
    first, last, depth, alone = first[order], last[order], depth[order], alone[order]
    raw = batch.vocabulary.words["raw"]
    openings = raw.gather(batch.tokens.code[first])
    closings = (
        raw.gather(batch.tokens.code[last]).to_frame("q").select(pl.when(~pl.lit(pl.Series(alone))).then(pl.col("q")).otherwise(pl.lit("")))
    )
    problem = _problems(batch, classes, first, last, depth, alone)
    return batch.mentions(QUOTATIONS, first, last, open=openings, close=closings.to_series(), depth=depth, problem=problem)


def inside(batch: Batch, found: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell of each token whether it stands inside a quotation (its marks included).

    found  the batch's own QUOTATIONS frame.
    """
    steps = np.zeros(len(batch.tokens) + 1, dtype=np.int32)
    if found.height:
        first, last = token_ranges(batch, found.filter(pl.col("close") != ""))
        np.add.at(steps, first, 1)
        np.add.at(steps, last + 1, -1)
    return np.asarray(np.cumsum(steps[:-1]) > 0)


def token_ranges(batch: Batch, mentions: pl.DataFrame) -> tuple[Ints, Ints]:
    """Give the first and last token of each mention of a batch."""
    rows = np.argsort(batch.docs, kind="stable")
    row = rows[np.searchsorted(batch.docs[rows], mentions["doc"].to_numpy())]
    segment = 2 * row.astype(np.int64) + mentions["field"].to_numpy()
    keys = (batch.tokens.segment.astype(np.int64) << 32) + batch.tokens.start
    first = np.searchsorted(keys, (segment << 32) + mentions["start"].to_numpy().astype(np.int64), side="right") - 1
    last = np.searchsorted(keys, (segment << 32) + mentions["end"].to_numpy().astype(np.int64), side="left") - 1
    return first, last


def paired(batch: Batch, classes: NDArray[np.uint8], marks: Ints, families: NDArray[np.int8]) -> Found:
    """Pair the marks of a batch, paragraph by paragraph, and put speeches together."""
    tokens = batch.tokens
    place, optional = places(batch, classes, marks)
    points = batch.column(shape)[marks]
    optional |= families == SINGLE
    # Only one step from paragraph to paragraph is needed: the marks stand in order.
    fresh = np.ones(len(marks), dtype=bool)
    fresh[1:] = (np.diff(tokens.segment[marks]) != 0) | (np.diff(tokens.para[marks]) != 0)
    bounds = np.append(np.flatnonzero(fresh), len(marks))
    easy = _easy(bounds, families, place, points, optional)
    found = Found()
    openings, closings = _alternate(bounds, easy)
    found.add_all(marks[openings].tolist(), marks[closings].tolist())
    lone: list[tuple[int, int]] = []
    signs = sign(families, place, points, optional)
    for a, b in zip(bounds[:-1][~easy].tolist(), bounds[1:][~easy].tolist(), strict=True):
        reading = read(signs[a:b])
        for opening, closing, depth in reading.pairs:
            found.add(int(marks[a + opening]), int(marks[a + closing]), depth)
        lone.extend((int(marks[a + index]), direction) for index, direction in reading.alone)
    join(batch, found, marks, lone)
    return found


def _easy(
    bounds: Ints, families: NDArray[np.int8], place: NDArray[np.int8], points: NDArray[np.int8], optional: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell which paragraphs read opening, closing, opening, closing … without a doubt."""
    if len(bounds) < 2:
        return np.zeros(0, dtype=bool)
    counts = np.diff(bounds)
    number = np.arange(len(families)) - np.repeat(bounds[:-1], counts)
    wanted = np.where(number % 2 == 0, OPENS, CLOSES)
    partner = np.where(number % 2 == 0, families, np.roll(families, 1))
    fits = (place == wanted) & ((points == NEUTRAL) | (points == wanted)) & (partner == families) & ~optional
    return np.asarray(np.logical_and.reduceat(fits, bounds[:-1]) & (counts % 2 == 0))


def _alternate(bounds: Ints, easy: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    counts = np.diff(bounds)
    index = np.flatnonzero(np.repeat(easy, counts))
    return index[0::2], index[1::2]


def _problems(
    batch: Batch, classes: NDArray[np.uint8], first: Ints, last: Ints, depth: NDArray[np.uint8], alone: NDArray[np.bool_]
) -> list[str | None]:
    tokens = batch.tokens
    code = batch.column(family)
    after = np.minimum(last + 1, len(tokens) - 1)
    same_place = (tokens.segment[after] == tokens.segment[last]) & (tokens.para[after] == tokens.para[last]) & (after != last)
    loose = ~alone & (last > first + 1) & ((tokens.gap[np.minimum(first + 1, len(tokens) - 1)] > 0) | (tokens.gap[last] > 0))
    glued = ~alone & same_place & (tokens.gap[after] == 0) & np.isin(classes[after], (WORD, PROCLITIC))
    nested = np.zeros(len(first), dtype=bool)
    for row in np.flatnonzero(depth > 0).tolist():
        # A mark typed twice ( ««…»» ) makes no quotation inside another.
        holding = [f for a, b, f in _around(first, last, code, row) if (a, b) != (first[row] - 1, last[row] + 1)]
        nested[row] = code[first[row]] in holding
    names = np.select([alone, nested, loose | glued], ["unbalanced", "nested-same", "spacing"], default="")
    return [name or None for name in names.tolist()]


def _around(first: Ints, last: Ints, code: NDArray[np.int8], row: int) -> list[tuple[int, int, int]]:
    """List the quotations that hold the one in that row: they stand shortly before it, sorted by their opening."""
    return [(int(first[r]), int(last[r]), int(code[first[r]])) for r in range(max(0, row - 6), row) if last[r] > last[row]]
