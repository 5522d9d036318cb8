"""An article lacks its headline, or its body.

A part that holds no letter and no figure (a dash, a dot) is missing too, and so is a body that only says the headline again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Hit, Rule
from tadqiq.normalise import column
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"part": "headline"}  # or body

_SHOWN = 6  # words of the body that stand for an article without a headline


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the articles that have one part and not the other."""
    batch = view.batch
    words = np.flatnonzero(batch.column(_is_word))
    segments = batch.tokens.segment[words]
    count = np.bincount(segments, minlength=len(batch.texts)).reshape(-1, 2)
    if rule.settings["part"] == "headline":
        lacking = np.flatnonzero((count[:, 0] == 0) & (count[:, 1] > 0))
        yield from (_begins(batch, int(row), words, segments, rule.code) for row in lacking)
    else:
        lacking = np.flatnonzero((count[:, 0] > 0) & (count[:, 1] == 0))
        yield from (_headline(batch, int(row), rule.code) for row in [*lacking, *_repeating(batch, count)])


def _is_word(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which tokens hold a letter or a figure."""
    return words["n1"].str.contains(r"[\p{L}\p{Nd}]").to_numpy()


def _repeating(batch: Batch, count: Ints) -> Iterator[int]:
    """Give the articles whose body has the words of the headline and no others."""
    same = np.flatnonzero((count[:, 0] == count[:, 1]) & (count[:, 0] > 0))
    some = pl.Series([batch.texts[2 * int(row) + field] for row in same for field in (0, 1)], dtype=pl.String)
    keys = column(some, "N2").str.replace_all(r"[^\p{L}\p{Nd}]+", " ").str.strip_chars().to_list()
    yield from (int(row) for row, title, body in zip(same, keys[0::2], keys[1::2], strict=True) if title == body)


def _begins(batch: Batch, row: int, words: Ints, segments: Ints, code: str) -> Hit:
    """Show an article by the first words of its body."""
    tokens, segment = batch.tokens, 2 * row + 1
    first = words[np.searchsorted(segments, segment)]
    shown = words[np.searchsorted(segments, segment) :][:_SHOWN]
    last = shown[(tokens.segment[shown] == segment) & (tokens.para[shown] == tokens.para[first])][-1]
    return Hit(code, batch.span(segment, tokens.start[first], tokens.end[last]))


def _headline(batch: Batch, row: int, code: str) -> Hit:
    tokens, segment = batch.tokens, 2 * row
    first, end = tokens.first[segment], tokens.first[segment + 1]
    return Hit(code, batch.span(segment, tokens.start[first], tokens.end[end - 1]))
