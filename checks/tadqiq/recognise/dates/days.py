"""Find the days of the week and the days told from the day of writing: مساء أمس, اليوم (الجمعة), يوم الأحد الماضي, بعد غد."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.dates.places import Places
from tadqiq.recognise.dates.words import JOINED_PART, JOINED_WEEKDAY, NONE, PART, WEEKDAY, letters, weekday_numbers
from tadqiq.recognise.numbers.context import DEFINITE, shapes
from tadqiq.recognise.tokens import Ints

OTHER = "other"  # said of a day that nothing here can place: السبت التالي


class Day(NamedTuple):
    """Hold one day of a run of letters, by places in the run."""

    first: int
    last: int
    weekday: int  # place of its name; -1 for none
    relation: str | None
    days: int


class Days(NamedTuple):
    """Hold the days of a batch as columns: token indexes, days of the week (-1: none), relations, days from the day of writing."""

    first: Ints
    last: Ints
    weekday: Ints
    relation: list[str | None]
    days: Ints


_NOTHING = np.zeros(0, dtype=np.int64)
_parsed: dict[bytes, tuple[Day, ...]] = {}
_CACHE_SIZE = 50_000


def days(places: Places) -> Days:
    """Find every day of a batch that is not told by a date."""
    starts, ends = _runs(places)
    text = places.letter.tobytes()
    found = [(start, day) for start, end in zip(starts.tolist(), ends.tolist(), strict=True) for day in _parse(text[start:end])]
    if not found:
        return Days(_NOTHING, _NOTHING, _NOTHING, [], _NOTHING)
    first, last, named, gone = np.array([(s + d.first, s + d.last, d.weekday + s if d.weekday >= 0 else -1, d.days) for s, d in found]).T
    weekday = np.where(named >= 0, places.ask(weekday_numbers, named), -1)
    relation = [day.relation for _, day in found]
    kept = np.flatnonzero(~_qualified_today(places, last, relation, named))
    return Days(first[kept], last[kept], weekday[kept], [relation[k] for k in kept.tolist()], gone[kept])


def _runs(places: Places) -> tuple[Ints, Ints]:
    """Find the maximal runs of words of days, within a sentence, that hold a day."""
    tokens, letter = places.batch.tokens, places.letter
    place = np.flatnonzero(letter != NONE)
    core = np.zeros(256, dtype=bool)
    core[list(letters().cores + bytes((WEEKDAY, JOINED_WEEKDAY)))] = True
    opens = np.ones(len(place) + 1, dtype=bool)
    opens[1:-1] = (np.diff(place) != 1) | (np.diff(tokens.segment[place]) != 0) | (np.diff(tokens.sent[place]) != 0)
    run = np.unique((np.cumsum(opens[:-1]) - 1)[core[letter[place]]])
    return place[opens[:-1]][run], place[opens[1:]][run] + 1


def _parse(run: bytes) -> tuple[Day, ...]:
    found = _parsed.get(run)
    if found is None:
        if len(_parsed) > _CACHE_SIZE:
            _parsed.clear()
        found = _parsed[run] = tuple(_day(match) for match in _pattern().finditer(run) if match["day"] is not None)
    return found


@cache
def _pattern() -> re.Pattern[bytes]:
    """Write the grammar of days over letters; what no day can be made of is matched without the group `day`."""
    known = letters()

    def some(codes: bytes) -> bytes:
        return b"[" + re.escape(codes) + b"]"

    classes = {name: some(codes) for name, codes in known.classes.items()}
    relative = b"(?:" + b"|".join(re.escape(phrase.letters) for phrase in known.phrases) + b")"
    today = b"(?:" + b"|".join(re.escape(phrase.letters) for phrase in known.phrases if phrase.days == 0) + b")"
    part, head = some(bytes((PART,))), some(bytes((PART, JOINED_PART)))
    named, any_named = some(bytes((WEEKDAY,))), some(bytes((WEEKDAY, JOINED_WEEKDAY)))
    kind = b"(?P<kind>" + b"|".join(classes[name] for name in ("last", "next", "this", "other")) + b")"
    no_kind = b"(?!" + b"|".join(classes[name] for name in ("last", "next", "this")) + b")"
    beside = rb"(?:[(]" + part + b"?(?P<b>" + named + rb")[)]?|[,-]?" + part + b"?(?P<w>" + named + b")" + no_kind + b")"
    plain = rb"(?P<n>" + any_named + rb")(?:" + part + rb"?" + kind + rb"|[(](?P<rel2>" + relative + rb")[)])?"
    return re.compile(
        classes["no_day"] + head + b"*" + any_named
        + b"|" + classes["that"] + head + b"*" + today
        + b"|" + classes["no_today"] + today + rb"(?![(,-]?" + named + b")"
        + b"|(?P<day>" + head + b"{0,2}(?:(?P<rel>" + relative + b")" + beside + b"?|" + plain + b"))"
    )  # fmt: skip


@cache
def _relatives() -> dict[bytes, tuple[str, int]]:
    return {phrase.letters: (phrase.relation, phrase.days) for phrase in letters().phrases}


def _day(match: re.Match[bytes]) -> Day:
    place = max(match.start(name) for name in ("b", "w", "n"))
    told = match["rel"] or match["rel2"]
    if told:
        relation, gone = _relatives()[told]
        return Day(match.start(), match.end() - 1, place, relation, gone)
    kind = match["kind"]
    relation = next((name for name in ("last", "next", "this") if kind and kind in letters().classes[name]), OTHER if kind else "")
    return Day(match.start(), match.end() - 1, place, relation or None, 0)


def _qualified_today(places: Places, last: Ints, relation: list[str | None], named: Ints) -> NDArray[np.bool_]:
    """Tell اليوم before a word with the article: اليوم الأول, اليوم الذي, اليوم الوطني."""
    tokens = places.batch.tokens
    after = np.minimum(last + 1, len(tokens) - 1)
    beside = (after > last) & (tokens.segment[after] == tokens.segment[last]) & (tokens.sent[after] == tokens.sent[last])
    definite = places.ask(shapes, after) == DEFINITE
    today = np.array([word == "today" for word in relation], dtype=bool)
    return np.asarray(beside & definite & today & (named < 0))
