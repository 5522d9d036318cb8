"""Find numbers: what they are worth, what they count, how exact they say they are, whether they claim something."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import NUMBERS, empty
from tadqiq.recognise.numbers import claims, context, items, qualifiers
from tadqiq.recognise.numbers.decide import decide
from tadqiq.recognise.numbers.numerals import peel
from tadqiq.recognise.numbers.runs import Found, find
from tadqiq.recognise.numbers.units import unit_text, units
from tadqiq.recognise.tokens import Batch, Ints

_NO_QUALIFIER = (items.ORDINAL, items.DATE, items.TIME, items.IDENTIFIER, items.VAGUE)


def numbers(batch: Batch) -> pl.DataFrame:
    """Find the numbers of a batch, as a NUMBERS frame.

    Spans hold multiplier, percent and currency, but neither the counted noun nor joined letters (و30 is 30).
    Grammar: Ryding, A Reference Grammar of Modern Standard Arabic, ch. 15; agency habits observed in news.
    """
    found = find(batch)
    if not len(found.first):
        return empty(NUMBERS)
    look = context.around(batch)
    found = decide(look, found)
    if not len(found.first):
        return empty(NUMBERS)
    found, counted = units(look, found)
    beside = context.Beside(look, found.first, found.last)
    qualified = np.where(np.isin(found.kind, _NO_QUALIFIER), 0, qualifiers.qualifiers(beside))
    claimed = claims.claims(beside, found, counted)
    frame = batch.mentions(
        NUMBERS,
        found.first,
        found.last,
        low=pl.Series(found.low).fill_nan(None),
        high=pl.Series(found.high).fill_nan(None),
        number_kind=_names(found.kind, items.NUMBER_KINDS),
        unit=unit_text(batch, counted),
        unit_key=pl.Series(claimed.key, dtype=pl.String),
        qualifier=_names(qualified, qualifiers.QUALIFIERS),
        is_claim=claimed.is_claim,
        event=pl.Series(claimed.event, dtype=pl.String),
        scope=_names(claimed.scope, claims.SCOPES),
        modality=_names(claimed.modality, claims.MODALITIES),
    )
    moved = pl.Series("shift", _joined(batch, found), dtype=pl.UInt32)
    return frame.with_columns(start=pl.col("start") + moved, text=pl.col("text").str.slice(moved))


def _joined(batch: Batch, found: Found) -> Ints:
    """Count the characters of the letters joined before each number."""
    counts = np.zeros(len(found.first), dtype=np.int64)
    some = np.flatnonzero(found.skip)
    code, place = np.unique(batch.tokens.code[found.first[some]], return_inverse=True)
    counts[some] = peel(batch.vocabulary.words.select(pl.all().gather(code)))[place]
    return counts


def _names(codes: NDArray[np.int64], names: tuple[str | None, ...]) -> pl.Series:
    return pl.Series(names, dtype=pl.String).gather(pl.Series(codes, dtype=pl.UInt32))
