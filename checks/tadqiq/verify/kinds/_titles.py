"""Pair numbers of headlines with the numbers of their bodies that contradict them.

A headline's number is looked at only where the body nowhere bears it out: no number of the body may be meant by it, and no parts add up
to it. Its rival is the first number of the body that counts the same thing, in a sentence that has the headline's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tadqiq.model import BODY, HEADLINE
from tadqiq.recognise.numbers.compare import CASUALTIES, evident, mistyped, people, slip
from tadqiq.verify.kinds._bearing import borne_out
from tadqiq.verify.kinds._claims import COMPARED, Claim, claims, titles_not_repeated
from tadqiq.verify.kinds._sentences import Sentences
from tadqiq.verify.views import ArticleView

_FEW = 10  # below it a difference of one is a person told of apart
_HUNDRED = 100
_TWO = 2


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
                if rival is not None and not borne_out(title, rival, group, sentences):
                    yield title, rival


def _asserts(title: Claim, sentences: Sentences) -> bool:
    """Tell whether a headline states a number as a whole: neither a part nor what is left besides those it names."""
    if title.sort not in COMPARED or not title.stated or title.scope == "part" or not title.thing or title.value <= 1:
        return False
    if sentences.has(title, "another") or sentences.near(title, 3, 0, "ago"):
        return False
    return not (title.scope == "delta" and sentences.joined(title))


def _rival(title: Claim, body: Sequence[Claim], sentences: Sentences, settings: Mapping[str, Any]) -> Claim | None:
    """Find the number of the body that should have been the headline's: one that a slip made of it, else the first of its sort."""
    lead = [claim for claim in body if claim.para < settings["paragraphs"] and claim.stated and claim.scope != "part"]
    slipped = (claim for claim in lead if _made_of(title, claim) and not _listed(claim, lead) and sentences.whole(claim))
    found = next((claim for claim in slipped if _opposed(title, claim, sentences, settings)), None)
    if found is not None:
        return found
    rival = _first(title, [claim for claim in lead if _rivals(title, claim) and sentences.current(claim)])
    return rival if rival is not None and _opposed(title, rival, sentences, settings) else None


def _made_of(title: Claim, claim: Claim) -> bool:
    """Tell whether a slip made the headline's number of another, which may count the same in another word: 41 متهما، 41 شخصا."""
    words = not (title.dual or claim.dual) and evident(title.value, claim.value)
    both = title.thing in people() and claim.thing in people()
    return words and title.sort == claim.sort and not _fallen(title, claim) and (title.thing == claim.thing or both)


def _listed(claim: Claim, lead: Sequence[Claim]) -> bool:
    """Tell whether a number is one of many of its sort in its sentence."""
    beside = {other.value for other in lead if other.sent == claim.sent and (other.sort, other.thing) == (claim.sort, claim.thing)}
    return len(beside) > _TWO


def _first(title: Claim, some: Sequence[Claim]) -> Claim | None:
    """Choose the first number where it stands alone in its sentence, or is the sum of those beside it, or is one keystroke away."""
    beside = [claim for claim in some if claim.sent == some[0].sent]
    if not beside:
        return None
    values = {claim.value for claim in beside}
    rival = max(beside, key=lambda claim: claim.value)
    if len(values) == 1 or sum(values) == 2 * rival.value:
        return rival
    near = [claim for claim in beside if mistyped(title.value, claim.value)]
    return near[0] if len(near) == 1 and len(values) <= _TWO else None


def _fallen(title: Claim, claim: Claim) -> bool:
    """Tell whether two numbers tell of two events, or one of them of who fell and the other of nothing known."""
    either = bool({title.event, claim.event} & CASUALTIES)
    return title.event != claim.event and (either or bool(title.event and claim.event))


def _rivals(title: Claim, claim: Claim) -> bool:
    """Tell whether a number of the body counts what the headline counts; who fell is told by the same event only."""
    people_of = {title.thing, claim.thing} <= people() and "person" in {title.thing, claim.thing} and title.sort == claim.sort
    counted = title.same(claim) or (people_of and title.event == claim.event != "")
    return claim.claimed and claim.scope != "delta" and counted and not _fallen(title, claim)


def _opposed(title: Claim, rival: Claim, sentences: Sentences, settings: Mapping[str, Any]) -> bool:
    """Tell whether a headline and its rival speak of one thing, as far as their sentences tell."""
    if sentences.has(title, "each") != sentences.has(rival, "each") or _one_apart(title, rival, sentences):
        return False
    if title.sort == "percent" and title.value + rival.value == _HUNDRED:
        return False
    told = bool(title.event) and title.event == rival.event  # the same happened: the numbers may be further apart
    overlap = sentences.overlap(title, rival)
    if mistyped(title.value, rival.value) or (slip(title.value, rival.value) and max(title.digits, rival.digits) > 1):
        return bool(overlap >= settings["slipped"])
    if slip(title.value, rival.value) and (title.dual or rival.dual):
        return False  # a noun's ending loses no zero
    low, high = sorted((title.value, rival.value))
    near = high <= settings["ratio"] * low * (1 + told) or slip(low, high) > 0
    return near and rival.sent <= told and bool(overlap >= settings["overlap"])


def _one_apart(title: Claim, rival: Claim, sentences: Sentences) -> bool:
    """Tell whether one more, never written as a figure (قتل جندي آخر، فلان و13 لاعبا), may make the difference."""
    if title.sort != "count" or abs(title.value - rival.value) != 1:
        return False
    few = min(title.value, rival.value) < _FEW
    return few or sentences.joined(title) or sentences.joined(rival) or sentences.has(rival, "besides")
