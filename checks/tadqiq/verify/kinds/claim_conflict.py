"""Two passages of one article give different numbers for one thing.

A claim's key is its event (killed, detained …) and what is counted. Nothing is reported where a reader could see how both can
be true: rounding, bounds, parts of a total, people added to it, an update, another event, other days, other sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

import polars as pl

from tadqiq.model import BODY, HEADLINE, Hit, Rule
from tadqiq.recognise.numbers.compare import Interval, adds_up, intervals, rounded
from tadqiq.verify.kinds._claims import Claim, Sentences, claims
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "between": "headline-body",  # or within-body
    "overlap": 0.4,  # share of the shorter sentence's words that both must have
    "paragraphs": 2,  # of the body that a headline may sum up
    "ratio": 1.5,  # of two numbers in the body that may be two counts of one thing
}

_MOST_NUMBERS = 400  # of one body in which a headline's number is looked for
_FEW = 10  # below it a difference of one is a person told of apart


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find pairs of claims that cannot both be true."""
    across = rule.settings["between"] == "headline-body"
    groups = [group for group in claims(view.mentions.numbers) if not across or group[0].span.field == HEADLINE]
    if not groups:
        return
    docs = [group[0].span.doc for group in groups]
    sentences = Sentences(view, docs)
    numbers = _numbers(view.mentions.numbers, docs)
    for group in groups:
        body = numbers.get(group[0].span.doc, [])
        pairs = _across(group, body, sentences, rule.settings) if across else _within(group, body, sentences, rule.settings)
        for shown, other in pairs:
            first, second = (shown, other) if across else (other, shown)
            words = {"first": first.text, "second": second.text, "headline": first.text, "body": second.text}
            yield Hit(rule.code, shown.span, words, related=(other.span,))


def _numbers(found: pl.DataFrame, docs: list[int]) -> dict[int, list[tuple[int, Interval]]]:
    """List the numbers of each body: sentence and the values it allows."""
    body = found.filter((pl.col("field") == BODY) & pl.col("low").is_not_null() & pl.col("doc").is_in(docs))
    body = (
        body.filter(~pl.col("number_kind").is_in(["date", "time", "identifier"])).group_by("doc", maintain_order=True).head(_MOST_NUMBERS)
    )
    numbers: dict[int, list[tuple[int, Interval]]] = {}
    for (doc, sentence), values in zip(body.select("doc", "sent").iter_rows(), intervals(body), strict=True):
        numbers.setdefault(doc, []).append((sentence, values))
    return numbers


def _across(
    group: list[Claim], numbers: list[tuple[int, Interval]], sentences: Sentences, settings: Mapping[str, Any]
) -> Iterator[tuple[Claim, Claim]]:
    """Pair each headline claim with the body claim that contradicts it, where the body nowhere bears it out."""
    lead = [c for c in group if c.span.field == BODY and c.para < settings["paragraphs"]]
    for title in group:
        if title.span.field != HEADLINE or not title.thing or sentences.has(title, "change", "total", "another"):
            continue
        allowed = rounded(title.value, title.values)
        rival = next((c for c in lead if c.same(title)), None)
        if rival is None or _borne_out(allowed, numbers) or _one_apart(title, rival) or sentences.has(rival, "change", "total"):
            continue
        if sentences.overlap(title, rival) >= settings["overlap"]:
            yield title, rival


def _borne_out(allowed: Interval, numbers: list[tuple[int, Interval]]) -> bool:
    """Tell whether the body has the headline's number, or parts that add up to it."""
    if any(allowed.meets(values) for _, values in numbers):
        return True
    sentences: dict[int, list[float]] = {}
    for sentence, values in numbers:
        if values.middle is not None:
            sentences.setdefault(sentence, []).append(values.middle)
    every = [part for parts in sentences.values() for part in parts]
    return adds_up(every, allowed) or any(adds_up(parts, allowed) for parts in sentences.values())


def _one_apart(first: Claim, second: Claim) -> bool:
    """Tell whether one more, never written as a figure (قتل جندي آخر), may make the difference."""
    return abs(first.value - second.value) == 1 and min(first.value, second.value) < _FEW


def _within(
    group: list[Claim], numbers: list[tuple[int, Interval]], sentences: Sentences, settings: Mapping[str, Any]
) -> Iterator[tuple[Claim, Claim]]:
    """Pair the two claims of a body that tell the same in other numbers, where the article counts that thing just twice."""
    body = [c for c in group if c.span.field == BODY and c.thing]
    for first, second in combinations(body, 2):
        if first.sentence == second.sentence or not first.same(second) or first.values.meets(second.values):
            continue
        if _far_apart(first, second, settings["ratio"]) or _one_apart(first, second) or _counted_again(first, second, body):
            continue
        if _parts(first, second, numbers) or not sentences.one_event(first, second):
            continue
        if sentences.overlap(first, second) >= settings["overlap"]:
            yield second, first


def _far_apart(first: Claim, second: Claim, ratio: float) -> bool:
    low, high = sorted((first.value, second.value))
    return high > ratio * low


def _counted_again(first: Claim, second: Claim, body: list[Claim]) -> bool:
    """Tell whether a third number counts the same thing: an article that lists tolls, not one that corrects itself."""
    return any(c.value not in {first.value, second.value} and c.same(first) for c in body)


def _parts(first: Claim, second: Claim, numbers: list[tuple[int, Interval]]) -> bool:
    """Tell whether the larger number is the smaller one and others of its sentence."""
    low, high = sorted((first, second), key=lambda claim: claim.value)
    beside = [values.middle for sentence, values in numbers if sentence == low.sent and values.middle is not None]
    return adds_up(beside, high.values)
