"""Look at the words around numbers: qualifiers, counted nouns, cues that say what a number is."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.tokens import Batch, Ints

Mask = NDArray[np.bool_]

QUALIFIERS = (None, "exact", "at_least", "at_most", "about")
CUES = ("", "identifier", "age", "since", "past", "rank", "change", "one_idiom", "from", "yesterday", "stage", "part", "delta", "total",
        "negated", "likely", "ago", "square", "age_verb", "under", "title", "hour", "another", "clause", "each", "earlier", "besides")  # fmt: skip
CUE = {name: place for place, name in enumerate(CUES)}
_JOINED = ("", "و", "ف", "ب", "ل", "وب", "ول")


def equals(column: NDArray[Any], value: float) -> Mask:
    """Compare a column with one value."""
    return np.asarray(column == value, dtype=bool)


class Around(NamedTuple):
    """Give what a column says of the token at a distance from given tokens; 0 beyond the sentence."""

    batch: Batch
    sentence: Ints

    def at(self, column: NDArray[np.generic], token: Ints, distance: int) -> Ints:
        """Look `distance` tokens after (or before) each token."""
        place = token + distance
        valid = (place >= 0) & (place < len(self.sentence))
        place = np.where(valid, place, token)
        valid &= self.sentence[place] == self.sentence[token]
        return np.where(valid, column[place], 0).astype(np.int64)


def around(batch: Batch) -> Around:
    """Prepare to look around in a batch."""
    tokens = batch.tokens
    change = np.ones(len(tokens), dtype=bool)
    change[1:] = (np.diff(tokens.segment) != 0) | (np.diff(tokens.sent) != 0) | (np.diff(tokens.para) != 0)
    return Around(batch, np.cumsum(change))


@cache
def _cue_table() -> dict[str, int]:
    rows = read("number_cues")
    table: dict[str, int] = {}
    for key, row in zip(fold([row["word"] for row in rows]), rows, strict=True):
        for prefix in _JOINED:
            table.setdefault(prefix + key, CUE[row["class"]])
    for key, row in zip(fold([row["word"] for row in rows]), rows, strict=True):
        table[key] = CUE[row["class"]]
    return table


def cues(words: pl.DataFrame) -> NDArray[np.int8]:
    """Give each distinct token the cue that it is for a number beside it."""
    table = _cue_table()
    return np.fromiter((table.get(key, 0) for key in words["n2"].to_list()), dtype=np.int8, count=words.height)


ARABIC, LATIN, PUNCTUATION, DEFINITE = 1, 2, 3, 4


def shapes(words: pl.DataFrame) -> NDArray[np.int8]:
    """Tell Arabic words, definite ones, Latin words and marks apart."""

    def shape(key: str) -> int:
        if key[:1].isalpha():
            return LATIN if key.isascii() else DEFINITE if key.startswith(("ال", "لل", "وال", "بال")) and len(key) > 3 else ARABIC
        return 0 if key[:1].isdigit() else PUNCTUATION

    return np.fromiter((shape(key) for key in words["n2"].to_list()), dtype=np.int8, count=words.height)


@cache
def _function_words() -> frozenset[str]:
    glue = [row["word"] for row in read("number_glue")]
    closed = [row["word"] for row in read("boundaries")]
    keys = fold([*glue, *closed])
    return frozenset(prefix + key for key in keys for prefix in ("", "و", "ف"))


def function_words(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark words of the closed classes: none of them is counted."""
    closed = _function_words()
    return np.fromiter((key in closed for key in words["n2"].to_list()), dtype=np.int8, count=words.height)


def articles(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark an article or joined letter that stands alone before figures or a quotation mark: الـ, بـ."""
    alone = {"ال", "ب", "ل", "لل", "بال", "وال", "و"}
    return np.fromiter((key in alone for key in words["n2"].to_list()), dtype=np.int8, count=words.height)


def the_month(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark الشهر and شهر."""
    return np.fromiter((key in {"الشهر", "شهر"} for key in words["n2"].to_list()), dtype=np.int8, count=words.height)


def dashes(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark hyphens and dashes."""
    return np.fromiter((key in {"-", "–", "−"} for key in words["n2"].to_list()), dtype=np.int8, count=words.height)


def brackets(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark opening brackets (1), closing ones (2) and commas (3)."""
    known = {"(": 1, "[": 1, ")": 2, "]": 2, "،": 3, ",": 3}
    return np.fromiter((known.get(key, 0) for key in words["n2"].to_list()), dtype=np.int8, count=words.height)


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
    joined = {prefix + key: number for key, number in words.items() for prefix in _JOINED if prefix + key not in words}
    return _Phrases({**joined, **words}, sides["left"], sides["right"])


def qualifier_words(words: pl.DataFrame) -> NDArray[np.int16]:
    """Give each distinct token its number among the words of qualifiers."""
    table = _phrases().words
    return np.fromiter((table.get(key, 0) for key in words["n2"].to_list()), dtype=np.int16, count=words.height)


def qualifiers(look: Around, first: Ints, last: Ints) -> Ints:
    """Find each number's qualifier, as an index into QUALIFIERS; 1 (exact) where there is none."""
    column = look.batch.column(qualifier_words)
    known = _phrases()
    width = 4
    before = np.stack([look.at(column, first, -distance) for distance in range(width, 0, -1)], axis=1)
    after = np.stack([look.at(column, last, distance) for distance in range(1, width + 2)], axis=1)
    rows, inverse = np.unique(np.concatenate([before, after], axis=1), axis=0, return_inverse=True)
    answers = np.array([_qualify(tuple(row[:width]), tuple(row[width:]), known) for row in rows.tolist()], dtype=np.int64)
    return answers[inverse.reshape(-1)] if len(rows) else np.zeros(0, dtype=np.int64)


def _qualify(before: tuple[int, ...], after: tuple[int, ...], known: _Phrases) -> int:
    for size in range(len(before), 0, -1):
        found = known.left.get(before[-size:])
        if found:
            return found
    for start in range(3):
        for size in range(3, 0, -1):
            found = known.right.get(after[start : start + size])
            if found:
                return found
    return 1
