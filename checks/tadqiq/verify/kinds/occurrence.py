"""A passage stands more often in an article than the rule allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tadqiq.errors import RulePackError
from tadqiq.model import Hit, Rule, Span
from tadqiq.verify.kinds import _patterns
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    **_patterns.SETTINGS,
    "most": 1,  # times that it may stand in an article
}
_SHOWN = 9


def check(settings: Mapping[str, Any], places: Mapping[str, str]) -> None:
    """Raise a RulePackError for settings that are no pattern or no number."""
    _patterns.check(settings, places)
    if not isinstance(settings["most"], int) or isinstance(settings["most"], bool) or settings["most"] < 0:
        raise RulePackError("'most' is a whole number", where=places.get("most", places.get("", "")), hint="most: 3")


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the articles in which a passage stands too often: the finding is the first one too many."""
    places: dict[int, list[Span]] = {}
    for span in sorted(_patterns.spans(view, rule.settings)):
        places.setdefault(span.doc, []).append(span)
    most = int(rule.settings["most"])
    for spans in places.values():
        if len(spans) > most:
            others = (*spans[:most], *spans[most + 1 :])[:_SHOWN]
            yield Hit(rule.code, spans[most], {"count": str(len(spans)), "most": str(most)}, related=others)
