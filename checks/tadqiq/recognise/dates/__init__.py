"""Find dates, days of the week and relative days: what each says, the day it means, and which of them tell the same day."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from tadqiq.model import DATES, empty
from tadqiq.recognise.dates import calendars
from tadqiq.recognise.dates.ago import ago
from tadqiq.recognise.dates.behind import relations, with_years
from tadqiq.recognise.dates.days import OTHER, Days, days
from tadqiq.recognise.dates.places import Places
from tadqiq.recognise.dates.same import first_of_same
from tadqiq.recognise.dates.words import joined_letters
from tadqiq.recognise.dates.written import Written, written
from tadqiq.recognise.tokens import Batch

_PLACED = ("doc", "field", "start", "end", "text", "para", "sent")


def dates(batch: Batch, numbers: pl.DataFrame) -> pl.DataFrame:
    """Find the dates of a batch, as a DATES frame: those among its numbers, days of the week and relative days.

    numbers  the batch's NUMBERS frame, of which every date gets a row with the same span.
    """
    told = numbers.filter(pl.col("number_kind") == "date")
    places = Places(batch)
    frames = [_dated(places, told), _named(batch, days(places)), _named(batch, ago(places, numbers))]
    every = pl.concat(frames).sort("doc", "field", "start")
    if every.is_empty():
        return empty(DATES)
    return every.with_columns(first=first_of_same(places, every)).select(list(DATES)).cast(pl.Schema(DATES))


def when(found: pl.DataFrame) -> pl.DataFrame:
    """Tell the days of each sentence that tells some.

    found  a DATES frame. Gives doc, field, sent and days (a list of days, sorted, each once). Of two names of one day the
    Gregorian date counts: a Hijri one may be a day off by sight of the moon.
    """
    order = pl.when(pl.col("calendar") == calendars.GREGORIAN).then(0).when(pl.col("calendar").is_null()).then(1).otherwise(2)
    known = found.filter(pl.col("resolved").is_not_null()).sort("doc", "field", "first", order, "start")
    one = known.unique(("doc", "field", "first"), keep="first", maintain_order=True)
    return one.group_by("doc", "field", "sent").agg(days=pl.col("resolved").unique().sort()).sort("doc", "field", "sent")


def _today(batch: Batch) -> dict[int, date | None]:
    if "date" not in batch.articles.columns:
        return {}
    return dict(zip(batch.docs.tolist(), batch.articles["date"].to_list(), strict=True))


def _dated(places: Places, told: pl.DataFrame) -> pl.DataFrame:
    """Give the structure of the dates among the numbers."""
    read = with_years(places, told, written(told["text"], places.batch.vocabulary))
    relation = relations(places, told, read)
    today = _today(places.batch)
    resolved = [_resolve(what, today.get(doc), word) for what, doc, word in zip(read, told["doc"].to_list(), relation, strict=True)]
    columns = {name: [getattr(what, name) for what in read] for name in ("day", "month", "year", "calendar", "iso")}
    return _frame(told.select(_PLACED), relation=relation, resolved=resolved, **columns)


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


def _named(batch: Batch, found: Days) -> pl.DataFrame:
    """Lay out the days of the week and the relative days."""
    today = _today(batch)
    moved = pl.Series("moved", batch.vocabulary.column(joined_letters)[batch.tokens.code[found.first]], dtype=pl.UInt32)
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


def _frame(places: pl.DataFrame, **columns: Any) -> pl.DataFrame:
    names = [name for name in DATES if name not in {*_PLACED, "first"}]
    made = [pl.Series(name, columns.get(name) or [None] * places.height, dtype=DATES[name]) for name in names]
    return places.with_columns(made)
