"""Everything that an article attributes, it attributes to one source.

An article that may well have a second one which recognising did not read (a cue with somebody beside it) is left alone, as are short ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.verify.kinds._sources import half_read
from tadqiq.verify.sources import sources
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "rests": 3,  # least statements, claims and quotations that rest on it
    "paragraphs": 3,  # least paragraphs of the body
    "types": [],  # of sources; none is any
}


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the one source of each article."""
    settings, found = rule.settings, view.once(sources)
    alone = found.rungs.filter((pl.len().over("doc") == 1) & (pl.col("field") == BODY))
    if settings["types"]:
        alone = alone.filter(pl.col("source_type").is_in(settings["types"]))
    rests = found.resting.filter(pl.col("rung") >= 0).group_by("doc").agg(rests=pl.len())
    alone = alone.join(rests, on="doc", maintain_order="left").filter(pl.col("rests") >= settings["rests"])
    alone = alone.filter(~pl.col("doc").is_in(half_read(view).implode()))
    long = {doc for doc, body in view.batch.articles.select("doc", "body").iter_rows() if body.count("\n") + 1 >= settings["paragraphs"]}
    for row in alone.iter_rows(named=True):
        if row["doc"] in long:
            yield Hit(rule.code, Span(row["doc"], row["field"], row["start"], row["end"]), {"rests": str(row["rests"])})
