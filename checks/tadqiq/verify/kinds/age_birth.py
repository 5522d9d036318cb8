"""A stated age does not fit the year of birth at the day of publication, or at death.

Age and birth are taken for one person's where they stand in one sentence that has no other age and no other birth, or where the word before
the age in brackets stands beside the birth as well (ناصر (35 عاما) … ولد ناصر عام 1983). Ages of the past (وكان عمره 17، في سن 20) are
left alone, and so are years of the Hijri calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from tadqiq.model import Hit, Rule
from tadqiq.recognise.numbers.compare import Interval
from tadqiq.verify.kinds._lines import Lines, lines
from tadqiq.verify.kinds._sums import Check, hits
from tadqiq.verify.kinds._years import years
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"slack": 1}  # years that are forgiven besides the birthday that may be still to come

LETTERS = {
    "born": "R", "died": "D", "aged": "A", "level": "S", "then": "T", "was": "N", "in-year": "_", "about": "_", "clause": "|",
    "since": "C", "after": "C",
}  # fmt: skip
_BIRTH = re.compile(r"[Rr](?:[._()/-]{0,6}_[.]?)?[(]?(?P<y>3)")
_AGE = re.compile(
    r"\((?P<a>5)[.]?\)|,(?P<b>5)[.]?,|(?<![N])[SsA][._|]{0,3}A_*[bl]?(?P<c>5)|A[._]{0,3}A?_*[bl]?(?P<d>5)|[T_.]_*[.]?[bl]?(?P<e>5)"
)
_DIED = re.compile(r"[Dd](?:[._(]{0,6}_[.]?)?(?P<y>3)?")
_NEAR, _BESIDE = 10, 5  # letters between a birth and an age behind it, or between an age and the word of a birth
_PAST = re.compile(r"[TtNn][^\n]{0,3}$|a[^\n]{0,2}$")  # وعمره 17 عاما
_MIN_NAME = 4


class Told(NamedTuple):
    """Hold a birth or an age: the letters of its number and of the word that it hangs on."""

    place: int
    word: int
    line: int


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find ages that do not fit the year of birth."""
    return hits(checks(view, rule.settings), rule)


def checks(view: ArticleView, settings: Mapping[str, Any]) -> Iterator[Check]:
    """Compare ages and births that are certainly one person's."""
    found = lines(view, LETTERS, ["35"])
    births = [Told(match.start("y"), match.start(), _line(found, match.start())) for match in _BIRTH.finditer(found.text)]
    if not births:
        return
    ages = [told for match in _AGE.finditer(found.text) if (told := _present(found, match))]
    published = dict(zip(view.batch.docs.tolist(), view.batch.articles["date"].to_list(), strict=True))
    by_line = {birth.line: birth for birth in births}
    for age in ages:
        birth = by_line.get(age.line)
        if birth is None or not _alone(found, age, birth):
            birth = _namesake(found, age, births)
        check = _check(found, age, birth, published, settings["slack"]) if birth else None
        if check is not None:
            yield check


def _line(found: Lines, place: int) -> int:
    return found.text.rfind("\n", 0, place) + 1


def _sentence(found: Lines, start: int) -> str:
    end = found.text.find("\n", start)
    return found.text[start : end if end >= 0 else len(found.text)]


def _present(found: Lines, match: re.Match[str]) -> Told | None:
    """Take an age that holds at the day of publication or at death."""
    place = next(match.start(name) for name, text in match.groupdict().items() if text)
    start = _line(found, place)
    if match["e"] and not _DIED.search(found.text, start, place):
        return None
    before = found.text[start : match.start()] + ("a" if found.text[match.start()] == "a" else "")
    return None if not match["e"] and _PAST.search(before) else Told(place, match.start(), start)


def _alone(found: Lines, age: Told, birth: Told) -> bool:
    """Tell whether a sentence speaks of one age and one birth, side by side."""
    text = _sentence(found, age.line)
    first, last = sorted((age.place, birth.place))
    if text.count("5") != 1 or len(re.findall("[Rr]", text)) != 1 or "3" in found.text[first + 1 : last]:
        return False
    return birth.word - age.place <= _BESIDE if age.place < birth.place else last - first <= _NEAR


def _namesake(found: Lines, age: Told, births: list[Told]) -> Told | None:
    """Find the one birth of the article beside which the word before the age stands."""
    tokens = found.batch.tokens
    at = int(found.token[age.word])
    name = int(tokens.code[at - 1])
    if at == 0 or tokens.end[at - 1] - tokens.start[at - 1] < _MIN_NAME:
        return None
    doc = tokens.segment[at] // 2
    same = []
    for birth in births:
        word = int(found.token[birth.word])
        near = tokens.code[[max(0, word - 1), min(word + 1, len(tokens) - 1)]]
        if tokens.segment[word] // 2 == doc and np.any(near == name):
            same.append(birth)
    return same[0] if len(same) == 1 else None


def _check(found: Lines, age: Told, birth: Told, published: Mapping[int, Any], slack: int) -> Check | None:
    born, told = years(found.number(birth.place)), found.number(age.place)
    day = published.get(found.span(age.place, age.place).doc)
    if len(born) != 1 or day is None or told["low"] is None:
        return None
    died = _DIED.search(_sentence(found, age.line))
    year = day.year
    if died and died["y"]:
        year = (years(found.number(age.line + died.start("y"))) or [year])[0]
    expected = Interval(year - born[0] - 1 - slack, year - born[0] + slack)
    about = 1 if told["qualifier"] in {"about", "at_least", "at_most"} else 0
    stated = Interval(told["low"] - about, told["high"] + about)
    span = found.span(age.place, age.place)
    args = {"birth": str(born[0]), "expected": str(year - born[0])}
    return Check(span, (found.span(birth.place, birth.place),), args, expected.meets(stated))
