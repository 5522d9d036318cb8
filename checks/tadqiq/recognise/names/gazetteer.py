"""Find the phrases of the gazetteers: places and known organisations, longest first, with joined letters peeled off the first word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.recognise.names.forms import nouns
from tadqiq.recognise.names.letters import CONTRACTED
from tadqiq.recognise.names.pieces import Pieces, Table, pieces
from tadqiq.recognise.names.variants import variants
from tadqiq.recognise.names.words import keys, words
from tadqiq.recognise.tokens import Batch, Ints

PLACE, BODY, MEDIA, CLUB = range(4)
_JOINED = frozenset("وفبلك")
_SORTS = {"body": BODY, "media": MEDIA, "club": CLUB}


class Phrases(NamedTuple):
    """Hold known phrases as a tree over word numbers.

    word  the number of each word; bare  words that take no joined letters;
    written  words that count only as spelt; steps  sorted node × width + word;
    to  the node each step leads to; sort  what a node completes, or -1
    """

    word: dict[str, int]
    bare: frozenset[str]
    written: dict[str, frozenset[str]]
    steps: Ints
    to: Ints
    sort: NDArray[np.int8]


@cache
def phrases() -> Phrases:
    """Build the tree of the gazetteers."""
    places, bodies = read("places"), read("organisations")
    names = keys([row["name"] for row in (*places, *bodies)])
    sorts = [PLACE] * len(places) + [_SORTS[row["sort"]] for row in bodies]
    rows = list(zip(names, (*places, *bodies), strict=True))
    bare = frozenset(key for key, row in rows if row["joined"] == "no")
    written = {key: frozenset(row["name"] for other, row in rows if other == key) for key, row in rows if row["joined"] == "written"}
    word: dict[str, int] = {}
    for name in names:
        for part in name.split():
            word.setdefault(part, len(word) + 1)
    edges: dict[tuple[int, int], int] = {}
    ends: dict[int, int] = {}
    listed = set(names)
    common = nouns(word) | {part for part in word if part.startswith("ال")}
    together = [(name, sort) for whole, sort in zip(names, sorts, strict=True) for name in _together(whole, common) if name not in listed]
    for name in (name for name, _ in together):
        for part in name.split():
            word.setdefault(part, len(word) + 1)
    for name, sort in (*zip(names, sorts, strict=True), *together):
        node = 0
        for part in name.split():
            node = edges.setdefault((node, word[part]), len(edges) + 1)
        ends.setdefault(node, sort)
    width = len(word) + 1
    order = sorted(edges.items(), key=lambda item: item[0][0] * width + item[0][1])
    steps = np.array([node * width + number for (node, number), _ in order], dtype=np.int64)
    to = np.array([node for _, node in order], dtype=np.int64)
    sort_of = np.full(len(edges) + 1, -1, dtype=np.int8)
    sort_of[list(ends)] = list(ends.values())
    return Phrases(word, bare, written, steps, to, sort_of)


def _together(name: str, common: frozenset[str]) -> Iterator[str]:
    """Write two neighbours of a borrowed name of three words and more as one, as the news do: ريودي جانيرو."""
    parts = name.split()
    for at in range(len(parts) - 1 if len(parts) > 2 else 0):
        if common.isdisjoint(parts[at : at + 2]):
            yield " ".join([*parts[:at], parts[at] + parts[at + 1], *parts[at + 2 :]])


def _numbers(batch_words: pl.DataFrame) -> NDArray[np.int64]:
    """Give each word its number in the tree (high half), and what opens a phrase with it (low half): see _peel."""
    key = pieces(batch_words["n2"])
    number, opens = _words().get(key.hash()), np.zeros(batch_words.height, dtype=np.int64)
    rows = np.flatnonzero(_may_open(key))
    for row, plain, word in zip(rows.tolist(), *(batch_words[level].gather(rows).to_list() for level in ("n1", "n2")), strict=True):
        opens[row] = _peel(plain, word)
    for row, word in variants(batch_words, key, np.flatnonzero(number == 0)):
        if word not in phrases().written:
            number[row] = phrases().word[word]
            opens[row] = _openers().get(word, 0) * 8
    return number << 32 | opens


@cache
def _words() -> Table:
    return Table(phrases().word)


@cache
def _opening() -> Table:
    return Table(_openers())


def _may_open(key: Pieces) -> NDArray[np.bool_]:
    """Tell which words open a phrase, with one or two joined letters or without."""
    every = (key.hash(), key.cut(1).hash(), key.cut(2).hash(), key.cut(2).hash(before="ال"))
    return np.asarray(np.logical_or.reduce([_opening().holds(some) for some in every]))


@cache
def _openers() -> dict[str, int]:
    tree = phrases()
    width = len(tree.word) + 1
    opening = set(tree.steps[tree.steps < width].tolist())
    return {key: number for key, number in tree.word.items() if number in opening}


def _peel(plain: str, key: str) -> int:
    """Give the number of a phrase's first word times eight, plus the count of joined letters (7: لل holds the article), or 0."""
    known = _openers()
    if not _spelt(plain, key):
        return 0
    if (number := known.get(key)) is not None:
        return number * 8
    bare = phrases().bare
    if key.startswith("لل") and (number := known.get("ال" + key[2:])) is not None:
        return number * 8 + CONTRACTED
    if key[:1] not in _JOINED or key in words().names or key in words().nouns:
        return 0
    for joined in (1, 2) if key[1:2] in ("ب", "ل", "ف") and key[0] in "وف" else (1,):
        rest = key[joined:]
        if len(rest) > 2 and rest not in bare and _spelt(plain[joined:], rest) and (number := known.get(rest)) is not None:
            return number * 8 + joined
    return 0


def _spelt(plain: str, key: str) -> bool:
    """Tell whether a word is written as its entry asks: جده (his grandfather) is not جدة."""
    written = phrases().written.get(key)
    return written is None or plain in written


class Known(NamedTuple):
    """Hold phrases as token indexes, with the joined letters before them (7: لل)."""

    first: Ints
    last: Ints
    peel: Ints
    sort: Ints


def known(batch: Batch) -> Known:
    """Find the known phrases of a batch, the longest at each place."""
    tree, tokens = phrases(), batch.tokens
    numbers = batch.vocabulary.column(_numbers)
    number, opening = numbers >> 32, numbers & 0xFFFFFFFF
    width, code = len(tree.word) + 1, tokens.code
    first = np.flatnonzero((opening > 0)[code])
    node = _step(tree, opening[code[first]] // 8)
    last, sort = np.full(len(first), -1), np.full(len(first), -1)
    at = first.copy()
    live = np.arange(len(first))
    while len(live):
        done = tree.sort[node] >= 0
        last[live[done]], sort[live[done]] = at[done], tree.sort[node[done]]
        after = np.minimum(at + 1, len(tokens) - 1)
        goes = (
            (after > at)
            & (tokens.segment[after] == tokens.segment[at])
            & (tokens.para[after] == tokens.para[at])
            & (number[code[after]] > 0)
        )
        live, node, at = live[goes], node[goes], after[goes]
        node = _step(tree, node * width + number[code[at]])
        live, at, node = live[node > 0], at[node > 0], node[node > 0]
    found = last >= 0
    first, last, sort = first[found], last[found], sort[found]
    free = np.ones(len(first), dtype=bool)
    if len(first):
        reach = np.maximum.accumulate(last)
        free[1:] = first[1:] > reach[:-1]
    return Known(first[free], last[free], opening[code[first[free]]] % 8, sort[free])


def _step(tree: Phrases, wanted: Ints) -> Ints:
    place = np.minimum(np.searchsorted(tree.steps, wanted), len(tree.steps) - 1)
    return np.where(tree.steps[place] == wanted, tree.to[place], 0)
