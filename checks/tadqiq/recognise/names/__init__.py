"""Recognise the names of persons, places and organisations, without a model.

Each token is one letter (`names_letters`); a name with its role is a pattern over letters. What the gazetteers know as a phrase is
set aside first, and what an article has named in full may stand by its family name alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import NAMES
from tadqiq.normalise import column
from tadqiq.normalise.alphabet import DROPPED
from tadqiq.recognise.names.bodies import bodies
from tadqiq.recognise.names.gazetteer import PLACE, Known, known
from tadqiq.recognise.names.letters import CONTRACTED, letters
from tadqiq.recognise.names.persons import EVIDENCE, persons
from tadqiq.recognise.names.surnames import surnames
from tadqiq.recognise.tokens import Batch, Ints

_KINDS = ("person", "place", "organisation")
_PERSON, _PLACE, _ORGANISATION = range(3)
_DEFINITES = list(b"dDIAjJtTYZ")
_NAMELIKE, _COMPOUND, _DEFINITE = list(b"GWNFYZA"), list(b"KkB"), list(b"dAZ")
_ANNOUNCES = list(b"ATSZ")
_LAST = list(b"GXDNFIi")  # letters of a last word that may stand for the whole name
_OPEN = np.zeros(256, dtype=np.uint8)
_OPEN[list(b"XxgmDGNWl")] = 1
_OPEN[list(b"FdniI")] = 2


class _Spans(NamedTuple):
    """Hold names as columns: tokens, joined letters, class, evidence, and the tokens of the role (-1 where there is none)."""

    first: Ints
    last: Ints
    peel: Ints
    kind: Ints
    evidence: Ints
    role_first: Ints
    role_last: Ints


def _spans(first: Ints, last: Ints, peel: Ints, kind: Ints, evidence: Ints) -> _Spans:
    none = np.full(len(first), -1)
    return _Spans(first, last, peel, kind, evidence, none, none)


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
    return _frame(batch, _Spans(*(column[order] for column in together)))


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
    tokens = _within(phrases.first[clear], phrases.last[clear])
    sorts = np.where(phrases.sort[clear] == PLACE, ord("c"), ord("o"))
    letter[tokens] = np.repeat(sorts, phrases.last[clear] - phrases.first[clear] + 1)


def _within(first: Ints, last: Ints) -> Ints:
    """List the tokens of spans one after another."""
    lengths = last - first + 1
    before = np.cumsum(lengths) - lengths
    return np.asarray(np.arange(lengths.sum()) - np.repeat(before - first, lengths))


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


def _string(batch: Batch, letter: NDArray[np.uint8]) -> tuple[str, Ints]:
    """Join the letters, with a line break between paragraphs; and give the token of each character."""
    tokens = batch.tokens
    breaks = np.flatnonzero((np.diff(tokens.segment) != 0) | (np.diff(tokens.para) != 0)) + 1
    joined = np.insert(letter, breaks, ord("\n"))
    token = np.insert(np.arange(len(letter)), breaks, -1)
    return joined.tobytes().decode("latin-1"), token


def _persons(text: str, token: Ints, peel: Ints, taken: NDArray[np.bool_]) -> _Spans:
    found = np.array(list(persons(text)), dtype=np.int64).reshape(-1, 5)
    first, last = token[found[:, 0]], token[found[:, 1]]
    role_first, role_last = (np.where(found[:, at] >= 0, token[found[:, at]], -1) for at in (2, 3))
    taken[_within(first, last)] = True
    return _Spans(first, last, peel[first], np.full(len(first), _PERSON), found[:, 4], role_first, role_last)


def _surnames(batch: Batch, full: _Spans, letter: NDArray[np.uint8], taken: NDArray[np.bool_]) -> _Spans:
    last = full.last[(full.last > full.first) & np.isin(letter[full.last], _LAST) & ~np.isin(letter[full.last - 1], _COMPOUND)]
    at, peel = surnames(batch, last, np.where(taken[:-1], 0, _OPEN[letter]))
    after = np.where(_together(batch, at, at + 1), letter[np.minimum(at + 1, len(letter) - 1)], 0)
    clear = ~((letter[at] == ord("F")) & np.isin(after, _DEFINITE))  # الصباح الباكر is no Mr Sabah
    at, peel = at[clear], peel[clear]
    taken[at] = True
    return _spans(at, at, peel, np.full(len(at), _PERSON), np.full(len(at), EVIDENCE.index("surname")))


def _bodies(text: str, token: Ints, peel: Ints, taken: NDArray[np.bool_]) -> _Spans:
    found = np.array(list(bodies(text)), dtype=np.int64).reshape(-1, 4)
    first, last = token[found[:, 0]], token[found[:, 1]]
    free = _untaken(first, last, taken)
    first, last, found = first[free], last[free], found[free]
    taken[_within(first, last)] = True
    return _spans(first, last, peel[first], np.where(found[:, 3], _PLACE, _ORGANISATION), found[:, 2])


def _phrases(batch: Batch, phrases: Known, letter: NDArray[np.uint8], taken: NDArray[np.bool_]) -> _Spans:
    before = np.where(_together(batch, phrases.first - 1, phrases.first), letter[phrases.first - 1], 0)
    adjective = (letter[phrases.first] == ord("A")) & np.isin(before, _DEFINITES)  # الحدود السعودية
    free = _untaken(phrases.first, phrases.last, taken) & ~adjective
    first, last, peel, sort = (column[free] for column in phrases)
    kind = np.where(sort == PLACE, _PLACE, _ORGANISATION)
    return _spans(first, last, peel, kind, np.full(len(first), EVIDENCE.index("gazetteer")))


def _frame(batch: Batch, spans: _Spans) -> pl.DataFrame:
    words = {"class": pl.Series(_KINDS).gather(spans.kind), "evidence": pl.Series(EVIDENCE).gather(spans.evidence)}
    frame = batch.mentions(NAMES, spans.first, spans.last, key=None, form=None, role=_roles(batch, spans), **words)
    rows = np.flatnonzero(spans.peel)
    start, texts = frame["start"].to_numpy().copy(), frame["text"]
    cut: list[str] = []
    forms: list[str] = []
    for row, text, peel in zip(rows.tolist(), texts.gather(rows).to_list(), spans.peel[rows].tolist(), strict=True):
        if peel == CONTRACTED:
            cut.append(text)
            forms.append("ال" + text[_skip(text, 2) :])
        else:
            place = _skip(text, peel)
            start[row] += place
            cut.append(text[place:])
            forms.append(text[place:])
    form = _put(texts, rows, forms)
    cells = (pl.Series("start", start, dtype=pl.UInt32), _put(texts, rows, cut), form.alias("form"), _keys(form).alias("key"))
    return frame.with_columns(cells).select(list(NAMES))


def _put(texts: pl.Series, rows: Ints, some: list[str]) -> pl.Series:
    """Put other texts into some rows."""
    place = np.arange(len(texts))
    place[rows] = len(texts) + np.arange(len(rows))
    return pl.concat([texts, pl.Series(texts.name, some, dtype=pl.String)]).gather(place)


def _skip(text: str, count: int) -> int:
    """Count the code points that hold so many letters, their marks included."""
    place = 0
    for _ in range(count):
        place += 1
        while place < len(text) - 1 and text[place] in DROPPED:
            place += 1
    return place


def _keys(forms: pl.Series) -> pl.Series:
    distinct = forms.unique()
    folded = column(distinct, "N2").str.replace_all(r"\s+", " ")
    return forms.replace_strict(distinct, folded, return_dtype=pl.String) if len(forms) else forms


def _roles(batch: Batch, spans: _Spans) -> list[str | None]:
    rows = np.flatnonzero(spans.role_first >= 0)
    first, last = spans.role_first[rows], spans.role_last[rows]
    code = batch.tokens.code
    words = batch.vocabulary.words["n2"].gather(code[_within(first, last)]).to_list()
    peels = (batch.column(letters)[first] >> 8).tolist()
    roles: list[str | None] = [None] * len(spans.first)
    place = 0
    for row, length, peel in zip(rows.tolist(), (last - first + 1).tolist(), peels, strict=True):
        head, *rest = (word for word in words[place : place + length] if word not in {".", '"'})
        roles[row] = " ".join(["ال" + head[2:] if head.startswith("لل") else head[peel:], *rest])
        place += length
    return roles
