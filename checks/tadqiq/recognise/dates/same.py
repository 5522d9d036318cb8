"""Tell which dates side by side name one day: الخميس 16 يوليو 2015 (الموافق 29 رمضان 1436)."""

from __future__ import annotations

import re

import numpy as np
import polars as pl

from tadqiq.recognise.dates.words import JOINED_PART, JOINED_WEEKDAY, day_letters
from tadqiq.recognise.tokens import Batch, Ints

_FURTHEST = 5  # tokens between two names of one day
# Letters (words.py): p يوم and the like, s الموافق, and marks.
_DAY_DATE = re.compile(rb"[(),\-]*(?:s[(,\-p]*)?")
_DATE_DAY = re.compile(rb"[(\-]p?")
_DATE_DATE = re.compile(rb"[(),\-]*s?[(,\-p]*")


def first_of_same(batch: Batch, dates: pl.DataFrame) -> pl.Series:
    """Give, for each row of a DATES frame in order, the start of the first row that names the same day beside it."""
    starts = dates["start"].to_numpy().astype(np.int64)
    opening = np.arange(len(starts))
    if len(starts) > 1:
        for row in _joined(batch, dates).tolist():
            opening[row] = opening[row - 1]
    return pl.Series(starts[opening], dtype=pl.UInt32)


def _joined(batch: Batch, dates: pl.DataFrame) -> Ints:
    """Give the rows that name the same day as the row before."""
    first, last = token_at(batch, dates, "start"), token_at(batch, dates, "end") - 1
    gap = first[1:] - last[:-1] - 1
    tokens = batch.tokens
    near = (gap >= 0) & (gap <= _FURTHEST) & (tokens.segment[first[1:]] == tokens.segment[last[:-1]])
    near &= tokens.para[first[1:]] == tokens.para[last[:-1]]
    place = np.flatnonzero(near) + 1
    letter = batch.column(day_letters)
    whole = (dates["day"].is_not_null() & dates["month"].is_not_null()).to_list()
    calendar = dates["calendar"].to_list()
    joined = [
        row
        for row in place.tolist()
        if _one(whole, calendar, row, letter[last[row - 1] + 1 : first[row]].tobytes(), int(letter[first[row]]))
    ]
    return np.array(joined, dtype=np.int64)


def _one(whole: list[bool], calendar: list[str | None], row: int, between: bytes, opening: int) -> bool:
    """Tell whether a row names the day of the row before, by the letters between them."""
    before, here = calendar[row - 1], calendar[row]
    if before is None:
        return here is not None and whole[row] and bool(_DAY_DATE.fullmatch(between))
    if not whole[row - 1]:
        return False
    if here is None:
        return opening not in (JOINED_PART, JOINED_WEEKDAY) and bool(_DATE_DAY.fullmatch(between))
    return whole[row] and here != before and bool(_DATE_DATE.fullmatch(between))


def token_at(batch: Batch, rows: pl.DataFrame, column: str) -> Ints:
    """Find for each row the token in which an offset lies, or the one after a gap."""
    row_of = {doc: row for row, doc in enumerate(batch.docs.tolist())}
    segment = np.array([2 * row_of[doc] for doc in rows["doc"].to_list()], dtype=np.int64) + rows["field"].to_numpy()
    offsets = rows[column].to_numpy().astype(np.int64)
    return np.asarray(np.searchsorted(batch.reach, (segment << 32) | offsets, side="right"))
