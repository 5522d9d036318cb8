"""The parts of a total do not add up to it, or one of them is larger than the whole.

Parts are all of a total where the sentence lists them after a colon, هم, هي or بواقع, or between brackets, and where it adds them up itself
(ليصبح المجموع). What stands after بينهم or منها is some of a whole and may be less, but not more. Lists with a part that has no figure
(وطفل، وآخرون) are left alone, and so are numbers of other units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tadqiq.model import Hit, Rule
from tadqiq.recognise.numbers.compare import Interval, people
from tadqiq.verify.kinds._figures import allowed
from tadqiq.verify.kinds._lines import Lines, lines
from tadqiq.verify.kinds._sums import Check, hits, plain
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}

LETTERS = {
    "among": "X", "they": "H", "by": "P", "shared-out": "D", "each": "C", "sum": "S", "of-all": "Z", "clause": "|", "from": "M",
    "arrive": "A", "left-over": "L", "about": "_", "equal": "=", "rise": "R", "rise-noun": "R", "fall": "F", "fall-noun": "F",
    "unmoved": "Q", "level": "V", "between": "N", "versus": "|", "than": "K",
}  # fmt: skip
_QUANTITY = r"[bl]?\(?_*1"
_LIST = rf"{_QUANTITY}\)?[._MKE-]{{0,10}}(?:[,w]{{1,3}}{_QUANTITY}\)?[._MKE-]{{0,10}}){{1,7}}"
_WHOLE = re.compile(rf"(?P<t>1)\)?(?:[._MK]{{0,9}},?(?::|[Hh]:?|[Dd][.]{{0,4}}:?P?)|[._MKC]{{0,10}},?P)_*(?P<list>{_LIST})(?P<end>.?)")
_ASIDE = re.compile(rf"(?P<t>1)[._]{{0,3}}\((?P<list>{_LIST})(?P<end>\))")
_SOME = re.compile(r"(?P<t>1)\)?[._MKiwH]{0,7},?[M.]?(?<![Cc])(?P<x>[Xx]):?[._]{0,1}[bl]?\(?_*(?P<p>1)")
_ADDED = re.compile(
    rf"(?P<list>1[^\n|;1ZXCS]{{0,9}}(?:w|i[.]{{0,2}}){_QUANTITY}(?:[^\n|;1ZXCS]{{0,9}}(?:w|i[.]{{0,2}}){_QUANTITY}){{0,4}})"
    r"[^\n|;1ZXCS]{0,9}(?<![Mm])[SZ][.V_]{0,3}[bl]?\(?(?P<t>1)"
)
_MOVED = re.compile(r"(?P<t>1)[^\n1|]{0,14}(?P<list>[RF][^\n1]{0,6}1[^\n1]{0,8}[RF][^\n1]{0,6}1[^\n1]{0,9}[Q][^\n1]{0,6}1)", re.IGNORECASE)
_LISTS = ((_MOVED, 0.5), (_WHOLE, 0.5), (_ASIDE, 0.75))  # and how much of a total its parts must make to be all of it
_COUNTS = frozenset({"cardinal", "dual"})


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find totals that their parts do not make."""
    return hits(checks(view, rule.settings), rule)


def checks(view: ArticleView, _settings: Mapping[str, Any]) -> Iterator[Check]:
    """Add up the parts of every total that lists them."""
    found = lines(view, LETTERS, ["1", "XxHh:PpDdSs(Qq"])
    for pattern, least in _LISTS:
        for match in pattern.finditer(found.text):
            parts = [match.start("list") + place.start() for place in re.finditer("1", match["list"])]
            check = _sum(found, match.start("t"), parts, least)
            if check is not None and (check.fits or _complete(found, match)):
                yield check
    yield from _added(found)
    for match in _SOME.finditer(found.text):
        check = _subset(found, match.start("t"), match.start("p"))
        if check is not None:
            yield check


def _added(found: Lines) -> Iterator[Check]:
    """Check the sums that sentences do themselves: the last two or more numbers before the total make it."""
    for match in _ADDED.finditer(found.text):
        parts = [match.start("list") + place.start() for place in re.finditer("1", match["list"])]
        sums = [_sum(found, match.start("t"), parts[start:], 0.5) for start in range(len(parts) - 1)]
        fitting = [check for check in sums if check is not None and check.fits]
        alone = "1" not in found.text[found.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if fitting or (alone and sums[0] is not None):
            yield fitting[0] if fitting else sums[0]  # type: ignore[misc]


def _complete(found: Lines, match: re.Match[str]) -> bool:
    """Tell whether a list is told to its end: nothing is added to it that has no figure."""
    line_end = found.text.find("\n", match.end())
    rest = found.text[match.end("list") : line_end if line_end >= 0 else len(found.text)]
    return not re.search(r"[iLl0679w1]", rest[:8]) and "L" not in match["list"].upper()


def _sum(found: Lines, total: int, places: Sequence[int], least: float) -> Check | None:
    """Add up parts that are all of their total; None where they may be of other things, or not all."""
    whole, parts = found.number(total), [found.number(place) for place in places]
    if whole["qualifier"] not in {"exact", None} or not all(_same(whole, part) for part in parts):
        return None
    made = sum(part["low"] for part in parts)
    slack = [allowed(part, digits=0 if part["low"].is_integer() else 0.5) for part in parts]
    sums = Interval(sum(value.low for value in slack), sum(value.high for value in slack))
    fits = sums.meets(allowed(whole, digits=0 if whole["low"].is_integer() else 0.5))
    numbered = [part["low"] for part in parts] == list(range(1, len(parts) + 1))
    if not fits and (made < least * whole["low"] or numbered or max(part["low"] for part in parts) > whole["low"]):
        return None
    args = {"total": whole["text"], "sum": plain(made), "parts": "، ".join(part["text"] for part in parts)}
    return Check(found.span(total, total), tuple(found.span(place, place) for place in places), args, fits)


def _subset(found: Lines, total: int, place: int) -> Check | None:
    """Compare some of a whole with it."""
    whole, part = found.number(total), found.number(place)
    human = whole["unit_key"] in people() and (part["unit_key"] is None or part["unit_key"] in people())
    if not (human or (whole["unit_key"] is not None and whole["unit_key"] == part["unit_key"])):
        return None
    if whole["low"] < 2 or whole["number_kind"] not in _COUNTS or part["number_kind"] not in _COUNTS or whole["qualifier"] == "at_least":
        return None
    args = {"total": whole["text"], "sum": part["text"], "parts": part["text"]}
    return Check(found.span(total, total), (found.span(place, place),), args, allowed(part, digits=0).low <= allowed(whole, digits=0).high)


def _same(whole: Mapping[str, Any], part: Mapping[str, Any]) -> bool:
    """Tell whether a part is counted with its whole: in the same unit, or people of any sort among people."""
    if whole["number_kind"] != part["number_kind"] and not {whole["number_kind"], part["number_kind"]} <= _COUNTS:
        return False
    if part["unit_key"] in people():
        return whole["unit_key"] in people() or (whole["unit_key"] is None and whole["event"] is not None)
    return part["unit_key"] == whole["unit_key"] or (part["unit_key"] is None and whole["unit_key"] is not None)
