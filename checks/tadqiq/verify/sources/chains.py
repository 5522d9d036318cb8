"""Tell through whom a source reached the article (صحيفة … نقلا عن مسؤول، قال المسؤول لوكالة …)."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import polars as pl

from tadqiq.recognise.attributions.clauses import head_of, roles
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.tokens import Batch, Ints

_PRESS = ("media", "agency", "social", "vague")
_NEAR = 10  # tokens after the source in which the one who is told stands
_NAME = np.frombuffer(b"wdhHQjz", dtype=np.uint8)  # letters of words that name an outlet
_LONGEST = 5  # tokens of such a name
_STOPS = np.frombuffer(b"TC.u", dtype=np.uint8)


_TO = re.compile(r"^ل[\u0640\u064b-\u0652]*\s?")
_HEARD = re.compile(r"\sل\u0640*\s?[\"«“]([^\"»”]+)[\"»”]$")  # مصادر … لـ"الضفة"


class Chain(NamedTuple):
    """Hold, for each attribution, the one through which it came.

    outer  the attribution of the outlet that relays it, by place, -1 where there is none; via  the name of the outlet that it speaks to, ""
    where there is none; cut  how many characters of the source's name belong to that outlet
    """

    outer: Ints
    via: list[str]
    cut: list[int]


def chains(batch: Batch, told: pl.DataFrame) -> Chain:
    """Follow the attributions of a batch (in the order of the text) back to the outlets that relay them."""
    count = told.height
    outer = np.full(count, -1, dtype=np.int64)
    if not count:
        return Chain(outer, [], [])
    press = told["source_type"].is_in(list(_PRESS)).to_numpy() & told["source"].is_not_null().to_numpy()
    from_ = told["cue"].str.contains(r"عن$").to_numpy() & told["source"].is_not_null().to_numpy()
    same = (told.select(pl.struct("doc", "field", "sent").rle_id()).to_series().diff() == 0).fill_null(value=False).to_numpy()
    relayed = np.flatnonzero(from_[1:] & same[1:] & press[:-1]) + 1
    outer[relayed] = relayed - 1
    via, cut = [""] * count, [0] * count
    for place, source in enumerate(told["source"].to_list()):
        if source is not None and (heard := _HEARD.search(source)):
            via[place], cut[place] = heard[1], len(source) - heard.start()
    for place, first, last in _told_to(batch, told):
        segment = int(batch.tokens.segment[first])
        a, b = int(batch.tokens.start[first]), int(batch.tokens.end[last])
        raw = batch.text(segment, a, b)
        via[place] = "ال" + raw[2:] if raw.startswith("لل") else _TO.sub("", raw)
        end = told["source_end"][place]
        cut[place] = max(0, end - a) if end is not None else 0
    return Chain(outer, via, cut)


def _told_to(batch: Batch, told: pl.DataFrame) -> list[tuple[int, int, int]]:
    """Find whom a source speaks to (لوكالة المرفأ): the attribution's place, the first and the last token of the name."""
    tokens, letters = batch.tokens, batch.column(roles)
    named = np.flatnonzero(told["source"].is_not_null().to_numpy() & ~told["cue_class"].is_in(["colon", "particle"]).to_numpy())
    first, last = token_ranges(batch, told[named].select("doc", "field", "start", "end"))
    heard = np.flatnonzero(letters == ord("e"))
    at = np.searchsorted(heard, first, side="right")
    near = (at < len(heard)) & (heard[np.minimum(at, len(heard) - 1)] <= last + _NEAR) if len(heard) else np.zeros(len(named), dtype=bool)
    found = []
    for row in np.flatnonzero(near).tolist():
        start = int(heard[at[row]])
        between = letters[int(last[row]) + 1 : start]
        here = tokens.sent[start] == tokens.sent[first[row]] and tokens.segment[start] == tokens.segment[first[row]]
        if here and not np.isin(between, _STOPS).any() and _press(batch, start):
            found.append((int(named[row]), start, _end(batch, letters, start)))
    return found


def _press(batch: Batch, token: int) -> bool:
    return head_of(batch.vocabulary.words["n2"][int(batch.tokens.code[token])])[0] in _PRESS


def _end(batch: Batch, letters: Ints, start: int) -> int:
    """Give the last token of an outlet's name: words up to a mark, a preposition or a cue; marks of quotation in pairs."""
    stop = min(start + 1 + _LONGEST, int(batch.tokens.first[batch.tokens.segment[start] + 1]))
    names = np.isin(letters[start + 1 : stop], _NAME)
    length = int(names.argmin()) if not names.all() else len(names)
    marks = int((letters[start + 1 : start + 1 + length] == ord("Q")).sum())
    if marks % 2:
        length = int(np.flatnonzero(letters[start + 1 : start + 1 + length] == ord("Q"))[-1])
    return start + length
