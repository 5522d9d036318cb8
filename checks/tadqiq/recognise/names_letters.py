"""Write each token as one letter, so that a name and its role are a pattern over letters.

G given name · W given name that is also a common word · K عبد، أبو · B بن، آل · N family name known by itself · m N with joined letters ·
F family name that is also a common word · X unknown word · x X that opens with و · D X with the article · g k G K with joined letters ·
T title · E the title د · t definite role · R bare role · H role with a pronoun · Y Z the same as T A and a family name · M باسم ·
O bare outlet · U V bare group (V: only a word without a meaning is its name) · J definite one · b bare body · j definite one ·
q what bears a person's name · c place · o known organisation · A adjective of country, definite · d other definite word ·
l the same with a joined preposition · n other noun · p preposition · Q quotation mark · , ( ) . - marks · # underline and the like ·
0 figure · v cue · s any other word
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise import cues
from tadqiq.recognise.lexicon import read
from tadqiq.recognise.names_words import common, definite, keys, nominal, words

JOINED = ("ول", "وب", "فل", "فب", "وك", "و", "ف", "ب", "ل", "ك")
_MARKS = {"،": ",", ",": ",", ".": ".", "؟": ".", "!": ".", "?": ".", "…": ".", "؛": ".", ";": ".", ":": ".", '"': "Q"}
_MARKS |= {"(": "(", "[": "(", ")": ")", "]": ")", "_": "#", "#": "#", "@": "#", "|": ".", "-": "-", "–": "-", "'": "-"}
_ABD = frozenset({"عبد", "ابو", "ابي", "ابا"})
_BIN = frozenset({"بن", "ابن", "بنت", "ولد"})
_BODIES = {"outlet": "O", "named": "U", "group": "V", "after": "q", "body": "b"}
_PREPOSITIONS = frozenset({"في", "من", "الي", "علي", "لدي", "عن"})


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
    whole: dict[str, str] = {"باسم": "M"}
    for key, row in _spell("roles", "word"):
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
    family = {key for key, row in _spell("surnames", "name") if row["class"] == "family"}
    whole |= {key: "Y" if whole[key] == "T" else "Z" for key in family if whole[key] in "TA"} | {"د": "E"}
    whole |= {key: "s" for key, _ in _spell("name_stops", "word")}
    return Tables(whole, {key: letter for key, letter in whole.items() if letter in "GNTYRHOUVqb"})


@cache
def _closed() -> frozenset[str]:
    lists = [("boundaries", "word"), ("weekdays", "word"), ("months", "word"), ("numerals", "word"), ("scales", "word"), ("units", "word")]
    return frozenset(key for name, cell in lists for key, _ in _spell(name, cell))


def letters(batch_words: pl.DataFrame) -> NDArray[np.uint16]:
    """Give each distinct token its letter (low byte) and how many joined letters stand before the name (high byte)."""
    cue = cues.code(batch_words).tolist()
    rows = zip(batch_words["n1"].to_list(), batch_words["n2"].to_list(), batch_words["raw"].to_list(), cue, strict=True)
    found = [_letter(*row) for row in rows]
    return np.array([ord(letter) + (peel << 8) for letter, peel in found], dtype=np.uint16)


def _letter(plain: str, key: str, raw: str, cue: int) -> tuple[str, int]:
    if not key or not ("ء" <= key[0] <= "ي"):
        return ("0" if key[:1].isdigit() else _MARKS.get(key, "-") if len(key) == 1 else "s"), 0
    if plain == "آل":
        return "B", 0
    if key in _ABD:
        return "K", 0
    if key in _BIN:
        return "B", 0
    if key in _PREPOSITIONS and plain != "علي":
        return "p", 0
    whole = tables().whole
    if key in _closed() and plain != "علي":
        return "s", 0
    if (letter := whole.get(key)) is not None:
        return letter, 0
    if cue >= 0:
        return "v", 0
    if key.startswith("عبد") and len(key) > 5 and key[3:5] in ("ال", "رب"):
        return "G", 0
    if raw.endswith(("\u064b", "\u064b\u0627")):
        return "s", 0
    return _joined(key) or _other(key)


def _joined(key: str) -> tuple[str, int] | None:
    whole, joinable = tables()
    if (rest := definite(key)) and key.startswith("ال"):
        found = joinable.get(rest, "")
        return {"R": ("t", 0), "O": ("J", 0), "U": ("J", 0), "V": ("J", 0), "b": ("j", 0)}.get(found)
    if key.startswith("لل") and (found := whole.get("ال" + key[2:])) is not None:
        return (found, 1) if found in "TY" else ("l", 0)
    if key in words().names:
        return None
    for joined in JOINED:
        if key.startswith(joined) and len(key) - len(joined) >= 2:
            rest = key[len(joined) :]
            found = joinable.get(rest) or ("k" if rest in _ABD else "")
            if not found and rest.startswith("عبدال"):
                found = "G"
            if not found and rest.startswith("ال") and (inner := joinable.get(rest[2:])) is not None:
                found = {"R": "t", "O": "J", "U": "J", "V": "J", "b": "j"}.get(inner, "")
            if found:
                return {"G": "g", "N": "m"}.get(found, found), len(joined)
    return None


def _other(key: str) -> tuple[str, int]:
    if key in words().names:
        return "X", 0
    if key.startswith(("بال", "كال", "فال", "وال")) and len(key) > 5:
        return "l", 0
    if key.startswith("لل"):
        return "l", 0
    rest = definite(key)
    if rest and key.startswith("ال"):
        return ("d" if nominal(rest) else "D"), 0
    if nominal(key):
        return "n", 0
    if common(key):
        return "s", 0
    return ("x" if key[0] == "و" else "X"), 0
