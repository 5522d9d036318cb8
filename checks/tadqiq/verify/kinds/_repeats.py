"""Say once what stands many times in an article: at its first place, with the other places beside it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from tadqiq.model import Span

_SHOWN = 9  # other places that one finding lists; its message counts them all


class Repeat(NamedTuple):
    """Hold where a fault first stands in an article, some of its other places, and how many there are."""

    first: Span
    others: tuple[Span, ...]
    number: int


def repeats(places: Iterable[tuple[Hashable, Span]]) -> Iterator[tuple[Hashable, Repeat]]:
    """Gather places by article and kind of fault; the first place is the one nearest to the article's beginning.

    >>> [(sort, found.number) for sort, found in repeats([("و", Span(1, 1, 9, 10)), ("و", Span(1, 1, 4, 5)), ("ب", Span(1, 1, 0, 1))])]
    [('و', 2), ('ب', 1)]
    """
    groups: dict[tuple[Hashable, int], list[Span]] = {}
    for sort, span in places:
        groups.setdefault((sort, span.doc), []).append(span)
    for (sort, _), spans in groups.items():
        first, *others = sorted(spans)
        yield sort, Repeat(first, tuple(others[:_SHOWN]), len(spans))
