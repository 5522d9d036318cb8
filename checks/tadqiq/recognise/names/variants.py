"""Tell which unknown words are another spelling of a word that the gazetteers know: سانتياجو of سانتياغو, مانشيستر of مانشستر.

No spelling is typed into a lexicon that the matcher can work out. In doubt there is none: the first letter must be the same, and only steps
that the news take all the time (ج or غ, a vowel more or less, ز or س, تش or ش) may part the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from tadqiq.lexicon import read
from tadqiq.recognise.names.forms import nouns
from tadqiq.recognise.names.letters import letters
from tadqiq.recognise.names.pieces import Pieces, Table
from tadqiq.recognise.names.words import keys
from tadqiq.recognise.spellings import known
from tadqiq.recognise.spellings.align import align
from tadqiq.recognise.spellings.costs import costs
from tadqiq.recognise.spellings.parts import CLASSES
from tadqiq.recognise.tokens import Ints

_SHORTEST, _LONGER = 5, 6  # letters of a word, and below which no letter may be dropped: معارف is not معاريف
_ALIKE = 0.95
_EDITS = 2
_FIRST = {"ج": "غ"}  # which stand for one another at the head of a word
_STEPS = frozenset(["g", "tsh", "vowel-i", "vowel-a", "vowel-u", "s-z", "s", "double", "hamza", "final", "t", "th", "kh"])
_INFLECTED = frozenset("ئءؤ")  # more often a broken plural than a borrowed name
_RELATION = ("يا", "ية")  # of an adjective: اوروبيا is أوروبي
_JOINED = frozenset("وفبلك")
_BONES = str.maketrans({letter: sign for alike, sign in CLASSES.items() for letter in alike} | dict.fromkeys("اويةءئؤهعح", ""))
_SIGNS = np.arange(0x700, dtype=np.uint32)  # the same by code point
_SIGNS[list(_BONES)] = [ord(sign) if sign else 0 for sign in _BONES.values()]


def _bones(key: str) -> str:
    return key.replace("تش", "ش").translate(_BONES)


@cache
def _table() -> tuple[dict[str, list[str]], frozenset[str]]:
    """Lay the long words of the gazetteers out by their consonants."""
    names = keys([row["name"] for name in ("places", "organisations") for row in read(name)])
    every = dict.fromkeys(part for name in names for part in name.split())
    table: dict[str, list[str]] = {}
    common = nouns(every)
    for word in every:
        if len(word) >= _SHORTEST and not word.startswith("ال") and word not in common:
            table.setdefault(_bones(word), []).append(word)
    return table, frozenset(every)


@cache
def _skeletons() -> Table:
    every = [word for words in _table()[0].values() for word in words]
    return Table(_FIRST.get(word[0], word[0]) + _bones(word[1:]) for word in every)


def variants(batch_words: pl.DataFrame, key: Pieces, rows: Ints) -> Iterator[tuple[int, str]]:
    """Give the rows of unknown words, of those asked for, that are spellings of a word of the gazetteers; and that word."""
    rows = rows[_may(key.of(rows))]
    close = [
        (row, word, near)
        for row, word in zip(rows.tolist(), batch_words["n2"].gather(rows).to_list(), strict=True)
        if (near := _near(word))
    ]
    unknown = letters(batch_words[[row for row, *_ in close]]) & 0xFF == ord("X") if close else ()
    for (row, word, near), is_unknown in zip(close, unknown, strict=True):
        scores = [(score, other) for other in near if (score := _score(word, other))] if is_unknown else []
        if scores:
            yield row, max(scores)[1]


def _may(key: Pieces) -> NDArray[np.bool_]:
    """Tell, at little cost, which words have the first letter and the consonants of a known one."""
    after = np.concatenate([key.points[1:], [0]])
    after[key.end - 1] = 0
    points = _SIGNS[np.minimum(key.points, len(_SIGNS) - 1)]
    points[(key.points == ord("ت")) & (after == ord("ش"))] = 0
    first = key.points[key.first]
    points[key.first] = np.where(first == ord("ج"), ord("غ"), first)
    return np.asarray((key.length >= _SHORTEST) & _skeletons().holds(key.written(points).hash()))


def _near(key: str) -> list[str]:
    every = _table()[1]
    if _INFLECTED & {*key} or key in every or (key[0] in _JOINED and key[1:] in every):
        return []
    near = _table()[0].get(_bones(key), ())
    return [word for word in near if _FIRST.get(key[0], key[0]) == _FIRST.get(word[0], word[0]) and OSA.distance(key, word) <= _EDITS]


def _score(key: str, word: str) -> float:
    """Give how alike an unknown word is to a known one, or 0 where it is not surely a spelling of it."""
    if (row := known().get(key)) is not None:
        return 1.0 if row == known().get(word) else 0.0
    return alike(key, word)


def alike(key: str, word: str) -> float:
    """Give how alike two words are, or 0 where more parts them than the steps that the news take all the time."""
    relation = key.endswith(_RELATION) and key[-2:] != word[-2:]
    if relation or not (min(len(key), len(word)) >= _LONGER or len(key) == len(word)):
        return 0.0
    found = align(key, word, costs())
    score = 1 - found.cost / max(len(key), len(word))
    plain = all(costs().rows[edit.row]["name"] in _STEPS for edit in found.edits)
    return score if plain and score >= _ALIKE else 0.0
