"""Some adverbs of an article bear their written tanwin and others do not: مشيرًا beside نقلا.

Only the words of the lexicon `adverbials` count, so that a noun in the accusative says nothing. One finding an article.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule
from tadqiq.normalise import column
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"least": 1}  # places of the rarer way that an article must have
_TANWIN = r"\x{064b}"
_JOINED = ("", "و", "ف")
_NEITHER, _BARE, _MARKED = range(3)


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the articles that write the tanwin of adverbs here and leave it out there."""
    batch = view.batch
    tokens, sort = batch.tokens, batch.column(_sort)
    at = np.flatnonzero(sort)
    article = tokens.segment[at] // 2
    for doc in np.intersect1d(article[sort[at] == _BARE], article[sort[at] == _MARKED]).tolist():
        here = at[article == doc]
        bare, marked = here[sort[here] == _BARE], here[sort[here] == _MARKED]
        rare, own = (bare, marked) if len(bare) < len(marked) else (marked, bare)
        if len(rare) < rule.settings["least"]:
            continue
        one, other = (batch.span(int(tokens.segment[n]), int(tokens.start[n]), int(tokens.end[n])) for n in (int(rare[0]), int(own[0])))
        text = batch.text(int(tokens.segment[own[0]]), other.start, other.end)
        yield Hit(rule.code, one, {"count": str(len(rare)), "other": text, "others": str(len(own))}, related=(other,))


@cache
def _adverbs() -> list[str]:
    """Give the forms of the adverbs at level N1: with alef, with و or ف joined."""
    words = column(pl.Series([row["word"] for row in read("adverbials")], dtype=pl.String), "N1").to_list()
    return [joined + word for word in words for joined in _JOINED]


def _sort(words: pl.DataFrame) -> NDArray[np.uint8]:
    adverb = words["n1"].is_in(_adverbs()).to_numpy()
    marked = words["raw"].str.contains(_TANWIN).to_numpy()
    return np.where(adverb, np.where(marked, _MARKED, _BARE), _NEITHER).astype(np.uint8)
