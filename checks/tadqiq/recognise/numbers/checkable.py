"""Say which numbers an editor would compare: quantities, ranks, people counted by a dual, lengths of time that are the fact themselves."""

from __future__ import annotations

import numpy as np

from tadqiq.recognise.numbers import context, items
from tadqiq.recognise.numbers.context import CUE, Beside, Mask, equals
from tadqiq.recognise.numbers.runs import Found
from tadqiq.recognise.numbers.units import Counted

_ALWAYS = (items.PERCENT, items.MONEY, items.MEASURE, items.SCORE, items.CARDINAL, items.DURATION, items.VAGUE)
_TIMES = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century", "مرة"})
_NEVER = frozenset({"source", "official"})  # مصدران are no toll
_TWO = 2


def is_claim(beside: Beside, found: Found, counted: Counted) -> Mask:
    """Tell what an editor would compare: quantities, ranks, and people counted by a dual."""
    hundred_per_cent = equals(found.kind, items.PERCENT) & equals(found.low, 100) & equals(found.flags & items.FIGURES, 0)
    claim = np.isin(found.kind, _ALWAYS) & ~hundred_per_cent
    claim &= ~(equals(found.kind, items.DURATION) & _placed(beside))
    claim &= ~(equals(found.kind, items.VAGUE) & np.array([key in _TIMES for key in counted.key], dtype=bool))
    claim &= ~_known_already(beside, found, counted)
    claim |= equals(found.kind, items.ORDINAL) & _ranked(beside, found)
    people = np.array([key not in _NEVER for key in counted.key], dtype=bool)
    claim |= equals(found.kind, items.DUAL) & equals(found.flags & items.TENS, 0) & people
    return claim


def _placed(beside: Beside) -> Mask:
    """Tell a length of time that only places something: قبل عامين, السنوات الخمس الماضية."""
    before = beside.says(context.cues, -1)
    after = [beside.says(context.cues, distance) for distance in (1, 2)]
    return np.isin(before, (CUE["past"], CUE["ago"])) | equals(after[0], CUE["past"]) | equals(after[1], CUE["past"])


def _known_already(beside: Beside, found: Found, counted: Counted) -> Mask:
    """Tell one and two that only follow their noun: it says as much itself (العام الواحد، عينيها الاثنتين)."""
    behind = (counted.token < found.first) & (found.flags & items.FIGURES == 0) & (beside.says(context.shapes, -1) > 0)
    return np.asarray(behind & (found.high <= _TWO) & equals(beside.look.says(context.shapes, found.first), context.DEFINITE))


def _ranked(beside: Beside, found: Found) -> Mask:
    """Tell a rank (المركز الثالث, ثالث أكبر مدينة) from an ordinal that only names."""
    rank = equals(beside.says(context.cues, -1), CUE["rank"]) | equals(beside.says(context.cues, -2), CUE["rank"])
    indefinite = ~equals(beside.look.says(context.shapes, found.first), context.DEFINITE)
    built = indefinite & np.isin(beside.says(context.shapes, 1), (context.ARABIC, context.DEFINITE))
    return rank | (built & (found.low >= 3))
