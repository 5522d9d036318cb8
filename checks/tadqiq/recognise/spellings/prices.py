"""Lay the table of costs out as arrays, so that the steps between many pairs of words are priced at once.

Letters that no row names are all priced alike and share one number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.spellings.costs import Costs, Step, costs

Array = NDArray[np.int64]
_ANY = "*"


class Letters:
    """Hold words of one length as columns: points  the code points, numbers  those of the table; shape (letter, word)."""

    def __init__(self, words: Sequence[str], length: int, prices: Prices) -> None:
        """Look up the number of each letter."""
        self.points = np.array(words, dtype=f"U{length}").view(np.uint32).reshape(len(words), length).T.astype(np.int64)
        place = np.minimum(np.searchsorted(prices.alphabet, self.points), len(prices.alphabet) - 1)
        self.numbers = np.where(prices.alphabet[place] == self.points, place, len(prices.alphabet))


class Prices:
    """Answer what steps cost by arrays of ranks; `cost` and `row` give the price and the row of each rank, the cheapest first."""

    def __init__(self, table: Costs) -> None:
        """Rank the rows of the table, and lay out what changes and turns cost."""
        self.costs, self.rows = table, table.rows
        steps = sorted(Step(float(row["cost"]), number) for number, row in enumerate(table.rows) if row["edit"] != "allow")
        self._rank = {step.row: rank for rank, step in enumerate(steps)}
        self._any = {
            (row["edit"], row["where"]): self._rank[n] for n, row in enumerate(table.rows) if row["letters"] == _ANY and n in self._rank
        }
        self.cost = np.array([step.cost for step in steps])
        self.row = np.array([step.row for step in steps])
        letters = {letter for row in table.rows for letter in row["letters"].split() if letter != _ANY and row["edit"] != "allow"}
        self.alphabet = np.array(sorted(map(ord, letters)), dtype=np.int64)
        self.changes = {place: self._changes(place) for place in ("inside", "first", "last")}
        self.turns = self._fallback("turn", "any") * np.ones((len(self.alphabet) + 1,) * 2, dtype=np.int64)
        for fits, rank in self._rows("turn", ("any",)):
            self.turns[fits, :] = self.turns[:, fits] = rank
        self._plain = {place: self._drops(place) for place in ("inside", "first", "last")}
        self._beside = [
            (*self._sides(where), self._marked(fits), rank) for where in self._wheres() for fits, rank in self._rows("drop", (where,))
        ]

    def _rows(self, edit: str, wheres: Sequence[str]) -> Iterator[tuple[Array, int]]:
        """Give the numbers of the letters that a row names, and its rank; the dearest first, so that the cheapest is written last."""
        for row, rank in sorted(self._rank.items(), key=lambda item: -item[1]):
            letters = self.rows[row]["letters"].split()
            if self.rows[row]["edit"] == edit and self.rows[row]["where"] in wheres and _ANY not in letters:
                yield self._numbers(letters), rank

    def _numbers(self, letters: Sequence[str]) -> Array:
        return np.searchsorted(self.alphabet, sorted(map(ord, letters)))

    def _fallback(self, edit: str, place: str) -> int:
        """Give the rank of what any letter costs at a place."""
        return self._any.get((edit, place), self._any.get((edit, "any"), -1))

    def _changes(self, place: str) -> Array:
        ranks = np.full((len(self.alphabet) + 1,) * 2, self._fallback("change", place))
        for fits, rank in self._rows("change", ("any", place)):
            ranks[np.ix_(fits, fits)] = rank
        return ranks

    def _drops(self, place: str) -> Array:
        """Rank what each letter costs at a place wherever it stands; beyond all ranks where no row says so."""
        ranks = np.full(len(self.alphabet) + 1, len(self.cost))
        for fits, rank in self._rows("drop", ("any", place)):
            ranks[fits] = rank
        return ranks

    def _wheres(self) -> list[str]:
        return sorted({row["where"] for row in self.rows if row["edit"] == "drop" and ":" in row["where"]})

    def _sides(self, where: str) -> tuple[int, NDArray[np.bool_]]:
        """Say on which side a row's neighbours stand, and which letters they are; the last number is no letter's."""
        side, _, letters = where.partition(":")
        numbers = self._numbers([letter for letter in letters.split() if ord(letter) in self.alphabet])
        return (1 if side == "before" else -1), self._marked(numbers)

    def _marked(self, numbers: Array) -> NDArray[np.bool_]:
        marked = np.zeros(len(self.alphabet) + 2, dtype=bool)
        marked[numbers] = True
        return marked

    def drops(self, words: Letters) -> Array:
        """Rank what it costs to leave out each letter of each word; shape (letter, word)."""
        numbers, points = words.numbers, words.points
        length = len(numbers)
        places = ["first", *["inside"] * (length - 2), *["last"] * (length > 1)]
        ranks = np.stack([self._plain[place][line] for place, line in zip(places, numbers, strict=True)])
        edge, none = np.full((1, numbers.shape[1]), len(self.alphabet) + 1), np.full((1, numbers.shape[1]), -1)
        for side, wanted, fits, rank in self._beside:
            beside = np.vstack([numbers[1:], edge]) if side > 0 else np.vstack([edge, numbers[:-1]])
            np.minimum(ranks, rank, out=ranks, where=fits[numbers] & wanted[beside])
        double = (points == np.vstack([points[1:], none])) | (points == np.vstack([none, points[:-1]]))
        np.minimum(ranks, self._fallback("drop", "double"), out=ranks, where=double)
        fallback = np.array([self._fallback("drop", place) for place in places])[:, None]
        return np.where(ranks < len(self.cost), ranks, fallback)


@cache
def prices() -> Prices:
    """Return the table that ships with the program."""
    return Prices(costs())
