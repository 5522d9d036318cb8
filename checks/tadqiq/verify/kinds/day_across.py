"""Two articles a few days apart give one thing, in the same words, different days of the week.

The words before and behind each day of the week, and each day of a month, are laid beside those of other articles. Left out are series
(the daily close, the weekly council: the days differ as the articles' own days do), and sentences that name both days: one of them
may be the day on which it was said. People or bodies named beside the one day and not beside the other are those of two events, and in
columns that bear one title, as أخبار السوق, the items must share a name. A day is the next one elsewhere where the later article was
stamped in the first hours of its day.
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
from tadqiq.verify.kinds._days import day_names, first_hours, from_writing
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
        "names": pl.List(pl.String),  # in the sentence and the one before it, with two letters of their class before each
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
    found = found.join(_names(view), on=["doc", "field", "para", "sent"], how="left", maintain_order="left")
    left, right = contexts(view.batch, found.with_columns(low=pl.lit(None, dtype=pl.Float64), unit=pl.lit(None, dtype=pl.String)))
    sides = {name: pl.Series(words, dtype=_WORDS) for name, words in (("left", left), ("right", right))}
    made = found.with_columns(kind=pl.lit(0, dtype=pl.UInt8), **sides)
    return {"told_days": made.select(list(KEYS["told_days"])).cast(pl.Schema(KEYS["told_days"]))}


def _names(view: ArticleView) -> pl.DataFrame:
    """Gather the names in each sentence and the one before it in its paragraph; an outlet is only a source."""
    place = ("doc", "field", "para", "sent")
    named = view.mentions.names.filter(pl.col("evidence") != "outlet").select(*place, names=pl.col("class").str.slice(0, 2) + pl.col("key"))
    return pl.concat([named, named.with_columns(pl.col("sent") + 1)]).group_by(place).agg(pl.col("names").unique().sort())


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
    found = found.keep(~_one_night(view, days, found))
    found = found.keep(_one_event(view, days, found))
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


def _one_night(view: CollectionView, days: Numbers, found: Aligned) -> NDArray[np.bool_]:
    """Tell the pairs of neighbouring days of which the later is told by an article that was stamped in its first hours."""
    value, doc = days.column("value"), days.rows["doc"].to_numpy()
    early = view.articles.select(early=first_hours())["early"].to_numpy()
    day = view.articles["date"].dt.weekday().cast(pl.Float64).fill_null(0).to_numpy() - 1
    apart = (value[found.right] - value[found.left]) % 7
    later = doc[np.where(apart == 1, found.right, found.left)]
    told = value[np.where(apart == 1, found.right, found.left)]
    return np.asarray(np.isin(apart, (1, 6)) & early[later] & (day[later] == told), dtype=bool)


def _one_event(view: CollectionView, days: Numbers, found: Aligned) -> NDArray[np.bool_]:
    """Tell the pairs whose names allow that they are of one event."""
    names, doc, headline = days.rows["names"], days.rows["doc"].to_list(), view.articles["headline"]
    kept = np.ones(len(found.left), dtype=bool)
    for n, (left, right) in enumerate(zip(found.left.tolist(), found.right.tolist(), strict=True)):
        one, other = ([] if names[row] is None else names[row].to_list() for row in (left, right))
        titled = headline[doc[left]].strip() == headline[doc[right]].strip() != ""
        apart = any(_apart(sort, one, other) for sort in ("pe", "or"))
        kept[n] = not apart and (not titled or any(_meet(name, also) for name in one for also in other))
    return kept


def _apart(sort: str, one: list[str], other: list[str]) -> bool:
    """Tell whether both name people, or bodies, and none that may be the same."""
    one, other = ([name for name in names if name[:2] == sort] for names in (one, other))
    return bool(one and other) and not any(_meet(name, also) for name in one for also in other)


def _meet(one: str, other: str) -> bool:
    """Tell whether two names may be of one person or body: the shorter is the last word of the longer, or all its words are there."""
    first, second = sorted((one[2:].split(), other[2:].split()), key=len)
    return one[:2] == other[:2] and (first == second[-1:] if len(first) == 1 else set(first) <= set(second))
