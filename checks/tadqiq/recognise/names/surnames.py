"""Find the family names that stand alone for a full name of the same article."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.tokens import Batch, Ints

Hashes = NDArray[np.uint64]

_SINGLE, _DOUBLE = ("و", "ف", "ب", "ل", "ك"), ("ول", "وب", "فل", "فب", "وك")


def _hash(values: pl.Series) -> Hashes:
    return values.hash(seed=7).to_numpy()


def _whole(words: pl.DataFrame) -> Hashes:
    return _hash(words["n2"])


def _after_one(words: pl.DataFrame) -> Hashes:
    return np.where(words["n2"].str.slice(0, 1).is_in(_SINGLE).to_numpy(), _hash(words["n2"].str.slice(1)), 0)


def _after_two(words: pl.DataFrame) -> Hashes:
    return np.where(words["n2"].str.slice(0, 2).is_in(_DOUBLE).to_numpy(), _hash(words["n2"].str.slice(2)), 0)


def _contracted(words: pl.DataFrame) -> Hashes:
    """Hash ال + the rest of a word in لل."""
    rest = words.select(pl.lit("ال") + pl.col("n2").str.slice(2)).to_series()
    return np.where(words["n2"].str.starts_with("لل").to_numpy(), _hash(rest), 0)


_PEELS = ((_whole, 0), (_after_one, 1), (_after_two, 2), (_contracted, 7))


def surnames(batch: Batch, last: Ints, free: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Find the tokens that repeat the last word of a full name in its article, and the joined letters before it (7: لل).

    last  the last token of each full name; free  the tokens that belong to no name, with 2 where no letter may be peeled.
    """
    tokens = batch.tokens
    row = tokens.segment // 2
    names = batch.column(_whole)[last]
    wanted = np.unique(_mix(names, row[last]))
    present = np.flatnonzero(np.bincount(tokens.code, minlength=len(batch.vocabulary)))
    known = np.unique(names)
    found_at: list[Ints] = []
    found_peel: list[Ints] = []
    for classifier, peel in _PEELS:
        hashes = batch.vocabulary.column(classifier)
        may = np.zeros(len(hashes), dtype=bool)
        may[present] = _among(hashes[present], known)
        at = np.flatnonzero(may[tokens.code] & (free > 0 if peel == 0 else free == 1))
        at = at[_among(_mix(hashes[tokens.code[at]], row[at]), wanted)]
        found_at.append(at)
        found_peel.append(np.full(len(at), peel))
    hits, kept = np.unique(np.concatenate(found_at), return_index=True)
    return hits, np.concatenate(found_peel)[kept]


def _mix(hashes: Hashes, rows: Ints) -> Hashes:
    return np.asarray(hashes + rows.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))


def _among(values: Hashes, wanted: Hashes) -> NDArray[np.bool_]:
    """Tell which values are among sorted ones."""
    if not len(wanted):
        return np.zeros(len(values), dtype=bool)
    place = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    return np.asarray(wanted[place] == values)
