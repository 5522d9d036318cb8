"""A headline states as a fact what its body does not confirm.

The body says so itself of the headline's event (لم يصدر إعلان رسمي، لم يؤكد، لم يتسن التحقق، غير مؤكد), or opens with it as likely or
as a rumour, and gives for it nobody but unnamed or vague sources, or media that rest on them. A headline that names a source, asks or
doubts claims no certainty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.recognise.attributions.clauses import roles
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.kinds._headlines import LOOSE, NAMED, Pages, plain_headlines
from tadqiq.verify.kinds._hedges import BIT, flags, forms, is_not
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "sentences": 8,  # of the body that are looked at
    "window": 8,  # tokens after the verb in which the rest of the phrase must stand
    "shared": 2,  # content words of the headline that a sentence about its event has
}

_VERBS = BIT["confirm"] | BIT["issue"] | BIT["declare"] | BIT["verify"]
_MOST = 10  # phrases of one article that are looked at
_CAPTION = 3  # content words of a headline that states nothing
_VERBLIKE = np.frombuffer(b"wzu", dtype=np.uint8)
_STATEMENTS = BIT["statement"] | BIT["remark"]
_OPENINGS = BIT["likely"] | BIT["rumour"]
_NEEDS = (
    (BIT["issue"], _STATEMENTS),
    (BIT["declare"], BIT["officially"]),
    (BIT["verify"], BIT["checking"]),
)


class _Doubt(NamedTuple):
    """Hold a phrase of a body that says that something is not confirmed."""

    row: int  # of the article in its batch
    first: int
    last: int  # its last token
    flags: int  # what its words are, as bits


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find headlines that state what the body leaves unconfirmed."""
    doubts = _doubts(view.batch, rule)
    plain = plain_headlines(view, {doubt.row for doubt in doubts}, BIT["doubt"] | BIT["unnamed"])
    pages = Pages(view.batch, plain)
    looked: Counter[int] = Counter()
    for doubt in doubts:
        looked[doubt.row] += 1
        if doubt.row in plain and looked[doubt.row] <= _MOST and _concerns(pages, doubt, rule):
            source = _only_loose(view, pages, doubt, rule)
            if source is not None:
                plain.remove(doubt.row)
                yield _hit(pages, doubt, source, rule)


def _doubts(batch: Batch, rule: Rule) -> list[_Doubt]:
    """Find the phrases that deny a confirmation among the first sentences of the bodies, and those that open a body with a doubt."""
    tokens, known, letters = batch.tokens, batch.vocabulary.column(flags), batch.vocabulary.column(roles)
    anchors = np.flatnonzero((known & (_VERBS | _OPENINGS | BIT["settled"] | _STATEMENTS))[tokens.code])
    anchors = anchors[(tokens.segment[anchors] % 2 == BODY) & (tokens.sent[anchors] < rule.settings["sentences"])]
    anchors = anchors[anchors > tokens.first[tokens.segment[anchors]]]  # what stands before them is of the same text
    before, after = tokens.code[anchors - 1], tokens.code[np.minimum(anchors + 1, len(tokens) - 1)]
    own = known[tokens.code[anchors]]
    denies = ((own & _VERBS) > 0) & (letters[before] == ord("n"))
    denies |= ((own & BIT["settled"]) > 0) & batch.vocabulary.column(is_not)[before]
    earlier = tokens.code[np.maximum(anchors - 2, tokens.first[tokens.segment[anchors]])]
    lead = np.where((known[before] & BIT["any"]) > 0, known[earlier], known[before])
    denies |= ((own & _STATEMENTS) > 0) & ((lead & BIT["without"]) > 0) & ((known[after] & BIT["officially"]) > 0)
    likely = ((own & BIT["likely"]) > 0) & (letters[before] == ord("p")) & (letters[after] == ord("T"))
    rumour = ((own & BIT["rumour"]) > 0) & np.isin(letters[before], _VERBLIKE) & (letters[after] == ord("p"))
    near = np.maximum(anchors - 3, 0)
    rumour &= (tokens.sent[near] != tokens.sent[anchors]) | (tokens.segment[near] != tokens.segment[anchors])
    opens = (tokens.sent[anchors] < 2) & (likely | rumour)
    found = (_phrase(batch, known, at, rule.settings["window"]) for at in anchors[denies | opens].tolist())
    return [doubt for doubt in found if doubt is not None]


def _phrase(batch: Batch, known: NDArray[np.uint32], at: int, window: int) -> _Doubt | None:
    """Read the phrase of the word at that token; None where it lacks what the word needs."""
    tokens, own = batch.tokens, int(known[batch.tokens.code[at]])
    row = int(tokens.segment[at]) // 2
    for verb, needed in _NEEDS:
        if own & verb:
            end = min(at + 1 + window, int(tokens.first[tokens.segment[at] + 1]))
            after = np.flatnonzero(tokens.sent[at + 1 : end] == tokens.sent[at]) + at + 1
            places = after[(known[tokens.code[after]] & needed) > 0]
            if not len(places):
                return None
            last = int(places[0])
            official = last + 1 < end and known[tokens.code[last + 1]] & BIT["officially"]
            # A missing comment (تعليق) says little; a missing official one as much as a missing announcement.
            if known[tokens.code[last]] & BIT["remark"] and not official:
                return None
            return _Doubt(row, at - 1, last + 1 if official else last, own)
    if own & _STATEMENTS:  # دون أي إعلان رسمي
        return _Doubt(row, at - 1 - int((known[tokens.code[at - 1]] & BIT["any"]) > 0), at + 1, own)
    return _Doubt(row, at - 1, at, own)


def _concerns(pages: Pages, doubt: _Doubt, rule: Rule) -> bool:
    """Tell whether the phrase speaks of the headline's event: in its words, or by a word that refers to the news itself."""
    head = pages.headline(doubt.row)
    title = pages.content(head.first, head.last)
    sentences = pages.sentences(doubt.row, rule.settings["sentences"])
    at = next(n for n, s in enumerate(sentences) if s.first <= doubt.first < s.last)
    rest = pages.batch.tokens.code[doubt.last + 1 : sentences[at].last]
    if (pages.batch.vocabulary.column(flags)[rest] & BIT["but"]).any():  # لم تؤكد الشركة الصفقة لكنها قالت: she speaks of it
        return False
    shared, least = len(pages.content(doubt.last + 1, sentences[at].last) & title), int(rule.settings["shared"])
    if doubt.flags & _OPENINGS:
        return len(title) > _CAPTION and shared >= max(least, (len(title) + 1) // 2)
    after = pages.batch.tokens.code[doubt.last + 1 : min(doubt.last + 8, sentences[at].last)]
    refers = bool((pages.batch.vocabulary.column(flags)[after] & BIT["anaphor"]).any())
    if shared >= least:
        return True
    before = pages.content(sentences[at - 1].first, sentences[at - 1].last) if at else set()
    return refers and len(before & title) >= max(least, len(title) // 3)


def _only_loose(view: ArticleView, pages: Pages, doubt: _Doubt, rule: Rule) -> Span | None:
    """Give the loose source that the event rests on; None where there is none, or where somebody named speaks of the event."""
    head = pages.headline(doubt.row)
    title = pages.content(head.first, head.last)
    sentences = pages.sentences(doubt.row, 2 * rule.settings["sentences"])
    about = [n for n, s in enumerate(sentences) if len(pages.content(s.first, s.last) & title) >= rule.settings["shared"]]
    doc = int(pages.batch.docs[doubt.row])
    found = view.mentions.attributions.filter((pl.col("doc") == doc) & (pl.col("field") == BODY) & pl.col("sent").is_in(about))
    sources = found.filter(pl.col("source_type").is_in(NAMED + LOOSE)).rows(named=True)
    if any(source["source_type"] in NAMED or _is_official(source["source"]) for source in sources):
        return None
    if sources:
        return Span(doc, BODY, sources[0]["source_start"], sources[0]["source_end"])
    return _span(pages, doubt) if doubt.flags & BIT["rumour"] else None


def _is_official(source: str) -> bool:
    """Tell whether a source calls itself official (الجريدة الرسمية)."""
    words = column(pl.Series(source.split()), "N2").to_list()
    return any(forms().get(word, 0) & BIT["officially"] for word in words)


def _span(pages: Pages, doubt: _Doubt) -> Span:
    tokens = pages.batch.tokens
    return pages.batch.span(2 * doubt.row + BODY, tokens.start[doubt.first], tokens.end[doubt.last])


def _hit(pages: Pages, doubt: _Doubt, source: Span, rule: Rule) -> Hit:
    batch, tokens = pages.batch, pages.batch.tokens
    head = pages.headline(doubt.row)
    span = batch.span(2 * doubt.row, tokens.start[head.first], tokens.end[head.last - 1])
    phrase = _span(pages, doubt)
    body = batch.texts[2 * doubt.row + BODY]
    args = {"doubt": body[phrase.start : phrase.end], "source": body[source.start : source.end]}
    return Hit(rule.code, span, args, related=tuple(dict.fromkeys((phrase, source))))
