"""Find sentences that tell how a value changed: from what, to what, by how much, by how many per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tadqiq.verify.kinds._lines import Lines, lines
from tadqiq.verify.views import ArticleView

LETTERS = {
    "rise": "R", "rise-noun": "U", "fall": "F", "fall-noun": "D", "gain": "G", "gain-noun": "G", "loss": "O", "loss-noun": "O",
    "change": "C", "change-noun": "C", "from": "M", "to": "T", "arrive": "A", "level": "S", "at": "X", "versus": "V", "after": "E",
    "was": "N", "rate": "P", "by": "P", "amount": "Q", "equal": "=", "expected": "Z", "clause": "|", "rank": "J",
    "currency": "Y", "among": "H", "of-all": "Z", "sum": "Z", "about": "_", "than": "K",
}  # fmt: skip
_VERB = "RFUDGOCrfudgoc"
_STOP = rf"\n|;?{_VERB}VvSsZzJj125679"
_GAP, _TIGHT, _UP_TO = rf"[^{_STOP}]", rf"[^{_STOP}iTtAaEeNn]", rf"[^{_STOP}XTA]"
_V = f"(?P<v>[{_VERB}])"
_A, _B = "(?P<a>[12])", "(?P<b>[12])"
_D = "(?<![MmXTA])(?<![MmXTA][._])(?P<d>1)"
_P = "(?<![TAX])(?<![TAX][._bX])(?P<p>2)(?![MH]|[Pp][TM])"
_FROM, _TO = "M[_X]{0,3}[.]?[_X]{0,2}[bl]?", "[TAX][._XPQ]{0,4}[bl]?"
_NEXT = "[TAX]{1,2}[._X]{0,2}[bl]?"  # what follows a percentage speaks of the same thing
_THAN = rf"{_TIGHT}{{0,8}}(?:V|[Ee][._]?N|EN){_TIGHT}{{0,8}}"
_RATE = r"(?:[^\n|;?RFCrfcVvSsZzJj125679iTtH]{0,9}?)"
_LINK = r"[._]{0,3}(?:,?[=(]|,?[PQpq])[._=PQ]{0,4}"
_NOUN = r"[._PQSs=]{0,4}\(?"  # بزيادة بلغت نسبتها 5 %
_PATTERNS = (
    rf"{_V}{_GAP}{{0,16}}?{_FROM}{_A}{_TIGHT}{{0,8}}{_TO}{_B}(?:{_RATE}(?:[UDGO]{_NOUN})?{_P})?",
    rf"{_V}{_GAP}{{0,16}}?{_TO}{_B}[._]{{0,3}}{_FROM}{_A}(?:{_RATE}(?:[UDGO]{_NOUN})?{_P})?",
    rf"{_V}{_GAP}{{0,16}}?{_TO}{_B}{_THAN}{_A}(?:{_RATE}(?:[UDGO]{_NOUN})?{_P})?",
    rf"(?:(?P<v>[Ss]){_GAP}{{0,8}})?{_B}{_THAN}{_A}{_RATE}(?P<w>[UDGO]){_NOUN}{_P}",
    rf"{_V}{_GAP}{{0,16}}?{_P}{_TIGHT}{{0,6}}{_NEXT}{_B}(?:{_THAN}|[._]{{0,3}}{_FROM}){_A}",
    rf"{_B}[._]{{0,4}},?[._]{{0,2}}(?P<v>[UDGO]){_NOUN}{_P}\)?{_THAN}[Ss]{_TIGHT}{{0,4}}{_A}",
    rf"{_V}{_UP_TO}{{0,16}}?{_D}{_LINK}{_P}\)?{_TIGHT}{{0,4}}{_TO}{_B}",
    rf"{_V}{_UP_TO}{{0,16}}?{_P}{_LINK}{_D}\)?{_TIGHT}{{0,4}}{_TO}{_B}",
    rf"(?:[Ss]{_GAP}{{0,8}}|{_TO}){_B}[._]{{0,4}},?[._]{{0,2}}(?P<v>[UDGO]){_TIGHT}{{0,3}}{_D}{_LINK}{_P}",
)
_COMPILED = tuple(re.compile(pattern) for pattern in _PATTERNS)
_ASIDE = re.compile(r"(?<=[12])[._]{0,3}\([^()\n2]*[19][^()\n2]*\)")  # (387 مليون دولار) says the same once more


class Change(NamedTuple):
    """Hold the places (letters of the line) of one change; -1 for what is not told."""

    start: int  # of its sentence
    verb: int
    before: int
    after: int
    amount: int
    rate: int


def find(view: ArticleView) -> tuple[Lines, list[Change]]:
    """Find the changes of a batch; `view.once(find)` does it once for all kinds."""
    found = lines(view, LETTERS, [_VERB + "Ss", "1", "TAX", "2MVEe="], [_VERB, "2", "TAX", "MVEe"], ["1", "2", "V"])
    return found, list(_changes(found))


def _changes(found: Lines) -> Iterator[Change]:
    text = _ASIDE.sub(lambda aside: "_" * len(aside[0]), found.text)
    for pattern in _COMPILED:
        for match in pattern.finditer(text):
            place = {name: match.start(name) if match[name] else -1 for name in match.groupdict()}
            verb = max(place.get("v", -1), place.get("w", -1))
            yield Change(
                text.rfind("\n", 0, match.start()) + 1, verb, place.get("a", -1), place.get("b", -1), place.get("d", -1), place.get("p", -1)
            )
