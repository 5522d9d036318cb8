"""Read one source in the format that its name or its first bytes tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from tadqiq.load.columns import holds_articles, match
from tadqiq.load.dumps import dump
from tadqiq.load.encodings import tell
from tadqiq.load.jsons import json_lines, json_text
from tadqiq.load.pieces import Piece, text_of
from tadqiq.load.sources import Source
from tadqiq.load.streams import UnreadableError, chunks
from tadqiq.load.tables import parquet, separated, separator_of
from tadqiq.model import Problem

_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|rss|feed)\b", re.IGNORECASE)
_ARRAY = re.compile(r"\s*\[\s*(?:[{\]]|$)")
_HEAD = 1 << 16


def read(source: Source, mapping: Mapping[str, str], stdin: BinaryIO | None) -> Iterator[Piece]:
    """Yield the records of one source, piece by piece; UnreadableError where it cannot be read (on)."""
    stream = chunks(source, stdin)
    head = next(stream, b"")
    if head.startswith(b"PAR1"):
        yield parquet(_gathered(head, stream)[0], mapping)
        return
    if source.fmt == "parquet":
        raise UnreadableError("parquet")
    encoding = tell(head)
    if encoding != "utf-8":
        yield Piece(problems=[Problem("SCH009", source.origin, args={"encoding": encoding})])
    fmt = format_of(head[:_HEAD].decode(encoding, "ignore"), source.fmt)
    if fmt == "jsonl" and encoding == "utf-8":
        yield from json_lines(chain([head], stream), source.origin, mapping)
        return
    data, stopped = _gathered(head, stream)
    text, problems = text_of(data, encoding, source.origin)
    yield Piece(problems=problems)
    yield from _pieces(text, fmt, source.origin, mapping)
    if stopped:
        raise stopped


def _gathered(head: bytes, stream: Iterable[bytes]) -> tuple[bytes, UnreadableError | None]:
    """Join a stream to its end, or to where it breaks off."""
    parts = [head]
    try:
        parts.extend(stream)
    except UnreadableError as error:
        return b"".join(parts), error
    return b"".join(parts), None


def _pieces(text: str, fmt: str, origin: str, mapping: Mapping[str, str]) -> Iterator[Piece]:
    if fmt == "jsonl":
        yield from json_lines([text.encode()], origin, mapping)
    elif fmt == "json":
        yield json_text(text, origin, mapping)
    elif fmt in {"csv", "tsv"}:
        yield separated(text, origin, mapping, "\t" if fmt == "tsv" else None)
    else:
        yield dump(text, origin)


def format_of(head: str, named: str | None) -> str:
    """Tell the format by the first characters, where these are clear, else by the name, else it is a dump of text.

    >>> format_of('{"headline": "..."}', None)
    'jsonl'
    """
    start = head.lstrip("\ufeff \t\r\n")
    if _MARKUP.match(start):
        raise UnreadableError("markup")
    if named in {"csv", "tsv"}:
        return named
    if start.startswith("{"):
        return _lines_or_one(start)
    if _ARRAY.match(start):
        return "json"
    if named is None and separator_of(start.split("\n", 1)[0]):
        return "csv"
    return named or "text"


def _lines_or_one(start: str) -> str:
    """Part JSON lines from one object: lines end in a brace or begin with one each, unless the one is a wrapper of records."""
    first, _, rest = start.partition("\n")
    more = rest.lstrip()
    if more.startswith("{"):
        return "jsonl"
    if more or not first.rstrip().endswith("}"):
        return "jsonl" if first.rstrip().endswith("}") else "json"
    try:
        value = json.loads(first)
    except json.JSONDecodeError:
        return "json"
    return "jsonl" if holds_articles(match(value, {})) else "json"
