"""Find the family names that stand alone for a full name of the same article."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.names.letters import CONTRACTED
from tadqiq.recognise.names.pieces import Hashes, pieces
from tadqiq.recognise.tokens import Batch, Ints

_BITS = 18
_APART = np.uint64(0xD6E8FEB86659FD93)  # no power of the base of hashes: it parts the same word of two articles
_SINGLE, _DOUBLE = "وفبلك", ("ول", "وب", "فل", "فب", "وك")
_PEELS = (0, 1, 2, CONTRACTED)


def _bare(words: pl.DataFrame) -> Hashes:
    """Hash each word whole, without one joined letter, without two, and with the article that لل holds; 0 where it has none."""
    key = pieces(words["n2"])
    two = np.logical_or.reduce([key.starts(text) for text in _DOUBLE])
    columns = (
        key.hash(),
        np.where(key.within(0, _SINGLE), key.cut(1).hash(), 0),
        np.where(two, key.cut(2).hash(), 0),
        np.where(key.starts("لل"), key.cut(2).hash(before="ال"), 0),
    )
    return np.stack(columns, axis=1).astype(np.uint64)


def surnames(batch: Batch, last: Ints, free: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Find the tokens that repeat the last word of a full name in its article, and the joined letters before it (7: لل).

    last  the last token of each full name; free  the tokens that belong to no name, with 2 where no letter may be peeled.
    """
    tokens = batch.tokens
    hashes = batch.vocabulary.column(_bare)
    row = tokens.segment // 2
    names = hashes[tokens.code[last], 0]
    wanted = np.unique(_mix(names, row[last]))
    at = np.flatnonzero(_may(batch, hashes, names)[tokens.code] & (free > 0))
    found_at: list[Ints] = []
    found_peel: list[Ints] = []
    for column, peel in enumerate(_PEELS):
        some = at if peel == 0 else at[free[at] == 1]
        some = some[_among(_mix(hashes[tokens.code[some], column], row[some]), wanted)]
        found_at.append(some)
        found_peel.append(np.full(len(some), peel))
    hits, kept = np.unique(np.concatenate(found_at), return_index=True)
    return hits, np.concatenate(found_peel)[kept]


def _may(batch: Batch, hashes: Hashes, names: Hashes) -> NDArray[np.bool_]:
    """Tell which words of the vocabulary that the batch has are one of some names, in any article."""
    present = np.flatnonzero(np.bincount(batch.tokens.code, minlength=len(hashes)))
    maybe, known = np.zeros(1 << _BITS, dtype=bool), np.unique(names)
    maybe[known >> np.uint64(64 - _BITS)] = True  # most words are none: one look tells
    some = present[np.any(maybe[hashes[present] >> np.uint64(64 - _BITS)], axis=1)]
    may = np.zeros(len(hashes), dtype=bool)
    may[some] = np.any(_among(hashes[some].ravel(), known).reshape(-1, len(_PEELS)), axis=1)
    return may


def _mix(hashes: Hashes, rows: Ints) -> Hashes:
    return np.asarray(hashes + rows.astype(np.uint64) * _APART)


def _among(values: Hashes, wanted: Hashes) -> NDArray[np.bool_]:
    """Tell which values are among sorted ones."""
    if not len(wanted):
        return np.zeros(len(values), dtype=bool)
    place = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    return np.asarray(wanted[place] == values)
