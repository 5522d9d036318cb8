"""Tell which headlines speak of one thing and say it otherwise: another number, another name, a negation, the opposite.

Such articles are no duplicates, however much of their text is the same: what parts them is the news, and rules of conflicting claims
look at it. Two headlines that share little speak of two sides of a story, and nothing is told of them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from tadqiq.recognise.tokens import tokenise
from tadqiq.recognise.vocabulary import Vocabulary
from tadqiq.verify.duplicates import asserted, words
from tadqiq.verify.duplicates.hashing import Hashes, Ints
from tadqiq.verify.duplicates.sets import HALF, overlap, sets

_FRAME = 0.5  # share of the content words of both headlines, numbers and names aside, that they must have in common
_SAME = 0.8  # that share where only a negation or a name parts them: an event has many names, a template one slot
_ONE_NAME = 0.8  # likeness of two spellings of one name
_Counts = dict[int, set[tuple[int, int]]]
_Names = dict[int, set[tuple[str, int]]]  # the name and its sort


class _Read(NamedTuple):
    """Hold the headlines as sets by row: content words, senses and the opposites of those senses; numbers with what they count; names.

    negated, rough  which headlines negate something, and which bound or round a number
    """

    frame: Hashes
    senses: Hashes
    opposites: Hashes
    negated: NDArray[np.bool_]
    rough: NDArray[np.bool_]
    numbers: _Counts
    names: _Names


def contrary(headlines: pl.Series, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Tell of pairs of headlines (by index) which contradict each other."""
    read, many = _read(headlines), len(headlines)
    one, two, shared = overlap(read.frame, read.frame, left, right, many)
    part = shared / np.maximum(1, one + two - shared)
    turned = overlap(read.senses, read.opposites, left, right, many)[2] > overlap(read.senses, read.senses, left, right, many)[2]
    found: NDArray[np.bool_] = ((part >= _FRAME) & turned) | ((part >= _SAME) & (read.negated[left] != read.negated[right]))
    exact = ~read.rough[left] & ~read.rough[right]
    for at in np.flatnonzero((part >= _FRAME) & ~found).tolist():
        a, b = int(left[at]), int(right[at])
        numbers = exact[at] and _other_numbers(read.numbers.get(a), read.numbers.get(b))
        found[at] = numbers or (part[at] >= _SAME and _other_name(read.names.get(a), read.names.get(b)))
    return found


def _read(headlines: pl.Series) -> _Read:
    known = Vocabulary()  # of these headlines: of the process's many words, only theirs are asked about
    tokens = tokenise(headlines, known)
    row, code = tokens.segment, tokens.code
    asked = (words.stems, asserted.numbers, asserted.senses, asserted.negations, asserted.bounds, asserted.names)
    stem, number, sense, negation, bound, name = (known.column(ask)[code] for ask in asked)
    frame, told = (stem > 0) & (number == 0) & (name == 0) & (sense == 0), sense > 0
    return _Read(
        sets(row[frame], stem[frame] >> HALF),
        sets(row[told], sense[told]),
        sets(row[told], sense[told] ^ 1),
        np.bincount(row[negation], minlength=len(headlines)) > 0,
        np.bincount(row[bound], minlength=len(headlines)) > 0,
        _counts(known, row, code, number),
        _named(known, row, code, name),
    )


def _counts(known: Vocabulary, row: Ints, code: NDArray[np.uint32], number: Hashes) -> _Counts:
    """Gather the numbers of each headline, without their decimals, with what is counted: the word behind, and the next behind a scale."""
    thing, scale, point = (known.column(ask)[code] for ask in (asserted.units, asserted.scales, asserted.points))
    behind = np.minimum(np.arange(len(code))[:, None] + np.arange(5), len(code) - 1)
    behind = np.where(row[behind] == row[:, None], behind, behind[:, :1])
    whole = point[behind[:, 1]] & (number[behind[:, 2]] > 0)
    tail = np.zeros(len(code), dtype=bool)
    tail[behind[whole, 2]] = True
    thousands = whole & known.column(asserted.triples)[code[behind[:, 2]]]  # 44,793 is written 44793 elsewhere, and says no more
    at = np.flatnonzero((number > 0) & ~tail & ~thousands)
    unit = np.where(whole[at], behind[at, 3], behind[at, 1])
    after = np.minimum(unit + 1, len(code) - 1)
    counted = thing[unit] + np.where(scale[unit] & (row[after] == row[unit]), thing[after] * np.uint64(3), np.uint64(0))
    found: _Counts = {}
    for of, value, what in zip(row[at].tolist(), number[at].tolist(), counted.tolist(), strict=True):
        found.setdefault(of, set()).add((value, what))
    return found


def _named(known: Vocabulary, row: Ints, code: NDArray[np.uint32], sort: NDArray[np.int64]) -> _Names:
    at = np.flatnonzero(sort)
    texts = asserted.bare(known.words["n2"].gather(code[at])).to_list()
    found: _Names = {}
    for of, text, kind in zip(row[at].tolist(), texts, sort[at].tolist(), strict=True):
        found.setdefault(of, set()).add((text, kind))
    return found


def _other_numbers(one: set[tuple[int, int]] | None, two: set[tuple[int, int]] | None) -> bool:
    """Tell whether both headlines count one thing, and not alike."""
    if not one or not two:
        return False
    first, second = ({thing for _, thing in side} for side in (one - two, two - one))
    return bool((first & second) - {0})


def _other_name(one: set[tuple[str, int]] | None, two: set[tuple[str, int]] | None) -> bool:
    """Tell whether a single name is another of its sort, and no other spelling of it."""
    here, there = (one or set()) - (two or set()), (two or set()) - (one or set())
    if len(here) != 1 or len(there) != 1:
        return False
    (name, sort), (other, kind) = *here, *there
    return sort == kind and JaroWinkler.similarity(name, other) < _ONE_NAME
