"""Write each token as one letter of syntax, so that the bounds of a source are a pattern over letters.

T that · C colon · , comma · . end mark · Q quotation mark · ( ) brackets · - other mark · 0 figure · p preposition · r relative ·
k clause opener · K auxiliary · o pronoun · n negation · a adverb · t weekday · x preposition with pronoun · b speech noun ·
m object noun · u cue · v according-to · R role · H definite source head · h indefinite one · e addressee · d definite ·
l with joined preposition (j where it ends a name) · y joined و + noun · z other word in و · w any other word
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.normalise import column
from tadqiq.recognise.attributions import cues

_LETTERS = {"that": "T", "relative": "r", "preposition": "p", "auxiliary": "K", "clause": "k", "pronoun": "o", "negation": "n"}
_LETTERS |= {"adverb": "a", "reply": "x", "speech": "b", "time": "t", "object": "m", "joined": "l"}
_MARKS = {":": "C", "،": ",", ",": ",", ".": ".", "؟": ".", "!": ".", "?": ".", "…": ".", "؛": ".", ";": ".", '"': "Q"}
_MARKS |= {"(": "(", "[": "(", ")": ")", "]": ")"}
_PEOPLE = frozenset({"role", "spokes", "official"})
_ADDRESSED = frozenset({"media", "agency"})

# Verbal nouns of the derived forms (انفعال، افتعال، استفعال، إفعال، تفعيل): what is announced, not who announces it.
_VERBAL_NOUN = re.compile(r"^(?:ا(?:ن|ست)?\w{2,4}ا\w(?:ه|ها|هم)?|ت\w{2}ي\w(?:ه|ها|هم)?)$")


@cache
def heads() -> dict[str, str]:
    """Return the class of each source head, by matching key without the article."""
    rows = read("sources")
    keys = column(pl.Series([row["head"] for row in rows], dtype=pl.String), "N2").to_list()
    return {bare(key): row["class"] for key, row in zip(keys, rows, strict=True)}


@cache
def _closed() -> dict[str, str]:
    rows = read("boundaries")
    keys = column(pl.Series([row["word"] for row in rows], dtype=pl.String), "N2").to_list()
    return {key: _LETTERS[row["class"]] for key, row in zip(keys, rows, strict=True) if row["class"] != "name"}


@cache
def _names() -> frozenset[str]:
    """Return the names that are written as a closed word, up to the letters that matching folds."""
    rows = [row["word"] for row in read("boundaries") if row["class"] == "name"]
    return frozenset(column(pl.Series(rows, dtype=pl.String), "N1").to_list())


def bare(key: str) -> str:
    """Take the article off a matching key."""
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def names_action(key: str) -> bool:
    """Tell whether a matching key is a definite verbal noun (الالتزام), which speaks only where أن or a quotation follows."""
    return key.startswith("الا") and head_of(key)[0] == "" and _VERBAL_NOUN.match(key[2:]) is not None


@lru_cache(maxsize=1 << 16)
def head_of(key: str) -> tuple[str, str]:
    """Find the source head in a matching key: its class ("" where there is none) and the joined letters before it.

    >>> head_of("للبنتاغون")
    ('official_body', 'لل')
    """
    known = heads()
    if (found := known.get(key) or known.get(bare(key))) is not None:
        return found, "ال" if key.startswith("ال") else ""
    for joined in _JOINED:
        if key.startswith(joined) and len(key) - len(joined) >= 3 and (found := known.get(key[len(joined) :])) is not None:
            return found, joined
    return "", ""


_JOINED = ("ولل", "وال", "بال", "فال", "كال", "لل", "ول", "وب", "و", "ف", "ل", "ب")


def roles(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Give each distinct token its letter."""
    codes = cues.code(words).tolist()
    rows = zip(words["raw"].to_list(), words["n1"].to_list(), words["n2"].to_list(), codes, strict=True)
    return np.frombuffer("".join(_role(*row) for row in rows).encode("ascii"), dtype=np.uint8)


def _role(raw: str, plain: str, key: str, code: int) -> str:
    if not key:
        return "-"
    if len(key) == 1 and not key.isalnum():
        return _MARKS.get(key, "-")
    if key[0].isdigit():
        return "0"
    closed = _closed()
    if (letter := closed.get(key)) is not None and plain not in _names() and not (letter == "p" and _SHADDA in raw):
        return letter
    if code >= 0:
        return "v" if cues.table()[0][code].tense == cues.PARTICLE else "u"
    if raw.endswith(_TANWIN):
        return "m"
    return _noun(plain, key, closed)


_SHADDA = "\u0651"  # عبّر (he expressed) is not عبر (across)
_TANWIN = ("\u064b", "\u064b\u0627", "\u0627\u064b")


def _noun(plain: str, key: str, closed: dict[str, str]) -> str:
    found, joined = head_of(key)
    if found:
        return _head(found, joined)
    if key[0] in "وف" and len(key) > 2 and (letter := closed.get(key[1:])) is not None:
        return letter
    if key[0] == "ب" and closed.get(key[1:]) == "m":  # أفاد بمقتل: what is said
        return "p"
    if key.startswith("لل"):
        return "l"
    if key.startswith(("بال", "كال")):
        return "j"
    if key.startswith("ال"):
        return "d"
    if key.startswith("وال") and len(key) > 5:
        return "y"
    if key[0] == "و" and len(key) > 3:
        return "z"
    return "m" if plain[0] not in "أآ" and _VERBAL_NOUN.match(key) else "w"


def _head(found: str, joined: str) -> str:
    if joined[:1] in ("و", "ف"):
        return "y"
    if joined not in ("", "ال"):
        return "e" if found in _ADDRESSED and joined[0] == "ل" else "l"
    if found in _PEOPLE:
        return "R"
    return "H" if joined or found == "place" else "h"
