"""Read dumps of text: articles one after another, with or without anything between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from tadqiq.load.columns import RECORDS, match
from tadqiq.load.pieces import Piece
from tadqiq.load.segment import BLANK, BLANKS, MATTER, NOTHING, PAGE, Beginnings, beginnings
from tadqiq.model import Problem, empty

LINES = re.compile("\r\n|[\n\r\x85\u2029]")
_RULE = re.compile(r"([-=#*_~•·─])(?:\s*\1){2,}")
_KEY = re.compile(r"([^\s:][^:]{0,30}?)\s*:\s*(.*)")
_MATTER_LINES = 40
_FORMS = 1000  # forms of rules that are told apart
_SHOWN = 60  # characters of a line that a message shows


@dataclass(slots=True)
class _Read:
    """Gather a dump's lines that hold text, and what stood before each."""

    texts: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    rules: dict[int, list[str]] = field(default_factory=dict)  # rules before a line, kept in case they are ornament
    matter: dict[int, dict[str, str]] = field(default_factory=dict)
    forms: dict[str, int] = field(default_factory=dict)  # forms of rules, numbered as `before` has them


def dump(text: str, origin: str) -> Piece:
    """Part a dump into articles; a beginning that was a near thing is told."""
    read = _scan(LINES.split(text.removeprefix("\ufeff")))
    if not read.texts:
        return Piece()
    found = beginnings(pl.Series(read.texts, dtype=pl.String), np.array(read.before, dtype=np.int16), list(read.forms))
    rows = [_article(read, found, start, end) for start, end in zip(found.starts, [*found.starts[1:], len(read.texts)], strict=True)]
    return Piece(pl.DataFrame(rows, schema=dict(RECORDS)) if rows else empty(RECORDS), _doubts(read, found, origin))


def _scan(lines: list[str]) -> _Read:
    read = _Read()
    blank, gap, rules, skip = 0, NOTHING, [], 0
    for n, raw in enumerate(lines):
        if n < skip:
            continue
        text = raw.strip()
        if "\f" in raw:
            gap = PAGE
        if not text:
            blank += 1
        elif text[0] == "-" and (found := _matter(lines, n)):
            gap, skip = MATTER, found[0]
            read.matter[len(read.texts)] = found[1]
        elif _RULE.fullmatch(text):
            gap = read.forms.setdefault(text, PAGE + 1 + len(read.forms)) if len(read.forms) < _FORMS else gap
            rules.append(text)
        else:
            if rules:
                read.rules[len(read.texts)] = rules
            read.before.append(gap or (BLANKS if blank > 1 else BLANK if blank else NOTHING))
            read.texts.append(text)
            read.numbers.append(n + 1)
            blank, gap, rules = 0, NOTHING, []
    if rules:
        read.rules[len(read.texts)] = rules
    return read


def _matter(lines: list[str], start: int) -> tuple[int, dict[str, str]] | None:
    """Read front matter (`---`, keys with values, `---`) and the line after it; None where there is none."""
    if lines[start].strip() != "---":
        return None
    given: dict[str, str] = {}
    for n in range(start + 1, min(start + _MATTER_LINES, len(lines))):
        text = lines[n].strip()
        if text == "---":
            matched = match(given, {})
            known = {ours: given[names[0]] for ours, names in matched.items()}
            return (n + 1, known) if known else None
        pair = _KEY.fullmatch(text)
        if not pair:
            return None
        given[pair[1]] = pair[2].strip("\"'")
    return None


def _article(read: _Read, found: Beginnings, start: int, end: int) -> dict[str, object]:
    given = read.matter.get(start, {})
    headless = start in found.headless or "headline" in given
    body = read.texts[start if headless else start + 1 : end]
    inner = sorted(n for n in read.rules if start < n < end) if read.rules else []
    for n in reversed(inner):
        at = n - start - (not headless)
        body[at:at] = read.rules[n]
    headline = "" if headless else read.texts[start].removeprefix("# ")
    return {"headline": headline, "body": "\n".join(body), "line": read.numbers[start], **given}


def _doubts(read: _Read, found: Beginnings, origin: str) -> list[Problem]:
    starts = set(found.starts)
    problems = []
    for n, chance in sorted(found.doubtful.items()):
        taken = ("بداية مقال", "the beginning of an article") if n in starts else ("جزءا من متن المقال", "part of a body")
        text = read.texts[n]
        shown = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + "…"
        args = {"text": shown, "taken_ar": taken[0], "taken_en": taken[1], "percent": f"{100 * chance:.0f}"}
        problems.append(Problem("SCH007", origin, read.numbers[n], args=args))
    return problems
