"""Cut texts into pieces, as columns over the code points of all texts of a batch: no text is looked at by itself.

A piece is a run of letters with their marks, a run of digits, or one other character; blanks and line breaks stand between pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.characters import BREAK, DIGIT, INNER, LETTER, OTHER, Sorts, sorts

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Hold the pieces of some texts.

    whole  the texts, a line break behind each; points  its code points
    edges  for each code point, whether it belongs to another piece than the one before it
    start, end  where each piece lies in the whole; segment  which text it belongs to
    text  where each text begins in the whole, and the length of the whole
    first  for each text the index of its first piece, and the count of pieces at the end
    breaks  whether a line break lies between a piece and the one before it, or the beginning of its text
    """

    whole: str
    points: NDArray[Any]
    edges: NDArray[np.bool_]
    start: Ints
    end: Ints
    segment: Ints
    text: Ints
    first: Ints
    breaks: NDArray[np.bool_]


def cut(texts: Sequence[str]) -> Pieces:
    """Cut texts into pieces."""
    whole, text = laid(texts)
    points = code_points(whole)
    sort = _joined(sorts(points))
    edges = np.ones(len(points), dtype=bool)
    np.not_equal(sort[1:], sort[:-1], out=edges[1:])
    edges |= sort == OTHER
    filled = sort > BREAK
    start, end = np.flatnonzero(edges & filled), np.flatnonzero(edges[1:] & filled[:-1]) + 1  # a line break ends the whole
    first = np.searchsorted(start, text)
    segment = np.repeat(np.arange(len(texts)), np.diff(first))
    edges[text[:-1]] = True
    return Pieces(
        whole, points, edges, start, end, segment, text, first, _broken(np.flatnonzero(edges & (sort == BREAK)), start, segment, text)
    )


def _broken(lines: Ints, start: Ints, segment: Ints, text: Ints) -> NDArray[np.bool_]:
    """Mark the pieces behind a line break of their own text; the one that stands behind each text is of none."""
    broken = np.zeros(len(start), dtype=bool)
    after = np.searchsorted(start, lines)
    lines, after = lines[after < len(start)], after[after < len(start)]
    broken[after[text[segment[after]] <= lines]] = True
    return broken


def laid(texts: Sequence[str]) -> tuple[str, Ints]:
    """Lay texts end to end, a line break behind each; give where each begins, and the length of the whole."""
    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1)
    return "\n".join((*texts, "")), np.concatenate([[0], ends])


def code_points(whole: str) -> NDArray[Any]:
    """Give the code points of a text, in two bytes each where that is enough."""
    data = whole.encode("utf-16-le")
    return np.frombuffer(data, "<u2") if len(data) == 2 * len(whole) else np.frombuffer(whole.encode("utf-32-le"), "<u4")


def _joined(sort: Sorts) -> Sorts:
    """Make invisible characters part of what they stand in: of a figure between two of its digits, of a word elsewhere."""
    inner = np.flatnonzero(sort == INNER)
    if len(inner):
        opens, closes = np.diff(inner, prepend=-2) > 1, np.diff(inner, append=len(sort) + 1) > 1
        # The whole ends with a line break, and so does what stands before its beginning.
        before, after = inner[opens] - 1, inner[closes] + 1
        figure = (sort[before] == DIGIT) & (sort[after] == DIGIT)
        sort[inner] = np.where(figure, DIGIT, LETTER)[np.cumsum(opens) - 1]
    return sort
