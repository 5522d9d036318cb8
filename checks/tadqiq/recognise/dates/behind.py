"""Look behind dates: for a year after the second name of the month, and for الماضي, المقبل or الجاري."""

from __future__ import annotations

import numpy as np
import polars as pl

from tadqiq.recognise.dates.months import FIRST_OF_TWO, month_codes
from tadqiq.recognise.dates.places import Places
from tadqiq.recognise.dates.words import CLOSE, OPEN, letters
from tadqiq.recognise.dates.written import Written
from tadqiq.recognise.tokens import Ints

_YEAR_AFTER = 2  # tokens between a date and its year: من عام


def with_years(places: Places, told: pl.DataFrame, read: list[Written]) -> list[Written]:
    """Give dates the year that stands behind the other name of their month: 28 مارس (آذار) 1978."""
    if told.height < 2:
        return read
    last, first = places.token(told, "end") - 1, places.token(told, "start")
    end = _past_second_name(places, last)
    gap = first[1:] - end[:-1] - 1
    near = np.flatnonzero((end > last)[:-1] & (gap >= -1) & (gap <= _YEAR_AFTER)).tolist()
    sentences, whole = told.select("doc", "field", "sent").rows(), list(read)
    for row in near:
        date, year = read[row], read[row + 1]
        behind = year.day is None and year.month in (None, date.month) and year.year
        if sentences[row] == sentences[row + 1] and date.month is not None and date.year is None and behind:
            whole[row] = date.in_year(behind)
    return whole


def relations(places: Places, told: pl.DataFrame, read: list[Written]) -> list[str | None]:
    """Find الماضي, المقبل or الجاري behind each date; behind a day alone they stand after من الشهر."""
    classes, letter = letters().classes, places.letter
    last = places.token(told, "end") - 1
    alone = np.array([what.month is None and what.year is None for what in read], dtype=bool)
    place = np.minimum(_past_second_name(places, last) + np.where(alone, 3, 1), len(letter) - 1)
    sentence = places.batch.tokens.sent
    codes = np.where(sentence[place] == sentence[last], letter[place], 0) if len(last) else last
    names = {code: name for name in ("last", "next", "this") for code in classes[name]}
    return [names.get(code) for code in codes.tolist()]


def _past_second_name(places: Places, last: Ints) -> Ints:
    """Skip the other name of a month, between brackets or bare: 17 آب (أغسطس) الجاري, 24 يوليو تموز عام 2014."""
    letter = places.letter
    top = len(letter) - 1
    following, inside = np.minimum(last + 1, top), np.minimum(last + 2, top)
    bare, bracketed = places.ask(month_codes, following), places.ask(month_codes, inside) > 0
    end = np.where((bare > 0) & (following > last), np.where(bare >= FIRST_OF_TWO, inside, following), last)
    for size in (1, 2):
        close = np.minimum(last + size + 2, top)
        end = np.where((letter[following] == OPEN) & bracketed & (letter[close] == CLOSE), close, end)
    return end
