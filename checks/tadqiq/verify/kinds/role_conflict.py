"""One article gives an office that one person holds to two people, or two such offices of one country to one person.

Only full names right after office and adjective of country are compared. Whoever is named near a word of change or a year (السابق، خلفا،
1977), or as somebody's deputy or envoy, may have held the office at another time, or not at all. Two names that share a word may be one
person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import Hit, Rule, Span
from tadqiq.recognise.names.letters import letters
from tadqiq.recognise.names.words import keys
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.spellings.near import block
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "office": {"ar": "", "en": ""},  # what the message says of an office that two people bear,
    "person": {"ar": "", "en": ""},  # and of a person who bears two
}

_WINDOW = 8  # tokens on each side in which a change of office is told
_GOVERNS = list(b"RrfTtYHuSL")  # letters of what makes the office another's: نائب، مستشار
_BETWEEN = ["،", ",", '"', "("]  # what may stand between an office and a name
_PREFIXES = ("", "و", "ف", "ب", "ل", "ال", "وال", "لل")


class _Holder(NamedTuple):
    """Hold one mention of somebody in office; said  the role as it stands in the text."""

    span: Span
    name: str
    words: frozenset[str]
    office: str
    country: str
    said: str


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find offices and people that do not agree in an article."""
    names = view.mentions.names.with_row_index("row")
    office = pl.col("role").str.extract("^(.+) [^ ]+$").is_in(list(_offices()))
    names = names.filter(pl.col("class") == "person", pl.col("key").str.contains(" "), office)
    first, last = token_ranges(view.batch, view.mentions.names)
    look = _Look(view.batch)
    holders: dict[int, list[_Holder]] = {}
    for row in names.iter_rows(named=True):
        said = look.said(int(first[row["row"]]), int(last[row["row"]]), row["role"].split())
        if said:
            holders.setdefault(row["doc"], []).append(_holder(row, said))
    for group in holders.values():
        yield from _conflicts(rule, group)


def _holder(row: Mapping[str, Any], said: str) -> _Holder:
    office, country = row["role"].rsplit(maxsplit=1)
    words = frozenset(block(word) for word in row["key"].split())
    span = Span(row["doc"], row["field"], row["start"], row["end"])
    return _Holder(span, row["form"], words, _offices()[office], country.removesuffix("ة"), said)


def _conflicts(rule: Rule, holders: Sequence[_Holder]) -> Iterator[Hit]:
    """Show the later of the first two that do not agree."""
    for one, other in combinations(holders, 2):
        same = one.words == other.words
        if one.country == other.country and (
            one.office != other.office if same else one.office == other.office and not one.words & other.words
        ):
            told = {"other": one.name, "role": other.said, "other_role": one.said}
            said = rule.settings["person" if same else "office"]
            words = {f"verdict_{lang}": said[lang].format_map(told | {"text": other.name}) for lang in ("ar", "en")}
            yield Hit(rule.code, other.span, words, None, (one.span,))
            return


class _Look:
    """Look at the tokens around names."""

    def __init__(self, batch: Batch) -> None:
        """Ask the vocabulary once."""
        self.batch, self.governs = batch, np.isin(batch.column(letters) & 0xFF, _GOVERNS)
        self.change, self.between = batch.column(_changes), batch.column(_between)

    def said(self, first: int, last: int, role: Sequence[str]) -> str:
        """Give the role as it stands right before a name, or "" where it stands elsewhere, is governed or near a word of change."""
        tokens, end = self.batch.tokens, first
        while end > 0 and self.between[end - 1]:
            end -= 1
        segment, start = int(tokens.segment[first]), end - len(role)
        low, high = (int(tokens.first[segment + side]) for side in (0, 1))
        if start < low or (start > low and self.governs[start - 1]):
            return ""
        words = self.batch.vocabulary.words["n2"].gather(tokens.code[start:end]).to_list()
        apart = not all(word.endswith(part.removeprefix("ال")) for word, part in zip(words, role, strict=True))
        if apart or self.change[max(low, start - _WINDOW) : min(high, last + _WINDOW + 1)].any():
            return ""
        return self.batch.text(segment, int(tokens.start[start]), int(tokens.end[end - 1]))


@cache
def _offices() -> dict[str, str]:
    """Give what each office is compared as, by its name in both genders."""
    rows = read("single_offices")
    offices = zip(keys([row["office"] for row in rows]), keys([row["same"] or row["office"] for row in rows]), strict=True)
    return {form: same for office, same in offices for form in (office, office.replace(" ", "ة ", 1))}


@cache
def _change_words() -> frozenset[str]:
    words = keys([row["word"] for row in read("office_changes")])
    return frozenset(prefix + word for word in words for prefix in _PREFIXES)


def _changes(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell the words of change, and years."""
    return (words["n2"].is_in(list(_change_words())) | words["n2"].str.contains(r"^\d{4}$")).to_numpy()


def _between(words: pl.DataFrame) -> NDArray[np.bool_]:
    return words["n2"].is_in(_BETWEEN).to_numpy()
