"""Sketch what is said in an article: runs of content words inside quotations and reported speech."""

from __future__ import annotations

import numpy as np
import polars as pl

from tadqiq.model import Schema
from tadqiq.recognise.quotations import token_ranges
from tadqiq.verify.duplicates import words
from tadqiq.verify.duplicates.hashing import Ints, shingles
from tadqiq.verify.duplicates.sets import HALF, LOW, sets, starts
from tadqiq.verify.views import ArticleView

SAYINGS: Schema = {"doc": pl.UInt32, "saying": pl.UInt32}  # distinct runs of content words that somebody says
_RUN = 3


def sayings(view: ArticleView) -> pl.DataFrame:
    """Hash the runs of three content words of a batch's quotations and reported speech."""
    batch = view.batch
    said = _said(view)
    stem = batch.column(words.stems)
    kept = np.flatnonzero((said > 0) & (stem > 0))
    # Two passages side by side are one saying; words between two sayings part them.
    hashed, start = shingles(stem[kept], said[kept], _RUN)
    both = sets(batch.tokens.segment[kept][start] // 2, hashed >> HALF)
    return pl.DataFrame({"doc": batch.docs[(both >> HALF).astype(np.int64)], "saying": (both & LOW).astype(np.uint32)})


def _said(view: ArticleView) -> Ints:
    """Give each token the number of the said passage that it stands in, from 1; 0 where it stands in none."""
    batch = view.batch
    quoted = view.mentions.quotations.filter(pl.col("close") != "").select("doc", "field", "start", "end")
    told = view.mentions.attributions.filter(pl.col("content_start").is_not_null())
    told = told.select("doc", "field", start="content_start", end="content_end")
    steps = np.zeros(len(batch.tokens) + 1, dtype=np.int64)
    for spans in (quoted, told):
        if spans.height:
            first, last = token_ranges(batch, spans)
            np.add.at(steps, first, 1)
            np.add.at(steps, last + 1, -1)
    inside = np.cumsum(steps[:-1]) > 0
    begins = inside & ~np.append(0, inside[:-1]).astype(bool)
    begins |= inside & starts(batch.tokens.segment)
    return np.where(inside, np.cumsum(begins), 0)
