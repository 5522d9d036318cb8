"""Gather the claims of a batch that may be compared, and what their sentences say besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import BODY, Span
from tadqiq.recognise.numbers.compare import Interval, intervals, same_thing
from tadqiq.recognise.numbers.context import CUE, cues
from tadqiq.recognise.numbers.forms import fold
from tadqiq.verify.kinds._headlines import Pages, Sentence, word_keys
from tadqiq.verify.views import ArticleView

_KINDS = ("cardinal", "dual")
_APART = ("change", "total", "delta", "another", "past", "ago")
_MOST = 60  # claims of one article that are looked at


class Claim(NamedTuple):
    """Hold one claim with its place and the values it allows."""

    span: Span
    text: str
    para: int
    sent: int
    event: str
    thing: str
    values: Interval
    value: float

    @property
    def sentence(self) -> tuple[int, int]:
        """Name the sentence within the article."""
        return self.span.field, self.sent

    def same(self, other: Claim) -> bool:
        """Tell whether both count the same people or things in the same sort of event."""
        return self.event == other.event and same_thing(self.thing, other.thing, self.event)


def claims(numbers: pl.DataFrame) -> Iterator[list[Claim]]:
    """Give the claims of each article that has two: stated whole numbers of a known event that are neither parts nor additions."""
    kept = numbers.filter(
        pl.col("is_claim")
        & pl.col("event").is_not_null()
        & pl.col("low").is_not_null()
        & pl.col("number_kind").is_in(_KINDS)
        & (pl.col("scope").is_null() | (pl.col("scope") == "total"))
        & (pl.col("modality") == "stated")
    )
    kept = kept.filter(pl.len().over("doc") > 1)
    if kept.is_empty():
        return
    kept = kept.with_columns(thing=_things(kept)).group_by("doc", maintain_order=True).head(_MOST)
    made = map(_claim, kept.iter_rows(named=True), intervals(kept))
    for _, group in groupby(made, lambda claim: claim.span.doc):
        yield list(group)


def _things(numbers: pl.DataFrame) -> pl.Series:
    """Name what each claim counts: the lexicon's key, else the noun without its ending, "" where none stands."""
    written = pl.Series(fold(numbers["unit"].fill_null("").to_list()), dtype=pl.String)
    stems = pl.Series([str(key) if word else "" for key, word in zip(word_keys(written).tolist(), written.to_list(), strict=True)])
    return numbers["unit_key"].fill_null(stems)


def _claim(row: dict[str, Any], values: Interval) -> Claim:
    span = Span(row["doc"], row["field"], row["start"], row["end"])
    return Claim(span, row["text"], row["para"], row["sent"], row["event"], row["thing"], values, row["low"])


class Sentences:
    """Look up the words around claims, in the articles that have some."""

    def __init__(self, view: ArticleView, docs: Sequence[int]) -> None:
        """Hold the words of those articles."""
        self._tokens = view.batch.tokens
        rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
        self._rows = {doc: rows[doc] for doc in docs}
        self._pages = Pages(view.batch, self._rows.values())
        self._cue = view.batch.vocabulary.column(cues)
        self._day = view.batch.vocabulary.column(days)
        self._dates = _dates(view.mentions.numbers, docs)
        self._sources = _sources(view.mentions.attributions, docs)

    def of(self, claim: Claim) -> Sentence:
        """Give the sentence of a claim as a range of tokens."""
        segment = 2 * self._rows[claim.span.doc] + claim.span.field
        first, last = (int(place) for place in self._tokens.first[segment : segment + 2])
        inside = np.searchsorted(self._tokens.sent[first:last], [claim.sent, claim.sent + 1])
        return Sentence(first + int(inside[0]), first + int(inside[1]), claim.para)

    def has(self, claim: Claim, *names: str) -> bool:
        """Tell whether the sentence has a cue of one of those classes."""
        place = self.of(claim)
        cue = self._cue[self._tokens.code[place.first : place.last]]
        return bool(np.isin(cue, [CUE[name] for name in names]).any())

    def overlap(self, first: Claim, second: Claim) -> float:
        """Return the share of the shorter sentence's words of meaning that the other has as well."""
        one, two = (self._content(claim) for claim in (first, second))
        return len(one & two) / max(1, min(len(one), len(two)))

    def _content(self, claim: Claim) -> set[int]:
        place = self.of(claim)
        return self._pages.content(place.first, place.last)

    def one_event(self, first: Claim, second: Claim) -> bool:
        """Tell whether nothing in two sentences speaks for two events: a change, another event, other times, other sources."""
        if any(self.has(claim, *_APART) for claim in (first, second)) or self.has(first, "since") != self.has(second, "since"):
            return False
        places = [(claim.span.doc, claim.sent) for claim in (first, second)]
        dates = [self._dates.get(place, set()) for place in places]
        weekdays = [self._weekdays(claim) for claim in (first, second)]
        if dates[0] != dates[1] or (weekdays[0] and weekdays[1] and not weekdays[0] & weekdays[1]):
            return False
        sources = [self._sources.get(place, set()) for place in places]
        return not sources[0] or not sources[1] or bool(sources[0] & sources[1])

    def _weekdays(self, claim: Claim) -> set[int]:
        place = self.of(claim)
        return set(self._day[self._tokens.code[place.first : place.last]].tolist()) - {0}


def _dates(numbers: pl.DataFrame, docs: Sequence[int]) -> dict[tuple[int, int], set[str]]:
    """Gather the dates of each sentence."""
    rows = numbers.filter((pl.col("number_kind") == "date") & (pl.col("field") == BODY) & pl.col("doc").is_in(docs))
    found: dict[tuple[int, int], set[str]] = {}
    for doc, sentence, text in rows.select("doc", "sent", "text").iter_rows():
        found.setdefault((doc, sentence), set()).add(text)
    return found


def _sources(attributions: pl.DataFrame, docs: Sequence[int]) -> dict[tuple[int, int], set[int]]:
    """Gather the words that name the sources of each sentence."""
    rows = attributions.filter(pl.col("source").is_not_null() & (pl.col("field") == BODY) & pl.col("doc").is_in(docs))
    words = rows.select("doc", "sent", word=pl.col("source").str.split(" ")).explode("word")
    keys = word_keys(pl.Series(fold(words["word"].to_list()), dtype=pl.String)).tolist()
    found: dict[tuple[int, int], set[int]] = {}
    for (doc, sentence), key in zip(words.select("doc", "sent").iter_rows(), keys, strict=True):
        if key:
            found.setdefault((doc, sentence), set()).add(key)
    return found


def days(words: pl.DataFrame) -> NDArray[np.int8]:
    """Give each day of the week a number; 0 for every other word."""
    known = {key: place for place, key in enumerate(fold([row["word"] for row in read("weekdays")]), 1)}
    names = [key.removeprefix("و").removeprefix("ل") for key in words["n2"].to_list()]
    return np.fromiter((known.get(name, 0) for name in names), dtype=np.int8, count=words.height)
