"""Share what the rules of dates need: the names of the days, the dates that name one day side by side, what stands between marks."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import groupby
from typing import NamedTuple

import polars as pl

from tadqiq.lexicon import read
from tadqiq.model import Span
from tadqiq.recognise.dates.places import token_at
from tadqiq.recognise.quotations import inside
from tadqiq.verify.views import ArticleView


class Told(NamedTuple):
    """Hold one row of a DATES frame."""

    span: Span
    text: str
    para: int
    sent: int
    day: int | None
    month: int | None
    year: int | None
    calendar: str | None
    weekday: int | None
    relation: str | None
    resolved: date | None

    @property
    def whole(self) -> bool:
        """Tell whether day, month and year are written."""
        return None not in (self.day, self.month, self.year)


_ZONED = r"(?i)(?:Z|[+-]\d{2}:?\d{2}|\b(?:GMT|UTC|[ECMP][SD]T))\s*$"
_PLAIN_DAY = r"^[^:T]*$"
_FIRST_HOURS = r"[T ]0?[0-5]:\d"
_COLUMNS = ("doc", "field", "start", "end", "text", "para", "sent", "day", "month", "year", "calendar", "weekday", "relation", "resolved")


def told(dates: pl.DataFrame) -> Iterator[Told]:
    """Give the rows of a DATES frame."""
    for doc, field, start, end, *rest in dates.select(_COLUMNS).iter_rows():
        yield Told(Span(doc, field, start, end), *rest)


def of_one_day(dates: pl.DataFrame) -> Iterator[list[Told]]:
    """Give the groups of two and more names of one day that stand side by side."""
    kept = dates.filter(pl.len().over("doc", "field", "first") > 1)
    places = kept.select("doc", "field", "first").rows()
    for _, group in groupby(zip(places, told(kept), strict=True), key=lambda pair: pair[0]):
        yield [row for _, row in group]


def day_words(name: str, weekday: int) -> dict[str, str]:
    """Give what a message says of a weekday (0 is Monday), in each language.

    >>> day_words("really", 4)
    {'really_ar': 'الجمعة', 'really_en': 'Friday'}
    """
    return {f"{name}_ar": day_names()[weekday], f"{name}_en": calendar.day_name[weekday]}


@cache
def day_names() -> tuple[str, ...]:
    """Return the names of the days of the week, Monday first, as the lexicon writes each first."""
    names: dict[int, str] = {}
    for row in read("weekdays"):
        names.setdefault(int(row["day"]) - 1, row["word"])
    return tuple(names[day] for day in range(7))


@cache
def from_writing() -> dict[str, int]:
    """Map each relation of a relative day to its distance from the day of writing."""
    return {row["relation"]: int(row["days"]) for row in read("relative_days")}


def across(first: Told, last: Told) -> Span:
    """Point at everything from one date to another of the same field."""
    return Span(first.span.doc, first.span.field, first.span.start, last.span.end)


def unquoted(view: ArticleView) -> pl.DataFrame:
    """Give the dates of a batch that stand outside of quotations."""
    dates = view.mentions.dates
    return dates.filter(~inside(view.batch, view.mentions.quotations)[token_at(view.batch, dates, "start")]) if dates.height else dates


def first_hours() -> pl.Expr:
    """Tell records whose clock stands in the first hours of a day: the day before is not over everywhere, and is that of the text."""
    return pl.col("published_at").fill_null("").str.contains(_FIRST_HOURS)


def published(view: ArticleView) -> pl.DataFrame:
    """Give doc and date of each article whose record is sure of its day of publication, and whether that is surely the day of writing.

    A record is sure of its day that says its zone, or only the day: a bare clock time is more often that of a crawler.
    """
    articles = view.batch.articles
    sure = articles.filter(pl.col("date").is_not_null() & pl.col("published_at").str.contains(_ZONED + "|" + _PLAIN_DAY))
    return sure.select("doc", "date", written=~first_hours())


def recorded(view: ArticleView) -> dict[int, date]:
    """Give the day of each article's record, sure or not."""
    return dict(view.batch.articles.filter(pl.col("date").is_not_null()).select("doc", "date").iter_rows())
