"""Hold the frame of articles to its contract, before any other stage sees it."""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl

from tadqiq.load.reasons import reason
from tadqiq.model import ARTICLES, LONGEST_BODY, Problem

LONGEST_HEADLINE = 500  # code points; the longest in real news have about 300
_CONTROL = r"\x00"
_BREAKS = {  # code and reason of each check, by the word that stands in the check's error
    "empty": ("SCH005", None),
    "long-headline": ("SCH010", "headline"),
    "long-body": ("SCH010", "body"),
    "control": ("SCH010", "control"),
}


def broken(articles: pl.DataFrame) -> list[Problem]:
    """Check every article and tell, each at its place, what breaks the contract; all articles stay."""
    from pandera.errors import SchemaErrors

    try:
        _schema().validate(articles, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    found = cases.select(pl.col("check"), pl.col("index").cast(pl.Int64)).unique(maintain_order=True).sort("index", "check")
    places = articles.select("doc", "origin", "line")
    problems = []
    for check, index in found.iter_rows():
        code, key = _BREAKS[check]
        doc, origin, line = places.row(index)
        problems.append(Problem(code, origin, line, doc=doc, args=reason(key) if key else {}))
    return problems


@cache
def _schema() -> Any:
    """Write the contract: the columns of ARTICLES, and what may stand in them."""
    import pandera.polars as pa

    def check(expression: pl.Expr, name: str) -> Any:
        return pa.Check(lambda data: data.lazyframe.select(expression), error=name)

    checks = {
        "headline": [
            check(pl.col("headline").str.len_chars() <= LONGEST_HEADLINE, "long-headline"),
            check(~pl.col("headline").str.contains(_CONTROL), "control"),
        ],
        "body": [
            check(pl.col("body").str.len_chars() <= LONGEST_BODY, "long-body"),
            check(~pl.col("body").str.contains(_CONTROL), "control"),
        ],
    }
    never_null = {"doc", "article_id", "headline", "body", "origin"}
    columns = {name: pa.Column(dtype, nullable=name not in never_null, checks=checks.get(name)) for name, dtype in ARTICLES.items()}
    written = pl.any_horizontal(pl.col("headline", "body").str.contains(r"[\p{Lo}\p{Ll}\p{Lu}\p{Lt}\p{N}]"))
    return pa.DataFrameSchema(columns, checks=[check(written, "empty")], strict=True, ordered=True)
