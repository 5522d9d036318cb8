"""Two passages of one article give different numbers for one thing.

The headline is held against the body, or two sentences of the body against each other. What differs by a factor of ten, a hundred or a
thousand is left to the kind `multiplier-slip`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tadqiq.model import Hit, Rule
from tadqiq.recognise.numbers.compare import slip
from tadqiq.verify.kinds import _bodies, _titles
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "between": "headline-body",  # or within-body
    "overlap": 0.4,  # share of the shorter sentence's words that both must have
    "slipped": 0.25,  # the same where one keystroke makes one number the other
    "paragraphs": 3,  # of the body that a headline may sum up
    "ratio": 2.0,  # of two numbers that may be two counts of one thing
}


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find pairs of claims that cannot both be true."""
    across = rule.settings["between"] == "headline-body"
    for shown, other in (_titles if across else _bodies).pairs(view, rule.settings):
        if not slip(shown.value, other.value):
            first, second = (shown, other) if across else (other, shown)
            words = {"first": first.text, "second": second.text, "headline": first.text, "body": second.text}
            yield Hit(rule.code, shown.span, words, related=(other.span,))
