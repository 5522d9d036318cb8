"""Two passages of one article give different numbers for one thing.

A claim's key is its event (killed, detained …) and what is counted. Nothing is reported where a reader could see how both can
be true: rounding, bounds, parts of a total, people added to it, an update, other places, other days, other sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from tadqiq.model import BODY, HEADLINE, Hit, Rule, Span
from tadqiq.recognise.claims_compare import Interval, interval, same_thing
from tadqiq.recognise.numbers_context import CUE, cues
from tadqiq.recognise.numerals_forms import fold
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "between": "headline-body",  # or within-body
    "overlap": 0.4,  # share of the shorter passage's words that both must have
    "paragraphs": 4,  # of the body that a headline may sum up
}

_KINDS = ("cardinal", "dual", "percent")
_UNSETTLED = tuple(CUE[name] for name in ("change", "total", "negated", "likely", "delta"))
_OTHER_TIME = tuple(CUE[name] for name in ("since", "past", "ago"))
_PARTS = 4  # numbers of one paragraph that may add up to a headline's


class _Claim(NamedTuple):
    """Hold one claim with its place and the values it allows."""

    span: Span
    text: str
    sentence: tuple[int, int, int]  # field, paragraph, sentence
    event: str
    thing: str
    values: Interval
    value: float


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find pairs of claims that cannot both be true."""
    numbers = view.mentions.numbers
    claims = _claims(numbers)
    if claims.is_empty():
        return
    words = _Words(view)
    seen = _values(numbers)
    for group in claims.partition_by("doc", maintain_order=True):
        listed = [_claim(row) for row in group.iter_rows(named=True)]
        pairs = _across(listed, seen, words, rule) if rule.settings["between"] == "headline-body" else _within(listed, words, rule)
        for shown, other in pairs:
            args = (
                {"first": other.text, "second": shown.text} if shown.span.field == HEADLINE else {"first": shown.text, "second": other.text}
            )
            yield Hit(rule.code, shown.span, {**args, "headline": shown.text, "body": other.text}, related=(other.span,))


def _claims(numbers: pl.DataFrame) -> pl.DataFrame:
    """Keep what may be compared: a stated whole number of a known event, in the articles that have two."""
    kept = numbers.filter(
        pl.col("is_claim")
        & pl.col("event").is_not_null()
        & pl.col("low").is_not_null()
        & pl.col("number_kind").is_in(_KINDS)
        & pl.col("scope").is_null()
        & (pl.col("modality") == "stated")
    )
    return kept.filter(pl.len().over("doc") > 1).with_columns(thing=_things(kept.filter(pl.len().over("doc") > 1)))


def _things(claims: pl.DataFrame) -> pl.Series:
    """Name what each claim counts: the lexicon's key, else the noun at matching level, "" where none stands."""
    written = pl.Series(fold(claims["unit"].fill_null("").to_list()), dtype=pl.String)
    return claims["unit_key"].fill_null(written)


def _claim(row: dict[str, Any]) -> _Claim:
    thing = "percent" if row["number_kind"] == "percent" else row["thing"]
    values = interval(row["low"], row["high"], row["qualifier"], row["text"])
    span = Span(row["doc"], row["field"], row["start"], row["end"])
    return _Claim(span, row["text"], (row["field"], row["para"], row["sent"]), row["event"], thing, values, row["low"])


def _values(numbers: pl.DataFrame) -> dict[int, list[tuple[int, float, float]]]:
    """List every number of each body: paragraph and the values it allows."""
    body = numbers.filter((pl.col("field") == BODY) & pl.col("low").is_not_null())
    seen: dict[int, list[tuple[int, float, float]]] = {}
    for row in body.select("doc", "para", "low", "high", "qualifier", "text").iter_rows():
        values = interval(*row[2:])
        seen.setdefault(row[0], []).append((row[1], values.low, values.high))
    return seen


def _across(
    claims: list[_Claim], seen: dict[int, list[tuple[int, float, float]]], words: _Words, rule: Rule
) -> Iterator[tuple[_Claim, _Claim]]:
    """Pair each headline claim with the body claim that contradicts it, where the body nowhere bears it out."""
    for title in claims:
        if title.span.field != HEADLINE or _borne_out(title, seen.get(title.span.doc, [])) or words.unsettled(title):
            continue
        rivals = [c for c in claims if c.span.field == BODY and _same(c, title) and c.sentence[1] < rule.settings["paragraphs"]]
        rivals = [c for c in rivals if not words.unsettled(c) and words.overlap(title, c) >= rule.settings["overlap"]]
        if rivals and len({c.value for c in rivals}) == 1:
            yield title, rivals[0]


def _borne_out(title: _Claim, numbers: list[tuple[int, float, float]]) -> bool:
    """Tell whether the body has the headline's number, or parts that add up to it."""
    if any(title.values.meets(Interval(low, high)) for _, low, high in numbers):
        return True
    paragraphs: dict[int, list[float]] = {}
    for place, low, high in numbers:
        if high < float("inf"):
            paragraphs.setdefault(place, []).append((low + high) / 2)
    sums = (sum(some) for parts in paragraphs.values() for size in (2, 3, 4) for some in combinations(parts[: _PARTS * 2], size))
    return any(title.values.low <= total <= title.values.high for total in sums) or any(
        title.values.low - 1 <= low <= title.values.high + 1 and title.values.low > 2 and _one_more(title, low) for _, low, _ in numbers
    )


def _one_more(title: _Claim, value: float) -> bool:
    """Tell whether one more (قتل جندي آخر, never written as a figure) makes the difference."""
    return abs(title.value - value) == 1


def _within(claims: list[_Claim], words: _Words, rule: Rule) -> Iterator[tuple[_Claim, _Claim]]:
    """Pair claims of two paragraphs that tell the same in other numbers; each claim is reported once."""
    body = [c for c in claims if c.span.field == BODY]
    reported: set[Span] = set()
    for first, second in combinations(body, 2):
        if (
            second.span in reported
            or first.sentence[:2] == second.sentence[:2]
            or not _same(first, second)
            or first.values.meets(second.values)
        ):
            continue
        if words.unsettled(first) or words.unsettled(second) or words.other_time(first, second):
            continue
        if words.overlap(first, second) >= rule.settings["overlap"]:
            reported.add(second.span)
            yield second, first


def _same(first: _Claim, second: _Claim) -> bool:
    return first.event == second.event and same_thing(first.thing, second.thing, first.event)


class _Words:
    """Look up the words of sentences in a batch."""

    def __init__(self, view: ArticleView) -> None:
        """Hold the columns of tokens that are asked about."""
        batch = view.batch
        self.tokens, self.rows = batch.tokens, {doc: row for row, doc in enumerate(batch.docs.tolist())}
        self.cue = batch.column(cues)
        self.keys = batch.column(_stems)

    def _range(self, claim: _Claim) -> slice:
        segment = 2 * self.rows[claim.span.doc] + claim.span.field
        a, b = int(self.tokens.first[segment]), int(self.tokens.first[segment + 1])
        if claim.span.field == HEADLINE:
            return slice(a, b)
        inside = np.flatnonzero(self.tokens.sent[a:b] == claim.sentence[2])
        return slice(a + int(inside[0]), a + int(inside[-1]) + 1)

    def unsettled(self, claim: _Claim) -> bool:
        """Tell whether the sentence speaks of a change, a new total, a denial or what may come."""
        return bool(np.isin(self.cue[self._range(claim)], _UNSETTLED).any())

    def other_time(self, first: _Claim, second: _Claim) -> bool:
        """Tell whether only one of two sentences looks back or ahead."""
        back = [bool(np.isin(self.cue[self._range(c)], _OTHER_TIME).any()) for c in (first, second)]
        return back[0] != back[1]

    def overlap(self, first: _Claim, second: _Claim) -> float:
        """Return the share of the shorter sentence's content words that the other has as well."""
        one, two = (set(self.keys[self._range(c)].tolist()) - {0} for c in (first, second))
        return len(one & two) / max(1, min(len(one), len(two)))


_stem_numbers: dict[str, int] = {}


def _stems(words: pl.DataFrame) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Number the content words by their letters without article and joined letters; 0 for short words, figures and marks."""

    def stem(key: str) -> int:
        bare = key
        for prefix in ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف"):
            if key.startswith(prefix) and len(key) - len(prefix) >= 3:
                bare = key[len(prefix) :]
                break
        for suffix in ("ات", "ان", "ين", "ون", "ها", "هم", "ية", "ة", "ا", "ه"):
            if bare.endswith(suffix) and len(bare) - len(suffix) >= 3:
                bare = bare[: -len(suffix)]
                break
        return _stem_numbers.setdefault(bare, len(_stem_numbers) + 1) if len(bare) >= 3 and bare[0].isalpha() else 0

    return np.fromiter((stem(key) for key in words["n2"].to_list()), dtype=np.int64, count=words.height)
