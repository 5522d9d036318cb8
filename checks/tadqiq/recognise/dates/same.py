"""Tell which dates side by side name one day: الخميس 16 يوليو 2015 (الموافق 29 رمضان 1436)."""

from __future__ import annotations

import re

import numpy as np
import polars as pl

from tadqiq.recognise.dates.places import Places
from tadqiq.recognise.dates.words import JOINED_PART, JOINED_WEEKDAY
from tadqiq.recognise.tokens import Ints

_FURTHEST = 5  # tokens between two names of one day
# Letters (words.py): p يوم and the like, s الموافق, and marks.
_DAY_DATE = re.compile(rb"[(),\-]*(?:s[(,\-p]*)?")
_DATE_DAY = re.compile(rb"[(\-]p?")
_DATE_DATE = re.compile(rb"[(),\-]*s?[(,\-p]*")


def first_of_same(places: Places, dates: pl.DataFrame) -> pl.Series:
    """Give, for each row of a DATES frame in order, the start of the first row that names the same day beside it."""
    starts = dates["start"].to_numpy().astype(np.int64)
    opening = np.arange(len(starts))
    if len(starts) > 1:
        for row in _joined(places, dates).tolist():
            opening[row] = opening[row - 1]
    return pl.Series(starts[opening], dtype=pl.UInt32)


def _joined(places: Places, dates: pl.DataFrame) -> Ints:
    """Give the rows that name the same day as the row before."""
    first, last = places.token(dates, "start"), places.token(dates, "end") - 1
    gap = first[1:] - last[:-1] - 1
    tokens = places.batch.tokens
    near = (gap >= 0) & (gap <= _FURTHEST) & (tokens.segment[first[1:]] == tokens.segment[last[:-1]])
    near &= tokens.para[first[1:]] == tokens.para[last[:-1]]
    place = np.flatnonzero(near) + 1
    letter = places.letter
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
