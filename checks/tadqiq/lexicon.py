"""Read lexicons: tab-separated tables of language knowledge under rules/lexicons/<language>/."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tadqiq.errors import LexiconError
from tadqiq.resources import room


def path_of(name: str, language: str = "ar") -> Path:
    """Return where the lexicon of that name lies."""
    return room("rules") / "lexicons" / language / f"{name}.tsv"


@cache
def read(name: str, language: str = "ar") -> tuple[dict[str, str], ...]:
    """Read a lexicon into one mapping a row, by the names in its header line.

    Lines that start with `#` are comments. A row with more or fewer cells than the header is a LexiconError at path:line.

    >>> read("weekdays")[0]["word"]
    'السبت'
    """
    return tuple(parse(path_of(name, language)))


@cache
def columns(name: str, language: str = "ar") -> dict[str, tuple[str, ...]]:
    """Read a large lexicon into its columns: a tenth of the objects that rows are.

    >>> columns("weekdays")["word"][0]
    'السبت'
    """
    header, rows = _cells(path_of(name, language))
    return dict(zip(header, zip(*rows, strict=True), strict=True))


def parse(path: Path) -> Iterable[dict[str, str]]:
    """Give the rows of one lexicon file, each checked against its header."""
    header, rows = _cells(path)
    return (dict(zip(header, cells, strict=True)) for cells in rows)


def _cells(path: Path) -> tuple[list[str], list[list[str]]]:
    """Cut a file into its header and its rows of cells."""
    header: list[str] = []
    rows: list[list[str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#" or line.isspace():
            continue
        cells = line.split("\t")
        if " \t" in line or "\t " in line or line != line.strip(" "):
            cells = [cell.strip() for cell in cells]
        if header and len(cells) != len(header):
            raise LexiconError(
                f"{len(cells)} cells where the header has {len(header)}",
                where=f"{path.name}:{number}",
                hint="cells are parted by one tab each",
            )
        rows.append(cells)
        header = header or cells
    if not header:
        raise LexiconError("no header line", where=f"{path.name}:1", hint="the first line that is not a comment names the columns")
    return header, rows[1:]
