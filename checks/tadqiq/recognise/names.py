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
from tadqiq.recognise.names_bodies import bodies
from tadqiq.recognise.names_gazetteer import PLACE, Known, known
from tadqiq.recognise.names_letters import letters
from tadqiq.recognise.names_persons import persons
from tadqiq.recognise.names_surnames import surnames
from tadqiq.recognise.tokens import Batch, Ints

_CONTRACTED = 7  # لل: the letter joined before the name and its article cannot be parted
_LAST = frozenset(b"GXDNF")  # letters of a last word that may stand for the whole name
_OPEN = np.zeros(256, dtype=np.uint8)
_OPEN[list(b"XxgmDGNWl")] = 1
_OPEN[list(b"Fdn")] = 2


class _Row(NamedTuple):
    first: int
    last: int
    peel: int
    kind: str
    evidence: str
    role: tuple[int, int] | None


def names(batch: Batch, quotations: pl.DataFrame) -> pl.DataFrame:
    """Find the names of a batch, as a NAMES frame, in the order of the text; none overlap.

    quotations  the batch's own QUOTATIONS frame; a name may stand inside a quotation as anywhere else.
    """
    del quotations
    found = batch.column(letters)
    letter, peel = (found & 0xFF).astype(np.uint8), (found >> 8).astype(np.int64)
    phrases = known(batch)
    _set_aside(letter, phrases)
    text, token = _string(batch, letter)
    taken = np.zeros(len(batch.tokens), dtype=bool)
    rows = _persons(text, token, peel, taken)
    rows += _surnames(batch, rows, letter, taken)
    rows += _bodies(text, token, taken)
    rows += _phrases(phrases, taken)
    return _frame(batch, sorted(rows))


def _set_aside(letter: NDArray[np.uint8], phrases: Known) -> None:
    """Write the tokens of known phrases as place or organisation, but leave given and family names of one word."""
    single = phrases.first == phrases.last
    clear = ~(single & np.isin(letter[phrases.first], list(b"GWNFYZ")))
    for at, last, sort in zip(phrases.first[clear].tolist(), phrases.last[clear].tolist(), phrases.sort[clear].tolist(), strict=True):
        letter[at : last + 1] = ord("c") if sort == PLACE else ord("o")


def _string(batch: Batch, letter: NDArray[np.uint8]) -> tuple[str, Ints]:
    """Join the letters, with a line break between paragraphs; and give the token of each character."""
    tokens = batch.tokens
    breaks = np.flatnonzero((np.diff(tokens.segment) != 0) | (np.diff(tokens.para) != 0)) + 1
    joined = np.insert(letter, breaks, ord("\n"))
    token = np.insert(np.arange(len(letter)), breaks, -1)
    return joined.tobytes().decode("latin-1"), token


def _persons(text: str, token: Ints, peel: Ints, taken: NDArray[np.bool_]) -> list[_Row]:
    rows = []
    at = token.tolist()
    for person in persons(text):
        first, last = at[person.first], at[person.last]
        role = (at[person.role_first], at[person.role_last]) if person.role_first >= 0 else None
        rows.append(_Row(first, last, int(peel[first]), "person", person.evidence, role))
        taken[first : last + 1] = True
    return rows


def _surnames(batch: Batch, rows: list[_Row], letter: NDArray[np.uint8], taken: NDArray[np.bool_]) -> list[_Row]:
    full = np.array([row.last for row in rows if row.last > row.first and letter[row.last] in _LAST], dtype=np.int64)
    at, peel = surnames(batch, full, np.where(taken, 0, _OPEN[letter]))
    taken[at] = True
    return [_Row(first, first, cut, "person", "surname", None) for first, cut in zip(at.tolist(), peel.tolist(), strict=True)]


def _bodies(text: str, token: Ints, taken: NDArray[np.bool_]) -> list[_Row]:
    rows = []
    for body in bodies(text):
        first, last = int(token[body.first]), int(token[body.last])
        if not taken[first : last + 1].any():
            rows.append(_Row(first, last, 0, "organisation", body.evidence, None))
            taken[first : last + 1] = True
    return rows


def _phrases(phrases: Known, taken: NDArray[np.bool_]) -> list[_Row]:
    cells = zip(phrases.first.tolist(), phrases.last.tolist(), phrases.peel.tolist(), phrases.sort.tolist(), strict=True)
    kinds = ("place", "organisation")
    return [_Row(a, b, cut, kinds[sort != PLACE], "gazetteer", None) for a, b, cut, sort in cells if not taken[a : b + 1].any()]


def _frame(batch: Batch, rows: list[_Row]) -> pl.DataFrame:
    first, last = np.array([row.first for row in rows], dtype=np.int64), np.array([row.last for row in rows], dtype=np.int64)
    blank = {"class": [row.kind for row in rows], "evidence": [row.evidence for row in rows], "role": _roles(batch, rows)}
    frame = batch.mentions(NAMES, first, last, key=None, form=None, **blank)
    start, texts = frame["start"].to_list(), frame["text"].to_list()
    form = list(texts)
    for index, row in enumerate(rows):
        if row.peel == _CONTRACTED:
            form[index] = "ال" + texts[index][_skip(texts[index], 2) :]
        elif row.peel:
            cut = _skip(texts[index], row.peel)
            start[index] += cut
            texts[index] = form[index] = texts[index][cut:]
    frame = frame.with_columns(
        pl.Series("start", start, dtype=pl.UInt32), pl.Series("text", texts), pl.Series("form", form, dtype=pl.String)
    )
    return frame.with_columns(key=_keys(frame["form"])).select(list(NAMES))


def _skip(text: str, letters_: int) -> int:
    """Count the code points that hold so many letters, their marks included."""
    place = 0
    for _ in range(letters_):
        place += 1
        while place < len(text) - 1 and text[place] in DROPPED:
            place += 1
    return place


def _keys(forms: pl.Series) -> pl.Series:
    distinct = forms.unique()
    folded = column(distinct, "N2").str.replace_all(r"\s+", " ")
    return forms.replace_strict(distinct, folded, return_dtype=pl.String) if len(forms) else forms


def _roles(batch: Batch, rows: list[_Row]) -> list[str | None]:
    words = batch.vocabulary.words["n2"].to_list()
    peels = (batch.vocabulary.column(letters) >> 8).astype(np.int64)
    code = batch.tokens.code
    return [None if row.role is None else _role(words, peels, code[row.role[0] : row.role[1] + 1].tolist()) for row in rows]


def _role(words: list[str], peels: Ints, codes: list[int]) -> str:
    head = words[codes[0]]
    cut = peels[codes[0]]
    head = "ال" + head[2:] if head.startswith("لل") else head[cut:]
    return " ".join([head, *(words[code] for code in codes[1:])])
