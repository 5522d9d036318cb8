"""Look at the words around numbers: shapes, signs, and cues that say what a number is."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.recognise.vocabulary import Classifier, Lookup

Mask = NDArray[np.bool_]

CUES = ("", "identifier", "age", "since", "past", "rank", "change", "one_idiom", "from", "yesterday", "stage", "part", "delta", "total",
        "negated", "likely", "ago", "square", "age_verb", "under", "title", "hour", "another", "clause", "each", "earlier",
        "besides", "headed", "contrast")  # fmt: skip
CUE = {name: place for place, name in enumerate(CUES)}
JOINED = ("", "و", "ف", "ب", "ل", "وب", "ول")


def equals(column: NDArray[Any], value: float) -> Mask:
    """Compare a column with one value."""
    return np.asarray(column == value, dtype=bool)


class Around(NamedTuple):
    """Give what a column says of the token at a distance from given tokens; 0 beyond the sentence."""

    batch: Batch
    sentence: Ints

    def at(self, column: NDArray[np.generic], token: Ints, distance: int) -> Ints:
        """Look `distance` tokens after (or before) each token."""
        place, inside = self.place(token, distance)
        return np.where(inside, column[place], 0).astype(np.int64)

    def says(self, classifier: Classifier, token: Ints, distance: int = 0) -> Ints:
        """Give what a classifier says of the word that stands so far after (or before) each token."""
        place, inside = self.place(token, distance)
        column = self.batch.vocabulary.column(classifier)
        return np.where(inside, column[self.batch.tokens.code[place]], 0).astype(np.int64)

    def place(self, token: Ints, distance: int) -> tuple[Ints, Mask]:
        """Give the token that stands so far after (or before) each token, and whether it is of the same sentence."""
        place = token + distance
        inside = (place >= 0) & (place < len(self.sentence))
        place = np.where(inside, place, token)
        return place, inside & (self.sentence[place] == self.sentence[token])


def around(batch: Batch) -> Around:
    """Prepare to look around in a batch."""
    tokens = batch.tokens
    return Around(batch, (tokens.segment << 32) | tokens.sent)  # a paragraph's end ends its sentence


class Beside:
    """Look at the words before (negative distance) and after each number; what was looked up once is kept."""

    def __init__(self, look: Around, first: Ints, last: Ints) -> None:
        """Hold the first and last token of each number."""
        self.look, self.first, self.last = look, first, last
        self._codes: dict[int, tuple[NDArray[np.uint32], Mask]] = {}
        self._said: dict[tuple[Classifier, int], Ints] = {}

    def says(self, classifier: Classifier, distance: int) -> Ints:
        """Give what a classifier says of the word at that distance; 0 beyond the sentence."""
        said = self._said.get((classifier, distance))
        if said is None:
            code, inside = self._code(distance)
            column = self.look.batch.vocabulary.column(classifier)
            said = self._said[classifier, distance] = np.where(inside, column[code], 0).astype(np.int64)
        return said

    def glued(self, distance: int) -> Mask:
        """Tell whether the token at that distance follows without a space."""
        place, inside = self.look.place(self._from(distance), distance)
        return inside & equals(self.look.batch.tokens.gap[place], 0)

    def _from(self, distance: int) -> Ints:
        return self.first if distance < 0 else self.last

    def _code(self, distance: int) -> tuple[NDArray[np.uint32], Mask]:
        found = self._codes.get(distance)
        if found is None:
            place, inside = self.look.place(self._from(distance), distance)
            found = self._codes[distance] = self.look.batch.tokens.code[place], inside
        return found


@cache
def _cue_table() -> dict[str, int]:
    rows = read("number_cues")
    table: dict[str, int] = {}
    for key, row in zip(fold([row["word"] for row in rows]), rows, strict=True):
        for prefix in JOINED:
            table.setdefault(prefix + key, CUE[row["class"]])
    for key, row in zip(fold([row["word"] for row in rows]), rows, strict=True):
        table[key] = CUE[row["class"]]
    return table


@cache
def _cues() -> Lookup:
    return Lookup(_cue_table(), pl.Int8)


def cues(words: pl.DataFrame) -> NDArray[np.int8]:
    """Give each distinct token the cue that it is for a number beside it."""
    return _cues()(words["n2"])


ARABIC, LATIN, PUNCTUATION, DEFINITE = 1, 2, 3, 4
_DEFINITE = r"^(?:(?:ال|لل)..|(?:وال|بال).)"


def shapes(words: pl.DataFrame) -> NDArray[np.int8]:
    """Tell Arabic words, definite ones, Latin words and marks apart."""
    keys = words["n2"]
    word, latin, definite = (keys.str.contains(pattern).to_numpy() for pattern in (r"^\p{L}", r"^[[:ascii:]]*$", _DEFINITE))
    found = np.where(latin, LATIN, np.where(definite, DEFINITE, ARABIC)).astype(np.int8)
    others = np.flatnonzero(~word)
    found[others] = [0 if key[:1].isdigit() else PUNCTUATION for key in keys.gather(others).to_list()]
    return found


@cache
def _function_words() -> Lookup:
    glue = [row["word"] for row in read("number_glue")]
    closed = [row["word"] for row in read("boundaries")]
    keys = fold([*glue, *closed])
    return Lookup({prefix + key: 1 for key in keys for prefix in ("", "و", "ف")}, pl.Int8)


def function_words(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark words of the closed classes: none of them is counted."""
    return _function_words()(words["n2"])


OPENING, CLOSING, COMMA, DASH, ARTICLE, THE_MONTH = range(1, 7)
_SIGNS = {"(": OPENING, "[": OPENING, ")": CLOSING, "]": CLOSING, "،": COMMA, ",": COMMA, "-": DASH, "–": DASH, "−": DASH}
# An article or joined letter that stands alone before figures or a quotation mark: الـ, بـ
_SIGNS |= dict.fromkeys(("ال", "ب", "ل", "لل", "بال", "وال", "و"), ARTICLE) | dict.fromkeys(("الشهر", "شهر"), THE_MONTH)
_SIGN = Lookup(_SIGNS, pl.Int8)


def signs(words: pl.DataFrame) -> NDArray[np.int8]:
    """Tell brackets, commas, dashes, lone articles and شهر apart."""
    return _SIGN(words["n2"])
