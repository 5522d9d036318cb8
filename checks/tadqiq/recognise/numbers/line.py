"""Hold the atoms of one phrase, and what was read of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tadqiq.recognise.numbers.forms import Atom

NO_ATOM = Atom("end")
_AROUND = [NO_ATOM] * 12  # no reader looks further than eight atoms behind a phrase or four before it


class Read(NamedTuple):
    """Hold a number that was read: value (None where it can be read in two ways), the atom after it, and its last scale."""

    value: float | None
    end: int
    scale: float = 1.0
    figures: bool = False  # plain figures, without words
    doubtful: bool = False  # d.ddd: thousands or decimals


class Line:
    """Show the atoms of one phrase; past its ends stand empty atoms.

    at  gives the atom at a place: the hottest call of the room, so it is the list's own, whose negative places are its far end.
    """

    at: Callable[[int], Atom]

    def __init__(self, atoms: Sequence[Atom], glued: Sequence[bool]) -> None:
        """Hold the atoms, and for each whether it follows without a space."""
        self.atoms, self.glued = atoms, glued
        self.kinds = {atom.kind for atom in atoms}
        self.at = [*atoms, *_AROUND].__getitem__

    def __len__(self) -> int:
        """Count the atoms."""
        return len(self.atoms)

    def until(self, place: int) -> Line:
        """Cut the phrase off before a place."""
        return Line(self.atoms[:place], self.glued[:place])

    def sep(self, place: int) -> str:
        """Return a separator that is written together with both neighbours, or ""."""
        atom = self.at(place)
        tight = atom.kind == "separator" and self.glued[place] and place + 1 < len(self.atoms) and self.glued[place + 1]
        return atom.key if tight else ""

    def after_and(self, place: int) -> int:
        """Return where the atom after a joined or separate و stands, or -1."""
        atom = self.at(place)
        if atom.waw:
            return place
        if atom.kind == "and":
            return place + 1
        if atom.kind == "one" and self.at(place + 1).kind == "ten":
            return place  # واحد عشر without its hamza is و + أحد عشر
        return -1
