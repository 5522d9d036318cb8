"""Give the words that the lexicons know their letters (see `letters`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from tadqiq.lexicon import read
from tadqiq.recognise.attributions import cues
from tadqiq.recognise.names.pieces import Table
from tadqiq.recognise.names.words import closed, keys

_BODIES = {"agency": "w", "outlet": "O", "named": "U", "group": "V", "after": "q", "site": "a", "body": "b"}
_PARTS = {"compound": "K", "son": "B", "second": "e", "particle": "P", "preposition": "p", "given": "G", "other": "s"}


class Tables(NamedTuple):
    """Hold the letter of each word that a lexicon knows, at matching level, and those that may follow joined letters."""

    whole: dict[str, str]
    joinable: dict[str, str]


def _spell(name: str, column: str) -> Iterator[tuple[str, dict[str, str]]]:
    rows = read(name)
    return zip(keys([row[column] for row in rows]), rows, strict=True)


def _adjectives(word: str) -> Iterable[str]:
    return (word, word + "ة", word + "ين", word + "ون", word + "ان", word + "تين", word + "ات")


@cache
def tables() -> Tables:
    """Compute the letters of the lexicons' words; what comes later yields to what came before."""
    whole: dict[str, str] = {}
    for key, row in sorted(_spell("roles", "word"), key=lambda cell: cell[1]["class"] == "kin"):  # وزيرة before وزيره
        whole.setdefault(key, {"title": "T", "office": "R", "kin": "H"}[row["class"]])
    given = {key: "G" if row["strength"] == "strong" else "W" for key, row in _spell("given_names", "name")}
    strong = {key for key, letter in given.items() if letter == "G"}
    whole |= {key: "G" for key in strong if key != "باسم"}
    for key, row in _spell("bodies", "word"):
        whole.setdefault(key, _BODIES[row["class"]])
    for key, _ in _spell("nationalities", "word"):
        for form in _adjectives(key):
            whole.setdefault("ال" + form, "A")
            whole.setdefault(form, "n")
    for key, row in _spell("surnames", "name"):
        whole.setdefault(key, "N" if row["class"] == "known" else "F")
    for key, letter in given.items():
        whole.setdefault(key, letter)
    whole |= {key: "f" for key in given if whole[key] == "R"}
    family = {key for key, row in _spell("surnames", "name") if row["class"] == "family"}
    whole |= {key: "Y" if whole[key] == "T" else "Z" for key in family if whole[key] in "TA"} | {"د": "E"}
    return Tables(whole, {key: letter for key, letter in whole.items() if letter in "GNTYRfHOwUVqab" and key not in closed()})


@cache
def written() -> Table:
    """Hold the letters of words that only their spelling tells from others."""
    return Table({row["word"]: ord(_PARTS[row["class"]]) for row in read("name_parts") if row["level"] == "written"})


@cache
def _parts() -> dict[str, str]:
    """Give the letters of the words that names are built with, at matching level."""
    return {key: _PARTS[row["class"]] for key, row in _spell("name_parts", "word") if row["level"] == "key"}


@cache
def kin() -> Table:
    """Hold the words for whose man somebody is."""
    return Table(key for key, row in _spell("roles", "word") if row["class"] == "kin")


def _cues() -> dict[str, str]:
    """Give the verbs that report, and the other words that cues know."""
    table, places = cues.table()
    verbs = {key for key, place in places.items() if not table[place].object and table[place].tense in (cues.PERFECT, cues.IMPERFECT)}
    return {key: "v" if key in verbs and not cues.ambiguous(key) else "s" for key in places}


@cache
def known() -> Table:
    """Lay all words with a letter of their own in one table; what comes later is stronger."""
    whole = tables().whole
    months = {key for key, _ in _spell("months", "word") if whole.get(key, "") in ("G", "W")}  # رجب، رمضان
    units = {key for key, _ in _spell("units", "word") if whole.get(key) == "F"}  # مايك بنس
    every = _cues() | whole | dict.fromkeys(closed() - months - units, "s") | _parts() | {"باسم": "M"}
    return _numbered(every)


@cache
def titles() -> Table:
    """Hold the letters of words with the article, which لل takes in."""
    return _numbered({key: letter for key, letter in tables().whole.items() if key.startswith("ال")})


@cache
def joinable() -> Table:
    """Hold what may follow joined letters."""
    return _numbered({key: "k" for key, letter in _parts().items() if letter == "K"} | tables().joinable)


def _numbered(words: Mapping[str, str]) -> Table:
    return Table({word: ord(letter) for word, letter in words.items()})
