"""Tell of each distinct word what part it may have in naming a day: a letter, and for days of the week which one.

A phrase is then a pattern over letters. Words of relative days have a letter each, all other words one letter a class.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.normalise.alphabet import DROPPED
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.vocabulary import Lookup

NONE, WEEKDAY, JOINED_WEEKDAY, PART, JOINED_PART, OPEN, CLOSE, COMMA, DASH = b".wvpq(),-"
_CLASSES = {"part": PART, "last": ord("l"), "next": ord("n"), "this": ord("t"), "other": ord("o")}
_CLASSES |= {"no_day": ord("x"), "no_today": ord("y"), "same": ord("s"), "month": ord("m"), "that": ord("h")}
_MARKS = {"(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE, "،": COMMA, ",": COMMA, "-": DASH, "–": DASH, "—": DASH, "/": DASH}
_FIRST_OWN = ord("A")
_JOINED = ("و", "ف", "ب", "ل", "وب", "ول")
_AND = ("و", "ف")


class Relative(NamedTuple):
    """Hold one relative day: its words as letters, how far it is from the day of writing, and what it is called."""

    letters: bytes
    days: int
    relation: str


class Letters(NamedTuple):
    """Hold what the lexicons say of words at matching level."""

    letters: dict[str, int]
    skips: dict[str, int]  # letters joined before the word
    classes: dict[str, bytes]  # every letter of a class, own letters too
    phrases: tuple[Relative, ...]  # the longest first
    cores: bytes  # letters of which one stands in every relative day


@cache
def letters() -> Letters:
    """Read the lexicons of days into one table."""
    parts = fold([row["word"] for row in read("day_words") if row["class"] == "part"])
    own = dict.fromkeys(parts, PART)  # any part of a day may open a phrase as يوم does
    phrases = []
    for row, phrase in zip(read("relative_days"), fold([row["phrase"] for row in read("relative_days")]), strict=True):
        codes = bytes(own.setdefault(word, _FIRST_OWN + len(own) - len(parts)) for word in phrase.split())
        phrases.append(Relative(codes, int(row["days"]), row["relation"]))
    table, skips, classes = dict(own), dict.fromkeys(own, 0), {name: bytes([code]) for name, code in _CLASSES.items()}
    firsts = {phrase.letters[0] for phrase in phrases}
    for key, row in zip(fold([row["word"] for row in read("day_words")]), read("day_words"), strict=True):
        classes[row["class"]] += bytes([own[key]]) if own.get(key, PART) != PART else b""
        table.setdefault(key, _CLASSES[row["class"]])
    for key in [word for word, code in own.items() if code in firsts and code != PART]:
        _join(table, skips, key, table[key], _AND)
    for name, letter in (("part", JOINED_PART), *((name, _CLASSES[name]) for name in ("no_day", "no_today", "that", "month"))):
        for key in fold([row["word"] for row in read("day_words") if row["class"] == name]):
            _join(table, skips, key, letter, _JOINED)
    for key in weekdays():
        table.setdefault(key, WEEKDAY)
        _join(table, skips, key, JOINED_WEEKDAY, _JOINED)
        table.setdefault("ل" + key[1:], JOINED_WEEKDAY)
    single = bytes(phrase.letters[0] for phrase in phrases if len(phrase.letters) == 1)
    loose = bytes(code for phrase in phrases if not set(phrase.letters) & set(single) for code in phrase.letters if code != PART)
    longest = tuple(sorted(phrases, key=lambda phrase: -len(phrase.letters)))
    return Letters(table, skips, classes, longest, single + loose)


def _join(table: dict[str, int], skips: dict[str, int], key: str, letter: int, prefixes: tuple[str, ...]) -> None:
    for prefix in prefixes:
        if prefix + key not in table:
            table[prefix + key] = letter
            skips[prefix + key] = len(prefix)


@cache
def weekdays() -> dict[str, int]:
    """Map the days of the week, at matching level, to their numbers; 0 is Monday."""
    rows = read("weekdays")
    return {key: int(row["day"]) - 1 for key, row in zip(fold([row["word"] for row in rows]), rows, strict=True)}


@cache
def _letters() -> tuple[Lookup, Lookup]:
    return Lookup(letters().letters, pl.UInt8), Lookup(_MARKS, pl.UInt8)


def day_letters(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Give each distinct token its letter; NONE where it has no part in naming a day."""
    word, mark = (known(words[level]) for known, level in zip(_letters(), ("n2", "n1"), strict=True))
    return np.where(word > 0, word, np.where(mark > 0, mark, NONE)).astype(np.uint8)


@cache
def _weekdays() -> Lookup:
    table = {key: day + 1 for key, day in weekdays().items()}
    every = table | {"ل" + key[1:]: day for key, day in table.items()}
    return Lookup(every | {prefix + key: day for key, day in table.items() for prefix in _JOINED}, pl.Int8)


def weekday_numbers(words: pl.DataFrame) -> NDArray[np.int8]:
    """Give each distinct token the day of the week that it names, with or without joined letters; -1 for every other word."""
    return _weekdays()(words["n2"]) - np.int8(1)


@cache
def _skips() -> Lookup:
    return Lookup(letters().skips, pl.Int16)


def joined_letters(words: pl.DataFrame) -> NDArray[np.int16]:
    """Count the raw characters of the letters joined before the words of days, with their marks."""
    counts = _skips()(words["n2"]).copy()
    some = np.flatnonzero(counts)
    for place, raw in zip(some.tolist(), words["raw"].gather(some).to_list(), strict=True):
        plain = [at for at, character in enumerate(raw) if character not in DROPPED]
        counts[place] = plain[counts[place]]
    return counts
