"""Say what a quotation mark's shape and neighbours speak for: opening, closing, or no quotation mark at all."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.quotations.stack import ANGLE, CLOSES, CURLY, NEUTRAL, OPENS, SINGLE, STRAIGHT
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.recognise.vocabulary import Lookup

_SHAPES = {'"': (STRAIGHT, NEUTRAL), "＂": (STRAIGHT, NEUTRAL)}
_SHAPES |= {"“": (CURLY, OPENS), "”": (CURLY, CLOSES), "„": (CURLY, OPENS), "‟": (CURLY, OPENS)}
_SHAPES |= {"″": (CURLY, NEUTRAL)}  # what blog software that writes “…” makes of a straight mark after a figure
_SHAPES |= {"«": (ANGLE, OPENS), "»": (ANGLE, CLOSES), "‹": (ANGLE, OPENS), "›": (ANGLE, CLOSES)}
_SHAPES |= {"'": (SINGLE, NEUTRAL), "‘": (SINGLE, OPENS), "’": (SINGLE, CLOSES)}

# What a token means to a quotation mark beside it.
WORD, MARK, _BEFORE_OPENING, _AFTER_CLOSING, _DIGIT, _LATIN, PROCLITIC = range(7)
_PROCLITICS = frozenset(["و", "ف", "ب", "ل", "ك", "س", "ال", "لل", "بال", "وال", "ول", "وب", "كال", "فال", "ولل", "وبال", "فب", "فل"])


def beside(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell what each distinct token means to a quotation mark beside it."""
    raw, tables = words["raw"], _tables()
    stretched = raw.str.ends_with("ـ") & (words["n1"].str.len_chars() < 4)
    found = np.select(
        [
            tables.families(raw) > 0,
            (tables.proclitics(words["n1"]) > 0) | stretched.to_numpy(),
            raw.str.contains(r"^\pN").to_numpy(),
            ~raw.str.contains(r"[^\x00-\x7F]").to_numpy(),
        ],
        [MARK, PROCLITIC, _DIGIT, _LATIN],
        default=WORD,
    ).astype(np.uint8)
    single = np.flatnonzero((raw.str.len_chars() == 1).to_numpy() & (found != MARK) & (found != PROCLITIC))
    for at, text in zip(single.tolist(), raw.gather(single).to_list(), strict=True):
        found[at] = _single(text)
    return found


def _single(text: str) -> int:
    if not text.isalnum():
        return _BEFORE_OPENING if text in "([{-–—ـ/\\|:=+،؛,#&" else _AFTER_CLOSING
    return _DIGIT if text.isdigit() else _LATIN if text.isascii() else WORD


class _Tables(NamedTuple):
    """Hold what is asked of words in native code; families and shapes are one more than they are."""

    families: Lookup
    shapes: Lookup
    proclitics: Lookup


@cache
def _tables() -> _Tables:
    families = {mark: family + 1 for mark, (family, _) in _SHAPES.items()}
    shapes = {mark: shape + 2 for mark, (_, shape) in _SHAPES.items()}
    return _Tables(Lookup(families, pl.Int8), Lookup(shapes, pl.Int8), Lookup(dict.fromkeys(_PROCLITICS, 1), pl.Int8))


def family(words: pl.DataFrame) -> NDArray[np.int8]:
    """Give the family of each distinct token that is a quotation mark, or -1."""
    return np.asarray(_tables().families(words["raw"]) - np.int8(1))


def shape(words: pl.DataFrame) -> NDArray[np.int8]:
    """Tell which way the shape of each distinct token that is a quotation mark points."""
    found = _tables().shapes(words["raw"])
    return np.where(found > 0, found - 2, NEUTRAL).astype(np.int8)


def places(batch: Batch, classes: NDArray[np.uint8], marks: Ints) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Tell what each mark's neighbours speak for, and which marks may be no quotation mark at all."""
    tokens = batch.tokens
    last = len(tokens) - 1
    before, after = np.maximum(marks - 1, 0), np.minimum(marks + 1, last)
    starts = (marks == 0) | (tokens.segment[before] != tokens.segment[marks]) | (tokens.para[before] != tokens.para[marks])
    ends = (marks == last) | (tokens.segment[after] != tokens.segment[marks]) | (tokens.para[after] != tokens.para[marks])
    left, right = classes[before], classes[after]
    free_left = starts | (tokens.gap[marks] > 0) | np.isin(left, (_BEFORE_OPENING, PROCLITIC))
    free_right = ends | (tokens.gap[after] > 0) | (right == _AFTER_CLOSING) | ((right == _BEFORE_OPENING) & ~ends)
    # A mark beside another takes its side: ("… or …")
    glued_left, glued_right = ~starts & (tokens.gap[marks] == 0), ~ends & (tokens.gap[after] == 0)
    free_left |= (left == MARK) & glued_left & ~free_right
    free_right |= (right == MARK) & glued_right & ~free_left
    place = np.where(free_left & ~free_right, OPENS, np.where(free_right & ~free_left, CLOSES, NEUTRAL)).astype(np.int8)
    place[starts & ~ends] = OPENS
    place[ends & ~starts] = CLOSES
    inches = glued_left & (left == _DIGIT)
    apostrophe = glued_left & glued_right & ((left == _LATIN) | (right == _LATIN))
    return place, inches | apostrophe
