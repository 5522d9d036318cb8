"""Decide by the words around what a phrase alone cannot tell, and drop what is no number."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise import numbers_context as context
from tadqiq.recognise import numbers_phrases as phrases
from tadqiq.recognise.numbers_context import ARABIC, CUE, DEFINITE, LATIN, PUNCTUATION, Around
from tadqiq.recognise.numbers_runs import Found
from tadqiq.recognise.numerals import units
from tadqiq.recognise.tokens import Ints

Mask = NDArray[np.bool_]
_WORDS = (ARABIC, DEFINITE)
_SENSIBLE = 1e18  # beyond it a value is a slip or an attack
_CHANGE_WINDOW = 9  # tokens before من X إلى Y in which its verb stands


class _Near(NamedTuple):
    """Hold what stands around each number, looked up once."""

    look: Around
    found: Found
    cue: NDArray[Any]
    shape: NDArray[Any]

    def cue_at(self, distance: int) -> Ints:
        """Give the cue before the first (negative) or after the last token."""
        return self.look.at(self.cue, self.found.first if distance < 0 else self.found.last, distance)

    def shape_at(self, distance: int) -> Ints:
        """Give the shape before the first (negative) or after the last token."""
        return self.look.at(self.shape, self.found.first if distance < 0 else self.found.last, distance)

    def column(self, classifier: Any, distance: int) -> Ints:
        """Give what a classifier says before the first (negative) or after the last token."""
        column = self.look.batch.column(classifier)
        return self.look.at(column, self.found.first if distance < 0 else self.found.last, distance)

    def flag(self, flag: int) -> Mask:
        """Tell which numbers carry a flag."""
        return (self.found.flags & flag) > 0


def decide(look: Around, found: Found) -> Found:
    """Settle kinds and values, and drop what is no number."""
    near = _Near(look, found, look.batch.column(context.cues), look.batch.column(context.shapes))
    kind = found.kind.copy()
    kind[_identified(near, kind)] = phrases.IDENTIFIER
    kind[_years(near, kind)] = phrases.DATE
    kind[_day_of_month(near, kind)] = phrases.DATE
    open_score = near.flag(phrases.OPEN_SCORE) & (kind == phrases.CARDINAL)
    kind[open_score & ~((near.column(units, 1) > 0) & (found.low < found.high))] = phrases.SCORE
    kind[_ages(near, kind)] = phrases.AGE
    kind[_clock(near, kind)] = phrases.TIME
    counted = np.isin(kind, (phrases.CARDINAL, phrases.MONEY))
    cut = near.flag(phrases.BARE) & (near.column(context.brackets, -1) == 2)  # (21,500) مليون: the figures stand apart
    unread = cut | (near.flag(phrases.DOUBTFUL) & ~near.flag(phrases.SCALED) & counted) | ~(np.abs(found.high) < _SENSIBLE)
    low, high = np.where(unread, np.nan, found.low), np.where(unread, np.nan, found.high)
    return keep(found._replace(kind=kind, low=low, high=high), ~_dropped(near, kind))


def keep(found: Found, which: Mask) -> Found:
    """Keep some of the numbers."""
    keys = [key for key, kept in zip(found.key, which.tolist(), strict=True) if kept]
    return Found(*(column[which] for column in found[:7]), keys, found.flags[which])


def _identified(near: _Near, kind: Ints) -> Mask:
    """Tell the numbers of models, rooms, laws, channels and groups: إف-16, رقم 7, القناة الـ12, G20."""
    batch, found = near.look.batch, near.found
    cardinal = kind == phrases.CARDINAL
    tight = (batch.tokens.gap == 0).astype(np.int8)
    glued = near.look.at(tight, found.first, 0) > 0
    hyphen = glued & (near.look.at(tight, found.first, -1) > 0) & (near.column(context.dashes, -1) > 0)
    hyphen &= np.isin(near.shape_at(-2), (*_WORDS, LATIN))
    latin = glued & (near.shape_at(-1) == LATIN)
    model = (hyphen | latin) & (found.skip == 0) & near.flag(phrases.FIGURES)
    model |= (near.shape_at(1) == LATIN) & (near.look.at(tight, found.last, 1) > 0)
    named = near.cue_at(-1) == CUE["identifier"]
    named |= (near.column(context.articles, -1) > 0) & (near.cue_at(-2) == CUE["identifier"])
    stage = near.flag(phrases.FRACTION) & (near.cue_at(1) == CUE["stage"])
    return ((model | named) & cardinal) | (model & (kind == phrases.DATE) & near.flag(phrases.YEAR)) | stage


def _years(near: _Near, kind: Ints) -> Mask:
    """Tell a year from a count of 2000 people: what follows a count is an indefinite noun."""
    year = near.flag(phrases.YEAR) & (kind == phrases.CARDINAL)
    noun = (near.shape_at(1) == ARABIC) & (near.column(context.function_words, 1) == 0)
    round_ = near.found.low % 100 == 0
    return year & ~(noun & (round_ | (near.column(units, 1) > 0)))


def _day_of_month(near: _Near, kind: Ints) -> Mask:
    """Tell the day in 25 من الشهر الجاري."""
    of = (near.cue_at(1) == CUE["from"]) & (near.column(context.the_month, 2) > 0)
    return of & np.isin(kind, (phrases.CARDINAL, phrases.ORDINAL)) & (near.found.high <= 31)


def _ages(near: _Near, kind: Ints) -> Mask:
    """Tell ages: (26 عاما), يبلغ من العمر 26 عاما, عن عمر يناهز 83 عاما, تحت 14 سنة, محمود، 82 سنة،."""
    years = np.array([key == "year" for key in near.found.key], dtype=bool) & (kind == phrases.DURATION)
    told = near.cue_at(-1) == CUE["under"]
    for distance in range(1, 5):
        told |= near.cue_at(-distance) == CUE["age"]
        told |= (near.cue_at(-distance) == CUE["age_verb"]) & (distance <= 2)
    opened, closed = near.column(context.brackets, -1), near.column(context.brackets, 2)
    bracket = (opened == 1) & (closed == 2)
    comma = (opened == 3) & (closed == 3) & near.flag(phrases.FIGURES)
    of_age = (near.cue_at(1) == CUE["from"]) & (near.cue_at(2) == CUE["age"])
    in_year = (near.column(context.articles, -1) > 0) & (near.cue_at(-2) == CUE["age"])
    return (years & (told | bracket | comma)) | ((of_age | in_year) & (kind == phrases.CARDINAL))


def _clock(near: _Near, kind: Ints) -> Mask:
    """Tell الساعة (12.30) from a quantity."""
    bracket = (near.column(context.brackets, -1) == 1) & (near.cue_at(-2) == CUE["hour"])
    return bracket & (kind == phrases.CARDINAL) & near.flag(phrases.FIGURES) & (near.found.high <= 24)


def _dropped(near: _Near, kind: Ints) -> Mask:
    """Tell what only looks like a number."""
    after, before = near.cue_at(1), near.cue_at(-1)
    ordinal = kind == phrases.ORDINAL
    drop = ordinal & ((after == CUE["yesterday"]) | ((after == CUE["from"]) & (near.cue_at(2) == CUE["yesterday"])))
    drop |= ordinal & ((before == CUE["square"]) | ((before == CUE["title"]) & (near.shape_at(0) == ARABIC)))
    drop |= _pronoun(near, before, after)
    drop |= near.flag(phrases.FRACTION) & (kind == phrases.CARDINAL) & ~np.isin(near.shape_at(1), (0, *_WORDS))
    changed = np.zeros(len(kind), dtype=bool)
    for distance in range(1, _CHANGE_WINDOW):
        changed |= near.cue_at(-distance) == CUE["change"]
    inside = np.zeros(len(kind), dtype=bool)
    whole = np.flatnonzero(near.flag(phrases.FROM_TO))
    apart = changed[whole]
    # The ends of a range stand right behind it: one reading of the two goes.
    for step in (1, 2):
        inside[whole + step] = ~apart
    drop[whole[apart]] = True
    return drop | inside


def _pronoun(near: _Near, before: Ints, after: Ints) -> Mask:
    """Tell واحد as a pronoun or in an idiom from the number one, which follows its noun (or joins another number)."""
    one = near.flag(phrases.ONE)
    alone = (near.shape_at(-1) == 0) & (near.shape_at(1) == 0)
    noun = np.isin(near.shape_at(-1), _WORDS) & (before != CUE["one_idiom"])
    noun |= near.found.skip > 0
    return one & ~alone & (~noun | (after == CUE["from"]) | (near.shape_at(-1) == PUNCTUATION))
