"""Ask a pattern about each distinct stretch of letters once: stretches of few letters come back in every article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.names.pieces import Pieces
from tadqiq.recognise.tokens import Ints

Letters = NDArray[np.uint8]

_APART = np.uint64(0xD6E8FEB86659FD93)


def within(first: Ints, last: Ints) -> Ints:
    """List the places of spans one after another."""
    lengths = last - first + 1
    before = np.cumsum(lengths) - lengths
    return np.asarray(np.arange(lengths.sum()) - np.repeat(before - first, lengths))


def flags(*groups: str) -> bytes:
    """Lay out of which groups of letters each letter is, a bit a group."""
    return bytes(sum(1 << bit for bit, group in enumerate(groups) if chr(code) in group) for code in range(256))


def written(letters: Letters, table: bytes) -> Letters:
    """Write for each letter what a table has for it."""
    return np.frombuffer(letters.tobytes().translate(table), dtype=np.uint8)


def ask(
    letters: Letters, first: Ints, end: Ints, pattern: Callable[[str, int], Sequence[Sequence[int]]], width: int, around: Ints | None = None
) -> tuple[Ints, Ints]:
    """Give the rows of numbers that a pattern finds in stretches, and for each row where its stretch begins.

    around  a small number of each stretch that tells the pattern what stands around it.
    """
    sides = np.zeros(len(first), dtype=np.int64) if around is None else around
    lengths = end - first
    close = np.cumsum(lengths)
    stretches = Pieces.laid(letters[within(first, end - 1)], close - lengths, close)
    _, sample, which = np.unique(stretches.hash() + sides.astype(np.uint64) * _APART, return_index=True, return_inverse=True)
    text = letters.tobytes().decode("latin-1")
    columns = (column[sample].tolist() for column in (first, end, sides))
    answers = [pattern(text[a:b], side) for a, b, side in zip(*columns, strict=True)]
    counts = np.array([len(rows) for rows in answers], dtype=np.int64)
    rows = np.array(list(chain.from_iterable(answers)), dtype=np.int64).reshape(-1, width)
    begins = (np.cumsum(counts) - counts)[which]
    return np.repeat(first, counts[which]), rows[within(begins, begins + counts[which] - 1)]
