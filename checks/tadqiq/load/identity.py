"""Give every article an id of its own: the record's, or a hash of what it says, which moving it does not change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import polars as pl

from tadqiq.model import Problem
from tadqiq.normalise import column

_DIGITS = 12  # hexadecimal: 48 bits, one clash expected beyond ten million articles


def identified(articles: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    """Fill missing ids and part equal ones by a visible suffix; ids that records themselves share are problems.

    articles  columns article_id (null or empty where the record has none), headline, body, origin, line; row number is doc.
    """
    own = articles["article_id"].str.strip_chars().replace("", None)
    missing = own.is_null()
    if missing.any():
        own = own.scatter(missing.arg_true(), _hashes(articles.filter(missing)))
    articles = articles.with_columns(article_id=own)
    repeated = own.is_duplicated()
    if not repeated.any():
        return articles, []
    renamed: dict[int, str] = {}
    problems = list(_parted(articles.with_row_index("row").filter(repeated), set(own.to_list()), missing, renamed))
    ids = own.to_list()
    for row, name in renamed.items():
        ids[row] = name
    return articles.with_columns(article_id=pl.Series(ids, dtype=pl.String)), problems


def _hashes(articles: pl.DataFrame) -> list[str]:
    lead = articles["body"].str.extract(r"^\s*([^\n]*)").fill_null("")
    keys = zip(column(articles["headline"], "N2").to_list(), column(lead, "N2").to_list(), strict=True)
    plain = ("\n".join(" ".join(part.split()) for part in key) for key in keys)
    return [hashlib.sha256(key.encode()).hexdigest()[:_DIGITS] for key in plain]


def _parted(repeated: pl.DataFrame, taken: set[str], missing: pl.Series, renamed: dict[int, str]) -> Iterator[Problem]:
    """Rename all but the first bearer of each id, in order, and tell of ids that were the records' own."""
    first: dict[str, str] = {}
    count: dict[str, int] = {}
    for row, name, origin, line in repeated.select("row", "article_id", "origin", "line").iter_rows():
        if name not in first:
            first[name], count[name] = f"{origin}:{line}", 1
            continue
        new = name
        while new in taken:
            count[name] += 1
            new = f"{name}#{count[name]}"
        taken.add(new)
        renamed[row] = new
        if not missing[row]:
            yield Problem("SCH004", origin, line, doc=row, args={"id": name, "first": first[name], "new": new})
