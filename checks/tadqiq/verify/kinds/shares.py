"""Exclusive shares of one whole exceed a hundred per cent.

Shares are certainly exclusive where a sentence names opposites (for and against, men and women), sets one share of the votes against
another, or says how a whole is shared out. Shares of other wholes (60% من الرجال و45% من النساء) and of other years are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tadqiq.model import Hit, Rule
from tadqiq.verify.kinds._lines import Lines, lines
from tadqiq.verify.kinds._sums import Check, hits, plain
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"slack": 1.0}  # points that rounding may add

LETTERS = {
    "for-it": "U", "against-it": "O", "neither": "N", "male": "H", "female": "F", "shared-out": "D", "votes": "Q", "versus": "V",
    "from": "M", "among": "X", "earlier": "E", "in-year": "Y", "rise": "R", "rise-noun": "R", "fall": "R", "fall-noun": "R", "clause": "|",
    "possession": "S", "rate": "P", "by": "P", "about": "_", "than": "R", "after": "E", "was": "_",
}  # fmt: skip
_SIDES = ("UON", "HF")
_NEAR = 7  # letters between a share and the word for those who hold it
_OTHER_TIME, _OTHER_ROUND = re.compile(r"[Ee3]"), re.compile(r"[EeYy30]")
_AGAINST = re.compile(
    r"(?:[Ss][^2\n|R;]{0,10}\(?(?P<c>2)|(?P<a>2)\)?[.]{0,2}MQ)[^2\n|RV]{0,7}?,?(?:V|\|[._]{0,8})[._bl]{0,8}\(?(?P<b>[12])(?P<tail>[^2\n]{0,7})"
)
_OUT = re.compile(r"[Dd][^2\n|R]{0,7}(?P<list>2(?:\)?[^2\n|RMV;]{0,6}?[,w][._w]{0,3}[PbY._]{0,3}\(?2)+)")


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find shares that are together more than their whole."""
    return hits(checks(view, rule.settings), rule)


def checks(view: ArticleView, settings: Mapping[str, Any]) -> Iterator[Check]:
    """Add up the shares of every sentence that names exclusive ones."""
    found = lines(view, LETTERS, ["2", "UuOoNnHhFfDdV"])
    for match in _AGAINST.finditer(found.text):
        if not _OTHER_ROUND.search(match["tail"]):
            yield from _sum(found, [max(match.start("a"), match.start("c")), match.start("b")], settings)
    for match in _OUT.finditer(found.text):
        yield from _sum(found, [match.start("list") + place.start() for place in re.finditer("2", match["list"])], settings)
    start = 0
    for line in found.text.split("\n"):
        if line.count("2") > 1:
            for sides in _SIDES:
                yield from _sum(found, [start + place for place in _opposites(line, sides)], settings)
        start += len(line) + 1


def _opposites(line: str, sides: str) -> list[int]:
    """Find the share of each of two or three sides, each told once; nothing where a share may be of another whole.

    Where some are told to hold neither view, every share of the sentence is one of the answers.
    """
    held: dict[str, int] = {}
    for match in re.finditer("2", line):
        place = match.start()
        before = line[line.rfind("2", 0, place) + 1 : place][-_NEAR:]
        end = line.find("2", place + 1)
        after = line[place + 1 : end if end >= 0 else len(line)][:_NEAR]
        side = _sex(before, after) if sides == "HF" else _side(before, after)
        if side and side in held:
            return []
        if side:
            held[side] = place
    if "R" in line.upper() or _OTHER_TIME.search(line) or not held:
        return []
    return [match.start() for match in re.finditer("2", line)] if "N" in held else sorted(held.values()) if len(held) > 1 else []


def _side(before: str, after: str) -> str:
    """Tell which side a share is on: the word before it (أيده 60%), or else the one behind it (60% يؤيدونه)."""
    for letter in reversed(before):
        if letter in "UONuon":
            return letter.upper()
    for letter in after:
        if letter in "UONuon":
            return letter.upper()
        if letter in "w|,;":
            break
    return ""


def _sex(before: str, after: str) -> str:
    """Tell the sex that a share is of (نسبة الإناث 40%، 40% إناث), not that in which it was found (60% من الرجال)."""
    told = re.search(r"(?:[Pp]_?|^[wi])(?P<sex>[HFhf])[^HFhf]{0,5}$", before) or re.match(r"\)?X?(?P<sex>[HF])", after)
    return told["sex"].upper() if told else ""


def _sum(found: Lines, places: Sequence[int], settings: Mapping[str, Any]) -> Iterator[Check]:
    numbers = [found.number(place) for place in places]
    if len(places) < 2 or any(number["low"] is None or number["low"] > 100 or number["low"] <= 0 for number in numbers):
        return
    least = sum(number["low"] * (0.9 if number["qualifier"] in {"about", "at_most"} else 1.0) for number in numbers)
    *others, last = (found.span(place, place) for place in places)
    total = sum(number["low"] for number in numbers)
    args = {"total": plain(total), "shares": "، ".join(number["text"] for number in numbers)}
    yield Check(last, tuple(others), args, least <= 100 + settings["slack"])
