"""A quotation mark has no partner, stands inside a quotation of the same mark, or has its space on the wrong side.

What each mark does is read in `recognise.quotations`: a speech that runs over several paragraphs is whole there, and inches and
apostrophes are no quotation marks. Spaces on the wrong side are told once an article, for where they are a habit they are everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from tadqiq.model import Hit, Rule, Span
from tadqiq.normalise.alphabet import MARKS, TATWEEL
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.kinds._repeats import repeats
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {
    "problem": "unbalanced",  # nested-same, spacing
    "longest": 60,  # code points of an inner quotation; a longer one may well be a new speech, after one that was never closed
    "around": 600,  # code points of the outer one, likewise
}

_WHOLE = 60  # code points of a passage that is shown whole
_NEAR = 12  # quotations before an inner one among which the outer one stands
_AFTER = re.compile(r".\s?(?:[^\s]+[^\S\n]?){0,3}(?<=\S)")  # a mark and the words that follow it
_BEFORE = re.compile(r"(?:[^\s]+[^\S\n]){0,2}[^\s]*[^\S\n]?.$")
_CLINGING = re.compile(r"(?:[^\W\d_]{3,}|\b[^\W\d_]{1,}(?=:))[:،؛]?$|[:،؛]$")  # a word or stop before an opening mark
_NAME, _PHRASE = 4, 8  # words of a quotation that is short enough for its marks to be sure of each other
_PARTED = re.compile("[.؟!:،؛,]")
_STOPS = frozenset(".,،؛:!?؟…)]}")


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the quotations that have the problem of the rule's settings."""
    found = view.mentions.quotations
    rows = found.filter(pl.col("problem") == rule.settings["problem"])
    if rows.is_empty():
        return ()
    if rule.settings["problem"] == "nested-same":
        return _nested(found, rows, rule)
    texts = _texts(view.batch, rows)
    return _spaced(rows, texts, rule.code) if rule.settings["problem"] == "spacing" else _alone(rows, texts, rule.code)


def fixes(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find every quotation with its spaces on the wrong side, each as it should be written; no other problem has one way out.

    Where another pair of its paragraph is nested, runs on, or holds what no quotation begins or ends with, marks may have been paired
    wrongly, and nothing is suggested; nor for a longer quotation one of whose marks looks as if it did the other's work.
    """
    found = view.mentions.quotations
    rows = found.filter(pl.col("problem") == rule.settings["problem"])
    if rule.settings["problem"] != "spacing" or rows.is_empty():
        return
    doubtful = set(found.filter(~_plain()).select("doc", "field", "para").iter_rows())
    texts = _texts(view.batch, rows)
    for row, span, right in _mended(rows, texts):
        sure = (row["doc"], row["field"], row["para"]) not in doubtful and _clear(row, texts[row["doc"], row["field"]])
        yield Hit(rule.code, span, suggestion=right if sure else None)


def _clear(row: Mapping[str, Any], text: str) -> bool:
    """Tell whether no mark of a quotation may have lost its own partner: "…، وأضاف "أريد has two opening ones, not a pair."""
    inner, before, after = row["text"][1:-1], text[row["start"] - 1 : row["start"]], text[row["end"] : row["end"] + 1]
    loose = inner[:1].isspace(), inner[-1:].isspace()
    words = len(inner.split())
    turned = (loose[0] and before.isalpha()) or (loose[1] and after.isalnum())
    if turned:
        return words <= _NAME and not _PARTED.search(inner)
    return words <= _PHRASE or not (all(loose) and not before.strip() and not after.strip())


def _plain() -> pl.Expr:
    """Tell the pairs that hold words, from the first mark to the last, inside one paragraph and no other pair."""
    inner = pl.col("text").str.slice(1, pl.col("text").str.len_chars() - 2).str.strip_chars()
    words = inner.str.contains(r"^[\p{L}\p{Nd}#(\[]") & inner.str.contains(r"[\p{L}\p{M}\p{Nd}.!?؟…)\]%٪]$")
    return (pl.col("depth") == 0) & (pl.col("close") != "") & words & ~inner.str.contains('[\n"]')


def _texts(batch: Batch, rows: pl.DataFrame) -> Mapping[tuple[int, int], str]:
    """Give the raw texts that hold the rows, by doc and field."""
    docs = set(rows["doc"].to_list())
    return {(doc, field): batch.texts[2 * row + field] for row, doc in enumerate(batch.docs.tolist()) if doc in docs for field in (0, 1)}


def _span(row: Mapping[str, Any]) -> Span:
    return Span(row["doc"], row["field"], row["start"], row["end"])


def _alone(rows: pl.DataFrame, texts: Mapping[tuple[int, int], str], code: str) -> Iterator[Hit]:
    """Show each lone mark with the words on its inner side."""
    for row in rows.iter_rows(named=True):
        span, text = _span(row), texts[row["doc"], row["field"]]
        before, after = text[max(0, span.start - 1) : span.start].strip(), text[span.end : span.end + 1].strip()
        if after in _STOPS if after else before:
            found = _BEFORE.search(text[max(0, span.start - _WHOLE) : span.end])
            span = span._replace(start=span.end - len(found[0])) if found else span
        else:
            found = _AFTER.match(text[span.start : span.start + _WHOLE])
            span = span._replace(end=span.start + found.end()) if found else span
        yield Hit(code, span, {"mark": row["open"]})


def _nested(found: pl.DataFrame, rows: pl.DataFrame, rule: Rule) -> Iterator[Hit]:
    """Show each inner quotation, and beside it the outer one."""
    around = found.filter(_is_whole(rule.settings["around"])).join(rows.select("doc", "field").unique(), on=["doc", "field"], how="semi")
    outer: dict[tuple[int, int], list[Span]] = {}
    for row in around.iter_rows(named=True):
        outer.setdefault((row["doc"], row["field"]), []).append(_span(row))  # in the order of the text, as the frame has them
    for row in rows.filter(_is_whole(rule.settings["longest"])).iter_rows(named=True):
        span = _span(row)
        before = outer.get(span[:2], [])
        before = before[max(0, bisect_left(before, span) - _NEAR) : bisect_left(before, span)]
        holding = [o for o in before if o.start < span.start and span.end < o.end]
        if holding:
            yield Hit(rule.code, span, {"mark": row["open"]}, related=(min(holding, key=lambda o: o.end - o.start),))


def _is_whole(longest: int) -> pl.Expr:
    """Tell which quotations were surely read as they were meant, and are not what stands between two others.

    They begin with a word, do not break off at a colon or a space, and hold no straight mark that was taken for inches.
    """
    text = pl.col("text")
    size = text.str.len_chars()
    inner = text.str.slice(1, size - 2).str.strip_chars_start()
    begun, ended = inner.str.contains(r"^[\p{L}\p{M}\p{Nd}(\[{\"“”«‹'‘#@]"), ~inner.str.contains(r"[:\s]$")
    return (pl.col("close") != "") & (size <= longest) & begun & ended & (text.str.count_matches('"', literal=True) % 2 == 0)


def _spaced(rows: pl.DataFrame, texts: Mapping[tuple[int, int], str], code: str) -> Iterator[Hit]:
    """Show the first quotation of an article whose spaces are wrong, as it should be written."""
    mended = {span: right for _, span, right in _mended(rows, texts)}
    for _, repeated in repeats((None, span) for span in mended):
        yield Hit(code, repeated.first, {"count": str(repeated.number)}, suggestion=mended[repeated.first], related=repeated.others)


def _mended(rows: pl.DataFrame, texts: Mapping[tuple[int, int], str]) -> Iterator[tuple[Mapping[str, Any], Span, str | None]]:
    """Give each quotation whose spaces are wrong, the passage to show, and how it should be written."""
    for row in rows.iter_rows(named=True):
        text = texts[row["doc"], row["field"]]
        glued = _word_end(text, row["end"]) > row["end"]
        # A long quotation that closes on what looks like an opening mark is two, of which the first was never closed.
        if not (glued and text[row["end"] - 2].isspace() and row["end"] - row["start"] > _WHOLE):
            yield row, *_mend(row, text)


def _word_end(text: str, at: int) -> int:
    """Give where the word that clings to a place ends; the place itself where none does."""
    end = at
    while end < len(text) and (text[end].isalnum() or text[end] in MARKS or text[end] == TATWEEL):
        end += 1
    return end


def _mend(row: Mapping[str, Any], text: str) -> tuple[Span, str | None]:
    """Give the passage to show and how it should be written: a whole quotation, or only its wrong end where it is long.

    A mark that faces the wrong way may be meant otherwise: for it nothing is proposed.
    """
    span = _span(row)
    end = _word_end(text, span.end)
    inner = text[span.start + 1 : span.end - 1]
    start, before = (span.start, "") if not inner[:1].isspace() else _glued(text, span.start)
    after = f" {text[span.end : end]}" if end > span.end else ""
    turned = row["open"] in "”»’" or row["close"] in "“«‘"
    if end - span.start <= _WHOLE:
        right = f"{before}{row['open']}{inner.strip()}{row['close']}{after}"
        return span._replace(start=start, end=end), None if turned else right
    if inner[:1].isspace():
        first = inner.split(maxsplit=1)[0]
        shown = span._replace(start=start, end=span.start + 1 + inner.index(first) + len(first))
        return shown, None if turned else f"{before}{row['open']}{first}"
    last = inner.split()[-1]
    shown = span._replace(start=span.start + 1 + inner.rindex(last), end=end)
    return shown, None if turned else f"{last}{row['close']}{after}"


def _glued(text: str, start: int) -> tuple[int, str]:
    """Give where a word or colon that clings to an opening mark begins, and how it stands before the mark: with a space.

    A joined letter (و، ف، ب، ل، ك, with its stroke or not) clings by right.
    """
    found = _CLINGING.search(text[max(0, start - _WHOLE) : start])
    return (start - len(found[0]), f"{found[0]} ") if found else (start, "")
