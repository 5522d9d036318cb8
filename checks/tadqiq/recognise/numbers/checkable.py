"""Say which numbers an editor would compare: quantities, ranks, people counted by a dual, lengths of time that are the fact themselves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.numbers import context, items
from tadqiq.recognise.numbers.context import CUE, Around, Mask, equals
from tadqiq.recognise.numbers.runs import Found
from tadqiq.recognise.numbers.units import Counted

_ALWAYS = (items.PERCENT, items.MONEY, items.MEASURE, items.SCORE, items.CARDINAL, items.DURATION, items.VAGUE)
_TIMES = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century", "مرة"})
_NEVER = frozenset({"source", "official"})  # مصدران are no toll
_TWO = 2


def is_claim(look: Around, found: Found, counted: Counted, cue: NDArray[np.int8]) -> Mask:
    """Tell what an editor would compare: quantities, ranks, and people counted by a dual."""
    hundred_per_cent = equals(found.kind, items.PERCENT) & equals(found.low, 100) & equals(found.flags & items.FIGURES, 0)
    claim = np.isin(found.kind, _ALWAYS) & ~hundred_per_cent
    claim &= ~(equals(found.kind, items.DURATION) & _placed(look, found, cue))
    claim &= ~(equals(found.kind, items.VAGUE) & np.array([key in _TIMES for key in counted.key], dtype=bool))
    claim &= ~_known_already(look, found, counted)
    claim |= equals(found.kind, items.ORDINAL) & _ranked(look, found, cue)
    people = np.array([key not in _NEVER for key in counted.key], dtype=bool)
    claim |= equals(found.kind, items.DUAL) & equals(found.flags & items.TENS, 0) & people
    return claim


def _placed(look: Around, found: Found, cue: NDArray[np.int8]) -> Mask:
    """Tell a length of time that only places something: قبل عامين, السنوات الخمس الماضية."""
    before = look.at(cue, found.first, -1)
    after = [look.at(cue, found.last, distance) for distance in (1, 2)]
    return np.isin(before, (CUE["past"], CUE["ago"])) | equals(after[0], CUE["past"]) | equals(after[1], CUE["past"])


def _known_already(look: Around, found: Found, counted: Counted) -> Mask:
    """Tell one and two that only follow their noun: it says as much itself (العام الواحد، عينيها الاثنتين)."""
    shape = look.batch.column(context.shapes)
    behind = (counted.token < found.first) & (found.flags & items.FIGURES == 0) & (look.at(shape, found.first, -1) > 0)
    return np.asarray(behind & (found.high <= _TWO) & equals(look.at(shape, found.first, 0), context.DEFINITE))


def _ranked(look: Around, found: Found, cue: NDArray[np.int8]) -> Mask:
    """Tell a rank (المركز الثالث, ثالث أكبر مدينة) from an ordinal that only names."""
    rank = equals(look.at(cue, found.first, -1), CUE["rank"]) | equals(look.at(cue, found.first, -2), CUE["rank"])
    shape = look.batch.column(context.shapes)
    indefinite = ~equals(look.at(shape, found.first, 0), context.DEFINITE)
    built = indefinite & np.isin(look.at(shape, found.last, 1), (context.ARABIC, context.DEFINITE))
    return rank | (built & (found.low >= 3))
