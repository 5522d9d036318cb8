"""Say of the run as a whole that a share of something is larger than the house allows: one finding, without a place, with examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tadqiq.model import Hit, Rule, Span

SETTINGS: dict[str, Any] = {
    "above": 0.1,  # the largest share that is allowed
    "least": 20,  # how many there must be for a share to mean anything
    "shown": 3,  # passages that stand as examples
}


def over(rule: Rule, part: int, whole: int, passages: Sequence[Span]) -> Iterator[Hit]:
    """Yield the finding where `part` of `whole` is too much.

    passages  examples, in an order that does not depend on how the articles are ordered.
    """
    settings = rule.settings
    if whole >= max(1, settings["least"]) and part > settings["above"] * whole:
        words = {"share": _percent(part / whole), "limit": _percent(settings["above"]), "count": f"{part:,}", "total": f"{whole:,}"}
        yield Hit(rule.code, None, words, related=tuple(passages[: settings["shown"]]))


def _percent(share: float) -> str:
    """Write a share as a percentage, with a decimal only where it is small.

    >>> _percent(0.034), _percent(0.5)
    ('3.4%', '50%')
    """
    return f"{share * 100:.1f}".removesuffix(".0") + "%" if share < _SMALL else f"{share:.0%}"


_SMALL = 0.1
