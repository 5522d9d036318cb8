"""Write each token as one letter of syntax, so that the bounds of a source are a pattern over letters.

T that · C colon · , comma · . end mark · Q quotation mark · ( ) brackets · - other mark · 0 figure · p preposition · r relative ·
k clause opener · K auxiliary · o pronoun · n negation · a adverb · t weekday · x preposition with pronoun · b speech noun ·
m object noun · u cue · v according-to · R role · H definite source head · h indefinite one · e addressee · d definite ·
l with joined preposition (j where it ends a name) · y joined و + noun · z other word in و · w any other word
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.normalise import column
from tadqiq.recognise.attributions import cues
from tadqiq.recognise.vocabulary import Lookup

_LETTERS = {"that": "T", "relative": "r", "preposition": "p", "auxiliary": "K", "clause": "k", "pronoun": "o", "negation": "n"}
_LETTERS |= {"adverb": "a", "reply": "x", "speech": "b", "time": "t", "object": "m", "joined": "l"}
_MARKS = {":": "C", "،": ",", ",": ",", ".": ".", "؟": ".", "!": ".", "?": ".", "…": ".", "؛": ".", ";": ".", '"': "Q"}
_MARKS |= {"(": "(", "[": "(", ")": ")", "]": ")"}
_PEOPLE = frozenset({"role", "spokes", "official"})
_ADDRESSED = frozenset({"media", "agency"})

# Verbal nouns of the derived forms (انفعال، افتعال، استفعال، إفعال، تفعيل): what is announced, not who announces it.
_VERBAL_NOUN = r"^(?:ا(?:ن|ست)?\w{2,4}ا\w(?:ه|ها|هم)?|ت\w{2}ي\w(?:ه|ها|هم)?)$"


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


def action_nouns(keys: pl.Series) -> NDArray[np.bool_]:
    """Tell which matching keys are definite verbal nouns (الالتزام), which speak only where أن or a quotation follows."""
    verbal = keys.str.starts_with("الا")
    verbal &= keys.str.slice(2).str.contains(_VERBAL_NOUN)
    rows = np.flatnonzero(verbal.to_numpy())
    found = np.zeros(len(keys), dtype=bool)
    found[rows[_tables().heads(keys.gather(rows)) == 0]] = True
    return found


_JOINED = ("ولل", "وال", "بال", "فال", "كال", "لل", "ول", "وب", "و", "ف", "ل", "ب")


@cache
def forms() -> dict[str, tuple[str, str]]:
    """Return the class of each spelling of a source head, and the joined letters before it."""
    known = heads()
    found = {key: (kind, "ال" if key.startswith("ال") else "") for key, kind in known.items()}
    for key, kind in known.items():
        if len(key) > 2:
            found.setdefault("ال" + key, (kind, "ال"))
    for joined in _JOINED:
        for key, kind in known.items():
            if len(key) > 2:
                found.setdefault(joined + key, (kind, joined))
    return found


def head_of(key: str) -> tuple[str, str]:
    """Find the source head in a matching key: its class ("" where there is none) and the joined letters before it.

    >>> head_of("للبنتاغون")
    ('official_body', 'لل')
    """
    return forms().get(key, _NO_HEAD)


_NO_HEAD = ("", "")


@cache
def classes() -> tuple[str, ...]:
    """List the classes of source heads: a class's number is its place, and 0 is no head."""
    return "", *sorted(set(heads().values()))


@cache
def among(*names: str) -> NDArray[np.bool_]:
    """Tell of every class of source heads whether it is one of some; index it with numbers of classes."""
    return np.array([name in names for name in classes()])


def head(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Give the number of the class of head that each distinct token is; 0 where it is none."""
    return _tables().heads(words["n2"])


class _Tables(NamedTuple):
    """Hold what is asked of words in native code: numbers of classes, and letters."""

    heads: Lookup
    letters: Lookup  # of heads
    closed: Lookup


@cache
def _tables() -> _Tables:
    spelled, numbers = forms(), {name: number for number, name in enumerate(classes())}
    heads_of = {key: numbers[kind] for key, (kind, _) in spelled.items()}
    letters = {key: ord(_head(*pair)) for key, pair in spelled.items()}
    closed = {key: ord(letter) for key, letter in _closed().items()}
    return _Tables(Lookup(heads_of, pl.UInt8), Lookup(letters, pl.UInt8), Lookup(closed, pl.UInt8))


def roles(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Give each distinct token its letter."""
    raw, plain, key = words["raw"], words["n1"], words["n2"]
    closed, code = _tables().closed(key), cues.code(words)
    named = plain.is_in(list(_names())).to_numpy()
    stressed = raw.str.contains(_SHADDA, literal=True).to_numpy()
    closed = np.where(named | ((closed == ord("p")) & stressed), 0, closed)
    particle = cues.columns().tense[code] == cues.PARTICLE
    tanwin = raw.str.contains(_TANWIN).to_numpy()
    letters = np.select(
        [closed > 0, code >= 0, tanwin], [closed, np.where(particle, *_bytes("vu")), *_bytes("m")], default=_nouns(plain, key)
    )
    odd = np.flatnonzero(key.str.contains(r"^(?:.?$|\p{Nd})").to_numpy())
    for at, word in zip(odd.tolist(), key.gather(odd).to_list(), strict=True):
        letters[at] = ord(_mark(word)) or letters[at]
    return letters


def _mark(key: str) -> str:
    """Give the letter of a mark or a figure; the null character for a word."""
    if not key:
        return "-"
    if len(key) == 1 and not key.isalnum():
        return _MARKS.get(key, "-")
    return "0" if key[0].isdigit() else "\0"


_SHADDA = "\u0651"  # عبّر (he expressed) is not عبر (across)
_TANWIN = "(?:\u064b\u0627?|\u0627\u064b)$"


def _nouns(plain: pl.Series, key: pl.Series) -> NDArray[np.uint8]:
    """Give the letters of words that are neither closed nor cues."""
    heads_of, rest = _tables().letters(key), _tables().closed(key.str.slice(1))
    length, begins = key.str.len_chars().to_numpy(), _Beginnings(key)
    joined = begins("و", "ف") & (length > 2) & (rest > 0)
    verbal = key.str.contains(_VERBAL_NOUN).to_numpy() & ~plain.str.contains("^[أآ]").to_numpy()
    return np.select(
        [
            *(heads_of > 0, joined, begins("ب") & (rest == ord("m"))),  # أفاد بمقتل: what is said
            *(begins("لل"), begins("بال", "كال"), begins("ال"), begins("وال") & (length > 5), begins("و") & (length > 3), verbal),
        ],
        [heads_of, rest, *_bytes("pljdyzm")],
        default=_bytes("w")[0],
    )


def _bytes(letters: str) -> list[np.uint8]:
    return [np.uint8(ord(letter)) for letter in letters]


class _Beginnings:
    """Tell which words of a column begin with one of some letters."""

    def __init__(self, words: pl.Series) -> None:
        self._words = words

    def __call__(self, *letters: str) -> NDArray[np.bool_]:
        return np.asarray(np.logical_or.reduce([self._words.str.starts_with(some).to_numpy() for some in letters]))


def _head(found: str, joined: str) -> str:
    if joined[:1] in ("و", "ف"):
        return "y"
    if joined not in ("", "ال"):
        return "e" if found in _ADDRESSED and joined[0] == "ل" else "l"
    if found in _PEOPLE:
        return "R"
    return "H" if joined or found == "place" else "h"
