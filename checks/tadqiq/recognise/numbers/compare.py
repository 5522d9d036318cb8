"""Compare two claims: what each allows its value to be, and whether both count the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

import polars as pl

from tadqiq.lexicon import read
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.numbers.stock import scale_values

CASUALTIES = frozenset({"killed", "wounded", "missing", "detained", "displaced", "rescued", "hostage", "released", "executed"})
_PEOPLE = frozenset({"", "person", "killed", "wounded", "missing", "detainee", "hostage", "displaced"})
_ABOUT = 0.1
_ROUNDED_FROM = 100  # a smaller number in a headline is meant as it stands
_MOST_PARTS, _MOST_TERMS = 12, 4
_INFINITE = float("inf")
_TWO = 2
_A_DIGIT = 12  # how many times as large one digit more can make a number
_FACTORS, _SLACK = (10, 100, 1000, 1_000_000), 0.05


class Interval(NamedTuple):
    """Hold the lowest and highest value that a claim allows."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Tell whether both claims can be true; what is rounded to 12 and what is rounded to 13 only touch."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and (self.low == self.high or other.low == other.high))

    @property
    def middle(self) -> float | None:
        """Return the value meant; None where there is no upper bound."""
        return None if self.high == _INFINITE else (self.low + self.high) / 2


def intervals(numbers: pl.DataFrame) -> list[Interval]:
    """Return the values that each number allows: exact ones, bounded ones, and those rounded to their last written unit.

    numbers  columns low, high, qualifier and text of a NUMBERS frame.
    >>> intervals(pl.DataFrame({"low": [21000.0], "high": [21000.0], "qualifier": ["exact"], "text": ["21 ألف"]}))
    [Interval(low=20500.0, high=21500.0)]
    """
    texts = numbers["text"].unique().to_list()
    words = dict(zip(texts, (text.split() for text in fold(texts)), strict=True))
    rows = numbers.select("low", "high", "qualifier", "text").iter_rows()
    return [_interval(low, high, qualifier, _last_unit(low, words[text]) / 2) for low, high, qualifier, text in rows]


def _interval(low: float, high: float, qualifier: str | None, slack: float) -> Interval:
    least, most = low - slack, high + slack
    if qualifier == "about":
        return Interval(min(least, low * (1 - _ABOUT)), max(most, high * (1 + _ABOUT)))
    if qualifier == "at_least":
        return Interval(least, _INFINITE)
    if qualifier == "at_most":
        return Interval(0.0, most)
    return Interval(least, most)


def _last_unit(value: float, words: Sequence[str]) -> float:
    """Return the last written unit of a rounded magnitude: 21 ألف is written in thousands, 1.5 مليون in tenths of a million."""
    known = scale_values()
    scales = [scale for word in words if (scale := known.get(word.removeprefix("و")))]
    if not scales or (value % scales[-1] and words[-1] not in known):
        return 0.0
    decimals = len(words[0].replace("٫", ".").partition(".")[2]) if words[0][:1].isdigit() else 0
    return float(scales[-1] / 10**decimals)


def rounded(value: float, values: Interval) -> Interval:
    """Allow what a headline may round: half of its last digit that is no zero, but no more than a tenth.

    >>> rounded(1200, Interval(1200, 1200))
    Interval(low=1150.0, high=1250.0)
    >>> rounded(21, Interval(21, 21))
    Interval(low=21, high=21)
    """
    slack = min(last_digit(value) / 2, value * _ABOUT)
    return Interval(min(values.low, value - slack), max(values.high, value + slack)) if value >= _ROUNDED_FROM else values


def last_digit(value: float) -> float:
    """Return the worth of the last digit of a whole number that is no zero: 100 of 1,200; 0 of 21, and of what is not whole.

    >>> last_digit(1200), last_digit(21), last_digit(13_000_000)
    (100.0, 0.0, 1000000.0)
    """
    if value % 10 or not value:
        return 0.0
    written = f"{value:.0f}"
    return float(10 ** (len(written) - len(written.rstrip("0"))))


def adds_up(parts: Sequence[float], total: Interval) -> bool:
    """Tell whether two to four of some parts add up to a total; only the first dozen are tried.

    >>> adds_up([7, 5, 30], Interval(12, 12))
    True
    """
    few = parts[:_MOST_PARTS]
    return any(total.low <= sum(some) <= total.high for size in range(2, _MOST_TERMS + 1) for some in combinations(few, size))


def slip(first: float, second: float) -> int:
    """Return the factor (10, 100, 1000 or a million) by which one value is the other, within 5 %; 0 where there is none.

    >>> slip(21_000, 210_000), slip(21_507, 210_000), slip(12, 21)
    (10, 10, 0)
    """
    low, high = sorted((abs(first), abs(second)))
    return next((factor for factor in _FACTORS if low > 0 and abs(high / low / factor - 1) <= _SLACK), 0)


def mistyped(first: float, second: float) -> bool:
    """Tell whether one keystroke makes two digits or more of one value the other's: two changed places, one wrong, left out or added.

    >>> mistyped(12, 21), mistyped(1_250, 1_350), mistyped(95, 63), mistyped(4, 5)
    (True, True, False, False)
    """
    low, high = sorted((abs(first), abs(second)))
    if high > _A_DIGIT * low:
        return False
    one, two = sorted((_digits(first), _digits(second)), key=len, reverse=True)
    if one == two or len(two) < _TWO or len(one) - len(two) > 1:
        return False
    wrong = [place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b]
    if len(one) == len(two):
        return len(wrong) == 1 or _change_places(one, two, wrong)
    gap = wrong[0] if wrong else len(two)
    return one[:gap] + one[gap + 1 :] == two


def evident(first: float, second: float) -> bool:
    """Tell whether two values differ as only a slip makes them differ: the same digits and other zeros, two changed places, one of three.

    >>> evident(12, 21), evident(27, 27_000), evident(8_217, 8_218), evident(12, 13), evident(12, 114)
    (True, True, True, False, False)
    """
    one, two = _digits(first), _digits(second)
    wrong = [place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b]
    changed = len(one) == len(two) and _change_places(one, two, wrong) and mistyped(first, second)
    zeros = slip(first, second) > 0 and not wrong
    return zeros or changed or (min(len(one), len(two)) > _TWO and mistyped(first, second))


def _change_places(one: str, two: str, wrong: Sequence[int]) -> bool:
    """Tell whether the two digits that differ have changed places."""
    return len(wrong) == _TWO and wrong[1] - wrong[0] == 1 and one[wrong[0] : wrong[1] + 1] == two[wrong[1]] + two[wrong[0]]


def _digits(value: float) -> str:
    """Write the digits of a value without the zeros and the point around them."""
    return f"{value:.6f}".rstrip("0").replace(".", "").strip("0")


@cache
def people(*, groups: bool = False) -> frozenset[str]:
    """Return the keys of counted nouns that are people, each one or by groups as well (families)."""
    return frozenset(row["key"] for row in read("people") if groups or row["as"] == "one")


def same_thing(first: str, second: str, event: str) -> bool:
    """Tell whether two counted nouns mean the same; of casualties, every word for people in general does."""
    return first == second or (event in CASUALTIES and first in _PEOPLE and second in _PEOPLE)
