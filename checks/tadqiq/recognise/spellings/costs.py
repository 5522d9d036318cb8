"""Weigh the steps between two spellings of one word: which letters stand for one sound, and which are often left out.

The rows of rules/lexicons/ar/spelling_costs.tsv are at matching level (N2), where alef, final ya and final ha are already one letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from tadqiq.lexicon import read

VOWELS = frozenset("اوي")
_INF = 9.0


class Step(NamedTuple):
    """Hold the price of one step and the row that set it."""

    cost: float
    row: int


class _Inside(dict[tuple[str, str], float]):
    """Price each letter for each other inside a word; every answer is worked out once."""

    def __init__(self, change: Callable[[str, str, str], Step]) -> None:
        """Take what prices a letter for another at a place."""
        super().__init__()
        self._change = change

    def __missing__(self, pair: tuple[str, str]) -> float:
        """Work out what is asked for the first time."""
        cost = self[pair] = self._change(*pair, "inside").cost
        return cost


class Costs:
    """Answer what each step costs; every answer is worked out once."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Sort the rows of the table by what they price."""
        self.rows = tuple(rows)
        self.inside = _Inside(self.change)
        self.drops = lru_cache(maxsize=100_000)(self._drops)
        self._steps: dict[tuple[str, ...], Step] = {}
        self._by_edit: dict[str, list[tuple[frozenset[str], str, Step]]] = {"change": [], "drop": [], "turn": [], "allow": []}
        for number, row in enumerate(self.rows):
            letters = frozenset(row["letters"].split())
            self._by_edit[row["edit"]].append((letters, row["where"], Step(float(row["cost"]), number)))
        self._base, self._letter = (sum(s.cost for _, where, s in self._by_edit["allow"] if where == name) for name in ("base", "letter"))

    def allowance(self, length: int) -> float:
        """Give what two spellings may differ by when the longer has that many letters."""
        return self._base + self._letter * length

    def change(self, one: str, other: str, place: str) -> Step:
        """Price one letter for another; place is first, inside or last (both last)."""
        key = (one, other, place)
        step = self._steps.get(key)
        if step is None:
            near = (s for letters, where, s in self._by_edit["change"] if where in {"any", place} and {one, other} <= letters)
            step = self._steps[key] = min(near, default=self._fallback("change", place))
        return step

    def drop(self, letter: str, before: str, after: str) -> Step:
        """Price a letter between its neighbours that the other spelling leaves out; an edge of the word is the empty string."""
        key = (letter, before, after, "")
        step = self._steps.get(key)
        if step is None:
            place = "first" if not before else "last" if not after else "inside"
            fits = (s for letters, where, s in self._by_edit["drop"] if letter in letters and _stands(where, place, before, after))
            double = (s for letters, where, s in self._by_edit["drop"] if where == "double" and letter in {before, after})
            step = self._steps[key] = min((*fits, *double), default=self._fallback("drop", place))
        return step

    def _drops(self, word: str) -> tuple[Step, ...]:
        """Price leaving out each letter of a word."""
        return tuple(self.drop(letter, word[i - 1 : i] if i else "", word[i + 1 : i + 2]) for i, letter in enumerate(word))

    def turn(self, one: str, other: str) -> Step:
        """Price two neighbours that stand the other way round."""
        fits = (s for letters, _, s in self._by_edit["turn"] if {one, other} & letters)
        return min(fits, default=self._fallback("turn", "any"))

    def _fallback(self, edit: str, place: str) -> Step:
        fits = {where: step for letters, where, step in self._by_edit[edit] if "*" in letters}
        return fits.get(place) or fits.get("any") or Step(_INF, -1)


def _stands(where: str, place: str, before: str, after: str) -> bool:
    """Tell whether a letter stands where a row says."""
    side, _, letters = where.partition(":")
    if letters:
        return (after if side == "before" else before) in letters.split()
    return where in {"any", place}


@cache
def costs() -> Costs:
    """Return the table that ships with the program."""
    return Costs(read("spelling_costs"))
