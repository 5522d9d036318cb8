"""Find what each number counts: the noun after it (12 شخصا، خمسة من رجاله) or, for definite ones, before it (الأهداف الأربعة)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.numbers import context, items
from tadqiq.recognise.numbers.context import CUE, Around
from tadqiq.recognise.numbers.numerals import KIND_IDS, unit_keys
from tadqiq.recognise.numbers.numerals import units as noun_codes
from tadqiq.recognise.numbers.runs import Found
from tadqiq.recognise.tokens import Batch, Ints


class Counted(NamedTuple):
    """Hold the token of each number's unit (-1: none) and the key to compare it by."""

    token: Ints
    key: list[str | None]


def units(look: Around, found: Found) -> tuple[Found, Counted]:
    """Find the units, and let a unit of time, money or measure decide the kind of its number."""
    batch = look.batch
    code, shape = batch.column(noun_codes), batch.column(context.shapes)
    cue, function = batch.column(context.cues), batch.column(context.function_words)
    counts = np.isin(found.kind, (items.CARDINAL, items.ORDINAL, items.VAGUE))
    last = found.last + _wrapped(look, found)
    after_of = (look.at(cue, last, 1) == CUE["from"]) & (look.at(shape, last, 2) > 0)
    right = np.where(after_of, 2, 1)
    code_right = np.where(after_of, look.at(code, last, 2), look.at(code, last, 1))
    code_left = look.at(code, found.first, -1)
    word_right = np.where(after_of, look.at(shape, last, 2), look.at(shape, last, 1))
    plain_right = np.isin(word_right, (context.ARABIC, context.DEFINITE)) & (look.at(function, last, 1) == 0)
    left = counts & (code_left > 0) & (code_right == 0) & (look.at(shape, found.first, -1) == context.DEFINITE)
    right_ok = counts & ~left & ((code_right > 0) | plain_right)
    token = np.where(found.unit >= 0, found.unit, np.where(right_ok, last + right, np.where(left, found.first - 1, -1)))
    chosen = np.where(right_ok, code_right, np.where(left, code_left, 0))
    kind = _kinds(found, chosen)
    names = unit_keys()
    keys = [key or names[number] or None for key, number in zip(found.key, (chosen >> 3).tolist(), strict=True)]
    return found._replace(kind=kind), Counted(token, keys)


def _wrapped(look: Around, found: Found) -> Ints:
    """Tell which numbers stand alone between marks, their noun behind the closing one: (39) خريجا."""
    mark = look.batch.column(_marks)
    return (((look.at(mark, found.first, -1) & 1) > 0) & ((look.at(mark, found.last, 1) & 2) > 0)).astype(np.int64)


def _marks(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark what opens (1) and what closes (2) around a figure."""
    known = {"(": 1, "[": 1, "«": 1, "“": 1, ")": 2, "]": 2, "»": 2, "”": 2, '"': 3}
    return np.fromiter((known.get(key, 0) for key in words["n1"].to_list()), dtype=np.int8, count=words.height)


def _kinds(found: Found, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    unit = chosen & 7
    kind = found.kind.copy()
    plain = kind == items.CARDINAL
    kind[plain & (unit == KIND_IDS["duration"])] = items.DURATION
    kind[plain & (unit == KIND_IDS["measure"])] = items.MEASURE
    kind[plain & (unit == KIND_IDS["money"])] = items.MONEY
    return kind


def unit_text(batch: Batch, found: Found, counted: Counted) -> pl.Series:
    """Write each unit as it stands in the text, without marks around it."""
    tokens = batch.tokens
    rows = zip(counted.token.tolist(), found.first.tolist(), strict=True)
    texts = [batch.texts[tokens.segment[f]][tokens.start[t] : tokens.end[t]] if t >= 0 else None for t, f in rows]
    return pl.Series(texts, dtype=pl.String)
