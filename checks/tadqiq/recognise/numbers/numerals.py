"""Tell of each distinct token what it may be in a number expression: an index into a growing table of atoms."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.normalise.alphabet import DROPPED
from tadqiq.recognise.numbers.forms import Atom
from tadqiq.recognise.numbers.stock import nouns, table
from tadqiq.recognise.vocabulary import Lookup

OTHER = 0
_SEPARATORS = frozenset(".,٫٬/-:–—−،'’")
_FIGURE = r"^[\p{Nd}\p{No}]"  # all that str.isdigit knows, and a few more
_LONGEST = 15  # digits; longer runs are no quantities
_TANWIN, _DAMMA = "ً", "ُ"

_atoms: list[Atom] = [Atom("other")]
_index: dict[Any, int] = {}


def atom(index: int) -> Atom:
    """Return the atom of that index."""
    return _atoms[index]


def atoms() -> list[Atom]:
    """Return all atoms known so far; it grows as new tokens are met."""
    return _atoms


def _number(key: Any, made: Atom) -> int:
    place = _index.get(key)
    if place is None:
        place = _index[key] = len(_atoms)
        _atoms.append(made)
    return place


@cache
def _known() -> tuple[Lookup, Lookup]:
    return Lookup(dict.fromkeys(table(), 1), pl.Int8), Lookup(dict.fromkeys(_SEPARATORS, 1), pl.Int8)


def symbols(words: pl.DataFrame) -> NDArray[np.int32]:
    """Give each distinct token its atom's index; 0 where it has no part in numbers."""
    forms, (word, separator) = table(), _known()
    found = np.zeros(words.height, dtype=np.int32)
    some = np.flatnonzero((word(words["n2"]) > 0) | (separator(words["n1"]) > 0) | words["n2"].str.contains(_FIGURE).to_numpy())
    rows = zip(some.tolist(), *(words[name].gather(some).to_list() for name in ("raw", "n1", "n2")), strict=True)
    for place, raw, n1, key in rows:
        known = forms.get(key)
        if known is not None:
            found[place] = _word(raw, n1, key, known)
        elif key[:1].isdigit():
            found[place] = _digits(n1, key)
        elif n1 in _SEPARATORS:
            found[place] = _number(n1, Atom("separator", key=n1))
    return found


def _word(raw: str, n1: str, key: str, known: Atom) -> int:
    if known.kind in {"unit", "ten"} and known.key != "f" and _DAMMA in raw[known.skip : known.skip + 2]:  # خُمس is a fifth
        return _number((key, "damma"), known._replace(kind="fraction"))
    if known.kind == "one" and n1.startswith("وأ"):  # وأحد folds to واحد
        return _number("وأحد", Atom("teen_one", 1.0, waw=True, skip=1))
    if known.form == "ى" and not n1.endswith("ى"):
        return OTHER
    if known.kind == "scale" and known.form == "accusative" and _TANWIN in raw:
        return _number((key, "tanwin"), Atom("scale", known.value, "singular", "", known.waw, known.prep, known.art, known.skip))
    return _number(key, known)


def _digits(n1: str, key: str) -> int:
    """Read a run of digits of one script; a mixed or endless one is no number."""
    if not (key.isascii() and key.isdigit()) or len(key) > _LONGEST or len({ord(c) & ~0xF for c in n1}) > 1:
        return _number("broken digits", Atom("broken"))
    return _number(n1, Atom("digits", float(key), form=_script(n1), key=key))


def _script(digits: str) -> str:
    """Name the script of a run of digits by its zero."""
    return chr(ord(digits[0]) - int(digits[0]))


def peel(words: pl.DataFrame) -> NDArray[np.int16]:
    """Count the raw characters of the letters joined before a number word, with their marks and tatweel."""
    kinds, raws = symbols(words), words["raw"].to_list()
    counts = np.zeros(words.height, dtype=np.int16)
    for place in np.flatnonzero(kinds).tolist():
        skip = _atoms[kinds[place]].skip
        if skip:
            counts[place] = _raw_length(raws[place], skip)
    return counts


def _raw_length(raw: str, letters: int) -> int:
    seen = 0
    for place, character in enumerate(raw):
        if character not in DROPPED:
            if seen == letters:
                return place
            seen += 1
    return len(raw)


KIND_IDS = {"": 0, "noun": 1, "duration": 2, "measure": 3, "money": 4, "money_sign": 4, "points": 1}


@cache
def unit_keys() -> list[str]:
    """Return the keys of counted nouns by index; the first is none."""
    return ["", *dict.fromkeys(key for key, _ in nouns().values())]


@cache
def _units() -> Lookup:
    place = {key: number for number, key in enumerate(unit_keys())}
    return Lookup({form: place[key] * 8 + KIND_IDS[kind] for form, (key, kind) in nouns().items()}, pl.Int32)


def units(words: pl.DataFrame) -> NDArray[np.int32]:
    """Give each distinct token the counted noun that it is: key index × 8 + class; 0 where it is none."""
    return _units()(words["n2"])
