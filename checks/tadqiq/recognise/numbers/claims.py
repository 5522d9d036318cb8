"""Say which numbers claim something an editor would compare, of which event, in which scope and modality."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.recognise.numbers import context, elided, items
from tadqiq.recognise.numbers.checkable import is_claim
from tadqiq.recognise.numbers.compare import people
from tadqiq.recognise.numbers.context import CUE, Around, Beside, Mask
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.numbers.runs import Found
from tadqiq.recognise.numbers.units import Counted
from tadqiq.recognise.tokens import Ints
from tadqiq.recognise.vocabulary import Lookup

SCOPES = (None, "total", "delta", "part")
MODALITIES = ("stated", "likely", "negated")
_LEFT, _RIGHT = 12, 4  # tokens looked at for an event before and after a number
_APART = 2  # tokens from one trigger to the next where they stand side by side
_JOINED = ("", "و", "ف", "ب", "ل", "وب", "ول", "ال", "وال", "بال", "لل", "فال")
_SORTS = {
    "count": (items.CARDINAL, items.DUAL, items.VAGUE, items.ORDINAL, items.IDENTIFIER, items.DATE, items.SCORE, items.TIME),
    "things": (),  # those counts whose noun is no person
    "money": (items.MONEY,),
    "share": (items.PERCENT,),
    "measure": (items.MEASURE,),
    "time": (items.DURATION, items.AGE),
}  # sorts of numbers that a word of the lexicon may speak of


class Claimed(NamedTuple):
    """Hold the columns of claims."""

    is_claim: Mask
    event: list[str | None]
    key: list[str | None]
    scope: Ints
    modality: Ints


def claims(beside: Beside, found: Found, counted: Counted) -> Claimed:
    """Decide for every number whether it is a claim, and of what."""
    look = beside.look
    events = _events(look, found, counted)
    names = event_names()
    event = [names[e] for e in events.tolist()]
    stated = is_claim(beside, found, counted)
    key = elided.keys(look, found, counted, event)
    return Claimed(stated, event, key, _scope(beside, found, events), _modality(beside))


@cache
def event_names() -> list[str | None]:
    """Return the names of events, by number; the first is none."""
    return [None, *dict.fromkeys(row["event"] for row in read("events"))]


@cache
def _packed() -> Lookup:
    """Return the table of triggers: a byte for each sort of numbers, in the order of _SORTS, holds the event that a word names for it."""
    names = event_names()
    table: dict[str, int] = {}
    for place, sort in enumerate(_SORTS):
        rows = [row for row in read("events") if sort in row["of"].split()]
        for key, row in zip(fold([row["word"] for row in rows]), rows, strict=True):
            for form in (prefix + key for prefix in _JOINED):
                known = table.get(form, 0)
                table[form] = known if known >> 8 * place & 255 else known | names.index(row["event"]) << 8 * place
    return Lookup(table, pl.Int64)


def _triggers(words: pl.DataFrame) -> NDArray[np.int64]:
    return _packed()(words["n2"])


def triggers(words: pl.DataFrame) -> NDArray[np.int8]:
    """Give each distinct token the event that it names for whom and what is counted."""
    return (_triggers(words) & 255).astype(np.int8)


def _events(look: Around, found: Found, counted: Counted) -> Ints:
    """Find the event of each number among the words that may speak of its sort."""
    answer = np.zeros(len(found.first), dtype=np.int64)
    packed = look.batch.column(_triggers)
    every = np.flatnonzero(packed)
    clause = np.cumsum(np.isin(look.batch.column(context.cues), (CUE["clause"], CUE["contrast"])), dtype=np.int64)
    sorts = _sorts(found, counted)
    for place in range(len(_SORTS)):
        some = np.flatnonzero(sorts == place)
        event = packed[every] >> 8 * place & 255
        spots = every[event > 0]
        own = np.where(counted.token[some] >= 0, packed[counted.token[some]] >> 8 * place & 255, 0)
        if len(some) and len(spots):
            near = _nearest(look, found.first[some], found.last[some], _Spots(spots, event[event > 0]), clause)
            answer[some] = np.where(own > 0, own, near)
    return answer


def _sorts(found: Found, counted: Counted) -> Ints:
    """Give each number's place in _SORTS."""
    of_kind = {kind: place for place, kinds in enumerate(_SORTS.values()) for kind in kinds}
    sorts = np.array([of_kind.get(kind, 0) for kind in range(len(items.NUMBER_KINDS))], dtype=np.int64)[found.kind]
    persons = {None, *people(groups=True)}
    noun = np.array([key not in persons for key in counted.key], dtype=bool)
    return np.where((sorts == 0) & noun, 1, sorts)


class _Spots(NamedTuple):
    """Hold the tokens that name an event, and which."""

    token: Ints
    event: Ints


def _nearest(look: Around, first: Ints, last: Ints, spots: _Spots, clause: Ints) -> Ints:
    """Find the event of the nearest trigger before each number, else after it, in the sentence.

    A trigger before a number is not looked for beyond a word that opens a clause of its own (كما أصيب 20).
    """
    left = np.searchsorted(spots.token, first) - 1
    right = np.searchsorted(spots.token, last, side="right")
    at, beyond = np.clip(left, 0, None), np.clip(right, None, len(spots.token) - 1)
    before, behind = spots.token[at], spots.token[beyond]
    same = look.sentence[first]
    near_left = (left >= 0) & (first - before <= _LEFT) & (look.sentence[before] == same) & (clause[before] == clause[first])
    near_right = (right < len(spots.token)) & (behind - last <= _RIGHT) & (look.sentence[behind] == same)
    answer = np.where(near_left, spots.event[at], np.where(near_right, spots.event[beyond], 0))
    return np.where(near_left & _mixed(look, spots, left, last), 0, answer)


def _mixed(look: Around, spots: _Spots, left: Ints, last: Ints) -> Mask:
    """Tell where two triggers stand side by side before a number (مقتل وإصابة 20): they name no single event.

    They do name their own where the first has a number, before or behind it (قتل 3 وأصيب 5، أصيب 5 بجروح واعتقل سبعة).
    """
    at, earlier = np.clip(left, 0, None), np.clip(left - 1, 0, None)
    two = (left >= 1) & (spots.token[at] - spots.token[earlier] <= _APART) & (spots.event[at] != spots.event[earlier])
    two &= look.sentence[spots.token[at]] == look.sentence[spots.token[earlier]]  # never the last word of the article before
    before = np.concatenate([[-_LEFT], last[:-1]])
    counted = (spots.token[earlier] - before < _RIGHT) & (look.sentence[np.clip(before, 0, None)] == look.sentence[spots.token[earlier]])
    return np.asarray(two & ~counted, dtype=bool)


def _scope(beside: Beside, found: Found, events: Ints) -> Ints:
    """Tell parts, additions and totals; آخرون behind the number of another event are no addition (قتل 3 وأصيب 5 آخرون)."""
    part = np.zeros(len(found.first), dtype=bool)
    total, delta = part.copy(), part.copy()
    following = np.append(found.first[1:], np.iinfo(np.int64).max)
    for distance in range(1, 7):
        here = beside.says(context.cues, -distance)
        part |= (here == CUE["part"]) & (distance <= 5)
        total |= here == CUE["total"]
    for distance in range(1, 4):
        here = beside.says(context.cues, distance)
        delta |= (here == CUE["delta"]) & (found.last + distance < following)
    delta &= ~_other_group(beside.look, found, events)
    return np.select([part, delta, total], [3, 2, 1], default=0).astype(np.int64)


def _other_group(look: Around, found: Found, events: Ints) -> Mask:
    """Tell which numbers stand behind one of another event in their sentence."""
    after = np.zeros(len(events), dtype=bool)
    sentence = look.sentence[found.first]
    after[1:] = (sentence[1:] == sentence[:-1]) & (events[1:] != events[:-1]) & (events[1:] > 0) & (events[:-1] > 0)
    return after


def _modality(beside: Beside) -> Ints:
    negated = np.zeros(len(beside.first), dtype=bool)
    likely = negated.copy()
    for distance in range(1, 7):
        here = beside.says(context.cues, -distance)
        negated |= here == CUE["negated"]
        likely |= here == CUE["likely"]
    return np.select([negated, likely], [2, 1], default=0).astype(np.int64)
