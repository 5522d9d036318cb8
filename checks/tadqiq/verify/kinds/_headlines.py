"""Compare headlines with the sentences of their bodies, word by word, in the few articles that a kind has chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import BODY, HEADLINE
from tadqiq.recognise.attributions.clauses import roles
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.kinds._hedges import flags
from tadqiq.verify.views import ArticleView

Keys = NDArray[np.uint64]

_CLOSED = np.frombuffer(b"TrpKkonaxt0", dtype=np.uint8)  # letters of words that carry no matter of their own, and of figures
_JOINED = re.compile(r"^(?:وال|بال|فال|كال|ولل|لل|ال|[وفبل])(?=.{3,}$)")
LOOSE = ("anonymous", "vague", "media", "social")
NAMED = ("person", "official_body", "document")  # types of sources that answer for what they say


class Sentence(NamedTuple):
    """Hold one sentence as a range of tokens."""

    first: int
    last: int  # the token after it
    para: int


class Pages:
    """Look up the words of some articles of a batch."""

    def __init__(self, batch: Batch, rows: Iterable[int]) -> None:
        """Hold the keys of all words in the articles of those rows."""
        self.batch, tokens = batch, batch.tokens
        self._letters = batch.vocabulary.column(roles)
        chosen = sorted(set(rows))
        ranges = [np.arange(tokens.first[2 * row], tokens.first[2 * row + 2]) for row in chosen]
        codes = np.unique(tokens.code[np.concatenate(ranges)]) if ranges else np.zeros(0, dtype=np.uint32)
        words = batch.vocabulary.words["n2"].gather(codes)
        self._keys = np.zeros(len(batch.vocabulary), dtype=np.uint64)
        self._keys[codes] = word_keys(words)
        self._words = dict(zip(codes.tolist(), words.to_list(), strict=True))

    def letters(self, tokens: Ints | slice) -> NDArray[np.uint8]:
        """Give the letter of syntax of each of some tokens."""
        return np.asarray(self._letters[self.batch.tokens.code[tokens]])

    def keys(self, tokens: Ints | slice) -> Keys:
        """Give the key of each of some tokens; 0 for marks."""
        return np.asarray(self._keys[self.batch.tokens.code[tokens]])

    def content(self, first: int, last: int) -> set[int]:
        """Gather the keys of the words from token `first` up to `last` that carry meaning."""
        part = slice(first, last)
        return set(self.keys(part)[~np.isin(self.letters(part), _CLOSED)].tolist()) - {0}

    def names(self, first: int, last: int) -> list[set[str]]:
        """List the words from token `first` up to `last` that carry meaning and are words, each as it stands and without joined letters."""
        part = slice(first, last)
        kept = ~np.isin(self.letters(part), _CLOSED) & (self.keys(part) != 0)
        words = [self._words[code] for code in self.batch.tokens.code[part][kept].tolist()]
        return [{word, _JOINED.sub("", word)} for word in words]

    def headline(self, row: int) -> Sentence:
        """Give a headline's range of tokens."""
        first = self.batch.tokens.first
        return Sentence(int(first[2 * row + HEADLINE]), int(first[2 * row + HEADLINE + 1]), 0)

    def sentences(self, row: int, most: int) -> list[Sentence]:
        """List the first sentences of a body."""
        tokens = self.batch.tokens
        a, b = int(tokens.first[2 * row + BODY]), int(tokens.first[2 * row + BODY + 1])
        marks = np.flatnonzero(np.diff(tokens.sent[a:b])) + 1
        bounds = [0, *marks[:most].tolist(), b - a][: most + 1]
        return [Sentence(a + low, a + high, int(tokens.para[a + low])) for low, high in pairwise(bounds)]


def word_keys(words: pl.Series) -> Keys:
    """Give each word (matching level) a number that its joined letters, its ending and its long vowels do not change; 0 for marks.

    >>> a, b, c = word_keys(pl.Series(["والمستشفيات", "مستشفى", "مدرسة"])).tolist()
    >>> a == b, a == c
    (True, False)
    """
    bare = words.str.replace(r"^(?:(?:وال|بال|فال|كال|ولل|لل|ال|[وفبلك])(.{3,})|[وف](.{2,}))$", "$1$2")
    bare = bare.str.replace(r"^(.{3,}?)(?:(?:ات|ت)?(?:هما|ها|هم|نا|ه|ي|و)|ات|ان|ين|ون|ية|ة|ا)$", "$1")
    plain = bare.str.replace_all("[اوي]", "")
    stems = bare.zip_with(plain.str.len_chars() < 3, plain)
    is_word = words.str.contains(r"^[\p{L}\p{N}]")
    return np.where(is_word.to_numpy(), stems.hash(seed=0).to_numpy(), np.uint64(0)).astype(np.uint64)


def plain_headlines(view: ArticleView, rows: Iterable[int], unlike: int, *, sources: Iterable[str] | None = None) -> set[int]:
    """Choose the articles whose headline says something on its own account: no question, nothing said between marks, no source.

    unlike  classes of words (bits, see `_hedges`) that it may not have either; sources  the types of sources it may not have: None is
    all of them, and a colon besides.
    """
    batch = view.batch
    letters, known, asks = (batch.vocabulary.column(asked) for asked in (roles, flags, _asks))
    first = batch.tokens.first
    said = view.mentions.quotations.filter((pl.col("field") == HEADLINE) & (pl.col("text").str.count_matches(r"\s") >= 2))
    told = view.mentions.attributions.filter(pl.col("field") == HEADLINE)
    told = told if sources is None else told.filter(pl.col("source_type").is_in(list(sources)))
    sourced = set(said["doc"].to_list()) | set(told["doc"].to_list())
    plain = set()
    for row in set(rows):
        codes = batch.tokens.code[first[2 * row] : first[2 * row + 1]]
        colon = sources is None and (letters[codes] == ord("C")).any()
        if len(codes) and int(batch.docs[row]) not in sourced and not asks[codes].any() and not colon and not (known[codes] & unlike).any():
            plain.add(row)
    return plain


def _asks(words: pl.DataFrame) -> NDArray[np.bool_]:
    return np.asarray(words["n1"].is_in(["؟", "?", "!"]).to_numpy())
