"""Read a written number again: its figures both ways where a comma can part thousands or decimals, and its word for a thousand."""

from __future__ import annotations

import re
from itertools import product
from math import isclose
from typing import NamedTuple

from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.numbers.stock import scale_values

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬٫،", "01234567890123456789,.,")
_FIGURE, _SEPARATOR, _WORD = re.compile(r"\d+(?:[.,]\d+)*"), re.compile("[.,]"), re.compile(r"[^\W\d_]+")
_GROUP, _LARGE, _NEAR = 3, 1000, 0.05


class Written(NamedTuple):
    """Hold what the figures of a number can mean, the likelier first, and the word behind them that multiplies them."""

    figures: tuple[float, ...]
    scale: float
    word: str


def written(text: str) -> Written:
    """Read the figures of a number and the word that multiplies them; no figures of a number in words.

    >>> written("4,749 مليون درهم")
    Written(figures=(4749.0, 4.749), scale=1000000.0, word='مليون')
    >>> written("2.75 ألف"), written("6,540,000").figures
    (Written(figures=(2.75,), scale=1000.0, word='ألف'), (6540000.0,))
    """
    found = _FIGURE.search(text.translate(_DIGITS))
    if not found:
        return Written((), 1.0, "")
    words = _WORD.findall(text[found.end() :])[:1]
    scale = float(scale_values().get(fold(words)[0], 1.0)) if words else 1.0
    return Written(_readings(_SEPARATOR.split(found[0])), scale, words[0] if scale > 1 else "")


def _readings(groups: list[str]) -> tuple[float, ...]:
    """Read groups of figures: a comma before three of them parts thousands or decimals, but nobody writes three zeros as decimals."""
    whole = float("".join(groups))
    if len(groups) != 2:
        return (whole,)
    decimal = float(".".join(groups))
    if len(groups[1]) != _GROUP or len(groups[0]) > _GROUP:
        return (decimal,)
    return (whole, decimal) if groups[1].strip("0") else (whole,)


def same_by_comma(one: str, other: str) -> bool:
    """Tell whether two numbers are one value if a comma is read the other way.

    >>> same_by_comma("4,749 مليون", "4,749 مليار"), same_by_comma("44,793", "44.7"), same_by_comma("27,000", "27")
    (True, False, False)
    """
    first, second = written(one), written(other)
    both = product(first.figures, second.figures)
    return any(isclose(a * first.scale, b * second.scale) for a, b in both)


def needless(text: str, other: float) -> str:
    """Give the word of a number that makes too much of it: its figures are large, and without the word they are the other value.

    >>> needless("6,540,000 مليون", 6.5e6), needless("27 ألف", 27.0)
    ('مليون', '')
    """
    read = written(text)
    fits = any(figure >= _LARGE and abs(figure / other - 1) <= _NEAR for figure in read.figures)
    return read.word if other and fits else ""
