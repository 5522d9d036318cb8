"""Find, among many distinct words, those that are surely spellings of one another.

Words are compared only inside a block: equal skeletons once what transliteration leaves out is dropped (a first vowel, the t of tsh, the g
after n, a last silent consonant). What the block parts is lost; no surer step than those parts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from tadqiq.recognise.spellings import Verdict, compare
from tadqiq.recognise.spellings_parts import PLAIN, Spelling, skeleton

Word = tuple[str, str]  # at matching level; ARTICLE, JOINED or PLAIN
Near = Mapping[Word, tuple[Word, ...]]

_EDITS = 3  # letters that two spellings may differ by at most


@lru_cache(maxsize=500_000)
def block(word: str) -> str:
    """Give the key under which a word is compared with others.

    >>> block("منوتشين") == block("منوشين") and block("يونغ") == block("يون")
    True
    """
    bones = skeleton(word).removeprefix("A").replace("TS", "S").replace("nG", "n")
    return bones.rstrip("TSn") if len(bones.rstrip("TSn")) > 1 else bones


def near(words: Iterable[Word], *, alone: bool = False) -> dict[Word, tuple[Word, ...]]:
    """Give for each word those that are surely spellings of the same.

    alone  whether the words are whole names, so that the article parts them.
    """
    blocks: dict[str, list[Word]] = {}
    for word in sorted(set(words)):
        blocks.setdefault(block(word[0]), []).append(word)
    found: dict[Word, list[Word]] = {}
    for members in blocks.values():
        for one, other in _pairs(members):
            if one[0] != other[0] and verdict(one, other, alone=alone).sure:
                found.setdefault(one, []).append(other)
                found.setdefault(other, []).append(one)
    return {word: tuple(sorted(others)) for word, others in found.items()}


def verdict(one: Word, other: Word, *, alone: bool = False) -> Verdict:
    """Decide on two words as parts of longer names, or as whole names."""
    first = () if alone else ("-",)
    a, b = (Spelling("", (*first, word), (*(PLAIN for _ in first), kind)) for word, kind in (one, other))
    return compare(a, b)


def _pairs(members: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Pair the words of a block that differ by a few letters."""
    for one, other in combinations(members, 2):
        if abs(len(one[0]) - len(other[0])) <= _EDITS and OSA.distance(one[0], other[0], score_cutoff=_EDITS) <= _EDITS:
            yield one, other
