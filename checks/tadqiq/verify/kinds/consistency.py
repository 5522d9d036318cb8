"""One thing is written in more than one way in an article.

Each way is a pattern (`ways`). The way that an article uses most is its own (of two equally frequent ones, the one that comes first); the
finding stands at the first place of the rarest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tadqiq.errors import RulePackError
from tadqiq.model import Hit, Rule, Span
from tadqiq.verify.kinds import _patterns
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "ways": {},  # a pattern for each way, by a name that messages can show
    "lists": {},
    "where": "text",
    "quotations": "any",
}
_FEWEST = 2


def check(settings: Mapping[str, Any], places: Mapping[str, str]) -> None:
    """Raise a RulePackError for ways that are no patterns."""
    ways = settings["ways"]
    if not isinstance(ways, Mapping) or len(ways) < _FEWEST:
        hint = 'ways: {"بالمئة": "بالمئة", "في المئة": "في المئة"}'
        raise RulePackError("`ways` holds two patterns and more by name", where=places.get("ways", places.get("", "")), hint=hint)
    for way in ways.values():
        _patterns.part(way, places, "ways", settings)


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the articles that write a thing in more than one way."""
    for places in ways_by_article(view, rule.settings).values():
        if len(places) < _FEWEST:
            continue
        own, *_, rare = sorted(places, key=lambda way: (-len(places[way]), places[way][0]))
        first, other = places[rare][0], places[own][0]
        args = {"way": rare, "count": str(len(places[rare])), "own": own, "others": str(len(places[own]))}
        yield Hit(rule.code, first, args, related=(other,))


def ways_by_article(view: ArticleView, settings: Mapping[str, Any]) -> dict[int, dict[str, list[Span]]]:
    """Give, for each article, the places of each way that it uses, in order."""
    found: dict[int, dict[str, list[Span]]] = {}
    for name, way in settings["ways"].items():
        for span in sorted(_patterns.spans(view, _patterns.part(way, {}, "ways", settings))):
            found.setdefault(span.doc, {}).setdefault(str(name), []).append(span)
    return found
