"""Build what the report shows, as plain values: an article is a sheet, a finding is a card. No markup here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import polars as pl

from tadqiq.model import LEVELS, Rule
from tadqiq.verify.sources.ladder import Ladder
from tadqiq.write.changed import Changed, notes, sides
from tadqiq.write.order import about_run, family
from tadqiq.write.passage import Passage
from tadqiq.write.places import Evidence, Places, day, details, where
from tadqiq.write.shown import clipped
from tadqiq.write.sources import Step, steps
from tadqiq.write.wording import Words

_LONGEST = 600  # code points of a sentence or headline: hostile input must not fill the page
_HIGH, _MEDIUM = 0.85, 0.6
_WEB = ("https://", "http://")  # nothing else becomes a link


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Hold one passage with the words that say where it stands."""

    label: str
    place: str
    headline: str
    about: tuple[str, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold what changed from the first article to this one, a row a change: words before, what went, what came, words after."""

    title: str
    rows: tuple[tuple[str, str, str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Hold one finding as it is shown."""

    code: str
    name: str
    title: str
    level: str
    family: str
    message: str
    suggestion: str
    why: str
    source: str
    confidence: str  # high, medium, low
    percent: int
    status: str
    fingerprint: str
    origin: str
    exhibits: tuple[Exhibit, ...]
    more: int  # related passages that are not shown
    changes: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold one article with its cards; `unseen` counts its findings that are shown elsewhere."""

    headline: str
    about: tuple[str, ...]
    article_id: str
    origin: str
    link: str
    levels: Mapping[str, int]
    cards: tuple[Card, ...]
    unseen: int = 0
    ladder: tuple[Step, ...] = ()  # on whom the article rests


@dataclass(frozen=True, slots=True)
class Maker:
    """Make cards and sheets; `around` is how much of a paragraph is shown each side of a mark."""

    places: Places
    rules: Mapping[str, Rule]
    words: Words
    around: int
    related: int
    changed: Changed
    ladders: Mapping[int, Ladder] = field(default_factory=dict)  # by doc
    _seen: dict[int, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def sheets(self, findings: pl.DataFrame, totals: Mapping[int | None, int]) -> Iterator[Sheet]:
        """Group ordered findings by article; `totals` counts every finding of an article, shown or not."""
        for (doc, run), rows in groupby(findings.iter_rows(named=True), key=lambda row: (row["doc"], about_run(row))):
            cards = tuple(self.card(row) for row in rows)
            yield self._sheet(doc, cards, 0 if run else totals.get(doc, len(cards)) - len(cards), "run" if run else "files")

    def card(self, row: Mapping[str, Any]) -> Card:
        """Make the card of one finding."""
        rule = self.rules.get(row["code"])
        sure = row["confidence"]
        return Card(
            code=row["code"],
            name=row["name"],
            title=self.words.title(row["name"]),
            level=row["level"],
            family=family(row["code"]),
            message=clipped(row[f"message_{self.words.lang}"], _LONGEST),
            suggestion=clipped(row["suggestion"] or "", _LONGEST),
            why=rule.why[self.words.lang] if rule else "",
            source=rule.source if rule else "",
            confidence="high" if sure >= _HIGH else "medium" if sure >= _MEDIUM else "low",
            percent=round(sure * 100),
            status=row["status"],
            fingerprint=row["fingerprint"],
            origin=row["origin"],
            exhibits=tuple(self._exhibits(row)),
            more=max(0, len(row["related"] or ()) - self.related),
            changes=self._changes(row),
        )

    def _changes(self, row: Mapping[str, Any]) -> Comparison | None:
        found = self.changed.of(row)
        if found is None:
            return None
        field, changes = found
        rows = tuple((one.before, *sides(one, self.words), one.after) for one in changes.shown)
        return Comparison(self.words(f"changes.{field}"), rows, tuple(notes(changes, self.words)))

    def _exhibits(self, row: Mapping[str, Any]) -> Iterator[Exhibit]:
        own = self.places.evidence(row, self.around)
        if own:
            yield Exhibit(self.words("here"), where(own, self.words), "", (), own.passage)
        for other in self.places.related(row, self.around, self.related):
            yield self._exhibit(other)

    def _exhibit(self, other: Evidence) -> Exhibit:
        if other.same or other.article is None:
            return Exhibit(self.words("same_article" if other.same else "other_article"), where(other, self.words), "", (), other.passage)
        headline, about = self._naming(other.article)
        return Exhibit(self.words("other_article"), where(other, self.words), headline, about, other.passage)

    def _naming(self, article: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
        doc = article["doc"]
        if doc not in self._seen:
            about = (*details(article, ("outlet",)), day(article))
            headline = clipped(article["headline"], _LONGEST) or self.words("no_headline")
            self._seen[doc] = (headline, tuple(clipped(item, 120) for item in about if item))
        return self._seen[doc]

    def _sheet(self, doc: int | None, cards: tuple[Card, ...], unseen: int, otherwise: str) -> Sheet:
        levels = {level: count for level in LEVELS if (count := sum(card.level == level for card in cards))}
        article = None if doc is None else self.places.articles.get(doc)
        if article is None:
            return Sheet(self.words(otherwise), (), "", "", "", levels, cards, unseen)
        headline, _ = self._naming(article)
        about = (*details(article, ("outlet",)), day(article), *details(article, ("section", "author")))
        url = article["url"] or ""
        return Sheet(
            headline=headline,
            about=tuple(clipped(item, 120) for item in about if item),
            article_id=clipped(article["article_id"], 120),
            origin=f"{article['origin']}:{article['line']}",
            link=url if url.lower().startswith(_WEB) else "",
            levels=levels,
            cards=cards,
            unseen=unseen,
            ladder=steps(self.ladders[article["doc"]], article, self.words) if article["doc"] in self.ladders else (),
        )
