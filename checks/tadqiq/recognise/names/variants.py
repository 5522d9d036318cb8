"""Tell which unknown words are another spelling of a word that the gazetteers know: سانتياجو of سانتياغو, مانشيستر of مانشستر.

No spelling is typed into a lexicon that the matcher can work out. In doubt there is none: the first letter must be the same, and only steps
that the news take all the time (ج or غ, a vowel more or less, ز or س, تش or ش) may part the two.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from tadqiq.lexicon import read
from tadqiq.recognise.names.letters import letter_of
from tadqiq.recognise.names.words import keys, nominal
from tadqiq.recognise.spellings import known
from tadqiq.recognise.spellings.align import align
from tadqiq.recognise.spellings.costs import costs
from tadqiq.recognise.spellings.parts import CLASSES

_SHORTEST, _LONGER = 5, 6  # letters of a word, and below which no letter may be dropped: معارف is not معاريف
_ALIKE = 0.95
_EDITS = 2
_SAME_FIRST = {"ج", "غ"}
_STEPS = frozenset(["g", "tsh", "vowel-i", "vowel-a", "vowel-u", "s-z", "s", "double", "hamza", "final", "t", "th", "kh"])
_INFLECTED = frozenset("ئءؤ")  # more often a broken plural than a borrowed name
_RELATION = ("يا", "ية")  # of an adjective: اوروبيا is أوروبي
_JOINED = frozenset("وفبلك")
_BONES = str.maketrans({letter: sign for letters, sign in CLASSES.items() for letter in letters} | dict.fromkeys("اويةءئؤهعح", ""))


def _bones(key: str) -> str:
    return key.replace("تش", "ش").translate(_BONES)


@cache
def _table() -> tuple[dict[str, list[str]], frozenset[str]]:
    """Lay the long words of the gazetteers out by their consonants."""
    names = keys([row["name"] for name in ("places", "organisations") for row in read(name)])
    every = dict.fromkeys(part for name in names for part in name.split())
    table: dict[str, list[str]] = {}
    for word in every:
        if len(word) >= _SHORTEST and not word.startswith("ال") and not nominal(word):
            table.setdefault(_bones(word), []).append(word)
    return table, frozenset(every)


def may_vary(words: pl.Series) -> NDArray[np.bool_]:
    """Tell, at little cost, which words may be spellings of a known one."""
    return np.fromiter((bool(_near(key)) for key in words.to_list()), dtype=bool, count=len(words))


def _near(key: str) -> list[str]:
    near = _table()[0].get(_bones(key)) if len(key) >= _SHORTEST else None
    if not near or _INFLECTED & {*key}:
        return []
    return [word for word in near if (key[0] == word[0] or {key[0], word[0]} == _SAME_FIRST) and OSA.distance(key, word) <= _EDITS]


def variant(plain: str, key: str, raw: str) -> str | None:
    """Give the word of the gazetteers that an unknown word is a spelling of.

    plain, key, raw  the word at levels N1 and N2, and as it stands.
    """
    every = _table()[1]
    if key in every or (key[0] in _JOINED and key[1:] in every) or letter_of(plain, key, raw) != "X":
        return None
    found = [(score, word) for word in _near(key) if (score := _score(key, word))]
    return max(found)[1] if found else None


def _score(key: str, word: str) -> float:
    """Give how alike an unknown word is to a known one, or 0 where it is not surely a spelling of it."""
    if (row := known().get(key)) is not None:
        return 1.0 if row == known().get(word) else 0.0
    return alike(key, word)


def alike(key: str, word: str) -> float:
    """Give how alike two words are, or 0 where more parts them than the steps that the news take all the time."""
    found = align(key, word, costs())
    longer = max(len(key), len(word))
    score = 1 - found.cost / longer
    relation = key.endswith(_RELATION) and key[-2:] != word[-2:]
    plain = all(costs().rows[edit.row]["name"] in _STEPS for edit in found.edits)
    long = min(len(key), len(word)) >= _LONGER or len(key) == len(word)
    return score if plain and not relation and score >= _ALIKE and long else 0.0
