"""Gather all that differs between articles, and say of each what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tadqiq.verify.claims.conflict import Conflict
from tadqiq.verify.claims.copies import copied
from tadqiq.verify.claims.decreases import shrunk
from tadqiq.verify.claims.sources import disputed
from tadqiq.verify.claims.tolls import retold
from tadqiq.verify.claims.updates import unsettled
from tadqiq.verify.views import CollectionView


def verdicts(view: CollectionView) -> Mapping[str, Sequence[Conflict]]:
    """Give the pairs of numbers that contradict each other, those of two sources, and counts that are lower later."""
    lower = shrunk(view)
    told = {(pair.first.span, pair.second.span) for pair in lower}
    pairs: dict[object, Conflict] = {}
    for pair in unsettled(view, [*copied(view), *retold(view)]):
        if (pair.first.span, pair.second.span) not in told:
            pairs.setdefault((pair.first.span, pair.second.span), pair)
    apart = disputed(view, list(pairs.values()))
    return {
        "conflict": [pair for pair in pairs.values() if pair not in apart],
        "dispute": [pair for pair in pairs.values() if pair in apart],
        "decrease": lower,
    }
