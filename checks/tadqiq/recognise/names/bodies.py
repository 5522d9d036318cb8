"""Find organisations by the word that announces them: صحيفة "الخبر"، حركة النهضة، وزارة الصحة، الحكومة اللبنانية."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tadqiq.recognise.names.persons import EVIDENCE

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


def bodies(letters: str) -> Iterator[Body]:
    """Find the announced organisations of a batch, in order."""
    for match in BODY.finditer(letters):
        name = match.lastgroup or ""
        first, end = match.start(0 if name in _WHOLE else name), match.end(name)
        yield Body(first, end - 1, _QUOTED if name == "quoted" else _OUTLET, name == "site")
