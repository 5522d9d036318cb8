"""Say between which values a written number may lie, for sums with rounded figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from tadqiq.lexicon import read
from tadqiq.recognise.numbers.compare import Interval, people

_FIGURE = re.compile(r"\d[\d,٬]*(?:[.٫]\d+|,\d{1,2}(?!\d))?")
_ABOUT = 0.05
_ROUND = 0.01  # of a large number that ends in zeros
_LARGE = 1000
_SCALE_LEFT_OUT = 300  # من 122 إلى 147 مليونا


def last_digit(text: str, value: float) -> float:
    """Return what one more in the last written digit would add: 3.09 مليار is written in hundredths of a thousand million.

    >>> last_digit("19.5 مليون", 19.5e6), last_digit("80", 80.0), last_digit("15,000", 15000.0)
    (100000.0, 1.0, 1.0)
    """
    found = _FIGURE.search(text)
    figure = found[0].replace("٫", ".").replace("٬", "") if found else ""
    if re.fullmatch(r"\d+,\d{1,2}", figure):
        figure = figure.replace(",", ".")
    figure = figure.replace(",", "")
    if not figure or not float(figure):
        return _unit_of_words(value)
    decimals = len(figure.partition(".")[2])
    scale = 10 ** round_log(abs(value) / float(figure))
    return float(scale / 10**decimals)


def round_log(ratio: float) -> int:
    """Return the power of ten nearest to a ratio."""
    from math import log10

    return round(log10(ratio)) if ratio > 0 else 0


def _unit_of_words(value: float) -> float:
    """Return the unit that a number in words counts: ثلاثة ملايين counts millions."""
    size = 1.0
    while value and size < abs(value) and value % (size * 1000) == 0:
        size *= 1000
    return size


def allowed(number: Mapping[str, Any], digits: float = 0.5) -> Interval:
    """Return the values that a number (a row of NUMBERS) may stand for.

    digits  how many units of its last written digit it may be off
    """
    low, high = number["low"], number["high"]
    slack = digits * last_digit(number["text"], low)
    if low >= _LARGE and low % 100 == 0:
        slack = max(slack, _ROUND * low / 2)
    if number["qualifier"] == "about":
        slack = max(slack, _ABOUT * abs(low))
    if number["qualifier"] == "at_least":
        return Interval(low - slack, high * 1.1 + slack)
    if number["qualifier"] == "at_most":
        return Interval(low * 0.9 - slack, high + slack)
    return Interval(low - slack, high + slack)


@cache
def _parts() -> dict[str, tuple[str, float]]:
    return {row["key"]: (row["class"], float(row["part"])) for row in read("units") if row["part"] != "-"}


def whole(number: Mapping[str, Any], values: Interval, other: Mapping[str, Any]) -> Interval:
    """Turn coins into the money of another number: 18 سنتا beside 64 دولارا is 0.18."""
    part = _parts().get(number["unit_key"] or "")
    if part is None or number["unit_key"] == other["unit_key"]:
        return values
    return Interval(values.low / part[1], values.high / part[1])


def one_money(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Tell whether two numbers are certainly of one unit, or the first counts the coins of the second."""
    keys = first["unit_key"], second["unit_key"]
    return None not in keys and (keys[0] == keys[1] or (keys[0] in _parts() and second["number_kind"] == "money"))


def alike(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Tell whether two numbers may be values of one thing: no other unit, and no scale that one of them leaves out."""
    keys = {first["unit_key"], second["unit_key"]} - {None}
    keys = keys if keys - people() else set()
    coins = {key for key in keys if key in _parts()}
    if len(keys - coins) > 1 or len(coins) > 1:
        return False
    low, high = sorted((abs(first["low"]), abs(second["low"])))
    return bool(coins) or low == 0 or high / low < _SCALE_LEFT_OUT
