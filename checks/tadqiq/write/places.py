"""Look up the articles that findings speak of, and cut the passages that prove them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from tadqiq.write.passage import Passage, cut
from tadqiq.write.wording import Words


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold one passage and where it stands; `article` is None where the run has no such article."""

    doc: int | None
    article: Mapping[str, Any] | None
    same: bool  # it stands in the finding's own article
    field: str
    passage: Passage


class Places:
    """Hold the articles that some findings need, by doc."""

    def __init__(self, findings: pl.DataFrame, articles: pl.DataFrame) -> None:
        """Fetch only what is needed: an archive's texts stay in their columns."""
        related = findings["related"].explode(empty_as_null=False).drop_nulls().struct.field("doc")
        docs = pl.concat([findings["doc"].cast(pl.UInt32), related.cast(pl.UInt32)]).drop_nulls().unique()
        needed = articles.filter(pl.col("doc").is_in(docs.implode()))
        self.articles: dict[int, dict[str, Any]] = {row["doc"]: row for row in needed.iter_rows(named=True)}

    def evidence(self, finding: Mapping[str, Any], around: int) -> Evidence | None:
        """Cut a finding's own passage; None for a problem of a whole file or record."""
        if finding["field"] is None:
            return None
        return self._cut(finding, finding["doc"], around)

    def related(self, finding: Mapping[str, Any], around: int, limit: int) -> list[Evidence]:
        """Cut the passages a finding is held against, at most `limit`."""
        return [self._cut(other, finding["doc"], around) for other in (finding["related"] or [])[:limit]]

    def _cut(self, span: Mapping[str, Any], own: int | None, around: int) -> Evidence:
        article = self.articles.get(span["doc"])
        if article is None:
            return Evidence(span["doc"], None, span["doc"] == own, span["field"], Passage("", span["text"] or "", "", 0))
        return Evidence(
            span["doc"], article, span["doc"] == own, span["field"], cut(article[span["field"]], span["start"], span["end"], around=around)
        )


def day(article: Mapping[str, Any]) -> str:
    """Write an article's day, or its date as the record has it."""
    return article["date"].isoformat() if article["date"] else (article["published_at"] or "")


def where(evidence: Evidence, words: Words) -> str:
    """Say which part of an article a passage stands in."""
    if evidence.field == "headline":
        return words("in_headline")
    return words("in_paragraph", number=evidence.passage.paragraph) if evidence.passage.paragraph else words("in_body")


def details(article: Mapping[str, Any], names: Iterable[str] = ("outlet", "section", "author")) -> list[str]:
    """List what else is known of an article, leaving out what is not."""
    return [str(article[name]) for name in names if article[name]]
