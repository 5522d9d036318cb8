"""Every source that an article names is hearsay: the media, reports, sources, observers.

People who saw something (eyewitnesses, residents) are no hearsay, and what analysts think is no news. So the first source must
report, in the first paragraphs, and its head must be one that the lexicon of sources knows as hearsay.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.recognise.clauses import head_of
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "paragraphs": 2,  # of the body in which the source of the news stands
    "heads": ["means", "plural_source", "hearsay"],
    "cues": ["neutral", "official", "particle", "colon"],  # not what somebody thinks
}

_NAMES_ONE = frozenset({"spokes", "agency", "anonymous", "social"})


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the first source of each article that names no other."""
    settings = rule.settings
    stated = view.mentions.attributions.filter(pl.col("source").is_not_null())
    alone = stated.filter((pl.col("source_type") == "vague").all().over("doc") & (pl.col("field") == BODY))
    first = alone.unique("doc", keep="first", maintain_order=True).filter(
        (pl.col("para") < settings["paragraphs"]) & pl.col("cue_class").is_in(settings["cues"])
    )
    if first.is_empty():
        return
    first = first.filter(_heads(first["source"]).is_in(settings["heads"])).join(_unread(view), on="doc", how="anti")
    for row in first.iter_rows(named=True):
        yield Hit(rule.code, Span(row["doc"], row["field"], row["source_start"], row["source_end"]))


def _heads(sources: pl.Series) -> pl.Series:
    """Give the class of each source's first word."""
    keys = column(sources.str.extract(r"^\W*(\w[\w\p{M}]*)").fill_null(""), "N2")
    return pl.Series([head_of(key)[0] for key in keys.to_list()], dtype=pl.String)


def _unread(view: ArticleView) -> pl.DataFrame:
    """List the articles that have a word for a source of another sort, even where no attribution was recognised."""
    batch = view.batch
    rows = np.unique(batch.tokens.segment[batch.column(_others)] // 2)
    return pl.DataFrame({"doc": batch.docs[rows]}, schema={"doc": pl.UInt32})


def _others(words: pl.DataFrame) -> NDArray[np.bool_]:
    return np.fromiter((head_of(key)[0] in _NAMES_ONE for key in words["n2"].to_list()), dtype=bool, count=words.height)
