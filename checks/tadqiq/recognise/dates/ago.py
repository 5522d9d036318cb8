"""Find days counted back from the day of writing: قبل يومين, قبل ثلاثة أيام; not قبل يومين من الانتخابات."""

from __future__ import annotations

import numpy as np
import polars as pl

from tadqiq.recognise.dates.days import Days
from tadqiq.recognise.dates.places import Places
from tadqiq.recognise.numbers.context import CUE, cues

AGO = "ago"
_MOST = 31  # days: who counts further means about


def ago(places: Places, numbers: pl.DataFrame) -> Days:
    """Find the lengths in days that stand behind قبل.

    numbers  the batch's NUMBERS frame.
    """
    exact = (pl.col("low") == pl.col("high")) & (pl.col("low") <= _MOST) & (pl.col("qualifier") == "exact")
    counted = numbers.filter((pl.col("number_kind") == "duration") & (pl.col("unit_key") == "day") & exact)
    first, last = places.token(counted, "start"), places.token(counted, "end") - 1
    last += counted["text"].ne_missing(counted["unit"]).to_numpy()  # of a dual the unit is in its span
    tokens = places.batch.tokens
    before, behind = np.maximum(first - 1, 0), np.minimum(last + 1, max(len(tokens) - 1, 0))
    kept = (places.ask(cues, before) == CUE[AGO]) & (tokens.sent[before] == tokens.sent[first]) & (before < first)
    kept &= (places.ask(cues, behind) != CUE["from"]) | (behind == last)
    rows = np.flatnonzero(kept)
    gone = -counted["low"].to_numpy()[rows].astype(np.int64)
    return Days(before[rows], last[rows], np.full(len(rows), -1, dtype=np.int64), [AGO] * len(rows), gone)
