"""Know the words by which a text says that something is not certain, or that nobody in particular says it."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.normalise import column

_VERBS = ("confirm", "issue", "declare", "verify")
_OTHERS = (
    "settled",
    "likely",
    "rumour",
    "statement",
    "remark",
    "officially",
    "checking",
    "anaphor",
    "doubt",
    "unnamed",
    "standing",
    "without",
    "any",
    "but",
)
BIT = {name: 1 << number for number, name in enumerate((*_VERBS, *_OTHERS))}
_JOINED = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ف")


@cache
def forms() -> dict[str, int]:
    """Return the classes of each form of the lexicon, as bits, by matching key."""
    listed = []
    for row in read("hedges"):
        word = row["word"]
        stems = [word]
        if row["class"] in _VERBS:
            stems += ["ت" + word[1:], word + "وا", "ت" + word[1:] + "وا", word + "ا"]
        listed += [(joined + stem, BIT[row["class"]]) for stem in stems for joined in _JOINED]
    known: dict[str, int] = {}
    for key, (_, bit) in zip(column(pl.Series([form for form, _ in listed]), "N2").to_list(), listed, strict=True):
        known[key] = known.get(key, 0) | bit
    return known


def flags(words: pl.DataFrame) -> NDArray[np.uint32]:
    """Give each distinct token the classes it has, as bits."""
    return np.asarray(words["n2"].replace_strict(forms(), default=0, return_dtype=pl.UInt32).to_numpy())


def is_not(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which distinct tokens are غير."""
    return np.asarray(words["n2"].is_in(["غير", "وغير"]).to_numpy())
