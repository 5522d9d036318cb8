"""A paragraph has lost its final stop, or a headline ends in one.

Only what is plainly a paragraph of prose is looked at: long, opening the body or going on from what stands before (و…, كما, لكن …), and
closing on a whole sentence. Captions, lists, sub-headings, signatures, verse and what leads up to a list or a quotation end as they like.
An article in which many such paragraphs have no final mark follows another habit, and nothing is said. One finding an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.load.words import forms
from tadqiq.model import Hit, Rule, Span
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.kinds._repeats import repeats
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "where": "paragraph",  # a final mark is missing there; or headline, where a full stop is one too many
    "shortest": 60,  # code points of a paragraph
    "words": 8,  # of the sentence that a paragraph closes on
    "share": 0.6,  # of an article's paragraphs that must end in a mark
    "apart": [],  # what begins a line that a page puts between paragraphs
}

_MARKS, _QUOTES, _BRACKETS = list(".؟?!…۔"), list("\"”»›’'“″"), list(")]}")
_MARK, _QUOTE, _BRACKET, _WORD, _SHORT, _OTHER = range(6)
_HEADS, _JOINED = 1, 2
_SHOWN = 3  # words before a missing mark


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find final stops that are missing, or one too many."""
    return _headlines(view.batch, rule) if rule.settings["where"] == "headline" else _paragraphs(view.batch, rule)


def _sort(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell final marks, closing quotation marks (and what nobody sees), brackets, words, and what may be short for a word apart."""
    word = words["n1"]
    short = word.str.contains(r"^(?:[A-Za-z]+|\p{L})$")
    tests = [word.is_in(_MARKS), (word == "") | word.is_in(_QUOTES), word.is_in(_BRACKETS), short, word.str.contains(r"[\p{L}\p{Nd}]")]
    return np.select([test.to_numpy() for test in tests], (_MARK, _QUOTE, _BRACKET, _SHORT, _WORD), default=_OTHER).astype(np.uint8)


def _head(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell which words go on from the paragraph before, joined to it by و or standing alone."""
    key = words["n2"]
    joined = key.str.starts_with("و") & (key.str.len_chars() > 3) & ~key.is_in(list(forms("segmentation", "waw")))
    alone = key.is_in(list(forms("segmentation", "continues")))
    return np.where(joined.to_numpy(), _JOINED, np.where(alone.to_numpy(), _HEADS, 0)).astype(np.uint8)


def _is_stop(words: pl.DataFrame) -> NDArray[np.bool_]:
    return (words["n1"] == ".").to_numpy()


def _headlines(batch: Batch, rule: Rule) -> Iterator[Hit]:
    """Show the last word of each headline that ends in one full stop, which is neither an initial's nor a Latin abbreviation's."""
    tokens, sort = batch.tokens, batch.column(_sort)
    ends = tokens.first[1::2]
    last = ends[ends - tokens.first[:-1:2] > 1] - 1
    for index in last[batch.column(_is_stop)[last] & ~np.isin(sort[last - 1], (_MARK, _SHORT))].tolist():
        segment = int(tokens.segment[index])
        word = index - 1
        while sort[word] != _WORD and word > tokens.first[segment]:
            word -= 1
        start, stop, end = (int(place) for place in (tokens.start[word], tokens.start[index], tokens.end[index]))
        yield Hit(rule.code, batch.span(segment, start, end), suggestion=batch.text(segment, start, stop).rstrip() or None)


def _paragraphs(batch: Batch, rule: Rule) -> Iterator[Hit]:
    """Show the first paragraph of each article that has lost its stop, where most of them have theirs."""
    first, last = _prose(batch, rule.settings["shortest"])
    sort = batch.column(_sort)
    visible = last
    for _ in range(4):  # closing quotation marks and brackets may stand after the final mark, or before it
        visible = np.where((sort[visible] == _QUOTE) | (sort[visible] == _BRACKET), np.maximum(visible - 1, first), visible)
    marked = sort[visible] == _MARK
    bare = (sort[visible] == _WORD) & (sort[last] != _BRACKET)
    bare[bare] = _close(batch, first[bare], last[bare], rule)
    row = batch.tokens.segment[first] // 2
    kept, lost = (np.bincount(row[chosen], minlength=len(batch.docs)) for chosen in (marked, bare))
    fires = bare & (kept >= rule.settings["share"] * (kept + lost))[row]
    places = ((None, _place(batch, start, end)) for start, end in zip(first[fires].tolist(), last[fires].tolist(), strict=True))
    for _, found in repeats(places):
        yield Hit(rule.code, found.first, {"count": str(found.number)}, related=found.others)


def _prose(batch: Batch, shortest: int) -> tuple[Ints, Ints]:
    """Give the first and last tokens of the paragraphs of the bodies that are plainly prose."""
    tokens = batch.tokens
    fresh = np.ones(len(tokens), dtype=bool)
    fresh[1:] = (tokens.para[1:] != tokens.para[:-1]) | (tokens.segment[1:] != tokens.segment[:-1])
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(tokens)) - 1
    body = tokens.segment[first] % 2 == 1
    first, last = first[body], last[body]
    goes_on = (batch.column(_head)[first] > 0) | (tokens.para[first] == 0)
    plain = (batch.column(_sort)[first] == _WORD) & (tokens.end[last] - tokens.start[first] >= shortest)
    return first[goes_on & plain], last[goes_on & plain]


def _close(batch: Batch, first: Ints, last: Ints, rule: Rule) -> list[bool]:
    """Tell which paragraphs close on a whole sentence, and not on a signature or on what a page adds to an article's end."""
    tokens, sort, head = batch.tokens, batch.column(_sort), batch.column(_head)
    least, apart = rule.settings["words"], tuple(rule.settings["apart"])

    def closes(start: int, end: int) -> bool:
        sentence = start + int(np.searchsorted(tokens.sent[start : end + 1], tokens.sent[end]))
        words = np.isin(sort[sentence : end + 1], (_WORD, _SHORT)).sum()
        final = end + 1 == tokens.first[tokens.segment[end] + 1]
        if words < least or (final and sentence != start and head[sentence] != _JOINED):
            return False
        return not batch.texts[tokens.segment[start]].startswith(apart, tokens.start[start])

    return [closes(start, end) for start, end in zip(first.tolist(), last.tolist(), strict=True)]


def _place(batch: Batch, first: int, last: int) -> Span:
    """Show the words that a mark is missing after."""
    tokens, start = batch.tokens, max(first, last - _SHOWN + 1)
    return batch.span(int(tokens.segment[last]), int(tokens.start[start]), int(tokens.end[last]))
