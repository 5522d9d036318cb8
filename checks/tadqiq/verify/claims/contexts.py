"""Lay out the words of meaning around the numbers of a batch, so that equal surroundings are equal rows."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.numbers.qualifiers import qualifier_words
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.duplicates import words
from tadqiq.verify.duplicates.hashing import mix
from tadqiq.verify.duplicates.sets import HALF

Words = NDArray[np.uint32]
Mask = NDArray[np.bool_]
WIDTH = 8  # words of meaning on each side
_VALUE = np.uint64(1) << np.uint64(31)  # marks a number among the words
_FIGURES, _JOINT, _CLOSER, _OPENER = 1, 2, 3, 4


def contexts(batch: Batch, found: pl.DataFrame) -> tuple[Words, Words]:
    """Give the words before and after each number or date, the nearest first and 0 beyond the text.

    A number among the words stands for its value, and takes its unit and its qualifier along: قتل نحو 20 شخصا and قتل 20 are one.
    """
    first, last = token_ranges(batch, found)
    word, segment, place = _sequence(batch, found, first, last)
    left, right = (_side(word, segment, place, step) for step in (-1, 1))
    return left, right


def _sequence(batch: Batch, found: pl.DataFrame, first: Ints, last: Ints) -> tuple[Words, Ints, Ints]:
    """Give the words of meaning of a batch with one sign for each number, their texts, and each number's place among them."""
    tokens = batch.tokens
    stem = batch.column(words.stems)
    word = np.where(stem > 0, np.maximum(stem >> HALF, np.uint64(1)), np.uint64(0)).astype(np.uint32)
    word[batch.column(qualifier_words) > 0] = 0
    inside = np.zeros(len(tokens) + 1, dtype=np.int64)
    np.add.at(inside, first, 1)
    np.add.at(inside, last + 1 + _unit_behind(batch, found, last), -1)
    word[np.cumsum(inside[:-1]) > 0] = 0
    value = mix(found["low"].fill_null(0.0).fill_nan(0.0).to_numpy().view(np.uint64))
    word[first] = ((value >> HALF) | _VALUE).astype(np.uint32)
    kept = np.flatnonzero(word)
    return word[kept], tokens.segment[kept], np.searchsorted(kept, first)


def _unit_behind(batch: Batch, found: pl.DataFrame, last: Ints) -> Mask:
    """Tell which numbers are followed by their unit."""
    tokens = batch.tokens
    behind = np.minimum(last + 1, len(tokens) - 1)
    raw = batch.vocabulary.words["raw"].gather(tokens.code[behind])
    follows = (raw == found["unit"]).fill_null(value=False).to_numpy()
    return np.asarray(follows & (behind > last) & (tokens.segment[behind] == tokens.segment[last]))


def _side(word: Words, segment: Ints, place: Ints, step: int) -> Words:
    at = place[:, None] + step * np.arange(1, WIDTH + 1)
    inside = (at >= 0) & (at < len(word))
    at = np.clip(at, 0, len(word) - 1)
    return np.where(inside & (segment[at] == segment[place][:, None]), word[at], 0).astype(np.uint32)


def whole(batch: Batch, found: pl.DataFrame) -> Mask:
    """Tell which numbers are no part of something longer that was not read as one (5/12, 15- 35, 50ر11 مليون, (40) مليون), and no aside."""
    first, last = token_ranges(batch, found)
    tokens, shape = batch.tokens, batch.column(_shapes)
    cut = np.zeros(len(first), dtype=bool)
    for edge, step in ((first, -1), (last, 1)):
        near, far = (np.clip(edge + step * n, 0, len(tokens) - 1) for n in (1, 2))
        here = (tokens.segment[near] == tokens.segment[edge]) & (near != edge)
        tight = tokens.gap[np.maximum(near, edge)] == 0
        joined = (shape[near] == _JOINT) & (shape[far] == _FIGURES) & (tokens.segment[far] == tokens.segment[edge])
        cut |= here & ((shape[near] == _FIGURES) | (tight & joined))
    before = np.maximum(first - 1, 0)
    bare = (found["text"].str.contains(r"^\p{L}[\p{L} ]*$") & (found["low"] >= 1000)).fill_null(value=False).to_numpy()
    money = (found["number_kind"] == "money").to_numpy()
    joined = (bare & (shape[before] == _CLOSER)) | (money & (shape[before] == _OPENER))  # an amount in brackets is another converted
    return np.asarray(~(cut | (joined & (tokens.segment[before] == tokens.segment[first]))))


def _shapes(known: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell figures, signs that join figures, and signs that open and close something."""
    n2 = known["n2"]
    shape = n2.str.contains(r"^\p{Nd}").to_numpy() * _FIGURES
    shape = shape + n2.is_in(["/", "-", "–", "−", ".", ",", "٫", "٬", "ر", ":"]).to_numpy() * _JOINT
    shape = shape + n2.is_in(["(", "["]).to_numpy() * _OPENER
    return np.asarray(shape + n2.is_in([")", "]", '"', "»", "”", "?", "؟"]).to_numpy() * _CLOSER, dtype=np.uint8)
