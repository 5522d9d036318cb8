"""Leave of each batch its numbers that may be compared: value, what is counted, who says so, and the words around each."""

from __future__ import annotations

import polars as pl

from tadqiq.model import Schema
from tadqiq.recognise.numbers.compare import CASUALTIES
from tadqiq.verify.claims.contexts import WIDTH, contexts, whole
from tadqiq.verify.claims.things import allowed, steps, things, worth
from tadqiq.verify.views import ArticleView

COMPARED = ("cardinal", "ordinal", "percent", "money", "measure", "duration", "score", "age", "date")
KINDS = {name: place for place, name in enumerate(COMPARED)} | {"dual": 0}

CLAIM_NUMBERS: Schema = {
    "doc": pl.UInt32,
    "field": pl.UInt8,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "kind": pl.UInt8,  # place in COMPARED; a dual is a cardinal
    "value": pl.Float64,  # lengths of time in days
    "other": pl.Float64,  # upper end of a range, second half of a score; else the value
    "least": pl.Float64,  # the values that the number allows
    "most": pl.Float64,
    "step": pl.Float64,  # worth of the last digit written
    "thing": pl.UInt32,  # what is counted; 0 where that is not written
    "event": pl.String,  # what befell the people that it counts; null for all else
    "left": pl.Array(pl.UInt32, WIDTH),  # words of meaning before it, the nearest first; 0 beyond the text
    "right": pl.Array(pl.UInt32, WIDTH),
}


def claim_numbers(view: ArticleView) -> pl.DataFrame:
    """Describe the numbers of a batch that may be compared, in the order of the text."""
    found = view.mentions.numbers.sort("doc", "field", "start")
    if found.is_empty():
        return pl.DataFrame(schema=dict(CLAIM_NUMBERS))
    left, right = contexts(view.batch, found)
    kept = found["number_kind"].is_in(list(KINDS)) & found["low"].is_finite().fill_null(value=False) & pl.Series(whole(view.batch, found))
    sides = {name: pl.Series(words, dtype=pl.Array(pl.UInt32, WIDTH)) for name, words in (("left", left), ("right", right))}
    rows = found.with_columns(**sides).filter(kept)
    unit = worth(rows)
    step, scaled = steps(rows)
    least, most = allowed(rows, step, scaled)
    made = rows.with_columns(
        kind=pl.col("number_kind").replace_strict(KINDS, return_dtype=pl.UInt8),
        value=pl.col("low") * unit,
        other=pl.col("high") * unit,
        least=least * unit,
        most=most * unit,
        step=step * unit,
        thing=things(rows),
        event=pl.when(pl.col("event").is_in(list(CASUALTIES))).then("event"),
    )
    return made.select(list(CLAIM_NUMBERS)).cast(pl.Schema(CLAIM_NUMBERS))
