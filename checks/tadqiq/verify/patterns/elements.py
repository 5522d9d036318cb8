"""Tell which elements of a pattern each distinct token can stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import path_of, read
from tadqiq.normalise import text as normal
from tadqiq.verify.patterns.letters import joined
from tadqiq.verify.patterns.tree import Listed, Mention, PatternError, Word

Element = Word | Listed | Mention
Bits = NDArray[np.uint64]
MOST = 64  # elements of one pattern: a bit of a number each


def classifier(elements: Sequence[Element], lists: Mapping[str, Iterable[str]]) -> Callable[[pl.DataFrame], Bits]:
    """Make a classifier that gives each distinct token the bits of the words and lists it can stand for; mentions have no tokens here.

    lists  the rule's own lists of words; other names are lexicons with a column `word`. An unknown list is a PatternError.
    """
    exact: dict[str, int] = {}
    parts: list[tuple[str, int]] = []
    for number, element in enumerate(elements):
        if isinstance(element, Mention):
            continue
        for word in _words(element, lists):
            if isinstance(element, Word) and (element.opens or element.closes):
                parts.append((_shape(element, word), 1 << number))
                continue
            for form, _ in joined(word) if element.before else ((word, 0),):
                exact[form] = exact.get(form, 0) | 1 << number

    def bits(words: pl.DataFrame) -> Bits:
        keys = words["n2"]
        found = np.fromiter((exact.get(key, 0) for key in keys.to_list()), dtype=np.uint64, count=words.height)
        for shape, bit in parts:
            found[keys.str.contains(shape).to_numpy()] |= np.uint64(bit)
        return found

    return bits


def _words(element: Word | Listed, lists: Mapping[str, Iterable[str]]) -> list[str]:
    """Give the words of an element at matching level."""
    if isinstance(element, Word):
        return [normal(element.text, "N2")]
    if element.name in lists:
        words = list(lists[element.name])
    elif path_of(element.name).is_file() and "word" in (rows := read(element.name))[0]:
        words = [row["word"] for row in rows]
    else:
        known = ", ".join(sorted(lists)) or "none of its own"
        raise PatternError(f"no list is called '{element.name}'", 0, f"the rule's lists: {known}; or a lexicon with a column `word`")
    return [normal(word, "N2") for word in words if " " not in word]


def _shape(element: Word, word: str) -> str:
    """Write what a token must begin or end with as a regular expression."""
    letters = "".join(f"\\x{{{ord(letter):x}}}" for letter in word)
    before = r"^(?:[وف]?[بلك]?(?:ال)?|[وف]?لل)" if element.before else "^"
    return f"{before if not element.closes else ''}{letters}{'$' if not element.opens else ''}"
