"""A letter that Arabic joins to the next word (و ف ب ل ك) stands alone before a word.

Nothing is said before a figure, a Latin word or a quotation, where the letter keeps its stroke and often its space (بـ 20 دولارا).
Letters that are names stay alone: lists (أ و ب), the name of an agency (أ ف ب), a kind or a class (فيتامين ب). One finding an article
for each letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.normalise.alphabet import INVISIBLE, TATWEEL
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.kinds._repeats import repeats
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}

_AND, _OTHERS = "و", ("ف", "ب", "ل", "ك")
_JOINED, _BARE, _STROKE, _LETTER, _LABEL, _WORD, _NONE = range(7)
_PREFIXES = ("", "ال", "و", "وال", "بال", "لل", "ب", "ل")


class _Place(NamedTuple):
    letter: str
    span: Span
    mended: str | None


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the letters that stand alone before a word."""
    places = list(_places(view.batch))
    mended = {place.span: place.mended for place in places}
    for letter, found in repeats((place.letter, place.span) for place in places):
        args = {"letter": str(letter), "count": str(found.number)}
        yield Hit(rule.code, found.first, args, suggestion=mended[found.first], related=found.others)


def fixes(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find every such letter, each as it should be written."""
    return (Hit(rule.code, place.span, suggestion=place.mended) for place in _places(view.batch))


@cache
def _labels() -> list[str]:
    """Give the nouns that a letter may follow as their name, with article and joined letters, at matching level."""
    nouns = column(pl.Series([row["word"] for row in read("letter_labels")], dtype=pl.String), "N2").to_list()
    return [prefix + noun for noun in nouns for prefix in _PREFIXES]


def _sort(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell apart the joined letters without and with a stroke, other lone letters, the nouns that letters name, and words."""
    n1 = words["n1"]
    letter, joined = n1.str.contains(r"^\p{L}$"), n1.is_in([_AND, *_OTHERS])
    stroke = joined & words["raw"].str.ends_with(TATWEEL)
    word = n1.str.contains(r"^[\p{L}--[A-Za-z]]+$")
    tests = [stroke, n1 == _AND, joined, letter, words["n2"].is_in(_labels()), word]
    return np.select([test.to_numpy() for test in tests], (_STROKE, _JOINED, _BARE, _LETTER, _LABEL, _WORD), default=_NONE).astype(np.uint8)


def _places(batch: Batch) -> Iterator[_Place]:
    tokens, sort = batch.tokens, batch.column(_sort)
    at = np.flatnonzero(sort <= _STROKE)
    at = at[at + 1 < len(tokens)]
    after, before = at + 1, np.maximum(at - 1, 0)
    word = (sort[after] == _WORD) | (sort[after] == _LABEL)
    loose = _together(batch, at, after) & (tokens.gap[after] > 0) & word
    inside = (at > 0) & _together(batch, before, at)
    loose &= ~inside | (tokens.gap[at] > 0)
    named = inside & np.isin(sort[before], (_JOINED, _BARE, _LETTER))
    # Without و or a stroke, a letter is as a rule a name; after a plain word it is a letter cut off.
    certain = np.where(sort[at] == _BARE, inside & (sort[before] == _WORD), (sort[at] == _STROKE) | ~named)
    n1 = batch.vocabulary.words["n1"]
    for index in at[loose & certain].tolist():
        letter = str(n1[int(tokens.code[index])])
        segment, start, end = int(tokens.segment[index]), int(tokens.start[index]), int(tokens.end[index + 1])
        word = batch.text(segment, int(tokens.start[index + 1]), end)
        written = "".join(c for c in batch.text(segment, start, int(tokens.end[index])) if c != TATWEEL and c not in INVISIBLE)
        marked = written != letter  # its marks stay with it; in لِلمدينة they would have to move
        mended = None if sort[index] == _BARE or (marked and letter == "ل") else _joined(written if marked else letter, word)
        yield _Place(letter, batch.span(segment, start, end), mended)


def _together(batch: Batch, one: Ints, other: Ints) -> NDArray[np.bool_]:
    tokens = batch.tokens
    return np.asarray((tokens.segment[one] == tokens.segment[other]) & (tokens.para[one] == tokens.para[other]))


def _joined(letter: str, word: str) -> str:
    """Write a letter and its word as one.

    >>> _joined("ل", "المدينة"), _joined("و", "قال")
    ('للمدينة', 'وقال')
    """
    return f"لل{word[2:]}" if letter == "ل" and word.startswith("ال") else letter + word
