"""Pair numbers of headlines with the numbers of their bodies that contradict them.

A headline's number is looked at only where the body nowhere bears it out: no number of the body may be meant by it, and no parts add up
to it. Its rival is the first number of the body that counts the same thing, in a sentence that has the headline's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, permutations
from typing import Any, NamedTuple

from tadqiq.model import BODY, HEADLINE
from tadqiq.recognise.numbers.compare import CASUALTIES, Interval, adds_up, mistyped, rounded, slip
from tadqiq.verify.kinds._claims import COMPARED, Claim, claims, titles_not_repeated
from tadqiq.verify.kinds._sentences import Sentences
from tadqiq.verify.views import ArticleView

_FEW = 10  # below it a difference of one is a person told of apart
_LONGEST_RUN = 6  # numbers side by side that may be summed up
_MOST_PARTS = 30
_POINT = 1000  # 1.305 may be 1,305


class Titles(NamedTuple):
    """Hold the articles of a batch whose headline has a number that the body does not repeat, and their sentences."""

    groups: list[list[Claim]]
    sentences: Sentences


def titles(view: ArticleView) -> Titles:
    """Gather what headlines are compared by."""
    numbers = view.mentions.numbers
    groups = list(claims(numbers, titles_not_repeated(numbers)))
    return Titles(groups, Sentences(view, [group[0].span.doc for group in groups]))


def pairs(view: ArticleView, settings: Mapping[str, Any]) -> Iterator[tuple[Claim, Claim]]:
    """Pair each headline claim with the body claim that contradicts it, where the body nowhere bears it out."""
    groups, sentences = view.once(titles)
    for group in groups:
        body = [claim for claim in group if claim.span.field == BODY]
        for title in group:
            if title.span.field == HEADLINE and _asserts(title, sentences):
                rival = _rival(title, body, sentences, settings)
                if rival is not None and not _borne_out(title, group, sentences):
                    yield title, rival


def _asserts(title: Claim, sentences: Sentences) -> bool:
    """Tell whether a headline states a number as a whole: neither a part nor what is left besides those it names."""
    if title.sort not in COMPARED or not title.stated or title.scope in {"part", "total"} or not title.thing:
        return False
    if sentences.has(title, "another") or sentences.near(title, 3, 0, "ago"):
        return False
    return not (title.scope == "delta" and sentences.joined(title))


def _rival(title: Claim, body: Sequence[Claim], sentences: Sentences, settings: Mapping[str, Any]) -> Claim | None:
    """Find the number of the body that should have been the headline's: the first of its sort, alone in its sentence."""
    some = [claim for claim in body if claim.para < settings["paragraphs"] and _rivals(title, claim) and sentences.current(claim)]
    if not some:
        return None
    beside = [claim for claim in some if claim.sent == some[0].sent]
    rival = max(beside, key=lambda claim: claim.value)
    if any(claim.value != rival.value for claim in beside) and sum({claim.value for claim in beside}) != 2 * rival.value:
        slips = [claim for claim in beside if _slipped(title, claim)]
        if not slips:
            return None
        rival = slips[0]
    return rival if _opposed(title, rival, sentences, settings) else None


def _rivals(title: Claim, claim: Claim) -> bool:
    """Tell whether a number of the body counts what the headline counts; who fell is told by the same event only."""
    fallen = title.event != claim.event and bool({title.event, claim.event} & CASUALTIES)
    return claim.stated and claim.claimed and claim.scope not in {"part", "delta"} and title.same(claim) and not fallen


def _opposed(title: Claim, rival: Claim, sentences: Sentences, settings: Mapping[str, Any]) -> bool:
    """Tell whether a headline and its rival speak of one thing, as far as their sentences tell."""
    if sentences.has(title, "each") != sentences.has(rival, "each") or _one_apart(title, rival, sentences):
        return False
    if title.sort == "percent" and title.value + rival.value == 100:
        return False
    if _slipped(title, rival):
        return bool(sentences.overlap(title, rival) >= settings["slipped"])
    low, high = sorted((title.value, rival.value))
    told = bool(title.event) and title.event == rival.event  # the same happened: the numbers may be further apart
    near = high <= settings["ratio"] * low * (1 + told) and rival.sent <= told
    return near and bool(sentences.overlap(title, rival) >= settings["overlap"])


def _slipped(title: Claim, rival: Claim) -> bool:
    return slip(title.value, rival.value) > 0 or mistyped(title.value, rival.value)


def _one_apart(title: Claim, rival: Claim, sentences: Sentences) -> bool:
    """Tell whether one more, never written as a figure (قتل جندي آخر، فلان و13 لاعبا), may make the difference."""
    if title.sort != "count" or abs(title.value - rival.value) != 1:
        return False
    few = min(title.value, rival.value) < _FEW
    return few or sentences.joined(title) or sentences.joined(rival) or sentences.has(rival, "besides")


def _meant(title: Claim) -> Interval:
    """Return what a headline's number may stand for: rounded, or cut after its last written digit (71 for 71.9)."""
    values = rounded(title.value, title.values)
    digit = 2 * (title.values.high - title.value) if title.values.high < float("inf") else 0.0
    step = digit or 1.0
    return Interval(min(values.low, title.value - step / 2), max(values.high, title.value + 0.999 * step))


def _borne_out(title: Claim, group: Sequence[Claim], sentences: Sentences) -> bool:
    """Tell whether the body has the headline's number, or parts that add up to it, or what it is a part of."""
    meant = _meant(title)
    body = [claim for claim in group if claim.span.field == BODY]
    if any(meant.meets(claim.values) or claim.value * _POINT == title.value for claim in body if _may_bear(title, claim)):
        return True
    parts = [claim for claim in body if _part(title, claim) and not sentences.earlier(claim)]
    if adds_up([claim.value for claim in parts if title.same(claim) or title.event == claim.event], meant):
        return True
    alike = [[c for c in body if c.sort == title.sort and c.sent == sent] for sent in {c.sent for c in body}]
    if any(meant.low <= total <= meant.high for some in (parts, *alike) for total in _sums(some)):
        return True
    others = [claim for claim in group if claim is not title and title.same(claim)]
    return any(meant.low <= whole.value - part.value <= meant.high for whole, part in permutations(others[:_MOST_PARTS], 2))


def _may_bear(title: Claim, claim: Claim) -> bool:
    """Tell whether a number of the body is of a sort that may be the headline's, read as it should be or not."""
    return title.sort == "count" or claim.sort in {title.sort, "count", "ordinal", "score"}


def _part(title: Claim, claim: Claim) -> bool:
    """Tell whether a number of the body may be a part of the headline's: of the fallen, or of what has no name in the lexicon."""
    if claim.sort != title.sort:
        return False
    return title.same(claim) or (title.event in CASUALTIES and title.event == claim.event) or (not title.named and not claim.named)


def _sums(some: Sequence[Claim]) -> Iterator[float]:
    """Give the sums of two, three and more numbers that stand one after the other."""
    for place in range(len(some)):
        yield from list(accumulate(claim.value for claim in some[place : place + _LONGEST_RUN]))[1:]
