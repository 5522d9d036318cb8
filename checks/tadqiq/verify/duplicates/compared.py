"""Add to the clusters of a list what parts each article from the first: words of the body, or of the headline in a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import polars as pl

from tadqiq.verify.duplicates.changes import Caps, Change, Wording, compare, wordings

_FIELDS = {"near": "body", "template": "headline"}
_CAPS = Caps(changes=4, words=24, around=4)
_MEMBERS = 10  # articles of a cluster that are compared with its first
_CLUSTERS = 200  # compared at once
_NAMES = ("before", "gone", "new", "after")


class Cluster(NamedTuple):
    """Hold a row of the list and the docs of its articles, the first first."""

    row: dict[str, Any]
    docs: list[int]


def compared(clusters: Iterable[Cluster], articles: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Give the rows of clusters, with the changes of the first few articles of near and template ones."""
    every = iter(clusters)
    while some := list(islice(every, _CLUSTERS)):
        yield from _some(some, articles)


def _some(clusters: list[Cluster], articles: pl.DataFrame) -> Iterator[dict[str, Any]]:
    fields = [_FIELDS.get(cluster.row["kind"], "") for cluster in clusters]
    wanted = {(doc, field) for cluster, field in zip(clusters, fields, strict=True) if field for doc in cluster.docs[: _MEMBERS + 1]}
    read: dict[tuple[int, str], Wording] = {}
    for field in _FIELDS.values():
        keys = sorted(key for key in wanted if key[1] == field)
        texts = articles[field].gather([doc for doc, _ in keys]).to_list()
        read |= dict(zip(keys, wordings(texts), strict=True))
    for cluster, field in zip(clusters, fields, strict=True):
        if not field:
            yield cluster.row
            continue
        first, *others = (read[doc, field] for doc in cluster.docs[: _MEMBERS + 1])
        found = zip(cluster.row["articles"][1:], (compare(first, other, _CAPS) for other in others), strict=False)
        changes = [{"article": name, "words": [_shown(one) for one in told.shown], "more": told.more} for name, told in found]
        yield cluster.row | {"compared": field, "changes": changes}


def _shown(change: Change) -> dict[str, Any]:
    """Write a change with what it holds."""
    words = {name: text for name, text in zip(_NAMES, change, strict=False) if text}
    more = {f"{name}_more": count for name, count in (("gone", change.gone_more), ("new", change.new_more)) if count}
    return words | more
