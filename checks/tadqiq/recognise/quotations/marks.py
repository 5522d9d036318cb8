"""Say what a quotation mark's shape and neighbours speak for: opening, closing, or no quotation mark at all."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.quotations.stack import ANGLE, CLOSES, CURLY, NEUTRAL, OPENS, SINGLE, STRAIGHT
from tadqiq.recognise.tokens import Batch, Ints

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

    def one(raw: str, n1: str) -> int:
        if raw in _SHAPES:
            return MARK
        if n1 in _PROCLITICS or (raw.endswith("ـ") and len(n1) < 4):
            return PROCLITIC
        if len(raw) == 1 and not raw.isalnum():
            return _BEFORE_OPENING if raw in "([{-–—ـ/\\|:=+،؛,#&" else _AFTER_CLOSING
        if raw[:1].isdigit():
            return _DIGIT
        return _LATIN if raw.isascii() else WORD

    pairs = zip(words["raw"].to_list(), words["n1"].to_list(), strict=True)
    return np.fromiter((one(raw, n1) for raw, n1 in pairs), dtype=np.uint8, count=words.height)


def family(words: pl.DataFrame) -> NDArray[np.int8]:
    """Give the family of each distinct token that is a quotation mark, or -1."""
    return np.fromiter((_SHAPES.get(raw, (-1, 0))[0] for raw in words["raw"].to_list()), dtype=np.int8, count=words.height)


def shape(words: pl.DataFrame) -> NDArray[np.int8]:
    """Tell which way the shape of each distinct token that is a quotation mark points."""
    return np.fromiter((_SHAPES.get(raw, (-1, 0))[1] for raw in words["raw"].to_list()), dtype=np.int8, count=words.height)


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
