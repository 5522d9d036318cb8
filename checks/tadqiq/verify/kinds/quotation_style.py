"""One article sets its quotations in more than one pair of marks: "…" here and «…» there.

Only outer quotations count: inside another one a second pair is right. The style that most quotations have is the article's own (of two
equally frequent ones the first); the finding stands at the first quotation in the rarest. What the headline quotes too keeps its marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: Mapping[str, Any] = {}

_STYLES = {'"': '"…"', "«": "«…»", "»": "«…»", "“": "“…”", "”": "“…”", "„": "“…”", "‟": "“…”"}  # turned the wrong way is another rule's


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the articles that quote in two styles."""
    quoted = view.mentions.quotations.filter((pl.col("field") == BODY) & (pl.col("depth") == 0) & (pl.col("close") != ""))
    quoted = quoted.with_columns(style=pl.col("open").replace_strict(_STYLES, default=None, return_dtype=pl.String)).drop_nulls("style")
    quoted = quoted.filter(pl.col("style").n_unique().over("doc") > 1)
    headlines = dict(zip(view.batch.docs.tolist(), view.batch.texts[::2], strict=True))
    repeated = [text[1:-1] in headlines[doc] for doc, text in quoted.select("doc", "text").iter_rows()]
    quoted = quoted.filter(~pl.Series(repeated, dtype=pl.Boolean)).sort("doc", "start")
    for (doc,), rows in quoted.group_by("doc", maintain_order=True):
        styles = rows.group_by("style", maintain_order=True).agg(pl.len().alias("count"), pl.col("start", "end", "text").first())
        if styles.height > 1:
            yield _hit(rule, int(str(doc)), styles)


def _hit(rule: Rule, doc: int, styles: pl.DataFrame) -> Hit:
    own, *_, rare = styles.sort("count", descending=True, maintain_order=True).iter_rows(named=True)
    words = {"style": rare["style"], "count": str(rare["count"]), "own": own["style"], "others": str(own["count"])}
    rare_span, own_span = (Span(doc, BODY, style["start"], style["end"]) for style in (rare, own))
    inside = rare["text"][1:-1]
    mended = own["style"].replace("…", inside) if not any(mark in inside for mark in own["style"]) else None
    return Hit(rule.code, rare_span, words, suggestion=mended, related=(own_span,))
