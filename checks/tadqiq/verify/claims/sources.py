"""Tell whether two numbers are told by two sources: then they are a dispute of theirs, and no slip of the newsroom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import polars as pl

from tadqiq.model import Span
from tadqiq.normalise import column
from tadqiq.verify.claims.conflict import Conflict, bounds_of
from tadqiq.verify.views import CollectionView

_ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=..)")
_NAMED = ("person", "official_body", "agency", "media", "social", "document")


def disputed(view: CollectionView, pairs: Sequence[Conflict]) -> set[Conflict]:
    """Give the pairs whose sentences name sources, and not one in common, however it is spelt."""
    named = _sources(view, {claim.span for pair in pairs for claim in (pair.first, pair.second)})
    both = ((pair, named.get(pair.first.span, []), named.get(pair.second.span, [])) for pair in pairs)
    return {pair for pair, one, other in both if one and other and not any(_one(a, b) for a in one for b in other)}


def _one(first: str, second: str) -> bool:
    """Tell whether two names may be one: a word that both have, or the same letters."""
    joined = first.replace(" ", ""), second.replace(" ", "")
    words = [{_ARTICLE.sub("", word) for word in name.split()} for name in (first, second)]
    return joined[0] in joined[1] or joined[1] in joined[0] or bool(words[0] & words[1])


def _sources(view: CollectionView, spans: set[Span]) -> Mapping[Span, list[str]]:
    """Gather the named sources in the sentence of each passage, at matching level."""
    docs = sorted({span.doc for span in spans})
    rows = view.mentions.attributions.filter(
        pl.col("doc").is_in(docs) & pl.col("source_type").is_in(_NAMED) & pl.col("source").is_not_null()
    )
    places: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    names = column(rows["source"], "N2").to_list()
    for name, (doc, field, start, end) in zip(names, rows.select("doc", "field", "start", "end").iter_rows(), strict=True):
        places.setdefault((doc, field), []).append((start, end, name))
    found: dict[Span, list[str]] = {}
    for span in spans:
        first, last = bounds_of(view, span)
        found[span] = [name for start, end, name in places.get((span.doc, span.field), ()) if start < last and end > first]
    return found
