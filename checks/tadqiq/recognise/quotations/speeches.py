"""Put together speeches that run over several paragraphs, each of which may open with a mark of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tadqiq.recognise.quotations.stack import CLOSES, OPENS
from tadqiq.recognise.tokens import Batch, Ints

_LONGEST = 12  # paragraphs that one speech may run over


@dataclass(frozen=True, slots=True)
class Found:
    """Hold quotations as token indexes; last equals first where the mark is alone."""

    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    depth: list[int] = field(default_factory=list)
    alone: list[bool] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)  # see `row`: made when it is first asked for

    def add_all(self, first: list[int], last: list[int]) -> None:
        """Add quotations that hold no other and stand in none."""
        self.first.extend(first)
        self.last.extend(last)
        self.depth.extend([0] * len(first))
        self.alone.extend([False] * len(first))

    def add(self, first: int, last: int, depth: int = 0) -> None:
        """Add a quotation, or a mark without a partner."""
        self.first.append(first)
        self.last.append(last)
        self.depth.append(depth)
        self.alone.append(first == last)

    def row(self, first: int) -> int | None:
        """Give the row of the quotation that begins with a mark and stands in no other, if there is one."""
        if not self.rows:
            whole = zip(self.first, self.depth, self.alone, strict=True)
            self.rows.update((mark, row) for row, (mark, depth, alone) in enumerate(whole) if depth == 0 and not alone)
        return self.rows.get(first)


def join(batch: Batch, found: Found, marks: Ints, lone: list[tuple[int, int]]) -> None:
    """Add what the lone marks of single paragraphs amount to.

    marks  tokens of all marks; lone  the token and direction of each mark without a partner in its paragraph, in order.
    """
    tokens = batch.tokens
    opened: list[int] = []
    for mark, direction in lone:
        if opened and (tokens.segment[opened[0]] != tokens.segment[mark] or tokens.para[mark] - tokens.para[opened[0]] > _LONGEST):
            _close(batch, found, marks, opened)
            opened = []
        if direction == CLOSES and opened:
            found.add(opened[0], mark)
            opened = []
        elif direction == OPENS and (not opened or _leads(batch, mark)):
            opened.append(mark)
        else:
            found.add(mark, mark)
    if opened:
        _close(batch, found, marks, opened)


def _close(batch: Batch, found: Found, marks: Ints, opened: list[int]) -> None:
    """End a speech with the paragraph after its last one, where that is a quotation from end to end; else its mark stands alone."""
    at = int(np.searchsorted(marks, opened[-1])) + 1
    follower = int(marks[at]) if at < len(marks) else opened[-1]
    tokens = batch.tokens
    next_one = tokens.segment[follower] == tokens.segment[opened[-1]] and tokens.para[follower] == tokens.para[opened[-1]] + 1
    row = found.row(follower) if next_one and _leads(batch, follower) else None
    if row is not None and _ends(batch, found.last[row]):
        found.first[row] = opened[0]
    else:
        found.add(opened[0], opened[0])


def _leads(batch: Batch, mark: int) -> bool:
    """Tell whether a paragraph begins with a mark."""
    return mark == 0 or _apart(batch, mark - 1, mark)


def _ends(batch: Batch, mark: int) -> bool:
    """Tell whether a paragraph ends with a mark, or with one other character after it."""
    last = len(batch.tokens) - 1
    return mark == last or _apart(batch, mark, mark + 1) or mark + 1 == last or _apart(batch, mark + 1, mark + 2)


def _apart(batch: Batch, one: int, other: int) -> bool:
    tokens = batch.tokens
    return bool(tokens.para[one] != tokens.para[other] or tokens.segment[one] != tokens.segment[other])
