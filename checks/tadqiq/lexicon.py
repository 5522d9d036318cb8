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


def parse(path: Path) -> Iterable[dict[str, str]]:
    """Yield the rows of one lexicon file, each checked against its header."""
    header: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#" or line.isspace():
            continue
        cells = line.split("\t")
        if " \t" in line or "\t " in line or line != line.strip(" "):
            cells = [cell.strip() for cell in cells]
        if not header:
            header = cells
        elif len(cells) != len(header):
            raise LexiconError(
                f"{len(cells)} cells where the header has {len(header)}",
                where=f"{path.name}:{number}",
                hint="cells are parted by one tab each",
            )
        else:
            yield dict(zip(header, cells, strict=True))
    if not header:
        raise LexiconError("no header line", where=f"{path.name}:1", hint="the first line that is not a comment names the columns")
