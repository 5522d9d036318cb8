"""Give the speaker of each long quotation of a body: the source that it rests on in the ladder."""

from __future__ import annotations

import polars as pl

from tadqiq.model import Schema
from tadqiq.verify.sources import sources
from tadqiq.verify.views import ArticleView

SPEAKERS: Schema = {
    "doc": pl.UInt32,
    "field": pl.UInt8,
    "start": pl.UInt32,  # of the quotation, its mark included
    "speaker": pl.String,  # the source's fullest name in the article
    "speaker_type": pl.String,
}


def speakers(view: ArticleView) -> pl.DataFrame:
    """Find who speaks in the quotations of a batch, as a frame SPEAKERS; what nobody is known to say has no row."""
    found = sources(view)
    rungs = found.rungs.select("doc", "rung", speaker="source", speaker_type="source_type")
    quoted = found.resting.filter(pl.col("kind") == "quotation").join(rungs, on=["doc", "rung"], how="inner")
    return quoted.select(list(SPEAKERS)).cast(pl.Schema(SPEAKERS))
