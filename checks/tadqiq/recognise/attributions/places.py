"""Look up where letters stand, from many places at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.tokens import Ints

Bools = NDArray[np.bool_]
FAR = np.iinfo(np.int64).max >> 1


class Places:
    """Hold where some letters stand, in order; how many stand before each place is counted once, so that nothing is searched."""

    def __init__(self, marked: Bools) -> None:
        """Hold the places that are marked; the last is beyond all others."""
        self._where = np.append(np.flatnonzero(marked), FAR)
        self._before = np.zeros(len(marked) + 1, dtype=np.int32)
        np.cumsum(marked, out=self._before[1:])

    def rank(self, at: Ints) -> Ints:
        """Count the places before each of some."""
        return np.asarray(self._before[np.minimum(at, len(self._before) - 1)])

    def at(self, rank: Ints) -> Ints:
        """Give the places by their rank."""
        return np.asarray(self._where[np.minimum(rank, len(self._where) - 1)])

    def next(self, at: Ints) -> Ints:
        """Give the first place at or behind each of some."""
        return self.at(self.rank(at))
