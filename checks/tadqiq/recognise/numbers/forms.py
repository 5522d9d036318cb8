"""Compute the written forms of a word in a number expression: joined letters, article, dual."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import polars as pl

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

_NO_ARTICLE = frozenset({"minus", "point", "share"})


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


def joined(words: list[tuple[str, Atom]]) -> Iterator[tuple[str, Atom]]:
    """Yield every form with joined letters at matching level, in the order of the words."""
    keys = fold([word for word, _ in words])
    for key, (_, atom) in zip(keys, words, strict=True):
        head = atom[:4]  # kind, value, form and key, before what joined letters change
        for prefix, what in _prefixes(atom.kind):
            yield prefix + key, Atom(*head, *what)


@cache
def _prefixes(kind: str) -> tuple[tuple[str, tuple[bool, bool, bool, int]], ...]:
    """List the letters that may be joined to a word of that kind."""
    some = _BARE | _PREP | ({} if kind in _NO_ARTICLE else _ART) | (_LIKE if kind == "ordinal" else {})
    return tuple(some.items())


def with_and(words: list[str]) -> Iterator[str]:
    """Yield words at matching level, bare and with و or ف joined."""
    for key in fold(words):
        for letters in _BARE:
            yield letters + key
