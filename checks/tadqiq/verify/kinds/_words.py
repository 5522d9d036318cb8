"""Know the words by which sentences set numbers beside each other: verbs of change, what joins and what parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.recognise.numbers.forms import fold

_MARKS = {"،": ",", ",": ",", ":": ":", "؛": ";", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "–": "-", "—": "-", "/": "/"}
_MARKS |= {"؟": "?", "!": "?", "...": ".", "و": "w", "ب": "b", "ل": "l", "لل": "l", "بال": "b"}
_SILENT = frozenset("\"”“«»'’‘″.،ـ") - {"،"} | {"ال"}  # marks and a lone article that part nothing
_NOUN_JOINED = ("", "و", "ف", "ب", "وب", "ل", "ك", "ال", "وال", "بال", "لل")
_VERB_JOINED = ("", "و", "ف", "ل", "س", "وس", "ول")
SILENT, OTHER, JOINED_NOUN, FIRST_MARK = 0, 1, 2, 3
_SHAPES = list(dict.fromkeys(_MARKS.values()))
FIRST_CLASS = FIRST_MARK + len(_SHAPES)


@cache
def classes() -> tuple[str, ...]:
    """Return the names of the classes of words; `rise` is a verb, `rise-noun` its noun or participle."""
    changes = [row["class"] for row in read("changes")]
    nouns = [name + "-noun" for name in changes]
    return tuple(dict.fromkeys([*changes, *nouns, *(row["class"] for row in read("sum_words")), "month", "given"]))


def marks(letters: Mapping[str, str]) -> str:
    """Return the letter of each number that `letters_of` gives: shapes first, then each class bare and with a joined و or ف.

    letters  a capital letter for each class that a pattern asks for; with a joined و or ف it is written small.
    """
    named = [letters.get(name, ".") for name in classes()]
    return "\0.i" + "".join(_SHAPES) + "".join(letter + letter.lower() for letter in named)


def _verbs() -> Iterator[tuple[str, str]]:
    """Yield the forms of verbs of change: ارتفع، ارتفعت، ارتفعا، ارتفعوا، يرتفع، ترتفع، يرتفعان."""
    for row in read("changes"):
        past, present = row["perfect"], row["imperfect"]
        stem = past[:-1] if past.endswith(("ى", "ا")) else past
        forms = [past, stem + "ت", past + "ا", stem + "وا"]
        if present != "-":
            forms += [letter + present[1:] for letter in "يتن"] + [letter + present[1:] + "ان" for letter in "يت"]
        for form in forms:
            yield form, row["class"]


def _nouns() -> Iterator[tuple[str, str]]:
    """Yield the forms of nouns and participles: ارتفاع، ارتفاعا، ارتفاعه، مرتفعا، مرتفعة، مرتفعين."""
    for row in read("changes"):
        for noun in row["noun"].replace("-", "").split():
            stem = noun[:-1] + "ت" if noun.endswith("ة") else noun
            for form in (noun, noun + "ا", noun + "ات", stem + "ه", stem + "ها", stem + "هم"):
                yield form, row["class"] + "-noun"
        if row["participle"] != "-":
            for ending in ("", "ا", "ة", "ين", "ات"):
                yield row["participle"] + ending, row["class"] + "-noun"


def _currencies() -> Iterator[tuple[str, str, list[str]]]:
    """Yield the names of currencies with the article, as no sum of money has them: مقابل الدولار."""
    for row in read("units"):
        if row["class"] == "money":
            yield row["word"], "currency", ["ال", "وال", "بال", "لل", "فال"]


def _months() -> Iterator[tuple[str, str, list[str]]]:
    for row in read("months"):
        if " " not in row["word"]:
            yield row["word"], "month", ["", "ل"]


def _given() -> Iterator[tuple[str, str, list[str]]]:
    for row in read("given_names"):
        if row["strength"] == "strong":
            yield row["name"], "given", [""]


@cache
def _table() -> dict[str, int]:
    """Lay every form with its joined letters in one table; listed words are stronger than computed forms, bare ones than joined."""
    known: dict[str, int] = {}
    rows = read("sum_words")
    listed = [(row["word"], row["class"], ["", *row["joined"].replace("-", "").split()]) for row in rows]
    listed += [*_currencies(), *_months(), *_given()]
    listed += [(form, name, list(_VERB_JOINED)) for form, name in _verbs()] + [(form, name, list(_NOUN_JOINED)) for form, name in _nouns()]
    place = {name: FIRST_CLASS + 2 * number for number, name in enumerate(classes())}
    keys = fold([form for form, _, _ in listed])
    most = max(len(joined) for _, _, joined in listed)
    for turn in range(most):
        for key, (_, name, joined) in zip(keys, listed, strict=True):
            if turn < len(joined):
                prefix = joined[turn]
                whole = prefix + (key.removeprefix("ل") if prefix == "لل" else key)
                known.setdefault(whole, place[name] + prefix.startswith(("و", "ف")))
    return known


def letters_of(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Give each distinct token the number of its letter in `marks`."""
    table = _table()
    shapes = {mark: FIRST_MARK + _SHAPES.index(letter) for mark, letter in _MARKS.items()}

    def number(key: str) -> int:
        if (found := table.get(key)) is not None:
            return found
        if (found := shapes.get(key)) is not None:
            return found
        if key in _SILENT or not key:
            return SILENT
        return JOINED_NOUN if len(key) > 3 and key[0] == "و" and not key.startswith(("وال", "ولل")) else OTHER

    return np.fromiter((number(key) for key in words["n2"].to_list()), dtype=np.uint8, count=words.height)
