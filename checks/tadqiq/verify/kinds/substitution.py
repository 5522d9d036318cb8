"""A word or phrase is used for which the rule names another.

`swap` says what to write for what. A phrase stands as written, whatever its hamzas, marks and last letter; with + before it, joined
letters (و ف ب ل ك س and the article) may stand before its first word, and stay there. Phrases that differ only in what matching level
folds (الى and إلى) are told apart by their letters. The longest phrase that begins at a word decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tadqiq.errors import RulePackError
from tadqiq.model import Hit, Rule, Span
from tadqiq.verify.kinds import _patterns
from tadqiq.verify.patterns import scopes
from tadqiq.verify.patterns.phrases import Phrase, phrases, read
from tadqiq.verify.patterns.tree import PatternError
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "swap": {},  # what to write for each phrase: {"+مدراء": "مديرون"}
    "except": [],  # longer phrases in which a phrase is right
    "where": "text",
    "quotations": "outside",
    "each": False,  # a finding for every place; otherwise one an article for each phrase
}


def check(settings: Mapping[str, Any], places: Mapping[str, str]) -> None:
    """Raise a RulePackError for phrases that are none."""
    for key, look in (("swap", _check_swap), ("where", scopes.check)):
        try:
            look(settings)
        except PatternError as error:
            raise RulePackError(str(error), where=places.get(key, places.get("", "")), hint=error.hint) from error


def _check_swap(settings: Mapping[str, Any]) -> None:
    if not isinstance(settings["swap"], Mapping) or not settings["swap"]:
        raise PatternError("`swap` says what to write for what", 0, 'swap: {"+مدراء": "مديرون"}')
    read(settings)


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the phrases for which the rule names others."""
    found = {span: phrase for span, phrase in phrases(view.batch, read(rule.settings)) if phrase.instead is not None}
    kept = list(scopes.within(view, found, rule.settings))
    for instead, spans in _by_phrase(kept, found):
        yield from (
            Hit(rule.code, hit.span, {**hit.args, "instead": instead}, suggestion=instead, related=hit.related)
            for hit in _patterns.hits(rule, ((span, instead) for span in spans), each=bool(rule.settings["each"]))
        )


def _by_phrase(kept: list[Span], found: Mapping[Span, Phrase]) -> Iterator[tuple[str, list[Span]]]:
    groups: dict[tuple[str, str], list[Span]] = {}
    for span in kept:
        phrase = found[span]
        groups.setdefault((phrase.text, str(phrase.instead)), []).append(span)
    for (_, instead), spans in groups.items():
        yield instead, spans
