"""Cut many words at once and look the pieces up: words without their joined letters, endings, stems.

The code points of all words lie one after another, and a piece of each is a pair of places between them. A piece is known by its hash,
which running sums give at any places; so no piece is ever made as a string, and a question to thousands of words is a handful of columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.tokens import Ints

Hashes = NDArray[np.uint64]
Rows = NDArray[Any]  # places, or a truth value for each

_BASE = 0x9E3779B97F4A7C15
_WORD = 1 << 64
_PAD = np.zeros(8, dtype=np.uint32)  # so that a letter may be asked for beyond the last word, and before the first


class _Powers:
    """Hold the powers of the base and of its inverse, as many as were needed so far."""

    def __init__(self) -> None:
        """Start with few."""
        self.base = self.inverse = np.ones(1, dtype=np.uint64)

    def upto(self, count: int) -> Self:
        """Work out so many."""
        if count >= len(self.base):
            self.base, self.inverse = (_powers(of, 2 * count) for of in (_BASE, pow(_BASE, -1, _WORD)))
        return self


def _powers(of: int, count: int) -> Hashes:
    every = np.full(count + 1, of, dtype=np.uint64)
    every[0] = 1
    return np.cumprod(every, dtype=np.uint64)


_POWERS = _Powers()


class Pieces(NamedTuple):
    """Hold a piece of each of many words: points[first:end], and the running sums over the points."""

    points: NDArray[np.uint32]  # of all words, with some 0 at the end
    sums: Hashes
    first: Ints
    end: Ints

    @classmethod
    def laid(cls, points: NDArray[Any], first: Ints, end: Ints) -> Pieces:
        """Hold stretches of one long text."""
        return cls(*_sums(points.astype(np.uint32)), first, end)

    def of(self, rows: Rows) -> Pieces:
        """Keep some of the pieces."""
        return Pieces(self.points, self.sums, self.first[rows], self.end[rows])

    def cut(self, front: int | Ints = 0, back: int | Ints = 0) -> Pieces:
        """Drop so many code points of each; of a piece with fewer nothing is left."""
        first = np.minimum(self.first + front, self.end)
        return Pieces(self.points, self.sums, first, np.maximum(self.end - back, first))

    @property
    def length(self) -> Ints:
        """Count the code points of each."""
        return self.end - self.first

    def letter(self, place: int) -> NDArray[np.uint32]:
        """Give the code point at a place, from the end where it is negative; 0 beyond the piece."""
        at = self.first + place if place >= 0 else self.end + place
        return self.points[at] * (at < self.end if place >= 0 else at >= self.first)

    def within(self, place: int, letters: Iterable[str]) -> NDArray[np.bool_]:
        """Tell which pieces have one of some letters at a place."""
        here = self.letter(place)
        return np.asarray(np.logical_or.reduce([here == ord(letter) for letter in letters]))

    def only(self, points: frozenset[int]) -> NDArray[np.bool_]:
        """Tell which pieces have some code points only, and are not empty."""
        held = np.zeros(max(points) + 2, dtype=bool)
        held[list(points)] = True
        others = np.concatenate([[0], np.cumsum(~held[np.minimum(self.points, len(held) - 1)])])
        return np.asarray((others[self.end] == others[self.first]) & (self.end > self.first))

    def starts(self, text: str) -> NDArray[np.bool_]:
        """Tell which pieces start with a text."""
        return np.asarray(np.logical_and.reduce([self.letter(place) == ord(letter) for place, letter in enumerate(text)]))

    def ends(self, text: str, before: int = 0) -> NDArray[np.bool_]:
        """Tell which pieces end with a text, before so many of the last code points."""
        here = [self.letter(-place) == ord(letter) for place, letter in enumerate(reversed(text), before + 1)]
        return np.asarray(np.logical_and.reduce(here))

    def hash(self, before: str = "", after: str = "") -> Hashes:
        """Give the hash of each, with a text put before or behind it."""
        powers = _POWERS.upto(len(self.points) + len(before))
        found = (self.sums[self.end] - self.sums[self.first]) * powers.inverse[self.first]
        if before:
            found = found * powers.base[len(before)] + _hash(before)
        if after:
            found = found + powers.base[self.length + len(before)] * _hash(after)
        return np.asarray(found)

    def written(self, points: NDArray[np.uint32]) -> Pieces:
        """Write other code points for those of all words; 0 drops one."""
        kept = points > 0
        place = np.concatenate([[0], np.cumsum(kept)])
        return Pieces(*_sums(points[kept]), place[self.first], place[self.end])


def _sums(points: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], Hashes]:
    powers = _POWERS.upto(len(points))
    sums = np.zeros(len(points) + 1, dtype=np.uint64)
    np.cumsum(points * powers.base[: len(points)], out=sums[1:])
    return np.concatenate([points, _PAD]), sums


def pieces(words: pl.Series | Iterable[str]) -> Pieces:
    """Lay whole words out."""
    column = words if isinstance(words, pl.Series) else pl.Series(list(words), dtype=pl.String)
    end = np.cumsum(column.str.len_chars().to_numpy(), dtype=np.int64)
    points = np.frombuffer((column.str.join().item() or "").encode("utf-32-le"), dtype=np.uint32)
    return Pieces(*_sums(points), np.concatenate([[0], end[:-1]]).astype(np.int64)[: len(end)], end)


@cache
def _hash(text: str) -> NDArray[np.uint64]:
    """Give the hash of one text."""
    return np.array([sum(ord(letter) * _BASE**place for place, letter in enumerate(text)) % _WORD], dtype=np.uint64)


class Table:
    """Look hashes of words up: each has a number above 0."""

    def __init__(self, words: Mapping[str, int] | Iterable[str]) -> None:
        """Hold the words; without numbers each has 1."""
        numbers = words if isinstance(words, Mapping) else dict.fromkeys(words, 1)
        hashes = pieces(numbers).hash()
        order = np.argsort(hashes)
        self._hashes, self._numbers = hashes[order], np.array(list(numbers.values()), dtype=np.int64)[order]
        bits = max(16, (16 * len(numbers)).bit_length())
        self._shift = np.uint64(64 - bits)
        self._maybe = np.zeros(1 << bits, dtype=bool)  # most words that are asked for are not there: one look tells
        self._maybe[self._hashes >> self._shift] = True

    def get(self, hashes: Hashes) -> Ints:
        """Give the number of each, 0 where it is not known."""
        found = np.zeros(len(hashes), dtype=np.int64)
        rows = np.flatnonzero(self._maybe[hashes >> self._shift])
        place = np.searchsorted(self._hashes, hashes[rows])
        place[place == len(self._hashes)] = 0
        same = self._hashes[place] == hashes[rows] if len(rows) else np.zeros(0, dtype=bool)
        found[rows[same]] = self._numbers[place[same]]
        return found

    def holds(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Tell which are known."""
        return self.get(hashes) > 0
