"""Cut texts into tokens with raw offsets, as columns.

A token is a run of letters with their marks, a run of digits, or one other character; white space only shows as a gap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import FIELDS, LONGEST_BODY, Schema, Span
from tadqiq.recognise.cutting import Ints, cut
from tadqiq.recognise.vocabulary import Classifier, Vocabulary, vocabulary

__all__ = ["Batch", "Ints", "Tokens", "batch", "tokenise"]

_ENDS = frozenset(".؟!?…۔")
_CLOSERS = frozenset("\"”»›')]}’“")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Hold the tokens of a batch as columns of equal length.

    segment  which text (2 × row of the article, + 1 for the body)
    start, end  raw offsets in code points; gap  code points of white space before the token
    code  the token's number in the vocabulary; para, sent  paragraph and sentence within the text, from 0
    first  for each segment the index of its first token, and the count of tokens at the end
    """

    segment: Ints
    start: Ints
    end: Ints
    gap: Ints
    code: NDArray[np.uint32]
    para: Ints
    sent: Ints
    first: Ints

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.start)


@dataclass(frozen=True)
class Batch:
    """Hold some whole articles with their texts and tokens."""

    articles: pl.DataFrame
    texts: list[str]  # headline and body of each article in turn
    tokens: Tokens
    vocabulary: Vocabulary

    def column(self, classifier: Classifier) -> NDArray[Any]:
        """Give what a classifier says of each token of the batch; each distinct token is asked about once."""
        return self.vocabulary.column(classifier)[self.tokens.code]

    @cached_property
    def docs(self) -> NDArray[np.uint32]:
        """Give the `doc` of each article of the batch, by row."""
        return self.articles["doc"].to_numpy()

    @cached_property
    def reach(self) -> Ints:
        """Give the end of each token, growing over all texts of the batch: the text's number in the upper half."""
        return (self.tokens.segment << 32) | self.tokens.end

    def text(self, segment: int, start: int, end: int) -> str:
        """Cut a passage out of a raw text."""
        return self.texts[segment][start:end]

    def span(self, segment: int, start: int, end: int) -> Span:
        """Name a passage by article and field."""
        return Span(int(self.docs[segment // 2]), int(segment % 2), int(start), int(end))

    def mentions(self, schema: Schema, first: Ints, last: Ints, **columns: Any) -> pl.DataFrame:
        """Make a mention frame of token ranges [first, last], filling doc, field, start, end, text, para and sent.

        first, last  indexes of each mention's first and last token; columns  the schema's other columns.
        """
        first, last = np.asarray(first, dtype=np.int64), np.asarray(last, dtype=np.int64)
        segment, start, end = self.tokens.segment[first], self.tokens.start[first], self.tokens.end[last]
        texts = [self.texts[s][a:b] for s, a, b in zip(segment.tolist(), start.tolist(), end.tolist(), strict=True)]
        data = {"doc": self.docs[segment // 2], "field": (segment % 2).astype(np.uint8), "start": start, "end": end, "text": texts}
        data |= {"para": self.tokens.para[first], "sent": self.tokens.sent[first]}
        return pl.DataFrame({**data, **columns}, schema_overrides=dict(schema), strict=False).select(list(schema)).cast(pl.Schema(schema))


def batch(articles: pl.DataFrame, words: Vocabulary | None = None) -> Batch:
    """Tokenise a frame of articles (columns doc, headline, body), each text up to LONGEST_BODY code points."""
    words = vocabulary() if words is None else words  # a new one is empty, and so false
    headlines, bodies = (articles[name].fill_null("").str.slice(0, LONGEST_BODY).to_list() for name in FIELDS)
    texts = list(chain.from_iterable(zip(headlines, bodies, strict=True)))  # what lies beyond the limit is told by the contract (SCH010)
    return Batch(articles, texts, tokenise(texts, words), words)


def tokenise(texts: Iterable[str], words: Vocabulary) -> Tokens:
    """Cut texts into tokens."""
    pieces = cut(list(texts))
    segment, first = pieces.segment, pieces.first
    code = words.encode(pieces)
    base = np.repeat(pieces.text[:-1], np.diff(first))
    start, end = pieces.start - base, pieces.end - base
    opens = np.zeros(len(code) + 1, dtype=bool)
    opens[first] = True
    gap = start.copy()
    np.subtract(pieces.start[1:], pieces.end[:-1], out=gap[1:], where=~opens[1:-1])
    para = _count_within(pieces.breaks, first)
    sent = _count_within(_sentence_starts(words.column(_shape)[code], gap, pieces.breaks, opens), first)
    return Tokens(segment, start, end, gap, code, para, sent, first)


def _count_within(marks: NDArray[np.bool_], first: Ints) -> Ints:
    """Count marks from each segment's second token on."""
    total: Ints = np.cumsum(marks)
    if len(total):
        total -= np.repeat(total[first[:-1].clip(max=len(total) - 1)], np.diff(first))
    return total


_OTHER, _END, _CLOSER, _DIGIT, _LETTER, _LATIN = range(6)


def _shape(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell end marks, closing marks, digits, single letters and Latin words apart."""
    plain = words["n1"]
    latin, letter, word = (plain.str.contains(pattern).to_numpy() for pattern in ("^[A-Za-z]+$", r"^\p{L}$", r"^\p{L}"))
    found = np.where(latin, _LATIN, np.where(letter, _LETTER, _OTHER)).astype(np.uint8)
    others = np.flatnonzero(~word)
    found[others] = [_mark(text) for text in plain.gather(others).to_list()]
    return found


def _mark(text: str) -> int:
    if text in _ENDS:
        return _END
    return _CLOSER if text in _CLOSERS else _DIGIT if text.isdigit() else _OTHER


def _sentence_starts(shape: NDArray[np.uint8], gap: Ints, breaks: NDArray[np.bool_], opens: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the tokens that begin a sentence: after an end mark and its closing mark, or after a line break.

    opens  the first token of each text, which no mark of the text before it touches; one more at the end.
    """
    starts = breaks.copy()
    end = np.flatnonzero(shape == _END)
    end = end[~opens[end + 1]]
    before, after, glued = np.where(opens[end], _OTHER, shape[end - 1]), shape[end + 1], gap[end + 1] == 0
    # A point inside a figure, an address or after an initial (أ. ب.) ends nothing.
    inner = glued & (((after == _DIGIT) & (before == _DIGIT)) | (after == _LATIN)) | (before == _LETTER)
    then = end[~inner] + 1
    closes = (shape[then] == _CLOSER) & (gap[then] == 0)
    behind = then[closes] + 1
    starts[then[~closes & (shape[then] != _END)]] = True
    starts[behind[~opens[behind]]] = True
    return starts
