"""Say which numbers claim something an editor would compare, of which event, in which scope and modality."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.recognise.numbers import context, items
from tadqiq.recognise.numbers.context import CUE, Around, Mask, equals
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.numbers.runs import Found
from tadqiq.recognise.numbers.units import Counted
from tadqiq.recognise.tokens import Ints

SCOPES = (None, "total", "delta", "part")
MODALITIES = ("stated", "likely", "negated")
_ALWAYS = (items.PERCENT, items.MONEY, items.MEASURE, items.SCORE, items.CARDINAL, items.DURATION, items.VAGUE)
_TIMES = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century", "مرة"})
_NEVER = frozenset({"source", "official"})  # مصدران are no toll
_OWN = 2  # tokens from a number to the trigger that it stands before
_LEFT, _RIGHT = 12, 4  # tokens looked at for an event before and after a number
_JOINED = ("", "و", "ف", "ب", "ل", "وب", "ول", "ال", "وال", "بال", "لل", "فال")


class Claimed(NamedTuple):
    """Hold the columns of claims."""

    is_claim: Mask
    event: list[str | None]
    scope: Ints
    modality: Ints


def claims(look: Around, found: Found, counted: Counted) -> Claimed:
    """Decide for every number whether it is a claim, and of what."""
    cue = look.batch.column(context.cues)
    stated = _is_claim(look, found, counted, cue)
    events = _events(look, found, counted)
    names = event_names()
    return Claimed(stated, [names[e] for e in events.tolist()], _scope(look, found, cue), _modality(look, found, cue))


def _is_claim(look: Around, found: Found, counted: Counted, cue: NDArray[np.int8]) -> Mask:
    """Tell what an editor would compare: quantities, ranks, and people counted by a dual."""
    hundred_per_cent = equals(found.kind, items.PERCENT) & equals(found.low, 100) & equals(found.flags & items.FIGURES, 0)
    claim = np.isin(found.kind, _ALWAYS) & ~hundred_per_cent
    claim &= ~(equals(found.kind, items.DURATION) & _placed(look, found, cue))
    claim &= ~(equals(found.kind, items.VAGUE) & np.array([key in _TIMES for key in counted.key], dtype=bool))
    claim |= equals(found.kind, items.ORDINAL) & _ranked(look, found, cue)
    people = np.array([key not in _NEVER for key in counted.key], dtype=bool)
    claim |= equals(found.kind, items.DUAL) & equals(found.flags & items.TENS, 0) & people
    return claim


def _placed(look: Around, found: Found, cue: NDArray[np.int8]) -> Mask:
    """Tell a length of time that only places something: قبل عامين, السنوات الخمس الماضية."""
    before = look.at(cue, found.first, -1)
    after = [look.at(cue, found.last, distance) for distance in (1, 2)]
    return np.isin(before, (CUE["past"], CUE["ago"])) | equals(after[0], CUE["past"]) | equals(after[1], CUE["past"])


def _ranked(look: Around, found: Found, cue: NDArray[np.int8]) -> Mask:
    """Tell a rank (المركز الثالث, ثالث أكبر مدينة) from an ordinal that only names."""
    rank = equals(look.at(cue, found.first, -1), CUE["rank"]) | equals(look.at(cue, found.first, -2), CUE["rank"])
    shape = look.batch.column(context.shapes)
    indefinite = ~equals(look.at(shape, found.first, 0), context.DEFINITE)
    built = indefinite & np.isin(look.at(shape, found.last, 1), (context.ARABIC, context.DEFINITE))
    return rank | (built & (found.low >= 3))


@cache
def event_names() -> list[str | None]:
    """Return the names of events, by number; the first is none."""
    return [None, *dict.fromkeys(row["event"] for row in read("events"))]


@cache
def _event_table() -> dict[str, int]:
    names = event_names()
    rows = read("events")
    table: dict[str, int] = {}
    for key, row in zip(fold([row["word"] for row in rows]), rows, strict=True):
        for prefix in _JOINED:
            table.setdefault(prefix + key, names.index(row["event"]))
    return table


def triggers(words: pl.DataFrame) -> NDArray[np.int8]:
    """Give each distinct token the event that it names."""
    table = _event_table()
    return np.fromiter((table.get(key, 0) for key in words["n2"].to_list()), dtype=np.int8, count=words.height)


def _events(look: Around, found: Found, counted: Counted) -> Ints:
    """Find the event of each number: its own unit, else the nearest trigger before it, else after it, in the sentence.

    A trigger before a number is not looked for beyond a word that opens a clause of its own (كما أصيب 20).
    """
    event = look.batch.column(triggers)
    own = np.where(counted.token >= 0, event[counted.token], 0).astype(np.int64)
    spots = np.flatnonzero(event)
    if not len(spots):
        return own
    left = np.searchsorted(spots, found.first) - 1
    right = np.searchsorted(spots, found.last, side="right")
    before, behind = spots[np.clip(left, 0, None)], spots[np.clip(right, None, len(spots) - 1)]
    same, clause = look.sentence[found.first], np.cumsum(look.batch.column(context.cues) == CUE["clause"])
    near_left = (left >= 0) & (found.first - before <= _LEFT) & (look.sentence[before] == same) & (clause[before] == clause[found.first])
    near_right = (right < len(spots)) & (behind - found.last <= _RIGHT) & (look.sentence[behind] == same)
    answer = np.where(near_left, event[before], np.where(near_right, event[behind], 0)).astype(np.int64)
    return np.where(own > 0, own, _mixed(event, spots, left, near_left, answer, found.last))


def _mixed(event: NDArray[np.int8], spots: Ints, left: Ints, near: Mask, answer: Ints, last: Ints) -> Ints:
    """Drop the event where two triggers stand side by side (مقتل وإصابة 20): they name no single one.

    A trigger that follows a number of its own is done with: لقي أربعة أشخاص مصرعهم وأصيب خمسة.
    """
    place, earlier = spots[np.clip(left, 0, None)], spots[np.clip(left - 1, 0, None)]
    two = near & (left >= 1) & (place - earlier <= 2) & (event[earlier] != event[place])
    before = np.searchsorted(last, earlier) - 1
    two &= ~((before >= 0) & (earlier - last[np.clip(before, 0, None)] <= _OWN))
    return np.where(two, 0, answer)


def _scope(look: Around, found: Found, cue: NDArray[np.int8]) -> Ints:
    part = np.zeros(len(found.first), dtype=bool)
    total, delta = part.copy(), part.copy()
    for distance in range(1, 7):
        here = look.at(cue, found.first, -distance)
        part |= (here == CUE["part"]) & (distance <= 5)
        total |= here == CUE["total"]
    for distance in range(1, 4):
        here = look.at(cue, found.last, distance)
        delta |= here == CUE["delta"]
    return np.select([part, delta, total], [3, 2, 1], default=0).astype(np.int64)


def _modality(look: Around, found: Found, cue: NDArray[np.int8]) -> Ints:
    negated = np.zeros(len(found.first), dtype=bool)
    likely = negated.copy()
    for distance in range(1, 7):
        here = look.at(cue, found.first, -distance)
        negated |= here == CUE["negated"]
        likely |= here == CUE["likely"]
    return np.select([negated, likely], [2, 1], default=0).astype(np.int64)
