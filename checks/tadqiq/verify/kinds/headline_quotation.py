"""A headline puts words between quotation marks that its body does not have.

Only what somebody is made to say counts: a quotation after a speaker and a colon, after أن, or after a verb of saying. Names, titles,
slogans and single terms between marks are left alone, as are bodies that report no speech and only announce a film or a paper. The words
are looked for near each other, with marks or without, in any order, split or whole; a longer quotation may have a word or two that differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import BODY, HEADLINE, Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.recognise.attributions import cues
from tadqiq.recognise.attributions.clauses import roles
from tadqiq.recognise.quotations import token_ranges
from tadqiq.verify.kinds._headlines import Keys, Pages, word_keys
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "words": 4,  # least words of a quotation; one less where it is clearly a sentence
    "edits": 2,  # words that a long quotation may have and the body not
    "body": 30,  # least words of a body that can be expected to hold the quotation
    "paragraphs": 2,  # least paragraphs of such a body
}

_CLAUSE = np.frombuffer(b"noTx", dtype=np.uint8)  # negations, pronouns, أن: words of sentences, not of terms
_LONGEST = 120  # tokens of a headline; more is a body without one
_LEAD = 4  # tokens of a headline among which its first word stands


class _Quote(NamedTuple):
    """Hold a quotation of a headline."""

    row: int  # of the article in its batch
    first: int  # token of its opening mark
    last: int  # token of its closing mark


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find quotations of headlines whose words the body does not have."""
    quotes = _speeches(view, rule)
    pages = Pages(view.batch, (quote.row for quote in quotes))
    tokens = view.batch.tokens
    for quote in quotes:
        closest = _closest(pages, quote, rule)
        if closest is not None and _has_speaker(view, pages, quote):
            span = view.batch.span(2 * quote.row, tokens.start[quote.first], tokens.end[quote.last])
            yield Hit(rule.code, span, related=closest)


def _speeches(view: ArticleView, rule: Rule) -> list[_Quote]:
    """Choose the quotations that somebody is made to say, in the articles that report speech."""
    batch, tokens = view.batch, view.batch.tokens
    spoken = view.mentions.attributions.filter(pl.col("field") == BODY)
    found = view.mentions.quotations.filter((pl.col("field") == HEADLINE) & (pl.col("close") != "") & (pl.col("depth") == 0))
    first, last = token_ranges(batch, found.filter(pl.col("doc").is_in(spoken["doc"].unique().implode())))
    segment = tokens.segment[first]
    before = np.maximum(first - 1, tokens.first[segment])
    letters = batch.vocabulary.column(roles)
    said = np.isin(letters[tokens.code[before]], (ord("C"), ord("T"))) | _says(batch.vocabulary.column(cues.code)[tokens.code[before]])
    said |= letters[tokens.code[first + 1]] == ord("n")
    end = tokens.first[segment + 2]
    said &= tokens.first[segment + 1] - tokens.first[segment] <= _LONGEST
    fits = said & (first > tokens.first[segment]) & (last - first >= rule.settings["words"])
    fits &= (end - tokens.first[segment + 1] > rule.settings["body"]) & (tokens.para[end - 1] >= rule.settings["paragraphs"] - 1)
    segment, first, last = segment[fits], first[fits], last[fits]
    beside = np.stack([first - 1, np.maximum(first - 2, 0), np.minimum(last + 1, len(tokens) - 1)])
    fits = ~_bears_title(batch.vocabulary.words["n2"].gather(tokens.code[beside].ravel())).reshape(beside.shape).any(axis=0)
    return [_Quote(*quote) for quote in zip((segment[fits] // 2).tolist(), first[fits].tolist(), last[fits].tolist(), strict=True)]


def _closest(pages: Pages, quote: _Quote, rule: Rule) -> tuple[Span, ...] | None:
    """Give the passage of the body that comes closest, nothing where none does; None where the body has the words."""
    words = pages.keys(slice(quote.first + 1, quote.last))
    words = words[words != 0]
    tokens = pages.batch.tokens
    start, end = tokens.first[2 * quote.row + 1 : 2 * quote.row + 3].tolist()
    body = pages.keys(slice(start, end))
    place = np.flatnonzero(body)
    body = body[place]
    if len(words) < rule.settings["words"] - int(_is_clause(pages, quote)) or len(body) < rule.settings["body"]:
        return None
    has, width = _coverage(words, body)
    at = int(has.argmax())
    missing = len(words) - int(has[at])
    if missing <= min(rule.settings["edits"], (len(words) - 1) // 4):
        return None
    if missing * 2 > len(words):
        return ()
    hits = np.flatnonzero(np.isin(body[at : at + width], words)) + at
    return (pages.batch.span(2 * quote.row + 1, tokens.start[start + place[hits[0]]], tokens.end[start + place[hits[-1]]]),)


def _coverage(words: Keys, body: Keys) -> tuple[NDArray[np.int64], int]:
    """Count, for each place of the body, how many of the words stand in the stretch that begins there; give its length too."""
    width = 2 * len(words) + 6
    ends = np.minimum(np.arange(len(body)) + width, len(body))
    has = np.zeros(len(body), dtype=np.int64)
    for word in words:
        before = np.concatenate([[0], np.cumsum(body == word)])
        has += before[ends] > before[:-1]
    return has, width


def _is_clause(pages: Pages, quote: _Quote) -> bool:
    return bool(np.isin(pages.letters(slice(quote.first + 1, quote.last)), _CLAUSE).any())


def _has_speaker(view: ArticleView, pages: Pages, quote: _Quote) -> bool:
    """Tell whether somebody speaks: the headline has a source before the quotation, or its first word names one that the body quotes.

    A sentence right after a colon is enough: a topic (الحرب في الساحل: "عشرات القتلى") has a caption there, not a negation or a pronoun.
    """
    tokens = view.batch.tokens
    start = int(tokens.start[quote.first])
    mine = view.mentions.attributions.filter(pl.col("doc") == int(view.batch.docs[quote.row]))
    if pages.letters(slice(quote.first - 1, quote.first)) != ord("C"):
        return not mine.filter((pl.col("field") == HEADLINE) & (pl.col("cue_start") < start)).is_empty()
    if _is_clause(pages, quote):
        return True
    head = pages.headline(quote.row).first
    lead = pages.keys(slice(head, min(head + _LEAD, quote.first)))
    opening = lead[lead != 0][:1].tolist()
    sources = mine.filter(pl.col("field") == BODY)["source"].drop_nulls().str.split(" ").explode()
    return bool(set(opening) & set(word_keys(column(sources, "N2")).tolist()))


def _says(codes: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Tell which cues are verbs that need nothing but what is said after them (قال، أضاف)."""
    table, _ = cues.table()
    return np.array([code >= 0 and table[code].needs == "free" for code in codes.tolist()], dtype=bool)


@cache
def _titled() -> pl.Series:
    return column(pl.Series([row["word"] for row in read("titled")], dtype=pl.String), "N2")


def _bears_title(words: pl.Series) -> NDArray[np.bool_]:
    """Tell which words (matching level) announce a title or a slogan rather than a speaker."""
    bare = words.str.replace("^(?:وال|بال|لل|ال|[وبل])(.{3,})$", "$1")
    return np.asarray((bare.is_in(_titled().implode()) | words.is_in(_titled().implode())).to_numpy())
