"""Recognise numbers, quotations, attributions and names in a batch of articles."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from tadqiq.model import ATTRIBUTIONS, NAMES, NUMBERS, QUOTATIONS, Schema
from tadqiq.recognise.tokens import Batch

MENTIONS: dict[str, Schema] = {"numbers": NUMBERS, "quotations": QUOTATIONS, "attributions": ATTRIBUTIONS, "names": NAMES}


@dataclass(frozen=True, slots=True)
class Mentions:
    """Hold what was recognised, a frame a kind."""

    numbers: pl.DataFrame
    quotations: pl.DataFrame
    attributions: pl.DataFrame
    names: pl.DataFrame


def recognise(batch: Batch) -> Mentions:
    """Recognise every kind of mention in a batch."""
    from tadqiq.recognise.attributions import attributions
    from tadqiq.recognise.names import names
    from tadqiq.recognise.numbers import numbers
    from tadqiq.recognise.quotations import quotations

    quoted = quotations(batch)
    return Mentions(numbers(batch), quoted, attributions(batch, quoted), names(batch, quoted))
