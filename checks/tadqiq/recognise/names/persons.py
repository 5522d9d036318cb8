"""Find persons in the string of letters: a role and the name after it, a name that opens with a given name, a known family name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

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


def persons(letters: str) -> Iterator[Person]:
    """Find the persons of a batch, in order; no two overlap."""
    for match in PERSON.finditer(letters):
        name = match.lastgroup or ""
        if name not in _NAMES:
            continue
        role = next((group for group in _ROLES if match[group] is not None), "")
        first, end = match.span(name)
        role_first, role_end = _role(letters, *match.span(role)) if role else (-1, 0)
        evidence = _GIVEN if name == "full" and role_first < 0 else _BY_NAME.get(name, _ROLE)
        yield Person(first, end - 1, role_first, role_end - 1, evidence)


_OWN = re.compile(r"[TY][AZ]+$")


def _role(letters: str, first: int, end: int) -> tuple[int, int]:
    """Keep of a role phrase what speaks of the person named, or (-1, 0): محامي ترامب is another, and so is مستشارة الرئيس التركي."""
    if end - first == 1 and letters[first] in "Rrf":
        return -1, 0
    own = _OWN.search(letters, first, end)
    return (own.start(), end) if own else (first, end)
