"""Find the fields of articles in a table of separated values: which cell a field was read from, and where each letter stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tadqiq.load.columns import match
from tadqiq.load.tables import opening
from tadqiq.mend.slots import Slot, Slots, Wanted, plain

_LETTER = re.compile(r'""|[^"]', re.DOTALL)
_NAMES = ("headline", "body")


def table_slots(text: str, wanted: Iterable[Wanted], mapping: Mapping[str, str], separator: str | None) -> Slots:
    """Find fields by the number of their row and the column of their cell; a cell that is not what was read from it has no slot."""
    lines, first, separator = opening(text, separator)
    rows = _rows(text, sum(len(line) + 1 for line in lines[:first]), separator)
    header = [_value(text, cell).strip().strip("\ufeff") for cell in next(rows, [])]
    names = match(header, mapping)
    columns = {field: header.index(names[name][0]) for field, name in enumerate(_NAMES) if name in names}
    by_number = {article.number: article for article in wanted}
    found: dict[tuple[int, int], Slot] = {}
    for number, cells in enumerate(rows):
        article = by_number.get(number)
        for field, column in columns.items() if article and len(cells) == len(header) else ():
            if article and _value(text, cells[column]) == article.fields[field]:
                found[number, field] = _slot(text, cells[column], separator)
    return found


def _rows(text: str, at: int, separator: str) -> Iterator[list[tuple[int, int]]]:
    """Give the places of the cells of each row that holds any; a cell with marks keeps them."""
    cell = re.compile(
        rf'(?:"(?:[^"]|"")*"|[^"{re.escape(separator)}\r\n][^{re.escape(separator)}\r\n]*|)(?={re.escape(separator)}|\r|\n|\Z)'
    )
    row: list[tuple[int, int]] = []
    while at <= len(text):
        found = cell.match(text, at)
        if found is None:
            return  # what breaks the table: reading has told of it
        row.append(found.span())
        at = found.end()
        if text[at : at + 1] != separator:
            if row[0][0] != at:
                yield row
            row = []
            at += 1 if text[at : at + 2] == "\r\n" else 0
        at += 1


def _value(text: str, cell: tuple[int, int]) -> str:
    raw = text[slice(*cell)]
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw


def _slot(text: str, cell: tuple[int, int], separator: str) -> Slot:
    start, end = cell
    if text[start : start + 1] != '"':
        special = re.compile(rf'["\r\n{re.escape(separator)}]')  # which would ask for marks around the cell
        return plain(start, end - start, lambda put: None if special.search(put) else put)
    if '""' not in text[start + 1 : end - 1]:
        return plain(start + 1, end - start - 2, _doubled)
    starts = [start + 1 + letter.start() for letter in _LETTER.finditer(text[start + 1 : end - 1])]
    return Slot(starts, [*starts[1:], end - 1], _doubled)


def _doubled(put: str) -> str:
    return put.replace('"', '""')
