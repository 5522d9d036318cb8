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
    "control-body": ("SCH010", "control"),
}


def broken(articles: pl.DataFrame) -> list[Problem]:
    """Check every article and tell, each at its place, what breaks the contract; all articles stay.

    pandera names the rows that fail; it is imported only where one does, for it takes longer than checking a few hundred articles.
    """
    if _holds(articles):
        return []
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


_NEVER_NULL = ("doc", "article_id", "headline", "body", "origin")


def _checks() -> dict[str, tuple[str | None, pl.Expr]]:
    """Write the contract's checks of values: for each the column it is about, if one, and what must be true of every row."""
    return {
        "long-headline": ("headline", pl.col("headline").str.len_chars() <= LONGEST_HEADLINE),
        "long-body": ("body", pl.col("body").str.len_chars() <= LONGEST_BODY),
        "control": ("headline", ~pl.col("headline").str.contains(_CONTROL)),
        "control-body": ("body", ~pl.col("body").str.contains(_CONTROL)),
        "empty": (None, pl.any_horizontal(pl.col("headline", "body").str.contains(r"[\p{Lo}\p{Ll}\p{Lu}\p{Lt}\p{N}]"))),
    }


def _holds(articles: pl.DataFrame) -> bool:
    """Tell whether nothing breaks the contract, by the same checks in one pass."""
    shape = dict(articles.schema) == dict(pl.Schema(ARTICLES))
    truths = [expression.all().alias(name) for name, (_, expression) in _checks().items()]
    filled = [pl.col(name).is_not_null().all().alias(f"filled-{name}") for name in _NEVER_NULL]
    return shape and all(articles.select(*truths, *filled).row(0))


@cache
def _schema() -> Any:
    """Make a pandera schema of the contract: the columns of ARTICLES, and what may stand in them."""
    import pandera.polars as pa

    of: dict[str | None, list[Any]] = {}
    for name, (about, expression) in _checks().items():
        of.setdefault(about, []).append(pa.Check(lambda data, e=expression: data.lazyframe.select(e), error=name))
    columns = {name: pa.Column(dtype, nullable=name not in _NEVER_NULL, checks=of.get(name)) for name, dtype in ARTICLES.items()}
    return pa.DataFrameSchema(columns, checks=of[None], strict=True, ordered=True)
