"""The dead or wounded are counted in the first paragraphs, but the first source of the article comes only after them.

News names its source early, so that a reader who stops there knows who says so. Nothing is reported where any word of the headline or
of the first paragraphs speaks of a source, and a byline or dateline is no paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import polars as pl

from tadqiq.model import BODY, HEADLINE, Hit, Rule, Span
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.kinds import _tolls
from tadqiq.verify.kinds._sources import reports
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    **_tolls.SETTINGS,
    "speech": 4,  # words of a quotation that has a speaker, recognised or not
}

_SHORTEST = 8  # tokens of a paragraph that is no byline


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the first source of each article that comes late."""
    settings = rule.settings
    counts = _tolls.tolls(view, settings).unique("doc", keep="first", maintain_order=True)
    told = view.mentions.attributions.filter(pl.col("field") == BODY).join(
        counts.select("doc"), on="doc", how="semi", maintain_order="left"
    )
    first = told.filter(pl.col("source").is_not_null()).unique("doc", keep="first", maintain_order=True)
    if first.is_empty():
        return
    paragraph = _paragraphs(view.batch)
    place = paragraph[token_ranges(view.batch, first.with_columns(start="source_start", end="source_end"))[0]]
    late = first.with_columns(paragraph=pl.Series(place)).filter(pl.col("paragraph") >= settings["paragraphs"])
    late = late.join(_spoken(view, paragraph, settings), on="doc", how="anti", maintain_order="left")
    late = late.join(counts.select("doc", claim="text", at="start", to="end"), on="doc", maintain_order="left")
    for row in late.iter_rows(named=True):
        words = {"claim": row["claim"], "paragraph": str(row["paragraph"] + 1)}
        claim = Span(row["doc"], BODY, row["at"], row["to"])
        yield Hit(rule.code, Span(row["doc"], BODY, row["source_start"], row["source_end"]), words, related=(claim,))


def _paragraphs(batch: Batch) -> Ints:
    """Count each token's paragraph within its text, leaving out bylines and datelines."""
    tokens = batch.tokens
    opens = np.concatenate([[True], (np.diff(tokens.segment) != 0) | (np.diff(tokens.para) != 0)])
    begins = np.flatnonzero(opens)
    long = np.diff(np.append(begins, len(tokens))) >= _SHORTEST
    before = np.concatenate([[0], np.cumsum(long)])[:-1]
    texts = tokens.segment[begins]
    base = before[np.searchsorted(texts, texts)]
    return np.repeat(before - base, np.diff(np.append(begins, len(tokens))))


def _spoken(view: ArticleView, paragraph: Ints, settings: Mapping[str, Any]) -> pl.DataFrame:
    """List the articles whose headline or first paragraphs speak of a source, or quote somebody, recognised or not."""
    tokens = view.batch.tokens
    said = view.batch.column(reports)
    long = view.mentions.quotations.filter(pl.col("text").str.count_matches(r"\s") >= settings["speech"] - 1)
    said[token_ranges(view.batch, long)[0]] = True
    places = np.flatnonzero(said)
    places = places[(tokens.segment[places] % 2 == HEADLINE) | (paragraph[places] < settings["paragraphs"])]
    return pl.DataFrame({"doc": view.batch.docs[np.unique(tokens.segment[places] // 2)]}, schema={"doc": pl.UInt32})
