"""A source is only referred to (قال المصدر, جاء في البيان), and nothing before it in the article says which one is meant.

Whoever spoke before may be the source that is meant, so only the first source of an article is looked at; and a reference that explains
itself (البيان الذي أصدرته الأمانة) needs nothing before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: Mapping[str, Any] = {}


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find each article's first reference to a source that it has not named."""
    batch = view.batch
    told = view.mentions.attributions.filter(pl.col("source").is_not_null())
    if told.is_empty():
        return
    firsts, lasts = token_ranges(batch, told.with_columns(start="source_start", end="source_end"))
    referring = (firsts == lasts) & (batch.vocabulary.column(references)[batch.tokens.code[firsts]] >= 0)
    opens = told["doc"].is_first_distinct().to_numpy()
    for place in np.flatnonzero(referring & opens).tolist():
        row, first = told.row(place, named=True), int(firsts[place])
        if not _explained(batch, first) and not _named(batch, first):
            yield Hit(rule.code, Span(row["doc"], row["field"], row["source_start"], row["source_end"]))


def _explained(batch: Batch, reference: int) -> bool:
    """Tell whether a relative clause follows that says which one is meant."""
    after = reference + 1
    return after < len(batch.tokens) and batch.vocabulary.words["n2"][int(batch.tokens.code[after])] in {"الذي", "التي"}


@cache
def _table() -> tuple[dict[str, int], tuple[tuple[str, ...], ...]]:
    rows = read("references")
    keys = column(pl.Series([row["word"] for row in rows], dtype=pl.String), "N2").to_list()
    named = (column(pl.Series(row["antecedents"].split()), "N2").to_list() for row in rows)
    return {key: place for place, key in enumerate(keys)}, tuple(tuple(words) for words in named)


def references(words: pl.DataFrame) -> NDArray[np.int8]:
    """Give each distinct token its place among the references, -1 where it is none."""
    known, _ = _table()
    return np.fromiter((known.get(key, -1) for key in words["n2"].to_list()), dtype=np.int8, count=words.height)


def _named(batch: Batch, reference: int) -> bool:
    """Tell whether the article, headline and all, has a word before a reference that may have named what it means."""
    known, antecedents = _table()
    beginnings = antecedents[known[batch.vocabulary.words["n2"][int(batch.tokens.code[reference])]]]
    return any(word.startswith(beginnings) for word in _words_before(batch, reference))


_JOINED = re.compile("^(?:[وف]?(?:[بكل]?ال|لل|[بكل])?)(?=..)")


def _words_before(batch: Batch, place: int) -> Iterator[str]:
    headline = int(batch.tokens.first[batch.tokens.segment[place] // 2 * 2])
    words = batch.vocabulary.words["n2"]
    for code in np.unique(batch.tokens.code[headline:place]).tolist():
        word = words[code]
        yield word
        yield _JOINED.sub("", word)
