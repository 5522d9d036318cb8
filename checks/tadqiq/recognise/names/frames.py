"""Lay found names out as a NAMES frame: the place, the form without joined letters, the key and the role of each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from tadqiq.model import NAMES
from tadqiq.normalise import column
from tadqiq.normalise.alphabet import DROPPED
from tadqiq.recognise.names.letters import CONTRACTED, letters
from tadqiq.recognise.names.persons import EVIDENCE
from tadqiq.recognise.names.stretches import within
from tadqiq.recognise.tokens import Batch, Ints

_KINDS = ("person", "place", "organisation")


class Spans(NamedTuple):
    """Hold names as columns: tokens, joined letters, class, evidence, and the tokens of the role (-1 where there is none)."""

    first: Ints
    last: Ints
    peel: Ints
    kind: Ints
    evidence: Ints
    role_first: Ints
    role_last: Ints


def frame(batch: Batch, spans: Spans) -> pl.DataFrame:
    """Make the frame of names, in the order in which they come."""
    words = {"class": pl.Series(_KINDS).gather(spans.kind), "evidence": pl.Series(EVIDENCE).gather(spans.evidence)}
    table = batch.mentions(NAMES, spans.first, spans.last, key=None, form=None, role=_roles(batch, spans), **words)
    rows = np.flatnonzero(spans.peel)
    start, texts = table["start"].to_numpy().copy(), table["text"]
    cut: list[str] = []
    forms: list[str] = []
    for row, text, peel in zip(rows.tolist(), texts.gather(rows).to_list(), spans.peel[rows].tolist(), strict=True):
        if peel == CONTRACTED:
            cut.append(text)
            forms.append("ال" + text[_skip(text, 2) :])
        else:
            place = _skip(text, peel)
            start[row] += place
            cut.append(text[place:])
            forms.append(text[place:])
    form = _put(texts, rows, forms)
    cells = (pl.Series("start", start, dtype=pl.UInt32), _put(texts, rows, cut), form.alias("form"), _keys(form).alias("key"))
    return table.with_columns(cells).select(list(NAMES))


def _put(texts: pl.Series, rows: Ints, some: list[str]) -> pl.Series:
    """Put other texts into some rows."""
    place = np.arange(len(texts))
    place[rows] = len(texts) + np.arange(len(rows))
    return pl.concat([texts, pl.Series(texts.name, some, dtype=pl.String)]).gather(place)


def _skip(text: str, count: int) -> int:
    """Count the code points that hold so many letters, their marks included."""
    place = 0
    for _ in range(count):
        place += 1
        while place < len(text) - 1 and text[place] in DROPPED:
            place += 1
    return place


def _keys(forms: pl.Series) -> pl.Series:
    distinct = forms.unique()
    folded = column(distinct, "N2").str.replace_all(r"\s+", " ")
    return forms.replace_strict(distinct, folded, return_dtype=pl.String) if len(forms) else forms


def _roles(batch: Batch, spans: Spans) -> list[str | None]:
    rows = np.flatnonzero(spans.role_first >= 0)
    first, last = spans.role_first[rows], spans.role_last[rows]
    code = batch.tokens.code
    words = batch.vocabulary.words["n2"].gather(code[within(first, last)]).to_list()
    peels = (batch.column(letters)[first] >> 8).tolist()
    roles: list[str | None] = [None] * len(spans.first)
    place = 0
    for row, length, peel in zip(rows.tolist(), (last - first + 1).tolist(), peels, strict=True):
        head, *rest = (word for word in words[place : place + length] if word not in {".", '"'})
        roles[row] = " ".join(["ال" + head[2:] if head.startswith("لل") else head[peel:], *rest])
        place += length
    return roles
