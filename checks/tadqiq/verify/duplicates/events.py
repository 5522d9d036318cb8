"""Find one event told in other words.

One source says the same thing in two articles within a few days, and both open on it; or two outlets tell one thing (stories).
Without the opening, half of the pairs are two stories that quote one statement.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.verify.duplicates import bodies
from tadqiq.verify.duplicates.collection import Ordered
from tadqiq.verify.duplicates.hashing import Hashes, Ints
from tadqiq.verify.duplicates.measures import read_words
from tadqiq.verify.duplicates.openings import Openings, openings
from tadqiq.verify.duplicates.sets import HALF, overlap, sets, within
from tadqiq.verify.duplicates.stories import stories
from tadqiq.verify.views import CollectionView

DAYS = 2
_SHARED = 2  # runs of three content words that both say
_COMMON = 12  # articles with a saying before it is a set phrase
_TOLD, _LEAD = 0.5, 0.4  # share of the headline's words that the other opens with; of the smaller lead's
_SOURCE = 0.75  # share of the shorter source's content words that the other has


class _Sources(NamedTuple):
    """Hold who is quoted: content words of each source, and the sources of each article, as a range of them."""

    words: Hashes
    many: int
    first: Ints


def events(order: Ordered, view: CollectionView, serial: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Give pairs of places, the earlier first, that tell one event.

    serial  places whose headline is one of a series (forecasts, markets): of them only what is said counts
    """
    opening = openings(order, view.keys["repeat_openings"])
    pairs = np.concatenate([_said(order, view, opening), stories(order, opening, serial)], axis=1)
    left, right = np.unique(pairs, axis=1)
    return left, right


def _said(order: Ordered, view: CollectionView, opening: Openings) -> tuple[Ints, Ints]:
    """Pair articles in which one source says the same within a few days."""
    sayings = view.keys["repeat_sayings"]
    place = order.place[sayings["doc"].to_numpy()]
    found = bodies.postings(order, place, sayings["saying"].to_numpy())
    pairs = bodies.join(found, DAYS, lambda pairs: pairs.fresh >= _SHARED, common=_COMMON)
    left, right = pairs.left, pairs.right
    kept = (opening.told(left, right) >= _TOLD) & (opening.lead(left, right) >= _LEAD)
    left, right = left[kept], right[kept]
    same = _one_source(_sources(order, view.mentions.attributions, left, right), left, right)
    return left[same], right[same]


def _sources(order: Ordered, attributions: pl.DataFrame, left: Ints, right: Ints) -> _Sources:
    """Gather the sources of the articles of some pairs."""
    wanted = np.zeros(len(order), dtype=bool)
    wanted[left] = wanted[right] = True
    rows = attributions.select("doc", "source").drop_nulls()
    rows = rows.with_columns(place=order.place[rows["doc"].to_numpy()])
    rows = rows.filter(wanted[rows["place"].to_numpy()]).select("place", "source").unique().sort("place", "source")
    _, stem, source = read_words(rows["source"])
    kept = stem > 0
    first = np.searchsorted(rows["place"].to_numpy(), np.arange(len(order) + 1))
    return _Sources(sets(source[kept], stem[kept] >> HALF), rows.height, first)


def _one_source(sources: _Sources, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Tell which pairs of articles quote one source: all but a quarter of the shorter name or description, and two words at least."""
    count = np.diff(sources.first)
    one, two = count[left], count[right]
    pair = np.repeat(np.arange(len(left)), one * two)
    step = within(one * two)
    a = sources.first[left[pair]] + step // np.maximum(1, two[pair])
    b = sources.first[right[pair]] + step % np.maximum(1, two[pair])
    size, other, shared = overlap(sources.words, sources.words, a, b, sources.many)
    same = (shared >= 2) & (shared >= _SOURCE * np.minimum(size, other))
    return np.bincount(pair[same], minlength=len(left)) > 0
