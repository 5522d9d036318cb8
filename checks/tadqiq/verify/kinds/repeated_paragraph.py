"""An article has the same paragraph twice, word by word but for dress (marks, hamza seats, spaces).

Short lines are left alone (a by-line, a sub-heading, a refrain), and so is what stands three times (a table of labels, a list) and what
calls on the reader (تابعونا). Paragraphs that are repeated one after another, as where a text was pasted twice, are one finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import BODY, Hit, Rule
from tadqiq.normalise import column
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.duplicates import words
from tadqiq.verify.duplicates.hashing import Hashes, runs
from tadqiq.verify.duplicates.sets import HALF, starts
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "words": 15,  # of a paragraph; a shorter one may be repeated on purpose
    "times": 2,  # a paragraph that stands more often is a label or a refrain
}


class _Paragraphs(NamedTuple):
    """Hold the paragraphs of the bodies of a batch: their text, hash, count of words, and first and last token."""

    segment: Ints
    hash: Hashes
    size: Ints
    first: Ints
    last: Ints


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the paragraphs that stand again later in the same body."""
    tokens = view.batch.tokens
    paragraphs = view.once(_paragraphs)
    for (one, one_end), (two, two_end) in _stretches(paragraphs, _twice(view.batch, paragraphs, rule)):
        segment = int(paragraphs.segment[one])
        passages = [(tokens.start[paragraphs.first[a]], tokens.end[paragraphs.last[b]]) for a, b in ((one, one_end), (two, two_end))]
        span, again = (view.batch.span(segment, *passage) for passage in passages)
        yield Hit(rule.code, again, {"count": str(one_end - one + 1)}, related=(span,))


def _paragraphs(view: ArticleView) -> _Paragraphs:
    batch = view.batch
    every = batch.column(words.hashes)
    kept = np.flatnonzero((every > 0) & (batch.tokens.segment % 2 == BODY))
    place = (batch.tokens.segment[kept].astype(np.uint64) << HALF) | batch.tokens.para[kept].astype(np.uint64)
    bounds = np.append(np.flatnonzero(starts(place)), len(kept))
    first, last = kept[bounds[:-1]], kept[bounds[1:] - 1]
    return _Paragraphs(batch.tokens.segment[first], runs(every[kept], bounds), np.diff(bounds), first, last)


def _twice(batch: Batch, paragraphs: _Paragraphs, rule: Rule) -> list[tuple[int, int]]:
    """Pair each long paragraph with the next that has its words."""
    long = np.flatnonzero(paragraphs.size >= rule.settings["words"])
    order = long[np.lexsort((paragraphs.hash[long], paragraphs.segment[long]))]
    if not len(order):
        return []
    fresh = starts(paragraphs.segment[order]) | starts(paragraphs.hash[order])
    bounds = np.append(np.flatnonzero(fresh), len(order))
    count = np.diff(bounds)
    groups = np.flatnonzero((count > 1) & (count <= rule.settings["times"]))
    calls = batch.column(_calls)
    found = []
    for at in groups.tolist():
        members = sorted(order[bounds[at] : bounds[at + 1]].tolist())
        if not calls[paragraphs.first[members[0]]]:
            found += [(members[0], other) for other in members[1:]]
    return sorted(found)


def _stretches(paragraphs: _Paragraphs, pairs: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Lay pairs that follow one another together, with the short lines between them, as two runs of paragraphs."""
    done: set[tuple[int, int]] = set()
    for one, two in pairs:
        if (one, two) in done:
            continue
        step = 1
        while one + step < two and two + step < len(paragraphs.hash) and _same(paragraphs, one + step, two + step):
            done.add((one + step, two + step))
            step += 1
        yield (one, one + step - 1), (two, two + step - 1)


def _same(paragraphs: _Paragraphs, one: int, two: int) -> bool:
    return bool(paragraphs.segment[one] == paragraphs.segment[two] and paragraphs.hash[one] == paragraphs.hash[two])


def _calls(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which words begin a line that calls on the reader."""
    return words["n2"].is_in(_heads().implode()).to_numpy()


@cache
def _heads() -> pl.Series:
    tails = [row["form"] for row in read("segmentation") if row["class"] == "tail"]
    return column(pl.Series(tails, dtype=pl.String), "N2").unique()
