"""Sort code points as cutting needs them: blanks, line breaks, letters, digits, invisible controls, all else.

A table over all of Unicode answers for whole arrays; its pages of 256 code points are filled when a text first shows one.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tadqiq.normalise.alphabet import INVISIBLE

BLANK, BREAK, LETTER, DIGIT, INNER, OTHER = range(6)  # INNER: invisible, and part of the word or the figure that it stands in
_UNKNOWN = 255

Sorts = NDArray[np.uint8]

_BREAKS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_BLANKS = frozenset("\t \u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
_TABLE: Sorts = np.full(0x110000, _UNKNOWN, dtype=np.uint8)


def sorts(points: NDArray[Any]) -> Sorts:
    """Give the sort of each code point."""
    found: Sorts = _TABLE.take(points)
    unknown = np.flatnonzero(found == _UNKNOWN) if len(found) and found.max() == _UNKNOWN else ()
    if len(unknown):
        for page in np.unique(points[unknown] >> 8).tolist():
            _TABLE[page << 8 : (page + 1) << 8] = [_sort(chr(point)) for point in range(page << 8, (page + 1) << 8)]
        found[unknown] = _TABLE[points[unknown]]
    return found


def _sort(character: str) -> int:
    if character in _BREAKS:
        return BREAK
    if character in _BLANKS:
        return BLANK
    if character in INVISIBLE:
        return INNER
    category = unicodedata.category(character)
    return LETTER if category[0] in "LM" else DIGIT if category == "Nd" else OTHER
