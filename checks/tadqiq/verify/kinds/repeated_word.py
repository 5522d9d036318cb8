"""A word stands twice in a row.

Words are compared as they are written. Nothing is said of words that Arabic doubles on purpose (lexicon `doubled`: رويدا رويدا; شيئا
فشيئا has a joined letter and is none), of given names, of adjectives of relation (حوار يمني يمني), of what closes a clause, of figures
and single letters, of words of another script, across a mark or a line break, and in lists of tags.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import HEADLINE, Hit, Rule
from tadqiq.normalise import column
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.patterns import scopes
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"where": "text", "quotations": "any"}

_OTHER, _WORD, _RELATION, _END, _WHOEVER = range(5)


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the words that stand twice in a row."""
    batch = view.batch
    tokens, number = batch.tokens, batch.column(_number)
    second = np.flatnonzero((number[1:] == number[:-1]) & (number[1:] != 0)) + 1
    second = second[_beside(batch, second)]
    thrice = np.isin(second - 1, second) | np.isin(second + 1, second)  # a cry, a refrain
    spans = {}
    for at in second[~thrice & _goes_on(batch, second) & _told(batch, second) & ~_whoever(batch, second)].tolist():
        segment = int(tokens.segment[at])
        span = batch.span(segment, int(tokens.start[at - 1]), int(tokens.end[at]))
        spans[span] = batch.text(segment, int(tokens.start[at]), int(tokens.end[at]))
    yield from (Hit(rule.code, span, {"word": spans[span]}, suggestion=spans[span]) for span in scopes.within(view, spans, rule.settings))


def _beside(batch: Batch, second: Ints) -> NDArray[np.bool_]:
    """Tell which words follow their like with a blank between, in one sentence."""
    tokens, first = batch.tokens, second - 1
    same = (tokens.segment[first] == tokens.segment[second]) & (tokens.para[first] == tokens.para[second])
    return np.asarray(same & (tokens.sent[first] == tokens.sent[second]) & (tokens.gap[second] > 0))


def _goes_on(batch: Batch, second: Ints) -> NDArray[np.bool_]:
    """Tell which words another word follows: what closes a clause may be said twice (وما هو آت آت), and so may a name in brackets."""
    tokens, sort = batch.tokens, batch.column(_sort)
    after = np.minimum(second + 1, len(tokens) - 1)
    here = (tokens.segment[after] == tokens.segment[second]) & (tokens.sent[after] == tokens.sent[second]) & (after > second)
    return np.asarray(here & np.isin(sort[after], (_WORD, _RELATION, _WHOEVER)) & (sort[second] != _RELATION))


def _whoever(batch: Batch, second: Ints) -> NDArray[np.bool_]:
    """Tell which words stand behind من or إن (lexicon `doubled`), whose condition and answer may be one word (من تاب تاب الله عليه)."""
    before = np.maximum(second - 2, 0)
    same = batch.tokens.sent[before] == batch.tokens.sent[second]
    return np.asarray(same & (second >= 2) & (batch.column(_sort)[before] == _WHOEVER))


def _told(batch: Batch, second: Ints) -> NDArray[np.bool_]:
    """Tell which words stand in a headline or in a paragraph that ends as prose does; lists of tags do not."""
    tokens, sort = batch.tokens, batch.column(_sort)
    paragraph = (tokens.segment << 32) | tokens.para
    last = np.searchsorted(paragraph, paragraph[second], side="right") - 1
    ends = np.array(
        [(sort[max(first, end - 2) : end + 1] == _END).any() for first, end in zip(second.tolist(), last.tolist(), strict=True)], dtype=bool
    )
    return np.asarray(ends | (tokens.segment[second] % 2 == HEADLINE)) if len(second) else ends


@cache
def _doubled() -> list[str]:
    """Give what may stand twice at matching level: words that are doubled, and given names (a son named like his father)."""
    words = [*(row["word"] for row in read("doubled") if row["class"] == "twice"), *(row["name"] for row in read("given_names"))]
    return column(pl.Series(words, dtype=pl.String), "N2").to_list()


@cache
def _conditions() -> list[str]:
    """Give the words behind which a condition and its answer may be one word, و and ف joined or not, at matching level."""
    words = [joined + row["word"] for row in read("doubled") if row["class"] == "condition" for joined in ("", "و", "ف")]
    return column(pl.Series(words, dtype=pl.String), "N2").to_list()


def _number(words: pl.DataFrame) -> NDArray[np.uint64]:
    """Give each distinct word a number of its own as it is written; 0 to what may stand twice."""
    counts = words["n1"].str.contains(r"^[\p{Arabic}&&\p{L}]{2,}$") & ~words["n2"].is_in(_doubled())
    return np.where(counts.to_numpy(), words["raw"].hash(1).to_numpy(), 0).astype(np.uint64)


def _sort(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell words, adjectives of relation without the article (حوار يمني يمني) and marks that end a sentence apart."""
    n1 = words["n1"]
    tests = [
        n1.str.contains(r"^[.؟!…]$"),
        words["n2"].is_in(_conditions()),
        n1.str.contains(r"^\p{L}{3,}ي$") & ~n1.str.contains("^ال"),
        n1.str.contains(r"^\p{L}"),
    ]
    return np.select([test.to_numpy() for test in tests], (_END, _WHOEVER, _RELATION, _WORD), default=_OTHER).astype(np.uint8)
