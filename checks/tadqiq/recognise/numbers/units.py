"""Find what each number counts: the noun after it (12 شخصا، خمسة من رجاله) or, for definite ones, before it (الأهداف الأربعة)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.numbers import context, items
from tadqiq.recognise.numbers.context import CUE, Around, Beside
from tadqiq.recognise.numbers.numerals import KIND_IDS, unit_keys
from tadqiq.recognise.numbers.numerals import units as noun_codes
from tadqiq.recognise.numbers.runs import Found, key_names
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.recognise.vocabulary import Lookup


class Counted(NamedTuple):
    """Hold the token of each number's unit (-1: none) and the key to compare it by."""

    token: Ints
    key: list[str | None]


def units(look: Around, found: Found) -> tuple[Found, Counted]:
    """Find the units, and let a unit of time, money or measure decide the kind of its number."""
    last = found.last + _wrapped(look, found)
    beside = Beside(look, found.first, last)
    counts = np.isin(found.kind, (items.CARDINAL, items.ORDINAL, items.VAGUE))
    after_of = (beside.says(context.cues, 1) == CUE["from"]) & (beside.says(context.shapes, 2) > 0)
    right = np.where(after_of, 2, 1)
    code_right = np.where(after_of, beside.says(noun_codes, 2), beside.says(noun_codes, 1))
    code_left = beside.says(noun_codes, -1)
    word_right = np.where(after_of, beside.says(context.shapes, 2), beside.says(context.shapes, 1))
    plain_right = np.isin(word_right, (context.ARABIC, context.DEFINITE)) & (beside.says(context.function_words, 1) == 0)
    left = counts & (code_left > 0) & (code_right == 0) & (beside.says(context.shapes, -1) == context.DEFINITE)
    right_ok = counts & ~left & ((code_right > 0) | plain_right)
    token = np.where(found.unit >= 0, found.unit, np.where(right_ok, last + right, np.where(left, found.first - 1, -1)))
    chosen = np.where(right_ok, code_right, np.where(left, code_left, 0))
    kind = _kinds(found, chosen)
    return found._replace(kind=kind), Counted(token, _keys(found, chosen >> 3))


def _keys(found: Found, noun: Ints) -> list[str | None]:
    """Give the key that the phrase tells, else that of the noun beside it."""
    told, nouns = (np.array([name or None for name in names], dtype=object) for names in (key_names(), unit_keys()))
    keys: list[str | None] = np.where(found.key > 0, told[found.key], nouns[noun]).tolist()
    return keys


def _wrapped(look: Around, found: Found) -> Ints:
    """Tell which numbers stand alone between marks, their noun behind the closing one: (39) خريجا."""
    beside = Beside(look, found.first, found.last)
    return (((beside.says(_marks, -1) & 1) > 0) & ((beside.says(_marks, 1) & 2) > 0)).astype(np.int64)


_MARKS = Lookup({"(": 1, "[": 1, "«": 1, "“": 1, ")": 2, "]": 2, "»": 2, "”": 2, '"': 3}, pl.Int8)


def _marks(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark what opens (1) and what closes (2) around a figure."""
    return _MARKS(words["n1"])


def _kinds(found: Found, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    unit = chosen & 7
    kind = found.kind.copy()
    plain = kind == items.CARDINAL
    kind[plain & (unit == KIND_IDS["duration"])] = items.DURATION
    kind[plain & (unit == KIND_IDS["measure"])] = items.MEASURE
    kind[plain & (unit == KIND_IDS["money"])] = items.MONEY
    return kind


def unit_text(batch: Batch, counted: Counted) -> pl.Series:
    """Write each unit as it stands in the text: a unit is one token."""
    code = pl.Series(batch.tokens.code[counted.token]).set(pl.Series(counted.token < 0), None)
    return batch.vocabulary.words["raw"].gather(code)
