"""Tell on which part of the work processor time goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

from tadqiq.model import Schema

TIMES: Schema = {"part": pl.String, "seconds": pl.Float64}


class Clock:
    """Count the processor seconds of each part of the work; while one part runs inside another, only the inner one is counted.

    >>> clock = Clock()
    >>> with clock.on("names"):
    ...     pass
    >>> list(clock.seconds)
    ['names']
    """

    def __init__(self) -> None:
        """Start without any part."""
        self.seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def on(self, part: str) -> Iterator[None]:
        """Count what runs inside as that part's."""
        self._turn()
        self._running.append(part)
        try:
            yield
        finally:
            self._turn()
            self._running.pop()

    def _turn(self) -> None:
        """Give what has passed since the last turn to the innermost part."""
        now = time.process_time()
        for part in self._running[-1:]:
            self.seconds[part] = self.seconds.get(part, 0.0) + now - self._since
        self._since = now

    def frame(self) -> pl.DataFrame:
        """Lay the seconds out as a frame (schema TIMES), which can be handed on by a worker."""
        return pl.DataFrame({"part": list(self.seconds), "seconds": list(self.seconds.values())}, schema=dict(TIMES))
