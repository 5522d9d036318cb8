"""A noun after a number is not in the form that the number asks for.

After 3 to 10 stands a plural, after 11 to 99 a singular in the accusative, after hundreds and thousands a singular in the genitive; in
a long number the last two figures decide. Only nouns of the lexicons are judged, and of their forms only those that can be read in no
other way; nothing is said of definite numbers, of years, and of a number that names what stands before it (اللواء 55).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Hit, Rule
from tadqiq.recognise.numbers.context import function_words
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.kinds import _counted
from tadqiq.verify.kinds._counted import ACCUSATIVE, GENITIVE, PLURAL, counted, forms, says, shapes, together, traps
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"kinds": ["cardinal", "duration", "age", "money", "measure"]}

_ASKED = np.array([GENITIVE, 0, 0, *[PLURAL] * 8, *[ACCUSATIVE] * 89], dtype=np.int64)  # by a number's last two figures
_LETTERS, _DEFINITE_NUMBER = r"\p{L}", "^ال[^ف]"  # الف is a thousand without its hamza
_YEAR = "(?:^|[^0-9])(?:1[34]|19|20)[0-9]{2}$"
_BROKEN = r"[0-9]{10}"  # a number of ten figures and more that nothing parts has lost its point
_SHORTEST = 2  # letters of a noun; ﷼ is a sign


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the nouns in a form that their number does not ask for."""
    batch, numbers = view.batch, _numbers(view.mentions.numbers, rule.settings["kinds"])
    if numbers.is_empty():
        return
    first, last = token_ranges(batch, numbers)
    noun = _after(batch, numbers, first, last)
    known, form = forms(), says(batch, counted, noun)
    asked = _ASKED[(numbers["high"].to_numpy() % 100).astype(np.int64)]
    sorts = np.array([form.sorts for form in known], dtype=np.int64)[form]
    wrong = np.flatnonzero((noun > 0) & np.array([form.judged for form in known])[form] & (asked > 0) & (sorts & asked == 0))
    first, last, noun, asked, sorts, form = (column[wrong] for column in (first, last, noun, asked, sorts, form))
    sure = _counts(batch, first, last) & ~_named(batch, first, noun) & ~_governs(batch, noun, asked, sorts)
    for at in np.flatnonzero(sure).tolist():
        own = known[int(form[at])].noun
        right = {PLURAL: own.plural, ACCUSATIVE: own.accusative, GENITIVE: own.singular}[int(asked[at])]
        if right:
            yield _hit(batch, rule, numbers.row(int(wrong[at]), named=True), int(noun[at]), right)


def _numbers(numbers: pl.DataFrame, kinds: list[str]) -> pl.DataFrame:
    """Keep indefinite whole numbers whose last two figures say what follows them."""
    text = pl.col("text")
    round_ = pl.col("high") % 100 == 0  # 2.5 مليون
    return numbers.filter(
        pl.col("number_kind").is_in(kinds)
        & (pl.col("high") >= 3)
        & (pl.col("high") % 1 == 0)
        & (round_ | ~text.str.contains("[.٫]"))
        & (round_ | ~(text.str.contains("[,٬]") & text.str.contains(_LETTERS)))
        & ~text.str.contains(_DEFINITE_NUMBER)
        & ~text.str.contains(_BROKEN)
        & (round_ | ~text.str.contains(_YEAR))
    )


def _after(batch: Batch, numbers: pl.DataFrame, first: Ints, last: Ints) -> Ints:
    """Give the token of each number's noun, 0 where none is known; the mention of a sum of money holds its noun."""
    held = (numbers["number_kind"] == "money").to_numpy() & (says(batch, counted, last) > 0)
    noun = np.where(held, last, np.minimum(last + 1, len(batch.tokens) - 1))
    sign = batch.tokens.end[noun] - batch.tokens.start[noun] < _SHORTEST
    return np.where(together(batch, first, noun) & (says(batch, counted, noun) > 0) & ~sign, noun, 0)


def _counts(batch: Batch, first: Ints, last: Ints) -> NDArray[np.bool_]:
    """Tell numbers that count what follows them from definite ones (النسخة الـ71), names of what stands before, and broken figures."""
    before, further = np.maximum(first - 1, 0), np.maximum(first - 2, 0)
    shape = says(batch, shapes, before)
    label = says(batch, traps, before) == _counted.LABEL
    label |= (says(batch, traps, further) == _counted.LABEL) & (shape == _counted.DEFINITE)
    definite = shape == _counted.ARTICLE
    broken = (shape == _counted.SEPARATOR) & np.isin(says(batch, shapes, further), (_counted.DIGITS, _counted.SEPARATOR))
    other = (first == last) & (says(batch, traps, first) == _counted.HOMOGRAPH)
    return np.asarray(~(together(batch, first, before) & (definite | label | broken)) & ~other)


def _named(batch: Batch, first: Ints, noun: Ints) -> NDArray[np.bool_]:
    """Tell a number and noun that stand alone between quotation marks: a title («24 قيراط»)."""
    before = says(batch, shapes, np.maximum(first - 1, 0))
    after = says(batch, shapes, np.minimum(noun + 1, len(batch.tokens) - 1))
    return np.asarray((before == _counted.QUOTE) & (after == _counted.QUOTE))


def _governs(batch: Batch, noun: Ints, asked: Ints, sorts: Ints) -> NDArray[np.bool_]:
    """Tell nouns that may head a construct, whose case shows no alef (20 رجل إطفاء) and which no number counts (3-2 يوم الأحد)."""
    after = np.minimum(noun + 1, len(batch.tokens) - 1)
    shape = says(batch, shapes, after)
    follows = together(batch, noun, after) & (after > noun)
    bare = (asked == ACCUSATIVE) & (sorts == GENITIVE)
    closed = (says(batch, function_words, after) > 0) | np.isin(shape, (_counted.MARK, _counted.QUOTE, _counted.SEPARATOR))
    definite = (shape == _counted.DEFINITE) & (sorts & GENITIVE > 0)
    return np.asarray(follows & ((bare & ~closed) | (definite & (asked != GENITIVE))))


def _hit(batch: Batch, rule: Rule, number: dict[str, Any], noun: int, right: str) -> Hit:
    segment, start = int(batch.tokens.segment[noun]), int(number["start"])
    written = batch.text(segment, int(batch.tokens.start[noun]), int(batch.tokens.end[noun]))
    before = batch.text(segment, start, int(batch.tokens.start[noun]))
    words = {"noun": written, "right": right, "number": number["text"]}
    return Hit(rule.code, batch.span(segment, start, int(batch.tokens.end[noun])), words, suggestion=before + right)
