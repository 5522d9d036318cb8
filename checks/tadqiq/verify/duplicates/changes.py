"""Say what changed from one text to another, word by word.

Words are compared at matching level, so that marks and hamza seats are no change, and shown as they were written. What lies unchanged
between two changes and is a single word is told with them: a sentence that was rewritten is one change and not ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl
from rapidfuzz.distance import Indel

from tadqiq.recognise.tokens import tokenise
from tadqiq.recognise.vocabulary import vocabulary
from tadqiq.verify.duplicates import words
from tadqiq.verify.duplicates.hashing import Ints

LONGEST = 5_000  # words of a text that are compared
_ISLAND = 1  # unchanged words that do not part two changes

Block = tuple[int, int, int, int]  # from, to in the first text; from, to in the second


class Wording(NamedTuple):
    """Hold a text with the hash and the place of each of its words."""

    text: str
    keys: list[int]
    start: Ints
    end: Ints

    def cut(self, first: int, last: int) -> str:
        """Cut the words [first, last) out of the text, on one line."""
        return " ".join(self.text[self.start[first] : self.end[last - 1]].split()) if last > first else ""


class Change(NamedTuple):
    """Hold one change: the words around it in the second text, what the first has, and what the second has in its place.

    gone_more, new_more  count the words that were cut off
    """

    before: str
    gone: str
    new: str
    after: str
    gone_more: int = 0
    new_more: int = 0


class Changes(NamedTuple):
    """Hold some changes between two texts; `more` counts the others, `cut` says that the texts were too long to compare whole."""

    shown: tuple[Change, ...]
    more: int = 0
    cut: bool = False


class Caps(NamedTuple):
    """Say how much of the changes is shown: how many, how many words of each side, and how many around them."""

    changes: int
    words: int
    around: int


_WHOLE = Caps(changes=6, words=12, around=0)  # of a headline


def wordings(texts: Sequence[str]) -> list[Wording]:
    """Find the words of some texts."""
    series = pl.Series(texts, dtype=pl.String).str.slice(0, LONGEST * 40)
    tokens = tokenise(series, vocabulary())
    key = vocabulary().column(words.hashes)[tokens.code]
    kept = np.flatnonzero(key)
    first = np.searchsorted(tokens.segment[kept], np.arange(len(texts) + 1))
    places = [kept[a:b][: LONGEST + 1] for a, b in pairwise(first.tolist())]
    return [Wording(text, key[at].tolist(), tokens.start[at], tokens.end[at]) for text, at in zip(texts, places, strict=True)]


def compare(one: Wording, two: Wording, caps: Caps) -> Changes:
    """Tell what changed from one text to the other, in the order of the second; where there is much, the longest changes."""
    blocks = list(_blocks(one.keys[:LONGEST], two.keys[:LONGEST]))
    longest = sorted(range(len(blocks)), key=lambda at: (_short(blocks[at]), at))[: caps.changes]
    shown = []
    for at in sorted(longest):
        a, b, c, d = blocks[at]
        low = blocks[at - 1][3] if at else 0
        high = blocks[at + 1][2] if at + 1 < len(blocks) else len(two.keys)
        gone, new = min(b, a + caps.words), min(d, c + caps.words)
        around = two.cut(max(low, c - caps.around), c), two.cut(d, min(high, d + caps.around))
        shown.append(Change(around[0], one.cut(a, gone), two.cut(c, new), around[1], b - gone, d - new))
    return Changes(tuple(shown), len(blocks) - len(shown), max(len(one.keys), len(two.keys)) > LONGEST)


def slots(one: Wording, two: Wording) -> str:
    """Write which words of a headline stand in the place of which of another's, each pair in «» and all in brackets; "" for none.

    >>> slots(*wordings(["افتتاح معرض الزهور", "افتتاح معرض الخزف"]))
    ' [«الزهور» ← «الخزف»]'
    """
    found = compare(one, two, _WHOLE).shown
    told = (" ← ".join(f"«{text}»" for text in (change.gone, change.new) if text) for change in found)
    return f" [{' | '.join(told)}]" if found else ""


def _short(block: Block) -> int:
    """Order changes from the longest to the shortest."""
    return block[0] - block[1] + block[2] - block[3]


def _blocks(one: Sequence[int], two: Sequence[int]) -> Iterator[Block]:
    """Give the parts of two sequences that differ, those side by side as one."""
    held: Block | None = None
    for op in Indel.opcodes(one, two):
        if op.tag == "equal":
            if held and op.src_end - op.src_start > _ISLAND:
                yield held
                held = None
        elif held:
            held = (held[0], op.src_end, held[2], op.dest_end)
        else:
            held = (op.src_start, op.src_end, op.dest_start, op.dest_end)
    if held:
        yield held
