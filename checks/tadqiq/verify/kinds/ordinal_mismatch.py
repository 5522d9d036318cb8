"""The headline and the body number one series differently: the eighth day and the seventh, the third round and the fourth.

A headline's ordinal is looked at only where no number of the body has its value. Its rival is the first ordinal of the same noun (day,
round, edition, time …) in the lead, in a sentence that has the headline's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import BODY, HEADLINE, Hit, Rule
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.vocabulary import Lookup
from tadqiq.verify.kinds._claims import Claim, claims
from tadqiq.verify.kinds._sentences import Sentences
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "overlap": 0.4,  # share of the shorter sentence's words that both must have
    "sentences": 3,  # of the body that a headline may sum up
}

_KINDS = ("ordinal", "cardinal", "duration")
_ORDINAL = "ordinal"
_PREFIXES = ("", "و", "ف", "ب", "ل", "وب", "ول", "ال", "وال", "بال", "لل", "ولل", "وبال")
_PRONOUNS = ("", "ه", "ها", "هم", "نا")
_FIGURES = 100  # beyond it a place in the table of nouns is one that figures may follow


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find ordinals of headlines that the body tells otherwise."""
    numbers = view.mentions.numbers
    docs = _docs(numbers)
    if not docs:
        return
    sentences = Sentences(view, docs)
    for group in claims(numbers, docs):
        for title, rival in _pairs(group, sentences, rule):
            words = {"headline": title.text, "body": rival.text, "noun": sentences.text(title, -1)}
            yield Hit(rule.code, title.span, words, related=(rival.span,))


def _docs(numbers: pl.DataFrame) -> set[int]:
    """Choose the articles whose headline has an ordinal with a value that the body has nowhere."""
    known = numbers.filter(pl.col("low").is_finite())
    title = known.filter((pl.col("field") == HEADLINE) & pl.col("number_kind").is_in(_KINDS) & (pl.col("low") > 1)).select("doc", "low")
    return set(title.join(known.filter(pl.col("field") == BODY), on=["doc", "low"], how="anti")["doc"].to_list())


def _pairs(group: Sequence[Claim], sentences: Sentences, rule: Rule) -> Iterator[tuple[Claim, Claim]]:
    body = [claim for claim in group if claim.span.field == BODY]
    values = {claim.value for claim in body}
    lead = [claim for claim in body if claim.sent < rule.settings["sentences"]]
    for title in group:
        series = _series(title, sentences) if title.span.field == HEADLINE and title.value > 1 and title.value not in values else 0
        if not series or sentences.has(title, "another"):
            continue
        rival = next((claim for claim in lead if claim.value > 1 and _series(claim, sentences) == series), None)
        if rival is not None and sentences.current(rival) and sentences.overlap(title, rival) >= rule.settings["overlap"]:
            yield title, rival


def _series(claim: Claim, sentences: Sentences) -> int:
    """Give the number of the noun that stands before an ordinal, or before a figure that numbers it; 0 where there is none."""
    series = sentences.word(claim, -1, nouns) or sentences.word(claim, -2, nouns) * (sentences.word(claim, -1, articles) > 0)
    if claim.sort == _ORDINAL:
        return (series or sentences.word(claim, 1, nouns)) % _FIGURES
    return series % _FIGURES if series > _FIGURES else 0


@cache
def _nouns() -> Lookup:
    rows = read("series")
    names = {name: place for place, name in enumerate(dict.fromkeys(row["key"] for row in rows), 1)}
    forms: dict[str, int] = {}
    for row in rows:
        number = names[row["key"]] + (_FIGURES if row["figures"] == "yes" else 0)
        for form in _forms(row["word"]):
            forms.setdefault(form, number)
    return Lookup(dict(zip(fold(list(forms)), forms.values(), strict=True)), pl.Int16)


def _forms(word: str) -> Iterator[str]:
    """Compute a noun with joined letters, the article and pronouns."""
    stem = word[:-1] + "ت" if word.endswith("ة") else word
    for prefix in _PREFIXES:
        for pronoun in _PRONOUNS:
            yield prefix + (stem + pronoun if pronoun else word)


def nouns(words: pl.DataFrame) -> NDArray[np.int16]:
    """Give each distinct token the noun of a series that it is."""
    return _nouns()(words["n2"])


def articles(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark what may stand between a noun and its figure: the article alone, and opening marks."""
    return np.asarray(words["n2"].is_in(["ال", "(", '"', "«"]).to_numpy(), dtype=np.int8)
