"""Show a kind what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import polars as pl

from tadqiq.engines import Engine
from tadqiq.model import Span
from tadqiq.recognise import Mentions, Recognised
from tadqiq.recognise.tokens import Batch

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class ArticleView:
    """Show an article kind one batch of articles: texts, tokens, mentions."""

    batch: Batch
    mentions: Mentions | Recognised
    glossary: Any = None
    _made: dict[Callable[[ArticleView], Any], Any] = field(default_factory=dict)

    def once(self, make: Callable[[ArticleView], _Made]) -> _Made:
        """Make something of the batch once, however many rules ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made


@dataclass(frozen=True)
class CollectionView:
    """Show a collection kind all articles, the mentions that it READS, and the keys it asked for."""

    articles: pl.DataFrame
    mentions: Mentions
    keys: Mapping[str, pl.DataFrame]
    engine: Engine
    glossary: Any = None
    _texts: dict[int, tuple[str, str]] = field(default_factory=dict)
    _made: dict[Callable[[CollectionView], Any], Any] = field(default_factory=dict)

    def once(self, make: Callable[[CollectionView], _Made]) -> _Made:
        """Make something of the collection once, however many rules ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    def text(self, span: Span) -> str:
        """Cut a passage out of an article's raw text."""
        held = self._texts.get(span.doc)
        if held is None:
            held = self._texts[span.doc] = (self.articles["headline"][span.doc], self.articles["body"][span.doc])
        return held[span.field][span.start : span.end]


@dataclass(frozen=True, slots=True)
class RunView:
    """Show a kind that judges the run as a whole all articles, and what the rules that it counts have found."""

    articles: pl.DataFrame
    findings: pl.DataFrame
