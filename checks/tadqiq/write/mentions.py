"""Write mentions as the objects that `tadqiq mentions` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from tadqiq.model import FIELDS
from tadqiq.recognise import Mentions

_KINDS = {"numbers": "number", "quotations": "quotation", "attributions": "attribution", "names": "name"}
_HIDDEN = {"doc", "para", "sent", "low", "high", "key", "form"}


def rows(articles: pl.DataFrame, mentions: Mentions) -> Iterator[dict[str, Any]]:
    """Yield each mention as one object, by article and place."""
    ids = articles["article_id"].to_list()
    every = [
        (row["doc"], row["field"], row["start"], kind, row)
        for name, kind in _KINDS.items()
        for row in getattr(mentions, name).iter_rows(named=True)
    ]
    for doc, field, _, kind, row in sorted(every, key=lambda item: item[:4]):
        yield {"article_id": ids[doc], **_shown(row, FIELDS[field], kind)}


def _shown(row: dict[str, Any], field: str, kind: str) -> dict[str, Any]:
    shown = {"field": field, **{k: v for k, v in row.items() if k not in _HIDDEN and k != "field"}, "kind": kind}
    if kind == "number":
        shown["value"] = _value(row["low"], row["high"])
    if kind == "name":
        shown["canonical"] = row["form"]
    return shown


def _value(low: float | None, high: float | None) -> float | int | list[float | int] | None:
    if low is None or high is None:
        return None
    ends = [int(end) if end.is_integer() else end for end in (low, high)]
    return ends[0] if low == high else ends
