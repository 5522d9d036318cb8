"""Read the years of dates, and compare what lies between two years with a length that is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tadqiq.recognise.numbers.compare import Interval

_YEAR = re.compile(r"\d{4}")
_FIRST, _LAST = 1500, 2200  # years of the Gregorian calendar; Hijri ones are shorter and left alone
LENGTHS = {"year": 1.0, "decade": 10.0, "century": 100.0}
_ABOUT = 0.15


def years(number: Mapping[str, Any]) -> list[int]:
    """List the Gregorian years in a date as it is written.

    >>> years({"text": "4 مايو 1964"}), years({"text": "1980-1988"}), years({"text": "1436"})
    ([1964], [1980, 1988], [])
    """
    found = [int(year) for year in _YEAR.findall(number["text"])]
    return found if all(_FIRST <= year <= _LAST for year in found) else []


def length(number: Mapping[str, Any]) -> Interval | None:
    """Return the years that a length of time may mean, one unit more or less; None where it is not told in years."""
    unit = LENGTHS.get(number["unit_key"] or "")
    if unit is None or number["low"] is None:
        return None
    low, high = number["low"] * unit - unit, number["high"] * unit + unit
    if number["qualifier"] == "about":
        return Interval(low * (1 - _ABOUT), high * (1 + _ABOUT))
    if number["qualifier"] == "at_least":
        return Interval(low, high * 1.1 + unit)
    return Interval(low * 0.9, high) if number["qualifier"] == "at_most" else Interval(low, high)
