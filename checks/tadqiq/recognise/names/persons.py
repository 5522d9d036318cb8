"""Find persons in the string of letters: a role and the name after it, a name that opens with a given name, a known family name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.names.stretches import Letters, ask, flags, within, written
from tadqiq.recognise.tokens import Ints

_BREAK = np.array([ord("\n")], dtype=np.uint8)

_COMPOUND = r"[Kk][GWXDdFYNnei]"
_PART = r"(?:K[GWXDdFYNnei]|BK?[GWXDdFYNnTZiI]|P{1,2}[GWXDN]|[GWXF]e?|D)"  # عبد الله، بن سلمان، فان دايك، سعد الدين، أوستن
_END = r"[NYZIi]?"
_MORE = rf"(?:{_PART}{{1,4}}{_END}|N)"  # after a family name known by itself no other follows
_FIRST = rf"(?:[Gg](?:h[GWX]|e?)|f(?=B)|{_COMPOUND})"
_WEAK = rf"W(?:W{{0,2}}N|(?:e{_PART}|h?W{{0,2}}[FG]|h[WX]|B.){_PART}{{0,4}}{_END})"
_FULL = rf"(?:{_FIRST}(?:{_PART}{{1,5}}{_END}|[NYZIi])|{_WEAK})"
_SHORT = rf"(?:(?:[GWXF]e?|{_COMPOUND}){_PART}{{0,4}}N?|N)"
_SHORTER = rf"(?:(?:[GWXF]e?|{_COMPOUND})(?:{_MORE}|(?<=[GW])[IYi])?|N)"
_PHRASE = r"[RftTYHruSL](?:[dAZcoDFYnIiXRftTHOwUVJbjlME]){0,8}?(?:p[dAZclonbjORfT]{1,4}?)?"
PERSON = re.compile(
    r"(?=[qaOwUVTHYESLRftruXWFGKgkNm])(?:"  # most letters begin nothing
    rf"[qaOwUV][THYE]?Q?{_SHORT}"  # مطار الملك خالد: no person is meant
    rf"|(?P<title>[THYESL]\.?[AZ]{{0,2}})(?:Q(?P<quoted>{_SHORT})(?=Q)|(?P<called>{_SHORTER}))"
    rf"|(?P<office>(?<!p){_PHRASE})(?:Q(?P<quoted2>{_FULL}|(?<=[AZ]Q)X[XDF])(?=Q)"
    rf"|,?(?<![qaOwUV])(?P<full>{_FULL})|,(?P<apart>[XWF]{_MORE})(?=,)|(?P<known>[XW]?[Nm]))"
    rf"|(?P<adjective>[Rftru][dlonc]{{0,3}}[AZ]{{1,2}})(?P<unknown>X{_MORE}?)"
    rf"|(?P<head>[Rfr][dAZlo]{{1,3}})(?P<two>[XW](?:N|[XDFG]{_PART}{{0,2}}{_END}))"
    rf"|(?<=v)(?P<said>[XWF](?:N|[XDFi]{_PART}{{0,2}}))(?=[,RftTruSd])"
    rf"|(?P<before>[XWFGK]{_MORE})(?=,[RftTruS])"
    rf"|(?P<plain>{_FULL})"
    rf"|(?<=[,(\n])(?P<listed>W[XDIi]{_PART}{{0,3}}{_END})(?=[,).\n])"
    r"|(?P<alone>[Nm]|K[GX]))"
)


EVIDENCE = ("role", "quoted", "first-name", "gazetteer", "surname", "outlet")
_ROLE, _QUOTED, _GIVEN, _GAZETTEER = range(4)
_BY_NAME = {
    "alone": _GAZETTEER,
    "known": _GAZETTEER,
    "plain": _GIVEN,
    "listed": _GIVEN,
    "said": _GIVEN,
    "before": _GIVEN,
    "quoted": _QUOTED,
    "quoted2": _QUOTED,
}


class Person(NamedTuple):
    """Hold a person as places in the string of letters; role_first is -1 where there is no role."""

    first: int
    last: int
    role_first: int
    role_last: int
    evidence: int  # place in EVIDENCE


_ROLES = ("title", "office", "adjective", "head")
_NAMES = ("quoted", "called", "quoted2", "full", "known", "unknown", "apart", "two", "said", "before", "plain", "listed", "alone")


def _to(letters: Mapping[str, str], places: Sequence[str]) -> Ints:
    """Lay out which letter counts as which of some, by its place among them."""
    table_ = np.zeros(256, dtype=np.int64)
    table_[[ord(letter) for letter in letters]] = [places.index(of) for of in letters.values()]
    return table_


_INSIDE, _OPENS, _UNKNOWN, _CLOSES, _TAKES_NEXT, _NAME, _ROLE_LETTER = (1 << bit for bit in range(7))
_FLAGS = flags(
    "RftTYHruSLqaOwUVEdAZcoDFnIiXbjJplMGWgkKNmBPehQ,",
    "qaOwUVTHYESLRftruGKgkNmW",  # a person, or the role before, may begin with these
    "XF",  # and with these after v, or where a role follows
    "GWXFDYNeiIZm",  # a person may end with these
    "KkB",  # and with any letter after these
    "GgfKkWXF",  # a name may begin with these
    "RftTruS",
)
_ALIKE = bytes(range(256)).translate(bytes.maketrans(b"ljMwVq", b"obJUUa"))  # letters that no pattern of persons tells apart
# What a pattern may look at on both sides of a stretch; all else is as good as s.
_BEFORE, _AFTER = ("s", "v", "p", ","), ("s", "d", ")", "Q", ",s", ",R")
_ROLES_AFTER = _to(dict.fromkeys("RftTruS", "R"), ("", "R"))
_SIDES = (
    _to({"v": "v", "p": "p", **dict.fromkeys(",(\n", ",")}, _BEFORE),
    _to({"Q": "Q", ",": ",s", **dict.fromkeys("RftTruSd", "d"), **dict.fromkeys(").\n", ")")}, _AFTER),
)


def persons(letters: Letters) -> NDArray[np.int64]:
    """Find the persons of a batch, in order, a Person a row; no two overlap."""
    padded = written(np.concatenate([_BREAK, letters, _BREAK, _BREAK]), _ALIKE)
    first, last = _stretches(padded, written(padded, _FLAGS))
    before, after = _SIDES[0][padded[first - 1]], _SIDES[1][padded[last + 1]]
    after += (padded[last + 1] == ord(",")) & _ROLES_AFTER[padded[last + 2]]
    place, found = ask(padded, first, last + 1, _persons, len(Person._fields), before * len(_AFTER) + after)
    moved = found[:, :4] + np.where(found[:, :4] >= 0, place[:, None] - len(_BREAK), 0)
    return np.concatenate([moved, found[:, 4:]], axis=1)


def _stretches(letters: Letters, held: Letters) -> tuple[Ints, Ints]:
    """Cut out all that a person may stand in: first and last place of each stretch."""
    stop = _stops(letters, held)
    stops, before = np.flatnonzero(stop), np.cumsum(stop, dtype=np.int32)
    opens = np.sort(np.concatenate([np.flatnonzero(held & _OPENS), _unknown(letters, held, stops)]))
    number = before[opens]  # a stretch ends before a stop
    new = np.diff(number, prepend=-1) > 0
    first, number = opens[new], number[new]
    closes = held & _CLOSES
    closes[1:] |= held[:-1] & _TAKES_NEXT
    places = np.append(-1, np.flatnonzero(closes))
    last = places[np.searchsorted(places, stops[number]) - 1]
    kept = (last > first) | ((last == first) & ((letters[first] == ord("N")) | (letters[first] == ord("m"))))
    return first[kept], last[kept]


def _stops(letters: Letters, held: Letters) -> NDArray[np.bool_]:
    """Tell the places at which no person can be: most marks, verbs and the like, but any letter after B may be part of a name."""
    stop = (held & _INSIDE) == 0
    points, commas, sons = (np.flatnonzero(letters == ord(letter)) for letter in ".,B")
    titles = np.isin(letters[points - 1], list(b"THYESL"))
    stop[points[titles]] = False
    stop[commas[(held[commas + 1] & _NAME) == 0]] = True
    stop[sons + 1] &= letters[sons + 1] == ord("\n")
    return np.asarray(stop)


def _unknown(letters: Letters, held: Letters, stops: Ints) -> Ints:
    """Give the places of unknown words that may open a name: after a verb of saying, or where a role follows it (X X, وزير)."""
    said = np.flatnonzero(letters == ord("v")) + 1
    commas = np.flatnonzero(letters == ord(","))
    commas = commas[(held[commas + 1] & _ROLE_LETTER) > 0]
    begins = np.append(-1, stops)[np.searchsorted(stops, commas)] + 1
    places = np.concatenate([said, within(begins, commas - 1)])
    return np.asarray(places[(held[places] & _UNKNOWN) > 0])


@lru_cache(maxsize=1 << 17)
def _persons(stretch: str, around: int) -> tuple[Person, ...]:
    """Find the persons of one stretch."""
    before, after = divmod(around, len(_AFTER))
    return tuple(_found(_BEFORE[before] + stretch + _AFTER[after], len(stretch)))


def _found(letters: str, end_: int) -> Iterator[Person]:
    """Find the persons among letters, of which the first and those behind the end only stand around them."""
    for match in PERSON.finditer(letters, 1):
        name = match.lastgroup or ""
        if match.start() > end_:
            return
        if name not in _NAMES:
            continue
        role = next((group for group in _ROLES if match[group] is not None), "")
        first, end = match.span(name)
        role_first, role_end = _role(letters, *match.span(role)) if role else (-1, 0)
        evidence = _GIVEN if name == "full" and role_first < 0 else _BY_NAME.get(name, _ROLE)
        yield Person(first - 1, end - 2, max(role_first - 1, -1), role_end - 2, evidence)


_OWN = re.compile(r"[TY][AZ]+$")


def _role(letters: str, first: int, end: int) -> tuple[int, int]:
    """Keep of a role phrase what speaks of the person named, or (-1, 0): محامي ترامب is another, and so is مستشارة الرئيس التركي."""
    if end - first == 1 and letters[first] in "Rrf":
        return -1, 0
    own = _OWN.search(letters, first, end)
    return (own.start(), end) if own else (first, end)
