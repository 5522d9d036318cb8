"""Find the fields of articles in a dump of text: a headline's line, and a body's lines one after another."""

from __future__ import annotations

from collections.abc import Iterable

from tadqiq.load.dumps import LINES
from tadqiq.mend.slots import Slot, Slots, Wanted, as_is, joined, plain

_HASH = "# "


def dump_slots(text: str, wanted: Iterable[Wanted]) -> Slots:
    """Find fields by the lines they were read from; one whose lines are not there as they were read has no slot."""
    lines = _lines(text)
    found: dict[tuple[int, int], Slot] = {}
    for article in wanted:
        at = article.line - 1
        headline, body = article.fields
        if headline and at < len(lines) and lines[at][1].removeprefix(_HASH) == headline:
            start, line = lines[at]
            found[article.number, 0] = plain(start + len(line) - len(headline), len(headline))
            at += 1
        if body and (slot := _body(lines, at, body.split("\n"))):
            found[article.number, 1] = slot
    return found


def _lines(text: str) -> list[tuple[int, str]]:
    """Give the place and text of each line, without the blanks around it."""
    text = text.replace("\ufeff", " ", 1) if text.startswith("\ufeff") else text
    found, start = [], 0
    for end, following in [*((match.start(), match.end()) for match in LINES.finditer(text)), (len(text), len(text))]:
        line = text[start:end]
        found.append((start + len(line) - len(line.lstrip()), line.strip()))
        start = following
    return found


def _body(lines: list[tuple[int, str]], at: int, paragraphs: list[str]) -> Slot | None:
    parts: list[tuple[Slot | None, int]] = []
    for number, paragraph in enumerate(paragraphs):
        while at < len(lines) and not lines[at][1]:
            at += 1
        if at == len(lines) or lines[at][1] != paragraph:
            return None
        parts += [(None, 1)] if number else []
        parts.append((plain(lines[at][0], len(paragraph)), len(paragraph)))
        at += 1
    return joined(parts, as_is)
