"""Hold the cues of a batch with their windows, and what is found at them, as columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.attributions.cues import NEEDS, PHRASE, columns
from tadqiq.recognise.attributions.lines import Line, back
from tadqiq.recognise.attributions.places import Bools
from tadqiq.recognise.tokens import Ints

BEFORE, AFTER = 16, 40  # tokens looked at on either side of a cue
COLON = -2


class Windows(NamedTuple):
    """Hold cues as columns: their tokens, and the windows in which their sources stand."""

    token: Ints
    code: Ints  # place in the cue table; COLON for the colon of a headline
    start: Ints  # first token of the sentence
    high: Ints  # token behind the last one that is looked at
    headline: Bools

    def rows(self, where: Bools | Ints) -> Windows:
        """Give some of them."""
        return Windows(self.token[where], self.code[where], self.start[where], self.high[where], self.headline[where])

    def needs(self, *names: str) -> Bools:
        """Tell which cues want one of some complements."""
        wanted = np.zeros(len(NEEDS), dtype=bool)
        wanted[[NEEDS.index(name) for name in names]] = True
        return np.asarray(wanted[columns().needs[self.code]])

    def tense(self, *tenses: int) -> Bools:
        """Tell which cues are one of some sorts."""
        wanted = np.zeros(PHRASE + 2, dtype=bool)  # the last one is that of no cue
        wanted[list(tenses)] = True
        return np.asarray(wanted[columns().tense[self.code]])

    def before(self, line: Line, back: int = 1) -> NDArray[np.uint8]:
        """Give the letter some tokens before each cue; ^ where the sentence begins behind it, 0 beyond."""
        at = self.token - back
        inside = (at >= self.start) & (back <= BEFORE)
        return np.where(inside, line.letters[at], np.where(at == self.start - 1, ord("^"), 0)).astype(np.uint8)


class Found(NamedTuple):
    """Hold attributions as columns of token indexes; -1 where there is none."""

    cue_first: Ints
    cue_last: Ints
    cue_class: NDArray[np.object_]
    source_first: Ints
    source_last: Ints
    source_type: NDArray[np.int8]  # places in `sources.TYPES`
    joined: Bools  # the source's first letter is a joined one: the ل of the cue, or و before a source that comes first
    content_first: Ints
    content_last: Ints

    def rows(self, where: Bools | Ints) -> Found:
        """Give some of them."""
        return Found._make(column[where] for column in self)


def together(parts: Iterable[Found]) -> Found:
    """Put columns below each other, in the order of their cues."""
    whole = Found._make(np.concatenate(columns) for columns in zip(*parts, strict=True))
    return whole.rows(np.argsort(whole.cue_first, kind="stable"))


def content(line: Line, cues: Windows, end: Ints) -> tuple[Ints, Ints]:
    """Point at what is said: behind the complementiser to the sentence's end, or the sentence up to the comma before the cue.

    end  the token behind the source, or behind the cue.
    """
    token, high = cues.token, cues.high
    said = line.places("TCQ").next(end)
    first = said + (line.letters[np.minimum(said, len(line.letters) - 1)] != ord("Q"))
    last = back(line, high - 1, ".")
    told = (said - end < _SOON) & (said < high)
    low = np.maximum(cues.start, token - BEFORE)
    comma = back(line, token - 1, ",")
    early = ~told & (low == cues.start) & (comma < token - 1) & (comma >= low)
    empty = first > last
    return (
        np.where(told & ~empty, first, np.where(early, low, -1)),
        np.where(told & ~empty, last, np.where(early, comma, -1)),
    )


_SOON = 13
