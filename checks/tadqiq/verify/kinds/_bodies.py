"""Pair numbers of one body that tell the same thing differently.

Nothing is paired where a reader could see how both can be true: rounding, bounds, parts of a total, people added to it, an update,
another event, other days, other sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import polars as pl

from tadqiq.model import BODY
from tadqiq.recognise.numbers.compare import adds_up
from tadqiq.verify.kinds._claims import Claim, claims
from tadqiq.verify.kinds._sentences import Sentences
from tadqiq.verify.views import ArticleView

_FEW = 10  # below it a difference of one is a person told of apart
_KINDS = ("cardinal", "dual")
_MOST = 60  # claims of one body that are compared


class Bodies(NamedTuple):
    """Hold the articles of a batch whose body has two claims of one event, and their sentences."""

    groups: list[list[Claim]]
    sentences: Sentences


def bodies(view: ArticleView) -> Bodies:
    """Gather what bodies are compared by."""
    numbers = view.mentions.numbers.filter(pl.col("field") == BODY)
    told = numbers.filter(
        pl.col("is_claim")
        & pl.col("event").is_not_null()
        & pl.col("number_kind").is_in(_KINDS)
        & (pl.col("scope").is_null() | (pl.col("scope") == "total"))
        & (pl.col("modality") == "stated")
    )
    docs = told.filter(pl.struct("doc", "event").is_duplicated())["doc"].unique().to_list()
    groups = list(claims(numbers, docs))
    return Bodies(groups, Sentences(view, docs))


def pairs(view: ArticleView, settings: Mapping[str, Any]) -> Iterator[tuple[Claim, Claim]]:
    """Pair the two claims of a body that tell the same in other numbers, where the article counts that thing just twice."""
    groups, sentences = view.once(bodies)
    for group in groups:
        told = [c for c in group if c.claimed and c.stated and c.event and c.thing and c.sort == "count" and c.scope in {"", "total"}][
            :_MOST
        ]
        for first, second in combinations(told, 2):
            if first.sentence == second.sentence or not first.same(second) or first.values.meets(second.values):
                continue
            if _far_apart(first, second, settings["ratio"]) or _one_apart(first, second) or _counted_again(first, second, told):
                continue
            if _parts(first, second, group) or not sentences.one_event(first, second):
                continue
            if sentences.overlap(first, second) >= settings["overlap"]:
                yield second, first


def _told(claim: Claim) -> bool:
    """Tell whether a number counts people or things in a known event as a whole."""
    whole = claim.claimed and claim.stated and claim.scope in {"", "total"}
    return whole and claim.sort == "count" and bool(claim.event and claim.thing)


def _far_apart(first: Claim, second: Claim, ratio: float) -> bool:
    low, high = sorted((first.value, second.value))
    return high > ratio * low


def _one_apart(first: Claim, second: Claim) -> bool:
    """Tell whether one more, never written as a figure (قتل جندي آخر), may make the difference."""
    return abs(first.value - second.value) == 1 and min(first.value, second.value) < _FEW


def _counted_again(first: Claim, second: Claim, told: Sequence[Claim]) -> bool:
    """Tell whether a third number counts the same thing: an article that lists tolls, not one that corrects itself."""
    return any(c.value not in {first.value, second.value} and c.same(first) for c in told)


def _parts(first: Claim, second: Claim, group: Sequence[Claim]) -> bool:
    """Tell whether the larger number is the smaller one and others of its sentence."""
    low, high = sorted((first, second), key=lambda claim: claim.value)
    beside = [claim.values.middle for claim in group if claim.sent == low.sent and claim.values.middle is not None]
    return adds_up(beside, high.values)
