"""Find what says how exact a number is: أكثر من, لا يقل عن, نحو before it, على الأقل after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.recognise.numbers.context import JOINED, Beside
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.tokens import Ints
from tadqiq.recognise.vocabulary import Lookup

QUALIFIERS = (None, "exact", "at_least", "at_most", "about")


class _Phrases(NamedTuple):
    words: dict[str, int]
    left: dict[tuple[int, ...], int]
    right: dict[tuple[int, ...], int]


@cache
def _phrases() -> _Phrases:
    words: dict[str, int] = {}
    sides: dict[str, dict[tuple[int, ...], int]] = {"left": {}, "right": {}}
    rows = read("qualifiers")
    for row, phrase in zip(rows, fold([row["phrase"] for row in rows]), strict=True):
        numbers = tuple(words.setdefault(key, len(words) + 1) for key in phrase.split())
        sides[row["side"]][numbers] = QUALIFIERS.index(row["class"])
    joined = {prefix + key: number for key, number in words.items() for prefix in JOINED if prefix + key not in words}
    return _Phrases({**joined, **words}, sides["left"], sides["right"])


@cache
def _qualifier_words() -> Lookup:
    return Lookup(_phrases().words, pl.Int16)


def qualifier_words(words: pl.DataFrame) -> NDArray[np.int16]:
    """Give each distinct token its number among the words of qualifiers."""
    return _qualifier_words()(words["n2"])


_WIDTH = 4  # words of the longest qualifier before a number
_BASE = 1 << 12  # more than there are words of qualifiers: five of them fit into one number


def qualifiers(beside: Beside) -> Ints:
    """Find each number's qualifier, as an index into QUALIFIERS; 1 (exact) where there is none."""
    left = _distinct(_left, [beside.says(qualifier_words, -distance) for distance in range(_WIDTH, 0, -1)])
    right = _distinct(_right, [beside.says(qualifier_words, distance) for distance in range(1, _WIDTH + 2)])
    return np.where(left > 0, left, np.where(right > 0, right, 1))


def _distinct(answer: Callable[[tuple[int, ...]], int], columns: list[Ints]) -> Ints:
    """Ask a question of each distinct row of word numbers, told apart by one number a row; of empty rows the answer is 0."""
    row = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        row = row * _BASE + column
    some = np.flatnonzero(row)
    _, first, inverse = np.unique(row[some], return_index=True, return_inverse=True)
    asked = zip(*(column[some[first]].tolist() for column in columns), strict=True)
    row[some] = np.array([answer(words) for words in asked], dtype=np.int64)[inverse]
    return row


def _left(before: tuple[int, ...]) -> int:
    known = _phrases().left
    return next((found for size in range(len(before), 0, -1) if (found := known.get(before[-size:]))), 0)


def _right(after: tuple[int, ...]) -> int:
    known = _phrases().right
    places = ((start, start + size) for start in range(3) for size in range(3, 0, -1))
    return next((found for start, end in places if (found := known.get(after[start:end]))), 0)
