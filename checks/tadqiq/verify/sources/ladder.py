"""Put an article's sources into one ladder, plainly: each source, through whom, and what rests on it; last, what rests on nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from tadqiq.model import ARTICLES, Span
from tadqiq.recognise import recognise
from tadqiq.recognise.tokens import batch
from tadqiq.verify.sources import NOBODY, RESTING, RUNGS, sources
from tadqiq.verify.views import ArticleView

TABLES = {"rungs": RUNGS, "resting": RESTING}


class Resting(NamedTuple):
    """Hold one thing that rests on a source."""

    kind: str  # statement, claim or quotation
    carried: bool  # the source stands in an earlier sentence
    span: Span
    text: str


class Rung(NamedTuple):
    """Hold one source of an article."""

    source: str
    source_type: str
    via: str | None
    mentions: int
    span: Span
    rests: tuple[Resting, ...]


class Ladder(NamedTuple):
    """Hold the sources of one article, in the order of the text, and what rests on nobody."""

    rungs: tuple[Rung, ...]
    nobody: tuple[Resting, ...]


def tables(articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Lay out the sources of a batch of articles (see TABLES)."""
    made = batch(articles)
    found = sources(ArticleView(made, recognise(made)))
    return {"rungs": found.rungs, "resting": found.resting}


def ladders(rungs: pl.DataFrame, resting: pl.DataFrame, docs: Iterable[int]) -> dict[int, Ladder]:
    """Put the rows of some articles together."""
    held: dict[tuple[int, int], list[Resting]] = {}
    for row in resting.iter_rows(named=True):
        span = Span(row["doc"], row["field"], row["start"], row["end"])
        held.setdefault((row["doc"], row["rung"]), []).append(Resting(row["kind"], row["how"] == "carried", span, row["text"]))
    steps: dict[int, list[Rung]] = {doc: [] for doc in docs}
    for row in rungs.iter_rows(named=True):
        span = Span(row["doc"], row["field"], row["start"], row["end"])
        rests = tuple(held.get((row["doc"], row["rung"]), ()))
        steps.setdefault(row["doc"], []).append(Rung(row["source"], row["source_type"], row["via"], row["mentions"], span, rests))
    return {doc: Ladder(tuple(found), tuple(held.get((doc, NOBODY), ()))) for doc, found in steps.items()}


def read(articles: pl.DataFrame) -> dict[int, Ladder]:
    """Make the ladders of a few articles (schema ARTICLES)."""
    if articles.is_empty():
        return {}
    found = tables(articles.select(list(ARTICLES)))
    return ladders(found["rungs"], found["resting"], articles["doc"].to_list())
