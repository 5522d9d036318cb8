"""Tell of counted nouns which of their forms may follow a number, and their gender."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.normalise import column
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.recognise.vocabulary import Classifier, Lookup

# What a form of a noun may be. Only what has no other reading is ever called wrong.
GENITIVE, ACCUSATIVE, PLURAL = 1, 2, 4
_ANY, _NOTHING = GENITIVE | ACCUSATIVE | PLURAL, 0  # nothing: a case that no number asks for (خمسة موظفون)
_ONE_CASE = ("ة", "اء", "ى", "و")  # a singular that looks the same in both cases
_NO_ALEF = (*_ONE_CASE, "ون", "ين", "ات", "ي")  # a plural that takes no alef in the accusative
_FEMININE = "ة"


class Noun(NamedTuple):
    """Hold what a number may ask of a noun: singular, its accusative, its plural in the genitive; "" where it has none."""

    singular: str
    accusative: str
    plural: str


class Form(NamedTuple):
    """Hold what a form may be, of which noun, that noun's gender (m, f, "" where it is not certain), and whether its form is judged."""

    sorts: int
    noun: Noun
    gender: str
    judged: bool


@cache
def _apart() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in read("counted_apart")}


def _nouns() -> Iterator[tuple[str, list[str], bool]]:
    """Give word and plurals of every counted noun, and whether its form is judged; that of a scale is free (10 مليون)."""
    for row in (*read("count_nouns"), *(unit for unit in read("units") if unit["class"] != "money_sign")):
        yield row["word"], row["plurals"].split(), _apart().get(row["word"], {}).get("form") != "no"
    for row in read("scales"):
        yield row["word"], row["plurals"].split(), False


def _gender(word: str, otherwise: str) -> str:
    told = _apart().get(word, {}).get("gender", "-")
    return {"both": "", "-": otherwise}.get(told, told)


def _forms() -> Iterator[tuple[str, Form]]:
    """Give the forms of every noun, without article or joined letters."""
    for word, plurals, judged in _nouns():
        alike = word.endswith(_ONE_CASE) or not plurals
        noun = Noun(word, word if alike else word + "ا", next((p for p in plurals if p != word + "ون"), ""))
        form = Form(GENITIVE, noun, _gender(word, "f" if word.endswith(_FEMININE) else "m"), judged)
        yield word, form._replace(sorts=_ANY if not plurals else GENITIVE | ACCUSATIVE if alike else GENITIVE)
        if not alike:
            yield word + "ا", form._replace(sorts=ACCUSATIVE)
        for plural in plurals:
            own = form._replace(gender=_gender(plural, form.gender), judged=judged and _apart().get(plural, {}).get("form") != "no")
            nominative = plural == word + "ون"
            yield plural, own._replace(sorts=_NOTHING if nominative else PLURAL)
            if not plural.endswith(_NO_ALEF):
                yield plural + "ا", own._replace(sorts=_NOTHING)


@cache
def _table() -> dict[str, int]:
    """Give each form its number, by matching level; what two nouns have in common may be a form of either."""
    table: dict[str, int] = {}
    found = list(_forms())
    for key, (_, form) in zip(_keys([word for word, _ in found]), found, strict=True):
        place = table.setdefault(key, len(forms()))
        if place == len(forms()):
            forms().append(form)
        else:
            first = forms()[place]
            gender = first.gender if first.gender == form.gender else ""
            forms()[place] = Form(first.sorts | form.sorts, first.noun, gender, first.judged and form.judged)
    return table


@cache
def forms() -> list[Form]:
    """Return the forms by the numbers that `counted` gives; 0 is no noun."""
    return [Form(_ANY, Noun("", "", ""), "", judged=False)]


@cache
def _counted() -> Lookup:
    return Lookup(_table(), pl.Int16)


def counted(words: pl.DataFrame) -> NDArray[np.int16]:
    """Give each distinct token the counted form that it is; 0 where it is none."""
    return _counted()(words["n2"])


_JOINED, _ARTICLES = ("", "و", "ف", "ب", "ل", "وب", "ول"), ("ال", "وال", "فال", "بال", "كال", "لل")
LABEL, HOMOGRAPH, FRACTION = 1, 2, 3


@cache
def _traps() -> Lookup:
    """Give the words that make a count doubtful, at matching level: what numbers name, and number words that are other words too."""
    labels = [row["word"] for row in read("count_traps") if row["reading"] == "label"] + [row["word"] for row in read("letter_labels")]
    traps = {article + word: LABEL for word in _keys(labels) for article in _ARTICLES}
    others = [row for row in read("count_traps") if row["reading"] != "label"]
    for word, row in zip(_keys([row["word"] for row in others]), others, strict=True):
        traps |= dict.fromkeys((letter + word for letter in _JOINED), FRACTION if row["reading"] == "fraction" else HOMOGRAPH)
    return Lookup(traps, pl.Int8)


def traps(words: pl.DataFrame) -> NDArray[np.int8]:
    """Tell of each distinct token whether it is a label (اللواء), a homograph of a number word or one of a fraction (خمس); 0 if neither."""
    return _traps()(words["n2"])


_OTHER, ARTICLE, DEFINITE, SEPARATOR, QUOTE, MARK, DIGITS = range(7)


def shapes(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell apart a lone article, definite words, what parts figures, quotation marks, other marks and figures."""
    n2 = words["n2"]
    article, definite = n2.is_in(["ال", "وال", "بال", "لل"]), n2.str.contains(r"^[وف]?(?:ال|بال|كال|لل)\p{L}{2,}")
    separator, digits = n2.is_in([".", ",", "٫", "٬", "،", "/", ":", "×", "*", "x", ""]), n2.str.contains(r"^\p{Nd}")
    tests = [article, definite, separator, digits, n2 == '"', ~n2.str.contains(r"\p{L}")]
    kinds = (ARTICLE, DEFINITE, SEPARATOR, DIGITS, QUOTE, MARK)
    return np.select([test.to_numpy() for test in tests], kinds, default=_OTHER).astype(np.uint8)


def says(batch: Batch, classifier: Classifier, at: Ints) -> NDArray[Any]:
    """Give what a classifier says of some tokens."""
    return batch.vocabulary.column(classifier)[batch.tokens.code[at]]


def together(batch: Batch, one: Ints, other: Ints) -> NDArray[np.bool_]:
    """Tell which tokens stand in one paragraph."""
    tokens = batch.tokens
    return np.asarray((tokens.segment[one] == tokens.segment[other]) & (tokens.para[one] == tokens.para[other]))


def _keys(words: list[str]) -> list[str]:
    return column(pl.Series(words, dtype=pl.String), "N2").to_list()
