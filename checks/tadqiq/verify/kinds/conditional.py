"""Where one passage stands, another must stand too, and does not.

`if` and `then` are patterns; `within` says how near the second must be.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from tadqiq.errors import RulePackError
from tadqiq.model import Hit, Rule, Span
from tadqiq.verify.kinds import _patterns
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "if": "",  # a pattern
    "then": "",  # a pattern that must match too
    "within": "article",  # article, paragraph, sentence
    "before": False,  # what `then` looks for must stand before the first passage
    "lists": {},
    "where": "text",
    "quotations": "any",
}
_WITHIN = ("article", "paragraph", "sentence")


def check(settings: Mapping[str, Any], places: Mapping[str, str]) -> None:
    """Raise a RulePackError for conditions that are no patterns."""
    for key in ("if", "then"):
        _patterns.part(settings[key], places, key, settings)
    if settings["within"] not in _WITHIN:
        where = places.get("within", places.get("", ""))
        raise RulePackError(f"'within' cannot be '{settings['within']}'", where=where, hint="allowed: " + ", ".join(_WITHIN))


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the first passage of an article that lacks what must stand with it."""
    settings = rule.settings
    wanted = _patterns.part(settings["then"], {}, "then", {**settings, "where": "text"})
    there: dict[tuple[int, ...], list[Span]] = {}
    for span in sorted(_patterns.spans(view, wanted)):
        there.setdefault(_place(view, span, settings["within"]), []).append(span)
    told: set[int] = set()
    for span in sorted(_patterns.spans(view, _patterns.part(settings["if"], {}, "if", settings))):
        near = there.get(_place(view, span, settings["within"]), [])
        met = bool(near) and (not settings["before"] or near[0] < span)
        if not met and span.doc not in told:
            told.add(span.doc)
            yield Hit(rule.code, span)


def _place(view: ArticleView, span: Span, within: str) -> tuple[int, ...]:
    """Name the part of the article that a span stands in."""
    if within == "article":
        return (span.doc,)
    tokens = view.batch.tokens
    segment = 2 * view.once(_rows)[span.doc] + span.field
    at = bisect_right(view.batch.reach, (segment << 32) | span.start)
    at = min(at, len(tokens) - 1)
    place = (span.doc, span.field, int(tokens.para[at]))
    return place if within == "paragraph" else (*place, int(tokens.sent[at]))


def _rows(view: ArticleView) -> dict[int, int]:
    return {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
