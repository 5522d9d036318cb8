"""Recognise numbers, dates, quotations, attributions and names in a batch of articles."""

from __future__ import annotations

from functools import cached_property
from types import SimpleNamespace

import polars as pl

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


class Recognised:
    """Recognise a batch's mentions kind by kind, each when it is first asked for: one rule needs seldom all of them."""

    def __init__(self, batch: Batch) -> None:
        """Hold the batch."""
        self.batch = batch

    @cached_property
    def numbers(self) -> pl.DataFrame:
        """Find the numbers (schema NUMBERS)."""
        from tadqiq.recognise.numbers import numbers

        return numbers(self.batch)

    @cached_property
    def dates(self) -> pl.DataFrame:
        """Find the dates (schema DATES)."""
        from tadqiq.recognise.dates import dates

        return dates(self.batch, self.numbers)

    @cached_property
    def quotations(self) -> pl.DataFrame:
        """Find the quotations (schema QUOTATIONS)."""
        from tadqiq.recognise.quotations import quotations

        return quotations(self.batch)

    @cached_property
    def attributions(self) -> pl.DataFrame:
        """Find the attributions (schema ATTRIBUTIONS)."""
        from tadqiq.recognise.attributions import attributions

        return attributions(self.batch, self.quotations)

    @cached_property
    def names(self) -> pl.DataFrame:
        """Find the names (schema NAMES)."""
        from tadqiq.recognise.names import names

        return names(self.batch)


def recognise(batch: Batch) -> Recognised:
    """Recognise the mentions of a batch."""
    return Recognised(batch)
