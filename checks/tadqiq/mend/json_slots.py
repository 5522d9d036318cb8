"""Find the fields of articles in JSON and JSON lines: which string a field was read from, and where each letter stands in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from json.decoder import scanstring  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any

from tadqiq.load.columns import INNER, first_value, holds_articles, match
from tadqiq.load.jsons import LIST_OF_RECORDS, SPACE
from tadqiq.mend.slots import Slot, Slots, Wanted, joined, plain

_LETTER = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL)
_NAMES = ("headline", "body")


class _Placed(str):  # noqa: SLOT000 - a variable-length type has none
    """Be a string that knows where it stands in the file, without its quotation marks."""

    start: int
    end: int


def _string(text: str, begin: int, strict: bool = True) -> tuple[_Placed, int]:
    """Read a string as the decoder does, and keep its place."""
    value, after = scanstring(text, begin, strict)
    placed = _Placed(value)
    placed.start, placed.end = begin, after - 1
    return placed, after


def _reader() -> Callable[[str, int], tuple[Any, int]]:
    """Make a decoder in plain Python, the only one that lets strings be read in another way."""
    decoder = json.JSONDecoder()
    decoder.parse_string = _string  # type: ignore[attr-defined]
    scan: Callable[[str, int], tuple[Any, int]] = py_make_scanner(decoder)
    return scan


def line_slots(text: str, wanted: Iterable[Wanted], mapping: Mapping[str, str]) -> Slots:
    """Find the fields of JSON lines, by the lines of their records."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return _slots(text, ((article, starts[article.line - 1]) for article in wanted), mapping)


def text_slots(text: str, wanted: Iterable[Wanted], mapping: Mapping[str, str]) -> Slots:
    """Find the fields of the records of one JSON text, by their number."""
    starts = list(_records(text, mapping))
    return _slots(text, ((article, starts[article.number]) for article in wanted if article.number < len(starts)), mapping)


def _records(text: str, mapping: Mapping[str, str]) -> Iterator[int]:
    """Give where each record begins, in the order in which they are read."""
    start = _skip(text, 0)
    if text[start : start + 1] != "[":
        value = json.loads(text)
        inner = None if holds_articles(match(value, mapping)) else LIST_OF_RECORDS.search(text)
        if inner is None:
            yield start
            return
        start = inner.end() - 1
    decoder, at = json.JSONDecoder(), _skip(text, start + 1)
    while text[at : at + 1] != "]":
        value, end = decoder.raw_decode(text, at)
        if isinstance(value, dict):
            yield at
        at = _skip(text, end)


def _skip(text: str, at: int) -> int:
    return SPACE.match(text, at).end()  # type: ignore[union-attr]


def _slots(text: str, wanted: Iterable[tuple[Wanted, int]], mapping: Mapping[str, str]) -> Slots:
    """Read the wanted records once more; a field that is not what was read from it has no slot."""
    read = _reader()
    found: dict[tuple[int, int], Slot] = {}
    for article, start in wanted:
        record = read(text, _skip(text, start))[0]
        names = match(record, mapping)
        for field, name in enumerate(_NAMES):
            parts = list(_parts(first_value(record, names.get(name, []))))
            if "".join(parts) == article.fields[field]:
                found[article.number, field] = _slot(text, parts)
    return found


def _parts(value: Any) -> Iterator[str]:
    """Write out a value as reading does (`load.columns.as_text`), piece by piece."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        read = [parts for item in value if (parts := list(_parts(item))) or item in ("", [])]
        for number, parts in enumerate(read):
            yield from ("\n", *parts) if number else parts
    elif isinstance(value, Mapping):
        yield from next((_parts(value[key]) for key in INNER if key in value), ())
    elif value is not None and not isinstance(value, bool):
        yield json.dumps(value)


def _slot(text: str, parts: list[str]) -> Slot:
    placed = [part for part in parts if isinstance(part, _Placed)]
    raw = "".join(text[part.start : part.end] for part in placed)
    write = partial(_written, escape=raw.isascii() and "\\u" in raw)
    slots = [(_string_slot(text, part) if isinstance(part, _Placed) else None, len(part)) for part in parts]
    return slots[0][0]._replace(write=write) if len(slots) == 1 and slots[0][0] else joined(slots, write)


def _string_slot(text: str, part: _Placed) -> Slot | None:
    raw = text[part.start : part.end]
    if "\\" not in raw:
        return plain(part.start, len(part))
    starts = [part.start + letter.start() for letter in _LETTER.finditer(raw)]
    return Slot(starts, [*starts[1:], part.end], str) if len(starts) == len(part) else None


def _written(put: str, *, escape: bool) -> str:
    """Write a text as the file writes its own: in letters, or escaped."""
    return json.dumps(put, ensure_ascii=escape)[1:-1]
