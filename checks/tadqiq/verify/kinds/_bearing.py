"""Say whether a body bears out a number of its headline: has it, rounds it, or has parts that add up to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, permutations

from tadqiq.model import BODY
from tadqiq.recognise.numbers.compare import CASUALTIES, Interval, adds_up, evident, last_digit, rounded
from tadqiq.verify.kinds._claims import Claim
from tadqiq.verify.kinds._sentences import Sentences

_LONGEST_RUN = 6  # numbers side by side that may be summed up
_MOST_PARTS = 30
_POINT = 1000  # 1.305 may be 1,305
_ALMOST, _TENTH = 0.99, 0.1
_OPEN = 2.0  # how many times as large a number is still said to be more than another


def borne_out(title: Claim, rival: Claim, group: Sequence[Claim], sentences: Sentences) -> bool:
    """Tell whether the body has the headline's number, or parts that add up to it, or what it is a part of.

    Where only a slip makes the headline's number of its rival, other numbers that happen to add up to it excuse nothing.
    """
    meant = told(title)
    body = [claim for claim in group if claim.span.field == BODY]
    if any(_bears(title, meant, claim) or claim.value * _POINT == title.value for claim in body if _may_bear(title, claim)):
        return True
    alike = [[c for c in body if c.sort == title.sort and c.sent == sent] for sent in {c.sent for c in body}]
    if evident(title.value, rival.value):
        return any(_sums_up(meant, some, rival) for some in alike)
    parts = [claim for claim in body if _part(title, claim) and not sentences.earlier(claim)]
    if adds_up([claim.value for claim in parts if title.same(claim) or title.event == claim.event], meant):
        return True
    if any(_sums_up(meant, some, None) for some in (parts, *alike)):
        return True
    others = [claim for claim in group if claim is not title and title.same(claim)]
    return any(meant.low <= whole.value - part.value <= meant.high for whole, part in permutations(others[:_MOST_PARTS], 2))


def told(title: Claim) -> Interval:
    """Return what a headline's number may stand for: rounded, or cut after its last digit (71 for 71.9, 6 million for 6.75 million)."""
    values = rounded(title.value, title.values)
    written = 2 * (title.values.high - title.value) if title.values.high < float("inf") else 0.0
    cut = _ALMOST * max(written or 1.0, min(last_digit(title.value), title.value * _TENTH))
    high = min(max(values.high, title.value + cut), max(_OPEN * title.value, title.value + cut))
    return Interval(min(values.low, title.value - (written or 1.0) / 2), high)


def _bears(title: Claim, meant: Interval, claim: Claim) -> bool:
    """Tell whether a number of the body may be what the headline means: cut off only where the body tells it more closely."""
    closer = claim.value % 1 > 0 or last_digit(claim.value) < last_digit(title.value)
    return (meant if closer else rounded(title.value, title.values)).meets(_bounded(claim))


def _bounded(claim: Claim) -> Interval:
    """Return the values that a number of the body allows; nobody says more than 20 of 810."""
    least, most = claim.values
    return Interval(least or claim.value / _OPEN, min(most, _OPEN * claim.value))


def _may_bear(title: Claim, claim: Claim) -> bool:
    """Tell whether a number of the body is of a sort that may be the headline's, read as it should be or not."""
    return title.sort == "count" or claim.sort in {title.sort, "count", "ordinal", "score"}


def _part(title: Claim, claim: Claim) -> bool:
    """Tell whether a number of the body may be a part of the headline's: of the fallen, or of what has no name in the lexicon."""
    if claim.sort != title.sort:
        return False
    return title.same(claim) or (title.event in CASUALTIES and title.event == claim.event) or (not title.named and not claim.named)


def _sums_up(meant: Interval, some: Sequence[Claim], rival: Claim | None) -> bool:
    """Tell whether two, three or more numbers that stand one after the other, the rival among them, give what is meant."""
    return any(meant.low <= total <= meant.high for total in _sums(some, rival))


def _sums(some: Sequence[Claim], rival: Claim | None) -> Iterator[float]:
    for place in range(len(some)):
        run = some[place : place + _LONGEST_RUN]
        for size, total in enumerate(accumulate(claim.value for claim in run), 1):
            if size > 1 and (rival is None or rival in run[:size]):
                yield total
