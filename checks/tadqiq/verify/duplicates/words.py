"""Say of each distinct word what comparing articles needs: its hash, and its stem's."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.normalise import column
from tadqiq.verify.duplicates.hashing import Hashes, strings

_CLOSED = ("that", "relative", "preposition", "auxiliary", "clause", "pronoun", "negation", "adverb", "reply", "time")
_PREFIX = r"^(?:(?:[وف]?[بكل]?ال|[وف]?لل|[وف])(\w{3,})|[وف]?[بكل](\w{4,}))$"
_ENDING = r"^(\w{3,}?)(?:ات|ان|ين|ون|ها|هم|ية|ة|ا|ه|ي)$"


def hashes(words: pl.DataFrame) -> Hashes:
    """Hash each word or figure at matching level; 0 for marks."""
    return np.where(_is_word(words["n2"]), np.maximum(strings(words["n2"]), np.uint64(1)), np.uint64(0))


def stems(words: pl.DataFrame) -> Hashes:
    """Hash each content word without joined letters, article and common endings, and each figure; 0 for all else."""
    bare = words["n2"].str.replace(_PREFIX, "$1$2").str.replace(_ENDING, "$1")
    kept = _is_word(words["n2"]) & ~words["n2"].is_in(_closed().implode()).to_numpy()
    kept &= ((bare.str.len_chars() >= 3) | words["n2"].str.contains(r"^\d")).to_numpy()
    return np.where(kept, np.maximum(strings(bare), np.uint64(1)), np.uint64(0))


@cache
def _closed() -> pl.Series:
    return pl.Series(sorted(set(_matching([row["word"] for row in read("boundaries") if row["class"] in _CLOSED]))), dtype=pl.String)


def _matching(words: list[str]) -> list[str]:
    return column(pl.Series(words, dtype=pl.String), "N2").to_list()


def _is_word(words: pl.Series) -> NDArray[np.bool_]:
    return words.str.contains(r"^[\p{L}\p{Nd}]").to_numpy()
