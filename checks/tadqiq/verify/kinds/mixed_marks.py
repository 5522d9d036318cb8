"""A word is written with vowel marks at one place of an article and without them at another.

Many marks in the news are no matter of style, and nothing is said of them: what tells two words apart (قُتل and قتل, أنّ and أن), case
endings and tanwin, the full marks of scripture and verse. What is left are words that are the same in both dresses: those with the
article (الهُدنة), and nouns that begin with مُ (مُستعدة), but for those in the lexicon `marked_apart` (الكُتّاب). One finding a word, at the
rarer form's first place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.normalise.alphabet import INVISIBLE, MARKS, TATWEEL, char_class
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"most": 3}  # words of one article

_DRESS = f"[{char_class(TATWEEL + INVISIBLE)}]"
_MARK, _SHADDA, _TANWIN = f"[{char_class(MARKS)}]", r"\x{0651}", r"[\x{064b}-\x{064d}]"
_ENDING = rf"[{char_class(MARKS.replace(chr(0x651), ''))}]{_SHADDA}?$"
_DEFINITE = r"^[وف]?(?:ال|بال|كال|لل)\p{L}{4,}$"
_NOUN = r"^[وف]?[بلك]?م\p{L}{4,}$"
_WITH_DAMMA = r"^[وف]?[بلك]?م\x{064f}"
_OTHER_WORD = r"^[وف]?الت\x{064f}|ي\x{0652}ن$"  # a passive (التُقط), a dual (اللاعبيْن)
_NEITHER, _BARE, _MARKED = range(3)
_MOST = 2  # vowels written on one word of the news
_TABLE = 1 << 18
_STEP = np.uint64(0x9E3779B97F4A7C15)


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the words of an article that stand in two dresses."""
    told: Counter[int] = Counter()
    for places in _words(view.batch):
        doc = places[0][0].doc
        told[doc] += 1
        if told[doc] > rule.settings["most"]:
            continue
        counts = Counter(form for _, form in places)
        common, *_, rare = sorted(counts, key=lambda form: (-counts[form], len(form), form))
        first = {form: span for span, form in reversed(places)}
        args = {"other": common, "count": str(counts[common])}
        bare = common if not set(common) & set(MARKS) else None  # to add marks is the editor's to decide
        yield Hit(rule.code, first[rare], args, suggestion=bare, related=(first[common],))


@cache
def _apart() -> list[str]:
    """Give the words that marks tell apart, without article or joined letters, at matching level."""
    return column(pl.Series([row["word"] for row in read("marked_apart")], dtype=pl.String), "N2").to_list()


def _sort(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell which distinct tokens are words that may bear marks or not, and whether they do."""
    definite, noun = words["n1"].str.contains(_DEFINITE), words["n1"].str.contains(_NOUN)
    marked = words["raw"].str.contains(_MARK)
    sort = np.where((definite | noun).to_numpy() & ~marked.to_numpy(), _BARE, _NEITHER).astype(np.uint8)
    at = ((definite | noun) & marked).arg_true()
    sort[at.to_numpy()] = _dressed(words[at], definite[at])
    return sort


def _dressed(words: pl.DataFrame, definite: pl.Series) -> NDArray[np.uint8]:
    """Tell of marked words whether their marks are a matter of style."""
    form = words["raw"].str.replace_all(_DRESS, "")
    vowels = form.str.count_matches(_MARK) - form.str.count_matches(_SHADDA)
    styled = (
        (vowels <= _MOST)
        & ~form.str.contains(_ENDING)
        & ~form.str.contains(_TANWIN)
        & ~form.str.contains(_OTHER_WORD)
        & (definite | form.str.contains(_WITH_DAMMA))
    )
    styled &= ~words["n2"].str.replace(r"^[وف]?(?:ال|بال|كال|لل|[بلك])?", "").is_in(_apart())
    return np.where(styled.to_numpy(), _MARKED, _NEITHER).astype(np.uint8)


def _key(words: pl.DataFrame) -> NDArray[np.uint64]:
    return words["n1"].hash(1).to_numpy()


def _words(batch: Batch) -> Iterator[list[tuple[Span, str]]]:
    """Gather, for each word of an article that stands both with marks and without, its places and forms in order."""
    tokens, sort = batch.tokens, batch.column(_sort)
    marked, bare = np.flatnonzero(sort == _MARKED), np.flatnonzero(sort == _BARE)
    keys = batch.vocabulary.column(_key)
    # A small table of what is sought leaves few places; only they are gathered by their whole keys.
    sought = np.zeros(_TABLE, dtype=bool)
    sought[_slot(batch, keys, marked)] = True
    groups: dict[tuple[int, int], list[int]] = {}
    for index in np.sort(np.concatenate([marked, bare[sought[_slot(batch, keys, bare)]]])).tolist():
        groups.setdefault((int(tokens.segment[index]) // 2, int(keys[tokens.code[index]])), []).append(index)
    for indexes in groups.values():
        if len({int(sort[index]) for index in indexes}) > 1:
            yield [_place(batch, index) for index in indexes]


def _slot(batch: Batch, keys: NDArray[np.uint64], at: Ints) -> Ints:
    """Give each place's row of the table: one for a word in an article."""
    article = (batch.tokens.segment[at] // 2).astype(np.uint64) * _STEP
    return ((keys[batch.tokens.code[at]] ^ article) % np.uint64(_TABLE)).astype(np.int64)


def _place(batch: Batch, index: int) -> tuple[Span, str]:
    tokens = batch.tokens
    span = batch.span(int(tokens.segment[index]), int(tokens.start[index]), int(tokens.end[index]))
    text = batch.texts[int(tokens.segment[index])][span.start : span.end]
    return span, "".join(character for character in text if character != TATWEEL and character not in INVISIBLE)
