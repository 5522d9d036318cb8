"""Find, in each article, unknown words that are surely the family name of someone it names in full, spelt in another way.

The recogniser takes a word for a family name alone only where it repeats that of a full name letter for letter; a word that is like it, in
the same article, and that no lexicon knows, is the other spelling.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Schema
from tadqiq.recognise.names.letters import letters
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.spellings.near import ALONE, ALONE_SHORT, alike
from tadqiq.recognise.spellings.parts import CLASSES, PLAIN
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.views import ArticleView

FAMILY: Schema = {
    "doc": pl.UInt32,
    "field": pl.UInt8,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "other_field": pl.UInt8,  # the full name that it belongs to
    "other_start": pl.UInt32,
    "other_end": pl.UInt32,
    "score": pl.Float64,
}
_SHORTEST = 5  # letters below which likeness says too little
_NUMBER = "(?:ون|ين|ان)$"  # endings of number and case, which lone words share with names
_JOINED = ("و", "ف", "ب", "ل", "ك")


def family(view: ArticleView) -> pl.DataFrame:
    """Pair unknown words with the full names that end in a like word, as a FAMILY frame: one row a word and article, its first place."""
    batch, names = view.batch, view.mentions.names
    first, last = token_ranges(batch, names)
    full = (names["class"] == "person").to_numpy() & (last > first)
    words = batch.vocabulary
    unknown = np.isin(words.column(letters) & 0xFF, [ord("X"), ord("x")]) & words.column(_long)
    at = np.flatnonzero(unknown[batch.tokens.code])
    held = np.searchsorted(first, at, side="right") - 1
    at = at[(held < 0) | (at > last[np.maximum(held, 0)])] if len(first) else at[:0]
    ends = _ends(batch, first[full], last[full])
    pairs = [_words(batch, at, peel).join(ends, on=["row", "bones"]) for peel in (0, 1)]
    found = pl.concat(pairs).filter(pl.col("word") != pl.col("last"))
    numbers = pl.col("word").str.replace(_NUMBER, "") == pl.col("last").str.replace(_NUMBER, "")  # يواجهون، يواجهان
    found = found.filter(~numbers)
    likeness = {
        pair: alike(((pair[0], PLAIN),), ((pair[1], PLAIN),), alone=False) for pair in set(found.select("word", "last").iter_rows())
    }
    score = [likeness[pair] for pair in found.select("word", "last").iter_rows()]
    found = found.with_columns(score=pl.Series(score, dtype=pl.Float64)).filter(
        pl.col("score") >= pl.when(pl.col("word").str.len_chars() > _SHORTEST).then(ALONE).otherwise(ALONE_SHORT)
    )
    found = found.sort("token", "peel", "other").unique(["row", "word"], keep="first", maintain_order=True)
    return _frame(batch, found.unique("token", keep="first", maintain_order=True))


def _ends(batch: Batch, first: NDArray[np.int64], last: NDArray[np.int64]) -> pl.DataFrame:
    """List the last words of full names, by article, with their first place."""
    words = batch.vocabulary.words["n2"].gather(batch.tokens.code[last])
    data: dict[str, Any] = {
        "row": batch.tokens.segment[last] // 2,
        "bones": batch.vocabulary.column(_whole)[batch.tokens.code[last]],
        "last": words,
    }
    ends = pl.DataFrame(data | {"other": first, "until": last}).filter(~pl.col("last").str.starts_with("ال"))
    return ends.sort("other").unique(["row", "last"], keep="first", maintain_order=True)


def _words(batch: Batch, at: NDArray[np.int64], peel: int) -> pl.DataFrame:
    """List unknown words with their article, as they stand or without a joined letter."""
    code = batch.tokens.code[at]
    at = at[batch.vocabulary.column(_peelable)[code]] if peel else at
    words = batch.vocabulary.words["n2"].gather(batch.tokens.code[at]).str.slice(peel)
    data = {
        "row": batch.tokens.segment[at] // 2,
        "bones": batch.vocabulary.column(_peeled if peel else _whole)[batch.tokens.code[at]],
        "token": at,
        "word": words,
    }
    return pl.DataFrame(data).with_columns(peel=pl.lit(peel))


def _frame(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    tokens = batch.tokens
    at, first, last = (found[name].to_numpy() for name in ("token", "other", "until"))
    segment, other = tokens.segment[at], tokens.segment[first]
    data = {
        "doc": batch.docs[segment // 2],
        "field": segment % 2,
        "start": tokens.start[at] + found["peel"].to_numpy(),
        "end": tokens.end[at],
        "other_field": other % 2,
        "other_start": tokens.start[first],
        "other_end": tokens.end[last],
        "score": found["score"].to_numpy(),
    }
    return pl.DataFrame(data).select(list(FAMILY)).cast(pl.Schema(FAMILY))


_SIGNS = {letter: sign for letters_, sign in CLASSES.items() for letter in letters_} | dict.fromkeys("اويةءئؤهعح", "")


def _bones(words: pl.Series) -> NDArray[np.uint64]:
    return words.str.replace_many(_SIGNS).hash(seed=11).to_numpy()


def _whole(words: pl.DataFrame) -> NDArray[np.uint64]:
    return _bones(words["n2"])


def _peeled(words: pl.DataFrame) -> NDArray[np.uint64]:
    return _bones(words["n2"].str.slice(1))


def _long(words: pl.DataFrame) -> NDArray[np.bool_]:
    return (words["n2"].str.len_chars() >= _SHORTEST).to_numpy()


def _peelable(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell the words that may have a letter joined to them; la before a name (لا) is part of it."""
    joined = words["n2"].str.slice(0, 1).is_in(_JOINED) & ~words["n2"].str.starts_with("لا")
    return (joined & (words["n2"].str.len_chars() > _SHORTEST)).to_numpy()
