"""Verify articles and mentions against rules: per article inside the batches, over the whole collection, then over what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from tadqiq.clock import TIMES, Clock
from tadqiq.engines import Engine
from tadqiq.model import FINDINGS, Hit, Rule, Schema
from tadqiq.recognise import MENTIONS, Mentions, recognise
from tadqiq.recognise.tokens import batch as tokenise
from tadqiq.verify import findings
from tadqiq.verify.packs import LOADING, builtin, kind_module
from tadqiq.verify.views import ArticleView, CollectionView, RunView

__all__ = ["ArticleView", "CollectionView", "RunView", "Verified", "collection", "verify"]

_SCOPES = ("article", "collection", "run")


@dataclass(frozen=True, slots=True)
class Verified:
    """Hold the findings of all rules, the mentions that were to be kept, and the processor time of each part (frame TIMES)."""

    findings: pl.DataFrame
    mentions: Mentions
    times: pl.DataFrame


@dataclass(frozen=True, slots=True)
class _Stage:
    """Do everything that needs only the articles of one batch; travels to worker processes."""

    rules: tuple[Rule, ...]
    key_kinds: tuple[str, ...]
    kept: tuple[str, ...]  # kinds of mentions that are handed on
    glossary: Any

    def __call__(self, articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
        clock = Clock()
        with clock.on("tokens"):
            batch = tokenise(articles)
        mentions = recognise(batch, clock)
        view = ArticleView(batch, mentions, self.glossary)
        tables = {name: getattr(mentions, name) for name in self.kept}
        for kind in self.key_kinds:
            with clock.on(f"keys of {kind}"):
                tables |= kind_module(kind).keys(view)
        hits = _hits(self.rules, view, clock)
        row = {doc: n for n, doc in enumerate(batch.docs.tolist())}
        with clock.on("findings"):
            tables["findings"] = findings.frame(
                hits, {r.code: r for r in self.rules}, *_names(articles), lambda doc, field: batch.texts[2 * row[doc] + field]
            )
        tables["times"] = clock.frame()
        return tables


def _hits(rules: Sequence[Rule], view: ArticleView | CollectionView | RunView, clock: Clock) -> list[Hit]:
    """Let each rule look at a view, one after the other, by the clock."""
    hits: list[Hit] = []
    for rule in rules:
        with clock.on(f"{rule.code} {rule.name}"):
            hits.extend(kind_module(rule.kind).find(view, rule))
    return hits


def verify(
    articles: pl.DataFrame,
    rules: Sequence[Rule],
    engine: Engine,
    *,
    glossary: Any = None,
    progress: Callable[[int], None] | None = None,
    keep: Sequence[str] = (),
) -> Verified:
    """Run rules over articles (schema ARTICLES, `doc` the row number) and give their findings, ordered by article and place.

    keep  kinds of mentions to hand back, besides those that rules over the whole collection read.
    """
    helpers = _measured(rules)
    running = [r for r in (*rules, *helpers) if r.kind != LOADING]
    scoped = {scope: [r for r in running if scope == kind_module(r.kind).SCOPE] for scope in _SCOPES}
    view = _view(articles, scoped["article"], [r.kind for r in scoped["collection"]], engine, glossary, progress, keep)
    clock = Clock()
    across = _found(_hits(scoped["collection"], view, clock), articles, scoped["collection"])
    found = pl.concat([view.keys["findings"], across])
    asked = found.filter(~pl.col("code").is_in([rule.code for rule in helpers]))
    over = _found(_hits(scoped["run"], RunView(articles, found), clock), articles, scoped["run"])
    every = pl.concat([asked, over]).sort(
        "doc", "field", "start", "end", "code", "fingerprint", descending=[False, True, False, False, False, False]
    )
    return Verified(every, view.mentions, pl.concat([view.keys["times"], clock.frame()]))


def _measured(rules: Sequence[Rule]) -> list[Rule]:
    """List the rules whose findings other rules count, and that nobody asked for."""
    over = [rule for rule in rules if rule.kind != LOADING and kind_module(rule.kind).SCOPE == "run"]
    codes = {code for rule in over for code in kind_module(rule.kind).measured(rule)} - {rule.code for rule in rules}
    return [rule for rule in builtin() if rule.code in codes] if codes else []


def collection(articles: pl.DataFrame, kinds: Sequence[str], engine: Engine) -> CollectionView:
    """Show all articles as the collection kinds of those names see them, without running any rule."""
    return _view(articles, (), kinds, engine, None, None, ())


def _view(
    articles: pl.DataFrame,
    rules: Sequence[Rule],
    kinds: Sequence[str],
    engine: Engine,
    glossary: Any,
    progress: Callable[[int], None] | None,
    keep: Sequence[str],
) -> CollectionView:
    """Take every batch through its stage, and lay the tables side by side."""
    key_kinds = tuple(dict.fromkeys(kind for kind in kinds if hasattr(kind_module(kind), "keys")))
    read = {name for kind in kinds for name in kind_module(kind).READS}.union(keep)
    kept = tuple(name for name in MENTIONS if name in read)
    schemas: dict[str, Schema] = {**{name: MENTIONS[name] for name in kept}, "findings": FINDINGS, "times": TIMES}
    for kind in key_kinds:
        schemas |= kind_module(kind).KEYS
    tables = engine.map_batches(articles, _Stage(tuple(rules), key_kinds, kept, glossary), schemas, progress)
    mentions = Mentions(**{name: tables[name] for name in kept})
    return CollectionView(articles, mentions, tables, engine, glossary)


def _found(hits: Sequence[Hit], articles: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """Make findings of hits that may lie in any article."""
    docs = sorted({span.doc for hit in hits for span in (hit.span, *hit.related) if span is not None})
    some = articles[docs]
    texts = dict(zip(docs, zip(some["headline"].to_list(), some["body"].to_list(), strict=True), strict=True))
    return findings.frame(hits, {r.code: r for r in rules}, *_names(some), lambda doc, field: texts[doc][field])


def _names(articles: pl.DataFrame) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """Give each doc's id, and its path:line."""
    docs = articles["doc"].to_list()
    ids = dict(zip(docs, articles["article_id"].to_list(), strict=True))
    places = zip(docs, articles["origin"].to_list(), articles["line"].to_list(), strict=True)
    return ids, {doc: f"{origin}:{line}" if line is not None else str(origin) for doc, origin, line in places}
