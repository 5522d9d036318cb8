"""الأحد الماضي in an article written on a Sunday may be today or a week ago.

The day of writing is that of اليوم الأحد or أمس السبت, and that of a record that is sure of it; where these disagree nobody knows it. A
reader is not in doubt where اليوم الأحد stands beside it, or another day gone by, or what has followed since; nor where the article
counts a week, or tells the thing of last week, or with its date, as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule
from tadqiq.recognise.dates.ago import AGO
from tadqiq.recognise.dates.words import day_letters, letters
from tadqiq.recognise.numbers.context import JOINED
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.vocabulary import Lookup
from tadqiq.verify.kinds._days import Told, day_words, from_writing, published, told, unquoted
from tadqiq.verify.kinds._headlines import Pages
from tadqiq.verify.kinds._teasers import without_teasers
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}
_BESIDE = 2  # sentences from اليوم الأحد or لأسبوع كامل to الأحد الماضي within which a reader holds them together
_A_WEEK, _THE_WEEK = 1, 2
_SHARED = 2  # words of meaning that two sentences share which tell one thing


class _Sentence(NamedTuple):
    """Hold a sentence's number and words of meaning, and whether it says that something has followed since."""

    sent: int
    words: set[int]
    followed: bool


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the days that may be two."""
    known = unquoted(view)
    alone = known.filter(pl.len().over("doc", "field", "first") == 1)  # no date stands beside it
    last = alone.filter((pl.col("relation") == "last") & pl.col("weekday").is_not_null())
    known = known.filter(pl.col("doc").is_in(last["doc"].unique().to_list()))
    days = {doc: day.weekday() for doc, day, sure in published(view).iter_rows() if sure}
    groups = [list(rows) for _, rows in groupby(told(known), key=lambda one: one.span.doc)]
    marked = set(told(last))
    doubtful = [group for group in groups if _doubtful(group, marked, days)]
    settled = _Settled(view, [group[0].span.doc for group in doubtful])
    today = _todays(view, [group[0].span.doc for group in doubtful])
    for group in without_teasers(view, doubtful):
        for one in _doubtful(group, marked, days):
            if not _beside(one, today) and not _dated(one, group) and not settled.tell(one):
                yield Hit(rule.code, one.span, day_words("weekday", one.weekday or 0))


def _doubtful(group: list[Told], marked: set[Told], days: dict[int, int]) -> list[Told]:
    """List the days of an article that bear the name of the day on which it was written."""
    away = from_writing()
    said = {(one.weekday - away[one.relation]) % 7 for one in group if one.weekday is not None and one.relation in away}
    recorded = {days[group[0].span.doc]} if group and group[0].span.doc in days else set()
    written = said | recorded
    return [one for one in group if one in marked and {one.weekday} == written]


def _todays(view: ArticleView, docs: list[int]) -> dict[int, list[Told]]:
    """Gather what some articles tell of today, between marks too."""
    dates = view.mentions.dates.filter((pl.col("relation") == "today") & pl.col("doc").is_in(docs))
    return {doc: list(rows) for doc, rows in groupby(told(dates), key=lambda one: one.span.doc)}


def _beside(one: Told, todays: dict[int, list[Told]]) -> bool:
    """Tell whether today stands in the sentence, or by the same name in a sentence near by."""
    near = [other for other in todays.get(one.span.doc, ()) if other.span.field == one.span.field]
    return any(other.sent == one.sent or (other.weekday == one.weekday and abs(other.sent - one.sent) <= _BESIDE) for other in near)


def _dated(one: Told, group: list[Told]) -> bool:
    """Tell whether the sentence counts the days, gives a date or another day gone by, or the article gives the date of that day."""
    dates = [other for other in group if other.weekday != one.weekday and (other.day is not None or other.relation in (AGO, "last"))]
    if any(other.span.field == one.span.field and other.sent == one.sent for other in dates):
        return True
    return one.resolved is not None and any(other.resolved == one.resolved for other in dates)


class _Settled:
    """Look for what settles a day: last week (الأسبوع الماضي), a week counted (قبل أسبوع, لأسبوع كامل), what has followed since."""

    def __init__(self, view: ArticleView, docs: list[int]) -> None:
        """Find the sentences that tell it."""
        self._tokens, rows = view.batch.tokens, {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
        self._segment = {(doc, field): 2 * rows[doc] + field for doc in docs for field in (0, 1)}
        self._pages = Pages(view.batch, [rows[doc] for doc in docs])
        column = view.batch.vocabulary.column
        self._week, self._followed = column(_weeks), column(_following)
        self._last = np.isin(column(day_letters), list(letters().classes["last"]))

    def tell(self, one: Told) -> bool:
        """Tell whether something has followed, or a sentence near a day, or of the same thing, speaks of a week that is over."""
        segment = self._segment[one.span.doc, one.span.field]
        own = self._sentence(segment, one.sent)
        return own.followed or any(
            abs(other.sent - one.sent) <= _BESIDE or len(own.words & other.words) >= _SHARED for other in self._of_last_week(segment)
        )

    def _of_last_week(self, segment: int) -> Iterator[_Sentence]:
        first, end = (int(place) for place in self._tokens.first[segment : segment + 2])
        code = self._tokens.code[first:end]
        week = np.flatnonzero(self._week[code])
        told_so = (self._week[code[week]] == _A_WEEK) | self._last[code[np.minimum(week + 1, len(code) - 1)]]
        for sent in np.unique(self._tokens.sent[first:end][week[told_so]]).tolist():
            yield self._sentence(segment, sent)

    def _sentence(self, segment: int, sent: int) -> _Sentence:
        first, end = (int(place) for place in self._tokens.first[segment : segment + 2])
        a, b = (first + np.searchsorted(self._tokens.sent[first:end], [sent, sent + 1])).tolist()
        return _Sentence(sent, self._pages.content(a, b), bool(self._followed[self._tokens.code[a:b]].any()))


def _weeks(words: pl.DataFrame) -> NDArray[np.int8]:
    """Tell أسبوع from الأسبوع, with the letters that may be joined before them."""
    return _week_words()(words["n2"])


@cache
def _week_words() -> Lookup:
    names = fold([row["word"] for row in read("units") if row["key"] == "week"])
    known = {joined + name: _A_WEEK for name in names for joined in JOINED}
    return Lookup(known | {joined + "ال" + name: _THE_WEEK for name in names for joined in JOINED}, pl.Int8)


def _following(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark the words which say that something has followed."""
    return _followed_words()(words["n2"])


@cache
def _followed_words() -> Lookup:
    words = fold([row["word"] for row in read("followed")])
    return Lookup({joined + article + word: 1 for word in words for article in ("", "ال") for joined in JOINED}, pl.Int8)
