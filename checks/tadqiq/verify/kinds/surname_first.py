"""A body lets somebody speak by a foreign family name alone before it gives the full name.

Only a family name right after a verb of saying is looked at, without a role: what stands after other words is too often half of a name
that the recogniser does not know, or an eponym (جائزة نوبل). One that everybody knows stands alone by right, and one that two people of the
article bear says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl

from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.recognise.names.letters import letters
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.spellings import known
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}

_VERB, _MORE = [ord("v")], list(b"XGWDNFKdA")  # what stands before the name, and what may be more of it


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the family names that stand before the full name."""
    names = _speaking(view).filter(pl.col("class") == "person", pl.col("field") == BODY)
    names = names.with_columns(words=pl.col("key").str.count_matches(" ") + 1, last=pl.col("key").str.extract(r"([^ ]+)$"))
    alone = names.filter(pl.col("words") == 1).unique(["doc", "last"], keep="first", maintain_order=True)
    alone = alone.filter("speaks", pl.col("role").is_null(), pl.col("evidence") == "surname", ~pl.col("last").is_in(list(known())))
    ends = names.filter(pl.col("words") > 1).group_by("doc", "last", maintain_order=True)
    full = ends.agg(pl.col("start", "end", "form", "key").first(), people=pl.col("key").n_unique()).filter(pl.col("people") == 1)
    pairs = alone.join(full, on=["doc", "last"], maintain_order="left", suffix="_full").filter(pl.col("start") < pl.col("start_full"))
    for row in pairs.iter_rows(named=True):
        if not set(row["key_full"].split()) & known().keys():  # an Arabic name
            place, full_place = (Span(row["doc"], BODY, row[f"start{of}"], row[f"end{of}"]) for of in ("", "_full"))
            yield Hit(rule.code, place, {"full": row["form_full"]}, row["form_full"], (full_place,))


def _speaking(view: ArticleView) -> pl.DataFrame:
    """Tell of each name whether it stands between a verb of saying and a word that is no more of the name."""
    names, letter = view.mentions.names, np.append(view.batch.column(letters) & 0xFF, [0, 0])
    first, last = token_ranges(view.batch, names)
    speaks = np.isin(letter[first - 1], _VERB) & ~np.isin(letter[last + 1], _MORE)
    return names.with_columns(speaks=pl.Series(speaks, dtype=pl.Boolean))
