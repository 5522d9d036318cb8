"""Compare headlines with the sentences of their bodies, word by word, in the few articles that a kind has chosen."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import BODY, HEADLINE
from tadqiq.recognise.clauses import roles
from tadqiq.recognise.tokens import Batch, Ints

Keys = NDArray[np.uint64]

_CLOSED = np.frombuffer(b"TrpKkonaxt0", dtype=np.uint8)  # letters of words that carry no matter of their own, and of figures


class Sentence(NamedTuple):
    """Hold one sentence as a range of tokens."""

    first: int
    last: int  # the token after it
    para: int


class Pages:
    """Look up the words of some articles of a batch."""

    def __init__(self, batch: Batch, rows: Iterable[int]) -> None:
        """Hold the keys of all words in the articles of those rows."""
        self.batch, tokens = batch, batch.tokens
        self._letters = batch.vocabulary.column(roles)
        chosen = sorted(set(rows))
        ranges = [np.arange(tokens.first[2 * row], tokens.first[2 * row + 2]) for row in chosen]
        codes = np.unique(tokens.code[np.concatenate(ranges)]) if ranges else np.zeros(0, dtype=np.uint32)
        self._keys = np.zeros(len(batch.vocabulary), dtype=np.uint64)
        self._keys[codes] = word_keys(batch.vocabulary.words["n2"].gather(codes))

    def letters(self, tokens: Ints | slice) -> NDArray[np.uint8]:
        """Give the letter of syntax of each of some tokens."""
        return np.asarray(self._letters[self.batch.tokens.code[tokens]])

    def keys(self, tokens: Ints | slice) -> Keys:
        """Give the key of each of some tokens; 0 for marks."""
        return np.asarray(self._keys[self.batch.tokens.code[tokens]])

    def content(self, first: int, last: int) -> set[int]:
        """Gather the keys of the words from token `first` up to `last` that carry meaning."""
        part = slice(first, last)
        return set(self.keys(part)[~np.isin(self.letters(part), _CLOSED)].tolist()) - {0}

    def headline(self, row: int) -> Sentence:
        """Give a headline's range of tokens."""
        first = self.batch.tokens.first
        return Sentence(int(first[2 * row + HEADLINE]), int(first[2 * row + HEADLINE + 1]), 0)

    def sentences(self, row: int, most: int) -> list[Sentence]:
        """List the first sentences of a body."""
        tokens = self.batch.tokens
        a, b = int(tokens.first[2 * row + BODY]), int(tokens.first[2 * row + BODY + 1])
        marks = np.flatnonzero(np.diff(tokens.sent[a:b])) + 1
        bounds = [0, *marks[:most].tolist(), b - a][: most + 1]
        return [Sentence(a + low, a + high, int(tokens.para[a + low])) for low, high in pairwise(bounds)]


def word_keys(words: pl.Series) -> Keys:
    """Give each word (matching level) a number that its joined letters, its ending and its long vowels do not change; 0 for marks.

    >>> a, b, c = word_keys(pl.Series(["والمستشفيات", "مستشفى", "مدرسة"])).tolist()
    >>> a == b, a == c
    (True, False)
    """
    bare = words.str.replace(r"^(?:(?:وال|بال|فال|كال|ولل|لل|ال|[وفبلك])(.{3,})|[وف](.{2,}))$", "$1$2")
    bare = bare.str.replace(r"^(.{3,}?)(?:ات|ان|ين|ون|هما|ها|هم|نا|ية|ة|ا|ه|ي)$", "$1")
    plain = bare.str.replace_all("[اوي]", "")
    stems = bare.zip_with(plain.str.len_chars() < 3, plain)
    is_word = words.str.contains(r"^[\p{L}\p{N}]")
    return np.where(is_word.to_numpy(), stems.hash(seed=0).to_numpy(), np.uint64(0)).astype(np.uint64)
