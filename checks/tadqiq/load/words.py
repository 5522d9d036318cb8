"""Read the word lists that loading needs."""

from __future__ import annotations

from functools import cache

import polars as pl

from tadqiq.errors import LexiconError
from tadqiq.normalise import column
from tadqiq.resources import room


@cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """Read one tab-separated word list into one mapping a row, by the names in its header line."""
    file = room("rules") / "lexicons" / "ar" / f"{name}.tsv"
    lines = enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
    rows = [(number, line.split("\t")) for number, line in lines if line.strip() and not line.startswith("#")]
    header = rows[0][1]
    for number, cells in rows:
        if len(cells) != len(header):
            raise LexiconError(
                f"{len(cells)} cells where the header has {len(header)}",
                where=f"{file.name}:{number}",
                hint="cells are parted by one tab each",
            )
    return tuple(dict(zip(header, cells, strict=True)) for _, cells in rows[1:])


@cache
def forms(name: str, kind: str) -> frozenset[str]:
    """Give the forms of one class of a word list, at matching level."""
    return frozenset(column(pl.Series([row["form"] for row in read(name) if row["class"] == kind], dtype=pl.String), "N2").to_list())
