"""Gather the claims of a batch that may be compared: what each counts, in which event, and the values that it allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

import polars as pl

from tadqiq.model import BODY, HEADLINE, Span
from tadqiq.recognise.numbers.compare import Interval, intervals, same_thing
from tadqiq.recognise.numbers.forms import fold
from tadqiq.verify.kinds._headlines import word_keys

_SORTS = {name: name for name in ("money", "percent", "measure", "duration", "age", "ordinal", "score")}
_SORTS |= {"cardinal": "count", "dual": "count"}
COMPARED = ("count", "money", "percent", "measure", "duration", "age")
_MOST = 400  # numbers of one body that are looked at


class Claim(NamedTuple):
    """Hold one number with its place, what it counts and the values it allows.

    sort  count, money, percent, measure, duration, age, ordinal or score; thing  what is counted, "" where that is not written;
    event  "" where none is known; stated  neither likely nor negated; claimed  an editor would compare it;
    dual  told by the form of a noun, without a figure; written  the noun stands beside it
    """

    span: Span
    text: str
    para: int
    sent: int
    sort: str
    event: str
    thing: str
    scope: str
    stated: bool
    claimed: bool
    dual: bool
    written: bool
    values: Interval
    value: float

    @property
    def sentence(self) -> tuple[int, int]:
        """Name the sentence within the article."""
        return self.span.field, self.sent

    @property
    def named(self) -> bool:
        """Tell whether what is counted has a name in the lexicon."""
        return bool(self.thing) and not self.thing.isdecimal()

    @property
    def digits(self) -> int:
        """Count the digits of the value that say something: 2 of 1,200."""
        return len(f"{self.value:.6f}".rstrip("0").replace(".", "").strip("0"))

    def same(self, other: Claim) -> bool:
        """Tell whether both may count the same people or things: nothing written of either says otherwise."""
        if self.sort != other.sort or (self.event and other.event and self.event != other.event):
            return False
        return same_thing(self.thing, other.thing, self.event or other.event)


def claims(numbers: pl.DataFrame, docs: Iterable[int]) -> Iterator[list[Claim]]:
    """Give the numbers of each of some articles that have a value, the headline's first."""
    kept = numbers.filter(pl.col("doc").is_in(list(docs)) & pl.col("low").is_finite() & pl.col("number_kind").is_in(list(_SORTS)))
    if kept.is_empty():
        return
    kept = kept.sort("doc", "field", "start").group_by("doc", maintain_order=True).head(_MOST)
    kept = kept.with_columns(thing=_things(kept), sort=pl.col("number_kind").replace_strict(_SORTS))
    made = map(_claim, kept.iter_rows(named=True), intervals(kept))
    for _, group in groupby(made, lambda claim: claim.span.doc):
        yield list(group)


def titles_not_repeated(numbers: pl.DataFrame) -> set[int]:
    """Choose the articles whose headline claims a value that no number of the body has: where a conflict may be looked for at all."""
    known = numbers.filter(pl.col("low").is_finite())
    body = known.filter(pl.col("field") == BODY).select("doc", "low", "high")
    title = known.filter((pl.col("field") == HEADLINE) & (pl.col("is_claim") | (pl.col("number_kind") == "age"))).select("doc", "low")
    title = title.filter(pl.col("doc").is_in(body["doc"].unique().implode()))
    for end in ("low", "high"):
        title = title.join(body.select("doc", low=end), on=["doc", "low"], how="anti")
    return set(title["doc"].to_list())


def _things(numbers: pl.DataFrame) -> pl.Series:
    """Name what each claim counts: the lexicon's key, else the noun without its ending, "" where none stands."""
    written = pl.Series(fold(numbers["unit"].fill_null("").to_list()), dtype=pl.String)
    stems = pl.Series([str(key) if word else "" for key, word in zip(word_keys(written).tolist(), written.to_list(), strict=True)])
    bare = numbers["number_kind"].is_in(["percent", "age"])  # their sort says what they count
    return numbers["unit_key"].fill_null(stems).zip_with(~bare, numbers["number_kind"])


def _claim(row: dict[str, Any], values: Interval) -> Claim:
    span = Span(row["doc"], row["field"], row["start"], row["end"])
    place = (span, row["text"], row["para"], row["sent"], row["sort"])
    stated, claimed = row["modality"] == "stated", row["is_claim"] or row["sort"] == "age"
    told = (stated, claimed, row["number_kind"] == "dual", row["unit"] is not None)
    return Claim(*place, row["event"] or "", row["thing"], row["scope"] or "", *told, values, row["low"])
