"""Tell whether two tolls of one event are two states of it, or one of them counts more people than the other.

A text that gives both numbers, one of them as told earlier, tells how one became the other; so does one that says that the toll has risen,
or that wounded people have died. Where ten killed and nine hurt became twelve and seven, two have died. And who counts thirteen soldiers
and workers together does not contradict ten soldiers and three workers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

import polars as pl

from tadqiq.lexicon import read
from tadqiq.model import BODY, FIELDS, HEADLINE, Span
from tadqiq.recognise.numbers.forms import fold
from tadqiq.verify.claims.conflict import Claim, Conflict, bounds_of, sentence_of
from tadqiq.verify.views import CollectionView

NEAR = 500  # code points on each side of a number in which the text may say what has changed
_REACH = 3  # words from a verb of rising to the toll
_DEAD, _HURT = "killed", "wounded"
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"^[وفبل]{0,2}(?:ال)?")


class Count(NamedTuple):
    """Hold a number of a text and what befell the people that it counts."""

    start: int
    end: int
    value: float
    event: str | None


Counts = Mapping[tuple[int, int], Sequence[Count]]


def unsettled(view: CollectionView, pairs: Sequence[Conflict]) -> list[Conflict]:
    """Keep the pairs that are no two states of one toll, and no toll of some beside one of some more."""
    counts = _counts(view, {claim.span.doc for pair in pairs for claim in (pair.first, pair.second)})
    return [pair for pair in pairs if not _event(pair) or not _settled(view, pair, counts)]


def _counts(view: CollectionView, docs: set[int]) -> Counts:
    """Gather the numbers of the articles, in the order of the text."""
    rows = view.keys["claim_numbers"].filter(pl.col("doc").is_in(sorted(docs))).sort("doc", "field", "start")
    found: dict[tuple[int, int], list[Count]] = {}
    for doc, field, *count in rows.select("doc", "field", "start", "end", "value", "event").iter_rows():
        found.setdefault((doc, field), []).append(Count(*count))
    return found


def _settled(view: CollectionView, pair: Conflict, counts: Counts) -> bool:
    return _both_told(view, pair, counts) or _some_died(view, pair, counts) or _part_told(view, pair, counts) or _said(view, pair, counts)


def _event(pair: Conflict) -> str | None:
    return pair.first.event or pair.second.event


def _both_told(view: CollectionView, pair: Conflict, counts: Counts) -> bool:
    """Tell whether one of the bodies gives both numbers of what happened, and says of one that it was told earlier."""
    for doc in {claim.span.doc for claim in (pair.first, pair.second)}:
        numbers = [count for count in counts.get((doc, BODY), ()) if count.event == _event(pair)]
        both = [[count for count in numbers if count.value == claim.value] for claim in (pair.first, pair.second)]
        if all(both) and any(_earlier(sentence_of(view, Span(doc, BODY, count.start, count.end))) for told in both for count in told):
            return True
    return False


def _some_died(view: CollectionView, pair: Conflict, counts: Counts) -> bool:
    """Tell whether the dead and the hurt of both sentences are as many, and more of them dead in the later article."""
    if _event(pair) not in (_DEAD, _HURT):
        return False
    one, other = (_dead_and_hurt(view, claim, counts) for claim in (pair.first, pair.second))
    return any(dead < more and dead + hurt == more + less for dead, hurt in one for more, less in other)


def _dead_and_hurt(view: CollectionView, claim: Claim, counts: Counts) -> list[tuple[float, float]]:
    """Give what the sentence of a count of dead or hurt can mean by both, the count itself one of them."""
    rest = _sentence(view, claim, counts)
    dead, hurt = ([count.value for count in rest if count.event == event] for event in (_DEAD, _HURT))
    return [(claim.value, value) for value in hurt] if claim.event == _DEAD else [(value, claim.value) for value in dead]


def _sentence(view: CollectionView, claim: Claim, counts: Counts) -> list[Count]:
    """Give the numbers of the sentence of a claim."""
    start, end = bounds_of(view, claim.span)
    return [count for count in counts.get(claim.span[:2], ()) if start <= count.start < end]


def _part_told(view: CollectionView, pair: Conflict, counts: Counts) -> bool:
    """Tell whether the higher number is the lower one and the next of its sentence, which the sentence of the higher one lacks."""
    low, high = sorted((pair.first, pair.second), key=lambda claim: claim.value)
    part, same = high.value - low.value, (None, _event(pair))
    following, others = (_next(_sentence(view, claim, counts), claim.span) for claim in (low, high))
    fits = following is not None and following.value == part and following.event in same
    return fits and (others is None or others.value != part)


def _next(sentence: Sequence[Count], span: Span) -> Count | None:
    return next((count for count in sentence if count.start > span.start), None)


def _said(view: CollectionView, pair: Conflict, counts: Counts) -> bool:
    """Tell whether a text says near its number that wounded people have died, or says that the toll has risen to the higher one."""
    if any(_died(_around(view, claim.span)) for claim in (pair.first, pair.second)):
        return True
    high = max(pair.first, pair.second, key=lambda claim: claim.value)
    return any(
        count.value == high.value and count.event == _event(pair) and _risen(_before(view, doc, field, place, numbers))
        for doc, field in product((pair.first.span.doc, pair.second.span.doc), (HEADLINE, BODY))
        for numbers in [counts.get((doc, field), ())]
        for place, count in enumerate(numbers)
    )


def _around(view: CollectionView, span: Span) -> str:
    """Give what stands around a passage."""
    text = view.articles[FIELDS[span.field]][span.doc]
    return str(text[max(0, span.start - NEAR) : span.end + NEAR])


def _before(view: CollectionView, doc: int, field: int, place: int, numbers: Sequence[Count]) -> str:
    """Give what stands before a number in its sentence, after the number before it."""
    count = numbers[place]
    start, _ = bounds_of(view, Span(doc, field, count.start, count.end))
    first = max(start, numbers[place - 1].end) if place else start
    return str(view.articles[FIELDS[field]][doc][first : count.start])


@cache
def _known(name: str) -> tuple[str, ...]:
    """Return the words of a class of `claim_words` at matching level."""
    return tuple(fold([row["word"] for row in read("claim_words") if row["class"] == name]))


@cache
def _rising() -> frozenset[str]:
    """Return the forms of verbs and nouns of rising."""
    rows = [row for row in read("changes") if row["class"] == "rise"]
    forms = [form for row in rows for form in (row["perfect"], row["perfect"] + "ت", *row["noun"].replace("-", "").split())]
    forms += [letter + row["imperfect"][1:] for row in rows for letter in "يت" if row["imperfect"] != "-"]
    return frozenset(fold(forms))


def _stems(text: str) -> list[str]:
    """Give the words of a text at matching level, without the letters joined before them."""
    return [word if word in _rising() else _JOINED.sub("", word) for word in fold(_WORD.findall(text))]


def _followed(stems: Sequence[str], first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether a word that begins so is followed closely by one that begins so."""
    near = (stems[place + 1 : place + 1 + _REACH] for place, stem in enumerate(stems) if stem.startswith(first))
    return any(stem.startswith(second) for behind in near for stem in behind)


def _risen(text: str) -> bool:
    """Tell whether a verb of rising stands before the toll.

    >>> _risen("وارتفعت حصيلة الضحايا إلى"), _risen("وارتفعت الأسعار إلى")
    (True, False)
    """
    stems = _stems(text)
    behind = (stems[place + 1 : place + 1 + _REACH] for place, stem in enumerate(stems) if stem in _rising())
    return any(stem in _known("toll") for some in behind for stem in some)


def _died(text: str) -> bool:
    """Tell whether somebody died of wounds.

    >>> _died("توفي اثنان متأثرين بجراحهما"), _died("متأثرا بأستاذه")
    (True, False)
    """
    return _followed(_stems(text), _known("dying"), _known("wound"))


def _earlier(text: str) -> bool:
    """Tell whether a sentence says that it was told earlier: في حصيلة سابقة، وكان المتحدث قد صرح.

    >>> _earlier("وكان المتحدث قد صرح"), _earlier("في حصيلة سابقة"), _earlier("قال المدير السابق")
    (True, True, False)
    """
    stems = _stems(text)
    return _followed(stems, _known("had"), _known("done")) or _followed(stems, _known("toll"), _known("earlier"))
