"""A day of the week and a date side by side are not one day (الخميس 29 ديسمبر 2023 was a Friday).

A Hijri date may be a day off by sight of the moon. Some months from the day of writing, a date without its year must be wrong in the
years beside the likely one too. 10/4/1436 may be meant with its month first. الأحد الأول من أكتوبر may be the first Sunday of the month:
such a day is no date to hold it against. What is said between marks may tell of another year, or may be cited for its mistake; and so is
a mistake cited that the text sets right: it says that it was not that day, sets the right one against it, or gives the date with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule
from tadqiq.recognise.dates.calendars import GREGORIAN, HIJRI, day_of, years_around
from tadqiq.recognise.dates.places import Places
from tadqiq.recognise.numbers.context import CUE, cues
from tadqiq.recognise.numbers.forms import fold
from tadqiq.verify.kinds._days import Told, across, day_words, of_one_day, told, unquoted
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}
_MONTH_FIRST = re.compile(r"^\d+\s*[-/.–]\s*\d")
_NEAR = 45  # days from the day of writing within which a date without its year is surely that of its year
_CLAUSE = 6  # tokens from بينما to the day that it sets against another
_WEEKS = 5  # in a month: the fifth Sunday is the last that a month can have


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the pairs that disagree."""
    rows = view.batch.articles.select("doc", "date").iter_rows() if "date" in view.batch.articles.columns else ()
    today = dict(rows)
    pairs = list(_pairs(view))
    wrong = [(pair, days[0]) for pair in pairs if (days := _days(pair.dated, today.get(pair.dated.span.doc))) and not pair.fits(days)]
    set_right = _set_right(view, pairs, wrong)
    for (named, dated), really in wrong:
        if (named, dated) not in set_right and not _counted(named, dated):
            first, last = sorted((named, dated), key=lambda one: one.span)
            words = {"date": dated.text, **day_words("weekday", named.weekday or 0), **day_words("really", really.weekday())}
            yield Hit(rule.code, across(first, last), words)


class _Pair(NamedTuple):
    """Hold a day of the week and the date beside it."""

    named: Told
    dated: Told

    def fits(self, days: list[date]) -> bool:
        """Tell whether the day of the week is that of one of some days."""
        return any(day.weekday() == self.named.weekday for day in days)


def _pairs(view: ArticleView) -> Iterator[_Pair]:
    for group in of_one_day(unquoted(view)):
        named = next((one for one in group if one.weekday is not None), None)
        dated = _date(group)
        if named is not None and dated is not None:
            yield _Pair(named, dated)


def _date(group: list[Told]) -> Told | None:
    """Choose the date to hold the day against: the Gregorian one, if it is there."""
    dates = [one for one in group if one.day is not None]
    return next((one for one in dates if one.calendar == GREGORIAN), dates[0] if dates else None)


def _set_right(view: ArticleView, pairs: list[_Pair], wrong: list[tuple[_Pair, date]]) -> set[_Pair]:
    """Choose the pairs that the article itself sets right."""
    docs = {pair.dated.span.doc for pair, _ in wrong}
    beside = [pair for pair in pairs if pair.dated.span.doc in docs]
    found = {pair for pair, really in wrong if any(_gives(other, pair, really) for other in beside)}
    if len(found) < len(wrong):
        words = list(_against(view, docs))
        found |= {pair for pair, really in wrong if any(_corrects(word, pair, really) for word in words)}
    return found


class _Word(NamedTuple):
    """Hold a day of the week, and what stands before it."""

    day: Told
    denied: bool
    contrast: int  # where the nearest بينما before it begins; -1 where there is none in the sentence


def _against(view: ArticleView, docs: set[int]) -> Iterator[_Word]:
    """Give the days of the week that a word denies or sets against something, in some articles."""
    days = view.mentions.dates.filter(pl.col("weekday").is_not_null() & pl.col("doc").is_in(list(docs)))
    places, tokens = Places(view.batch), view.batch.tokens
    first = places.token(days, "start")
    for day, at in zip(told(days), first.tolist(), strict=True):
        near = np.arange(max(at - _CLAUSE, 0), at)
        near = near[(tokens.segment[near] == tokens.segment[at]) & (tokens.sent[near] == tokens.sent[at])]
        contrast = near[places.ask(cues, near) == CUE["contrast"]]
        denied = bool(places.ask(_denying, near[-1:]).any())
        yield _Word(day, denied, int(tokens.start[contrast[-1]]) if len(contrast) else -1)


def _corrects(word: _Word, pair: _Pair, really: date) -> bool:
    """Tell whether a word denies the day of a pair (وليس الخميس), or sets the right one against it (بينما اليوم هو الأربعاء)."""
    day, own = word.day, pair.dated
    if (day.span.doc, day.span.field) != (own.span.doc, own.span.field):
        return False
    if word.denied and day.weekday == pair.named.weekday and own.sent <= day.sent <= own.sent + 1:
        return True
    return word.contrast >= own.span.end and day.sent == own.sent and day.weekday == really.weekday()


def _denying(words: pl.DataFrame) -> NDArray[np.bool_]:
    return np.asarray(words["n2"].is_in(_denials().implode()).to_numpy())


@cache
def _denials() -> pl.Series:
    return pl.Series(fold([row["word"] for row in read("boundaries") if row["class"] == "negation"]), dtype=pl.String)


def _gives(other: _Pair, pair: _Pair, really: date) -> bool:
    """Tell whether another pair of the article is the same date with its right day."""
    one, two = other.dated, pair.dated
    same = (one.span.doc, one.day, one.month, one.calendar) == (two.span.doc, two.day, two.month, two.calendar)
    return same and (one.year is None or two.year is None or one.year == two.year) and other.named.weekday == really.weekday()


def _days(dated: Told, today: date | None) -> list[date]:
    """List the days that a date may mean, the likeliest first."""
    if dated.resolved is None or dated.day is None or dated.month is None or dated.calendar is None:
        return []
    days = [dated.resolved]
    if dated.year is None and dated.relation is None and today is not None and abs((dated.resolved - today).days) > _NEAR:
        years = years_around(today, dated.calendar)
        days += [day for year in years if (day := day_of(dated.day, dated.month, year, dated.calendar))]
    if dated.year is not None and _MONTH_FIRST.match(dated.text):
        days += [day] if (day := day_of(dated.month, dated.day, dated.year, dated.calendar)) else []
    if dated.calendar == HIJRI:
        days += [day + timedelta(days=step) for day in days for step in (1, -1)]
    return days


def _counted(named: Told, dated: Told) -> bool:
    """Tell الأحد الأول من أكتوبر from a date."""
    return named.span < dated.span and not dated.text[:1].isdigit() and dated.day is not None and dated.day <= _WEEKS
