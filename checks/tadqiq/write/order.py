"""Put findings into the order an editor reads them in, and choose fairly when there are too many to show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from tadqiq.model import LEVELS

RANK = pl.col("level").replace_strict({level: rank for rank, level in enumerate(LEVELS)}, default=len(LEVELS), return_dtype=pl.UInt8)
_PLACES = {"error": 8, "warning": 4, "info": 1}  # places a rule of that level gets in each round of choosing


def family(code: str) -> str:
    """Return the letters that a code begins with.

    >>> family("NUM007")
    'NUM'
    """
    return code.rstrip("0123456789")


def about_run(finding: Mapping[str, Any]) -> bool:
    """Tell what is said of the run as a whole from problems of files, which have a place in one."""
    return finding["doc"] is None and not finding["origin"]


def by_article(findings: pl.DataFrame) -> pl.DataFrame:
    """Order findings: files' problems, the run as a whole, then articles by their worst finding and count; within one by place."""
    keyed = findings.with_columns(_rank=RANK, _field=pl.col("field") == "body", _row=pl.int_range(pl.len()))
    keyed = keyed.with_columns(_worst=pl.col("_rank").min().over("doc"), _many=pl.len().over("doc"), _file=pl.col("doc").is_not_null())
    keyed = keyed.with_columns(_run=pl.col("doc").is_null() & (pl.col("origin") == ""))
    ordered = keyed.sort(
        ["_file", "_run", "_worst", "_many", "doc", "_rank", "_field", "start", "_row"],
        descending=[False, False, False, True, False, False, False, False, False],
        nulls_last=False,
    )
    return ordered.select(findings.columns)


def fairly(findings: pl.DataFrame, limit: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Part findings into at most `limit` to show and the rest, both in the order given.

    Rules take turns, and within a rule articles take turns; a rule of a worse level gets more places a round.
    So one rule that fires ten thousand times never hides the others.
    """
    if findings.height <= limit:
        return findings, findings.clear()
    weight = pl.col("level").replace_strict(_PLACES, default=1, return_dtype=pl.UInt32)
    keyed = findings.with_columns(_row=pl.int_range(pl.len()), _rank=RANK)
    keyed = keyed.with_columns(_here=pl.int_range(pl.len()).over("code", "doc"))
    keyed = keyed.sort("_here", "_row").with_columns(_round=pl.int_range(pl.len()).over("code") // weight)
    chosen = keyed.sort("_round", "_rank", "_here", "_row").with_columns(_shown=pl.int_range(pl.len()) < limit).sort("_row")
    return tuple(chosen.filter(pl.col("_shown") == wanted).select(findings.columns) for wanted in (True, False))  # type: ignore[return-value]
