"""Compute the written forms of number words and counted nouns from their lexicons: clitics, article, dual, accusative."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import polars as pl

from tadqiq.lexicon import read
from tadqiq.normalise import column


class Atom(NamedTuple):
    """Hold what one token may be inside a number expression.

    waw  a و is joined to it; prep  a ب ل or ك is; art  it has the article; skip  letters of joined words before it.
    """

    kind: str
    value: float = 0.0
    form: str = ""
    key: str = ""
    waw: bool = False
    prep: bool = False
    art: bool = False
    skip: int = 0


# prefix → (و joined, preposition joined, article, letters that are not the number's own)
_BARE = {"": (False, False, False, 0), "و": (True, False, False, 1), "ف": (False, False, False, 1)}
_PREP = {"ب": (False, True, False, 1), "ل": (False, True, False, 1), "وب": (True, True, False, 2), "ول": (True, True, False, 2)}
_PREP |= {"فب": (False, True, False, 2), "فل": (False, True, False, 2)}
_ART = {"ال": (False, False, True, 0), "وال": (True, False, True, 1), "فال": (False, False, True, 1), "بال": (False, True, True, 1)}
_ART |= {"كال": (False, True, True, 1), "لل": (False, True, True, 1), "ولل": (True, True, True, 2), "وبال": (True, True, True, 2)}
_LIKE = {"ك": (False, True, False, 1), "وك": (True, True, False, 2)}

_NO_ARTICLE = frozenset({"minus", "point", "teen_one_", "zero_"})
_ENDING = "ى"  # أولى is a number, أولي is not: these keep the difference that matching level drops


def fold(words: list[str]) -> list[str]:
    """Bring words to matching level."""
    return column(pl.Series(words, dtype=pl.String), "N2").to_list()


def dual(word: str, *, endings: tuple[str, ...] = ("ان", "ين")) -> list[str]:
    """Compute the dual of a noun.

    >>> dual("طائرة")
    ['طائرتان', 'طائرتين']
    """
    stem = word[:-1] + "ت" if word.endswith("ة") else word[:-1] + "ي" if word.endswith("ى") else word
    return [stem + ending for ending in endings]


def _joined(words: list[tuple[str, Atom]]) -> Iterator[tuple[str, Atom]]:
    """Yield every form with joined letters, longest-standing readings first."""
    keys = fold([word for word, _ in words])
    for key, (_, atom) in zip(keys, words, strict=True):
        head = atom[:4]  # kind, value, form and key, before what joined letters change
        for prefix, joined in _prefixes(atom.kind):
            yield prefix + key, Atom(*head, *joined)


@cache
def _prefixes(kind: str) -> tuple[tuple[str, tuple[bool, bool, bool, int]], ...]:
    """List the letters that may be joined to a word of that kind."""
    joined = _BARE | _PREP | ({} if kind in _NO_ARTICLE else _ART) | (_LIKE if kind == "ordinal" else {})
    return tuple(joined.items())


def _numerals() -> Iterator[tuple[str, Atom]]:
    for row in read("numerals"):
        word = row["word"]
        gender = "f" if word.endswith("ة") else ""
        yield word, Atom(row["class"], float(row["value"]), _ENDING if word.endswith(_ENDING) else "", gender)
    for row in read("scales"):
        yield row["word"], Atom("scale", float(row["value"]), row["form"])


def _units() -> Iterator[tuple[str, Atom]]:
    for row in read("units"):
        kind = {"money_sign": "money"}.get(row["class"], row["class"])
        word, whole = row["word"], 0.0 if row["part"] == "-" else float(row["part"])
        yield word, Atom(kind, whole, "singular", row["key"])
        if row["class"] == "money_sign":
            continue
        for plural in row["plurals"].split():
            yield plural, Atom(kind, whole, "plural", row["key"])
        if not word.endswith("ة"):
            yield word + "ا", Atom(kind, whole, "singular", row["key"])
        if len(word) > 2:
            for form in dual(word):
                yield form, Atom("dual", 2.0, kind, row["key"])


def _construct_duals() -> Iterator[tuple[str, Atom]]:
    """Yield the rare forms last: سنتا is fifty cents before it is two years."""
    for row in read("units"):
        if row["class"] != "money_sign" and len(row["word"]) > 2:
            for form in dual(row["word"], endings=("ا", "ي")):
                yield form, Atom("dual_construct", 2.0, row["class"], row["key"])


def _duals() -> Iterator[tuple[str, Atom]]:
    for row in read("count_nouns"):
        endings = {"yes": ("ان", "ين"), "in": ("ين",), "no": ()}[row["dual"]]
        for form in dual(row["word"], endings=endings):
            yield form, Atom("dual", 2.0, "noun", key_of(row))


def _months() -> Iterator[tuple[str, Atom]]:
    for row in read("months"):
        first, _, second = row["word"].partition(" ")
        if second:
            yield first, Atom("month_head", 0.0, row["calendar"], first)
        else:
            yield first, Atom("month", float(row["month"]), row["calendar"])


def key_of(row: dict[str, str]) -> str:
    """Return what a counted noun may be compared by."""
    return row["word"] if row["key"] == "-" else row["key"]


@cache
def table() -> dict[str, Atom]:
    """Return every known form at matching level with what it may be; the first reading of a form stands."""
    forms: dict[str, Atom] = {}
    traps = set(fold([row["word"] for row in read("number_traps")]))
    glue = read("number_glue")
    for key, row in zip(fold([row["word"] for row in glue]), glue, strict=True):
        forms.setdefault(key, Atom(row["class"]))
    for key in fold([row["word"] for row in read("weekdays")]):
        for joined in _BARE:
            forms.setdefault(joined + key, Atom("weekday"))
    for source in (_numerals, _units, _duals, _construct_duals, _months):
        for key, atom in _joined(list(source())):
            if key not in traps and key[atom.skip :] not in traps:
                forms.setdefault(key, atom)
    return forms


@cache
def nouns() -> dict[str, tuple[str, str]]:
    """Return the forms of counted nouns at matching level, with key and class (noun, duration, measure, money, count)."""
    rows = [(row["word"], row["plurals"], key_of(row), "noun") for row in read("count_nouns")]
    rows += [(row["word"], row["plurals"], row["key"], row["class"]) for row in read("units")]
    words: list[str] = []
    meant: list[tuple[str, str]] = []
    for word, plurals, key, kind in rows:
        shapes = [word, *plurals.split(), *dual(word)]
        shapes += [form + "ا" for form in [word, *plurals.split()] if not form.endswith(("ة", "ون", "ين", "ات"))]
        words += shapes
        meant += [(key, kind)] * len(shapes)
    known: dict[str, tuple[str, str]] = {}
    for key, what in zip(fold(words), meant, strict=True):
        for prefix in ("", "ال", "و", "ف", "ل", "ب", "لل", "وال", "بال"):
            known.setdefault(prefix + key, what)
    return known
