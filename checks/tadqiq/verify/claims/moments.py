"""Tell when an article was published, to the second where it says so, and what a sentence says of days, markets and weather."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from tadqiq.lexicon import read
from tadqiq.recognise.numbers.forms import fold

_ENDS = ".؟!?\n…"
_ARTICLE = re.compile(r"^(?:[وفبك]?ال|[وف]?لل|[وفبل])(?=\w{3,})")
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"^[وفبل]+(?=ال)")


def moment(published: str | None) -> datetime | None:
    """Read a time of publication; None where there is no time of day.

    >>> moment("2018-05-12T10:16:30+04:00").isoformat(), moment("2018-05-12")
    ('2018-05-12T06:16:30+00:00', None)
    """
    if not published or ":" not in published:
        return None
    try:
        read_time = datetime.fromisoformat(published.strip())
    except ValueError:
        return None
    return read_time.astimezone(UTC) if read_time.tzinfo else read_time.replace(tzinfo=UTC)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the bounds of the sentence around a passage; a point between figures ends none."""
    left, right = start, end
    while left > 0 and not _ends(text, left - 1):
        left -= 1
    while right < len(text) and not _ends(text, right):
        right += 1
    return left, right


def _ends(text: str, at: int) -> bool:
    return text[at] in _ENDS and not (text[at] == "." and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit())


class Told(NamedTuple):
    """Hold what a sentence says besides: the weekdays it names, and whether its numbers change by the hour."""

    weekdays: frozenset[int]
    moving: bool


@cache
def _known() -> tuple[dict[str, int], frozenset[str]]:
    rows = read("weekdays")
    names = dict(zip(fold([row["word"] for row in rows]), (int(row["day"]) for row in rows), strict=True))
    return names, frozenset(fold([row["word"] for row in read("claim_words") if row["class"] == "moving"]))


def told(sentences: Sequence[str]) -> dict[str, Told]:
    """Read some sentences, each distinct word once.

    >>> told(["أغلق سوق الأسهم يوم الأحد مرتفعا"])["أغلق سوق الأسهم يوم الأحد مرتفعا"]
    Told(weekdays=frozenset({7}), moving=True)
    """
    split = {text: set(_WORD.findall(text)) for text in sentences}
    every = sorted({word for found in split.values() for word in found})
    keys = dict(zip(every, fold(every), strict=True))
    names, hourly = _known()
    days = {word: names.get(key, names.get(_JOINED.sub("", key), 0)) for word, key in keys.items()}
    moving = {word for word, key in keys.items() if key in hourly or _ARTICLE.sub("", key) in hourly}
    return {text: Told(frozenset(days[word] for word in found if days[word]), bool(found & moving)) for text, found in split.items()}
