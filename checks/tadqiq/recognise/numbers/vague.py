"""Tell what a vague amount allows: بضعة is three to nine, عشرات twenty and more, مئات الآلاف two hundred thousand and more."""

from __future__ import annotations

from functools import cache
from math import inf

from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.numbers.stock import table

_FEW = (3.0, 9.0)
_LEAST = 2.0  # a plural of tens, hundreds, thousands


@cache
def bounds(text: str) -> tuple[float, float]:
    """Return the lowest and highest value that the text of a mention of kind vague allows; the highest may be infinite.

    >>> bounds("بضعة آلاف"), bounds("عشرات الآلاف")
    ((3000.0, 9000.0), (20000.0, inf))
    """
    low, high, scale = 1.0, 1.0, 1.0
    for word in fold([text])[0].split():
        atom = table().get(word)
        if atom is None or atom.kind not in {"vague", "scale"}:
            continue
        if atom.kind == "vague" and atom.value == _FEW[0]:
            low, high = _FEW
            continue
        if high == 1.0:
            low, high = _LEAST, inf
        scale *= atom.value
    return low * scale, high * scale if high > 1.0 else inf
