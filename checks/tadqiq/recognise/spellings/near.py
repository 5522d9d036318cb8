"""Find, among many distinct names, those that are surely spellings of one another.

Names are compared only inside a block: the same number of words, each with the same skeleton once what transliteration leaves out is
dropped (a first vowel, the t of tsh, the g after n, a last silent consonant). What the block parts is lost; few sure steps part it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from tadqiq.recognise.spellings import Verdict, compare, compare_words, known
from tadqiq.recognise.spellings.parts import Spelling, skeleton

Word = tuple[str, str]  # at matching level, and its kind (see Spelling)
Words = tuple[Word, ...]

ALONE, ALONE_SHORT = 0.9, 0.93  # how alike a family name alone must be to that of a full name, and one of five letters
_FULL = 120  # names of one block that are all compared with each other; 62,000 articles of news have no larger block
_WINDOW = 4  # in a larger one, names that follow a name and are at least compared with it: time stays linear in hostile input
_EDITS = 3  # letters that two spellings of a word may differ by at most


@lru_cache(maxsize=500_000)
def block(word: str) -> str:
    """Give the key under which a word is compared with others.

    >>> block("منوتشين") == block("منوشين") and block("يونغ") == block("يون")
    True
    """
    bones = skeleton(word).removeprefix("A").replace("TS", "S").replace("nG", "n")
    return bones.rstrip("TSn") if len(bones.rstrip("TSn")) > 1 else bones


class Pair(NamedTuple):
    """Hold two names that may be one, and how alike they are; sure: they are, article: ال is among what parts them."""

    one: Words
    other: Words
    score: float
    sure: bool
    article: bool


def near(names: Iterable[Words]) -> Iterator[Pair]:
    """Pair the names that are surely spellings of one another, and those that may be.

    A name of one word is a whole name here, so that the article parts it.
    """
    blocks: dict[tuple[str, ...], list[Words]] = {}
    for name in sorted(set(names)):
        blocks.setdefault(tuple(block(word) for word, _ in name), []).append(name)
    for members in blocks.values():
        if len(members) > 1:
            yield from (pair for one, other in _pairs(members) if (pair := _judge(one, other)))


def _judge(one: Words, other: Words) -> Pair | None:
    found = []
    for x, y in zip(one, other, strict=True):
        if x[0] == y[0]:
            continue
        if not _may_be(x[0], y[0]) or not (word := _word(x, y, len(one) == 1)).same:
            return None
        found.append(word)
    if not found:
        return None
    score, sure = min(word.score for word in found), all(word.sure for word in found)
    return Pair(one, other, score, sure, any("article" in word.why for word in found))


def _pairs(members: Sequence[Words]) -> Iterator[tuple[Words, Words]]:
    """Pair each name of a block with those that follow it in order; only in a block beyond all measure are far ones left out."""
    window = max(_WINDOW, _FULL * _FULL // len(members))
    for place, one in enumerate(members):
        yield from ((one, other) for other in members[place + 1 : place + 1 + window])


def alike(one: Sequence[Word], other: Sequence[Word], *, alone: bool | None = None) -> float:
    """Give how alike two names of equally many words are, or 0 where they are not surely one.

    alone  whether a word is a whole name; by default whether the names have one word.
    """
    alone = len(one) == 1 if alone is None else alone
    least = 1.0
    for x, y in zip(one, other, strict=True):
        if x[0] != y[0]:
            found = _word(x, y, alone) if _may_be(x[0], y[0]) else None
            if found is None or not found.sure:
                return 0.0
            least = min(least, found.score)
    return least


def _may_be(x: str, y: str) -> bool:
    """Tell cheaply whether two words are worth a comparison."""
    rows = known()
    if x in rows and y in rows:
        return rows[x] == rows[y]
    return abs(len(x) - len(y)) <= _EDITS and OSA.distance(x, y, score_cutoff=_EDITS) <= _EDITS


@lru_cache(maxsize=200_000)
def _word(x: Word, y: Word, alone: bool) -> Verdict:
    return verdict(x, y, alone=alone)


def verdict(one: Word, other: Word, *, alone: bool = False) -> Verdict:
    """Decide on two words as parts of longer names, or as whole names."""
    if not alone:
        return compare_words(one[0], other[0], one[1], other[1], alone=False)
    return compare(*(Spelling("", word, (word,), (kind,)) for word, kind in (one, other)))
