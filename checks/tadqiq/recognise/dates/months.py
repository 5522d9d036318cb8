"""Find the names of months and the systems that they belong to: Egyptian, Levantine, Moroccan, Algerian, Hijri."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.recognise.numbers.forms import fold
from tadqiq.recognise.tokens import Batch
from tadqiq.recognise.vocabulary import Lookup

_JOINED = ("", "و", "ف", "ب", "ل", "وب", "ول")
FIRST_OF_TWO = 1_000  # codes from here on: the first word of a name of two words


class Month(NamedTuple):
    """Hold what the lexicon says of one name of a month."""

    number: int
    calendar: str
    systems: frozenset[str]


class _Names(NamedTuple):
    words: dict[str, int]
    months: tuple[Month, ...]  # by code; the first is none
    pairs: dict[tuple[str, str], int]  # names of two words
    firsts: frozenset[str]  # first words of these


@cache
def _names() -> _Names:
    rows = read("months")
    words: dict[str, int] = {}
    months = [Month(0, "", frozenset())]
    pairs: dict[tuple[str, str], int] = {}
    for key, row in zip(fold([row["word"] for row in rows]), rows, strict=True):
        months.append(Month(int(row["month"]), row["calendar"], frozenset(row["systems"].split())))
        first, _, second = key.partition(" ")
        code = len(months) - 1
        for prefix in _JOINED:
            words.setdefault(prefix + first, FIRST_OF_TWO + code if second else code)
        if second:
            for form in (second, second.removeprefix("ال")):  # تشرين ثاني
                pairs.setdefault((first, form), code)
    return _Names(words, tuple(months), pairs, frozenset(first for first, _ in pairs))


@cache
def _words() -> Lookup:
    return Lookup(_names().words, pl.Int16)


def month_codes(words: pl.DataFrame) -> NDArray[np.int16]:
    """Give each distinct token the name of a month that it is, or begins; 0 for every other word."""
    return _words()(words["n2"])


def month_at(batch: Batch, token: int) -> tuple[Month, int] | None:
    """Read the name of a month at a token, and give it with its last token."""
    tokens, vocabulary = batch.tokens, batch.vocabulary
    code = int(vocabulary.column(month_codes)[tokens.code[token]])
    if 0 < code < FIRST_OF_TWO:
        return _names().months[code], token
    if not code or token + 1 >= len(tokens) or tokens.segment[token + 1] != tokens.segment[token]:
        return None
    first, second = (vocabulary.words["n2"][int(tokens.code[place])] for place in (token, token + 1))
    found = next((_names().pairs.get((head, second), 0) for head in _heads(first)), 0)
    return (_names().months[found], token + 1) if found else None


def _heads(word: str) -> list[str]:
    """List a word with and without joined letters, if it is then the first word of a month."""
    firsts = _names().firsts
    return [word[len(prefix) :] for prefix in _JOINED if word.startswith(prefix) and word[len(prefix) :] in firsts]
