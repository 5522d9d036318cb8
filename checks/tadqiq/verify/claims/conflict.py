"""Hold two numbers of one thing, and look for what explains that they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from tadqiq.model import HEADLINE, Span
from tadqiq.verify.claims.moments import Told, moment, sentence, told
from tadqiq.verify.claims.numbers import KINDS
from tadqiq.verify.views import CollectionView

NEWER = timedelta(minutes=30)  # what is published later by less than that is no newer


class Claim(NamedTuple):
    """Hold a number of one article with what comparing it needs."""

    span: Span
    kind: int
    value: float
    event: str | None


class Conflict(NamedTuple):
    """Hold two numbers of one thing in two articles, the earlier article's first, and how many words around them agree."""

    first: Claim
    second: Claim
    words: int


def unexplained(view: CollectionView, pairs: Sequence[Conflict]) -> list[Conflict]:
    """Keep the pairs of which a reader could not see how both numbers can be true."""
    said = told([sentence_of(view, claim.span) for pair in pairs for claim in (pair.first, pair.second)])
    return [pair for pair in pairs if not _explained(view, pair, said)]


def sentence_of(view: CollectionView, span: Span) -> str:
    """Give the sentence in which a passage stands."""
    start, end = bounds_of(view, span)
    return view.text(Span(span.doc, span.field, start, end))


def bounds_of(view: CollectionView, span: Span) -> tuple[int, int]:
    """Give where the sentence of a passage begins and ends."""
    whole = view.articles["headline" if span.field == HEADLINE else "body"][span.doc]
    return sentence(whole, span.start, span.end)


def _explained(view: CollectionView, pair: Conflict, said: Mapping[str, Told]) -> bool:
    """Tell whether a reader could see how both numbers can be true: other days, a count that has grown, the next of a series, a market."""
    one, other = (said[sentence_of(view, claim.span)] for claim in (pair.first, pair.second))
    if one.moving or other.moving or (one.weekdays and other.weekdays and not one.weekdays & other.weekdays):
        return True
    grown = pair.second.value > pair.first.value and (pair.first.event or pair.second.event) is not None
    return (grown or pair.first.kind == KINDS["ordinal"]) and _later(view, pair)


def _later(view: CollectionView, pair: Conflict) -> bool:
    """Tell whether the second article is known to be newer than the first."""
    published, dates = view.articles["published_at"], view.articles["date"]
    docs = pair.first.span.doc, pair.second.span.doc
    times = [moment(published[doc]) for doc in docs]
    if times[0] is not None and times[1] is not None:
        return times[1] - times[0] > NEWER
    days = [dates[doc] for doc in docs]
    return bool(days[0] is not None and days[1] is not None and days[1] > days[0])
