"""A relative day and the day of the week beside it do not fit what the article says elsewhere, or the day it was published.

Every اليوم الجمعة, أمس (الخميس) and غدا السبت tells on which day of the week the text was written. Two that tell different days, outside of
quotations and of teasers of other stories, cannot stand in one article. Which of them is wrong the day of the record tells: even that of
a crawler is likelier than a guess, and where neither fits the second is marked. Against the day of publication a day either way is left
for zones, for articles that appear after midnight and for tomorrow's paper; and only a record that says its zone, or a plain day, is
taken for a day of publication: a bare clock time is more often that of a crawler.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule
from tadqiq.recognise.dates.places import Places
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.vocabulary import Lookup
from tadqiq.verify.kinds._days import Told, day_words, from_writing, published, recorded, told, unquoted
from tadqiq.verify.kinds._teasers import without_teasers
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "publication": True,  # hold the days against the day of publication too
    "days": 1,  # that the day of writing may differ from that of publication
}


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the days that do not fit."""
    known = unquoted(view).filter(pl.col("weekday").is_not_null() & pl.col("relation").is_in(list(from_writing())))
    known = known.filter(~_cut_short(view, known))
    likely = recorded(view)
    sure = dict(published(view).select("doc", "date").iter_rows()) if rule.settings["publication"] else {}

    def hit(group: list[Told]) -> Hit | None:
        doc = group[0].span.doc
        return _within(group, likely.get(doc), rule) or (_against(group, sure[doc], rule) if doc in sure else None)

    groups = (list(rows) for _, rows in groupby(told(known), key=lambda one: one.span.doc))
    own = without_teasers(view, [group for group in groups if hit(group)])
    yield from (found for group in own if group and (found := hit(group)))


def _cut_short(view: ArticleView, known: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell أمس that may be the end of a longer phrase with a slip in it (أو ل من أمس)."""
    places, tokens = Places(view.batch), view.batch.tokens
    first = places.token(known, "start")
    before = np.maximum(first - 1, 0)
    beside = (before < first) & (tokens.segment[before] == tokens.segment[first]) & (tokens.sent[before] == tokens.sent[first])
    return np.asarray(beside & (places.ask(_inner_words, before) > 0) & (known["relation"] == "yesterday").to_numpy())


def _inner_words(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark the words that stand inside of phrases for a day."""
    return _inner()(words["n2"])


@cache
def _inner() -> Lookup:
    phrases = fold([row["phrase"] for row in read("relative_days")])
    return Lookup({word: 1 for phrase in phrases for word in phrase.split()[1:-1]}, pl.Int8)


def _written(one: Told) -> int:
    """Return the day of the week on which that day is called so: أمس الخميس is said on a Friday."""
    return ((one.weekday or 0) - from_writing()[one.relation or ""]) % 7


def _within(group: list[Told], day: date | None, rule: Rule) -> Hit | None:
    """Find the first that does not fit the others: the one that fits the day of the record is held to be right, else the first."""
    right = next((one for one in group if day and _written(one) == day.weekday()), group[0])
    wrong = next((one for one in group if _written(one) != _written(right)), None)
    if wrong is None:
        return None
    words = {"first": right.text, **day_words("written", _written(right)), **day_words("other", _written(wrong))}
    return Hit(rule.code, wrong.span, words, related=(right.span,))


def _against(group: list[Told], day: date, rule: Rule) -> Hit | None:
    """Find the first that does not fit the day of publication."""
    for one in group:
        apart = (_written(one) - day.weekday()) % 7
        if min(apart, 7 - apart) > rule.settings["days"]:
            words = {"first": day.isoformat(), **day_words("written", day.weekday()), **day_words("other", _written(one))}
            return Hit(rule.code, one.span, words)
    return None
