"""Say where each article uses a spelling, and how it would be written there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import polars as pl

from tadqiq.model import Span
from tadqiq.verify.names.clusters import Links
from tadqiq.verify.names.nodes import Node


class Use(NamedTuple):
    """Hold how an article uses a spelling: its first mention, what is written there, the name without joined letters, and how often."""

    span: Span
    text: str
    form: str
    times: int


Uses = Mapping[int, Mapping[int, Use]]  # spelling → doc → use


def uses_of(links: Links, wanted: Iterable[int]) -> Uses:
    """Gather where each of some spellings stands first in each article, and how often."""
    some = links.names.filter(pl.col("node").is_in(sorted(set(wanted)))).sort("doc", "field", "start")
    grouped = some.group_by("node", "doc", maintain_order=True).agg(pl.col("field", "start", "end", "text", "form").first(), count=pl.len())
    found: dict[int, dict[int, Use]] = defaultdict(dict)
    for node, doc, field, start, end, *cells in grouped.iter_rows():
        found[node][doc] = Use(Span(doc, field, start, end), *cells)
    return found


def by_letters(links: Links, uses: Uses) -> Uses:
    """Lay the uses of spellings that only spaces part together, under the first of them."""
    first: dict[Node, int] = {}
    merged: dict[int, dict[int, Use]] = defaultdict(dict)
    for n in sorted(uses):
        docs = merged[first.setdefault(links.nodes[n], n)]
        for doc, use in uses[n].items():
            held = docs.get(doc, use)
            docs[doc] = min(held, use)._replace(times=held.times + use.times) if doc in docs else use
    return merged


def in_place(use: Use, form: str) -> str:
    """Write a form as it would stand in a place, where ل and the article are one (لل)."""
    melted = use.text != use.form and use.text.startswith("لل") and form.startswith("ال")
    return "لل" + form[2:] if melted else form


def form_of(uses: Iterable[Use]) -> str:
    """Give the form that most articles write a spelling in."""
    counts = Counter(use.form for use in uses)
    return min(counts, key=lambda form: (-counts[form], form))


def order_of_articles(articles: pl.DataFrame) -> dict[int, int]:
    """Rank the articles by day, then by id."""
    ranked = articles.select("doc", "date", "article_id").sort("date", "article_id", nulls_last=True)["doc"].to_list()
    return {doc: place for place, doc in enumerate(ranked)}
