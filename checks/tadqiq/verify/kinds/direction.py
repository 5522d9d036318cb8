"""A verb of rising or falling contradicts the order of its two values.

Only plain values are compared: no ranks, no money against money (a currency that falls has a rate that rises), nothing below zero, no
sentence in which rising and falling stand together (تراجع النمو).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tadqiq.model import Hit, Rule
from tadqiq.verify.kinds import _changes
from tadqiq.verify.kinds._changes import Change
from tadqiq.verify.kinds._figures import alike, allowed, whole
from tadqiq.verify.kinds._lines import Lines
from tadqiq.verify.kinds._sums import Check, hits
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"ratio": 20}  # of two values beyond which one of them counts something else

_RISES, _FALLS = frozenset("RUru"), frozenset("FDfd")
_BEHIND = 5  # letters after the values in which a currency tells a rate of exchange
_UNSURE = frozenset("GOCJYgocjy")  # beside a rank, a currency, a loss or an improvement


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find values that go the other way than their verb says."""
    return hits(checks(view, rule.settings), rule)


def checks(view: ArticleView, settings: Mapping[str, Any]) -> Iterator[Check]:
    """Compare the two values of every change with its direction."""
    found, changes = view.once(_changes.find)
    for change in changes:
        direction = _direction(found, change)
        if direction and change.before >= 0:
            check = _check(found, change, direction, settings["ratio"])
            if check is not None:
                yield check


def _direction(found: Lines, change: Change) -> int:
    """Return 1 for rising and -1 for falling; 0 where the words around do not let it be told."""
    clause = max(change.start, *(found.text.rfind(mark, change.start, change.verb) + 1 for mark in "|;"))
    words = set(found.text[clause : max(change.before, change.after) + _BEHIND].partition("\n")[0])
    if words & _UNSURE or (words & _RISES and words & _FALLS):
        return 0
    letter = found.text[change.verb]
    level = "X" in found.text[max(change.start, change.verb - 2) : change.verb]  # عند مستوى منخفض
    named = letter in "UDud" and not {"T", "A"} & set(found.text[change.verb : change.after])  # a limit to a rise, not where it came to
    return 0 if level or named else (letter in _RISES) - (letter in _FALLS)


def _check(found: Lines, change: Change, direction: int, ratio: float) -> Check | None:
    before, after = found.number(change.before), found.number(change.after)
    if _of_another(found, change, before, after):
        return None
    same_kind = (before["number_kind"] == "percent") == (after["number_kind"] == "percent")
    if not same_kind or not alike(before, after) or min(before["low"], after["low"]) <= 0:
        return None
    was, now = whole(before, allowed(before, digits=0), after), whole(after, allowed(after, digits=0), before)
    middles = was.middle, now.middle
    if None in middles or max(middles) > ratio * min(middles):  # type: ignore[type-var, operator]
        return None
    fits = now.high >= was.low if direction > 0 else now.low <= was.high
    args = {"verb": found.shown_word(change.verb), "first": found.shown(change.before), "second": found.shown(change.after)}
    spans = found.span(change.after, change.after), found.span(change.before, change.before)
    return Check(spans[0], spans[1:], args, fits)


def _of_another(found: Lines, change: Change, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Tell a share of cases (31 من 52 حالة), and per cent by which something changes rather than a rate that changes."""
    first = min(change.before, change.after)
    if first == change.after and after["number_kind"] == "cardinal" and found.text[first + 1 : first + 2] == "M":
        return found.text[change.before + 1 : change.before + 2] == "."
    if before["number_kind"] != "percent":
        return found.text[first - 2 : first] == "PM"
    lead = found.text[change.verb + 1 : first].rstrip("M")
    return "P" not in lead or lead.endswith("P")
