"""Find the passages of texts that match a regular expression over characters, on Polars' linear-time engine.

The expression has three parts: what stands before, what the finding marks, and what stands behind; the outer two say where the marked
part counts and are no part of the finding. Offsets are raw, at whatever level of text the expression is matched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from tadqiq.model import Span
from tadqiq.normalise import column
from tadqiq.normalise.spans import offsets
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.patterns.tree import PatternError

LEVELS = ("raw", "display", "matching")
_NORMAL = {"display": "N1", "matching": "N2"}
_SIGNS = [chr(point) for point in range(0xE000, 0xE010)]  # private: whichever two no text of the batch has
_LONGEST = 2_000


class Characters(NamedTuple):
    """Hold an expression: its three parts and the level of text that it is matched at."""

    marked: str
    before: str
    behind: str
    level: str

    @property
    def whole(self) -> str:
        """Write the three parts as one expression."""
        return f"(?P<b>{self.before})(?P<m>{self.marked})(?P<a>{self.behind})"


def characters(settings: Mapping[str, Any]) -> Characters:
    """Read an expression out of a rule's settings (characters, before, behind, level); what is none is a PatternError."""
    made = Characters(*(str(settings[key]) for key in ("characters", "before", "behind", "level")))
    _check(made)
    return made


@lru_cache(maxsize=4_096)
def _check(made: Characters) -> None:
    if made.level not in LEVELS:
        raise PatternError(f"no level of text is called '{made.level}'", 0, "allowed: " + ", ".join(LEVELS))
    if len(made.whole) > _LONGEST:
        raise PatternError(f"the expression has {len(made.whole)} characters", _LONGEST, f"at most {_LONGEST}")
    for part in (made.marked, made.before, made.behind, made.whole):
        try:
            empty = pl.Series([""]).str.contains(f"^(?:{part})$")[0]
        except pl.exceptions.ComputeError as error:
            raise PatternError(_reason(str(error)), 0, "the syntax is that of Rust's regex: no look-around, no back-references") from error
        if empty and part == made.marked:
            raise PatternError("the expression matches where nothing stands", 0, "what is marked must have at least one character")


def _reason(error: str) -> str:
    """Cut the engine's own reason out of its long message."""
    for line in error.splitlines():
        if line.startswith("error: "):
            return line.removeprefix("error: ")
    return error.splitlines()[0].removeprefix("regex error: ")


def passages(batch: Batch, wanted: Characters) -> Iterator[Span]:
    """Find every passage of a batch that matches, in order."""
    texts = pl.Series(batch.texts, dtype=pl.String)
    level = _NORMAL.get(wanted.level)
    hits = (column(texts, level) if level else texts).str.contains(wanted.whole).arg_true()  # type: ignore[arg-type]
    if not len(hits):
        return
    raw = texts.gather(hits)
    shown = column(raw, level) if level else raw  # type: ignore[arg-type]
    opened, closed = _free(shown)
    marked = shown.str.replace_all(wanted.whole, f"${{b}}{opened}${{m}}{closed}${{a}}").to_list()
    back = offsets(raw, level) if level else None  # type: ignore[arg-type]
    for row, (segment, text) in enumerate(zip(hits.to_list(), marked, strict=True)):
        begins, ends = _places(text, opened, closed)
        if back is not None:
            begins, ends = back[row][begins].astype(np.int64), back[row][ends].astype(np.int64)
        yield from (batch.span(segment, begin, end) for begin, end in zip(begins.tolist(), ends.tolist(), strict=True))


def _free(texts: pl.Series) -> tuple[str, str]:
    """Choose two signs that none of the texts has."""
    free = [sign for sign in _SIGNS if not texts.str.contains(sign, literal=True).any()]
    if len(free) < 2:
        free = [chr(point) for point in range(0xF0000, 0xF0100) if not texts.str.contains(chr(point), literal=True).any()]
    return free[0], free[1]


def _places(text: str, opened: str, closed: str) -> tuple[Ints, Ints]:
    """Give where the marked parts stand in the text without the signs."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    begins, ends = np.flatnonzero(points == ord(opened)), np.flatnonzero(points == ord(closed))
    order = np.arange(len(begins))
    return begins - 2 * order, ends - 2 * order - 1
