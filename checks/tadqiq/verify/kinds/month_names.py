"""An article names its months by two systems (أكتوبر here, تشرين الثاني there), or gives one month two names that are not one month.

A month with its second name beside it (أكتوبر/تشرين الأول, سبتمبر (أيلول)) belongs to both systems, and so to neither. A month counts
only in a date: with its day or year, after شهر, or before الماضي and the like; what bears the name of a day (قوى 14 آذار) is no date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule, Span
from tadqiq.recognise.dates.calendars import HIJRI
from tadqiq.recognise.dates.months import Month, month_at, month_codes
from tadqiq.recognise.dates.places import token_at
from tadqiq.recognise.dates.words import day_letters, letters
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.quotations import inside
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}
_PAIR_MARKS = frozenset(("/", "(", "-", "–", ""))
_NO_PAIR = frozenset(("-", "–", ""))  # between two months these may also part them
_WIDEST = 5  # tokens of a month with its second name


class Named(NamedTuple):
    """Hold one name of a month, with its second name where one stands beside it."""

    span: Span
    month: Month
    other: Span | None = None
    second: Month | None = None


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the first name of each article that its earlier ones do not go with, and every pair that does not agree."""
    for _, names in groupby(_named(view), key=lambda one: one.span.doc):
        singles: list[Named] = []
        for one in names:
            if one.second is not None and one.other is not None:
                if one.second.number != one.month.number:
                    yield Hit(rule.code, one.other, {"other": _text(view, one.span)}, related=(one.span,))
                continue
            singles.append(one)
        hit = _mixed(view, singles, rule)
        if hit is not None:
            yield hit


def _mixed(view: ArticleView, names: list[Named], rule: Rule) -> Hit | None:
    """Find the first name with which no one system has all names so far."""
    common = names[0].month.systems if names else frozenset()
    for place, one in enumerate(names):
        common &= one.month.systems
        if not common:
            other = next((early for early in names[:place] if not early.month.systems & one.month.systems), names[0])
            return Hit(rule.code, one.span, {"other": _text(view, other.span)}, related=(other.span,))
    return None


def _text(view: ArticleView, span: Span) -> str:
    row = view.batch.docs.tolist().index(span.doc)
    return view.batch.text(2 * row + span.field, span.start, span.end)


def _named(view: ArticleView) -> Iterator[Named]:
    """Give the names of months of the sun year that stand in dates, outside of quotations."""
    batch, tokens = view.batch, view.batch.tokens
    if not len(tokens):
        return
    passed, sure = -1, _sure(view)
    near = np.convolve(sure, np.ones(_WIDEST, dtype=np.int64))[_WIDEST - 1 :] > 0  # one of the next tokens is sure
    unquoted = ~inside(batch, view.mentions.quotations)
    for place in np.flatnonzero(near & unquoted & (batch.column(month_codes) > 0)).tolist():
        found = month_at(batch, place) if place > passed else None
        if found is None or found[0].calendar == HIJRI:
            continue
        passed = found[1]
        one, second = Named(_span(view, place, passed), found[0]), _second(view, *found)
        if second is not None:
            one, passed = one._replace(other=_span(view, second.first, second.last), second=second.month), second.last
        if sure[place : passed + 1].any() and not (second is None and _beside_slash(batch.texts[tokens.segment[place]], one.span)):
            yield one


def _beside_slash(text: str, span: Span) -> bool:
    """Tell a name whose second name could not be read: سبتمر/أيلول."""
    return "/" in (text[max(0, span.start - 2) : span.start].strip()[-1:], text[span.end : span.end + 2].strip()[:1])


def _span(view: ArticleView, first: int, last: int) -> Span:
    tokens = view.batch.tokens
    return view.batch.span(int(tokens.segment[first]), tokens.start[first], tokens.end[last])


class _Second(NamedTuple):
    month: Month
    first: int
    last: int


def _second(view: ArticleView, month: Month, last: int) -> _Second | None:
    """Read the second name of a month: /تشرين الأول, (أيلول)."""
    batch, tokens = view.batch, view.batch.tokens
    for place in (last + 1, last + 2):
        if place >= len(tokens) or tokens.segment[place] != tokens.segment[last]:
            return None
        mark = batch.text(int(tokens.segment[last]), int(tokens.end[last]), int(tokens.start[place])).strip()
        found = month_at(batch, place) if mark in _PAIR_MARKS else None
        if found is not None:
            parted = (
                found[0].calendar == HIJRI or found[0].systems & month.systems or (mark in _NO_PAIR and found[0].number != month.number)
            )
            return None if parted else _Second(found[0], place, found[1])
    return None


def _sure(view: ArticleView) -> NDArray[np.bool_]:
    """Mark the tokens of dates, and those that stand after شهر or before الماضي."""
    batch = view.batch
    code, letter = batch.column(month_codes), batch.column(day_letters)
    classes = letters().classes
    kinds = np.frombuffer(b"".join(classes[name] for name in ("last", "next", "this")), dtype=np.uint8)
    sure = _dated(view)
    sure[1:] |= np.isin(letter[:-1], np.frombuffer(classes["month"], dtype=np.uint8))
    sure[:-1] |= np.isin(letter[1:], kinds) & (code[:-1] > 0)
    sure[:-2] |= np.isin(letter[2:], kinds) & (code[:-2] > 0)  # تشرين الأول الماضي
    return sure


def _dated(view: ArticleView) -> NDArray[np.bool_]:
    """Mark the tokens of dates with a month, unless they are the name of something: قوى 14 آذار."""
    batch = view.batch
    dates = view.mentions.dates.filter(pl.col("month").is_not_null())
    steps = np.zeros(len(batch.tokens) + 1, dtype=np.int32)
    first, last = token_at(batch, dates, "start"), token_at(batch, dates, "end")
    kept = batch.column(names_by_days)[np.maximum(first - 1, 0)] == 0
    np.add.at(steps, first[kept], 1)
    np.add.at(steps, last[kept], -1)
    return np.asarray(np.cumsum(steps[:-1]) > 0)


@cache
def _named_by_days() -> frozenset[str]:
    keys = fold([row["word"] for row in read("named_by_days")])
    return frozenset(prefix + key for key in keys for prefix in ("", "و", "ب", "ل"))


def names_by_days(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark the words that are named by a day: قوى، ثورة، حرب."""
    known = _named_by_days()
    return np.fromiter((key in known for key in words["n2"].to_list()), dtype=np.int8, count=words.height)
