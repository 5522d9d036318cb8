"""A percentage of change does not follow from the two values it joins.

The sentence tells two values (from X to Y, Y compared with X), or a value and by how much it changed, and beside them by how many per
cent. Each of the three figures may be rounded in its last written digit. Percentages of percentages are left alone: some mean points.
Who is quoted or says about speaks in round tens, which may be a few points off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Hit, Rule
from tadqiq.recognise.attributions import cues
from tadqiq.recognise.numbers.compare import Interval
from tadqiq.verify.kinds import _changes
from tadqiq.verify.kinds._changes import Change
from tadqiq.verify.kinds._figures import alike, allowed, one_money, whole
from tadqiq.verify.kinds._lines import Lines
from tadqiq.verify.kinds._sums import Check, hits, plain
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "slack": 0.02,  # share of the computed percentage that is forgiven besides rounding
    "spoken": 4.0,  # points that round tens may be off where somebody is quoted or says about
}

_FALLS = "FDOfdo"
_ABOUT, _TEN = "_", 10  # the letter of a word for about, see `_changes.LETTERS`
_OTHER_BASE = re.compile(r"2\)?[._]{0,2}[VvKk]")  # 5 % عن الربع السابق, beside values of two years


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find percentages that are not those of their values."""
    return hits(checks(view, rule.settings), rule)


def checks(view: ArticleView, settings: Mapping[str, Any]) -> Iterator[Check]:
    """Do every such sum of a batch over."""
    found, changes = view.once(_changes.find)
    for change in changes:
        if change.rate >= 0 and "2" not in (found.text[change.before], found.text[change.after])[change.before < 0 :]:
            computed = _rate(found, change)
            check = _check(found, change, computed, settings) if computed is not None else None
            if check is not None:
                yield check


def _rate(found: Lines, change: Change) -> Interval | None:
    """Compute the percentage, as far as the written figures tell it."""
    after = found.number(change.after)
    now = allowed(after)
    if change.before >= 0:
        before = found.number(change.before)
        if not alike(before, after):
            return None
        was = whole(before, allowed(before), after)
        now = whole(after, now, before)
        return _between(_share(now.low, was.high), _share(now.high, was.low)) if was.low > 0 else None
    amount = found.number(change.amount)
    if not one_money(amount, after):
        return None
    step = whole(amount, allowed(amount), after)
    sign = 1 if found.text[change.verb] in _FALLS else -1
    was = Interval(now.low + sign * step.low, now.high + sign * step.high)
    return Interval(step.low / was.high * 100, step.high / was.low * 100) if was.low > 0 and step.low >= 0 else None


def _share(now: float, was: float) -> float:
    return (now / was - 1) * 100


def _between(low: float, high: float) -> Interval:
    """Take the size of a change between two signed bounds."""
    return Interval(0.0, max(-low, high)) if low < 0 < high else Interval(*sorted((abs(low), abs(high))))


def _check(found: Lines, change: Change, computed: Interval, settings: Mapping[str, Any]) -> Check | None:
    slack, rate = settings["slack"], found.number(change.rate)
    stated = allowed(rate, digits=1)
    loose = Interval(computed.low * (1 - slack), computed.high * (1 + slack))
    others = [place for place in (change.before, change.amount, change.after) if place >= 0]
    middle = computed.middle or 0.0
    args = {"first": found.shown(others[0]), "second": found.shown(others[1]), "computed": plain(middle)}
    spans = tuple(found.span(place, place) for place in others)
    fits = loose.meets(stated) or (abs(rate["low"] - middle) <= settings["spoken"] and _spoken(found, change))
    sure = change.before < 0 or not _OTHER_BASE.match(found.text, change.rate)
    return Check(found.span(change.rate, change.rate), spans, args, fits) if fits or sure else None


def _spoken(found: Lines, change: Change) -> bool:
    """Tell whether a percentage is a round ten in a sentence with a reporting verb or a word for about."""
    low = found.number(change.rate)["low"]
    if not low or low % _TEN:
        return False
    ends = found.text.find("\n", change.start)
    last = (ends if ends >= 0 else len(found.text)) - 1
    first, behind = int(found.token[change.start]), int(found.token[last]) + 1
    return _ABOUT in found.text[change.start : last + 1].lower() or bool(found.batch.column(_reports)[first:behind].any())


def _reports(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which words are reporting verbs or their participles."""
    spoken = np.array([cue.tense in (cues.PERFECT, cues.IMPERFECT, cues.PARTICIPLE) for cue in cues.table()[0]] + [False])
    return spoken[cues.code(words)]
