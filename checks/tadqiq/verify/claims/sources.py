"""Tell whether two numbers are told by two sources: then they are a dispute of theirs, and no slip of the newsroom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from tadqiq.model import Span
from tadqiq.verify.claims.conflict import Conflict, bounds_of
from tadqiq.verify.duplicates.measures import read_words
from tadqiq.verify.views import CollectionView

_NAMED = ("person", "official_body", "agency", "media", "social", "document")


def disputed(view: CollectionView, pairs: Sequence[Conflict]) -> set[Conflict]:
    """Give the pairs whose sentences name sources, and not one in common."""
    words = _sources(view, {claim.span for pair in pairs for claim in (pair.first, pair.second)})
    both = ((pair, words.get(pair.first.span, set()), words.get(pair.second.span, set())) for pair in pairs)
    return {pair for pair, one, other in both if one and other and not one & other}


def _sources(view: CollectionView, spans: set[Span]) -> Mapping[Span, set[int]]:
    """Gather the content words of the named sources in the sentence of each passage."""
    docs = sorted({span.doc for span in spans})
    rows = view.mentions.attributions.filter(
        pl.col("doc").is_in(docs) & pl.col("source_type").is_in(_NAMED) & pl.col("source").is_not_null()
    )
    _, stem, text = read_words(rows["source"])
    words: dict[int, set[int]] = {}
    for row, key in zip(text[stem > 0].tolist(), stem[stem > 0].tolist(), strict=True):
        words.setdefault(row, set()).add(key)
    places: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for row, (doc, field, start, end) in enumerate(rows.select("doc", "field", "start", "end").iter_rows()):
        places.setdefault((doc, field), []).append((start, end, row))
    found: dict[Span, set[int]] = {}
    for span in spans:
        first, last = bounds_of(view, span)
        near = (row for start, end, row in places.get((span.doc, span.field), ()) if start < last and end > first)
        found[span] = {word for row in near for word in words.get(row, ())}
    return found
