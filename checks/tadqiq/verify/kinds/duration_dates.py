"""A length of time does not fit the two years that it joins, or one year and the day of publication.

One unit is forgiven, for years that are counted with both ends or begun late; a decade is ten years more or less. Only years that stand
right beside the length are joined to it (ثماني سنوات بين 1980 و1988، من 1981 لغاية 1998، أي 17 سنة).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tadqiq.model import Hit, Rule
from tadqiq.recognise.numbers.compare import Interval
from tadqiq.verify.kinds._lines import Lines, lines
from tadqiq.verify.kinds._sums import Check, hits
from tadqiq.verify.kinds._years import length, years
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}

LETTERS = {
    "from": "M", "to": "T", "between": "N", "until": "U", "ago": "G", "since": "S", "equal": "=", "exactly": "X", "lasting": "K",
    "in-year": "_", "about": "_", "after": "E", "than": "H", "each": "C", "month": "Y",
}  # fmt: skip
_D = "(?<![GSE])(?<![GSE]_)(?<![GSE][bl])(?P<d>4)"
_FROM_TO = r"(?P<a>3)_*[-TU][._]{0,2}(?P<b>3)"
_AND = r"(?P<a>3)_*(?:w|-)_*(?P<b>3)"
_PATTERNS = (
    rf"{_D}[._]?,?\(?(?:M_*|\(_*|(?<=\()M_*){_FROM_TO}",
    rf"{_D}[._]?,?\(?N_*{_AND}",
    rf"{_D}[._]?,?(?:\(_*|\(?[MN]_*)(?P<p>8)(?!_*-)",
    rf"(?:{_FROM_TO}|N_*(?P<c>3)_*w_*(?P<e>3)|(?P<p>8))\)?[,(-]?(?:\(?=[._K]{{0,2}}|[._]?[Kk]_*)(?P<d>4)",
    r"(?P<y>3)\)?,?[(-]?=G_*(?P<d>4)(?![._]{0,2}[MH])",
    r"G_*(?P<d>4)[._]?,?\(?(?:=|[Xx])[._SG]{0,3}(?P<y>3)",
    rf"{_D}[._,K]{{0,5}}[MN][._]{{0,2}}(?P<t>\+|6(?=[.]{{0,2}}(?:Y|3)))",
)
_COMPILED = tuple(re.compile(pattern) for pattern in _PATTERNS)
_DAYS = {"day": 1, "night": 1, "week": 7}
_LAST_DAY = 31
_DAY = re.compile(r"\d+")
_BEFORE = 14  # letters before a length in which كل says that each had his own


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find lengths of time that do not fit their years."""
    return hits(checks(view, rule.settings), rule)


def checks(view: ArticleView, _settings: Mapping[str, Any]) -> Iterator[Check]:
    """Compare every length that stands beside its dates."""
    found = lines(view, LETTERS, ["4", "368+"])
    published = dict(zip(view.batch.docs.tolist(), view.batch.articles["date"].to_list(), strict=True))
    for pattern in _COMPILED:
        for match in pattern.finditer(found.text):
            place = {name: match.start(name) for name, text in match.groupdict().items() if text}
            start = found.text.rfind("\n", 0, match.start()) + 1
            if "C" not in found.text[max(start, match.start() - _BEFORE) : match.start()]:
                check = _days(found, place) if "t" in place else _check(found, place, published)
                if check is not None:
                    yield check


def _check(found: Lines, place: Mapping[str, int], published: Mapping[int, Any]) -> Check | None:
    """Compare a length with two years, or with one and that of the article."""
    told = length(found.number(place["d"]))
    others = [place[name] for name in "abcepy" if name in place]
    dated = [year for other in others for year in years(found.number(other))]
    day = published.get(found.span(place["d"], place["d"]).doc)
    if "y" in place and day is not None:
        dated.append(day.year)
    if told is None or len(dated) != 2 or dated[0] >= dated[1]:
        return None
    return _made(found, place["d"], others, (str(dated[0]), str(dated[1])), dated[1] - dated[0], told)


def _days(found: Lines, place: Mapping[str, int]) -> Check | None:
    """Compare a length with two days of one month, counted with or without the last."""
    number = found.number(place["d"])
    ends = [int(day) for day in _DAY.findall(found.shown(place["t"]))[:2]]
    days = _DAYS.get(number["unit_key"] or "")
    if days is None or number["low"] is None or len(ends) != 2 or not 1 <= ends[0] < ends[1] <= _LAST_DAY:
        return None
    told = Interval(number["low"] * days - max(1, days - 2), number["high"] * days + max(1, days - 2))
    return _made(found, place["d"], [place["t"]], (str(ends[0]), str(ends[1])), ends[1] - ends[0] + 1, told)


def _made(found: Lines, place: int, others: list[int], ends: tuple[str, str], lasted: int, told: Interval) -> Check:
    args = {"first": ends[0], "second": ends[1], "length": str(lasted)}
    related = tuple(found.span(other, other) for other in others)
    return Check(found.span(place, place), related, args, Interval(lasted, lasted).meets(told))
