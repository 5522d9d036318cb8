"""Keep the passages that stand where a rule looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from tadqiq.model import BODY, HEADLINE, Span
from tadqiq.verify.patterns.tree import PatternError
from tadqiq.verify.views import ArticleView

WHERE = ("text", "headline", "body", "lead", "paragraphs")  # the lead is the body's first paragraph, paragraphs are the others
QUOTATIONS = ("any", "outside", "inside")


def check(settings: Mapping[str, Any]) -> None:
    """Raise a PatternError for a place that is none."""
    for key, allowed in (("where", WHERE), ("quotations", QUOTATIONS)):
        if settings[key] not in allowed:
            raise PatternError(f"'{key}' cannot be '{settings[key]}'", 0, "allowed: " + ", ".join(allowed))


def within(view: ArticleView, spans: Iterable[Span], settings: Mapping[str, Any]) -> Iterator[Span]:
    """Give the spans in the rule's part of the article, inside or outside its quotations."""
    where, quotations = settings["where"], settings["quotations"]
    kept = (span for span in spans if _stands(view, span, where))
    if quotations == "any":
        yield from kept
        return
    quoted = view.once(_quoted)
    for span in kept:
        inside = any(start < span.end and span.start < end for start, end in quoted.get((span.doc, span.field), ()))
        if inside == (quotations == "inside"):
            yield span


def _stands(view: ArticleView, span: Span, where: str) -> bool:
    if where == "text":
        return True
    if where in {"headline", "body"} or span.field == HEADLINE:
        return (where == "headline") == (span.field == HEADLINE) and where in {"headline", "body"}
    return (span.start <= view.once(_leads).get(span.doc, 0)) == (where == "lead")


def _leads(view: ArticleView) -> dict[int, int]:
    """Give the end of each body's first paragraph that has words."""
    tokens = view.batch.tokens
    bodies = np.arange(len(view.batch.docs)) * 2 + BODY
    ends: dict[int, int] = {}
    for doc, segment in zip(view.batch.docs.tolist(), bodies.tolist(), strict=True):
        a, b = int(tokens.first[segment]), int(tokens.first[segment + 1])
        if b > a:
            last = a + int(np.searchsorted(tokens.para[a:b], tokens.para[a], side="right")) - 1
            ends[doc] = int(tokens.end[last])
    return ends


def _quoted(view: ArticleView) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Give the quotations of each field; one whose end is missing reaches to the end of its paragraph."""
    rows = view.mentions.quotations.select("doc", "field", "start", "end").iter_rows()
    quoted: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for doc, field, start, end in rows:
        quoted.setdefault((doc, field), []).append((start, end))
    return quoted
