"""Measure articles: a column of a batch each, made only when a rule names it.

Words are runs of letters or figures. The lead is the body's first sentence; `early` is the headline and the body's first two paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import BODY, HEADLINE, Span
from tadqiq.recognise.tokens import Ints
from tadqiq.verify.views import ArticleView

Measure = Callable[[ArticleView], pl.Series]
_EARLY = 2


def whole(view: ArticleView, segment: int) -> Span | None:
    """Name all of a text, or None where it is empty."""
    return _between(view, segment, None)


def first_sentence(view: ArticleView, segment: int) -> Span | None:
    """Name the first sentence of a text, or None where it is empty."""
    return _between(view, segment, 0)


def _between(view: ArticleView, segment: int, sentence: int | None) -> Span | None:
    tokens = view.batch.tokens
    first, end = int(tokens.first[segment]), int(tokens.first[segment + 1])
    if sentence is not None and end > first:
        here = (tokens.sent[first:end] == 0) & (tokens.para[first:end] == 0)
        end = first + int(np.argmin(here)) if not here.all() else end
    return None if end == first else view.batch.span(segment, int(tokens.start[first]), int(tokens.end[end - 1]))


def _is_word(words: pl.DataFrame) -> NDArray[np.bool_]:
    return words["n1"].str.contains(r"^[\p{L}\p{Nd}]").to_numpy()


def _words(view: ArticleView) -> Ints:
    """Give the tokens that are words."""
    return np.flatnonzero(view.batch.column(_is_word))


def _count(view: ArticleView, at: Ints, field: int | None) -> pl.Series:
    """Count tokens by article, in one field or in both."""
    segment = view.batch.tokens.segment[at]
    segment = segment if field is None else segment[segment % 2 == field]
    return pl.Series(np.bincount(segment // 2, minlength=len(view.batch.docs)))


def _lead_words(view: ArticleView) -> pl.Series:
    tokens, words = view.batch.tokens, view.once(_words)
    return _count(view, words[(tokens.para[words] == 0) & (tokens.sent[words] == 0)], BODY)


def _longest(name: str) -> Measure:
    """Measure the words of the longest paragraph or sentence of each body."""

    def longest(view: ArticleView) -> pl.Series:
        tokens, words = view.batch.tokens, view.once(_words)
        words = words[tokens.segment[words] % 2 == BODY]
        part = getattr(tokens, name)[words]
        _, begins, counts = np.unique((tokens.segment[words] << 32) | part, return_index=True, return_counts=True)
        most = np.zeros(len(view.batch.docs), dtype=np.int64)
        np.maximum.at(most, tokens.segment[words[begins]] // 2, counts)
        return pl.Series(most)

    return longest


def _parts(name: str) -> Measure:
    """Count the paragraphs or sentences of each body that have words."""

    def parts(view: ArticleView) -> pl.Series:
        tokens, words = view.batch.tokens, view.once(_words)
        words = words[tokens.segment[words] % 2 == BODY]
        keys = np.unique((tokens.segment[words] << 32) | getattr(tokens, name)[words])
        return pl.Series(np.bincount((keys >> 32) // 2, minlength=len(view.batch.docs)))

    return parts


def _mentions(name: str, where: pl.Expr | None = None) -> Measure:
    """Count the mentions of a kind in each article."""

    def mentions(view: ArticleView) -> pl.Series:
        frame: pl.DataFrame = getattr(view.mentions, name)
        frame = frame if where is None else frame.filter(where)
        rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
        place = frame["doc"].cast(pl.Int64).replace_strict(rows, return_dtype=pl.Int64).to_numpy()
        return pl.Series(np.bincount(place, minlength=len(rows)))

    return mentions


def _words_of(field: int | None) -> Measure:
    return lambda view: _count(view, view.once(_words), field)


def _column(name: str) -> Measure:
    return lambda view: view.batch.articles[name].fill_null("").cast(pl.String)


def _dated(view: ArticleView) -> pl.Series:
    return view.batch.articles["date"].is_not_null()


_IS_EARLY = (pl.col("field") == HEADLINE) | (pl.col("para") < _EARLY)
# Each measure with a value of its sort, by which conditions are checked before there are articles.
MEASURES: Mapping[str, tuple[Any, Measure]] = {
    "words": (0, _words_of(None)),
    "headline_words": (0, _words_of(HEADLINE)),
    "body_words": (0, _words_of(BODY)),
    "lead_words": (0, _lead_words),
    "paragraphs": (0, _parts("para")),
    "sentences": (0, _parts("sent")),
    "longest_paragraph": (0, _longest("para")),
    "longest_sentence": (0, _longest("sent")),
    "numbers": (0, _mentions("numbers")),
    "claims": (0, _mentions("numbers", pl.col("is_claim"))),
    "dates": (0, _mentions("dates")),
    "early_dates": (0, _mentions("dates", _IS_EARLY)),
    "names": (0, _mentions("names")),
    "persons": (0, _mentions("names", pl.col("class") == "person")),
    "quotations": (0, _mentions("quotations")),
    "attributions": (0, _mentions("attributions")),
    "sources": (0, _mentions("attributions", pl.col("source").is_not_null())),
    "outlet": ("", _column("outlet")),
    "section": ("", _column("section")),
    "author": ("", _column("author")),
    "dated": (True, _dated),
}
