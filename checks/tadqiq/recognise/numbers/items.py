"""Name the kinds of numbers, what only the words around them can decide, and one number of a phrase."""

from __future__ import annotations

from typing import NamedTuple

NUMBER_KINDS = (
    "cardinal", "ordinal", "percent", "money", "measure", "date", "time", "score", "duration", "age", "vague", "identifier", "dual"
)  # fmt: skip
CARDINAL, ORDINAL, PERCENT, MONEY, MEASURE, DATE, TIME, SCORE, DURATION, AGE, VAGUE, IDENTIFIER, DUAL = range(13)
# What only the words around can decide
YEAR, OPEN_SCORE, FROM_TO, FRACTION, DOUBTFUL, ONE, SCALED, FIGURES, TENS, ENDS, BARE, CLOSED, SLASHED, FIFTH = (1 << n for n in range(14))


class Item(NamedTuple):
    """Hold one number of a phrase, by places in the phrase; a unit of -1 is none."""

    first: int
    last: int
    skip: int
    low: float
    high: float
    kind: int
    unit: int = -1
    key: str = ""
    flags: int = 0
