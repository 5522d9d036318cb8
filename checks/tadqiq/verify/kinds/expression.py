"""An article's measures do not fit the rule's expression: its lead has too many words, its first paragraphs name no day.

`is` is one condition over the columns of `verify/patterns/measures.py`, written as SQL writes conditions: `lead_words > 45 AND
paragraphs >= 3`. `counts` adds columns that count the passages of a pattern. Only the columns that are named are made. Messages may
show any of them: {lead_words}.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl

from tadqiq.errors import RulePackError
from tadqiq.model import BODY, HEADLINE, Hit, Rule
from tadqiq.verify.kinds import _patterns
from tadqiq.verify.patterns.measures import MEASURES, first_sentence, whole
from tadqiq.verify.patterns.tree import PatternError
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "is": "",  # the condition under which the rule fires
    "counts": {},  # patterns by the name of the column that counts their passages
    "lists": {},
    "where": "text",  # of the patterns that are counted
    "quotations": "any",
    "at": "lead",  # what the finding marks: headline, lead (its first sentence)
}
_AT = ("headline", "lead")


def check(settings: Mapping[str, Any], places: Mapping[str, str]) -> None:
    """Raise a RulePackError for what is no condition over columns that exist."""
    where = places.get("is", places.get("", ""))
    if not isinstance(settings["counts"], Mapping):
        raise RulePackError("`counts` holds patterns by name", where=places.get("counts", where), hint='counts: {markers: "عاجل"}')
    for way in settings["counts"].values():
        _patterns.part(way, places, "counts", settings)
    try:
        _condition(str(settings["is"]), tuple(settings["counts"]))
    except PatternError as error:
        raise RulePackError(str(error), where=where, hint=error.hint) from error
    if settings["at"] not in _AT:
        raise RulePackError(f"'at' cannot be '{settings['at']}'", where=places.get("at", where), hint="allowed: " + ", ".join(_AT))


@lru_cache(maxsize=1_024)
def _condition(text: str, counted: tuple[str, ...]) -> tuple[pl.Expr, tuple[str, ...]]:
    """Read a condition, and name the columns it needs."""
    known = {**{name: pl.Series([0]) for name in counted}, **{name: pl.Series([empty]) for name, (empty, _) in MEASURES.items()}}
    try:
        made = pl.sql_expr(text)
        named = tuple(dict.fromkeys(made.meta.root_names()))
        for name in named:
            if name not in known:
                raise PatternError(f"no column is called '{name}'", 0, "columns: " + ", ".join(known))
        sort = pl.DataFrame(known).select(made).dtypes
    except pl.exceptions.PolarsError as error:
        raise PatternError(f"no condition: {str(error).splitlines()[0]}", 0, "is: lead_words > 45 AND paragraphs >= 3") from error
    if not named or sort != [pl.Boolean]:
        raise PatternError("the condition is neither true nor false of an article", 0, "is: lead_words > 45")
    return made, named


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the articles of which the condition is true."""
    settings = rule.settings
    condition, named = _condition(str(settings["is"]), tuple(settings["counts"]))
    columns = {name: view.once(MEASURES[name][1]) for name in named if name in MEASURES}
    for name, way in settings["counts"].items():
        columns[name] = _counted(view, _patterns.part(way, {}, "counts", settings))
    frame = pl.DataFrame(columns)
    mark = whole if settings["at"] == "headline" else first_sentence
    for row in frame.select(condition.fill_null(value=False)).to_series().arg_true().to_list():
        span = mark(view, 2 * row + (HEADLINE if settings["at"] == "headline" else BODY))
        if span is not None:
            yield Hit(rule.code, span, {name: str(value) for name, value in frame.row(row, named=True).items()})


def _counted(view: ArticleView, way: Mapping[str, Any]) -> pl.Series:
    """Count the passages of a pattern in each article."""
    rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
    found = np.array([rows[span.doc] for span in _patterns.spans(view, way)], dtype=np.int64)
    return pl.Series(np.bincount(found, minlength=len(rows)))
