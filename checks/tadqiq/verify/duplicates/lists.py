"""List clusters of articles that repeat each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from tadqiq.verify.duplicates.clusters import components
from tadqiq.verify.duplicates.compared import Cluster, compared
from tadqiq.verify.duplicates.hashing import Ints
from tadqiq.verify.duplicates.relations import Relations, relations
from tadqiq.verify.duplicates.sets import starts
from tadqiq.verify.views import CollectionView

KINDS = ("repeated-article",)
_TEMPLATE_DAYS = 14


def list_duplicates(view: CollectionView) -> Iterator[dict[str, Any]]:
    """Give each cluster with its kind, its articles from the first, its outlets, the days it spans, and what parts its articles.

    An article may stand in a cluster of each kind: copies of one text are also part of the article that was republished.
    """
    return compared(_clusters(view), view.articles)


def _clusters(view: CollectionView) -> Iterator[Cluster]:
    found = view.once(relations)
    order = found.order
    left, right = found.template
    close = order.days_apart(left, right) <= _TEMPLATE_DAYS
    one = _article(found)
    kinds = {
        "exact": (found.exact, found.exact, 1),
        "near": (one, found.exact, 2),
        "template": (_over(one, left[close], right[close]), one, 2),
        "same_event": (_events(one, *found.same_event), one, 2),
    }
    columns = _Columns(view.articles)
    for kind, (cluster, part, least) in kinds.items():
        for members in _members(cluster):
            if len(np.unique(part[members])) >= least:
                docs = order.doc[members].tolist()
                yield Cluster(columns.row(kind, docs), docs)


def _article(found: Relations) -> Ints:
    """Give each place the first of its article: the same text, or the same article in another version."""
    everywhere = np.arange(len(found.order))
    pairs = np.concatenate([everywhere, everywhere]), np.concatenate([found.exact, found.near.cluster])
    return components(*pairs, len(everywhere))


def _over(article: Ints, left: Ints, right: Ints) -> Ints:
    """Join articles, with all their versions, by pairs of places."""
    return components(article[left], article[right], len(article))[article]


def _events(article: Ints, left: Ints, right: Ints) -> Ints:
    """Join articles, with all their versions, to those of which they tell the same as half at least: a running story makes no chain."""
    known: dict[int, set[int]] = {}
    for one, other in zip(article[left].tolist(), article[right].tolist(), strict=True):
        known.setdefault(one, set()).add(other)
        known.setdefault(other, set()).add(one)
    label = np.arange(len(article))
    members: dict[int, int] = {}
    for place in sorted(known):
        heads = Counter(int(label[other]) for other in known[place] if other < place)
        best = max(heads, key=lambda head: (heads[head] / members[head], -head), default=place)
        if best != place and 2 * heads[best] >= members[best]:
            label[place] = best
        members[int(label[place])] = members.get(int(label[place]), 0) + 1
    return label[article]


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
