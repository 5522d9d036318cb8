"""Look up what stands around claims in the articles that a kind has chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import BODY
from tadqiq.recognise.numbers.context import CUE, cues
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.vocabulary import Classifier
from tadqiq.verify.kinds._claims import Claim
from tadqiq.verify.kinds._headlines import Pages, word_keys
from tadqiq.verify.views import ArticleView

_APART = ("change", "total", "another", "past", "ago", "earlier")
_CLAUSE = 8  # tokens after a number that may tell its time
_NEARBY = 12  # tokens on each side that say what a number is
_COMMAS = ("،", ",", "؛", ";")


class Place(NamedTuple):
    """Hold the tokens of a claim's sentence, and those of the claim."""

    first: int
    last: int  # the token after it
    start: int
    end: int  # the token after it


class Sentences:
    """Look up the words around claims, in the articles that have some."""

    def __init__(self, view: ArticleView, docs: Iterable[int]) -> None:
        """Hold the words of those articles."""
        self._view, self._docs = view, list(docs)
        self._tokens = view.batch.tokens
        rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
        self._rows = {doc: rows[doc] for doc in self._docs}
        self._pages = Pages(view.batch, self._rows.values())
        self._cue, self._day, self._comma, self._figure = (view.batch.vocabulary.column(asked) for asked in (cues, days, _commas, _figures))
        self._dates: dict[tuple[int, int], set[str]] | None = None
        self._sources: dict[tuple[int, int], set[int]] | None = None

    def of(self, claim: Claim) -> Place:
        """Give the tokens of a claim and of its sentence."""
        segment = 2 * self._rows[claim.span.doc] + claim.span.field
        first, last = (int(place) for place in self._tokens.first[segment : segment + 2])
        inside = np.searchsorted(self._tokens.sent[first:last], [claim.sent, claim.sent + 1])
        own = np.searchsorted(self._tokens.end[first:last], [claim.span.start + 1, claim.span.end])
        return Place(first + int(inside[0]), first + int(inside[1]), first + int(own[0]), first + int(own[1]) + 1)

    def has(self, claim: Claim, *names: str) -> bool:
        """Tell whether the sentence has a cue of one of those classes."""
        place = self.of(claim)
        return self._any(place.first, place.last, names)

    def near(self, claim: Claim, before: int, after: int, *names: str) -> bool:
        """Tell whether a cue of one of those classes stands at most so many tokens before or after the claim, in its sentence."""
        place = self.of(claim)
        return self._any(max(place.first, place.start - before), min(place.last, place.end + after), names)

    def earlier(self, claim: Claim) -> bool:
        """Tell whether the clause before a claim speaks of what was earlier: no comma stands between its cue and the claim."""
        place = self.of(claim)
        return self._any(self._clause(place), place.start, ("earlier",))

    def current(self, claim: Claim) -> bool:
        """Tell whether the clause of a claim speaks of no other time, and the claim's figures stand whole."""
        place = self.of(claim)
        after = self._comma[self._tokens.code[place.end : min(place.last, place.end + _CLAUSE)]]
        ends = place.end + (int(after.argmax()) if after.any() else len(after))
        return self.whole(claim) and not self._any(self._clause(place), ends, ("earlier", "past"))

    def whole(self, claim: Claim) -> bool:
        """Tell whether the figures of a claim stand whole: no others stand before it that may belong to it."""
        place = self.of(claim)
        return place.start == place.first or not self._figure[self._tokens.code[place.start - 1]]

    def _clause(self, place: Place) -> int:
        """Give the token after the last comma before a claim in its sentence."""
        commas = np.flatnonzero(self._comma[self._tokens.code[place.first : place.start]])
        return place.first + (int(commas[-1]) + 1 if len(commas) else 0)

    def word(self, claim: Claim, distance: int, asked: Classifier) -> int:
        """Give what a classifier says of the token so far before (negative) or after a claim; 0 beyond its sentence."""
        place = self.of(claim)
        token = (place.start if distance < 0 else place.end - 1) + distance
        inside = place.first <= token < place.last
        return int(self._view.batch.vocabulary.column(asked)[self._tokens.code[token]]) if inside else 0

    def text(self, claim: Claim, distance: int) -> str:
        """Give the token so far before (negative) or after a claim as it stands; "" beyond its sentence."""
        place = self.of(claim)
        token = (place.start if distance < 0 else place.end - 1) + distance
        raw = self._view.batch.vocabulary.words["raw"]
        return str(raw[int(self._tokens.code[token])]) if place.first <= token < place.last else ""

    def joined(self, claim: Claim) -> bool:
        """Tell whether و is written at a number: فلان و13 لاعبا."""
        place = self.of(claim)
        raw = self._view.batch.vocabulary.words["raw"]
        token = int(self._tokens.start[place.start])
        before = raw[int(self._tokens.code[place.start - 1])] if place.start > place.first else ""
        return token < claim.span.start or str(before) == "و"

    def _any(self, first: int, last: int, names: tuple[str, ...]) -> bool:
        return bool(np.isin(self._cue[self._tokens.code[first:last]], [CUE[name] for name in names]).any())

    def overlap(self, first: Claim, second: Claim) -> float:
        """Return the share of the shorter sentence's words of meaning that the other has as well."""
        one, two = (self._content(claim) for claim in (first, second))
        return len(one & two) / max(1, min(len(one), len(two)))

    def beside(self, first: Claim, second: Claim) -> float:
        """Return the share of the words of meaning right around one number that stand around the other as well."""
        one, two = (self._nearby(claim) for claim in (first, second))
        return len(one & two) / max(1, min(len(one), len(two)))

    def _nearby(self, claim: Claim) -> set[int]:
        place = self.of(claim)
        low, high = max(place.first, place.start - _NEARBY), min(place.last, place.end + _NEARBY)
        return self._pages.content(low, place.start) | self._pages.content(place.end, high)

    def _content(self, claim: Claim) -> set[int]:
        place = self.of(claim)
        return self._pages.content(place.first, place.last)

    def one_event(self, first: Claim, second: Claim) -> bool:
        """Tell whether nothing in two sentences speaks for two events: a change, another event, other times, other sources."""
        if any(self.has(claim, *_APART) for claim in (first, second)) or self.has(first, "since") != self.has(second, "since"):
            return False
        return self.same_days(first, second) and self.same_sources(first, second)

    def same_days(self, first: Claim, second: Claim) -> bool:
        """Tell whether two sentences of the body name the same dates, and no other days of the week."""
        if self._dates is None:
            self._dates = _dates(self._view.mentions.numbers, self._docs)
        dates = [self._dates.get((claim.span.doc, claim.sent), set()) for claim in (first, second)]
        weekdays = [self._weekdays(claim) for claim in (first, second)]
        return dates[0] == dates[1] and (not weekdays[0] or not weekdays[1] or bool(weekdays[0] & weekdays[1]))

    def same_sources(self, first: Claim, second: Claim) -> bool:
        """Tell whether two sentences of the body may rest on one source: one names none, or a word of one's name is the other's."""
        if self._sources is None:
            self._sources = _sources(self._view.mentions.attributions, self._docs)
        one, two = (self._sources.get((claim.span.doc, claim.sent), set()) for claim in (first, second))
        return not one or not two or bool(one & two)

    def _weekdays(self, claim: Claim) -> set[int]:
        place = self.of(claim)
        return set(self._day[self._tokens.code[place.first : place.last]].tolist()) - {0}


def _dates(numbers: pl.DataFrame, docs: list[int]) -> dict[tuple[int, int], set[str]]:
    """Gather the dates of each sentence."""
    rows = numbers.filter((pl.col("number_kind") == "date") & (pl.col("field") == BODY) & pl.col("doc").is_in(docs))
    found: dict[tuple[int, int], set[str]] = {}
    for doc, sentence, text in rows.select("doc", "sent", "text").iter_rows():
        found.setdefault((doc, sentence), set()).add(text)
    return found


def _sources(attributions: pl.DataFrame, docs: list[int]) -> dict[tuple[int, int], set[int]]:
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


def _commas(words: pl.DataFrame) -> NDArray[np.bool_]:
    return np.asarray(words["n1"].is_in(_COMMAS).to_numpy())


def _figures(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Mark figures, and the brackets and quotation marks that may close around them."""
    return np.asarray(words["n1"].str.contains(r'^[\d)»"”]').to_numpy())
