"""Find the tokens of mentions, and the letters of days at them; whole columns are made once a batch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.dates.words import day_letters
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.recognise.vocabulary import Classifier


@dataclass(frozen=True)
class Places:
    """Look up tokens of a batch by the offsets of mentions."""

    batch: Batch

    @cached_property
    def letter(self) -> NDArray[np.uint8]:
        """Give the letter of each token (words.py)."""
        return self.batch.column(day_letters)

    @cached_property
    def _row_of(self) -> dict[int, int]:
        return {doc: row for row, doc in enumerate(self.batch.docs.tolist())}

    def token(self, rows: pl.DataFrame, column: str) -> Ints:
        """Find for each row the token in which an offset lies; for the end of a mention that is the token behind it."""
        segment = 2 * np.array([self._row_of[doc] for doc in rows["doc"].to_list()], dtype=np.int64) + rows["field"].to_numpy()
        offsets = rows[column].to_numpy().astype(np.int64)
        return np.asarray(np.searchsorted(self.batch.reach, (segment << 32) | offsets, side="right"))

    def ask(self, classifier: Classifier, tokens: Ints) -> NDArray[np.int64]:
        """Give what a classifier says of some tokens."""
        return np.asarray(self.batch.vocabulary.column(classifier)[self.batch.tokens.code[tokens]]).astype(np.int64)


def token_at(batch: Batch, rows: pl.DataFrame, column: str) -> Ints:
    """Find for each row the token in which an offset lies; for the end of a mention that is the token behind it."""
    return Places(batch).token(rows, column)
