"""Compare two claims: what each allows its value to be, and whether both count the same."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tadqiq.recognise.lexicon import read
from tadqiq.recognise.numerals_forms import fold

CASUALTIES = frozenset({"killed", "wounded", "missing", "detained", "displaced", "rescued", "hostage", "released", "executed"})
_PEOPLE = frozenset({"", "person", "killed", "wounded", "missing", "detainee", "hostage", "displaced"})
_ABOUT = 0.1
_INFINITE = float("inf")


class Interval(NamedTuple):
    """Hold the lowest and highest value that a claim allows."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Tell whether both claims can be true."""
        return self.low <= other.high and other.low <= self.high


@cache
def _scale_values() -> dict[str, float]:
    rows = read("scales")
    return dict(zip(fold([row["word"] for row in rows]), (float(row["value"]) for row in rows), strict=True))


def interval(low: float, high: float, qualifier: str | None, text: str) -> Interval:
    """Return the values that a claim allows: exact ones, bounded ones, and those rounded to their last written unit.

    >>> interval(21000, 21000, "exact", "21 ألف")
    Interval(low=20500.0, high=21500.0)
    """
    slack = _last_unit(low, text) / 2
    least, most = low - slack, high + slack
    if qualifier == "about":
        return Interval(min(least, low * (1 - _ABOUT)), max(most, high * (1 + _ABOUT)))
    if qualifier == "at_least":
        return Interval(least, _INFINITE)
    if qualifier == "at_most":
        return Interval(0.0, most)
    return Interval(least, most)


def _last_unit(value: float, text: str) -> float:
    """Return the last written unit of a rounded magnitude: 21 ألف is written in thousands, 1.5 مليون in tenths of a million."""
    words = fold(text.split())
    scales = [known for word in words if (known := _scale_values().get(word.removeprefix("و")))]
    if not scales or (value % scales[-1] and words and words[-1] not in _scale_values()):
        return 0.0
    decimals = len(words[0].replace("٫", ".").partition(".")[2]) if words[0][:1].isdigit() else 0
    return float(scales[-1] / 10**decimals)


def same_thing(first: str, second: str, event: str) -> bool:
    """Tell whether two counted nouns mean the same; of casualties, every word for people in general does."""
    return first == second or (event in CASUALTIES and first in _PEOPLE and second in _PEOPLE)
