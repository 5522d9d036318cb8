"""One pair of quotation marks holds two names joined by و, as if they were one name: "الوادي والسنديان"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from tadqiq.model import Hit, Rule, Span
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"classes": ["person", "place", "organisation"], "longest": 80}  # code points between the marks
_AND = "و"


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the quotations that are two names and nothing else."""
    quoted = view.mentions.quotations.filter((pl.col("close") != "") & (pl.col("end") - pl.col("start") <= rule.settings["longest"]))
    if not quoted.height:
        return
    names = view.mentions.names.filter(pl.col("class").is_in(rule.settings["classes"]))
    starts: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for doc, field, start, end in names.select("doc", "field", "start", "end").iter_rows():
        starts.setdefault((doc, field), []).append((start, end))
    rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
    for span, opened, closed in _spans(quoted):
        text = view.batch.texts[2 * rows[span.doc] + span.field]
        inner = Span(span.doc, span.field, span.start + len(opened), span.end - len(closed))
        pair = _pair(text, inner, starts.get((span.doc, span.field), []))
        if pair is not None:
            yield Hit(rule.code, span, suggestion=f"{opened}{pair[0]}{closed} {_AND}{opened}{pair[1]}{closed}")


def _spans(quoted: pl.DataFrame) -> Iterator[tuple[Span, str, str]]:
    for doc, field, start, end, opened, closed in quoted.select("doc", "field", "start", "end", "open", "close").iter_rows():
        yield Span(doc, field, start, end), opened, closed


def _pair(text: str, inner: Span, names: list[tuple[int, int]]) -> tuple[str, str] | None:
    """Give the two names that fill a passage, or None."""
    inside = [(start, end) for start, end in names if inner.start <= start and end <= inner.end]
    if len(inside) != 2:
        return None
    (a, b), (c, d) = sorted(inside)
    whole = text[inner.start : a].strip() == "" and text[d : inner.end].strip() == ""
    return (text[a:b], text[c:d]) if whole and text[b:c].strip() == _AND and text[b:c] != _AND else None
