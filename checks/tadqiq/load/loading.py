"""Lead sources through the stage: find, read, name, date, and hold to the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import polars as pl

from tadqiq.load import contract
from tadqiq.load.columns import RECORDS, check_mapping, holds_articles, match
from tadqiq.load.dates import days
from tadqiq.load.formats import read
from tadqiq.load.identity import identified
from tadqiq.load.reasons import reason
from tadqiq.load.sources import Source, expand
from tadqiq.load.streams import UnreadableError
from tadqiq.model import ARTICLES, Problem, empty


@dataclass(frozen=True, slots=True)
class Loaded:
    """Hold all that the sources gave.

    articles  frame ARTICLES; problems  everything that could not be loaded, or was with doubt;
    unread  those of the problems that mean a source, or its end, could not be read at all.
    """

    articles: pl.DataFrame
    problems: list[Problem]
    unread: list[Problem]


def load(sources: Sequence[str], *, mapping: Mapping[str, str] | None = None, stdin: BinaryIO | None = None) -> Loaded:
    r"""Load articles from files, folders, patterns and `-` (standard input).

    mapping  our column to the caller's, as {"headline": "Titre"}; an unknown column of ours is a MappingError.

    >>> from io import BytesIO
    >>> load(["-"], stdin=BytesIO("مطر على الساحل\nهطل المطر على الساحل.".encode())).articles["headline"].to_list()
    ['مطر على الساحل']
    """
    named = check_mapping(mapping)
    frames: list[pl.DataFrame] = []
    problems: list[Problem] = []
    unread: list[Problem] = []
    for item in once(expand(sources)):
        if isinstance(item, Problem):
            problems.append(item)
            unread += [item] if item.code == "SCH001" else []
        else:
            frame, told, stopped = _source(item, named, stdin)
            frames.append(frame)
            problems += told
            unread += stopped
    articles, told = _finished(frames)
    return Loaded(articles, [*problems, *told], unread)


def load_bytes(data: bytes, source: Source, *, mapping: Mapping[str, str] | None = None) -> Loaded:
    """Load one source from bytes in memory, as if they stood in its file."""
    frame, told, stopped = _source(Source(source.origin, None, source.fmt), check_mapping(mapping), BytesIO(data))
    articles, more = _finished([frame])
    return Loaded(articles, [*told, *more], stopped)


def once(found: Iterator[Source | Problem]) -> Iterator[Source | Problem]:
    """Pass each file on once, however many of the user's words stand for it."""
    seen = set()
    for item in found:
        key = item.path.resolve() if isinstance(item, Source) and item.path else (item.origin, type(item))
        if key not in seen:
            seen.add(key)
            yield item


def _source(source: Source, mapping: Mapping[str, str], stdin: BinaryIO | None) -> tuple[pl.DataFrame, list[Problem], list[Problem]]:
    """Read one source: its records with their origin, the problems, and those that stopped the reading."""
    frames: list[pl.DataFrame] = []
    problems: list[Problem] = []
    stopped: list[Problem] = []
    keys: dict[str, None] = {}
    try:
        for piece in read(source, mapping, stdin):
            frames.append(piece.frame)
            problems += piece.problems
            keys |= dict.fromkeys(piece.keys)
    except UnreadableError as error:
        stopped.append(Problem("SCH001", source.origin, args=reason(error.key, error.detail)))
    if keys and not holds_articles(match(keys, mapping)):
        stopped.append(_missing_columns(source.origin, list(keys)))
        frames = []
    frame = pl.concat([empty(RECORDS), *frames])
    if frame.is_empty() and not problems and not stopped:
        problems.append(Problem("SCH011", source.origin))
    return frame.with_columns(origin=pl.lit(source.origin)), [*problems, *stopped], stopped


def _missing_columns(origin: str, keys: list[str]) -> Problem:
    shown = "، ".join(f"«{key}»" for key in keys[:12]), ", ".join(f"'{key}'" for key in keys[:12])
    return Problem("SCH003", origin, 1, args={"columns_ar": shown[0], "columns_en": shown[1], "example": keys[0]})


def _finished(frames: list[pl.DataFrame]) -> tuple[pl.DataFrame, list[Problem]]:
    """Make the frame of articles: texts without nulls, ids, days; what breaks the contract is told."""
    blank = empty(RECORDS).with_columns(origin=pl.lit(""))
    records = pl.concat([blank, *frames]).with_columns(pl.col("headline", "body").fill_null(""))
    records, repeated = identified(records)
    articles = (
        records.with_columns(date=days(records["published_at"]))
        .with_columns(doc=pl.int_range(records.height, dtype=pl.UInt32))
        .select(pl.col(name).cast(dtype) for name, dtype in ARTICLES.items())
    )
    return articles, [*repeated, *_undated(articles), *contract.broken(articles)]


def _undated(articles: pl.DataFrame) -> list[Problem]:
    written = pl.col("published_at").str.strip_chars() != ""
    rows = articles.filter(written & pl.col("date").is_null()).select("doc", "origin", "line", "published_at")
    return [Problem("SCH006", origin, line, doc=doc, args={"text": text[:60]}) for doc, origin, line, text in rows.iter_rows()]
