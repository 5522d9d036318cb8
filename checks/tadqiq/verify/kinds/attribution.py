"""An attribution has a verb, a source or both that the house would rather not see.

The rule's settings say which: verbs by the form that stands in the lexicon of cues (the perfect, third person), sources by their type.
Every form of the verb is meant. A cue inside a quotation is its speaker's own, and no attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import polars as pl

from tadqiq.lexicon import read
from tadqiq.model import FIELDS, Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.recognise.attributions import cues
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "verbs": [],  # of the lexicon of cues; none is any
    "sources": [],  # types of sources, implied among them; none is any
    "fields": ["headline", "body"],
    "that": False,  # only where أن, a colon or a quotation follows: أقر بأن, not أقر القانون
    "once": True,  # each verb once in an article
    "unless_named": 0,  # not where one of so many next sources is a person by name: the lead's official is named below it
    "definite": True,  # المسؤولون too, whom the text has told of or defines
}

_THAT = re.compile(r"""[^.،؛:"«“]{0,20}?\s[وف]?[بل]?[أإا]ن(?:ه|ها|هم|هما|ي|نا)?\b|\s?:|\s?["«“]""")
_PASSIVE = "^[وف]?.?\u064f"  # يُزعم أن: nobody is judged
_AFTER = 60  # characters in which أن is looked for


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the attributions that have what the settings name."""
    settings = rule.settings
    found = view.mentions.attributions.filter(pl.col("field").is_in([FIELDS.index(field) for field in settings["fields"]]))
    if settings["sources"]:
        found = found.filter(pl.col("source_type").is_in(settings["sources"]))
    found = found.with_columns(verb=lemmas(found["cue"])).filter(~(pl.col("source").is_null() & pl.col("cue").str.contains(_PASSIVE)))
    if settings["unless_named"]:
        found = found.join(_named_next(view, settings["unless_named"]), on=["doc", "field", "start"], how="anti", maintain_order="left")
    if not settings["definite"]:
        found = found.filter(~pl.col("source").fill_null("").str.starts_with("ال"))
    if settings["verbs"]:
        found = found.filter(pl.col("verb").is_in(settings["verbs"]))
    if settings["that"]:
        found = found.filter(_followed(view, found))
    if settings["once"]:
        found = found.unique(["doc", "verb"], keep="first", maintain_order=True)
    for row in found.iter_rows(named=True):
        words = {"cue": row["cue"], "source": row["source"] or "", "verb": row["verb"] or ""}
        yield Hit(rule.code, Span(row["doc"], row["field"], row["start"], row["end"]), words)


def _named_next(view: ArticleView, count: int) -> pl.DataFrame:
    """List the attributions after which, among the next `count`, a person is named."""
    told = view.mentions.attributions.select("doc", "field", "start", person=pl.col("source_type") == "person")
    named = pl.any_horizontal(pl.col("person").shift(-step).over("doc") for step in range(1, count + 1))
    return told.filter(named.fill_null(value=False)).select("doc", "field", "start")


def _followed(view: ArticleView, found: pl.DataFrame) -> pl.Series:
    """Tell after which attributions what is said follows at once."""
    rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
    places = found.select("doc", "field", "end").iter_rows()
    texts = (view.batch.texts[2 * rows[doc] + field][end : end + _AFTER] for doc, field, end in places)
    return pl.Series([_THAT.match(text) is not None for text in texts], dtype=pl.Boolean)


def lemmas(found: pl.Series) -> pl.Series:
    """Name each cue's verb; null where it is none."""
    table, places = cues.table()
    verbs = {row["perfect"] for row in read("cues")}
    firsts = column(found.str.split(" ").list.first(), "N2")
    known = {word: table[place].lemma for word in firsts.unique().to_list() if (place := places.get(word)) is not None}
    return firsts.replace_strict({word: lemma for word, lemma in known.items() if lemma in verbs}, default=None, return_dtype=pl.String)
