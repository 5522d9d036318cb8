"""A number can be read in two ways, by the mark between its figures.

Three sorts: 1.400 of something that is counted in ones or sold and measured, where the point may part thousands or decimals; 1,400 before
a scale or per cent, where the comma may; 52ر5, where nothing tells which side is the whole. The article's other numbers say what its
marks mean: where they do, nothing is said, but of 1.400 people in an article whose points are decimal ones, or whose thousands have commas.
Nothing is said either where the article tells the amount once more (22 ألفا for 22.790) or bounds it (695 to 2.500). Rates, prices, times,
index points and currencies of a thousand parts have three decimals by custom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import polars as pl

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.verify.kinds._amounts import amounts, settled
from tadqiq.verify.kinds._repeats import repeats
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "around": 60,  # code points before a sum of money in which a word of rates may stand
    "two": {"ar": "", "en": ""},  # what the message says of a number that has two readings, {one} and {other}
    "thousands": {"ar": "", "en": ""},  # and of one that can only be thousands, but is written as decimals are
}

_KINDS = ("cardinal", "money", "measure", "duration", "percent")
_WHOLE_TIMES = frozenset({"day", "night", "week", "month", "year"})
_CANDIDATE = r"^[^\p{Nd}]*(?:\p{Nd}{1,3}[.,]\p{Nd}{3}|\p{Nd}{1,9}ر\p{Nd}{1,9})(?:[^\p{Nd}.,٫٬ر]|$)"
_BROKEN = ".,٫٬/:-"  # before figures, it makes them a part of something longer
_FORM = re.compile(r"(\d+)([.,ر])(\d+)")
_POINTS = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{3}){2,}(?!\d)")  # points part thousands
_COMMAS = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
_POINT, _COMMA = (re.compile(rf"(?<![\d{mark}])\d+\{mark}(?:\d{{1,2}}|\d{{4,9}})(?![\d{mark}])") for mark in ".,")  # decimals
_LETTER = re.compile(r"(?<!\d)(\d{1,9})ر(\d{1,9})(?!\d)")
_LONG = 3  # figures that only a whole has in the news
_THOUSAND, _BILLION = 1e3, 1e9  # 11,726 million is what companies report: a comma is in doubt from billions on
_DEFINITE = re.compile("^[وف]?(?:ال|لل|بال|كال)")
_JOINED = "^[وف]?[بلك]?(?:ال|ل)?"
_FIGURES = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ACCUSATIVE = re.compile("[اً]$")


class _Number(NamedTuple):
    """Hold a number that may be read in two ways: its figures and the mark between them, what it counts, its value where one was read."""

    span: Span
    text: str
    kind: str
    key: str | None
    unit: str | None
    low: float | None
    whole: str
    mark: str
    rest: str

    @property
    def readings(self) -> tuple[float, float]:
        """Give both values of a number with a point or comma: parted thousands, and decimals."""
        return float(self.whole + self.rest), float(f"{self.whole}.{self.rest}".translate(_FIGURES))

    @property
    def certain(self) -> bool:
        """Tell whether it can only be thousands: of what is counted in ones, or with three noughts behind the point."""
        return self.mark == "." and self.low is None and (self.key in _counted() or int(self.rest) == 0)

    def scaled(self, figures: str, least: float) -> bool:
        """Tell whether a scale stands behind the figures, and no smaller one."""
        return self.low is not None and self.text[-1:].isalpha() and self.low >= least * (int(figures) or 1)


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the articles with such numbers, and say each sort once."""
    found = _candidates(view.mentions.numbers)
    if not found:
        return
    row = {doc: place for place, doc in enumerate(view.batch.docs.tolist())}
    docs, around = [number.span.doc for number in found], rule.settings["around"]
    written, told = _written(view.mentions.numbers, docs), amounts(view.mentions.numbers, docs)
    texts = [view.batch.texts[2 * row[n.span.doc] + n.span.field][: n.span.start] for n in found]
    rates = _rates([text[-around:] for text in texts])
    whole = [not text.endswith(tuple(_BROKEN)) for text in texts]
    kept = {n.span: n for n, rate, one in zip(found, rates, whole, strict=True) if one and _doubtful(n, written[n.span.doc], rate=rate)}
    kept = {span: n for span, n in kept.items() if n.mark == "ر" or not settled(span, n.readings, told.get(span.doc, ()))}
    for _, places in repeats((n.mark, span) for span, n in kept.items()):
        yield _hit(rule, kept[places.first], places.others, places.number)


def _candidates(numbers: pl.DataFrame) -> list[_Number]:
    """Give the numbers with one mark between their figures, as many as one part of a thousand has."""
    some = numbers.filter(pl.col("text").str.contains(_CANDIDATE) & pl.col("number_kind").is_in(_KINDS))
    columns = some.select("doc", "field", "start", "end", "text", "number_kind", "unit_key", "unit", "low")
    rows = ((row, _FORM.search(row[4])) for row in columns.iter_rows())
    return [_Number(Span(*row[:4]), *row[4:], *form.groups()) for row, form in rows if form]


def _written(numbers: pl.DataFrame, docs: list[int]) -> dict[int, str]:
    """Give all numbers of some articles as they are written, one a line."""
    some = numbers.filter(pl.col("doc").is_in(sorted(set(docs))) & ~pl.col("number_kind").is_in(["date", "time", "score", "identifier"]))
    return {doc: "\n".join(texts) for doc, texts in some.group_by("doc").agg("text").iter_rows()}


def _doubtful(number: _Number, written: str, *, rate: bool) -> bool:
    """Tell whether neither custom nor the article's other numbers say how to read a number."""
    if number.mark == "ر":
        return number.whole != number.rest and not any(_ordered(*pair) for pair in _LETTER.findall(written))
    if number.whole.startswith(("0", "٠", "۰")):
        return False
    return _comma(number, written) if number.mark == "," else _point(number, written, rate=rate)


def _ordered(first: str, second: str) -> bool:
    """Tell whether two sides of ر show which is the whole: a lone nought or a long side is, and decimals may begin with nought."""

    def whole(side: str, other: str) -> bool:
        decimals = len(other) > 1 and int(other[0]) == 0
        return decimals or (int(side) == 0 and len(side) == 1) or (len(side) >= _LONG and int(side[0]) > 0)

    return whole(first, second) != whole(second, first)


def _comma(number: _Number, written: str) -> bool:
    """Tell a comma before a scale or per cent that may be a decimal one."""
    if not (number.kind == "percent" or number.scaled(number.whole + number.rest, _BILLION)):
        return False
    return not any(_COMMAS.fullmatch(line) or _COMMA.search(line) or _POINT.search(line) for line in written.split("\n"))


def _point(number: _Number, written: str, *, rate: bool) -> bool:
    """Tell a point that may part thousands: of what is counted in ones, or, if no other number shows, of money and measures."""
    if _POINTS.search(written) or number.kind == "percent":
        return False
    if number.low is not None:
        return int(number.rest) == 0 and number.scaled(number.whole, _THOUSAND)  # 107.000 ألف
    if number.unit is None or _DEFINITE.match(number.unit) or number.key in _cues("thousandths"):
        return False
    if number.key in _counted() or number.key in _WHOLE_TIMES:
        return True
    if number.key is None and not _ACCUSATIVE.search(number.unit):
        return False
    return not (rate and number.kind == "money") and not _POINT.search(written) and not _COMMAS.search(written)


@cache
def _cues(sort: str) -> frozenset[str]:
    words = [row["word"] for row in read("separator_cues") if row["class"] == sort]
    return frozenset(words if sort == "thousandths" else column(pl.Series(words, dtype=pl.String), "N2").to_list())


@cache
def _counted() -> frozenset[str]:
    """Give the keys of what is counted in ones."""
    return frozenset(row["word"] if row["key"] == "-" else row["key"] for row in read("count_nouns"))


def _rates(passages: list[str]) -> list[bool]:
    """Tell which passages hold a word of prices and rates."""
    words = column(pl.Series(passages, dtype=pl.String), "N2").str.extract_all(r"\p{L}+").list.eval(pl.element().str.replace(_JOINED, ""))
    return words.list.eval(pl.element().is_in(list(_cues("rate")))).list.any().fill_null(value=False).to_list()


def _hit(rule: Rule, number: _Number, others: tuple[Span, ...], count: int) -> Hit:
    """Show both readings; where only thousands are possible, say so and put a comma."""
    whole, rest = str(int(number.whole)), number.rest.translate(_FIGURES)
    if number.mark == "ر":
        readings = (f"{whole}.{rest}", f"{int(number.rest)}.{number.whole.translate(_FIGURES)}")
    else:
        readings = (whole + rest, f"{whole}.{rest}".rstrip("0").rstrip("."))
    words = rule.settings["thousands" if number.certain else "two"]
    args = {f"reading_{lang}": text.replace("{one}", readings[0]).replace("{other}", readings[1]) for lang, text in words.items()}
    mended = number.text.replace(".", ",") if number.certain else None
    return Hit(rule.code, number.span, {**args, "count": str(count)}, suggestion=mended, related=others)
