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
from tadqiq.recognise.numbers.compare import CASUALTIES, adds_up
from tadqiq.verify.kinds._claims import Claim, claims
from tadqiq.verify.kinds._sentences import Sentences
from tadqiq.verify.views import ArticleView

_FEW = 10  # below it a difference of one is a person told of apart
_KINDS = ("cardinal", "dual")
_EVENTS = CASUALTIES | {"destroyed"}
_MOST = 60  # claims of one body that are compared
_TINY = 1e-9
_SHORT = 25  # characters from a length of time to what it dates
_CONTRAST = 12  # tokens from بينما to the number that it sets against another
_BEHIND = 20  # characters from a percentage to the amount that it makes


class Bodies(NamedTuple):
    """Hold the articles of a batch whose body has two claims of one event, and their sentences."""

    groups: list[list[Claim]]
    sentences: Sentences


def bodies(view: ArticleView) -> Bodies:
    """Gather what bodies are compared by."""
    numbers = view.mentions.numbers.filter(pl.col("field") == BODY)
    told = numbers.filter(
        pl.col("is_claim")
        & pl.col("event").is_in(list(_EVENTS))
        & pl.col("unit").is_not_null()
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
        told = [claim for claim in group if _told(claim)][:_MOST]
        for first, second in combinations(told, 2):
            if first.sentence == second.sentence or not first.same(second) or first.values.meets(second.values):
                continue
            if _far_apart(first, second, settings["ratio"]) or _one_apart(first, second) or _counted_again(first, second, told):
                continue
            if _parts(first, second, group) or any(_told_apart(claim, group, sentences) for claim in (first, second)):
                continue
            if not sentences.one_event(first, second):
                continue
            if max(sentences.overlap(first, second), sentences.beside(first, second)) >= settings["overlap"]:
                yield second, first


def slips(view: ArticleView, settings: Mapping[str, Any]) -> Iterator[tuple[Claim, Claim]]:
    """Pair two numbers of a body with the same digits, one a thousand times the other, among the same words: 12 مليون، 12 مليار."""
    numbers = view.mentions.numbers
    docs = _scaled(numbers)
    if not docs:
        return
    sentences = Sentences(view, docs)
    for group in claims(numbers, docs):
        told = [c for c in group if c.span.field == BODY and c.claimed and c.thing and c.digits > 1 and c.values.middle is not None]
        for first, second in combinations(told[:_MOST], 2):
            if first.sort != second.sort or first.thing != second.thing or not _thousandfold(first, second):
                continue
            if first.event != second.event or _of_change(first, group) != _of_change(second, group):
                continue
            now = sentences.current(first) and sentences.current(second)
            if now and sentences.beside(first, second) >= settings["overlap"]:
                yield second, first


def _scaled(numbers: pl.DataFrame) -> list[int]:
    """Choose the articles whose body has two amounts that a power of a thousand makes equal."""
    known = numbers.filter((pl.col("field") == BODY) & pl.col("is_claim") & pl.col("low").is_finite() & (pl.col("low") >= 1))
    scale = (pl.col("low").log10() / 3 + _TINY).floor()
    known = known.select("doc", "number_kind", "unit_key", "low", digits=(pl.col("low") / pl.lit(1000.0).pow(scale)).round(6))
    return known.unique().filter(pl.struct("doc", "number_kind", "unit_key", "digits").is_duplicated())["doc"].unique().to_list()


def _of_change(claim: Claim, group: Sequence[Claim]) -> bool:
    """Tell whether a number stands right behind a percentage, and so says by how much something changed: 0.2% بقيمة 1.1 مليار."""
    ends = (other.span.end for other in group if other.sort == "percent" and other.sentence == claim.sentence)
    return any(0 < claim.span.start - end <= _BEHIND for end in ends)


def _thousandfold(first: Claim, second: Claim) -> bool:
    low, high = sorted((first.value, second.value))
    return any(abs(high - low * factor) <= _TINY * high for factor in (1_000, 1_000_000))


def _told(claim: Claim) -> bool:
    """Tell whether a number counts as a whole, by name, who fell in an event or what was destroyed."""
    whole = claim.claimed and claim.stated and claim.scope in {"", "total"} and claim.written
    return whole and claim.sort == "count" and claim.event in _EVENTS


def _told_apart(claim: Claim, group: Sequence[Claim], sentences: Sentences) -> bool:
    """Tell whether a number is of another day (بعد يومين من مقتل 14) or set against another (بينما قال الحزب إن 30)."""
    times = (other.span.end for other in group if other.sort == "duration" and other.sentence == claim.sentence)
    return any(0 < claim.span.start - end <= _SHORT for end in times) or sentences.near(claim, _CONTRAST, 0, "contrast")


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
    """Tell whether the larger number is the smaller one and others of its sentence, or of those said to come on top."""
    low, high = sorted((first, second), key=lambda claim: claim.value)
    some = [claim for claim in group if claim.sent == low.sent or (claim.scope == "delta" and claim.same(low))]
    return adds_up([claim.values.middle for claim in some if claim.values.middle is not None], high.values)
