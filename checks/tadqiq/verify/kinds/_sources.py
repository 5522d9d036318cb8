"""Tell which words speak of a source, whether an attribution was recognised there or not."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.attributions import cues
from tadqiq.recognise.attributions.clauses import head_of, roles
from tadqiq.recognise.quotations import token_ranges
from tadqiq.verify.views import ArticleView

# Needs of cues that report wherever they stand; others (نقل الجرحى، تابعة للبلدية) do so only with what they need, and are recognised then
_FIRM = frozenset({"free", "speech", "accuse", "to", "on", "from", "of", "what", "tongue", "upon", "document"})
_SOMEBODY = np.frombuffer(b"wdhHRyzl", dtype=np.uint8)  # letters of words that name, not of أن, marks and days
_SOURCES = frozenset({"spokes", "agency", "anonymous", "plural_source", "official", "document"})


def reports(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which words report what is said, or name who may have said it."""
    keys = words["n2"].to_list()
    heads = np.fromiter((head_of(key)[0] in _SOURCES for key in keys), dtype=bool, count=words.height)
    known, table = cues.code(words).tolist(), cues.table()[0]
    said = (code >= 0 and table[code].needs in _FIRM and not cues.ambiguous(key) for key, code in zip(keys, known, strict=True))
    heads &= roles(words) != ord("T")  # إن is also half a channel's name
    return np.asarray(heads | np.fromiter(said, dtype=bool, count=words.height))


def half_read(view: ArticleView) -> pl.Series:
    """List the articles where a cue has somebody beside it whom recognising did not take for its source (قالت والدته، وفقا للألمانية)."""
    batch, told = view.batch, view.mentions.attributions
    letters = batch.column(roles)
    with_source = told.filter(pl.col("source").is_not_null()).select("doc", "field", start="cue_start", end="cue_end")
    without = told.filter(pl.col("source").is_null() & (pl.col("cue_class") != "particle"))
    read = token_ranges(batch, with_source)[0]
    particles = np.setdiff1d(np.flatnonzero(letters == ord("v")), read)
    verbs = token_ranges(batch, without.select("doc", "field", start="cue_start", end="cue_end"))[1]
    places = np.concatenate([particles, verbs])
    beside = np.minimum(places + 1, len(letters) - 1)
    found = places[np.isin(letters[beside], _SOMEBODY) & (batch.tokens.segment[beside] == batch.tokens.segment[places])]
    return pl.Series("doc", view.batch.docs[np.unique(batch.tokens.segment[found] // 2)], dtype=pl.UInt32)
