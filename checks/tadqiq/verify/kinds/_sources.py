"""Tell which words speak of a source, whether an attribution was recognised there or not."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.attributions import cues
from tadqiq.recognise.attributions.clauses import _JOINED as JOINED
from tadqiq.recognise.attributions.clauses import heads as known_heads
from tadqiq.recognise.attributions.clauses import roles
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.vocabulary import Lookup
from tadqiq.verify.views import ArticleView

# Needs of cues that report wherever they stand; others (نقل الجرحى، تابعة للبلدية) do so only with what they need, and are recognised then
_FIRM = frozenset({"free", "speech", "accuse", "to", "on", "from", "of", "what", "tongue", "upon", "document"})
_STEM = 3  # letters of a head that may carry joined ones
_SOMEBODY = np.frombuffer(b"wdhHRyzl", dtype=np.uint8)  # letters of words that name, not of أن, marks and days
_SOURCES = frozenset({"spokes", "agency", "anonymous", "plural_source", "official", "document"})


def reports(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which words report what is said, or name who may have said it."""
    said, named = (np.flatnonzero(lookup(words["n2"])) for lookup in _known())
    found = np.zeros(words.height, dtype=bool)
    # The few that are in the lists are asked more closely: رأي is not رأى, and إن is also half a channel's name.
    found[said[cues.code(words[said]) >= 0]] = True
    found[named[roles(words[named]) != ord("T")]] = True
    return found


def heads(classes: Collection[str]) -> dict[str, int]:
    """Spell the heads of sources of those classes with the letters that may be joined to them, by matching key.

    >>> "والمصدر" in heads({"anonymous"})
    True
    """
    spelt: dict[str, str] = {}
    for joined in ("", "ال", *JOINED):
        for head, sort in known_heads().items():
            if joined == "" or len(head) >= _STEM:
                spelt.setdefault(joined + head, sort)
    return {key: 1 for key, sort in spelt.items() if sort in classes}


@cache
def _known() -> tuple[Lookup, Lookup]:
    table, places = cues.table()
    firm = {key: 1 for key, place in places.items() if table[place].needs in _FIRM and not cues.ambiguous(key)}
    return Lookup(firm, pl.UInt8), Lookup(heads(_SOURCES), pl.UInt8)


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
