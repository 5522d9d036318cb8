"""Find, among many distinct names, those that are surely spellings of one another.

Names are compared only inside a block: the same number of words, each with the same skeleton once what transliteration leaves out is
dropped (a first vowel, the t of tsh, the g after n, a last silent consonant). What the block parts is lost; few sure steps part it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from tadqiq.recognise.spellings import Verdict, compare, known
from tadqiq.recognise.spellings.parts import PLAIN, Spelling, skeleton

Word = tuple[str, str]  # at matching level, and its kind (see Spelling)
Words = tuple[Word, ...]

ALONE, ALONE_SHORT = 0.9, 0.93  # how alike a family name alone must be to that of a full name, and one of five letters
_WINDOW = 500  # names of one block that follow a name and are compared with it: time stays linear in hostile input
_EDITS = 3  # letters that two spellings of a word may differ by at most


@lru_cache(maxsize=500_000)
def block(word: str) -> str:
    """Give the key under which a word is compared with others.

    >>> block("منوتشين") == block("منوشين") and block("يونغ") == block("يون")
    True
    """
    bones = skeleton(word).removeprefix("A").replace("TS", "S").replace("nG", "n")
    return bones.rstrip("TSn") if len(bones.rstrip("TSn")) > 1 else bones


def near(names: Iterable[Words]) -> Iterator[tuple[Words, Words, float]]:
    """Pair the names that are surely spellings of one another, with how alike they are.

    A name of one word is a whole name here, so that the article parts it.
    """
    blocks: dict[tuple[str, ...], list[Words]] = {}
    for name in sorted(set(names)):
        blocks.setdefault(tuple(block(word) for word, _ in name), []).append(name)
    for members in blocks.values():
        for one, other in _pairs(members):
            score = alike(one, other) if any(x != y for (x, _), (y, _) in zip(one, other, strict=True)) else 0.0
            if score:
                yield one, other, score


def _pairs(members: Sequence[Words]) -> Iterator[tuple[Words, Words]]:
    """Pair each name of a block with those that follow it in order; only in a block beyond all measure are far ones left out."""
    for place, one in enumerate(members):
        yield from ((one, other) for other in members[place + 1 : place + 1 + _WINDOW])


def alike(one: Sequence[Word], other: Sequence[Word], *, alone: bool | None = None) -> float:
    """Give how alike two names of equally many words are, or 0 where they are not surely one.

    alone  whether a word is a whole name; by default whether the names have one word.
    """
    alone = len(one) == 1 if alone is None else alone
    least = 1.0
    for x, y in zip(one, other, strict=True):
        if x[0] != y[0]:
            least = min(least, _word(x, y, alone) if _may_be(x[0], y[0]) else 0.0)
            if not least:
                return 0.0
    return least


def _may_be(x: str, y: str) -> bool:
    """Tell cheaply whether two words are worth a comparison."""
    rows = known()
    if x in rows and y in rows:
        return rows[x] == rows[y]
    return abs(len(x) - len(y)) <= _EDITS and OSA.distance(x, y, score_cutoff=_EDITS) <= _EDITS


@lru_cache(maxsize=200_000)
def _word(x: Word, y: Word, alone: bool) -> float:
    found = verdict(x, y, alone=alone)
    return found.score if found.sure else 0.0


def verdict(one: Word, other: Word, *, alone: bool = False) -> Verdict:
    """Decide on two words as parts of longer names, or as whole names."""
    first = () if alone else ("-",)
    a, b = (Spelling("", word if alone else "", (*first, word), (*(PLAIN for _ in first), kind)) for word, kind in (one, other))
    return compare(a, b)
