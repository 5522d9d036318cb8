"""Hold what readers hand on: records of one part of a source, and what was wrong with that part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

import polars as pl

from tadqiq.load.columns import RECORDS
from tadqiq.load.encodings import decode
from tadqiq.load.reasons import reason
from tadqiq.model import Problem, empty

_TOLD = 20  # places of lost bytes that are told one by one, a piece
_LOOK = 24  # characters shown on either side of a lost byte
_RUN = re.compile("\ufffd+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold records (frame RECORDS), problems with them, and the names of the columns they came with."""

    frame: pl.DataFrame = field(default_factory=lambda: empty(RECORDS))
    problems: list[Problem] = field(default_factory=list)
    keys: tuple[str, ...] = ()


def broken_record(origin: str, line: int | None, column: int | None, key: str, detail: str = "") -> Problem:
    """Make the problem of a record that cannot be read whole."""
    return Problem("SCH002", origin, line, column, args=reason(key, detail))


def text_of(data: bytes, encoding: str, origin: str) -> tuple[str, list[Problem]]:
    """Decode a whole source; every place that does not decode is a problem with its line and byte."""
    text, lost = decode(data, encoding)
    return text, _lost(text, lost, origin, 1, 0)


def lost_bytes(chunk: bytes, origin: str, line: int, offset: int) -> tuple[bytes, list[Problem]]:
    """Make a chunk of a larger source good UTF-8.

    line, offset  where in the source the chunk begins.
    """
    text, lost = decode(chunk, "utf-8")
    return (text.encode(), _lost(text, lost, origin, line, offset)) if lost else (chunk.removeprefix(b"\xef\xbb\xbf"), [])


def _lost(text: str, lost: list[int], origin: str, line: int, offset: int) -> list[Problem]:
    """Tell lost bytes run by run, the last one for all that follow; U+FFFD that stood in the file is passed over by count."""
    if text.count("\ufffd") != len(lost):
        return [Problem("SCH008", origin, line, args={"byte": str(offset + lost[0]), "count": str(len(lost)), "text": ""})] if lost else []
    problems: list[Problem] = []
    done = counted = 0
    for run in islice(_RUN.finditer(text), _TOLD):
        line += text.count("\n", counted, run.start())
        counted = run.start()
        count = len(lost) - done if len(problems) == _TOLD - 1 else len(run[0])
        shown = " ".join(text[max(0, run.start() - _LOOK) : run.end() + _LOOK].split())
        args = {"byte": str(offset + lost[done]), "count": str(count), "text": shown}
        problems.append(Problem("SCH008", origin, line, run.start() - text.rfind("\n", 0, run.start()), args=args))
        done += len(run[0])
    return problems
