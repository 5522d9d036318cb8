"""Show from which words numbers were read, and what each word was taken for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from tadqiq.recognise.numbers import numbers
from tadqiq.recognise.numbers.forms import Atom
from tadqiq.recognise.numbers.numerals import atom, symbols, unit_keys, units
from tadqiq.recognise.tokens import Batch, batch

_OPENING = frozenset({"between", "from", "minus", "money", "percent"})  # what belongs to a number and stands before it
_CLOSING = frozenset({"degree", "hundredths", "basis", "under", "zero"})  # مئوية تحت الصفر, أساس
_TO_UNIT = 2  # tokens behind a number up to what it counts: خمسة من الطلاب
_WITHOUT_VALUE = frozenset({"separator", "and", "in", "from", "to", "between", "vague", "month_head"})
COUNTED = "counted"


class Piece(NamedTuple):
    """Hold one word, what it was taken for (the kind and the form of an atom), and what it is worth, if anything."""

    word: str
    role: str
    form: str
    value: float | None
    joined: bool  # a و is joined to it


class Read(NamedTuple):
    """Hold one number of a text, as a row of NUMBERS, and its pieces."""

    text: int  # which of the texts
    number: dict[str, Any]
    pieces: tuple[Piece, ...]


def read(texts: Sequence[str]) -> list[Read]:
    """Read the numbers of some texts, with the pieces of each."""
    columns = {"doc": range(len(texts)), "headline": [""] * len(texts), "body": list(texts)}
    read_as = batch(pl.DataFrame(columns, schema={"doc": pl.UInt32, "headline": pl.String, "body": pl.String}))
    rows = numbers(read_as).sort("doc", "start").iter_rows(named=True)
    return [Read(row["doc"], row, tuple(_pieces(read_as, row))) for row in rows]


def _pieces(read_as: Batch, row: dict[str, Any]) -> list[Piece]:
    tokens, symbol, unit = read_as.tokens, read_as.column(symbols), read_as.column(units)
    first, last = tokens.first[row["doc"] * 2 + 1], tokens.first[row["doc"] * 2 + 2]
    inside = first + np.flatnonzero((tokens.end[first:last] > row["start"]) & (tokens.start[first:last] < row["end"]))
    begin, end = int(inside[0]), int(inside[-1]) + 1
    text = read_as.texts[row["doc"] * 2 + 1]

    def is_unit(token: int) -> bool:
        return bool(first <= token < last) and text[tokens.start[token] : tokens.end[token]] == row["unit"]

    if begin > first and (atom(int(symbol[begin - 1])).kind in _OPENING or is_unit(begin - 1)):
        begin -= 1
    end = next((at + 1 for at in range(end, end + _TO_UNIT) if is_unit(at)), end)
    while end < last and atom(int(symbol[end])).kind in _CLOSING:
        end += 1
    spans = zip(range(begin, end), tokens.start[begin:end].tolist(), tokens.end[begin:end].tolist(), strict=True)
    return [_piece(text[a:b], atom(int(symbol[at])), int(unit[at])) for at, a, b in spans]


def _piece(word: str, what: Atom, unit: int) -> Piece:
    if what.kind == "other":
        return Piece(word, COUNTED if unit else "word", unit_keys()[unit >> 3], None, joined=False)
    value = None if what.kind in _WITHOUT_VALUE or not (what.value or what.kind in {"zero", "digits"}) else what.value
    return Piece(word, what.kind, what.form if what.kind == "scale" else what.key if unit else "", value, what.waw)
