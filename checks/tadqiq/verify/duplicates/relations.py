"""Put the relations between articles together: which are the same text, the same article, one template, one event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from tadqiq.verify.duplicates.collection import Ordered, ordered
from tadqiq.verify.duplicates.events import events
from tadqiq.verify.duplicates.hashing import Ints
from tadqiq.verify.duplicates.near import Near, near
from tadqiq.verify.duplicates.templates import templates
from tadqiq.verify.views import CollectionView

_WORDS = 12  # of headline and body together: fewer are a caption and its placeholder


@dataclass(frozen=True)
class Relations:
    """Hold the order of a collection's articles and the pairs of each relation, as places, the earlier first.

    exact  gives each place the first with its text
    """

    order: Ordered
    exact: Ints
    view: CollectionView

    @cached_property
    def near(self) -> Near:
        """Find the same article with another headline or lead."""
        return near(self.order, self.view)

    @cached_property
    def template(self) -> tuple[Ints, Ints]:
        """Find headlines of one template over different articles."""
        return self._other_articles(*templates(self.order, self.view.keys["repeat_heads"]))

    @cached_property
    def same_event(self) -> tuple[Ints, Ints]:
        """Find one event in other words."""
        return self._other_articles(*events(self.order, self.view))

    def _other_articles(self, left: Ints, right: Ints) -> tuple[Ints, Ints]:
        """Keep the pairs that are neither one text nor one article."""
        kept = (self.exact[left] != self.exact[right]) & (self.near.cluster[left] != self.near.cluster[right])
        return left[kept], right[kept]


def relations(view: CollectionView) -> Relations:
    """Relate the articles of a collection; each relation is worked out when it is first asked for."""
    order = ordered(view.articles, view.keys["repeat_articles"])
    rows = pl.DataFrame({"text": order.text}).with_row_index("place")
    first = rows.select(pl.col("place").min().over("text")).to_series().to_numpy().astype(np.int64)
    telling = order.words + order.head_words >= _WORDS
    return Relations(order, np.where(telling, first, np.arange(len(order))), view)
