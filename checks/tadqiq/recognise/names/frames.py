"""Lay found names out as a NAMES frame: the place, the form without joined letters, the key and the role of each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import NAMES
from tadqiq.normalise import column
from tadqiq.normalise.alphabet import DROPPED
from tadqiq.recognise.names.letters import CONTRACTED, letters
from tadqiq.recognise.names.persons import EVIDENCE
from tadqiq.recognise.names.pieces import Pieces
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
    tokens = batch.tokens
    segment, skip = tokens.segment[spans.first], _skips(batch, tokens.code[spans.first], spans.peel)
    start = tokens.start[spans.first] + np.where(spans.peel == CONTRACTED, 0, skip)
    whole = np.flatnonzero((spans.first == spans.last) & (skip == 0))  # one word as it stands: the vocabulary has it in all its levels
    words, rows = batch.vocabulary.words[tokens.code[spans.first[whole]]], np.flatnonzero((spans.first != spans.last) | (skip > 0))
    ends = tokens.end[spans.last]
    cut = [batch.texts[s][a:b] for s, a, b in zip(*(column[rows].tolist() for column in (segment, start, ends)), strict=True)]
    forms, opened = list(cut), np.flatnonzero(spans.peel[rows] == CONTRACTED)
    for row, place in zip(opened.tolist(), skip[rows[opened]].tolist(), strict=True):
        forms[row] = "ال" + cut[row][place:]
    columns = {
        "doc": batch.docs[segment // 2],
        "field": (segment % 2).astype(np.uint8),
        "start": start.astype(np.uint32),
        "end": ends.astype(np.uint32),
        "text": _merged(len(start), whole, words["raw"], rows, pl.Series(cut, dtype=pl.String)),
        "para": tokens.para[spans.first].astype(np.uint32),
        "sent": tokens.sent[spans.first].astype(np.uint32),
        "class": pl.Series(_KINDS).gather(spans.kind),
        "key": _merged(len(start), whole, words["n2"], rows, _keys(pl.Series(forms, dtype=pl.String))),
        "form": _merged(len(start), whole, words["raw"], rows, pl.Series(forms, dtype=pl.String)),
        "role": _roles(batch, spans),
        "evidence": pl.Series(EVIDENCE).gather(spans.evidence),
    }
    return pl.DataFrame(columns, schema=pl.Schema(NAMES))


def _merged(height: int, some: Ints, values: pl.Series, others: Ints, more: pl.Series) -> pl.Series:
    """Lay values at some rows and more at the others."""
    place = np.empty(height, dtype=np.uint32)
    place[some], place[others] = np.arange(len(some)), len(some) + np.arange(len(others))
    return pl.concat([values.rename(""), more.rename("")]).gather(place)


def _skips(batch: Batch, code: NDArray[np.uint32], peel: Ints) -> Ints:
    """Give how many code points stand before each name in its first word, the marks of the joined letters included."""
    skip = np.zeros(len(code), dtype=np.int64)
    rows = np.flatnonzero(peel)
    pairs, which = np.unique(code[rows].astype(np.int64) << 3 | peel[rows], return_inverse=True)
    raw = batch.vocabulary.words["raw"].gather(pairs >> 3).to_list()
    peeled = np.where(pairs & 7 == CONTRACTED, len("لل"), pairs & 7).tolist()
    skip[rows] = np.array([_skip(word, count) for word, count in zip(raw, peeled, strict=True)], dtype=np.int64)[which]
    return skip


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


def _roles(batch: Batch, spans: Spans) -> pl.Series:
    """Word each distinct role once, at matching level."""
    rows = np.flatnonzero(spans.role_first >= 0)
    first, last = spans.role_first[rows], spans.role_last[rows]
    close = np.cumsum(last - first + 1)
    codes = batch.tokens.code[within(first, last)]
    _, sample, which = np.unique(Pieces.laid(codes + 1, close - (last - first + 1), close).hash(), return_index=True, return_inverse=True)
    peels = batch.vocabulary.column(letters)[batch.tokens.code[first[sample]]] >> 8
    words = batch.vocabulary.words["n2"].gather(batch.tokens.code[within(first[sample], last[sample])]).to_list()
    roles: list[str | None] = []
    place = 0
    for length, peel in zip((last - first + 1)[sample].tolist(), peels.tolist(), strict=True):
        head, *rest = (word for word in words[place : place + length] if word not in {".", '"'})
        roles.append(" ".join(["ال" + head[2:] if head.startswith("لل") else head[peel:], *rest]))
        place += length
    chosen = np.full(len(spans.first), len(roles))
    chosen[rows] = which
    return pl.Series([*roles, None], dtype=pl.String).gather(chosen)
