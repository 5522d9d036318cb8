"""Measure how the words of each line come back in the lines around it.

A headline's words come back in the lines after it, not in those before; chains of repeated words break where an article
begins, and run on over a sub-heading (lexical cohesion; Hearst 1997, TextTiling).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.load.words import forms

Column = NDArray[np.float32]

_FEWEST = 300  # lines: smaller files weigh words as if they had so many
_SHIFT = 1 << 32
_TOP = 6.0  # weight of the rarest words
_FAR = np.iinfo(np.int64).max
_BEFORE = r"^[وف]?(?:ال|بال|كال|لل)(\p{L}{3})"
_AFTER = r"(\p{L}{3})(?:ات|ون|ين|ان|ها|هم|ية|ة|ه|ي|ا)$"


def cohesion(keys: pl.Series) -> Iterator[tuple[str, Column]]:
    """Yield named signs, one value a line.

    keys  the lines' words that count, at matching level.
    """
    count = len(keys)
    code, line = _words(keys)
    often = np.bincount(code, minlength=1) + 0.5
    rarity: NDArray[np.float64] = np.log(max(count, _FEWEST) / often).clip(0, _TOP)[code]
    gap = np.where(code[1:] == code[:-1], line[1:] - line[:-1], _FAR)  # to the next line with the same word
    ahead, back = np.append(gap, _FAR), np.insert(gap, 0, _FAR)
    if not len(code):
        ahead = back = gap
    total = np.asarray(np.bincount(line, rarity, count) + 1, dtype=np.float64)
    for reach in (1, 3, 8):
        yield f"ahead_{reach}", (np.bincount(line, rarity * (ahead <= reach), count) / total).astype(np.float32)
        yield f"back_{reach}", (np.bincount(line, rarity * (back <= reach), count) / total).astype(np.float32)
    for reach in (3, 6):
        near = gap <= reach
        yield from _chains(line[:-1][near], line[1:][near], rarity[1:][near], total, reach)


def _words(keys: pl.Series) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give stems as codes with their lines, each pair once, by code and then by line."""
    number = pl.int_range(len(keys), eager=True, dtype=pl.UInt64)
    words = pl.DataFrame({"line": number, "word": keys.str.extract_all(r"[\p{L}\p{N}]{3,}")}).explode("word").drop_nulls()
    stem = pl.col("word").str.replace(_BEFORE, "$1").str.replace(_AFTER, "$1").str.slice(0, 6)
    kept = words.select(pl.col("word").unique()).filter(~pl.col("word").is_in(list(forms("segmentation", "common"))))
    codes = kept.with_columns(code=stem.rank("dense"))
    # One sortable number a pair: sorting numbers is ten times faster than sorting pairs.
    pairs = words.join(codes, on="word").select(pair=pl.col("code").cast(pl.UInt64) * _SHIFT + pl.col("line"))["pair"].sort()
    once = pairs.filter(pairs.ne_missing(pairs.shift(1))).to_numpy().astype(np.int64)
    return once // _SHIFT, once % _SHIFT


def _chains(
    start: NDArray[np.int64], end: NDArray[np.int64], weight: NDArray[np.float64], total: NDArray[np.float64], reach: int
) -> Iterator[tuple[str, Column]]:
    """Yield how much weight of links runs over the edge before each line, and over the line as a whole.

    start, end, weight  links between two neighbouring lines with the same word.
    """
    count = len(total)
    steps = np.bincount(start + 1, weight, count + 2)[: count + 2] - np.bincount(end + 1, weight, count + 2)[: count + 2]
    edge = np.cumsum(steps)[:count]
    over = np.maximum(edge - np.bincount(end, weight, count), 0)
    mass = np.convolve(total, np.ones(2 * reach), "same")[:count] / 2 + 1 if count >= 2 * reach else np.full(count, total.sum() / 2 + 1)
    logs = np.log1p(edge)
    signs = {
        "edge": logs,
        "over": np.log1p(over),
        "edge_share": edge / mass,
        "over_share": over / mass,
        "edge_next": np.append(logs[1:], 0) - logs,
        "edge_prev": np.insert(logs[:-1], 0, 0)[:count] - logs,
    }
    for name, values in signs.items():
        yield f"{name}_{reach}", values.astype(np.float32)
