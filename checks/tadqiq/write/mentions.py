"""Write mentions as the objects that `tadqiq mentions` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from tadqiq.model import FIELDS
from tadqiq.recognise import Mentions

_KINDS = {"numbers": "number", "quotations": "quotation", "attributions": "attribution", "names": "name"}
_HIDDEN = {"doc", "para", "sent", "low", "high", "key", "form"}
_SHOWN_OF_DATES = ("text", "start", "end", "weekday", "relation")


def rows(articles: pl.DataFrame, mentions: Mentions) -> Iterator[dict[str, Any]]:
    """Yield each mention as one object, by article and place."""
    ids = articles["article_id"].to_list()
    every = [
        (row["doc"], row["field"], row["start"], kind, row)
        for name, kind in _KINDS.items()
        for row in getattr(mentions, name).iter_rows(named=True)
    ]
    dates = {(row["doc"], row["field"], row["start"]): row for row in mentions.dates.iter_rows(named=True)}
    every += [(*place, "date", row) for place, row in dates.items() if row["calendar"] is None]
    said = {(row["doc"], row["field"], row["start"]): row for row in mentions.speakers.iter_rows(named=True)}
    for doc, field, start, kind, row in sorted(every, key=lambda item: item[:4]):
        date = dates.get((doc, field, start)) if kind in {"number", "date"} else None
        told = {} if date is None or row.get("number_kind", "date") != "date" else _date(date)
        told |= _speaker(said.get((doc, field, start), {})) if kind == "quotation" and row["close"] else {}
        yield {"article_id": ids[doc], **_shown(row, FIELDS[field], kind), **told}


def _speaker(row: dict[str, Any]) -> dict[str, Any]:
    """Show who says a quotation; nulls where nobody is known to, as with names and terms between marks."""
    return {name: row.get(name) for name in ("speaker", "speaker_type")}


def _date(row: dict[str, Any]) -> dict[str, Any]:
    """Show what a date says, and the day it means where one could be told."""
    return {"date": row["iso"], "resolved": None if row["resolved"] is None else row["resolved"].isoformat()}


def _shown(row: dict[str, Any], field: str, kind: str) -> dict[str, Any]:
    names = _SHOWN_OF_DATES if kind == "date" else [name for name in row if name not in _HIDDEN and name != "field"]
    shown = {"field": field, **{name: row[name] for name in names}, "kind": kind}
    if kind == "number":
        shown["value"] = _value(row["low"], row["high"], both=row["number_kind"] == "score")
    if kind == "name":
        shown["canonical"] = row["form"]
    return shown


def _value(low: float | None, high: float | None, *, both: bool) -> float | int | list[float | int] | None:
    if low is None or high is None:
        return None
    ends = [int(end) if end.is_integer() else end for end in (low, high)]
    return ends[0] if low == high and not both else ends
