"""Numbers of one article are written two ways: with figures of two scripts, two signs for per cent, مئة and مائة.

What varies is the rule's `matter`; its ways stand in the lexicon `number_styles`. A number counts if just one way is seen in it. Most
numbers set the article's own way (of two equally frequent ones, the one that comes first), and the finding stands at the first number
written in the rarest. Identifiers (telephone numbers, models, laws) and lines with Latin letters (links, codes) keep the writing that
they came with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import polars as pl

from tadqiq.lexicon import read
from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "matter": "digits",  # or percent, hundred
    "without": ["identifier"],  # kinds of numbers that do not count
    "figures": False,  # only numbers with figures count
    "headline": True,  # the headline's numbers count too
    "not_only": "",  # a kind of number that alone makes no mixture: another rule looks at it
}

_COLUMNS = ("doc", "field", "start", "end", "text", "number_kind")
_ENDING = "[ةهت]"  # which مئوية (of degrees) has not
_SHORT = 60  # code points of a line that goes with the lines beside it

_FIGURE, _LATIN = r"\p{Nd}", re.compile("[A-Za-z]")


class _Style(NamedTuple):
    name: str
    form: str
    apart: str  # yes, no, or - where letters replace letters


class _Place(NamedTuple):
    style: int
    span: Span
    text: str
    kind: str


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the articles that write their numbers in more than one way."""
    styles = _styles(rule.settings["matter"])
    row = {doc: place for place, doc in enumerate(view.batch.docs.tolist())}
    for places in _articles(view, rule.settings, styles):
        kept = [p for p in places if not _in_latin_line(view.batch.texts[2 * row[p.span.doc] + p.span.field], p.span)]
        counts = {style: [p for p in kept if p.style == style] for style in dict.fromkeys(p.style for p in kept)}
        if len(counts) < 2 or {place.kind for place in kept} == {rule.settings["not_only"]}:
            continue
        own, *_, rare = sorted(counts.values(), key=lambda some: (-len(some), some[0].span.field, some[0].span.start))
        words = {"style": styles[rare[0].style].name, "count": str(len(rare))}
        words |= {"own": styles[own[0].style].name, "others": str(len(own)), "other": own[0].text}
        mended = _mend(rare[0].text, styles[rare[0].style], styles[own[0].style]) if len(own) > len(rare) else None  # a tie shows no custom
        yield Hit(rule.code, rare[0].span, words, suggestion=mended, related=(own[0].span,))


@cache
def _styles(matter: str) -> tuple[_Style, ...]:
    return tuple(_Style(row["style"], row["form"], row["apart"]) for row in read("number_styles") if row["matter"] == matter)


def _articles(view: ArticleView, settings: Mapping[str, Any], styles: tuple[_Style, ...]) -> Iterator[list[_Place]]:
    """Give the numbers of each article with more than one style, in order."""
    numbers = view.mentions.numbers.filter(~pl.col("number_kind").is_in(settings["without"]))
    if not settings["headline"]:
        numbers = numbers.filter(pl.col("field") == BODY)
    if settings["figures"]:
        numbers = numbers.filter(pl.col("text").str.contains(_FIGURE))
    seen = [pl.col("text").str.contains(_pattern(style)).alias(str(number)) for number, style in enumerate(styles)]
    flags = numbers.select(*_COLUMNS, *seen).filter(pl.sum_horizontal(pl.col(str(n)) for n in range(len(seen))) == 1)
    style = pl.sum_horizontal(pl.col(str(number)).cast(pl.Int32) * number for number in range(len(styles)))
    shown = flags.select(*_COLUMNS, style=style)
    mixed = shown.filter(pl.col("style").n_unique().over("doc") > 1).sort("doc", "field", "start")
    for _, rows in mixed.group_by("doc", maintain_order=True):
        yield [_Place(row[6], Span(*row[:4]), row[4], row[5]) for row in rows.iter_rows()]


def _pattern(style: _Style) -> str:
    """Match a form: figures one by one, a stem before its ending, words as they stand."""
    if style.form.isdigit():
        return f"[{style.form}]"
    return style.form + _ENDING if style.apart == "-" else style.form.replace(" ", r"\s+")


def _in_latin_line(text: str, span: Span) -> bool:
    """Tell whether the line of a number holds Latin letters, or a line beside it if it is short."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = len(text) if end < 0 else end
    if end - start < _SHORT:
        start, end = text.rfind("\n", 0, max(0, start - 1)) + 1, text.find("\n", end + 1)
    return _LATIN.search(text, start, len(text) if end < 0 else end) is not None


def _mend(text: str, style: _Style, own: _Style) -> str | None:
    """Write a number as the others are written.

    >>> _mend("5 بالمئة", _Style("بالمئة", "بالمئة", "yes"), _Style("%", "%", "no"))
    '5%'
    """
    if style.form.isdigit():
        return None if any(sign in text for sign in ".,٫٬") else text.translate(str.maketrans(style.form, own.form))
    if style.apart == "-":
        return text.replace(style.form, own.form)
    found = re.search(rf"\s*{_pattern(style)}", text)
    space = " " if own.apart == "yes" else ""
    return None if found is None else text[: found.start()] + space + own.form + text[found.end() :]
