"""Two articles that seem to bear each other out rest on one source: an unnamed one through one agency, or each other.

Articles of a few days are compared whose unnamed source has one description and reached them through one outlet, or of which each cites the
other's outlet; and only where they let it say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from tadqiq.model import Hit, Rule, Schema, Span
from tadqiq.normalise import column
from tadqiq.recognise.attributions.clauses import bare, head_of
from tadqiq.verify.kinds._headlines import word_keys
from tadqiq.verify.sources import sources
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS: tuple[str, ...] = ()
SETTINGS: dict[str, Any] = {
    "days": 2,
    "shared": 5,  # content words that both let the source say
    "echo": {"ar": "", "en": ""},  # the end of the message for one unnamed source; {source} and {via} are its name and the agency's
    "circle": {"ar": "", "en": ""},  # and for two articles that cite each other's outlets
}
KEYS: dict[str, Schema] = {
    "source_echoes": {
        "doc": pl.UInt32,
        "cited": pl.String,  # the outlet, by the words that tell it from others
        "source": pl.String,  # the unnamed source at matching level; null for the outlet itself
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "via": pl.String,
        "words": pl.List(pl.UInt64),
    }
}

_SHORTEST = 4  # letters of a word that carries matter


class _Saying(NamedTuple):
    """Hold what an article lets a source say."""

    day: date
    article_id: str
    span: Span
    via: str
    source: str
    words: frozenset[int]


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """List the unnamed sources of a batch that came through an outlet, and the outlets that it cites."""
    found, schema = view.once(sources), KEYS["source_echoes"]
    unnamed = found.rungs.filter((pl.col("source_type") == "anonymous") & pl.col("via").is_not_null())
    outlets = found.rungs.filter(pl.col("source_type").is_in(["media", "agency"])).with_columns(via=pl.col("source"), source=pl.lit(None))
    told = pl.concat([unnamed, outlets]).filter(pl.col("via").is_not_null())
    said = found.resting.filter(pl.col("kind") != "claim").group_by("doc", "rung").agg(pl.col("text").str.join(" "))
    told = told.join(said, on=["doc", "rung"], how="inner", maintain_order="left")
    table = told.with_columns(
        cited=pl.Series(_outlets(told["via"]), dtype=pl.String),
        source=column(told["source"], "N2"),
        words=pl.Series(_content(told["text"]), dtype=pl.List(pl.UInt64)),
    )
    return {"source_echoes": table.select(list(schema)).cast(pl.Schema(schema))}


def _outlets(names: pl.Series) -> list[str]:
    """Name each outlet by what tells it from others: رويترز for وكالة رويترز للأنباء, nothing for الوكالة."""
    words = (name.split() for name in column(names, "N2").to_list())
    kept = ([word for word in parts if word.strip('"«»“”') and not word.startswith("لل")] for parts in words)
    return ["" if parts[1:] == [] and _is_reference(parts) else " ".join(bare(word) for word in (parts[1:3] or parts)) for parts in kept]


def _is_reference(words: Sequence[str]) -> bool:
    return not words or (words[0].startswith("ال") and head_of(words[0])[0] in ("media", "agency"))


def _content(texts: pl.Series) -> list[list[int]]:
    words = column(texts, "N2").str.extract_all(rf"[\p{{L}}\p{{N}}]{{{_SHORTEST},}}")
    return [sorted(set(word_keys(row).tolist()) - {0}) if len(row) else [] for row in words]


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find the articles that rest on the source of an earlier one."""
    told = view.keys["source_echoes"].join(view.articles.select("doc", "article_id", "date", "outlet"), on="doc")
    told = told.filter(pl.col("date").is_not_null() & (pl.col("cited") != ""))
    seen: set[int] = set()
    for first, second, args in (*_echoes(view, told, rule), *_circles(told, rule)):
        if second.span.doc not in seen:
            seen.add(second.span.doc)
            yield Hit(rule.code, second.span, args, related=(first.span,))


def _echoes(view: CollectionView, told: pl.DataFrame, rule: Rule) -> Iterator[tuple[_Saying, _Saying, dict[str, str]]]:
    named = told.filter(pl.col("source").is_not_null()).with_columns(head=pl.col("source").str.split(" ").list.first())
    for _, rows in named.group_by("cited", "head", maintain_order=True):
        for first, second in _alike(_sayings(rows), rule):
            yield first, second, _words(rule.settings["echo"], source=view.text(second.span), via=second.via)


def _circles(told: pl.DataFrame, rule: Rule) -> Iterator[tuple[_Saying, _Saying, dict[str, str]]]:
    """Pair the articles of which each cites the other's outlet."""
    outlets = told.filter(pl.col("outlet").is_not_null() & pl.col("source").is_null())
    outlets = outlets.with_columns(own=pl.Series(_outlets(outlets["outlet"]), dtype=pl.String)).filter(pl.col("own") != pl.col("cited"))
    mutual = outlets.select("own", "cited").unique().join(outlets.select(own="cited", cited="own").unique(), on=["own", "cited"])
    rows = outlets.join(mutual, on=["own", "cited"], how="semi", maintain_order="left")
    pair = pl.min_horizontal("own", "cited").alias("one"), pl.max_horizontal("own", "cited").alias("other")
    for _, group in rows.with_columns(*pair).group_by("one", "other", maintain_order=True):
        owner = dict(zip(group["doc"].to_list(), group["own"].to_list(), strict=True))
        for first, second in _alike(_sayings(group), rule):
            if owner[first.span.doc] != owner[second.span.doc]:
                yield first, second, _words(rule.settings["circle"], source=first.via, via=second.via)


def _sayings(rows: pl.DataFrame) -> list[_Saying]:
    """List what the rows let their sources say, the earliest first."""
    made = [
        _Saying(
            r["date"], r["article_id"], Span(r["doc"], r["field"], r["start"], r["end"]), r["via"], r["source"] or "", frozenset(r["words"])
        )
        for r in rows.iter_rows(named=True)
    ]
    return sorted(made, key=lambda one: (one.day, one.article_id, one.span.start))


def _alike(sayings: Sequence[_Saying], rule: Rule) -> Iterator[tuple[_Saying, _Saying]]:
    """Pair each saying with the first of the days before it that says the same."""
    begin = 0
    for at, second in enumerate(sayings):
        while (second.day - sayings[begin].day).days > rule.settings["days"]:
            begin += 1
        for first in sayings[begin:at]:
            shared = len(first.words & second.words) if _prefix(first.source, second.source) else 0
            if (
                first.span.doc != second.span.doc
                and shared >= rule.settings["shared"]
                and 2 * shared >= min(len(first.words), len(second.words))
            ):
                yield first, second
                break


def _prefix(one: str, other: str) -> bool:
    """Tell whether one description goes on where the other ends: مصدر مقرب، مصدر مقرب من النادي."""
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def _words(endings: dict[str, str], *, source: str, via: str) -> dict[str, str]:
    return {f"how_{language}": text.replace("{source}", source).replace("{via}", via) for language, text in endings.items()}
