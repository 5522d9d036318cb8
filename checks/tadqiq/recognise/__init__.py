"""Recognise numbers, dates, quotations, attributions and names in a batch of articles."""

from __future__ import annotations

from functools import cached_property
from types import SimpleNamespace

import polars as pl

from tadqiq.clock import Clock
from tadqiq.model import ATTRIBUTIONS, DATES, NAMES, NUMBERS, QUOTATIONS, Schema
from tadqiq.recognise.tokens import Batch

MENTIONS: dict[str, Schema] = {
    "numbers": NUMBERS,
    "dates": DATES,
    "quotations": QUOTATIONS,
    "attributions": ATTRIBUTIONS,
    "names": NAMES,
}


class Mentions(SimpleNamespace):
    """Hold what was recognised, a frame a kind of mention; what nobody asked for is no attribute."""

    numbers: pl.DataFrame
    dates: pl.DataFrame
    quotations: pl.DataFrame
    attributions: pl.DataFrame
    names: pl.DataFrame
    speakers: pl.DataFrame  # of quotations: see verify.sources.quoted


class Recognised:
    """Recognise a batch's mentions kind by kind, each when it is first asked for: one rule needs seldom all of them."""

    def __init__(self, batch: Batch, clock: Clock | None = None) -> None:
        """Hold the batch, and a clock that counts what each kind of mention costs."""
        self.batch, self._clock = batch, clock or Clock()

    @cached_property
    def numbers(self) -> pl.DataFrame:
        """Find the numbers (schema NUMBERS)."""
        from tadqiq.recognise.numbers import numbers

        with self._clock.on("numbers"):
            return numbers(self.batch)

    @cached_property
    def dates(self) -> pl.DataFrame:
        """Find the dates (schema DATES)."""
        from tadqiq.recognise.dates import dates

        with self._clock.on("dates"):
            return dates(self.batch, self.numbers)

    @cached_property
    def quotations(self) -> pl.DataFrame:
        """Find the quotations (schema QUOTATIONS)."""
        from tadqiq.recognise.quotations import quotations

        with self._clock.on("quotations"):
            return quotations(self.batch)

    @cached_property
    def attributions(self) -> pl.DataFrame:
        """Find the attributions (schema ATTRIBUTIONS)."""
        from tadqiq.recognise.attributions import attributions

        with self._clock.on("attributions"):
            return attributions(self.batch, self.quotations)

    @cached_property
    def names(self) -> pl.DataFrame:
        """Find the names (schema NAMES)."""
        from tadqiq.recognise.names import names

        with self._clock.on("names"):
            return names(self.batch)


def recognise(batch: Batch, clock: Clock | None = None) -> Recognised:
    """Recognise the mentions of a batch; `clock` counts what each kind costs."""
    return Recognised(batch, clock)
