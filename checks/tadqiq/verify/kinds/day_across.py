"""Two articles a few days apart give one thing, in the same words, different days of the week.

The words before and behind each day of the week, and each day of a month, are laid beside those of other articles. Left out are series
(the daily close, the weekly council: the days differ as the articles' own days do), and sentences that name both days: one of them
may be the day on which it was said.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Hit, Rule, Schema, Span
from tadqiq.recognise.dates.calendars import GREGORIAN
from tadqiq.verify.claims.aligned import Aligned, aligned, best
from tadqiq.verify.claims.contexts import WIDTH, contexts
from tadqiq.verify.claims.table import Numbers, numbers_of
from tadqiq.verify.kinds._days import day_names, from_writing
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS: tuple[str, ...] = ()
SETTINGS: dict[str, Any] = {
    "words": 8,  # of meaning that must agree around the two days
    "side": 3,  # of them on each side
}
_WORDS = pl.Array(pl.UInt32, WIDTH)
KEYS: dict[str, Schema] = {
    "told_days": {
        "doc": pl.UInt32,
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "kind": pl.UInt8,  # one kind: every day may be held against every other
        "value": pl.Float64,  # day of the week
        "date": pl.Int16,  # 100 × month + day of a date; null of a day of the week
        "written": pl.Float64,  # day of the week on which the article was written; null where nothing tells
        "beside": pl.UInt8,  # days of the week that the sentence names, a bit each
        "left": _WORDS,
        "right": _WORDS,
    }
}


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """Describe the days that a batch tells."""
    dates = view.mentions.dates.unique(("doc", "field", "first"), keep="first", maintain_order=True)
    named = pl.col("weekday").is_not_null()
    dated = (pl.col("calendar") == GREGORIAN) & pl.col("day").is_not_null() & pl.col("text").str.contains(r"\p{L}{2}")
    day = pl.coalesce(pl.col("weekday").cast(pl.Int16), pl.col("resolved").dt.weekday().cast(pl.Int16) - 1)
    date = pl.when(dated).then(pl.col("month").cast(pl.Int16) * 100 + pl.col("day").cast(pl.Int16))
    found = dates.filter(named | dated).with_columns(value=day, date=date).filter(pl.col("value").is_not_null())
    if found.is_empty():
        return {"told_days": pl.DataFrame(schema=dict(KEYS["told_days"]))}
    beside = pl.lit(1, dtype=pl.Int64) * (2 ** pl.col("value").cast(pl.Int64))
    bits = found.select("doc", "field", "sent", bit=beside).unique().group_by("doc", "field", "sent").agg(beside=pl.col("bit").sum())
    found = found.join(bits, on=["doc", "field", "sent"], how="left", maintain_order="left").join(
        _written(view, found), on="doc", how="left", maintain_order="left"
    )
    left, right = contexts(view.batch, found.with_columns(low=pl.lit(None, dtype=pl.Float64), unit=pl.lit(None, dtype=pl.String)))
    sides = {name: pl.Series(words, dtype=_WORDS) for name, words in (("left", left), ("right", right))}
    made = found.with_columns(kind=pl.lit(0, dtype=pl.UInt8), **sides)
    return {"told_days": made.select(list(KEYS["told_days"])).cast(pl.Schema(KEYS["told_days"]))}


def _written(view: ArticleView, found: pl.DataFrame) -> pl.DataFrame:
    """Tell the day of the week on which each article was written: by its own اليوم or أمس, else by its record."""
    away = {relation: -days for relation, days in from_writing().items()}
    told = found.filter(pl.col("relation").is_in(list(away)) & pl.col("weekday").is_not_null())
    said = told.select("doc", said=(pl.col("value") + pl.col("relation").replace_strict(away, return_dtype=pl.Int16) + 14) % 7)
    said = said.unique("doc", keep="first", maintain_order=True)
    recorded = view.batch.articles.select("doc", recorded=pl.col("date").dt.weekday().cast(pl.Int16) - 1)
    return recorded.join(said, on="doc", how="left").select("doc", written=pl.coalesce("said", "recorded"))


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find the pairs of days that differ."""
    days = numbers_of(view.articles, view.keys["told_days"])
    found = _differing(days, aligned(days, view.engine), rule)
    rows = days.rows.select("doc", "field", "start", "end").rows()
    seen: set[tuple[int, int]] = set()
    for left, right in zip(found.left.tolist(), found.right.tolist(), strict=True):
        first, second = Span(*rows[left]), Span(*rows[right])
        if (first.doc, second.doc) not in seen:
            seen.add((first.doc, second.doc))
            words = {"first": view.text(first), "article": view.articles["article_id"][first.doc], "day": _name(days, left)}
            yield Hit(rule.code, second, {**words, "other": _name(days, right)}, related=(first,))


def _name(days: Numbers, row: int) -> str:
    return day_names()[int(days.rows["value"][row])]


def _differing(days: Numbers, found: Aligned, rule: Rule) -> Aligned:
    """Keep the pairs of one thing on two days."""
    value, date = days.column("value"), days.rows["date"].fill_null(0).to_numpy()
    same = value[found.left] == value[found.right]
    same |= (date[found.left] == date[found.right]) & (date[found.left] > 0)  # of two years, where one is not written
    top = best(found, days, same)
    found, same = found.keep(top), same[top]
    kept = ~same & (found.words >= rule.settings["words"]) & (np.minimum(found.before, found.behind) >= rule.settings["side"])
    found = found.keep(kept)
    return found.keep(~_series(days, found) & ~_both_named(days, found))


def _series(days: Numbers, found: Aligned) -> NDArray[np.bool_]:
    """Tell the pairs whose days differ as the days differ on which their articles were written."""
    value, written = days.column("value"), days.rows["written"].fill_null(float("nan")).to_numpy()
    apart, between = ((side[found.right] - side[found.left]) % 7 for side in (value, written))
    return np.asarray((between == apart) | np.isnan(between))


def _both_named(days: Numbers, found: Aligned) -> NDArray[np.bool_]:
    """Tell the pairs of which a sentence names both days."""
    value, beside = days.column("value").astype(np.int64), days.rows["beside"].to_numpy().astype(np.int64)
    left, right = found.left, found.right
    return np.asarray(((beside[left] >> value[right]) & 1) | ((beside[right] >> value[left]) & 1), dtype=bool)
