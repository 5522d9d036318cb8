"""Ask, once a collection, which numbers of its articles contradict each other; two kinds of rules show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import polars as pl

from tadqiq.model import Schema
from tadqiq.recognise.numbers.compare import slip
from tadqiq.verify.claims.conflict import Conflict
from tadqiq.verify.claims.numbers import CLAIM_NUMBERS, claim_numbers
from tadqiq.verify.claims.sentences import CLAIM_TOLLS, claim_tolls
from tadqiq.verify.claims.verdicts import verdicts
from tadqiq.verify.views import ArticleView, CollectionView

KEYS: dict[str, Schema] = {"claim_numbers": CLAIM_NUMBERS, "claim_tolls": CLAIM_TOLLS}


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """Describe the numbers of a batch that may be compared, and the sentences that tell a toll."""
    return {"claim_numbers": view.once(claim_numbers), "claim_tolls": view.once(claim_tolls)}


def across(view: CollectionView, verdict: str, *, slips: bool = False) -> Iterator[Sequence[Conflict]]:
    """Give the conflicts of each number with earlier articles, the nearest in time first.

    slips  those of which one number is ten, a hundred or a thousand times the other; else all others
    """
    found = (pair for pair in view.once(verdicts)[verdict] if bool(slip(pair.first.value, pair.second.value)) == slips)
    for _, group in groupby(sorted(found, key=lambda pair: pair.second.span), key=lambda pair: pair.second.span):
        yield list(group)[::-1]
