"""List clusters of articles that repeat each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from tadqiq.verify.duplicates.clusters import components
from tadqiq.verify.duplicates.hashing import Ints
from tadqiq.verify.duplicates.relations import relations
from tadqiq.verify.duplicates.sets import starts
from tadqiq.verify.views import CollectionView

KINDS = ("repeated-article",)
_TEMPLATE_DAYS = 7


def list_duplicates(view: CollectionView) -> Iterator[dict[str, Any]]:
    """Give each cluster with its kind, its articles from the first, its outlets and the days it spans.

    An article may stand in a cluster of each kind: copies of one text are also part of the article that was republished.
    """
    found = view.once(relations)
    order, many = found.order, len(found.order)
    everywhere = np.arange(many)
    near = np.where(found.near.cluster == everywhere, everywhere, found.near.cluster)
    left, right = found.template
    close = order.days_apart(left, right) <= _TEMPLATE_DAYS
    kinds = {
        "exact": found.exact,
        "near": components(np.concatenate([everywhere, found.exact]), np.concatenate([near, everywhere]), many),
        "template": components(left[close], right[close], many),
        "same_event": components(*found.same_event, many),
    }
    columns = _Columns(view.articles)
    for kind, cluster in kinds.items():
        for members in _members(cluster):
            if kind != "near" or len(np.unique(found.exact[members])) > 1:
                yield columns.row(kind, order.doc[members].tolist())


def _members(cluster: Ints) -> Iterator[Ints]:
    """Give the places of each cluster of two and more."""
    order = np.argsort(cluster, kind="stable")
    bounds = np.append(np.flatnonzero(starts(cluster[order])), len(order))
    for index in np.flatnonzero(np.diff(bounds) > 1).tolist():
        yield order[bounds[index] : bounds[index + 1]]


class _Columns:
    """Hold the columns that a row of the list shows, as Python values."""

    def __init__(self, articles: pl.DataFrame) -> None:
        """Take the columns out of the frame once."""
        self.ids, self.outlets, self.headlines = (articles[name].to_list() for name in ("article_id", "outlet", "headline"))
        self.days = articles["date"].dt.to_string("%Y-%m-%d").to_list()

    def row(self, kind: str, docs: list[int]) -> dict[str, Any]:
        """Describe one cluster."""
        days = sorted(self.days[doc] for doc in docs if self.days[doc])
        span = {"from": days[0], "to": days[-1]} if days else {}
        outlets = sorted({self.outlets[doc] for doc in docs if self.outlets[doc]})
        ids = [self.ids[doc] for doc in docs]
        return {"kind": kind, "size": len(docs), "articles": ids, "headline": self.headlines[docs[0]], "outlets": outlets, **span}
