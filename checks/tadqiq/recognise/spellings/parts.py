"""Cut a written name into the words that are compared, and into the skeleton that brings like names together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from tadqiq.normalise import column

# Words that are one with the next, in the spelling they are compared in; الدين and الله are one with the word before.
_HEADS = {"عبد": "عبد", "ابو": "ابو", "ابي": "ابو", "ابا": "ابو", "بن": "بن", "ابن": "بن", "بنت": "بنت", "ام": "ام", "ذو": "ذو", "ذي": "ذو"}
_TAILS = frozenset(["الدين", "الله"])
_HYPHENS = str.maketrans(dict.fromkeys("-‐‑–—ـ/.", " "))

# Letters that stand for like sounds, and the sign that a skeleton writes for them.
CLASSES = {"جغقكگخ": "G", "سزصثذشظچژ": "S", "تطدض": "T", "بپ": "B", "فڤ": "F"}
_CLASS = {letter: sign for letters, sign in CLASSES.items() for letter in letters} | dict.fromkeys("اويةءئؤهعح", "")


PLAIN, ARTICLE, JOINED = "", "ال", "+"


class Spelling(NamedTuple):
    """Hold one way to write a name.

    form  as written; plain  at level N1; words  at matching level, joined where Arabic writes them both ways;
    kinds  for each word PLAIN, ARTICLE, or JOINED and the word joined before it.
    """

    form: str
    plain: str
    words: tuple[str, ...]
    kinds: tuple[str, ...]


def spellings(forms: Sequence[str]) -> list[Spelling]:
    """Prepare forms to be compared.

    >>> spellings(["عبد الله غول"])[0].words
    ('عبدالله', 'غول')
    """
    plain = column(pl.Series(forms, dtype=pl.String), "N1")
    keys = column(plain, "N2").to_list()
    return [_spelling(*row) for row in zip(forms, plain.to_list(), keys, strict=True)]


def _spelling(form: str, plain: str, key: str) -> Spelling:
    key = key.replace("يء", "ئ").replace("وء", "ؤ")  # a hamza written beside its seat
    written, folded = plain.translate(_HYPHENS).split(), key.translate(_HYPHENS).split()
    if len(written) != len(folded):  # a presentation form that opens into two words
        written = folded
    words: list[str] = []
    kinds: list[str] = []
    joined = ""
    for n, (word, raw) in enumerate(zip(folded, written, strict=True)):
        if word in _HEADS and n < len(folded) - 1:
            joined += _HEADS[word]  # أبو بن: rare, and then one head of two
        elif word in _TAILS and words and not joined:
            words[-1], kinds[-1] = words[-1] + word, JOINED
        else:
            # a borrowed name that only begins so (ألبرتو) is written with its hamza by those who write hamzas
            kinds.append(JOINED + joined if joined else ARTICLE if raw.startswith("ال") and len(word) > 4 else PLAIN)
            words.append(joined + word)
            joined = ""
    return Spelling(form, plain, tuple(words), tuple(kinds))


def head_off(word: str, kind: str) -> str:
    """Take بن or أبو off the name joined to it; عبد is one name with what follows.

    >>> head_off("بنتركي", JOINED + "بن")
    'تركي'
    """
    return word.removeprefix(kind[1:]) if kind.startswith(JOINED) and kind[1:] != "عبد" else word


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Write a word by the classes of its consonants, so that spellings of one name mostly fall together.

    >>> skeleton("غالانت") == skeleton("جالانت")
    True
    """
    word = word[2:] if word.startswith("ال") and len(word) > 4 else word
    signs = ["A" if word[:1] in {"ا", "ع"} else ""]
    for letter in word:
        sign = _CLASS.get(letter, letter)
        if sign and sign != signs[-1]:
            signs.append(sign)
    return "".join(signs)
