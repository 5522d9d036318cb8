"""Find quotations: what stands between two quotation marks, and marks that have lost their partner.

Marks are paired by their neighbours, paragraph by paragraph; a speech that runs over several paragraphs is put together after.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import QUOTATIONS
from tadqiq.recognise.quote_stack import ANGLE, CLOSES, CURLY, NEUTRAL, OPENS, SINGLE, STRAIGHT, Mark, pair
from tadqiq.recognise.tokens import Batch, Ints

_SHAPES = {'"': (STRAIGHT, NEUTRAL), "＂": (STRAIGHT, NEUTRAL), "″": (STRAIGHT, NEUTRAL)}
_SHAPES |= {"“": (CURLY, OPENS), "”": (CURLY, CLOSES), "„": (CURLY, OPENS), "‟": (CURLY, OPENS)}
_SHAPES |= {"«": (ANGLE, OPENS), "»": (ANGLE, CLOSES), "‹": (ANGLE, OPENS), "›": (ANGLE, CLOSES)}
_SHAPES |= {"'": (SINGLE, NEUTRAL), "‘": (SINGLE, OPENS), "’": (SINGLE, CLOSES)}

# What a token means to a quotation mark beside it.
_WORD, _MARK, _BEFORE_OPENING, _AFTER_CLOSING, _DIGIT, _LATIN, _PROCLITIC = range(7)
_PROCLITICS = frozenset(["و", "ف", "ب", "ل", "ك", "س", "ال", "لل", "بال", "وال", "ول", "وب", "كال", "فال", "ولل", "وبال", "فب", "فل"])
_LONGEST = 12  # paragraphs that one speech may run over


@dataclass(frozen=True, slots=True)
class _Found:
    """Hold quotations as token indexes; last equals first where the mark is alone."""

    first: list[int]
    last: list[int]
    depth: list[int]
    alone: list[bool]


def quotations(batch: Batch) -> pl.DataFrame:
    """Find the quotations of a batch, as a QUOTATIONS frame; start and end take in the marks.

    `problem` is unbalanced (no partner), nested-same (inside a quotation with the same mark), spacing (a space on the wrong
    side of a mark, or none where one belongs), or null.
    """
    classes = batch.column(_beside)
    marks = np.flatnonzero(classes == _MARK)
    families = batch.column(_family)[marks]
    found = _pair_all(batch, classes, marks, families)
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


def _beside(words: pl.DataFrame) -> NDArray[np.uint8]:
    def one(raw: str, n1: str) -> int:
        if raw in _SHAPES:
            return _MARK
        if n1 in _PROCLITICS or (raw.endswith("ـ") and len(n1) < 4):
            return _PROCLITIC
        if len(raw) == 1 and not raw.isalnum():
            return _BEFORE_OPENING if raw in "([{-–—ـ/\\|:=+،؛,#&" else _AFTER_CLOSING
        if raw[:1].isdigit():
            return _DIGIT
        return _LATIN if raw.isascii() else _WORD

    pairs = zip(words["raw"].to_list(), words["n1"].to_list(), strict=True)
    return np.fromiter((one(raw, n1) for raw, n1 in pairs), dtype=np.uint8, count=words.height)


def _family(words: pl.DataFrame) -> NDArray[np.int8]:
    return np.fromiter((_SHAPES.get(raw, (-1, 0))[0] for raw in words["raw"].to_list()), dtype=np.int8, count=words.height)


def _shape(words: pl.DataFrame) -> NDArray[np.int8]:
    return np.fromiter((_SHAPES.get(raw, (-1, 0))[1] for raw in words["raw"].to_list()), dtype=np.int8, count=words.height)


def _places(batch: Batch, classes: NDArray[np.uint8], marks: Ints) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Tell what each mark's neighbours speak for, and which marks may be no quotation mark at all."""
    tokens = batch.tokens
    last = len(tokens) - 1
    before, after = np.maximum(marks - 1, 0), np.minimum(marks + 1, last)
    starts = (marks == 0) | (tokens.segment[before] != tokens.segment[marks]) | (tokens.para[before] != tokens.para[marks])
    ends = (marks == last) | (tokens.segment[after] != tokens.segment[marks]) | (tokens.para[after] != tokens.para[marks])
    left, right = classes[before], classes[after]
    free_left = starts | (tokens.gap[marks] > 0) | np.isin(left, (_BEFORE_OPENING, _PROCLITIC))
    free_right = ends | (tokens.gap[after] > 0) | (right == _AFTER_CLOSING) | ((right == _BEFORE_OPENING) & ~ends)
    # A mark beside another takes its side: ("… or …")
    glued_left, glued_right = ~starts & (tokens.gap[marks] == 0), ~ends & (tokens.gap[after] == 0)
    free_left |= (left == _MARK) & glued_left & ~free_right
    free_right |= (right == _MARK) & glued_right & ~free_left
    place = np.where(free_left & ~free_right, OPENS, np.where(free_right & ~free_left, CLOSES, NEUTRAL)).astype(np.int8)
    place[starts & ~ends] = OPENS
    place[ends & ~starts] = CLOSES
    inches = glued_left & (left == _DIGIT)
    apostrophe = glued_left & glued_right & ((left == _LATIN) | (right == _LATIN))
    return place, inches | apostrophe


def _pair_all(batch: Batch, classes: NDArray[np.uint8], marks: Ints, families: NDArray[np.int8]) -> _Found:
    tokens = batch.tokens
    place, optional = _places(batch, classes, marks)
    shape = batch.column(_shape)[marks]
    single = families == SINGLE
    optional |= single
    # Only one step from paragraph to paragraph is needed: the marks stand in order.
    fresh = np.ones(len(marks), dtype=bool)
    fresh[1:] = (np.diff(tokens.segment[marks]) != 0) | (np.diff(tokens.para[marks]) != 0)
    bounds = np.append(np.flatnonzero(fresh), len(marks))
    easy = _easy(bounds, families, place, shape, optional)
    found = _Found([], [], [], [])
    for opening, closing in zip(*_alternate(bounds, easy), strict=True):
        found.first.append(int(marks[opening]))
        found.last.append(int(marks[closing]))
    found.depth.extend([0] * len(found.first))
    found.alone.extend([False] * len(found.first))
    lone: list[tuple[int, int]] = []
    for a, b in zip(bounds[:-1][~easy].tolist(), bounds[1:][~easy].tolist(), strict=True):
        rows = zip(families[a:b].tolist(), place[a:b].tolist(), shape[a:b].tolist(), optional[a:b].tolist(), strict=True)
        reading = pair([Mark(*row) for row in rows])
        for opening, closing, depth in reading.pairs:
            _add(found, int(marks[a + opening]), int(marks[a + closing]), depth, alone=False)
        lone.extend((int(marks[a + index]), direction) for index, direction in reading.alone)
    _join_paragraphs(batch, found, lone)
    return found


def _easy(
    bounds: Ints, families: NDArray[np.int8], place: NDArray[np.int8], shape: NDArray[np.int8], optional: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell which paragraphs read opening, closing, opening, closing … without a doubt."""
    if len(bounds) < 2:
        return np.zeros(0, dtype=bool)
    counts = np.diff(bounds)
    number = np.arange(len(families)) - np.repeat(bounds[:-1], counts)
    wanted = np.where(number % 2 == 0, OPENS, CLOSES)
    partner = np.where(number % 2 == 0, families, np.roll(families, 1))
    fits = (place == wanted) & ((shape == NEUTRAL) | (shape == wanted)) & (partner == families) & ~optional
    return np.asarray(np.logical_and.reduceat(fits, bounds[:-1]) & (counts % 2 == 0))


def _alternate(bounds: Ints, easy: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    counts = np.diff(bounds)
    index = np.flatnonzero(np.repeat(easy, counts))
    return index[0::2].tolist(), index[1::2].tolist()


def _add(found: _Found, first: int, last: int, depth: int, *, alone: bool) -> None:
    found.first.append(first)
    found.last.append(last)
    found.depth.append(depth)
    found.alone.append(alone)


def _join_paragraphs(batch: Batch, found: _Found, lone: list[tuple[int, int]]) -> None:
    """Put together speeches that run over paragraphs; what is left over stands alone.

    Each further paragraph of a speech may open with a mark of its own, which then is no mistake.
    """
    tokens = batch.tokens
    opened: list[int] = []
    for mark, direction in lone:
        if opened and (tokens.segment[opened[0]] != tokens.segment[mark] or tokens.para[mark] - tokens.para[opened[0]] > _LONGEST):
            _add(found, opened[0], opened[0], 0, alone=True)
            opened = []
        leads = mark == 0 or tokens.para[mark - 1] != tokens.para[mark] or tokens.segment[mark - 1] != tokens.segment[mark]
        if direction == CLOSES and opened:
            _add(found, opened[0], mark, 0, alone=False)
            opened = []
        elif direction == OPENS and (not opened or leads):
            opened.append(mark)
        else:
            _add(found, mark, mark, 0, alone=True)
    if opened:
        _add(found, opened[0], opened[0], 0, alone=True)


def _problems(
    batch: Batch, classes: NDArray[np.uint8], first: Ints, last: Ints, depth: NDArray[np.uint8], alone: NDArray[np.bool_]
) -> list[str | None]:
    tokens = batch.tokens
    code = batch.column(_family)
    after = np.minimum(last + 1, len(tokens) - 1)
    same_place = (tokens.segment[after] == tokens.segment[last]) & (tokens.para[after] == tokens.para[last]) & (after != last)
    loose = ~alone & (last > first + 1) & ((tokens.gap[np.minimum(first + 1, len(tokens) - 1)] > 0) | (tokens.gap[last] > 0))
    glued = ~alone & same_place & (tokens.gap[after] == 0) & np.isin(classes[after], (_WORD, _PROCLITIC))
    nested = np.zeros(len(first), dtype=bool)
    open_until: list[tuple[int, int]] = []
    for row in np.flatnonzero(depth > 0).tolist():
        open_until = [(b, f) for a, b, f in _around(first, last, code, row)]
        nested[row] = any(f == code[first[row]] for _, f in open_until)
    names = np.select([alone, nested, loose | glued], ["unbalanced", "nested-same", "spacing"], default="")
    return [name or None for name in names.tolist()]


def _around(first: Ints, last: Ints, code: NDArray[np.int8], row: int) -> list[tuple[int, int, int]]:
    """List the quotations that hold the one in that row: they stand shortly before it, sorted by their opening."""
    return [(int(first[r]), int(last[r]), int(code[first[r]])) for r in range(max(0, row - 6), row) if last[r] > last[row]]
