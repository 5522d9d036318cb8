"""The headline promises a number of tips, reasons or steps, and the numbered list of the body has another number of them.

The list's items are numbered one after another from 1, a line each or within the text (1- … 2- …). A body with two lists, or one that says
the number of the headline's items is some other, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import polars as pl

from tadqiq.lexicon import read
from tadqiq.model import BODY, HEADLINE, Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"least": 3}  # items that make a list

# At the beginning of a line the number alone is enough (10 ابتسم), within a line a mark and a letter must follow it.
_ITEM = re.compile(r"(?m)(?:^\s*([0-9٠-٩۰-۹]{1,2})(?=\s|[-–—.):])|(?<=[\s.،:؛])([0-9٠-٩۰-۹]{1,2})(?=\s?[-–—.):](?:\s|\b)\D))")
_WORD = re.compile(r"\s*([^\W\d_]+)")


class _List(NamedTuple):
    size: int
    last: Span


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the headlines that promise other than the body lists."""
    rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
    promises = view.mentions.numbers.filter(
        (pl.col("field") == HEADLINE) & (pl.col("number_kind") == "cardinal") & (pl.col("low") == pl.col("high")) & (pl.col("low") >= 2)
    )
    for (doc,), group in promises.group_by("doc", maintain_order=True):
        headline, body = view.batch.texts[2 * rows[int(str(doc))] :][:2]
        lists = [found for found in _lists(body, int(str(doc))) if found.size >= rule.settings["least"]]
        if len(lists) != 1 or lists[0].size in group["low"].to_list():
            continue
        for row in group.iter_rows(named=True):
            noun = _WORD.match(headline, row["end"])
            if noun is not None and noun[1] in _nouns():
                words = {"promised": f"{row['text']} {noun[1]}", "items": str(lists[0].size)}
                yield Hit(rule.code, Span(row["doc"], HEADLINE, row["start"], noun.end(1)), words, related=(lists[0].last,))


@cache
def _nouns() -> frozenset[str]:
    """List what may be promised: after 3–10 the plural, after 11–99 the singular in the accusative."""
    forms = [
        form for row in read("list_nouns") for form in (row["plural"], row["word"], row["word"] + "ا", row["word"] + "ًا", row["word"] + "اً")
    ]
    return frozenset(forms) | frozenset(column(pl.Series(forms, dtype=pl.String), "N1").to_list())


def _lists(body: str, doc: int) -> Iterator[_List]:
    """Find the runs of items numbered 1, 2, 3 and so on."""
    size, last = 0, None
    for item in _ITEM.finditer(body):
        number = int(item[1] or item[2])
        if number == size + 1:
            size, last = number, item
        elif number == 1:
            if last is not None:
                yield _List(size, Span(doc, BODY, *last.span(last.lastindex or 0)))
            size, last = 1, item
    if last is not None:
        yield _List(size, Span(doc, BODY, *last.span(last.lastindex or 0)))
