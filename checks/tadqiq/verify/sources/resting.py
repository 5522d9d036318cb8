"""Tell on which attribution a claim or a quotation rests, and how: it stands in its sentence, or the source was named just before."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import BODY
from tadqiq.recognise.tokens import Ints


class Rest(NamedTuple):
    """Hold, for each item, the place of the attribution that it rests on (-1 for nobody), and whether that stands in its own sentence."""

    on: Ints
    stated: NDArray[np.bool_]


def rest(items: pl.DataFrame, told: pl.DataFrame) -> Rest:
    """Place items of bodies on attributions of bodies.

    items, told  with doc, start, para, sent, ordered by doc and start. The last attribution before the item in its sentence holds it, else
    the first behind it there (…، بحسب الشرطة); else the last before it in its paragraph, or in the sentence before.
    """
    if not len(told) or not len(items):
        return Rest(np.full(len(items), -1, dtype=np.int64), np.zeros(len(items), dtype=bool))
    mine, theirs = _places(items), _places(told)
    after = np.searchsorted(theirs.key, mine.key, side="right")
    before = after - 1
    behind, ahead = np.minimum(after, len(told) - 1), np.maximum(before, 0)
    has_before = (before >= 0) & (theirs.doc[ahead] == mine.doc)
    has_behind = (after < len(told)) & (theirs.doc[behind] == mine.doc)
    in_sentence = has_before & (theirs.sent[ahead] == mine.sent)
    follows = ~in_sentence & has_behind & (theirs.sent[behind] == mine.sent)
    carried = ~in_sentence & ~follows & has_before & ((theirs.para[ahead] == mine.para) | (theirs.sent[ahead] == mine.sent - 1))
    return Rest(np.where(in_sentence | carried, before, np.where(follows, after, -1)), in_sentence | follows)


class _Places(NamedTuple):
    doc: Ints
    key: Ints
    para: Ints
    sent: Ints


def _places(rows: pl.DataFrame) -> _Places:
    doc, start, para, sent = (rows[name].to_numpy().astype(np.int64) for name in ("doc", "start", "para", "sent"))
    return _Places(doc, (doc << 32) + start, para, sent)


def in_quotations(items: pl.DataFrame, quoted: pl.DataFrame) -> pl.DataFrame:
    """Move what stands in a long quotation to where that begins: whoever says the one says the other."""
    if not len(items) or not len(quoted):
        return items
    mine = _places(items)
    starts, ends = _places(quoted).key, (quoted["doc"].to_numpy().astype(np.int64) << 32) + quoted["end"].to_numpy()
    at = np.maximum(np.searchsorted(starts, mine.key, side="right") - 1, 0)
    within = (starts[at] <= mine.key) & (mine.key < ends[at])
    moved = {name: np.where(within, quoted[name].to_numpy()[at], items[name].to_numpy()) for name in ("start", "para", "sent")}
    return items.select("doc").with_columns(**{name: pl.Series(values) for name, values in moved.items()})


def in_body(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep what stands in bodies, in the order of the text."""
    return rows.filter(pl.col("field") == BODY).sort("doc", "start")
