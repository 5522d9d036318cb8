"""A comma parts a reporting verb, or the speaker, from what is said: أكد الوزير، أن.

What أن begins is the object of the verb, and no comma stands between a verb and its object. Two commas around a phrase (قال الوزير، في
كلمته، إن) are right; so the comma must be the only one between the verb and أن.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.normalise import text
from tadqiq.recognise.attributions import cues
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: Mapping[str, Any] = {}

_THAT = re.compile(r"\s*([،,])\s+(ب?[أإا]ن(?:ه|ها|هم|هما|ي|نا)?)\b")
_REACH = 24  # characters after the source
_COMMA = re.compile("[،,)(–—-]")
_PREPOSITIONS = frozenset({"to", "on", "from", "about"})
_VERBS = ("neutral", "official", "stance", "adverse")


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the commas after attributions that أن follows."""
    rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
    told = view.mentions.attributions.filter((pl.col("field") == BODY) & pl.col("cue_class").is_in(_VERBS))
    told = told.filter((pl.col("cue_start") == pl.col("start")) & pl.col("source").is_not_null())
    for doc, start, end, said in told.select("doc", "start", "end", "text").iter_rows():
        body = view.batch.texts[2 * rows[doc] + BODY]
        found = _THAT.match(body, end, end + _REACH)
        if found is not None and not _COMMA.search(said):
            words = {"that": found[2], "source": said}
            mended = None if _prepositional(said) else f"{said} {found[2]}"  # أشارت الوزارة، أن lacks إلى as well
            yield Hit(rule.code, Span(doc, BODY, start, found.end(2)), words, suggestion=mended)


def _prepositional(attribution: str) -> bool:
    """Tell whether the verb that an attribution begins with wants a preposition before أن."""
    forms, places = cues.table()
    place = places.get(text(attribution.partition(" ")[0], "N2"))
    return place is not None and forms[place].needs in _PREPOSITIONS
