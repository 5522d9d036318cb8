"""Write a batch as one line of letters of syntax (see `clauses`), and go along it from many places at once.

Places are token indexes. A window ends before its `high`; what lies there or beyond reads as no letter (0).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.attributions.clauses import head, roles
from tadqiq.recognise.attributions.places import Bools, Places
from tadqiq.recognise.attributions.words import BOUND, FILLER, FROM, MARK, agency_word, flags
from tadqiq.recognise.tokens import Batch, Ints

Steps = NDArray[np.int8]  # from each token, how many tokens a unit that begins there takes; 0 where none begins

WORD = "wdhHRlyz"
_PAD = 16  # letters that stand for nothing, so that looking a little further needs no care


@cache
def table(letters: str) -> Bools:
    """Tell of every byte whether it is one of some letters; index it with letters."""
    found = np.zeros(256, dtype=bool)
    found[[ord(letter) for letter in letters]] = True
    return found


@dataclass(frozen=True)
class Line:
    """Hold the letters of a batch with what its words are; a few more at the end stand for nothing."""

    letters: NDArray[np.uint8]
    heads: NDArray[np.uint8]  # numbers of `clauses.classes()`
    flags: NDArray[np.uint32]  # see `words`
    agency: NDArray[np.uint8]  # numbers of `words.agency_names`

    def at(self, place: Ints, high: Ints) -> NDArray[np.uint8]:
        """Give the letters at some places, each within its window."""
        return np.where(place < high, self.letters[np.minimum(place, len(self.letters) - 1)], 0)

    def isin(self, place: Ints, high: Ints, letters: str) -> Bools:
        """Tell whether one of some letters stands at a place."""
        return np.asarray(table(letters)[self.at(place, high)])

    def has(self, place: Ints, flag: int) -> Bools:
        """Tell whether the word at a place bears a flag."""
        return np.asarray((self.flags[place] & flag) != 0)

    def places(self, letters: str) -> Places:
        """Give the places of some letters; what was found is kept."""
        if letters not in self._kept:
            self._kept[letters] = Places(table(letters)[self.letters])
        return self._kept[letters]

    def others(self, letters: str) -> Places:
        """Give the places of all but some letters; what was found is kept."""
        if "^" + letters not in self._kept:
            self._kept["^" + letters] = Places(~table(letters)[self.letters])
        return self._kept["^" + letters]

    @cached_property
    def words(self) -> Places:
        """Give the places of what is no mark."""
        return Places((self.flags & MARK) == 0)

    @cached_property
    def plain_words(self) -> Places:
        """Give the places of words that may be part of a person's name."""
        return Places(((self.flags & (MARK | BOUND | FILLER)) == 0) & (self.heads == 0))

    @cached_property
    def relays(self) -> Places:
        """Give the prepositions behind which an outlet names its own source."""
        return Places((self.letters == ord("p")) & ((self.flags & FROM) != 0))

    @cached_property
    def tails(self) -> Places:
        """Give the quotation marks that open what is said: after a head (صحيفة "…") it is a name, and so is what is short."""
        marks = np.flatnonzero(self.letters == ord("Q"))
        long = np.append(np.diff(marks) > 4, False)[: len(marks)]
        tails = np.zeros(len(self.letters), dtype=bool)
        tails[marks[long & (self.letters[marks - 1] != ord("h"))]] = True
        return Places(tails)

    @cached_property
    def _kept(self) -> dict[str, Places]:
        return {}

    @cached_property
    def quoted(self) -> Steps:
        """Give the lengths of names between quotation marks: up to five words."""
        return self._enclosed("Q", "Q", "QTCu.,", 5)

    @cached_property
    def more(self) -> Steps:
        """Give the units that go on with a name: a word, a name in quotation marks, what stands in brackets."""
        return self.steps(WORD, dashes="wdhHR") + self.quoted + self._enclosed("(", ")", "()Tu", 8)

    def steps(self, letters: str, dashes: str = "") -> Steps:
        """Make units of some letters, and of a dash before others."""
        steps = table(letters)[self.letters].astype(np.int8)
        if dashes:
            self.add(steps, "-", dashes)
        return steps

    def add(self, steps: Steps, letter: str, before: str, wide: int = 1) -> None:
        """Make a letter a unit, too, where it stands before one of some letters."""
        where = np.flatnonzero(self.letters[:-_PAD] == ord(letter))
        steps[where[table(before)[self.letters[where + 1]]]] = wide

    def _enclosed(self, opening: str, closing: str, never: str, most: int) -> Steps:
        where = np.flatnonzero(self.letters == ord(opening))
        end = self.places(never).next(where + 1)
        wide = end + 1 - where
        fits = (wide > 2) & (wide <= most + 2)
        fits[fits] = self.letters[end[fits]] == ord(closing)
        steps = np.zeros(len(self.letters), dtype=np.int8)
        steps[where[fits]] = wide[fits]
        return steps

    @cached_property
    def place(self) -> Steps:
        """Give the units of a place behind a preposition."""
        return self.steps("wdhHRlzy", dashes="wd")

    @cached_property
    def title(self) -> Steps:
        """Give the units of a title behind a name: with its prepositions."""
        steps = self.more.copy()
        where = np.flatnonzero(self.letters[:-_PAD] == ord("p"))
        steps[where[self.letters[where + 1] != ord("b")]] = 1
        return steps

    @cached_property
    def other(self) -> Steps:
        """Give the units of an apposition."""
        return self.steps(WORD + "p", dashes="wdhHR")

    @cached_property
    def plain(self) -> Steps:
        """Give the words of a bare name."""
        return self.steps("wdz-")

    @cached_property
    def adverbs(self) -> Steps:
        """Give what may stand between a verb and its subject."""
        steps = self.steps("xat")
        self.add(steps, "p", "x", 2)
        return steps

    @cached_property
    def subject(self) -> Steps:
        """Give the units of a subject before its verb."""
        steps = self.more.copy()
        self.add(steps, "p", "wdhHRl")
        self.add(steps, ",", "dwRh")
        return steps

    @cached_property
    def lead(self) -> Steps:
        """Give the units of a headline's lead behind its name."""
        steps = np.where(table("bm")[self.letters], 1, self.more).astype(np.int8)
        where = np.flatnonzero(self.letters[:-_PAD] == ord("p"))
        steps[where[steps[where + 1] > 0]] = 1
        return steps


def walk(line: Line, at: Ints, high: Ints, steps: Steps, most: int, waits: str = "-") -> Ints:
    """Go on from each place, unit by unit, at most `most` of them and never beyond `high`.

    waits  letters that are a unit for what stands behind them, which must be within the window too.
    """
    start, at = at, at.copy()
    active = np.flatnonzero(at < high)
    for _ in range(most):
        here = at[active]
        wide = steps[here]
        on = (wide > 0) & (here + wide <= high[active])
        active = active[on]
        if not len(active):
            break
        at[active] = here[on] + wide[on]
    edge = np.flatnonzero((at == high) & (at > start))
    at[edge] -= table(waits)[line.letters[at[edge] - 1]]
    return at


def back(line: Line, at: Ints, letter: str) -> Ints:
    """Go back from each place over one letter."""
    at = at.copy()
    active = np.arange(len(at))
    while len(active := active[(at[active] >= 0) & (line.letters[at[active]] == ord(letter))]):
        at[active] -= 1
    return at


def line_of(batch: Batch) -> Line:
    """Write a batch in letters; a point after a title's first letter (د. عمر) ends nothing."""
    letters = np.append(batch.column(roles), np.zeros(_PAD, dtype=np.uint8))
    points = np.flatnonzero(letters == ord("."))
    points = points[(points > 0) & (batch.tokens.gap[points] == 0)]
    letters[points[batch.column(_initial)[points - 1]]] = ord("-")
    padded = (np.append(batch.column(asked), np.zeros(_PAD, dtype=np.uint8)) for asked in (head, flags, agency_word))
    return Line(letters, *padded)


def _initial(words: pl.DataFrame) -> Bools:
    return words["n2"].str.contains(r"^\pL$").to_numpy()
