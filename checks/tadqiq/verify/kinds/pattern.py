"""A passage matches the rule's pattern.

The pattern is one over words and mentions (`words`, see `verify/patterns/language.py`) or over characters (`characters`). What to write
instead is one text (`instead`), or told letter by letter (`letters`), where the mend is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tadqiq.errors import RulePackError
from tadqiq.model import Hit, Rule
from tadqiq.verify.kinds import _patterns
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    **_patterns.SETTINGS,
    "each": False,  # a finding for every passage; otherwise one an article
    "instead": None,  # what to write in the passage's place
    "letters": {},  # or what to write for each of its letters; "" leaves one out
}


def check(settings: Mapping[str, Any], places: Mapping[str, str]) -> None:
    """Raise a RulePackError for settings that are no pattern."""
    _patterns.check(settings, places)
    letters = settings["letters"]
    if not isinstance(letters, Mapping) or any(not isinstance(a, str) or len(a) != 1 or not isinstance(b, str) for a, b in letters.items()):
        raise RulePackError("`letters` says what to write for single letters", where=places.get("letters", ""), hint='letters: {",": "،"}')


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the passages that match."""
    table = str.maketrans(dict(rule.settings["letters"]))
    row = {doc: place for place, doc in enumerate(view.batch.docs.tolist())}

    def mend(doc: int, field: int, start: int, end: int) -> str | None:
        if rule.settings["instead"] is not None:
            return str(rule.settings["instead"])
        text = view.batch.texts[2 * row[doc] + field][start:end]
        mended = text.translate(table)
        return mended if mended != text else None

    found = ((span, mend(*span)) for span in _patterns.spans(view, rule.settings))
    return _patterns.hits(rule, found, each=bool(rule.settings["each"]))
