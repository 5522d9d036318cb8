"""Read tables: CSV in the dialects that spreadsheets write, tab-separated values, Parquet."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO

import polars as pl

from tadqiq.load.columns import FIELDS, RECORDS, holds_articles, match, records
from tadqiq.load.pieces import Piece, broken_record
from tadqiq.load.streams import UnreadableError
from tadqiq.model import Problem

_SEPARATORS = ",;\t|"
_RETRIES = 20  # quotation marks never closed, after which the rest of a table is left


def separated(text: str, origin: str, mapping: Mapping[str, str], separator: str | None = None) -> Piece:
    """Read a table of separated values; a row that breaks it is told by its line and left out.

    separator  None to tell it by the header.
    """
    csv.field_size_limit(sys.maxsize)
    lines, start, separator = opening(text, separator)
    problems: list[Problem] = []
    rows = _rows(lines, start, separator, origin, problems)
    header = [name.strip().strip("\ufeff") for name in next(rows, (0, []))[1]]
    matched = match(header, mapping)
    if not holds_articles(matched):
        return Piece(pl.DataFrame(schema=dict(RECORDS)), problems, tuple(header))
    wanted = {ours: header.index(names[0]) for ours, names in matched.items()}
    columns: dict[str, list[str | None]] = {ours: [] for ours in wanted}
    places: list[int] = []
    for line, cells in rows:
        if len(cells) != len(header):
            problems.append(broken_record(origin, line, None, "cells", f"{len(cells)}/{len(header)}"))
            continue
        places.append(line)
        for ours, index in wanted.items():
            columns[ours].append(cells[index])
    frame = pl.DataFrame({**{ours: columns.get(ours, [None] * len(places)) for ours in FIELDS}, "line": places}, schema=dict(RECORDS))
    return Piece(frame, problems, tuple(header))


def opening(text: str, separator: str | None) -> tuple[list[str], int, str]:
    """Give the lines of a table, the number of its header's, and what parts its cells."""
    lines = text.split("\n" if "\n" in text else "\r")
    start = 0
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        separator, start = lines[0][4], 1
    header_line = lines[start].replace('"', "") if len(lines) > start else ""
    return lines, start, separator or separator_of(header_line) or max(_SEPARATORS, key=header_line.count)


def separator_of(header: str) -> str | None:
    """Take the separator that parts a header into the most names that we know; None where it parts it into fewer than two.

    >>> separator_of("title;text;date")
    ';'
    """
    counts = {separator: len(match(header.split(separator), {})) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=counts.__getitem__)
    return best if counts[best] > 1 else None


def _rows(lines: list[str], start: int, separator: str, origin: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells); where a quotation mark breaks a row, say so and go on with the line after it."""
    unclosed = 0
    while unclosed < _RETRIES:
        first = start
        reader = csv.reader((lines[n] + "\n" for n in range(first, len(lines))), delimiter=separator, strict=True)
        try:
            for cells in reader:
                if cells:
                    yield first + 1, cells
                first = start + reader.line_num
        except csv.Error:
            problems.append(broken_record(origin, first + 1, None, "quote"))
            unclosed += start + reader.line_num >= len(lines)  # only these were read to the end of the file in vain
            start = first + 1
        else:
            return
    problems.append(broken_record(origin, start + 1, None, "rest"))


def parquet(data: bytes, mapping: Mapping[str, str]) -> Piece:
    """Read a Parquet file; rows count as lines."""
    try:
        frame = pl.read_parquet(BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise UnreadableError("parquet") from error
    keys = tuple(frame.columns)
    wanted = dict.fromkeys(name for names in match(keys, mapping).values() for name in names)
    texts = frame.select(list(wanted)).with_columns(pl.selectors.temporal().cast(pl.String))
    if all(dtype == pl.String or dtype.is_integer() for dtype in texts.schema.values()):
        matched = match(keys, mapping)
        values = {ours: texts[matched[ours][0]].cast(pl.String) if ours in matched else None for ours in FIELDS}
        line = pl.int_range(1, texts.height + 1, dtype=pl.UInt32, eager=True)
        return Piece(pl.select(line=line).with_columns(**values).select(list(RECORDS)).cast(pl.Schema(RECORDS)), [], keys)
    return Piece(records(texts.to_dicts(), range(1, texts.height + 1), mapping)[0], [], keys)
