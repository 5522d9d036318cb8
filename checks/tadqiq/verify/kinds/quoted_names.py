"""Some people of one article are named between quotation marks and others without them.

Only full names right after a role are compared: without a role, bynames, films and ships stand between marks, and so do the papers and
projects that a role ends in (محلل لصحيفة "…"). Shown is the first name of those that are fewer, or the first between marks where there
are as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import polars as pl

from tadqiq.lexicon import read
from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.normalise.alphabet import QUOTES
from tadqiq.recognise.names.words import keys
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "marked": {"ar": "", "en": ""},  # how the message says that a name stands between marks,
    "bare": {"ar": "", "en": ""},  # and without them
}

_MARKS = frozenset(['"', *QUOTES])
_TITLE = 4  # code points of a title that may stand between the mark and the name: «د. سعاد المرزوقي»
_OPENED = re.compile(rf"[{''.join(_MARKS)}](?:\w\. ?)?\Z")
_BYNAMES = "^(?:ابو|ابي|ابا|ام) "
_JOINED = ("", "ل", "ب", "ال", "لل")


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the articles that have both, and the name that is the exception."""
    names = view.mentions.names
    named = (pl.col("class") == "person") & (pl.col("field") == BODY) & pl.col("role").is_not_null() & pl.col("key").str.contains(" ")
    names = names.filter(named & ~pl.col("key").str.contains(_BYNAMES) & ~pl.col("role").str.extract(r"([^ ]+)$").is_in(_bodies()))
    names = names.with_columns(marked=pl.Series(list(_marked(view.batch, names)), dtype=pl.Boolean))
    both = names.filter((pl.col("marked").any() & ~pl.col("marked").all()).over("doc"))
    for _, group in both.group_by("doc", maintain_order=True):
        odd = 2 * int(group["marked"].sum()) <= group.height
        one, other = (group.filter(pl.col("marked") == marked).row(0, named=True) for marked in (odd, not odd))
        ways = {"way": "marked" if odd else "bare", "other_way": "bare" if odd else "marked"}
        words = {f"{name}_{lang}": rule.settings[way][lang] for name, way in ways.items() for lang in ("ar", "en")}
        place, beside = (Span(row["doc"], BODY, row["start"], row["end"]) for row in (one, other))
        yield Hit(rule.code, place, words | {"other": other["form"]}, None, (beside,))


def _marked(batch: Batch, names: pl.DataFrame) -> Iterator[bool]:
    """Tell which names stand between quotation marks, alone."""
    rows = {doc: row for row, doc in enumerate(batch.docs.tolist())}
    for doc, start, end in names.select("doc", "start", "end").iter_rows():
        text = batch.texts[2 * rows[doc] + 1]
        yield _OPENED.search(text, max(0, start - _TITLE), start) is not None and text[end : end + 1] in _MARKS


@cache
def _bodies() -> list[str]:
    """Give the words of papers, bodies and works, with joined letters: no person stands between the marks after them."""
    words = keys([row["word"] for name in ("bodies", "titled") for row in read(name)])
    return [joined + word for word in words for joined in _JOINED]
