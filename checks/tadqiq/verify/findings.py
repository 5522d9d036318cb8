"""Turn hits and load problems into the findings frame: wording, level, texts, fingerprints."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import polars as pl

from tadqiq.model import FIELDS, FINDINGS, Hit, Problem, Rule, Span, empty
from tadqiq.normalise import column

_CONTEXT = 40  # code points each side that make a fingerprint the passage's own
_Raw = Callable[[int, int], str]  # doc, field -> raw text
_NOWHERE = (-1, 0, 0, 0)  # what is said of the run as a whole comes first
_THE_RUN: tuple[tuple[Any, ...], str] = ((None,) * 6, "")


class _Blank(dict[str, str]):
    """Leave a place of a message visible where a kind gave nothing for it."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def frame(hits: Iterable[Hit], rules: Mapping[str, Rule], ids: Mapping[int, str], origins: Mapping[int, str], raw: _Raw) -> pl.DataFrame:
    """Make findings of hits.

    ids, origins  by doc: the article's id and its path:line; raw  gives a field's raw text.
    """
    rows = [_row(hit, rules[hit.code], ids, origins, raw) for hit in sorted(hits, key=_order)]
    if not rows:
        return empty(FINDINGS)
    found = pl.DataFrame(rows, schema={**FINDINGS, "_context": pl.String}, orient="row")
    return _fingerprinted(found).select(list(FINDINGS))


def _order(hit: Hit) -> tuple[Any, ...]:
    return (*(hit.span or _NOWHERE), hit.code, hit.related, tuple(sorted(hit.args.items())))


def _row(hit: Hit, rule: Rule, ids: Mapping[int, str], origins: Mapping[int, str], raw: _Raw) -> tuple[Any, ...]:
    span = hit.span
    place, context = _THE_RUN if span is None else _place(span, ids, raw)
    args = _Blank({"text": str(place[-1] or ""), **{k: str(v) for k, v in hit.args.items()}})
    related = [_related(other, ids, raw) for other in hit.related]
    wording = (rule.message["ar"].format_map(args).rstrip(), rule.message["en"].format_map(args).rstrip())  # a place may be left empty
    return (
        rule.code,
        rule.name,
        rule.level,
        *place,
        *wording,
        hit.suggestion,
        related,
        float(hit.confidence),
        "",
        "new",
        "" if span is None else origins[span.doc],
        context,
    )


def _place(span: Span, ids: Mapping[int, str], raw: _Raw) -> tuple[tuple[Any, ...], str]:
    """Give the columns that say where a finding is, and the words around it."""
    whole = raw(span.doc, span.field)
    text = whole[span.start : span.end]
    context = whole[max(0, span.start - _CONTEXT) : span.start] + "\x1f" + whole[span.end : span.end + _CONTEXT]
    return (span.doc, ids[span.doc], FIELDS[span.field], span.start, span.end, text), context


def _related(span: Span, ids: Mapping[int, str], raw: _Raw) -> dict[str, Any]:
    text = raw(span.doc, span.field)[span.start : span.end]
    return {"doc": span.doc, "article_id": ids[span.doc], "field": FIELDS[span.field], "start": span.start, "end": span.end, "text": text}


def problems(found: Iterable[Problem], rules: Mapping[str, Rule], ids: Mapping[int, str]) -> pl.DataFrame:
    """Make findings of what could not be loaded."""
    rows: list[tuple[Any, ...]] = []
    for problem in found:
        rule = rules[problem.code]
        args = _Blank({k: str(v) for k, v in problem.args.items()})
        origin = ":".join(str(part) for part in (problem.origin, problem.line, problem.column) if part is not None)
        place = (problem.doc, None if problem.doc is None else ids[problem.doc], None, None, None, None)
        wording = (rule.message["ar"].format_map(args), rule.message["en"].format_map(args))
        rows.append(
            (rule.code, rule.name, rule.level, *place, *wording, None, [], 1.0, "", "new", origin, repr(sorted(problem.args.items())))
        )
    if not rows:
        return empty(FINDINGS)
    return _fingerprinted(pl.DataFrame(rows, schema={**FINDINGS, "_context": pl.String}, orient="row")).select(list(FINDINGS))


def _fingerprinted(found: pl.DataFrame) -> pl.DataFrame:
    """Hash what stays when an article moves or its neighbours change: rule, article, field, text and context at level N2.

    Equal passages of one article are told apart by their order, so that no output merges them.
    """
    text, context = (column(found[name].fill_null(""), "N2").to_list() for name in ("text", "_context"))
    seen: Counter[bytes] = Counter()
    prints = []
    for code, article, field, words, around in zip(found["code"], found["article_id"], found["field"], text, context, strict=True):
        digest = hashlib.sha256()
        for part in ("tadqiq/1", code, article or "", field or "", words, around):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(4, "big") + data)
        base = digest.digest()
        digest.update(seen[base].to_bytes(4, "big"))
        seen[base] += 1
        prints.append(digest.hexdigest()[:32])
    return found.with_columns(pl.Series("fingerprint", prints, dtype=pl.String))
