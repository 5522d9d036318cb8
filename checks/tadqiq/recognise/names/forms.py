"""Tell common words from what may be part of a name, by dictionary forms and computed affixes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.names.pieces import Hashes, Pieces, Table, pieces
from tadqiq.recognise.names.words import dictionary
from tadqiq.recognise.tokens import Ints

NONE, LOOSE, DERIVED, EXACT = range(4)  # how a word is a form of a known noun; loose: it may be a family name
_JOINED = "وفبلك"
_ARTICLES = ("وال", "بال", "فال", "كال", "ولل", "فلل")
_SEATS = "ؤئ"  # how اء is written before an ending
_NOUN_ENDS = (
    *("ة", "ات", "ين", "ون", "ها", "هم", "هما", "نا", "ا", "ية", "تة", "تها", "تهم", "تنا", "تين", "تان", "اتة", "اتها", "اتهم"),
    *("تهما", "تيهما", "يا", "يين", "كم", "هن", "ي", "ان"),
)
_VERB_ENDS = ("ت", "ا", "وا", "تا", "نا", "ها", "هم", "ة", "تة", "تها", "تهم", "وة", "وها", "وهم", "هما", "تم", "ني", "نة")
_IMPERFECT_ENDS = ("ون", "ان", "ين", "وا", "ها", "هم", "ة", "ا", "نا", "هما", "ن")
_LENGTHS = np.array([len(end) for end in _NOUN_ENDS])
_LOOSE, _PLURAL = np.isin(_NOUN_ENDS, ("ي", "ان")), np.isin(_NOUN_ENDS, ("ين", "ون", "ات"))  # loose: of relation and of the dual


def nominal(keys: Pieces) -> NDArray[np.uint8]:
    """Tell how each bare word is a form of a known noun: NONE, LOOSE, DERIVED or EXACT."""
    held = dictionary()
    found = np.where(held.nouns.holds(keys.hash()), EXACT, NONE).astype(np.uint8)
    rows, ending = _endings(keys, _NOUN_ENDS, 2)
    stems = _seated(keys.of(rows).cut(back=_LENGTHS[ending]))
    known = held.stems.holds(stems) | (_PLURAL[ending] & held.relations.holds(stems))
    for sort, some in ((LOOSE, _LOOSE[ending]), (DERIVED, ~_LOOSE[ending])):
        rows_ = rows[known & some]
        found[rows_] = np.maximum(found[rows_], sort)
    return found


def nouns(keys_: Iterable[str]) -> frozenset[str]:
    """Keep the words, at matching level, that are forms of known nouns."""
    every = list(dict.fromkeys(key for key in keys_ if key))
    return frozenset(key for key, noun in zip(every, nominal(pieces(every)).tolist(), strict=True) if noun != NONE)


def _endings(keys: Pieces, endings: Sequence[str], least: int) -> tuple[Ints, Ints]:
    """Pair words with the endings that they may have: rows and places of endings; least  how much must stand before one."""
    last, length = keys.letter(-1), keys.length
    by_last = {letter: np.flatnonzero(last == ord(letter)) for letter in {end[-1] for end in endings}}
    rows = []
    for end in endings:
        some = by_last[end[-1]]
        some = some[length[some] >= len(end) + least]
        rows.append(some[keys.of(some).ends(end[:-1], before=1)] if len(end) > 1 else some)
    return np.concatenate(rows), np.repeat(np.arange(len(endings)), [len(some) for some in rows])


def _seated(stems: Pieces) -> Hashes:
    """Hash stems with the hamza of an end alone, as no ending follows: أداؤهم، أدائهم."""
    seated = (stems.letter(-2) == ord("ا")) & stems.within(-1, _SEATS)
    return np.where(seated, stems.cut(back=1).hash(after="ء"), stems.hash())


def _inflected(keys: Pieces, stems: Table, endings: tuple[str, ...]) -> NDArray[np.bool_]:
    """Tell which words are a stem of a verb, bare or with an ending."""
    found = stems.holds(keys.hash())
    rows, ending = _endings(keys, endings, 1)
    lengths = np.array([len(end) for end in endings])
    found[rows[stems.holds(keys.of(rows).cut(back=lengths[ending]).hash())]] = True
    return found


def verbal(keys: Pieces) -> NDArray[np.bool_]:
    """Tell which words without joined letters are a form of a known verb."""
    held = dictionary()
    found = _inflected(keys, held.perfects, _VERB_ENDS)
    first = keys.letter(0)
    rows = np.flatnonzero(~found & (first == ord("ا")) & (keys.length > 3))
    found[rows] = held.imperfects.holds(keys.of(rows).cut(1).hash())
    future = (first == ord("س")) & keys.within(1, "يتن")
    rest = keys.cut(future.astype(np.int64))
    rows = np.flatnonzero(~found & rest.within(0, "يتن") & (rest.length >= 3))
    stems = rest.of(rows).cut(1)
    found[rows] = _inflected(stems, held.imperfects, _IMPERFECT_ENDS)
    found[rows] |= (stems.letter(-1) != ord("ي")) & held.imperfects.holds(stems.hash(after="ي"))
    return found


def definite(keys: Pieces) -> NDArray[np.bool_]:
    """Tell which words have the article."""
    return keys.starts("ال") & (keys.length > 3)


def joined(keys: Pieces) -> NDArray[np.bool_]:
    """Tell which words read as letters joined before a common word (وأكد، بمشاركة، لتعزيز)."""
    held, bare, length = dictionary(), keys.cut(1), keys.length
    may = keys.within(0, _JOINED)
    found = may & held.closed.holds(bare.hash())
    may &= length > 3
    found |= may & np.logical_or.reduce([keys.starts(text) for text in _ARTICLES])
    rows = np.flatnonzero(may & ~found)
    noun = nominal(bare.of(rows))
    found[rows] = (noun == EXACT) | ((noun > NONE) & (bare.of(rows).length > 3))
    rows = np.flatnonzero(may & ~found & (keys.within(0, "وف") | (keys.within(0, "ل") & keys.within(1, "يتن") & (length > 4))))
    found[rows] = verbal(bare.of(rows))
    rows = np.flatnonzero(may & ~found & keys.within(0, "وف") & (length > 4) & keys.within(1, _JOINED))
    found[rows] = nominal(keys.of(rows).cut(2)) >= DERIVED
    return found
