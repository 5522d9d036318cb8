"""List names: pairs of spellings with the decision on each, and every name of a collection that is spelt in more than one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from tadqiq.errors import InputError
from tadqiq.recognise import Mentions
from tadqiq.recognise.spellings import compare
from tadqiq.recognise.spellings.parts import spellings
from tadqiq.verify.names.clusters import listed


def match_pairs(path: Path) -> Iterator[dict[str, Any]]:
    """Decide on each line of a table of two columns, without a header.

    A line with more or fewer cells, or with an empty one, is an InputError at path:line.
    """
    pairs = list(_pairs(path))
    forms = list(dict.fromkeys(form for pair in pairs for form in pair))
    prepared = dict(zip(forms, spellings(forms), strict=True))
    for a, b in pairs:
        verdict = compare(prepared[a], prepared[b])
        yield {"a": a, "b": b, "same": verdict.same, "score": verdict.score, "why": "; ".join(verdict.why)}


def _pairs(path: Path) -> Iterable[tuple[str, str]]:
    for number, line in enumerate(_read(path).split("\n"), 1):
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if cells == [""]:
            continue
        if len(cells) != 2 or not all(cells):
            what = "an empty cell" if len(cells) == 2 else f"{len(cells)} cell{'s' * (len(cells) != 1)} where two belong"
            raise InputError(what, where=f"{path}:{number}", hint="write two spellings a line, parted by one tab, without a header")
        yield cells[0], cells[1]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise InputError("not UTF-8", where=f"{path}:{line}", hint="save the table as UTF-8") from error
    except OSError as error:
        raise InputError(str(error.strerror), where=str(path), hint="give a table of two columns") from error


def list_names(articles: pl.DataFrame, mentions: Mentions) -> Iterator[Mapping[str, Any]]:
    """List every name that the articles spell in more than one way, the most frequent first."""
    del articles
    yield from listed(mentions.names)
