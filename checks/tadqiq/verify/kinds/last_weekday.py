"""الأحد الماضي in an article written on a Sunday may be today or a week ago.

The day of writing is that of اليوم الأحد or أمس السبت, and that of a record that is sure of it; where these disagree nobody knows it. A
reader is not in doubt where اليوم الأحد stands beside it, or where the article tells the thing of last week, or with its date, as well.
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
from tadqiq.recognise.numbers.context import CUE, cues
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.tokens import Ints
from tadqiq.verify.kinds._days import Told, day_names, from_writing, published, told, unquoted
from tadqiq.verify.kinds._headlines import Pages
from tadqiq.verify.kinds._teasers import without_teasers
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}
_BESIDE = 2  # sentences from اليوم الأحد to الأحد الماضي within which a reader holds them apart
_SHARED = 2  # words of meaning that two sentences share which tell one thing


class _Sentence(NamedTuple):
    """Hold a sentence's number and words of meaning."""

    sent: int
    words: set[int]


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
    weeks = _Weeks(view, [group[0].span.doc for group in doubtful])
    for group in without_teasers(view, doubtful):
        for one in _doubtful(group, marked, days):
            if not _beside(one, group) and not _dated(one, group) and not weeks.tell(one):
                yield Hit(rule.code, one.span, {"weekday": day_names()[one.weekday or 0]})


def _doubtful(group: list[Told], marked: set[Told], days: dict[int, int]) -> list[Told]:
    """List the days of an article that bear the name of the day on which it was written."""
    away = from_writing()
    said = {(one.weekday - away[one.relation]) % 7 for one in group if one.weekday is not None and one.relation in away}
    recorded = {days[group[0].span.doc]} if group and group[0].span.doc in days else set()
    written = said | recorded
    return [one for one in group if one in marked and {one.weekday} == written]


def _beside(one: Told, group: list[Told]) -> bool:
    """Tell whether today, by the same name, stands in a sentence near by."""
    near = (other for other in group if other.span.field == one.span.field and abs(other.sent - one.sent) <= _BESIDE)
    return any(other.relation == "today" and other.weekday == one.weekday for other in near)


def _dated(one: Told, group: list[Told]) -> bool:
    """Tell whether the sentence counts the days or gives a date, or the article gives the date of that day."""
    dates = [other for other in group if other is not one and (other.day is not None or other.relation == AGO)]
    if any(other.span.field == one.span.field and other.sent == one.sent for other in dates):
        return True
    return one.resolved is not None and any(other.resolved == one.resolved for other in dates)


class _Weeks:
    """Look for what some articles tell of last week (الأسبوع الماضي, قبل أسبوع)."""

    def __init__(self, view: ArticleView, docs: list[int]) -> None:
        """Find the sentences that tell it."""
        self._tokens, rows = view.batch.tokens, {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
        self._segment = {(doc, field): 2 * rows[doc] + field for doc in docs for field in (0, 1)}
        self._pages = Pages(view.batch, [rows[doc] for doc in docs])
        column = view.batch.vocabulary.column
        self._week, self._ago, letter = column(_weeks), column(cues) == CUE[AGO], column(day_letters)
        self._last = np.isin(letter, list(letters().classes["last"]))

    def tell(self, one: Told) -> bool:
        """Tell whether the sentence of a day, or another of the same thing, speaks of last week."""
        segment = self._segment[one.span.doc, one.span.field]
        own = self._sentence(segment, one.sent).words
        return any(other.sent == one.sent or len(own & other.words) >= _SHARED for other in self._of_last_week(segment))

    def _of_last_week(self, segment: int) -> Iterator[_Sentence]:
        first, end = (int(place) for place in self._tokens.first[segment : segment + 2])
        code = self._tokens.code[first:end]
        week = np.flatnonzero(self._week[code])
        told_so = self._last[code[np.minimum(week + 1, len(code) - 1)]] | (self._ago[code[np.maximum(week - 1, 0)]] & (week > 0))
        for sent in np.unique(self._tokens.sent[first:end][week[told_so]]).tolist():
            yield self._sentence(segment, sent)

    def _sentence(self, segment: int, sent: int) -> _Sentence:
        first, end = (int(place) for place in self._tokens.first[segment : segment + 2])
        bounds: Ints = first + np.searchsorted(self._tokens.sent[first:end], [sent, sent + 1])
        return _Sentence(sent, self._pages.content(int(bounds[0]), int(bounds[1])))


def _weeks(words: pl.DataFrame) -> NDArray[np.bool_]:
    return np.asarray(words["n2"].is_in(_week_words().implode()).to_numpy())


@cache
def _week_words() -> pl.Series:
    """List أسبوع and الأسبوع, with the letters that may be joined before them."""
    names = fold([row["word"] for row in read("units") if row["key"] == "week"])
    return pl.Series(
        [joined + article + name for name in names for article in ("", "ال") for joined in ("", "و", "ب", "ف")], dtype=pl.String
    )
