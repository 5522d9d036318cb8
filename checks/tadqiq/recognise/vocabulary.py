"""Know each distinct token of the process once: its code, its normalised forms, and what each classifier says of it.

Distinct tokens grow far slower than text, so every question about a word is asked of the vocabulary, not of the tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.normalise import column, keys
from tadqiq.recognise.cutting import Pieces
from tadqiq.recognise.packing import PairTable, pack

Classifier = Callable[[pl.DataFrame], NDArray[Any]]  # a frame of distinct tokens (raw, n1, n2) to one value a token


_FEW = 4


class Lookup:
    """Ask a table of words about many words at once, in native code: a third of the time of a loop over a dict."""

    def __init__(self, table: Mapping[str, int], kind: type[pl.DataType]) -> None:
        """Hold the table; `kind` is the sort of its numbers."""
        self._table = table
        self._words, self._numbers = pl.Series(list(table), dtype=pl.String), pl.Series(list(table.values()), dtype=kind)

    def __call__(self, words: pl.Series) -> NDArray[Any]:
        """Give each word's number; 0 where the table does not know it."""
        if len(words) * _FEW < len(self._table):  # for a handful, hashing the table anew costs more than a loop
            return pl.Series([self._table.get(word, 0) for word in words.to_list()], dtype=self._numbers.dtype).to_numpy()
        return words.replace_strict(self._words, self._numbers, default=0, return_dtype=self._numbers.dtype).to_numpy()


class Vocabulary:
    """Number distinct tokens, and remember what classifiers say of them."""

    def __init__(self) -> None:
        """Start empty."""
        self.words = pl.DataFrame(schema={"raw": pl.String, "n1": pl.String, "n2": pl.String})
        self._pairs, self._odd = PairTable(), dict[str, int]()
        self._columns: dict[Classifier, NDArray[Any]] = {}

    def __len__(self) -> int:
        """Count the distinct tokens met so far."""
        return self.words.height

    def encode(self, pieces: Pieces) -> NDArray[np.uint32]:
        """Give each token its number, learning the new ones."""
        one, two, unfit = pack(pieces)
        codes, fresh = self._pairs.numbers(one, two)
        odd = [pieces.whole[a:b] for a, b in zip(pieces.start[unfit].tolist(), pieces.end[unfit].tolist(), strict=True)]
        more = list(dict.fromkeys(word for word in odd if word not in self._odd))
        self._odd.update(zip(more, self._pairs.reserve(len(more)).tolist(), strict=True))
        codes[unfit] = [self._odd[word] for word in odd]
        new = [pieces.whole[a:b] for a, b in zip(pieces.start[fresh].tolist(), pieces.end[fresh].tolist(), strict=True)]
        self._learn([*new, *more])
        return codes.astype(np.uint32)

    def _learn(self, words: list[str]) -> None:
        if words:
            raw = pl.Series("raw", words, dtype=pl.String)
            n1 = column(raw, "N1").rename("n1")
            self.words = pl.concat([self.words, pl.DataFrame([raw, n1, keys(n1).rename("n2")])])

    def column(self, classifier: Classifier) -> NDArray[Any]:
        """Give what a classifier says of every token known so far, asking it only about those it has not seen."""
        have = self._columns.get(classifier)
        seen = 0 if have is None else len(have)
        if have is None or seen < len(self):
            more = classifier(self.words.slice(seen))
            have = more if have is None else np.concatenate([have, more])
            self._columns[classifier] = have
        return have


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that this process shares."""
    return Vocabulary()
