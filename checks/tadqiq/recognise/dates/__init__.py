"""Find dates, days of the week and relative days: what each says, the day it means, and which of them tell the same day."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import DATES, empty
from tadqiq.recognise.dates import calendars
from tadqiq.recognise.dates.days import OTHER, Days, days
from tadqiq.recognise.dates.months import FIRST_OF_TWO, month_codes
from tadqiq.recognise.dates.same import first_of_same, token_at
from tadqiq.recognise.dates.words import CLOSE, OPEN, day_letters, joined_letters, letters
from tadqiq.recognise.dates.written import Written, written
from tadqiq.recognise.tokens import Batch, Ints


def dates(batch: Batch, numbers: pl.DataFrame) -> pl.DataFrame:
    """Find the dates of a batch, as a DATES frame: those among its numbers, days of the week and relative days.

    numbers  the batch's NUMBERS frame, of which every date gets a row with the same span.
    """
    told = numbers.filter(pl.col("number_kind") == "date")
    named = days(batch)
    frames = [_dated(batch, told), _named(batch, named)]
    every = pl.concat(frames).sort("doc", "field", "start")
    return (
        every.with_columns(first=first_of_same(batch, every)).select(list(DATES)).cast(pl.Schema(DATES)) if every.height else empty(DATES)
    )


def when(found: pl.DataFrame) -> pl.DataFrame:
    """Tell the days of each sentence that tells some.

    found  a DATES frame. Gives doc, field, sent and days (a list of days, sorted, each once). Of two names of one day the
    Gregorian date counts: a Hijri one may be a day off by sight of the moon.
    """
    order = pl.when(pl.col("calendar") == calendars.GREGORIAN).then(0).when(pl.col("calendar").is_null()).then(1).otherwise(2)
    known = found.filter(pl.col("resolved").is_not_null()).sort("doc", "field", "first", order, "start")
    one = known.unique(("doc", "field", "first"), keep="first", maintain_order=True)
    return one.group_by("doc", "field", "sent").agg(days=pl.col("resolved").unique().sort()).sort("doc", "field", "sent")


_YEAR_AFTER = 2  # tokens between a date and its year: من عام


def _today(batch: Batch) -> dict[int, date | None]:
    if "date" not in batch.articles.columns:
        return {}
    return dict(zip(batch.docs.tolist(), batch.articles["date"].to_list(), strict=True))


def _dated(batch: Batch, told: pl.DataFrame) -> pl.DataFrame:
    """Give the structure of the dates among the numbers."""
    read = _with_years(batch, told, written(told["text"], batch.vocabulary))
    relation = _relations(batch, told, read)
    today = _today(batch)
    resolved = [_resolve(what, today.get(doc), word) for what, doc, word in zip(read, told["doc"].to_list(), relation, strict=True)]
    columns = {name: [getattr(what, name) for what in read] for name in ("day", "month", "year", "calendar", "iso")}
    return _frame(told.select("doc", "field", "start", "end", "text", "para", "sent"), relation=relation, resolved=resolved, **columns)


def _with_years(batch: Batch, told: pl.DataFrame, read: list[Written]) -> list[Written]:
    """Give dates the year that stands behind the other name of their month: 28 مارس (آذار) 1978."""
    if told.height < 2:
        return read
    last, first = token_at(batch, told, "end") - 1, token_at(batch, told, "start")
    end = _past_second_name(batch, batch.column(day_letters), last)
    gap = first[1:] - end[:-1] - 1
    near = np.flatnonzero((end > last)[:-1] & (gap >= -1) & (gap <= _YEAR_AFTER)).tolist()
    places, whole = told.select("doc", "field", "sent").rows(), list(read)
    for row in near:
        date_, year = read[row], read[row + 1]
        behind = year.day is None and year.month in (None, date_.month) and year.year
        if places[row] == places[row + 1] and date_.month is not None and date_.year is None and behind:
            whole[row] = date_.in_year(behind)
    return whole


def _resolve(what: Written, today: date | None, relation: str | None) -> date | None:
    if what.day is None:
        return None
    if what.month is not None and what.year is not None:
        return calendars.day_of(what.day, what.month, what.year, what.calendar)
    if today is None:
        return None
    if what.month is None:
        return calendars.day_of(what.day, today.month, today.year, calendars.GREGORIAN) if relation == "this" else None
    return calendars.nearest(what.day, what.month, what.calendar, today, relation)


def _relations(batch: Batch, told: pl.DataFrame, read: list[Written]) -> list[str | None]:
    """Find الماضي, المقبل or الجاري behind each date; behind a day alone they stand after من الشهر."""
    classes = letters().classes
    letter = batch.column(day_letters)
    last = token_at(batch, told, "end") - 1
    alone = np.array([what.month is None and what.year is None for what in read], dtype=bool)
    place = np.minimum(_past_second_name(batch, letter, last) + np.where(alone, 3, 1), len(letter) - 1)
    codes = np.where(batch.tokens.sent[place] == batch.tokens.sent[last], letter[place], 0) if len(last) else last
    names = {code: name for name in ("last", "next", "this") for code in classes[name]}
    return [names.get(code) for code in codes.tolist()]


def _past_second_name(batch: Batch, letter: NDArray[np.uint8], last: Ints) -> Ints:
    """Skip the other name of a month, between brackets or bare: 17 آب (أغسطس) الجاري, 24 يوليو تموز عام 2014."""
    end, top = last.copy(), len(letter) - 1
    codes = batch.vocabulary.column(month_codes)[batch.tokens.code]
    following, inside = np.minimum(last + 1, top), np.minimum(last + 2, top)
    bare = (codes[following] > 0) & (following > last)
    end = np.where(bare, np.where(codes[following] >= FIRST_OF_TWO, inside, following), end)
    for size in (1, 2):
        close = np.minimum(last + size + 2, top)
        named = (letter[following] == OPEN) & (codes[inside] > 0) & (letter[close] == CLOSE)
        end = np.where(named, close, end)
    return end


def _named(batch: Batch, found: Days) -> pl.DataFrame:
    """Lay out the days of the week and the relative days."""
    today = _today(batch)
    moved = pl.Series("moved", batch.column(joined_letters)[found.first] if len(found.first) else [], dtype=pl.UInt32)
    places = batch.mentions({k: v for k, v in DATES.items() if k in _PLACED}, found.first, found.last)
    places = places.with_columns(start=pl.col("start") + moved, text=pl.col("text").str.slice(moved))
    weekday = [None if day < 0 else day for day in found.weekday.tolist()]
    rows = zip(places["doc"].to_list(), weekday, found.relation, found.days.tolist(), strict=True)
    resolved = [_resolve_named(today.get(doc), day, relation, gone) for doc, day, relation, gone in rows]
    nothing: list[None] = [None] * len(weekday)
    iso = [None if day is None else f"-W-{day + 1}" for day in weekday]
    relation = [None if word == OTHER else word for word in found.relation]
    return _frame(
        places, day=nothing, month=nothing, year=nothing, calendar=nothing, iso=iso, weekday=weekday, relation=relation, resolved=resolved
    )


def _resolve_named(today: date | None, weekday: int | None, relation: str | None, gone: int) -> date | None:
    if today is None:
        return None
    if relation in (None, "last", "next", "this", OTHER):
        return None if weekday is None else calendars.on_weekday(weekday, today, relation)
    return calendars.from_today(gone, weekday, today)


_PLACED = ("doc", "field", "start", "end", "text", "para", "sent")


def _frame(places: pl.DataFrame, **columns: Any) -> pl.DataFrame:
    names = [name for name in DATES if name not in {*_PLACED, "first"}]
    made = [pl.Series(name, columns.get(name) or [None] * places.height, dtype=DATES[name]) for name in names]
    return places.with_columns(made)
