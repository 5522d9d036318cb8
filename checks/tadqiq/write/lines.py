"""Write findings for machines: JSON lines, a JSON array, CSV. All work is on columns, so that half a million findings are seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

_SLICE = 20_000  # findings at a time: memory stays small, the work stays columnar
_PLACE = ("article_id", "field", "start", "end", "text")
_COLUMNS = ("code", "name", "level", *_PLACE, "message", "suggestion", "related", "confidence", "fingerprint", "status", "origin")
_TEXTS = (
    "code",
    "name",
    "level",
    "article_id",
    "text",
    "message",
    "suggestion",
    "related",
    "status",
    "origin",
    "headline",
    "outlet",
    "date",
)
# A terminal may obey these where JSON lets them through: DEL and C1, bidi marks and controls, line separators, byte order mark.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"


def jsonl(findings: pl.DataFrame, lang: str) -> Iterator[str]:
    """Yield one object a line, in the contract's order of keys.

    Hidden characters are written as escapes, so that the lines are safe to print and decode to exactly the article's text.
    """
    for part in _contract(findings.rechunk(), lang).iter_slices(_SLICE):  # slicing is quadratic in a frame of many chunks
        yield _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", part.write_ndjson())


def json_array(findings: pl.DataFrame, lang: str) -> Iterator[str]:
    """Yield one JSON array with an object a line."""
    lead = "[\n"
    for chunk in jsonl(findings, lang):
        yield lead + chunk.rstrip("\n").replace("\n", ",\n")
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def csv(findings: pl.DataFrame, articles: pl.DataFrame, lang: str) -> Iterator[str]:
    """Yield a table for spreadsheets, with the article's headline, outlet and date beside each finding.

    It opens with a byte order mark, without which Excel reads Arabic wrongly; no cell can start a formula.
    """
    beside = articles.select("doc", "headline", "outlet", date=pl.coalesce(pl.col("date").cast(pl.String), "published_at"))
    first = True
    for part in findings.rechunk().iter_slices(_SLICE) if findings.height else [findings]:
        table = _contract(part, lang).with_columns(_flat_related(), doc=part["doc"])
        table = table.join(beside, on="doc", how="left", maintain_order="left").drop("doc")
        table = table.with_columns(pl.col(name).str.replace(f"({_FORMULA})", "'${1}") for name in _TEXTS)
        yield table.write_csv(include_bom=first, include_header=first)
        first = False


def _contract(findings: pl.DataFrame, lang: str) -> pl.DataFrame:
    places = pl.struct(pl.element().struct.field(list(_PLACE)))
    named = findings.with_columns(message=pl.col(f"message_{lang}"), related=pl.col("related").list.eval(places))
    # fill_null on a nested column needs its own empty list
    empty = pl.lit([], dtype=named.schema["related"])
    return named.with_columns(related=pl.when(pl.col("related").is_null()).then(empty).otherwise("related")).select(_COLUMNS)


def _flat_related() -> pl.Expr:
    one = pl.element().struct
    shown = pl.concat_str(one.field("article_id"), pl.lit(": "), one.field("text"), ignore_nulls=True)
    return pl.col("related").list.eval(shown).list.join(" | ")
