"""Read JSON lines and JSON; a broken record is told with line and column, and the others are kept."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

import polars as pl

from tadqiq.load.columns import FIELDS, RECORDS, holds_articles, match, records
from tadqiq.load.pieces import Piece, broken_record, lost_bytes
from tadqiq.load.streams import UnreadableError
from tadqiq.model import Problem

_LONE = re.compile(rb"\\u[dD](?:[89abAB]..(?!\\u[dD][c-fC-F])|[c-fC-F]..)")  # may be half a surrogate pair
_TRIES = 100  # broken records of one JSON array after which the rest is left
_NEXT = re.compile(r'\{\s*"')
LIST_OF_RECORDS = re.compile(r'"(?:articles|items|data|results|docs|entries|records|news)"\s*:\s*\[')
SPACE = re.compile(r"[\s,]*")


def json_lines(pieces: Iterable[bytes], origin: str, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """Read JSON lines given as UTF-8 bytes in any pieces."""
    line, offset = 1, 0
    for chunk in _whole_lines(pieces):
        piece = _fast(chunk.removeprefix(BOM_UTF8), line, mapping)
        if piece is None:
            clean, problems = lost_bytes(chunk, origin, line, offset)
            piece = _slow(clean, origin, line, mapping)
            piece = Piece(piece.frame, [*problems, *piece.problems], piece.keys)
        yield piece
        line += chunk.count(b"\n")
        offset += len(chunk)


def _whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut a stream at line ends; where it breaks off, what came is handed on first."""
    held: list[bytes] = []
    stopped: UnreadableError | None = None
    try:
        for piece in pieces:
            cut = piece.rfind(b"\n") + 1
            if cut:
                yield b"".join((*held, piece[:cut]))
                held = []
            held.append(piece[cut:])
    except UnreadableError as error:
        stopped = error
    if any(held):
        yield b"".join(held)
    if stopped:
        raise stopped


def _fast(chunk: bytes, line: int, mapping: Mapping[str, str]) -> Piece | None:
    """Read a faultless chunk with Polars; None where anything in it needs a closer look."""
    if _LONE.search(chunk):
        return None
    try:
        frame = pl.read_ndjson(BytesIO(chunk), infer_schema_length=None)
    except pl.exceptions.PolarsError:
        return None
    if frame.height != chunk.count(b"\n") + (not chunk.endswith(b"\n")):
        return None
    matched = match(frame.columns, mapping)
    types = {frame.schema[name] for names in matched.values() for name in names}
    if not types <= {pl.String(), pl.Int64(), pl.Null()} or any(_looks_nested(frame, matched.get(ours, [])) for ours in FIELDS):
        return None
    lines = pl.int_range(line, line + frame.height, dtype=pl.UInt32, eager=True)
    values = {ours: _first(frame, matched.get(ours, [])) for ours in FIELDS}
    return Piece(pl.DataFrame({**values, "line": lines}, schema=dict(RECORDS)), [], tuple(frame.columns))


def _looks_nested(frame: pl.DataFrame, names: list[str]) -> bool:
    """See a list or object that Polars may have written out as text, beside real texts of the same column."""
    texts = [name for name in names if frame.schema[name] == pl.String]
    return any(frame[name].str.contains(r'^(?:\[|\{")').any() for name in texts)


def _first(frame: pl.DataFrame, names: list[str]) -> pl.Series:
    texts = [pl.col(name).cast(pl.String) for name in names]
    if not texts:
        return pl.Series([None] * frame.height, dtype=pl.String)
    if len(texts) == 1:
        return frame.select(texts[0].alias("value"))["value"]
    filled = [pl.when(text != "").then(text) for text in texts]
    return frame.select(pl.coalesce(*filled, *texts).alias("value"))["value"]


def _slow(chunk: bytes, origin: str, line: int, mapping: Mapping[str, str]) -> Piece:
    rows, lines, problems = [], [], []
    for number, raw in enumerate(chunk.split(b"\n"), line):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
        except (json.JSONDecodeError, RecursionError) as error:
            column = error.colno if isinstance(error, json.JSONDecodeError) else None
            problems.append(broken_record(origin, number, column, "json", _message(error)))
            continue
        if isinstance(row, dict):
            rows.append(row)
            lines.append(number)
        else:
            problems.append(broken_record(origin, number, 1, "object"))
    return _piece(rows, lines, problems, origin, mapping)


def _piece(rows: list[dict[str, Any]], lines: list[int], problems: list[Problem], origin: str, mapping: Mapping[str, str]) -> Piece:
    frame, odd = records(rows, lines, mapping)
    problems += [broken_record(origin, lines[n], None, "value") for n in odd]
    return Piece(frame, problems, tuple(dict.fromkeys(key for row in rows for key in row)))


def _message(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "too deeply nested"


def json_text(text: str, origin: str, mapping: Mapping[str, str]) -> Piece:
    """Read one JSON text: an array of records, one record, or an object that holds an array of records."""
    start = SPACE.match(text, 0).end()  # type: ignore[union-attr]
    if text[start : start + 1] == "[":
        return _piece(*_elements(text, start + 1, origin), origin, mapping)
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        inner = LIST_OF_RECORDS.search(text)
        if inner:
            return _piece(*_elements(text, inner.end(), origin), origin, mapping)
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, None)
        return _piece([], [], [broken_record(origin, line, column, "json", _message(error))], origin, mapping)
    if not isinstance(value, dict):
        return _piece([], [], [broken_record(origin, 1, 1, "object")], origin, mapping)
    inner = None if holds_articles(match(value, mapping)) else LIST_OF_RECORDS.search(text)
    if inner:
        return _piece(*_elements(text, inner.end(), origin), origin, mapping)
    return _piece([value], [1 + text.count("\n", 0, start)], [], origin, mapping)


def _elements(text: str, place: int, origin: str) -> tuple[list[dict[str, Any]], list[int], list[Problem]]:
    """Read the elements of an array one by one, so that each has its line and a broken one costs only itself."""
    decoder = json.JSONDecoder()
    rows: list[dict[str, Any]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    line, counted = 1, 0
    while True:
        place = SPACE.match(text, place).end()  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, place), place
        if text[place : place + 1] == "]":
            return rows, lines, problems
        try:
            value, end = decoder.raw_decode(text, place)
        except (json.JSONDecodeError, RecursionError) as error:
            fault = error if isinstance(error, json.JSONDecodeError) else json.JSONDecodeError("too deeply nested", text, place)
            problems.append(broken_record(origin, fault.lineno, fault.colno, "json", fault.msg))
            more = _NEXT.search(text, max(fault.pos, place + 1))
            if more is None or len(problems) >= _TRIES:
                return rows, lines, [*problems, broken_record(origin, fault.lineno, None, "rest")] if more else problems
            place = more.start()
            continue
        if isinstance(value, dict):
            rows.append(value)
            lines.append(line)
        else:
            problems.append(broken_record(origin, line, None, "object"))
        place = end
