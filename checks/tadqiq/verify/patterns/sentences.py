"""Find the passages of a batch that match a pattern over words and mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Span
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.patterns.compiled import FIRST_LETTER, Compiled, found
from tadqiq.verify.patterns.elements import Bits
from tadqiq.verify.views import ArticleView

_BREAK = np.uint32(ord("\n"))
_CLASSES = {"person", "place", "organisation"}
_NUMBERS = {"percent", "money", "duration", "age"}


class Passage(NamedTuple):
    """Hold a found passage: its span, and the tokens that it begins and ends with."""

    span: Span
    first: int
    last: int


class _Letters(NamedTuple):
    """Hold the elements of a batch in order: a token or a mention each."""

    bits: Bits
    first: Ints  # token
    last: Ints  # token
    start: Ints  # raw offset
    end: Ints


def passages(view: ArticleView, pattern: Compiled) -> Iterator[Passage]:
    """Find every passage of a batch that matches, in order; none reaches over a sentence."""
    sentence = view.once(sentences)
    letters = _letters(view, pattern)
    chosen = _chosen(sentence[letters.first], letters.bits, pattern)
    if not len(chosen):
        return
    number = sentence[letters.first[chosen]]
    combinations, which = np.unique(letters.bits[chosen], return_inverse=True)
    breaks = np.flatnonzero(np.diff(number)) + 1
    points = np.insert((which + FIRST_LETTER).astype(np.uint32), breaks, _BREAK)
    at = np.insert(chosen, breaks, -1)
    begins, ends = found(points.tobytes().decode("utf-32-le"), pattern.expression(combinations))
    for begin, end in zip(at[begins].tolist(), at[ends - 1].tolist(), strict=True):
        yield _passage(view.batch, letters, begin, end)


def _passage(batch: Batch, letters: _Letters, begin: int, end: int) -> Passage:
    first, last = int(letters.first[begin]), int(letters.last[end])
    span = batch.span(int(batch.tokens.segment[first]), int(letters.start[begin]), int(letters.end[end]))
    return Passage(span, first, last)


def sentences(view: ArticleView) -> Ints:
    """Give each token of a batch the number of its sentence."""
    tokens = view.batch.tokens
    change = np.ones(len(tokens), dtype=np.int64)
    change[1:] = (np.diff(tokens.segment) != 0) | (np.diff(tokens.sent) != 0) | (np.diff(tokens.para) != 0)
    return np.asarray(np.cumsum(change) - 1)


def _chosen(sentence: Ints, bits: Bits, pattern: Compiled) -> Ints:
    """Give the elements of those sentences that have all that every match needs."""
    number = int(sentence[-1]) + 1 if len(sentence) else 0
    chosen = np.ones(number, dtype=bool)
    for anchor in pattern.anchors:
        has = np.zeros(number, dtype=bool)
        has[sentence[(bits & anchor) != 0]] = True
        chosen &= has
    return np.flatnonzero(chosen[sentence]) if number else np.zeros(0, dtype=np.int64)


def _letters(view: ArticleView, pattern: Compiled) -> _Letters:
    """Lay tokens and mentions side by side; a mention stands in the place of its tokens, the longer of two that overlap."""
    tokens, bits = view.batch.tokens, view.batch.column(pattern.bits)
    every = np.arange(len(tokens), dtype=np.int64)
    whole = _Letters(bits, every, every, tokens.start, tokens.end)
    if not pattern.mentions:
        return whole
    some = _apart([_mentions(view, kind, pattern.mention_bits(kind)) for kind in pattern.mentions])
    covered = np.zeros(len(tokens) + 1, dtype=np.int64)
    np.add.at(covered, some.first, 1)
    np.add.at(covered, some.last + 1, -1)
    free = np.flatnonzero(np.cumsum(covered[:-1]) == 0)
    order = np.argsort(np.concatenate([free, some.first]), kind="stable")
    return _Letters(*(np.concatenate([one[free], other])[order] for one, other in zip(whole, some, strict=True)))


def _mentions(view: ArticleView, kind: str, bits: np.uint64) -> _Letters:
    """Give the mentions of a kind as elements; a mention that the tokens do not know is left out."""
    rows = _rows(view, kind)
    place = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
    segment = rows["doc"].cast(pl.Int64).replace_strict(place, return_dtype=pl.Int64).to_numpy() * 2 + rows["field"].to_numpy()
    start, end = (rows[name].to_numpy().astype(np.int64) for name in ("start", "end"))
    tokens = view.batch.tokens
    opens, closes = (tokens.segment << 32) | tokens.start, view.batch.reach
    first = np.searchsorted(opens, (segment << 32) | start, side="right") - 1
    last = np.searchsorted(closes, (segment << 32) | end)
    return _Letters(np.full(len(first), bits, dtype=np.uint64), first, last, start, end)


def _rows(view: ArticleView, kind: str) -> pl.DataFrame:
    """Give doc, field, start and end of the mentions of a kind."""
    mentions = view.mentions
    span = ("doc", "field", "start", "end")
    if kind in _CLASSES:
        return mentions.names.filter(pl.col("class") == kind).select(span)
    if kind in {"cue", "source"}:
        rows = mentions.attributions.filter(pl.col(f"{kind}_start").is_not_null())
        return rows.select("doc", "field", start=pl.col(f"{kind}_start"), end=pl.col(f"{kind}_end"))
    if kind in _NUMBERS:
        return mentions.numbers.filter(pl.col("number_kind") == kind).select(span)
    frame: pl.DataFrame = getattr(mentions, f"{kind}s")
    return frame.filter(pl.col("close") != "").select(span) if kind == "quotation" else frame.select(span)


def _apart(parts: list[_Letters]) -> _Letters:
    """Keep mentions that do not overlap: of two that do, the one that begins first, and of those the longer one; equal ones share bits."""
    every = _Letters(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    order = np.lexsort((every.last * -1, every.first))
    first, last, bits = every.first[order].tolist(), every.last[order].tolist(), every.bits[order]
    kept: list[int] = []
    for n, (begins, ends) in enumerate(zip(first, last, strict=True)):
        if kept and begins <= last[kept[-1]]:
            if (begins, ends) == (first[kept[-1]], last[kept[-1]]):
                bits[kept[-1]] |= bits[n]
            continue
        kept.append(n)
    at: NDArray[np.int64] = order[np.array(kept, dtype=np.int64)]
    return _Letters(bits[np.array(kept, dtype=np.int64)], *(column[at] for column in every[1:]))
