"""Recognise the names of persons, places and organisations, without a model.

Each token is one letter (`names_letters`); a name with its role is a pattern over letters. What the gazetteers know as a phrase is
set aside first, and what an article has named in full may stand by its family name alone.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.names.bodies import bodies
from tadqiq.recognise.names.frames import Spans, frame
from tadqiq.recognise.names.gazetteer import PLACE, Known, known
from tadqiq.recognise.names.letters import letters
from tadqiq.recognise.names.persons import EVIDENCE, persons
from tadqiq.recognise.names.stretches import Letters, within
from tadqiq.recognise.names.surnames import surnames
from tadqiq.recognise.tokens import Batch, Ints

_PERSON, _PLACE, _ORGANISATION = range(3)
_DEFINITES = list(b"dDIAjJtTYZ")
_NAMELIKE, _COMPOUND, _DEFINITE = list(b"GWNFYZA"), list(b"KkB"), list(b"dAZ")
_ANNOUNCES = list(b"ATSZ")
_LAST = list(b"GXDNFIi")  # letters of a last word that may stand for the whole name
_OPEN = np.zeros(256, dtype=np.uint8)
_OPEN[list(b"XxgmDGNWl")] = 1
_OPEN[list(b"FdniI")] = 2


def _spans(first: Ints, last: Ints, peel: Ints, kind: Ints, evidence: Ints) -> Spans:
    none = np.full(len(first), -1)
    return Spans(first, last, peel, kind, evidence, none, none)


def names(batch: Batch) -> pl.DataFrame:
    """Find the names of a batch, as a NAMES frame, in the order of the text; none overlap."""
    found = batch.column(letters)
    letter, peel = (found & 0xFF).astype(np.uint8), (found >> 8).astype(np.int64)
    _hyphens(batch, letter)
    _first_names(batch, letter)
    phrases = known(batch)
    _set_aside(letter, phrases)
    text, token = _string(batch, letter)
    taken = np.zeros(len(batch.tokens) + 1, dtype=bool)
    parts = [_persons(text, token, peel, taken)]
    parts.append(_surnames(batch, parts[0], letter, taken))
    parts.append(_bodies(text, token, peel, taken))
    parts.append(_phrases(batch, phrases, letter, taken))
    together = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.argsort(together[0], kind="stable")
    return frame(batch, Spans(*(column[order] for column in together)))


def _hyphens(batch: Batch, letter: NDArray[np.uint8]) -> None:
    """Mark the strokes that join two words (جان-فرانسوا) with a letter of their own."""
    gap = batch.tokens.gap
    strokes = np.flatnonzero(letter[1:-1] == ord("-")) + 1
    letter[strokes[(gap[strokes] == 0) & (gap[strokes + 1] == 0)]] = ord("h")


def _first_names(batch: Batch, letter: NDArray[np.uint8]) -> None:
    """Take بن right after a title or an adjective of country for a first name: رئيس الوزراء التركي بن علي يلدريم."""
    at = np.flatnonzero(letter == ord("B"))
    at = at[(at > 1) & (at < len(letter) - 1)]
    at = at[batch.vocabulary.column(_ben)[batch.tokens.code[at]]]
    announced = np.isin(letter[at - 1], _ANNOUNCES) & ~np.isin(letter[at - 2], _NAMELIKE)
    at = at[announced & np.isin(letter[at + 1], _LAST) & _together(batch, at - 1, at + 1)]
    letter[at] = ord("G")


def _ben(words: pl.DataFrame) -> NDArray[np.bool_]:
    return (words["n1"] == "بن").to_numpy()


def _set_aside(letter: NDArray[np.uint8], phrases: Known) -> None:
    """Write the tokens of known phrases as place or organisation, but leave names and adjectives of one word."""
    single = phrases.first == phrases.last
    clear = ~(single & np.isin(letter[phrases.first], _NAMELIKE))
    tokens = within(phrases.first[clear], phrases.last[clear])
    sorts = np.where(phrases.sort[clear] == PLACE, ord("c"), ord("o"))
    letter[tokens] = np.repeat(sorts, phrases.last[clear] - phrases.first[clear] + 1)


def _untaken(first: Ints, last: Ints, taken: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which spans hold no token that is taken."""
    counts = np.concatenate([[0], np.cumsum(taken)])
    return np.asarray(counts[last + 1] == counts[first])


def _together(batch: Batch, one: Ints, other: Ints) -> NDArray[np.bool_]:
    """Tell which pairs of tokens stand in one paragraph."""
    segment, para = batch.tokens.segment, batch.tokens.para
    inside = (one >= 0) & (other < len(segment))
    one, other = np.where(inside, one, 0), np.where(inside, other, 0)
    return np.asarray(inside & (segment[one] == segment[other]) & (para[one] == para[other]))


def _string(batch: Batch, letter: Letters) -> tuple[Letters, Ints]:
    """Join the letters, with a line break between paragraphs; and give the token of each character."""
    tokens = batch.tokens
    breaks = np.flatnonzero((np.diff(tokens.segment) != 0) | (np.diff(tokens.para) != 0)) + 1
    joined = np.insert(letter, breaks, ord("\n"))
    token = np.insert(np.arange(len(letter)), breaks, -1)
    return joined, token


def _persons(text: Letters, token: Ints, peel: Ints, taken: NDArray[np.bool_]) -> Spans:
    found = persons(text)
    first, last = token[found[:, 0]], token[found[:, 1]]
    role_first, role_last = (np.where(found[:, at] >= 0, token[found[:, at]], -1) for at in (2, 3))
    taken[within(first, last)] = True
    return Spans(first, last, peel[first], np.full(len(first), _PERSON), found[:, 4], role_first, role_last)


def _surnames(batch: Batch, full: Spans, letter: NDArray[np.uint8], taken: NDArray[np.bool_]) -> Spans:
    last = full.last[(full.last > full.first) & np.isin(letter[full.last], _LAST) & ~np.isin(letter[full.last - 1], _COMPOUND)]
    at, peel = surnames(batch, last, np.where(taken[:-1], 0, _OPEN[letter]))
    after = np.where(_together(batch, at, at + 1), letter[np.minimum(at + 1, len(letter) - 1)], 0)
    clear = ~((letter[at] == ord("F")) & np.isin(after, _DEFINITE))  # الصباح الباكر is no Mr Sabah
    at, peel = at[clear], peel[clear]
    taken[at] = True
    return _spans(at, at, peel, np.full(len(at), _PERSON), np.full(len(at), EVIDENCE.index("surname")))


def _bodies(text: Letters, token: Ints, peel: Ints, taken: NDArray[np.bool_]) -> Spans:
    found = bodies(text)
    first, last = token[found[:, 0]], token[found[:, 1]]
    free = _untaken(first, last, taken)
    first, last, found = first[free], last[free], found[free]
    taken[within(first, last)] = True
    return _spans(first, last, peel[first], np.where(found[:, 3], _PLACE, _ORGANISATION), found[:, 2])


def _phrases(batch: Batch, phrases: Known, letter: NDArray[np.uint8], taken: NDArray[np.bool_]) -> Spans:
    before = np.where(_together(batch, phrases.first - 1, phrases.first), letter[phrases.first - 1], 0)
    adjective = (letter[phrases.first] == ord("A")) & np.isin(before, _DEFINITES)  # الحدود السعودية
    free = _untaken(phrases.first, phrases.last, taken) & ~adjective
    first, last, peel, sort = (column[free] for column in phrases)
    kind = np.where(sort == PLACE, _PLACE, _ORGANISATION)
    return _spans(first, last, peel, kind, np.full(len(first), EVIDENCE.index("gazetteer")))
