"""Put the relations between articles together: which are the same text, the same article, one template, one event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

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
    def _alike(self) -> tuple[Ints, Ints]:
        """Find headlines of one wording over different articles."""
        return self._other_articles(*templates(self.order, self.view.keys["repeat_heads"]))

    @cached_property
    def template(self) -> tuple[Ints, Ints]:
        """Find headlines of one template: of one wording, and not about one event."""
        left, right = self._alike
        many = len(self.order)
        one, other = self.same_event
        kept = ~np.isin(left * many + right, one * many + other)
        return left[kept], right[kept]

    @cached_property
    def same_event(self) -> tuple[Ints, Ints]:
        """Find one event in other words."""
        return self._other_articles(*events(self.order, self.view, self._serial()))

    def _serial(self) -> NDArray[np.bool_]:
        """Tell which places have a headline of a series: another day, not the next, has one of that wording."""
        left, right = self._alike
        later = self.order.days_apart(left, right) > 1
        found = np.zeros(len(self.order), dtype=bool)
        found[left[later]] = found[right[later]] = True
        return found

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
