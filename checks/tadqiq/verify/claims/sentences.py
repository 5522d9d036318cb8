"""Leave of each batch the sentences that tell a toll: how many were killed and hurt, since when, and the words that say where and how."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import BODY, Schema
from tadqiq.recognise.numbers.compare import CASUALTIES, same_thing
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.tokens import Batch
from tadqiq.recognise.vocabulary import Classifier
from tadqiq.verify.duplicates import words
from tadqiq.verify.duplicates.hashing import mix
from tadqiq.verify.duplicates.sets import HALF
from tadqiq.verify.views import ArticleView

CLAIM_TOLLS: Schema = {
    "doc": pl.UInt32,
    "sent": pl.UInt32,
    "event": pl.String,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "value": pl.Float64,
    "before": pl.UInt32,  # the content word before it
    "since": pl.UInt32,  # hash of what follows منذ in the sentence; 0 where nothing does
    "words": pl.List(pl.UInt32),  # content words of the sentence
    "places": pl.List(pl.UInt32),  # those that name a place
}
_PARAGRAPHS = 3  # in which a story tells its toll
_COUNTED = ("cardinal", "dual")
_JOINED = ("", "ب", "و", "ل", "ال", "بال", "وال", "لل")
_SINCE, _PLACE = 1, 2


def claim_tolls(view: ArticleView) -> pl.DataFrame:
    """Gather the first count of each event in the sentences that count two events, or count since a day."""
    found = _counts(view.mentions.numbers)
    groups = groupby(found.iter_rows(named=True), key=lambda row: (row["doc"], row["sent"]))
    rows = [row for _, group in groups for row in _sentence(view.batch, list(group))]
    return pl.DataFrame(rows, schema=dict(CLAIM_TOLLS), orient="row")


def _counts(numbers: pl.DataFrame) -> pl.DataFrame:
    """Keep the numbers of a body's beginning that state exactly how many people an event touched."""
    kept = numbers.filter(
        (pl.col("field") == BODY)
        & (pl.col("para") < _PARAGRAPHS)
        & pl.col("event").is_in(list(CASUALTIES))
        & pl.col("number_kind").is_in(_COUNTED)
        & (pl.col("low") == pl.col("high"))
        & (pl.col("modality") == "stated")
        & (pl.col("qualifier") == "exact")
    )
    people = [key for key in kept["unit_key"].unique().to_list() if key is None or same_thing(key, "person", "killed")]
    return kept.filter(pl.col("unit_key").is_in(people, nulls_equal=True)).sort("doc", "sent", "start")


def _sentence(batch: Batch, counts: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """Give the first count of each event of one sentence, if what follows is a part of it; none of a sentence that is no toll."""
    first: dict[str, dict[str, Any]] = {}
    for row in counts:
        held = first.setdefault(row["event"], row)
        if row["low"] > held["low"]:
            return
    place = _tokens(batch, counts[0])
    marks = _column(batch, _signs, place)
    if len(first) < 2 and not (marks == _SINCE).any():
        return
    stem = (_column(batch, words.stems, place) >> HALF).astype(np.uint32)
    since = _since(batch, place, marks)
    content, places = (sorted(set(stem[which & (stem > 0)].tolist())) for which in (marks >= 0, marks == _PLACE))
    for event, row in first.items():
        if row["scope"] != "part":
            before = stem[(batch.tokens.start[place] < row["start"]) & (stem > 0)][-1:].sum()
            yield row["doc"], row["sent"], event, row["start"], row["end"], row["low"], before, since, content, places


def _tokens(batch: Batch, row: dict[str, Any]) -> NDArray[np.int64]:
    """Give the tokens of the sentence of a number."""
    segment = 2 * int(np.flatnonzero(batch.docs == row["doc"])[0]) + BODY
    start, end = (int(at) for at in batch.tokens.first[segment : segment + 2])
    inside = np.searchsorted(batch.tokens.sent[start:end], [row["sent"], row["sent"] + 1])
    return np.arange(start + int(inside[0]), start + int(inside[1]))


def _column(batch: Batch, classifier: Classifier, place: NDArray[np.int64]) -> NDArray[Any]:
    """Ask a classifier about a few tokens."""
    return np.asarray(batch.vocabulary.column(classifier)[batch.tokens.code[place]])


def _since(batch: Batch, place: NDArray[np.int64], marks: NDArray[np.uint8]) -> int:
    """Hash the two words that follow منذ; 0 where it does not stand."""
    at = np.flatnonzero(marks == _SINCE)
    if not len(at) or at[0] + 2 >= len(place):
        return 0
    one, two = _column(batch, words.hashes, place[at[0] + 1 : at[0] + 3])
    return int(mix(np.array([one ^ mix(np.array([two]))[0]]))[0] >> HALF)


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    since = fold([row["word"] for row in read("claim_words") if row["class"] == "since"])
    places = [row["name"] for row in read("places") if " " not in row["name"]]
    return frozenset(since), frozenset(joined + key for key in fold(places) for joined in _JOINED)


def _signs(known: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell the word منذ, and words that name places."""
    since, place = (known["n2"].is_in(sorted(words)).to_numpy() for words in _known())
    return np.where(since, _SINCE, np.where(place, _PLACE, 0)).astype(np.uint8)
