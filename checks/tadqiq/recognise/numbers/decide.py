"""Decide by the words around what a phrase alone cannot tell, and drop what is no number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.numbers import context, items
from tadqiq.recognise.numbers.context import (
    ARABIC,
    ARTICLE,
    CLOSING,
    COMMA,
    CUE,
    DASH,
    DEFINITE,
    LATIN,
    OPENING,
    PUNCTUATION,
    THE_MONTH,
    Around,
    Beside,
    Mask,
    equals,
)
from tadqiq.recognise.numbers.numerals import symbols, units
from tadqiq.recognise.numbers.runs import Found, key_number
from tadqiq.recognise.tokens import Ints
from tadqiq.recognise.vocabulary import Classifier

_WORDS = (ARABIC, DEFINITE)
_SENSIBLE = 1e51  # beyond it a value is a slip or an attack
_CHANGE_WINDOW = 9  # tokens before من X إلى Y in which its verb stands


class _Near:
    """Hold the numbers and what stands around each."""

    def __init__(self, look: Around, found: Found) -> None:
        """Prepare to look around the numbers."""
        self.found, self.beside = found, Beside(look, found.first, found.last)

    def column(self, classifier: Classifier, distance: int) -> Ints:
        """Give what a classifier says of the word before the first (negative) or after the last token."""
        return self.beside.says(classifier, distance)

    def cue_is(self, distance: int, name: str) -> Mask:
        """Tell whether that cue stands at a distance."""
        return equals(self.beside.says(context.cues, distance), CUE[name])

    def sign_is(self, distance: int, sign: int) -> Mask:
        """Tell whether that sign stands there."""
        return equals(self.beside.says(context.signs, distance), sign)

    def shape_at(self, distance: int) -> Ints:
        """Give the shape of the word there."""
        return self.beside.says(context.shapes, distance)

    def flag(self, flag: int) -> Mask:
        """Tell which numbers carry a flag."""
        return ~equals(self.found.flags & flag, 0)


def decide(look: Around, found: Found) -> Found:
    """Settle kinds and values, and drop what is no number."""
    found = found._replace(low=_sensible(found.low), high=_sensible(found.high))
    near = _Near(look, found)
    kind = found.kind.copy()
    kind[_identified(near, kind)] = items.IDENTIFIER
    kind[_years(near, kind)] = items.DATE
    kind[_day_of_month(near, kind)] = items.DATE
    open_score = near.flag(items.OPEN_SCORE) & equals(kind, items.CARDINAL)
    kind[open_score & ~((near.column(units, 1) > 0) & (found.low < found.high))] = items.SCORE
    kind[_ages(near, kind)] = items.AGE
    kind[_clock(near, kind)] = items.TIME
    counted = np.isin(kind, (items.CARDINAL, items.MONEY))
    cut = near.flag(items.BARE) & near.sign_is(-1, CLOSING)  # (21,500) مليون: the figures stand apart
    unread = cut | (near.flag(items.DOUBTFUL) & ~near.flag(items.SCALED) & counted) | np.isnan(found.high)
    fifth = near.flag(items.FIFTH) & equals(near.shape_at(1), DEFINITE)  # خمس الميزانية is a fifth or five
    slashed = near.flag(items.SLASHED) & ~(near.column(units, 1) > 0) & ~(equals(near.shape_at(-1), 0) & equals(near.shape_at(1), 0))
    cut_off = near.sign_is(1, ARTICLE) & equals(near.shape_at(2), 0) & equals(near.column(symbols, 2), 0)  # 21 ألفا و, and no more
    unread |= (fifth | slashed | cut_off) & equals(kind, items.CARDINAL)
    low, high = np.where(unread, np.nan, found.low), np.where(unread, np.nan, found.high)
    return keep(found._replace(kind=kind, low=low, high=high), ~_dropped(near, kind))


def _sensible(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.abs(values) < _SENSIBLE, values, np.nan)


def keep(found: Found, which: Mask) -> Found:
    """Keep some of the numbers."""
    return found._replace(**{name: column[which] for name, column in found._asdict().items()})


def _identified(near: _Near, kind: Ints) -> Mask:
    """Tell the numbers of models, rooms, laws, channels and groups: إف-16, رقم 7, القناة الـ12, G20."""
    found, beside = near.found, near.beside
    cardinal = equals(kind, items.CARDINAL)
    glued = beside.look.batch.tokens.gap[found.first] == 0
    hyphen = glued & beside.glued(-1) & near.sign_is(-1, DASH) & np.isin(near.shape_at(-2), (*_WORDS, LATIN))
    latin = glued & (near.shape_at(-1) == LATIN)
    model = (hyphen | latin) & (found.skip == 0) & near.flag(items.FIGURES)
    model |= (near.shape_at(1) == LATIN) & beside.glued(1)
    named = near.cue_is(-1, "identifier")
    named |= near.sign_is(-1, ARTICLE) & near.cue_is(-2, "identifier")
    stage = near.flag(items.FRACTION) & near.cue_is(1, "stage")
    names: Mask = ((model | named) & cardinal) | (model & equals(kind, items.DATE) & near.flag(items.YEAR)) | stage
    return names


def _years(near: _Near, kind: Ints) -> Mask:
    """Tell a year from a count of 2000 people: what follows a count is an indefinite noun."""
    noun = equals(near.shape_at(1), ARABIC) & equals(near.column(context.function_words, 1), 0)
    counts: Mask = noun & (equals(near.found.low % 100, 0) | (near.column(units, 1) > 0))
    return near.flag(items.YEAR) & equals(kind, items.CARDINAL) & ~counts


def _day_of_month(near: _Near, kind: Ints) -> Mask:
    """Tell the day in 25 من الشهر الجاري."""
    of = near.cue_is(1, "from") & near.sign_is(2, THE_MONTH)
    return of & np.isin(kind, (items.CARDINAL, items.ORDINAL)) & (near.found.high <= 31)


def _ages(near: _Near, kind: Ints) -> Mask:
    """Tell ages: (26 عاما), يبلغ من العمر 26 عاما, عن عمر يناهز 83 عاما, تحت 14 سنة, محمود، 82 سنة،."""
    years = equals(near.found.key, key_number("year")) & equals(kind, items.DURATION)
    told = near.cue_is(-1, "under")
    for distance in range(1, 5):
        told |= near.cue_is(-distance, "age")
        told |= near.cue_is(-distance, "age_verb") & (distance <= 2)
    bracket = near.sign_is(-1, OPENING) & near.sign_is(2, CLOSING)
    comma = near.sign_is(-1, COMMA) & near.sign_is(2, COMMA) & near.flag(items.FIGURES)
    of_age = near.cue_is(1, "from") & near.cue_is(2, "age")
    in_year = near.sign_is(-1, ARTICLE) & near.cue_is(-2, "age")
    ages: Mask = (years & (told | bracket | comma)) | ((of_age | in_year) & equals(kind, items.CARDINAL))
    return ages


def _clock(near: _Near, kind: Ints) -> Mask:
    """Tell الساعة (12.30) from a quantity."""
    bracket = near.sign_is(-1, OPENING) & near.cue_is(-2, "hour")
    return bracket & equals(kind, items.CARDINAL) & near.flag(items.FIGURES) & (near.found.high <= 24)


def _dropped(near: _Near, kind: Ints) -> Mask:
    """Tell what only looks like a number."""
    ordinal = equals(kind, items.ORDINAL)
    drop = ordinal & (near.cue_is(1, "yesterday") | (near.cue_is(1, "from") & near.cue_is(2, "yesterday")))
    drop |= ordinal & (near.cue_is(-1, "square") | (near.cue_is(-1, "title") & equals(near.shape_at(0), ARABIC)))
    drop |= _pronoun(near)
    drop |= near.flag(items.FRACTION) & equals(kind, items.CARDINAL) & ~np.isin(near.shape_at(1), (0, *_WORDS))
    return drop | _other_reading(near)


def _other_reading(near: _Near) -> Mask:
    """Tell which reading does not hold: the whole number, or its two parts that stand right behind it.

    من X إلى Y is two values behind a verb of change, else one range; ثلاثة من عشرة is no fraction where a counted noun follows.
    """
    changed = np.zeros(len(near.found.first), dtype=bool)
    for distance in range(1, _CHANGE_WINDOW):
        changed |= near.cue_is(-distance, "change")
    noun = equals(near.shape_at(1), ARABIC) & equals(near.column(context.function_words, 1), 0)
    closed = near.flag(items.CLOSED)
    apart = np.where(closed, noun, changed)
    drop = np.zeros(len(apart), dtype=bool)
    whole = np.flatnonzero(near.flag(items.FROM_TO) | closed)
    for step in (1, 2):
        drop[whole + step] = ~apart[whole]
    drop[whole[apart[whole]]] = True
    return drop


def _pronoun(near: _Near) -> Mask:
    """Tell واحد as a pronoun or in an idiom from the number one, which follows its noun (or joins another number)."""
    alone = equals(near.shape_at(-1), 0) & equals(near.shape_at(1), 0)
    noun = np.isin(near.shape_at(-1), _WORDS) & ~near.cue_is(-1, "one_idiom")
    noun |= near.found.skip > 0
    marked = equals(near.shape_at(-1), PUNCTUATION)
    return near.flag(items.ONE) & ~alone & (~noun | near.cue_is(1, "from") | marked)
