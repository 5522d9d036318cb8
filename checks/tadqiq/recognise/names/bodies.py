"""Find organisations by the word that announces them: صحيفة "الخبر"، حركة النهضة، وزارة الصحة، الحكومة اللبنانية."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.names.persons import EVIDENCE
from tadqiq.recognise.names.stretches import Letters, ask, flags, written
from tadqiq.recognise.tokens import Ints

_OWN = r"(?:o+|[GW][GWXDFI]{0,2}|[XDIc][XDFI]{0,2}|[dY][dDI]{0,2})"
# The first letter is taken before it is told which it is, so that the engine can leap from one to the next.
BODY = re.compile(
    r"[OwUVbja](?:(?:(?<=[Ow])Q(?=[^svp])|(?<=[UV])Q(?=[^nsvpd]|[nd][^Q]))(?P<quoted>[^Q,.\n()]{1,5})(?=Q)"
    r"|(?<=w)(?P<agency>d{1,2}A)"
    rf"|(?<=[Ow])(?P<outlet>{_OWN})"
    r"|(?<=[UV])(?P<known>o+)"
    rf"|(?<=U)(?P<named>[TY][GW][GWXFXDB]{{0,3}}|{_OWN}[AZ]?)"
    r"|(?<=V)(?P<group>[GW][GWXDF]{1,2}|X[XDF]{0,2}|[DI]X?)"
    r"|(?<=b)(?P<body>[dDFYIc]{1,4}[AZ]?|[AZ]{1,2})"
    r"|(?<=j)(?P<state>[AZ])"
    r"|(?<=a)(?P<site>X[XDI]{0,1}|[DI]))"
)
_WHOLE = frozenset(["agency", "named", "body", "state"])  # what announces them is part of the name


_QUOTED, _OUTLET = EVIDENCE.index("quoted"), EVIDENCE.index("outlet")


class Body(NamedTuple):
    """Hold an organisation, or a place announced as one, as places in the string of letters."""

    first: int
    last: int
    evidence: int  # place in EVIDENCE
    place: bool
    end: int  # where the next may begin


_ANNOUNCES, _INSIDE = 1, 2
_FLAGS = flags("OwUVbja", "oGWXDFIcdYAZTB")
_LONGEST, _LONGEST_QUOTED = 20, 9  # letters of an announced organisation with its announcing word; with a quotation mark behind it


def bodies(letters: Letters) -> NDArray[np.int64]:
    """Find the announced organisations of a batch, in order, a Body a row; no two overlap."""
    held = written(letters, _FLAGS)
    first = np.flatnonzero(held[:-1] & _ANNOUNCES)
    quoted = letters[first + 1] == ord("Q")
    end = np.where(quoted, np.minimum(first + _LONGEST_QUOTED, len(letters)), first + 1)
    rows = np.flatnonzero(~quoted)
    for ahead in range(1, _LONGEST):
        rows = rows[first[rows] + ahead < len(letters)]
        rows = rows[held[first[rows] + ahead] & _INSIDE > 0]
        end[rows] += 1
    first, end = first[end > first + 1], end[end > first + 1]
    place, found = ask(letters, first, end, _body, len(Body._fields))
    found[:, [0, 1, 4]] += place[:, None]
    return found[_apart(place, found[:, 4])]


def _apart(first: Ints, end: Ints) -> list[int]:
    """Keep what begins where nothing before it reaches."""
    kept, reach = [], 0
    for row, (start, stop) in enumerate(zip(first.tolist(), end.tolist(), strict=True)):
        if start >= reach:
            kept.append(row)
            reach = stop
    return kept


@lru_cache(maxsize=1 << 16)
def _body(letters: str, _: int) -> tuple[Body, ...]:
    """Find the organisation that the first of some letters announces."""
    match = BODY.match(letters)
    if match is None:
        return ()
    name = match.lastgroup or ""
    first, end = match.start(0 if name in _WHOLE else name), match.end(name)
    return (Body(first, end - 1, _QUOTED if name == "quoted" else _OUTLET, name == "site", match.end()),)
