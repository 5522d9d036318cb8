"""Lead a place in a headline or body to its place in the text of the file, whatever the format writes in between.

A slot holds, for each code point of a field, where it stands in the file; what the reader put in (the break between two paragraphs of a
list) stands nowhere, and is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tadqiq.verify.fixes import Change

NOWHERE = -1


class Wanted(NamedTuple):
    """Name an article of a file that has something to mend: its number in the file, its line, and the fields as they were read."""

    number: int
    line: int
    fields: tuple[str, str]


class Slot(NamedTuple):
    """Hold where each code point of a field begins and ends in the file, and how a text is written there (None where it cannot be)."""

    starts: Sequence[int]
    ends: Sequence[int]
    write: Callable[[str], str | None]

    def place(self, change: Change) -> Change | None:
        """Bring a change of the field to the file; None where it has no place there."""
        put = self.write(change.put)
        inner = range(change.start, change.end)
        if put is None or any(self.starts[n] == NOWHERE for n in inner):
            return None
        if any(self.ends[n] != self.starts[n + 1] for n in inner[:-1]):
            return None
        if inner:
            return Change(self.starts[inner[0]], self.ends[inner[-1]], put)
        if change.start < len(self.starts) and self.starts[change.start] != NOWHERE:
            at = self.starts[change.start]
        elif change.start and self.ends[change.start - 1] != NOWHERE:
            at = self.ends[change.start - 1]
        else:
            return None
        return Change(at, at, put)


Slots = Mapping[tuple[int, int], Slot]  # number of the article and field → slot; what has none cannot be written


def as_is(put: str) -> str:
    """Write a text as it stands."""
    return put


def plain(start: int, length: int, write: Callable[[str], str | None] = as_is) -> Slot:
    """Make the slot of a field that stands in the file letter for letter."""
    return Slot(range(start, start + length), range(start + 1, start + length + 1), write)


def joined(parts: Iterable[tuple[Slot | None, int]], write: Callable[[str], str | None]) -> Slot:
    """Put slots together; a part without a slot counts its length."""
    starts: list[int] = []
    ends: list[int] = []
    for slot, length in parts:
        starts += slot.starts if slot else [NOWHERE] * length
        ends += slot.ends if slot else [NOWHERE] * length
    return Slot(starts, ends, write)
