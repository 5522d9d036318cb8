"""Run on this machine: in this process while the input is small, on all its processors when it is not."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from types import ModuleType

import polars as pl

from tadqiq.engines import Schemas, Tables
from tadqiq.model import Schema, empty

_BATCH_CHARACTERS = 2_500_000  # about 1,500 articles: large enough for columns, small enough that memory is the batch's
_ALONE = 3_000_000  # below this many characters, starting processes costs more than it saves


class Local:
    """Run batches in this process or in one worker process a processor."""

    def __init__(self, workers: int | None = None) -> None:
        """Use so many processes; by default as many as this process may use processors."""
        self.workers = workers or len(os.sched_getaffinity(0))

    def map_batches(
        self, articles: pl.DataFrame, fn: Callable[[pl.DataFrame], Tables], schemas: Schemas, progress: Callable[[int], None] | None = None
    ) -> dict[str, pl.DataFrame]:
        """Apply `fn` to batches of whole articles; concatenate each of its tables in the order of the articles."""
        parts = list(_batches(articles))
        size = sum(characters for _, characters in parts)
        frames = (frame for frame, _ in parts)
        results = self._in_workers(frames, fn, progress) if size > _ALONE and self.workers > 1 else _here(frames, fn, progress)
        tables: dict[str, list[pl.DataFrame]] = {name: [empty(schema)] for name, schema in schemas.items()}
        for result in results:
            for name, table in result.items():
                tables[name].append(table)
        return {name: pl.concat(frames) for name, frames in tables.items()}

    def map_groups(
        self, frame: pl.DataFrame, key: Sequence[str], fn: Callable[[pl.DataFrame], pl.DataFrame], schema: Schema
    ) -> pl.DataFrame:
        """Apply `fn` to tables of complete groups: here the whole frame is one such table, sorted by its key."""
        return fn(frame.sort(list(key), maintain_order=True)) if frame.height else empty(schema)

    def _in_workers(
        self, frames: Iterator[pl.DataFrame], fn: Callable[[pl.DataFrame], Tables], progress: Callable[[int], None] | None
    ) -> Iterator[Tables]:
        """Keep every worker busy with a batch and one waiting, so that memory holds a few batches and not the archive."""
        before = os.environ.get("POLARS_MAX_THREADS")
        os.environ["POLARS_MAX_THREADS"] = "1"  # a worker a processor: threads on top would only fight
        try:
            with ProcessPoolExecutor(self.workers, mp_context=multiprocessing.get_context("spawn")) as pool:
                waiting: list[tuple[int, Future[Tables]]] = []
                for frame in frames:
                    with _no_main():  # workers are started here, as work for them comes
                        waiting.append((frame.height, pool.submit(fn, frame)))
                    if len(waiting) >= 2 * self.workers:
                        yield _done(waiting.pop(0), progress)
                while waiting:
                    yield _done(waiting.pop(0), progress)
        finally:
            if before is None:
                del os.environ["POLARS_MAX_THREADS"]
            else:
                os.environ["POLARS_MAX_THREADS"] = before


@contextmanager
def _no_main() -> Iterator[None]:
    """Hide the running script from workers that start: they need modules only, and without a main guard it would run again in each."""
    main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _done(item: tuple[int, Future[Tables]], progress: Callable[[int], None] | None) -> Tables:
    count, future = item
    tables = future.result()
    if progress:
        progress(count)
    return tables


def _here(frames: Iterator[pl.DataFrame], fn: Callable[[pl.DataFrame], Tables], progress: Callable[[int], None] | None) -> Iterator[Tables]:
    for frame in frames:
        yield fn(frame)
        if progress:
            progress(frame.height)


def _batches(articles: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, int]]:
    """Cut a frame into runs of whole articles of about equal text."""
    sizes = (articles["headline"].str.len_chars() + articles["body"].str.len_chars()).to_list()
    start = size = 0
    for row, characters in enumerate(sizes):
        if size and size + characters > _BATCH_CHARACTERS:
            yield articles.slice(start, row - start), size
            start, size = row, 0
        size += characters
    if start < len(sizes):
        yield articles.slice(start), size
