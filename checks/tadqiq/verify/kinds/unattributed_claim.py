"""The dead and wounded are counted in an article that names no source at all.

Much news rests on one source for the whole article, and history, backgrounds and reviews need none. So a count is reported only
where the article opens with it and where the whole article has no reporting verb, no according-to and no word for a spokesman,
an agency or an unnamed source.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Hit, Rule
from tadqiq.verify.kinds import _tolls
from tadqiq.verify.kinds._sources import reports
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS = _tolls.SETTINGS


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the first such count of each article."""
    told = view.batch.docs[_told(view)]
    rows = _tolls.tolls(view, rule.settings).filter(~pl.col("doc").is_in(told)).unique("doc", keep="first", maintain_order=True)
    for row in rows.iter_rows(named=True):
        yield Hit(rule.code, _tolls.span(view.batch, row))


def _told(view: ArticleView) -> NDArray[np.bool_]:
    """Tell of each article of the batch whether anything in it speaks of a source."""
    batch = view.batch
    told = np.zeros(len(batch.docs), dtype=bool)
    told[batch.tokens.segment[batch.column(reports)] // 2] = True
    return told | np.isin(batch.docs, view.mentions.attributions["doc"].to_numpy())
