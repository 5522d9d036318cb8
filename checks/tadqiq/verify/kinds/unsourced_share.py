"""Too large a share of the claims of a run rests on nobody: no source in their sentence, none in the sentence before.

Only claims of the events that the settings name are counted, the dead and wounded at first: what readers ask about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from tadqiq.model import Hit, Rule, Schema, Span
from tadqiq.verify.kinds import _run_share
from tadqiq.verify.sources.resting import in_body, in_quotations, rest
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS: tuple[str, ...] = ()
SETTINGS: dict[str, Any] = {**_run_share.SETTINGS, "events": ["killed", "wounded"]}
KEYS: dict[str, Schema] = {
    "unsourced_claims": {
        "doc": pl.UInt32,
        "event": pl.String,
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "sourced": pl.Boolean,
    }
}


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """List the claims of a batch that tell an event, and whether somebody answers for each."""
    schema, mentions = KEYS["unsourced_claims"], view.mentions
    claims = in_body(mentions.numbers.filter(pl.col("is_claim") & pl.col("event").is_not_null()))
    quoted = in_body(mentions.quotations.filter((pl.col("close") != "") & (pl.col("depth") == 0)))
    # Whom a cue without a source means, the articles' own sources tell; before the first of them it is nobody.
    known = mentions.attributions.sort("doc", "field", "start").with_columns(known=pl.col("source").is_not_null().cum_max().over("doc"))
    sourced = rest(in_quotations(claims, quoted), in_body(known.filter(pl.col("known")))).on >= 0
    return {"unsourced_claims": claims.with_columns(sourced=pl.Series(sourced)).select(list(schema)).cast(pl.Schema(schema))}


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find that too many claims have no source."""
    claims = view.keys["unsourced_claims"].filter(pl.col("event").is_in(rule.settings["events"]))
    ids = view.articles.select("doc", "article_id")
    alone = claims.filter(~pl.col("sourced")).join(ids, on="doc").unique("doc", keep="first", maintain_order=True)
    passages = [Span(*row) for row in alone.sort("article_id", "start").select("doc", "field", "start", "end").iter_rows()]
    yield from _run_share.over(rule, claims.height - int(claims["sourced"].sum()), claims.height, passages)
