"""A person named in the headline is never named in the body: the story is about somebody else, or the name was changed in one of them.

Only persons whom the headline shows to be persons (by role, first name or family name) are looked at. One word of the name anywhere in the
body is enough, with joined letters, another spelling, or an abbreviation of it; a body too short to tell the story is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from tadqiq.model import HEADLINE, Hit, Rule, Span
from tadqiq.recognise.spellings.near import blocks
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"words": 40}  # that a body must have to tell the story

_JOINED = ("", "و", "ف", "ب", "ل", "ك", "ول", "وب")
_BYNAMES = ("ابو ", "ام ")  # whom the body may call by another name
_LEAST = 3  # letters of a word of a name that can be looked for


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the persons of each headline whom the body does not name."""
    named = view.mentions.names.filter((pl.col("field") == HEADLINE) & (pl.col("class") == "person"))
    rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
    for doc, group in named.group_by("doc", maintain_order=True):
        row = rows[int(str(doc[0]))]
        words = _words(view.batch, row)
        if len(words) < rule.settings["words"]:
            continue
        for name in group.iter_rows(named=True):
            if not name["key"].startswith(_BYNAMES) and not _met(name["key"].split(), words):
                yield Hit(rule.code, Span(name["doc"], HEADLINE, name["start"], name["end"]), {"name": name["form"]})


def _words(batch: Batch, row: int) -> set[str]:
    """Gather the body's words at matching level, with and without joined letters."""
    first, last = (int(place) for place in batch.tokens.first[2 * row + 1 : 2 * row + 3])
    keys = batch.vocabulary.words["n2"].gather(batch.tokens.code[first:last]).unique().to_list()
    return {key.removeprefix(joined) for key in keys for joined in _JOINED if key.startswith(joined)}


def _met(name: list[str], words: set[str]) -> bool:
    """Tell whether the body has a word of a name; other spellings are looked for only where the name's own is not met."""
    if any(len(word) < _LEAST or word in words or word.removeprefix("ال") in words for word in name):
        return True
    return not set(blocks(pl.Series(name))).isdisjoint(blocks(pl.Series(sorted(words))))
