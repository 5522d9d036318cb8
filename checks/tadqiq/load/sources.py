"""Find the files that the words of a command line stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path

from tadqiq.load.reasons import reason
from tadqiq.model import Problem

FORMATS = {
    "txt": "text",
    "text": "text",
    "md": "text",
    "markdown": "text",
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "parquet": "parquet",
}
PACKED = ("gz", "zst")
STDIN = "-"
_NAMED = 3  # skipped files that a message names


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one file to read: how messages call it, where it is (None is standard input), its format if its name tells."""

    origin: str
    path: Path | None
    fmt: str | None = None


def expand(words: Sequence[str]) -> Iterator[Source | Problem]:
    """Turn files, folders, patterns and `-` into sources, in order; what stands for nothing is a problem."""
    for word in words:
        path = Path(word)
        if word == STDIN:
            yield Source(STDIN, None)
        elif path.is_dir():
            yield from _folder(path)
        elif os.path.lexists(path) or not has_magic(word):
            yield Source(word, path, fmt_of(path))
        else:
            yield from _pattern(word)


def fmt_of(path: Path) -> str | None:
    """Tell the format by the name; None where the name says nothing.

    >>> fmt_of(Path("news.jsonl.gz"))
    'jsonl'
    """
    suffixes = [s[1:].lower() for s in path.suffixes]
    while suffixes and suffixes[-1] in PACKED:
        suffixes.pop()
    return FORMATS.get(suffixes[-1]) if suffixes else None


def _pattern(word: str) -> Iterator[Source | Problem]:
    root = Path(Path(word).anchor)
    try:
        found = sorted(path for path in root.glob(str(Path(word).relative_to(root))) if not _hidden(path))
    except ValueError:  # ** beside other characters is no pattern
        found = []
    if not found:
        yield Problem("SCH001", word, args=reason("glob"))
    for path in found:
        if path.is_dir():
            yield from _folder(path)
        else:
            yield Source(str(path), path, fmt_of(path))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") and part.strip(".") for part in path.parts)


def _folder(folder: Path) -> Iterator[Source | Problem]:
    """Walk a folder in sorted order; hidden files belong to tools and are left, other unknown ones are told."""
    skipped: list[str] = []
    count = 0
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            fmt = fmt_of(path)
            if fmt is not None:
                count += 1
                yield Source(str(path), path, fmt)
            elif not name.startswith("."):
                skipped.append(str(path.relative_to(folder)))
    if skipped:
        names = ", ".join(skipped[:_NAMED]) + (" …" if len(skipped) > _NAMED else "")
        yield Problem("SCH012", str(folder), args={"count": str(len(skipped)), "names": names})
    if not count:
        yield Problem("SCH001", str(folder), args=reason("folder"))
