"""A definite dual (الوزيران، البلدان) takes up two, where the sentences before it name three of the kind.

Looking back from the dual, over its own sentence and the two before, the nearest sentence with any of the kind decides: three persons
with that role, or three states in one chain behind بين (بين السعودية ومصر والأردن). Where two stand nearer, they are meant, and
nothing is said; nor where an adjective tells the two (الرئيسان التركي والروسي).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "sentences": 2,  # looked back over, besides the dual's own
    "peers": 3,  # named of one kind that are too many for a dual
}

_ARTICLES = ("ال", "وال", "فال", "بال", "لل", "ولل")
_JOINT = re.compile(r"\s*(?:[،,]\s*)?و?\s*")  # between the names of a chain
_BETWEEN, _LEAD = re.compile(r"(?<!\w)و?بين\s+(?:كل\s+من\s+)?$"), 16
_COUNTERPART = "نظير"
_TOLD_APART = re.compile(r"\s+ال")  # الرئيسان التركي والروسي


class _Name(NamedTuple):
    """Hold a name that may be taken up: sentence, place, key; its role for a person, "" for a state."""

    sent: int
    start: int
    end: int
    key: str
    role: str


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the duals with three of their kind before them."""
    batch = view.batch
    anchors = np.flatnonzero(batch.column(_duals))
    if not len(anchors):
        return
    names = _names(view, batch.docs[batch.tokens.segment[anchors] // 2])
    nouns = [(row["word"], row["peers"]) for row in read("dual_peers")]
    tokens, noun = batch.tokens, batch.column(_duals)
    for index in anchors.tolist():
        text = batch.texts[int(tokens.segment[index])]
        span = batch.span(int(tokens.segment[index]), int(tokens.start[index]), int(tokens.end[index]))
        if _TOLD_APART.match(text, span.end):
            continue
        told = _peers(text, span, int(tokens.sent[index]), nouns[noun[index] - 1], names.get(span[:2], ()), rule.settings)
        if told:
            words = {"count": str(len(told)), "peers": "، ".join(text[name.start : name.end] for name in told)}
            yield Hit(rule.code, span, words, related=tuple(Span(span.doc, span.field, name.start, name.end) for name in told))


@cache
def _table() -> dict[str, int]:
    """Give each definite dual its noun's number, at matching level."""
    table: dict[str, int] = {}
    for number, row in enumerate(read("dual_peers"), 1):
        stem = row["word"][:-1] + "ت" if row["word"].endswith("ة") else row["word"]
        table |= {article + stem + ending: number for article in _ARTICLES for ending in ("ان", "ين")}
    return table


def _duals(words: pl.DataFrame) -> NDArray[np.int8]:
    table = _table()
    return np.fromiter((table.get(key, 0) for key in words["n2"].to_list()), dtype=np.int8, count=words.height)


@cache
def _states() -> list[str]:
    return column(pl.Series([row["name"] for row in read("places") if row["sort"] == "country"], dtype=pl.String), "N2").to_list()


def _names(view: ArticleView, docs: NDArray[np.uint32]) -> dict[tuple[int, int], list[_Name]]:
    """Give the persons with a role and the states of some articles, by article and field, in order."""
    person = (pl.col("class") == "person") & pl.col("role").is_not_null()
    state = (pl.col("class") == "place") & pl.col("key").is_in(_states())
    some = view.mentions.names.filter(pl.col("doc").is_in(np.unique(docs).tolist()) & (person | state)).sort("doc", "field", "start")
    named: dict[tuple[int, int], list[_Name]] = {}
    for row in some.select("doc", "field", "sent", "start", "end", "key", pl.col("role").fill_null("")).iter_rows():
        named.setdefault(row[:2], []).append(_Name(*row[2:]))
    return named


def _peers(text: str, dual: Span, sent: int, noun: tuple[str, str], names: Sequence[_Name], settings: Mapping[str, Any]) -> list[_Name]:
    """Give the names of the nearest sentence that has any of a kind, if they are too many for a dual; else none."""
    word, kind = noun
    before = [name for name in names if sent - settings["sentences"] <= name.sent <= sent and name.start < dual.start]
    before = [name for name in before if (_is(name.role, word) if kind == "role" else not name.role)]
    near = [name for name in before if name.sent == before[-1].sent]
    if kind == "country":
        near = _chain(text, near)
    peers = list({name.key: name for name in reversed(near)}.values())[::-1]
    return peers if len(peers) >= settings["peers"] else []


def _is(role: str, word: str) -> bool:
    """Tell whether a role is that office, of a man or a woman, or that of a counterpart."""
    first = role.partition(" ")[0].removeprefix("ال")
    return first in {word, word + "ة"} or first.startswith(_COUNTERPART)


def _chain(text: str, names: Sequence[_Name]) -> list[_Name]:
    """Give the longest run of names that only و or commas part, behind بين."""
    best: list[_Name] = []
    run: list[_Name] = []
    for name in names:
        joined = run and _JOINT.fullmatch(text, run[-1].end, name.start)
        run = [*run, name] if joined else [name] if _BETWEEN.search(text, max(0, name.start - _LEAD), name.start) else []
        best = max(best, run, key=len)
    return best
