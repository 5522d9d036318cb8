"""Write each token as one letter, so that a name and its role are a pattern over letters.

G given name · W given name that is also a common word · K عبد، أبو · B بن، آل · P فان، دي · e الله and the like in سعد الله ·
N family name known by itself · F family name that is also a common word · X unknown word · x X that opens with و · D X with the article ·
I i common with an ending of family names, definite or not · g k m G K N with joined letters · h a stroke that joins words ·
T title · E the title د · t definite role · R bare role · f R and a given name · H role with a pronoun · S u r L the same after و · M باسم ·
Y Z the same as T A and a family name ·
O w bare outlet, agency · U V bare group (V: only a word without a meaning is its name) · J definite one ·
b bare body · j definite one · q what bears a person's name · a what bears a place's · c place · o known organisation ·
A adjective of country, definite · d other definite word · l the same with a joined preposition · n other noun · p preposition ·
Q quotation mark · , ( ) . - marks · # underline and the like · 0 figure · v reporting verb · s any other word
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.recognise.attributions import cues
from tadqiq.recognise.names.words import DERIVED, EXACT, LOOSE, closed, definite, joined, keys, nominal, verbal, words

_ARABIC = re.compile("[ء-يپچژڤگ]+")
CONTRACTED = 7  # لل: the letter joined before a name and its article cannot be parted
_MARKS = {"،": ",", ",": ",", ".": ".", "؟": ".", "!": ".", "?": ".", "…": ".", "؛": ".", ";": ".", ":": ".", '"': "Q"}
_MARKS |= {"(": "(", "[": "(", ")": ")", "]": ")", "_": "#", "#": "#", "@": "#", "|": ".", "-": "-", "–": "-", "'": "-"}
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


def letters(batch_words: pl.DataFrame) -> NDArray[np.uint16]:
    """Give each distinct token its letter (low byte) and how many joined letters stand before the name (high byte)."""
    rows = zip(batch_words["n1"].to_list(), batch_words["n2"].to_list(), batch_words["raw"].to_list(), strict=True)
    return np.fromiter((_letter(*row) for row in rows), dtype=np.uint16, count=batch_words.height)


def letter_of(plain: str, key: str, raw: str) -> str:
    """Give the letter of one word."""
    return chr(_letter(plain, key, raw) & 0xFF)


def _letter(plain: str, key: str, raw: str) -> int:
    if not _ARABIC.fullmatch(key):
        return ord("0" if key[:1].isdigit() else _MARKS.get(key, "-") if len(key) == 1 else "s")
    if (found := _written().get(plain)) is not None:
        return found
    if plain[-1:] == "ه" and key in _kin():
        return ord("H")
    if (found := _known().get(key)) is not None:
        return found
    if raw.endswith(_TANWIN):
        return ord("s")
    if plain[0] in _SEATS and key.startswith("ال"):  # ألويس has no article
        return ord("s" if verbal(key) or nominal(key) else "X")
    return _by_key(key)


@lru_cache(maxsize=1_000_000)
def _by_key(key: str) -> int:
    letter, peel = _joined(key) or _other(key)
    return ord(letter) + (peel << 8)


@cache
def _written() -> dict[str, int]:
    """Give the letters of words that only their spelling tells from others."""
    return {row["word"]: ord(_PARTS[row["class"]]) for row in read("name_parts") if row["level"] == "written"}


@cache
def _parts() -> dict[str, str]:
    """Give the letters of the words that names are built with, at matching level."""
    return {key: _PARTS[row["class"]] for key, row in _spell("name_parts", "word") if row["level"] == "key"}


@cache
def _kin() -> frozenset[str]:
    return frozenset(key for key, row in _spell("roles", "word") if row["class"] == "kin")


def _cues() -> dict[str, str]:
    """Give the verbs that report, and the other words that cues know."""
    table, places = cues.table()
    verbs = {key for key, place in places.items() if not table[place].object and table[place].tense in (cues.PERFECT, cues.IMPERFECT)}
    return {key: "v" if key in verbs and not cues.ambiguous(key) else "s" for key in places}


@cache
def _known() -> dict[str, int]:
    """Lay all words with a letter of their own in one table; what comes later is stronger."""
    whole = tables().whole
    months = {key for key, _ in _spell("months", "word") if whole.get(key, "") in ("G", "W")}  # رجب، رمضان
    units = {key for key, _ in _spell("units", "word") if whole.get(key) == "F"}  # مايك بنس
    every = _cues() | whole | dict.fromkeys(closed() - months - units, "s") | _parts() | {"باسم": "M"}
    return {key: ord(letter) for key, letter in every.items()}


def _joined(key: str) -> tuple[str, int] | None:
    whole, joinable = tables()
    first = key[0]
    if first == "ا":
        found = joinable.get(key[2:], "") if key.startswith("ال") else ""
        return (_DEFINITE[found], 0) if found in _DEFINITE else None
    if first == "ع" and key.startswith(("عبدال", "عبدرب")) and len(key) > 6:
        return "G", 0
    if first not in "وفبل" or len(key) < 3:
        return None
    if key.startswith("لل"):
        if joinable.get(key[2:]) in ("b", "U"):
            return "j", CONTRACTED
        if (title := whole.get("ال" + key[2:])) is not None:
            return (title, 1) if title in "TY" else ("l", 0)
    if key in words().names:
        return None
    for before in (1, 2) if key[1] in "بلف" and first in "وف" else (1,):
        rest = key[before:]
        if len(rest) < 2:
            break
        found = joinable.get(rest, "") or ("k" if _parts().get(rest) == "K" else "")
        if not found and rest.startswith("عبدال"):
            found = "G"
        elif not found and rest.startswith("ال"):
            found = _DEFINITE.get(joinable.get(rest[2:], ""), "")
        if found:
            return (_AND if first in "وف" else _JOINED).get(found, found), before
    return None


_JOINED = {"G": "g", "N": "m", "Y": "T"}
_AND = _JOINED | {"R": "r", "f": "r", "t": "u", "T": "S", "Y": "S", "H": "L"}
_DEFINITE = {"R": "t", "f": "t", "O": "J", "w": "J", "U": "J", "V": "J", "b": "j"}


def _other(key: str) -> tuple[str, int]:
    if key in words().names:
        return "X", 0
    if key.startswith(_JOINED_ARTICLES) and len(key) > 4:
        return "l", 0
    if rest := definite(key):
        return {EXACT: "d", DERIVED: "d", LOOSE: "I", "": "D"}[nominal(rest)], 0
    if form := nominal(key):
        return ("i" if form == LOOSE else "n"), 0
    if verbal(key) or joined(key):
        return "s", 0
    if len(key) < 2 or (key[0] == "ي" and key[1] not in "اوي"):  # an unknown verb, more often than يلماز
        return "s", 0
    return ("x" if key[0] == "و" else "X"), 0


_SEATS = frozenset("أإآ")
_TANWIN = ("\u064b", "\u064b\u0627")
_JOINED_ARTICLES = ("لل", "بال", "كال", "فال", "وال")
