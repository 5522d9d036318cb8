"""Find what may be mended without a person's look: what a rule marked `fix: safe` suggests, outside quotations.

What somebody said is never touched: nothing between two quotation marks, and nothing in a text one of whose marks has no partner, for there
nobody can tell where the quotation ends. Links, hashtags and handles are left alone too.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

from tadqiq.engines import Engine
from tadqiq.model import Hit, Rule, Schema, Span
from tadqiq.recognise import recognise
from tadqiq.recognise.tokens import batch as tokenise
from tadqiq.verify.packs import kind_module
from tadqiq.verify.views import ArticleView

FIXES: Schema = {
    "doc": pl.UInt32,
    "field": pl.UInt8,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "put": pl.String,  # what should stand there; null where the rule does not know
    "code": pl.String,
    "left": pl.String,  # why it is not to be written: UNSURE, QUOTED, UNCLEAR, OVERLAP; null where it is
}
UNSURE, QUOTED, UNCLEAR, OVERLAP = "unsure", "quoted", "unclear", "overlap"

_OTHER_MARKS = re.compile(r"﴿[^﴾]*﴾|\(\([^()]*\)\)|<<[^<>]*>>|\{[^{}]*\}")  # which the recogniser does not pair
_GLUED = frozenset("#@_")
_LINK = re.compile(r"://|www\.|@\w+\.\w|\w\.(?:com|net|org)\b", re.IGNORECASE)
_LAST_WORD, _FIRST_WORD = re.compile(r"^(?:[\s\S]*\s)?(\S*)$"), re.compile(r"^(\S*)[\s\S]*$")  # what clings to a place
_REACH = 200  # code points of a link that are looked at


class Change(NamedTuple):
    """Hold one stretch of a text and what is put in its place."""

    start: int
    end: int
    put: str


def changes(raw: str, put: str, start: int = 0) -> list[Change]:
    """Write a replacement as the least it changes; where only spaces differ, each of them by itself.

    >>> changes('"نص "ثم', '"نص" ثم')
    [Change(start=3, end=4, put=''), Change(start=5, end=5, put=' ')]
    """
    if "".join(raw.split()) == "".join(put.split()):
        return list(_spaces(raw, put, start))
    head = next((n for n, (a, b) in enumerate(zip(raw, put, strict=False)) if a != b), min(len(raw), len(put)))
    tail = 0
    while tail < min(len(raw), len(put)) - head and raw[-1 - tail] == put[-1 - tail]:
        tail += 1
    return [Change(start + head, start + len(raw) - tail, put[head : len(put) - tail])]


def _spaces(raw: str, put: str, start: int) -> Iterator[Change]:
    at = to = 0
    while at < len(raw) or to < len(put):
        if at < len(raw) and to < len(put) and raw[at] == put[to]:
            at, to = at + 1, to + 1
        elif at < len(raw) and raw[at].isspace():
            yield Change(start + at, start + at + 1, "")
            at += 1
        else:
            yield Change(start + at, start + at, put[to])
            to += 1


def applied(text: str, made: Iterable[Change]) -> str:
    """Write changes that do not overlap into a text."""
    pieces, done = [], 0
    for change in sorted(made):
        pieces += [text[done : change.start], change.put]
        done = change.end
    return "".join((*pieces, text[done:]))


def find_fixes(articles: pl.DataFrame, rules: Sequence[Rule], engine: Engine, glossary: Any = None) -> pl.DataFrame:
    """Find what rules would mend, as a frame FIXES in the order of the text; where two would change one place, the first rule does."""
    safe = tuple(rule for rule in rules if rule.fix == "safe")
    found = engine.map_batches(articles, _Stage(safe, glossary), {"fixes": FIXES})["fixes"]
    found = found.unique(["doc", "field", "start", "end", "put", "code"]).sort("doc", "field", "code", "start", "end")
    return _parted(found).sort("doc", "field", "start", "end", "code")


def mended(articles: pl.DataFrame, fixes: pl.DataFrame) -> pl.DataFrame:
    """Write the fixes of a frame FIXES into the articles they belong to."""
    texts = [articles["headline"].to_list(), articles["body"].to_list()]
    row = {doc: n for n, doc in enumerate(articles["doc"].to_list())}
    made: dict[tuple[int, int], list[Change]] = {}
    for doc, field, start, end, put in fixes.filter(pl.col("left").is_null()).select("doc", "field", "start", "end", "put").iter_rows():
        made.setdefault((field, row[doc]), []).extend(changes(texts[field][row[doc]][start:end], put, start))
    for (field, n), some in made.items():
        texts[field][n] = applied(texts[field][n], some)
    return articles.with_columns(headline=pl.Series(texts[0], dtype=pl.String), body=pl.Series(texts[1], dtype=pl.String))


def _parted(found: pl.DataFrame) -> pl.DataFrame:
    """Leave what overlaps, or touches, what an earlier rule changes."""
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}  # in the order of the text, none touching another
    left = found["left"].to_list()
    for n, (doc, field, start, end) in enumerate(found.select("doc", "field", "start", "end").iter_rows()):
        if left[n] is not None:
            continue
        held = taken.setdefault((doc, field), [])
        at = bisect(held, (start, end))
        if any(start <= b and a <= end for a, b in held[max(0, at - 1) : at + 1]):
            left[n] = OVERLAP
        else:
            held.insert(at, (start, end))
    return found.with_columns(left=pl.Series(left, dtype=pl.String))


@dataclass(frozen=True, slots=True)
class _Stage:
    """Find the fixes of one batch; travels to worker processes."""

    rules: tuple[Rule, ...]
    glossary: Any

    def __call__(self, articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
        batch = tokenise(articles)
        view = ArticleView(batch, recognise(batch), self.glossary)
        hits = [(hit.span, hit.suggestion, hit.code) for rule in self.rules for hit in _fixes_of(rule)(view, rule) if hit.span]
        row = {doc: n for n, doc in enumerate(batch.docs.tolist())}
        texts = {span[:2]: batch.texts[2 * row[span.doc] + span.field] for span, *_ in hits}
        quoted = _quotations(view, texts) if hits else {}
        rows = [(*span, put, code, _left(span, put, texts[span[:2]], quoted[span[:2]])) for span, put, code in hits]
        return {"fixes": pl.DataFrame(rows, schema=dict(FIXES), orient="row")}


def _fixes_of(rule: Rule) -> Callable[[ArticleView, Rule], Iterable[Hit]]:
    """Give a kind's `fixes`, which shows every place where `find` may show one an article; or else its `find`."""
    module = kind_module(rule.kind)
    found: Callable[[ArticleView, Rule], Iterable[Hit]] = getattr(module, "fixes", module.find)
    return found


class _Quoted(NamedTuple):
    pairs: list[tuple[int, int]]  # marks included
    unclear: bool


def _quotations(view: ArticleView, texts: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], _Quoted]:
    """Give the quotations of the texts that have something to mend."""
    docs = sorted({doc for doc, _ in texts})
    held = view.mentions.quotations.filter(pl.col("doc").is_in(docs)).select("doc", "field", "start", "end", "close")
    found = {key: _Quoted([match.span() for match in _OTHER_MARKS.finditer(text)], unclear=False) for key, text in texts.items()}
    for doc, field, start, end, close in held.iter_rows():
        if (doc, field) in found and close:
            found[doc, field].pairs.append((start, end))
        elif (doc, field) in found:
            found[doc, field] = found[doc, field]._replace(unclear=True)
    return found


def _left(span: Span, put: str | None, text: str, held: _Quoted) -> str | None:
    """Say why a suggestion is not to be written, or None."""
    start, end = span[2:]
    lines = len(text[start:end].splitlines())
    if put is None or put == text[start:end] or len(put.splitlines()) != lines or _linked(text, start, end):
        return UNSURE
    made = changes(text[start:end], put, start)
    if any(_inside(text, change, pair) for change in made for pair in held.pairs):
        return QUOTED
    return UNCLEAR if held.unclear else None


def _inside(text: str, change: Change, pair: tuple[int, int]) -> bool:
    """Tell whether a change touches what stands between two marks; the spaces beside a mark belong to the mark."""
    first, last = pair[0] + 1, pair[1] - 1
    touches = (change.start < last and first < change.end) or first <= change.start <= change.end <= last
    blank = not (text[change.start : change.end] + change.put).strip()
    beside = not text[first : change.start].strip() or not text[change.end : last].strip()
    return touches and not (blank and beside)


def _linked(text: str, start: int, end: int) -> bool:
    """Tell whether a passage is part of a link, a hashtag or a handle."""
    if text[start - 1 : start] in _GLUED or text[end : end + 1] in _GLUED:
        return True
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    word = _LAST_WORD.sub(r"\1", before) + text[start:end] + _FIRST_WORD.sub(r"\1", after)
    return _LINK.search(word) is not None
