"""Read the settings that all kinds share whose rules write patterns, and say where a fault in them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tadqiq.errors import RulePackError, allowed
from tadqiq.model import Hit, Rule, Span
from tadqiq.verify.kinds._repeats import repeats
from tadqiq.verify.patterns import scopes
from tadqiq.verify.patterns.characters import characters
from tadqiq.verify.patterns.characters import passages as by_characters
from tadqiq.verify.patterns.compiled import compiled
from tadqiq.verify.patterns.sentences import passages as by_words
from tadqiq.verify.patterns.tree import PatternError
from tadqiq.verify.views import ArticleView

SETTINGS: dict[str, Any] = {
    "words": "",  # a pattern over words and mentions
    "characters": "",  # or a regular expression over characters
    "before": "",  # an expression for what stands before the characters that are marked
    "behind": "",  # and behind them
    "level": "raw",  # of text that characters are looked for in: raw, display, matching
    "lists": {},  # words by name, for {list:name}
    "where": "text",  # text, headline, body, lead, paragraphs
    "quotations": "any",  # any, outside, inside
}
Places = Mapping[str, str]  # path:line:col of each setting that the rule file writes; "" is that of `settings` itself


def check(settings: Mapping[str, Any], places: Places) -> None:
    """Raise a RulePackError at its place for settings that are no pattern."""
    for key, look in (("words" if settings["words"] else "characters", _check_pattern), ("where", scopes.check)):
        try:
            look(settings)
        except PatternError as error:
            raise RulePackError(str(error), where=_place(places, key), hint=error.hint) from error


def _check_pattern(settings: Mapping[str, Any]) -> None:
    if bool(settings["words"]) == bool(settings["characters"]):
        raise PatternError("a pattern is written with `words` or with `characters`", 0, "write one of the two")
    if settings["words"]:
        _check_lists(settings["lists"])
        compiled(str(settings["words"]), settings["lists"])
    else:
        characters(settings)


def part(settings: Any, places: Places, key: str, shared: Mapping[str, Any]) -> dict[str, Any]:
    """Read a pattern that stands inside another setting, laid over the rule's own lists and places, and check it."""
    known = sorted(set(SETTINGS) - {"lists"})
    if isinstance(settings, str):
        settings = {"words": settings}
    if not isinstance(settings, Mapping):
        raise RulePackError(f"'{key}' is a pattern", where=_place(places, key), hint="write words, or a mapping of: " + ", ".join(known))
    for name in settings:
        if name not in known:
            raise RulePackError(f"a pattern has no '{name}'", where=_place(places, key), hint=allowed(str(name), known))
    whole = {**SETTINGS, **{name: shared[name] for name in ("lists", "where", "quotations") if name in shared}, **settings}
    check(whole, {"": _place(places, key)})
    return whole


def spans(view: ArticleView, settings: Mapping[str, Any]) -> Iterator[Span]:
    """Find the passages of a batch that match a rule's pattern, where the rule looks."""
    if settings["words"]:
        passages = by_words(view, compiled(str(settings["words"]), settings["lists"]))
        return scopes.within(view, (passage.span for passage in passages), settings)
    return scopes.within(view, by_characters(view.batch, characters(settings)), settings)


def hits(rule: Rule, found: Iterator[tuple[Span, str | None]], *, each: bool) -> Iterator[Hit]:
    """Make a hit of every passage with its suggestion, or one an article that names the others and counts them."""
    mended = dict(found)
    if each:
        yield from (Hit(rule.code, span, {"count": "1"}, suggestion=mend) for span, mend in mended.items())
        return
    for _, place in repeats(("", span) for span in mended):
        yield Hit(rule.code, place.first, {"count": str(place.number)}, suggestion=mended[place.first], related=place.others)


def _place(places: Places, key: str) -> str:
    return places.get(key, places.get("", ""))


def _check_lists(lists: Any) -> None:
    right = isinstance(lists, Mapping) and all(
        isinstance(words, list) and all(isinstance(w, str) for w in words) for words in lists.values()
    )
    if not right:
        raise PatternError("`lists` holds lists of words by name", 0, "lists: {months: [يناير, فبراير]}")
