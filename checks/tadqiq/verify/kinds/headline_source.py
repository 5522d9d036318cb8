"""A headline lets an organisation or a person say, want or decide what in its body only an unnamed source about them says.

The source's own words name the headline's subject (مصدر مقرب من الحركة، مصادر في النادي), its sentence tells what the headline tells, and
nobody who is named, least of all the subject itself, bears it out. What happened (سيطر، ضبط) may well be told by an unnamed source
inside: there the rule keeps silent, unless the source only stands near its subject.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import BODY, Hit, Rule
from tadqiq.normalise import column
from tadqiq.recognise.attributions.clauses import head_of, roles
from tadqiq.recognise.quotations import token_ranges
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.kinds._headlines import LOOSE, NAMED, Pages, plain_headlines
from tadqiq.verify.kinds._hedges import BIT, flags
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "sentences": 3,  # of the body in which the unnamed source must speak
    "shared": 2,  # content words of the headline, besides its subject, that the source's sentence has
}

_SUBJECT = 6  # tokens before the verb of a headline
_WORDS = 9  # tokens of a source after its head that may name whom it is close to
_NAME = 6  # tokens of a name between marks
_MOST = 10  # sources of one article that are looked at
_LEAD = 3  # tokens of a named source that tell who it is
_FAR = 40  # sentences of a body in which somebody named may speak
_HOUSE = 3  # words after مصدر في that may name the house
_TYPES = ("anonymous", "vague")
_SOURCES = ("anonymous", "plural_source")  # heads: مصدر، مصادر
_NOUNS = np.frombuffer(b"wdhHRm", dtype=np.uint8)
_MARKS = np.frombuffer(b"-.,", dtype=np.uint8)
_STANCE, _NEAR, _INSIDE = 1, 2, 3


class _Source(NamedTuple):
    """Hold what an unnamed source is called, by tokens."""

    row: int  # of the article in its batch
    first: int
    last: int
    near: bool  # it stands beside its subject


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find headlines whose subject speaks in the body only through an unnamed source."""
    sources = _unnamed(view, rule)
    plain = plain_headlines(view, {source.row for source in sources}, BIT["unnamed"], sources=(*LOOSE, "agency"))
    ranges = {row: _before_verb(view.batch, row) for row in plain}
    sources = [source for source in sources if source.row in plain and (source.near or ranges[source.row])]
    pages = Pages(view.batch, {source.row for source in sources})
    looked: Counter[int] = Counter()
    for source in sources:
        subject = _subject(pages, source, ranges[source.row])
        if source.row not in plain or not _speaks_of(pages, source, subject):
            continue
        looked[source.row] += 1
        if looked[source.row] <= _MOST and _tells(pages, source, rule) and not _borne_out(view, pages, source, subject, rule):
            plain.remove(source.row)
            yield _hit(pages, source, rule)


def _unnamed(view: ArticleView, rule: Rule) -> list[_Source]:
    """List the unnamed sources at the head of the bodies, but not those that speak for their house (مصدر مسؤول)."""
    batch, tokens = view.batch, view.batch.tokens
    wanted = (pl.col("field") == BODY) & (pl.col("sent") < rule.settings["sentences"]) & pl.col("source_type").is_in(_TYPES)
    places = view.mentions.attributions.filter(wanted).select("doc", "field", start="source_start", end="source_end")
    known, kinds, keys = batch.vocabulary.column(flags), batch.vocabulary.column(_kinds), batch.vocabulary.words["n2"]
    firsts, lasts = token_ranges(batch, places)
    quoted = dict(zip(*(ends.tolist() for ends in token_ranges(batch, view.mentions.quotations)), strict=True))
    sources = []
    for first, end in zip(firsts.tolist(), lasts.tolist(), strict=True):
        head, joined = head_of(keys[int(tokens.code[first])])
        if head not in _SOURCES or "ال" in joined:
            continue
        last = _with_house(batch, kinds, first, end, quoted)
        codes = tokens.code[first : last + 1]
        if not (known[codes] & BIT["standing"]).any():
            sources.append(_Source(int(tokens.segment[first]) // 2, first, last, bool((kinds[codes] == _NEAR).any())))
    return sources


def _with_house(batch: Batch, kinds: NDArray[np.uint8], first: int, last: int, quoted: dict[int, int]) -> int:
    """Take in what tells where a source stands, where its span ends before it: مصدر | في نادي …، مقرب من حركة | "السنابل"."""
    tokens = batch.tokens
    if quoted.get(last + 1, last) - last in range(1, _NAME + 1):
        return quoted[last + 1]
    after = slice(last + 1, min(last + 2 + _HOUSE, int(tokens.first[tokens.segment[first] + 1])))
    codes = tokens.code[after]
    if not len(codes) or kinds[codes[0]] != _INSIDE:
        return last
    stops = np.flatnonzero(~np.isin(batch.vocabulary.column(roles)[codes[1:]], _NOUNS))
    return last + 1 + (int(stops[0]) if len(stops) else len(codes) - 1)


def _before_verb(batch: Batch, row: int) -> tuple[int, int] | None:
    """Give the tokens of a headline that stand before a verb of stance or a colon, after the last mark; None where neither comes soon."""
    first, end = (int(batch.tokens.first[2 * row + n]) for n in (0, 1))
    codes = batch.tokens.code[first : min(end, first + _SUBJECT + 1)]
    letters = batch.vocabulary.column(roles)[codes]
    ends = np.flatnonzero((batch.vocabulary.column(_kinds)[codes] == _STANCE) | (letters == ord("C")))
    if not len(ends):
        return None
    marks = np.flatnonzero(np.isin(letters[: ends[0]], _MARKS))
    return first + (int(marks[-1]) + 1 if len(marks) else 0), first + int(ends[0])


def _subject(pages: Pages, source: _Source, before_verb: tuple[int, int] | None) -> list[set[str]]:
    """Give the words of a headline that name its subject, each with the forms it may have: what stands before a verb of stance or a colon.

    A definite word stands for the whole (الحركة); of others the second counts too (وزارة الدفاع، حزب الله). Without such a verb
    the headline's first words are taken.
    """
    words = pages.names(*(before_verb or pages.headline(source.row)[:2]))
    return words[:1] if words and any(form.startswith("ال") for form in words[0]) else words[:2]


def _speaks_of(pages: Pages, source: _Source, subject: list[set[str]]) -> bool:
    """Tell whether a source's own words name the subject."""
    named = {form for forms in pages.names(source.first + 1, min(source.last, source.first + _WORDS) + 1) for form in forms}
    return bool(subject) and all(forms & named for forms in subject)


def _tells(pages: Pages, source: _Source, rule: Rule) -> bool:
    """Tell whether the source's sentence says what the headline says of its subject."""
    tokens, head = pages.batch.tokens, pages.headline(source.row)
    rest = pages.content(head.first, head.last) - pages.content(source.first, source.last + 1)
    a, b = tokens.first[2 * source.row + 1 : 2 * source.row + 3].tolist()
    sentence = np.flatnonzero(tokens.sent[a:b] == tokens.sent[source.first]) + a
    said = pages.content(int(sentence[0]), source.first) | pages.content(source.last + 1, int(sentence[-1]) + 1)
    return len(rest & said) >= int(rule.settings["shared"])


def _borne_out(view: ArticleView, pages: Pages, source: _Source, subject: list[set[str]], rule: Rule) -> bool:
    """Tell whether somebody named says it too, or the subject itself speaks of it in the body."""
    head, doc = pages.headline(source.row), int(pages.batch.docs[source.row])
    rest = pages.content(head.first, head.last) - pages.content(source.first, source.last + 1)
    wanted = (pl.col("doc") == doc) & (pl.col("field") == BODY) & pl.col("source_type").is_in(NAMED)
    named = view.mentions.attributions.filter(wanted).select("doc", "field", "sent", start="source_start", end="source_end")
    sentences = pages.sentences(source.row, _FAR)
    told = [len(pages.content(sentence.first, sentence.last) & rest) for sentence in sentences]
    for first, last, at in zip(*token_ranges(pages.batch, named), named["sent"].to_list(), strict=True):
        shared = told[min(at, len(told) - 1)]
        itself = any(forms & subject[0] for forms in pages.names(int(first), min(int(last), int(first) + _LEAD) + 1))
        if shared >= (1 if itself else rule.settings["shared"]):
            return True
    return False


def _hit(pages: Pages, source: _Source, rule: Rule) -> Hit:
    batch, tokens, head = pages.batch, pages.batch.tokens, pages.headline(source.row)
    span = batch.span(2 * source.row, tokens.start[head.first], tokens.end[head.last - 1])
    place = batch.span(2 * source.row + BODY, tokens.start[source.first], tokens.end[source.last])
    return Hit(rule.code, span, {"source": batch.texts[2 * source.row + BODY][place.start : place.end]}, related=(place,))


@cache
def _forms() -> dict[str, int]:
    """Return the forms of the lexicon by matching key."""
    listed = []
    for row in read("stances"):
        word = row["word"]
        if row["class"] == "near":
            listed += [(word + end, _NEAR) for end in ("", "ة", "ون", "ين", "ان")]
        elif row["class"] == "inside":
            listed.append((word, _INSIDE))
        else:
            stem = word[1:-1] if word[-1] in "يى" else word[1:]
            listed += [(form, _STANCE) for form in (word, "ت" + word[1:], f"ي{stem}ون", f"ي{stem}ان", f"ت{stem}ان")]
    keys = column(pl.Series([form for form, _ in listed]), "N2").to_list()
    return dict(zip(keys, (kind for _, kind in listed), strict=True))


def _kinds(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Give each distinct token its place in the lexicon: _STANCE, _NEAR, _INSIDE or 0."""
    return np.asarray(words["n2"].replace_strict(_forms(), default=0, return_dtype=pl.UInt8).to_numpy())
