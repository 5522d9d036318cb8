"""Find persons in the string of letters: a role and the name after it, a name that opens with a given name, a known family name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TAIL = r"(?:[Kk][GWXDdFYNnsTZ]|BK?[GWXDdFYNnTZ]|[GWXNDFY])"  # عبد الله، بن سلمان، أوستن
_END = r"Z?"
_COMPOUND = r"[Kk][GWXDdFYNn]"
_FULL = rf"(?:(?:[Gg]|{_COMPOUND}){_TAIL}{{1,5}}{_END}|[Gg]Z|W(?:[FDNGB]|B.){_TAIL}{{0,4}})"
_OPEN = r"(?:Q|,?(?=[GKW]))"
_SHORT = rf"(?:(?:[GWXNF]|{_COMPOUND}){_TAIL}{{0,4}})"
_PHRASE = r"[RtTYH](?:[dAZcoDFYnRtTHOUVJbjlME]){0,8}?(?:p[dAZclonbjORT]{1,4}?)?"
PERSON = re.compile(
    rf"q[THYE]?Q?{_SHORT}"  # مطار الملك خالد: no person is meant
    rf"|(?P<title>[THYE]\.?[AZ]{{0,2}})(?:Q(?P<quoted>{_SHORT})(?=Q)|(?P<called>{_SHORT}))"
    rf"|(?P<office>(?<!p){_PHRASE})(?:Q(?P<quoted2>(?:{_FULL}|{_SHORT}))(?=Q)|,?(?P<full>{_FULL})|(?P<known>[Nm]))"
    rf"|(?P<adjective>[Rt][dlonc]{{0,3}}[AZ]{{1,2}})(?P<unknown>X{_TAIL}{{0,3}})"
    rf"|(?P<head>R[dAZlo]{{1,3}})(?P<two>X[XDF])"
    rf"|(?P<plain>{_FULL})"
    rf"|(?P<alone>[Nm])"
)


class Person(NamedTuple):
    """Hold a person as places in the string of letters; role_first is -1 where there is no role."""

    first: int
    last: int
    role_first: int
    role_last: int
    evidence: str


_ROLES = ("title", "office", "adjective", "head")
_NAMES = ("quoted", "called", "quoted2", "full", "known", "unknown", "two", "plain", "alone")


def persons(letters: str) -> Iterator[Person]:
    """Find the persons of a batch, in order; no two overlap."""
    for match in PERSON.finditer(letters):
        name = match.lastgroup or ""
        if name not in _NAMES:
            continue
        role = next((group for group in _ROLES if match[group] is not None), "")
        first, end = match.span(name)
        evidence = "gazetteer" if name in ("alone", "known") else "first-name" if name == "plain" else "role"
        evidence = "quoted" if name.startswith("quoted") else evidence
        role_first, role_end = match.span(role) if role else (-1, 0)
        yield Person(first, end - 1, role_first, role_end - 1, evidence)
