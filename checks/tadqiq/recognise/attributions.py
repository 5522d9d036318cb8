"""Find attributions: who is said to have said, written or found something."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import polars as pl

from tadqiq.model import ATTRIBUTIONS
from tadqiq.recognise import cues, particles, speakers
from tadqiq.recognise.clauses import roles
from tadqiq.recognise.quotations import inside
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.recognise.windows import Found, Window

_BEFORE, _AFTER = 16, 40  # tokens looked at on either side of a cue
_LEAD = 9  # tokens of a headline before its colon
_COLON = -1


def attributions(batch: Batch, quotations: pl.DataFrame) -> pl.DataFrame:
    """Find the attributions of a batch, as an ATTRIBUTIONS frame.

    quotations  the batch's own QUOTATIONS frame: a cue inside a quotation belongs to the speaker, not to the article.
    The span runs from the first word of the cue to the last of the source, or the other way round.
    """
    anchors = _anchors(batch, inside(batch, quotations))
    found = list(_look(batch, anchors))
    return _frame(batch, found)


class _Anchors(NamedTuple):
    token: Ints
    code: Ints  # place in the cue table; _COLON for the colon of a headline, _PHRASE …
    start: Ints  # first token of the sentence
    end: Ints  # token after the last of the sentence
    letters: str


def _anchors(batch: Batch, quoted: np.ndarray) -> _Anchors:
    tokens = batch.tokens
    letters = batch.column(roles)
    codes = np.where((letters == ord("u")) | (letters == ord("v")), batch.column(cues.code).astype(np.int64), -1)
    colon = (letters == ord("C")) & (tokens.segment % 2 == 0) & (np.arange(len(tokens)) - tokens.first[tokens.segment] <= _LEAD)
    codes = np.where(colon, _COLON - 1, codes)
    token = np.flatnonzero((codes != -1) & ~quoted)
    breaks = np.flatnonzero((np.diff(tokens.segment) != 0) | (np.diff(tokens.sent) != 0)) + 1
    bounds = np.concatenate([[0], breaks, [len(tokens)]])
    place = np.searchsorted(bounds, token, side="right")
    return _Anchors(token, codes[token], bounds[place - 1], bounds[place], letters.tobytes().decode("ascii"))


def _look(batch: Batch, anchors: _Anchors) -> list[Found]:
    table, _ = cues.table()
    letters = anchors.letters
    leads: list[Found] = []
    code = batch.tokens.code
    keys = batch.vocabulary.words["n2"].to_list()
    headline = batch.tokens.segment[anchors.token] % 2 == 0
    found: list[Found] = []
    taken = -1  # the last token that belongs to a found cue
    rows = zip(anchors.token.tolist(), anchors.code.tolist(), anchors.start.tolist(), anchors.end.tolist(), headline.tolist(), strict=True)
    for token, place, start, end, title in rows:
        if token <= taken:
            continue
        low, high = max(start, token - _BEFORE), min(end, token + 1 + _AFTER)
        before = letters[low:token] if low > start else "^" + letters[low:token]
        window = Window(token, before, letters[token + 1 : high], title, lambda at: keys[code[at]])
        hit = particles.colon(window) if place < _COLON else speakers.look(window, table[place])
        if hit is not None and place < _COLON and hit.source_type == "":
            leads.append(hit)
        elif hit is not None:
            found.append(hit)
            taken = max(taken, hit.cue_last)
    speaking = _speaking(batch, found, keys)
    spoken = [lead for lead in leads if _same_speaker(batch, lead, speaking, keys)]
    return sorted([*found, *spoken], key=lambda hit: hit.cue_first)


def _speaking(batch: Batch, found: list[Found], keys: list[str]) -> set[tuple[int, str]]:
    """List the words of the bodies' personal sources, by row of the article."""
    segment, code = batch.tokens.segment, batch.tokens.code
    named = (hit for hit in found if hit.source_type in ("person", "official_body") and hit.source_first >= 0)
    return {(int(segment[at]) // 2, keys[code[at]]) for hit in named for at in range(hit.source_first, hit.source_last + 1)}


def _same_speaker(batch: Batch, lead: Found, speaking: set[tuple[int, str]], keys: list[str]) -> bool:
    """Tell whether what stands before a headline's colon is somebody whom the body quotes."""
    row = int(batch.tokens.segment[lead.cue_first]) // 2
    words = [keys[batch.tokens.code[at]] for at in range(lead.source_first, min(lead.source_last, lead.source_first + 1) + 1)]
    return any((row, word) in speaking for word in words)


def _frame(batch: Batch, found: list[Found]) -> pl.DataFrame:
    rows = [_row(batch, hit) for hit in found]
    rows = [row | {"source_type": row["source_type"] or "person"} for row in rows]
    first = np.array([min(h.cue_first, h.source_first if h.source_first >= 0 else h.cue_first) for h in found], dtype=np.int64)
    last = np.array([max(h.cue_last, h.source_last) for h in found], dtype=np.int64)
    columns = {name: pl.Series([row[name] for row in rows], dtype=ATTRIBUTIONS[name]) for name in _COLUMNS}
    return batch.mentions(ATTRIBUTIONS, first, last, **columns)


_COLUMNS = (
    "cue",
    "cue_start",
    "cue_end",
    "cue_class",
    "source",
    "source_start",
    "source_end",
    "source_type",
    "content_start",
    "content_end",
)


def _row(batch: Batch, hit: Found) -> dict[str, object]:
    tokens, text = batch.tokens, batch.texts[int(batch.tokens.segment[hit.cue_first])]
    cue_start, cue_end = int(tokens.start[hit.cue_first]), int(tokens.end[hit.cue_last])
    row: dict[str, object] = {
        "cue_class": hit.cue_class,
        "source": None,
        "source_start": None,
        "source_end": None,
        "source_type": "implied",
    }
    if hit.source_first >= 0:
        start, end = int(tokens.start[hit.source_first]), int(tokens.end[hit.source_last])
        inner = _FUSED.match(text, start, end) if hit.joined else None
        if inner is not None:
            start = inner.end()
            cue_end = start if hit.source_first > hit.cue_last else cue_end  # وفقا لصحيفة: the ل belongs to the cue
        row |= {"source": text[start:end], "source_start": start, "source_end": end, "source_type": hit.source_type}
    row |= {"cue": text[cue_start:cue_end], "cue_start": cue_start, "cue_end": cue_end}
    content = hit.content_first >= 0
    row["content_start"] = int(tokens.start[hit.content_first]) if content else None
    row["content_end"] = int(tokens.end[hit.content_last]) if content else None
    return row


_FUSED = re.compile(r"[لو][\u064b-\u0652\u0640]*(?=[^ل\u064b-\u0652\u0640\s])")
