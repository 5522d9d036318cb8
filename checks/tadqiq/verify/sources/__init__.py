"""Lay out on whom an article rests: each source once, through whom it came, what rests on it, and what rests on nobody."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Schema
from tadqiq.normalise import column
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.sources.chains import Chain, chains
from tadqiq.verify.sources.merge import NOBODY, Mention, merged
from tadqiq.verify.sources.resting import in_body, in_quotations, rest
from tadqiq.verify.views import ArticleView

__all__ = ["NOBODY", "RESTING", "RUNGS", "Sources", "sources"]

RUNGS: Schema = {
    "doc": pl.UInt32,
    "rung": pl.Int32,  # number of the source in its article, in the order of the text
    "source": pl.String,  # its fullest name, as it stands in the text
    "source_type": pl.String,
    "via": pl.String,  # the outlet or agency through which it came; null where the article has it from the source itself
    "field": pl.UInt8,  # where it is first named
    "start": pl.UInt32,
    "end": pl.UInt32,
    "mentions": pl.UInt32,  # attributions to it, implied ones too
}
RESTING: Schema = {
    "doc": pl.UInt32,
    "rung": pl.Int32,  # NOBODY where no source was told
    "kind": pl.String,  # statement, claim or quotation
    "how": pl.String,  # stated in its own sentence, or carried over from the sentence before; null for nobody
    "field": pl.UInt8,
    "start": pl.UInt32,
    "end": pl.UInt32,
    "text": pl.String,
    "para": pl.UInt32,
}

_SPEECH = 4  # words of a quotation that is somebody's; fewer are a name or a term


class Sources(NamedTuple):
    """Hold the sources of a batch's articles (frame RUNGS), what rests on each (frame RESTING), and the source of each attribution."""

    rungs: pl.DataFrame
    resting: pl.DataFrame
    of: pl.Series  # by the attributions' places: the rung, NOBODY where nobody was named before


def sources(view: ArticleView) -> Sources:
    """Lay out the sources of each article of a batch."""
    batch, mentions = view.batch, view.mentions
    told = mentions.attributions.sort("doc", "field", "start", maintain_order=True)
    chain = chains(batch, told)
    names = _names(told, chain)
    of = _merge(told, names)
    rungs = _rungs(told, chain, names, of)
    return Sources(rungs, _resting(batch, view, told.with_columns(rung=of), chain), of)


def _names(told: pl.DataFrame, chain: Chain) -> pl.Series:
    """Give each attribution's source without the outlet that it speaks to; null where it is implied."""
    cut = [
        None if name is None else (name[: len(name) - more].strip(" ،") or name)
        for name, more in zip(told["source"].to_list(), chain.cut, strict=True)
    ]
    return pl.Series(cut, dtype=pl.String)


def _merge(told: pl.DataFrame, names: pl.Series) -> pl.Series:
    words = column(names.fill_null(""), "N2").str.split(" ").to_list()
    of: list[int] = []
    for _, group in groupby(zip(told["doc"].to_list(), words, told["source_type"].to_list(), strict=True), key=lambda row: row[0]):
        of += merged([Mention(tuple(filter(None, parts)), kind) for _, parts, kind in group])
    return pl.Series("rung", of, dtype=pl.Int32)


def _rungs(told: pl.DataFrame, chain: Chain, names: pl.Series, of: pl.Series) -> pl.DataFrame:
    given, outer = told["source"].to_list(), chain.outer.tolist()
    via = [given[at] if at >= 0 else (heard or None) for at, heard in zip(outer, chain.via, strict=True)]
    table = told.with_columns(rung=of, via=pl.Series(via, dtype=pl.String), shown=names, size=names.str.len_chars())
    table = table.filter(pl.Series(_speaks(chain)) & (pl.col("rung") != NOBODY))
    named = pl.col("source").is_not_null()
    grouped = table.group_by("doc", "rung", maintain_order=True).agg(
        source=pl.col("shown").sort_by("size", descending=True, nulls_last=True, maintain_order=True).first(),
        source_type=pl.col("source_type").filter(named).first(),
        via=pl.col("via").drop_nulls().first(),
        field=pl.col("field").filter(named).first(),
        start=pl.col("source_start").filter(named).first(),
        end=pl.col("source_end").filter(named).first(),
        mentions=pl.len(),
    )
    return grouped.select(list(RUNGS)).cast(pl.Schema(RUNGS))


def _resting(batch: Batch, view: ArticleView, told: pl.DataFrame, chain: Chain) -> pl.DataFrame:
    """Gather the statements, claims and quotations, each with its source."""
    told = told.filter(pl.Series(_speaks(chain)))
    bodies = in_body(told)
    quoted = in_body(view.mentions.quotations.filter((pl.col("close") != "") & (pl.col("depth") == 0)))
    speeches = quoted.filter(pl.col("text").str.count_matches(r"\s") >= _SPEECH - 1)
    claims = in_body(view.mentions.numbers.filter(pl.col("is_claim")))
    parts = [_statements(batch, told, speeches)]
    for kind, items, places in (("claim", claims, in_quotations(claims, quoted)), ("quotation", speeches, speeches)):
        found = rest(places, bodies)
        rung = np.where(found.on >= 0, bodies["rung"].to_numpy()[found.on] if bodies.height else NOBODY, NOBODY)
        how = pl.Series(np.where(rung == NOBODY, "", np.where(found.stated, "stated", "carried"))).replace("", None)
        parts.append(items.with_columns(rung=pl.Series(rung), kind=pl.lit(kind), how=how).select(list(RESTING)).cast(pl.Schema(RESTING)))
    return pl.concat(parts).sort("doc", "field", "start", "kind", maintain_order=True)


def _speaks(chain: Chain) -> NDArray[np.bool_]:
    """Tell which attributions do more than relay: what an outlet has from somebody rests on whom it cites."""
    speaks = np.ones(len(chain.outer), dtype=bool)
    speaks[chain.outer[chain.outer >= 0]] = False
    return speaks


def _statements(batch: Batch, told: pl.DataFrame, speeches: pl.DataFrame) -> pl.DataFrame:
    """Cut out what is said, once, and not where it is a quotation and nothing else."""
    rows = {doc: row for row, doc in enumerate(batch.docs.tolist())}
    said = told.filter(pl.col("content_start").is_not_null() & (pl.col("content_start") < pl.col("content_end")))
    said = said.unique(["doc", "field", "content_start"], keep="first", maintain_order=True)
    said = said.join(speeches.select("doc", "field", content_start="start"), on=["doc", "field", "content_start"], how="anti")
    places = said.select("doc", "field", "content_start", "content_end").iter_rows()
    texts = [batch.texts[2 * rows[doc] + field][start:end] for doc, field, start, end in places]
    found = said.with_columns(
        kind=pl.lit("statement"),
        how=pl.lit("stated"),
        start=pl.col("content_start"),
        end=pl.col("content_end"),
        text=pl.Series(texts, dtype=pl.String),
    )
    return found.select(list(RESTING)).cast(pl.Schema(RESTING))
