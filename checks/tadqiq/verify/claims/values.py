"""Tell whether two written numbers can mean one value."""

from __future__ import annotations

import re

import numpy as np

from tadqiq.verify.claims.table import Mask, Numbers
from tadqiq.verify.claims.things import Floats
from tadqiq.verify.duplicates.hashing import Ints

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬٫،,", "01234567890123456789....")
_BACKWARDS = re.compile(r"\d[،ر]\d")
_GROUP, _LETTERS = re.compile(r"[0-9]+(?:\.[0-9]+)*"), re.compile(r"[^\W\d_]+")
_ENDING = "اً"
_STEM = 5  # letters that tell scales apart: مليون, ملايين, مليار, مليارات
_CALENDAR = 200  # years between two calendars


def agree(numbers: Numbers, left: Ints, right: Ints) -> Mask:
    """Tell which pairs can mean one value: equal, both allowed by bounds and rounding, or one the other cut shorter."""
    least, most, step = (numbers.column(name) for name in ("least", "most", "step"))
    ranges = (numbers.low[left] < numbers.high[left]) | (numbers.low[right] < numbers.high[right])
    meet = (least[left] < most[right]) & (least[right] < most[left])
    meet |= ranges & (least[left] <= most[right]) & (least[right] <= most[left])
    gap = np.maximum(np.abs(numbers.low[left] - numbers.low[right]), np.abs(numbers.high[left] - numbers.high[right]))
    coarse = np.maximum(step[left], step[right])
    time = numbers.is_kind(left, "duration")
    shorter = (step[left] != step[right]) & np.where(time, gap <= coarse / 2, gap < coarse)
    return np.asarray(meet | (gap == 0) | shorter | _near(numbers, left, right, gap))


def _near(numbers: Numbers, left: Ints, right: Ints, gap: Floats) -> Mask:
    """Tell which pairs differ as time or a calendar makes them: an age a year apart, a length of time that has gone on."""
    age = numbers.is_kind(left, "age") & (gap <= 1)
    length = numbers.is_kind(left, "duration") & (gap <= numbers.days_apart(left, right) + 1)
    end = (numbers.low[right] == numbers.high[left]) | (numbers.high[right] == numbers.low[left])
    date = numbers.is_kind(left, "date") & ((gap > _CALENDAR) | end)
    return np.asarray(age | length | date)


def same_thing(numbers: Numbers, left: Ints, right: Ints) -> Mask:
    """Tell which pairs count the same, as far as it is written."""
    thing = numbers.rows["thing"].to_numpy()
    return np.asarray((thing[left] == thing[right]) | (thing[left] == 0) | (thing[right] == 0))


def same_figures(one: str, other: str) -> bool:
    """Tell whether two numbers are written with the same groups of figures, in any order and with any separators.

    A scale that only one of them has makes them different; none at all beside the figures was written elsewhere. Decimals behind an
    Arabic comma or ر are often printed backwards.

    >>> same_figures("25,800 ألف", "25.800 ألف"), same_figures("2016-2017", "2017/2016"), same_figures("5 ملايين", "5 مليارات")
    (True, True, False)
    >>> same_figures("8،4", "4.8"), same_figures("3.31", "31.3")
    (True, False)
    """
    (groups, scale), (others, other_scale) = (_figures(text) for text in (one, other))
    if not groups and not others:
        return one.rstrip(_ENDING) == other.rstrip(_ENDING)  # ألف, ألفا
    if scale and other_scale and scale != other_scale:
        return False
    if _BACKWARDS.search(one) or _BACKWARDS.search(other):
        groups, others = (sorted(".".join(found).split(".")) for found in (groups, others))
    return bool(groups) and groups == others


def _figures(text: str) -> tuple[list[str], str]:
    """Give the groups of figures of a number, its thousands and decimals parted by points, and the beginning of its first word."""
    plain = text.translate(_DIGITS)
    return sorted(_GROUP.findall(plain)), next((word[:_STEM] for word in _LETTERS.findall(plain)), "")
