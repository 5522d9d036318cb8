"""A number word has the gender that its noun does not ask for.

From three to ten the number takes the gender that the noun's singular has not (ثلاثة جنود، ثلاث نساء), alone, before عشر and before a
ten; عشر in a teen, and أحد and اثنا before it, take the noun's own. Only nouns whose gender is certain are judged, right behind the
number; a number behind its noun (الأيام الثلاثة) may agree either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule
from tadqiq.normalise import column, text
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.recognise.vocabulary import Lookup
from tadqiq.verify.kinds import _counted
from tadqiq.verify.kinds._counted import ACCUSATIVE, PLURAL, counted, forms, says, shapes, together, traps
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}

_UNIT, _TEN, _TENS, _FEW, _ORDINAL = range(1, 6)  # _FEW: one and two before عشر
_CLASSES = {"unit": _UNIT, "ten": _TEN, "tens": _TENS, "teen_one": _FEW, "two_construct": _FEW, "ordinal": _ORDINAL}
_FEMININE, _BARE, _DEFINITE = 8, 16, 32  # the word ends as a feminine does; nothing is joined to it; the article is
_JOINED = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "ال", "وال", "فال", "بال", "لل")
_AND = ("و", "وال")  # before a ten
_EIGHT = "ثمان"


class _Found(NamedTuple):
    """Hold a number of one or two words and its noun, as tokens; which of the words are wrong, and whether another form can be written."""

    first: int
    last: int
    noun: int
    wrong: tuple[bool, bool]
    mends: bool


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the number words of the other gender."""
    for found in _places(view.batch):
        yield _hit(view.batch, rule.code, found)


@cache
def _table() -> Lookup:
    """Give the number words that have a gender, and the tens and ordinals beside them, at matching level."""
    rows = [
        row for row in read("numerals") if row["class"] in _CLASSES and not row["word"].endswith("ا" if row["class"] == "unit" else "را")
    ]
    keys = column(pl.Series([row["word"] for row in rows], dtype=pl.String), "N2").to_list()
    table: dict[str, int] = {}
    for key, row in zip(keys, rows, strict=True):
        code = _CLASSES[row["class"]]
        code |= _FEMININE if row["word"].endswith(("ة", "ى")) or "نت" in row["word"] else 0
        for joined in _AND if code == _TENS else _JOINED:
            table.setdefault(joined + key, code | (0 if joined else _BARE) | (_DEFINITE if joined.endswith(("ال", "لل")) else 0))
    return Lookup(table, pl.Int8)


def _words(words: pl.DataFrame) -> NDArray[np.int8]:
    return _table()(words["n2"])


def _places(batch: Batch) -> Iterator[_Found]:
    """Find the nouns behind a number word of the wrong gender."""
    known, code = forms(), batch.column(_words)
    word = np.flatnonzero(code[:-1] > 0)
    nouns = says(batch, counted, word + 1)
    some = np.array([form.gender != "" for form in known])[nouns] & together(batch, word, word + 1)
    word, nouns = word[some], nouns[some]
    noun, earlier = word + 1, np.maximum(word - 1, 0)
    feminine = np.array([form.gender == "f" for form in known])[nouns]
    sorts = np.array([form.sorts for form in known])[nouns]
    before = np.where(together(batch, noun, earlier), code[earlier], 0)
    first, second, both = _disagree(code[word], before, feminine)
    begin = np.where(both, earlier, word)
    definite = code[begin] & _DEFINITE > 0
    behind = definite & _follows_definite(batch, begin)
    wrong = (first | second) & ~behind & (sorts & np.where(both, ACCUSATIVE, PLURAL) > 0) & ~_fraction(batch, word, noun, feminine)
    for at in np.flatnonzero(wrong).tolist():
        few = first[at] and before[at] & 7 == _FEW  # أحد and اثنا change in their own ways
        mends = not few and (both[at] or not definite[at])  # العشرة أعوام asks for more than another gender
        yield _Found(int(begin[at]), int(word[at]), int(noun[at]), (bool(first[at]), bool(second[at])), mends)


def _disagree(word: Ints, before: Ints, feminine: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], ...]:
    """Tell whether the earlier word is wrong, whether the last one is, and whether both make one number."""
    sort, sort_before = word & 7, before & 7
    marked, marked_before = (word & _FEMININE) > 0, (before & _FEMININE) > 0
    opens = np.isin(sort_before, (_UNIT, _FEW))
    teen = (sort == _TEN) & ((word & _BARE) > 0) & opens
    tens = (sort == _TENS) & (sort_before == _UNIT)
    alone = (sort == _UNIT) | ((sort == _TEN) & ~opens & (sort_before != _ORDINAL))
    earlier = (teen | tens) & np.where(sort_before == _UNIT, marked_before == feminine, marked_before != feminine)
    last = (alone & (marked == feminine)) | (teen & (marked != feminine))
    return earlier, last, teen | tens


def _follows_definite(batch: Batch, word: Ints) -> NDArray[np.bool_]:
    """Tell whether a definite word stands before a number, which then counts that (الدول الأربع)."""
    before = np.maximum(word - 1, 0)
    return np.asarray((says(batch, shapes, before) == _counted.DEFINITE) & together(batch, word, before) & (before < word))


def _fraction(batch: Batch, word: Ints, noun: Ints, feminine: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell a fifth of something definite (خمس مقاعد البرلمان) from five."""
    after = np.minimum(noun + 1, len(batch.tokens) - 1)
    whole = (says(batch, shapes, after) == _counted.DEFINITE) & together(batch, noun, after)
    return np.asarray((says(batch, traps, word) == _counted.FRACTION) & ~feminine & whole)


def _hit(batch: Batch, code: str, found: _Found) -> Hit:
    tokens, segment = batch.tokens, int(batch.tokens.segment[found.noun])
    start, end = int(tokens.start[found.first]), int(tokens.end[found.noun])
    mended, place = "", start
    for token, wrong in zip(
        dict.fromkeys((found.first, found.last)), found.wrong if found.first != found.last else found.wrong[1:], strict=True
    ):
        written = batch.text(segment, int(tokens.start[token]), int(tokens.end[token]))
        mended += batch.text(segment, place, int(tokens.start[token])) + (_other(written) if wrong else written)
        place = int(tokens.end[token])
    number = batch.text(segment, start, int(tokens.end[found.last]))
    singular = forms()[int(says(batch, counted, np.array(found.noun)))].noun.singular
    whole = mended + batch.text(segment, place, end) if found.mends else None
    return Hit(code, batch.span(segment, start, end), {"number": number, "singular": singular}, whole)


def _other(word: str) -> str:
    """Write a number word in its other gender.

    >>> _other("وثلاث"), _other("ثمانية"), _other("ثمان")
    ('وثلاثة', 'ثماني', 'ثمانية')
    """
    plain = text(word, "N1")
    if plain.endswith(("ة", "ه")):
        return plain[:-1]
    return plain + ("ية" if plain.endswith(_EIGHT) else "ة")
