"""Hide where the work runs behind a handful of verbs; functions handed over see Polars frames and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import polars as pl

from tadqiq.errors import UsageError
from tadqiq.model import Schema

Tables = Mapping[str, pl.DataFrame]
Schemas = Mapping[str, Schema]


class Engine(Protocol):
    """Run pure functions over whole articles or whole groups.

    A batch function gives several tables at once, because tokenising is the dear part and every table needs it
    (docs/decisions/0002-one-pass.md).
    """

    def map_batches(
        self, articles: pl.DataFrame, fn: Callable[[pl.DataFrame], Tables], schemas: Schemas, progress: Callable[[int], None] | None = None
    ) -> dict[str, pl.DataFrame]:
        """Apply `fn` to batches of whole articles; concatenate each of its tables in the order of the articles."""
        ...

    def map_groups(
        self, frame: pl.DataFrame, key: Sequence[str], fn: Callable[[pl.DataFrame], pl.DataFrame], schema: Schema
    ) -> pl.DataFrame:
        """Apply `fn` to tables that each hold one or more complete groups of `key`."""
        ...


def pick(name: str) -> Engine:
    """Return the engine of that name."""
    if name == "local":
        from tadqiq.engines.local import Local

        return Local()
    raise UsageError(f"there is no engine called '{name}'", where="--engine", hint="this version runs on: local")
