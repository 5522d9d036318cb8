"""A value cannot be: more than all of a whole, a person of 350 years, a clock at 25:30.

More than 100 per cent is common of debts, growth and targets; only shares of people, losses of what a thing is worth, and rates that end at
100 (turnout, humidity) are looked at. Dates that the calendar does not have are another rule's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tadqiq.model import Hit, Rule
from tadqiq.verify.kinds._lines import Lines, lines
from tadqiq.verify.kinds._sums import Check, hits
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"age": 125}

LETTERS = {
    "rise": "R", "rise-noun": "R", "fall": "F", "fall-noun": "F", "loss": "O", "loss-noun": "O", "from": "M", "level": "S", "aged": "A",
    "rate": "P", "people": "U", "votes": "U", "male": "U", "female": "U", "worth": "W", "bounded": "X",
    "hour": "H", "month-word": "Y", "given": "G", "about": "_", "than": "K",
}  # fmt: skip
_SHARE = re.compile(r"(?<![RFrf])(?<![RFrf].)(?<![RFrf]..)(?<![RFrf]...)(?P<v>2)\)?MU")
_LOST = re.compile(r"[FOfo][._KMP]{0,6}(?P<v>2)\)?MW")
_RATE = re.compile(r"(?<![RFrf])(?<![RFrf].)PX[._SK]{0,4}[bl]?\(?(?P<v>2)(?!\)?M)")
_AGE = re.compile(r"G[.G]{0,2},?(?:\((?P<v>5)[.]?\)|,?(?P<w>5)[.]?,|[A][._]{0,3}A?_*(?P<x>5))")
_DAY = re.compile(r"(?P<v>1)MY[.]")
_CLOCK = re.compile(r"H\(?_*(?P<v>[01479])")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?![\d:])")
_WHOLE, _LAST_DAY, _HOURS, _MINUTES = 100, 31, 24, 59


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find values that cannot be."""
    return hits(checks(view, rule.settings), rule)


def checks(view: ArticleView, settings: Mapping[str, Any]) -> Iterator[Check]:
    """Look at every value that has a bound."""
    found = lines(view, LETTERS, ["2", "UWX"], ["5", "G"], ["1", "M", "Y"], ["H"])
    for pattern in (_SHARE, _LOST, _RATE):
        yield from _bounded(found, pattern, _WHOLE)
    yield from _bounded(found, _AGE, settings["age"])
    yield from _bounded(found, _DAY, _LAST_DAY)
    yield from _clocks(found)


def _bounded(found: Lines, pattern: re.Pattern[str], most: int) -> Iterator[Check]:
    for match in pattern.finditer(found.text):
        place = next(match.start(name) for name, text in match.groupdict().items() if text)
        low = found.number(place)["low"]
        if low is not None:
            yield Check(found.span(place, place), (), {"most": str(most)}, low <= most)


def _clocks(found: Lines) -> Iterator[Check]:
    """Look at the time behind الساعة as it is written, hours and minutes parted by a colon."""
    for match in _CLOCK.finditer(found.text):
        span = found.span(match.start("v"), match.start("v"))
        segment = int(found.batch.tokens.segment[int(found.token[match.start("v")])])
        time = _TIME.match(found.batch.texts[segment], span.start)
        if time is not None:
            hour, minute = int(time[1]), int(time[2])
            fits = (hour < _HOURS and minute <= _MINUTES) or (hour == _HOURS and minute == 0)
            yield Check(span._replace(end=time.end()), (), {"most": "24:00"}, fits)
