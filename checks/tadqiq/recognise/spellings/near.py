"""Find, among many distinct names, those that are surely spellings of one another.

Names are compared only inside a block: the same number of words, each with the same skeleton once what transliteration leaves out is
dropped (a first vowel, the t of tsh, the g after n, a last silent consonant). What the block parts is lost; few sure steps part it.
Every pair of different words is asked about once, however many names have it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from tadqiq.recognise.spellings import Question, Verdict, compare_words, decide, known
from tadqiq.recognise.spellings.parts import skeletons

Word = tuple[str, str]  # at matching level, and its kind (see Spelling)
Words = tuple[Word, ...]
Array = NDArray[np.int64]
Bools = NDArray[np.bool_]

ALONE, ALONE_SHORT = 0.9, 0.93  # how alike a family name alone must be to that of a full name, and one of five letters
_FULL = 120  # names of one block that are all compared with each other; 62,000 articles of news have no larger block
_WINDOW = 1  # in a larger one, names that follow a name and are at least compared with it: time stays linear in hostile input
_AT_ONCE = 1 << 20  # pairs that are laid out together
_EDITS = 3  # letters that two spellings of a word may differ by at most


def blocks(words: pl.Series) -> pl.Series:
    """Give the key under which each word is compared with others.

    >>> blocks(pl.Series(["منوتشين", "يونغ"])).to_list() == blocks(pl.Series(["منوشين", "يون"])).to_list()
    True
    """
    bones = skeletons(words).str.strip_prefix("A").str.replace_all("TS", "S", literal=True)
    bare = bones.str.strip_chars_end("TS")
    return bare.zip_with(bare.str.len_chars() > 1, bones).str.replace_all("نG", "ن", literal=True)


@lru_cache(maxsize=100_000)
def block(word: str) -> str:
    """Give the key of one word."""
    return str(blocks(pl.Series([word])).item())


class Pairs(NamedTuple):
    """Hold pairs of names that may be one, as columns, ordered by the names.

    one, other  the numbers of the names; score  how alike they are; sure  whether they are one; article  whether ال is among what parts
    them; crowded  the numbers of names in blocks beyond all measure, which are compared with their neighbours alone.
    """

    one: Array
    other: Array
    score: NDArray[np.float64]
    sure: Bools
    article: Bools
    crowded: Array


class _Answers(NamedTuple):
    """Hold what is decided on words, or on names, as columns (see `Pairs`)."""

    same: Bools
    score: NDArray[np.float64]
    sure: Bools
    article: Bools


def near(names: pl.DataFrame) -> Pairs:
    """Pair the names that are surely spellings of one another, and those that may be.

    names  the words of distinct names in order: row  the number of the name; sort  its class, and only names of one class are compared;
    word, kind. A name of one word is a whole name here, so that the article parts it.
    """
    words = names.select("word", "kind").unique().sort("word", "kind")
    words = words.with_columns(block=blocks(words["word"])).with_row_index("number")
    flat = names.join(words, on=["word", "kind"], maintain_order="left")
    table = flat.group_by("row", maintain_order=True).agg(pl.col("sort").first(), pl.len(), "block", "number")
    table = table.with_columns(pl.col("block").list.join(" "), first=pl.col("len").cum_sum() - pl.col("len")).sort(
        "sort", "len", "block", "number"
    )
    runs = table.select(run=pl.struct("sort", "len", "block").rle_id())["run"].to_numpy().astype(np.int64)
    rows, first, length = (table[name].to_numpy().astype(np.int64) for name in ("row", "first", "len"))
    numbers, found = flat["number"].to_numpy().astype(np.int64), []
    for left, right in _pairs(runs):
        kept, answers = _judged(words, numbers, first[left], first[right], length[left])
        found.append((rows[left[kept]], rows[right[kept]], *answers[1:]))
    one, other, score, sure, article = (np.concatenate(column) for column in zip(*found, strict=True))
    return Pairs(one, other, score, sure, article, rows[_ahead(runs)[1]])


def _pairs(runs: Array) -> Iterator[tuple[Array, Array]]:
    """Pair each name of a block with those that follow it in order, a million pairs or so at a time.

    runs  the number of each name's block, in order.
    """
    ahead, _ = _ahead(runs)
    before = np.cumsum(ahead) - ahead
    for part in np.split(np.arange(len(runs)), np.flatnonzero(np.diff(before // _AT_ONCE)) + 1):
        left = np.repeat(part, ahead[part])
        yield left, left + 1 + np.arange(len(left)) + before[part[:1]].sum() - before[left]


def _ahead(runs: Array) -> tuple[Array, Bools]:
    """Count the names of its block that follow each name and are compared with it, and tell those in a block beyond all measure.

    There far ones are left out.
    """
    size = np.bincount(runs)[runs] if len(runs) else runs
    window = np.maximum(_WINDOW, _FULL * _FULL // np.maximum(size, 1))
    follow = np.searchsorted(runs, runs, side="right") - 1 - np.arange(len(runs))
    return np.minimum(follow, window), size - 1 > window


def _judged(words: pl.DataFrame, numbers: Array, one: Array, other: Array, length: Array) -> tuple[Array, _Answers]:
    """Decide on pairs of names by their words; gives the places of those that may be one, and the answers on them.

    words  the distinct words; numbers  those of all names, one after another; one, other  where the words of each pair's names begin.
    """
    pair = np.repeat(np.arange(len(one)), length)
    step = np.arange(len(pair)) - np.repeat(np.cumsum(length) - length, length)
    x, y = np.sort([numbers[one[pair] + step], numbers[other[pair] + step]], axis=0)
    text = words["word"].rle_id().to_numpy().astype(np.int64)
    unlike = text[x] != text[y]
    pair, x, y, alone = pair[unlike], x[unlike], y[unlike], (length[pair] == 1)[unlike]
    asked, question = np.unique((x * len(words) + y) * 2 + alone, return_inverse=True)
    x, y, alone = asked // 2 // max(1, len(words)), asked // 2 % max(1, len(words)), asked % 2 == 1
    answers = _answers(words, x, y, alone, _may_be(words, x, y))
    same, score, sure, article = answers
    return _together(pair, _Answers(same[question], score[question], sure[question], article[question]))


def _together(pair: Array, answers: _Answers) -> tuple[Array, _Answers]:
    """Lay the answers on the words of each pair together; the places of the pairs that may be one come first."""
    table = pl.DataFrame({"pair": pair} | answers._asdict())
    asked = table.group_by("pair").agg(pl.col("same", "sure").all(), pl.col("score").min(), pl.col("article").any())
    asked = asked.filter("same").sort("pair")
    return asked["pair"].to_numpy(), _Answers(*(asked[name].to_numpy() for name in _Answers._fields))


def _may_be(words: pl.DataFrame, x: Array, y: Array) -> Bools:
    """Tell cheaply which words are worth a comparison."""
    texts = words["word"]
    rows = texts.replace_strict(known(), default=-1, return_dtype=pl.Int64).to_numpy()
    apart = cpdist(texts.gather(x).to_list(), texts.gather(y).to_list(), scorer=OSA.distance, score_cutoff=_EDITS)
    settled = (rows[x] >= 0) & (rows[y] >= 0)
    return np.asarray(np.where(settled, rows[x] == rows[y], apart <= _EDITS))


def _answers(words: pl.DataFrame, x: Array, y: Array, alone: Bools, asked: Bools) -> _Answers:
    """Answer the questions that are asked; whether the words are the same, how alike, whether surely, and whether ال parts them."""
    texts, kinds = words["word"].to_list(), words["kind"].to_list()
    rows = zip(x[asked].tolist(), y[asked].tolist(), alone[asked].tolist(), strict=True)
    verdicts = decide([Question(texts[a], texts[b], kinds[a], kinds[b], whole) for a, b, whole in rows])
    same, score, sure, article = np.zeros(len(x), bool), np.zeros(len(x)), np.zeros(len(x), bool), np.zeros(len(x), bool)
    same[asked], score[asked] = [v.same for v in verdicts], [v.score for v in verdicts]
    sure[asked], article[asked] = [v.sure for v in verdicts], ["article" in v.why for v in verdicts]
    return _Answers(same, score, sure, article)


def alike(one: Sequence[Word], other: Sequence[Word], *, alone: bool | None = None) -> float:
    """Give how alike two names of equally many words are, or 0 where they are not surely one.

    alone  whether a word is a whole name; by default whether the names have one word.
    """
    alone = len(one) == 1 if alone is None else alone
    least = 1.0
    for x, y in zip(one, other, strict=True):
        if x[0] != y[0]:
            found = verdict(x, y, alone=alone) if _worth(x[0], y[0]) else None
            if found is None or not found.sure:
                return 0.0
            least = min(least, found.score)
    return least


def alike_words(pairs: Sequence[tuple[Word, Word]]) -> list[float]:
    """Give how alike the words of each pair are as parts of longer names, or 0 where they are not surely one: `alike`, for many."""
    worth = [_worth(x[0], y[0]) for x, y in pairs]
    found = decide([Question(x[0], y[0], x[1], y[1], alone=False) for x, y in compress(pairs, worth)])
    scores = (verdict.score if verdict.sure else 0.0 for verdict in found)
    return [next(scores) if asked else 0.0 for asked in worth]


@lru_cache(maxsize=200_000)
def _worth(x: str, y: str) -> bool:
    rows = known()
    if x in rows and y in rows:
        return rows[x] == rows[y]
    return abs(len(x) - len(y)) <= _EDITS and OSA.distance(x, y, score_cutoff=_EDITS) <= _EDITS


def verdict(one: Word, other: Word, *, alone: bool = False) -> Verdict:
    """Decide on two words as parts of longer names, or as whole names."""
    return compare_words(one[0], other[0], one[1], other[1], alone=alone)
