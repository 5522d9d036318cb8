"""Hold the outcome of one sum that a rule did over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tadqiq.model import Hit, Rule, Span


class Check(NamedTuple):
    """Hold the numbers of one sum and whether they fit; fitting ones are counted by `benchmarks/plant_sums.py`."""

    span: Span  # the number that a finding marks
    related: tuple[Span, ...]  # the other numbers of the sum
    args: Mapping[str, str]
    fits: bool


def hits(checks: Iterable[Check], rule: Rule) -> Iterator[Hit]:
    """Report the sums that do not fit, one finding for each place."""
    seen: set[Span] = set()
    fitting: set[Span] = set()
    wrong = []
    for check in checks:
        if check.fits:
            fitting.add(check.span)
        else:
            wrong.append(check)
    for check in wrong:
        if check.span not in seen and check.span not in fitting:
            seen.add(check.span)
            yield Hit(rule.code, check.span, check.args, related=check.related)


def plain(value: float) -> str:
    """Write a computed value as a reader would.

    >>> plain(25.0), plain(12.345), plain(0.0841), plain(1500000.0)
    ('25', '12.3', '0.084', '1,500,000')
    """
    size = abs(value)
    digits = 0 if size >= 100 or value == round(value) else 1 if size >= 10 else 2 if size >= 1 else 3
    written = f"{value:,.{digits}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
