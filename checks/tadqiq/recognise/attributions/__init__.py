"""Find attributions: who is said to have said, written or found something."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import ATTRIBUTIONS
from tadqiq.recognise.attributions import cues, particles, speakers
from tadqiq.recognise.attributions.clauses import roles
from tadqiq.recognise.attributions.windows import Found, Window
from tadqiq.recognise.quotations import inside
from tadqiq.recognise.tokens import Batch, Ints

_BEFORE, _AFTER = 16, 40  # tokens looked at on either side of a cue
_LEAD = 9  # tokens of a headline before its colon
_COLON = -2


def attributions(batch: Batch, quotations: pl.DataFrame) -> pl.DataFrame:
    """Find the attributions of a batch, as an ATTRIBUTIONS frame.

    quotations  the batch's own QUOTATIONS frame: a cue inside a quotation belongs to the speaker, not to the article.
    The span runs from the first word of the cue to the last of the source, or the other way round.
    """
    anchors = _anchors(batch, inside(batch, quotations))
    return _frame(batch, _look(batch, anchors))


class _Anchors(NamedTuple):
    token: Ints
    code: Ints  # place in the cue table; _COLON for the colon of a headline
    start: Ints  # first token of the sentence
    end: Ints  # token after the last of the sentence
    letters: str


def _anchors(batch: Batch, quoted: NDArray[np.bool_]) -> _Anchors:
    tokens = batch.tokens
    letters = _letters(batch)
    codes = np.where((letters == ord("u")) | (letters == ord("v")), batch.column(cues.code).astype(np.int64), -1)
    colon = (letters == ord("C")) & (tokens.segment % 2 == 0) & (np.arange(len(tokens)) - tokens.first[tokens.segment] <= _LEAD)
    codes = np.where(colon, _COLON, codes)
    token = np.flatnonzero((codes != -1) & ~quoted)
    breaks = np.flatnonzero((np.diff(tokens.segment) != 0) | (np.diff(tokens.sent) != 0)) + 1
    bounds = np.concatenate([[0], breaks, [len(tokens)]])
    place = np.searchsorted(bounds, token, side="right")
    return _Anchors(token, codes[token], bounds[place - 1], bounds[place], letters.tobytes().decode("ascii"))


def _letters(batch: Batch) -> NDArray[np.uint8]:
    """Write the batch in letters of syntax; a point after a title's first letter (د. عمر) ends nothing."""
    letters = batch.column(roles)
    points = np.flatnonzero(letters == ord("."))
    points = points[(points > 0) & (batch.tokens.gap[points] == 0)]
    letters[points[batch.column(_initial)[points - 1]]] = ord("-")
    return letters


def _initial(words: pl.DataFrame) -> NDArray[np.bool_]:
    return np.fromiter((len(key) == 1 and key.isalpha() for key in words["n2"].to_list()), dtype=bool, count=words.height)


def _look(batch: Batch, anchors: _Anchors) -> list[Found]:
    table, _ = cues.table()
    letters, code, keys = anchors.letters, batch.tokens.code.tolist(), batch.vocabulary.words["n2"].to_list()
    headline = batch.tokens.segment[anchors.token] % 2 == 0
    leads: list[Found] = []
    found: list[Found] = []
    taken = -1  # the last token that belongs to a found cue
    rows = zip(anchors.token.tolist(), anchors.code.tolist(), anchors.start.tolist(), anchors.end.tolist(), headline.tolist(), strict=True)
    for token, place, start, end, title in rows:
        if token <= taken:
            continue
        low, high = max(start, token - _BEFORE), min(end, token + 1 + _AFTER)
        before = letters[low:token] if low > start else "^" + letters[low:token]
        window = Window(token, before, letters[token + 1 : high], title, lambda at: keys[code[at]])
        hit = particles.colon(window) if place == _COLON else speakers.look(window, table[place])
        if hit is not None and place == _COLON and hit.source_type == "":
            leads.append(hit)
        elif hit is not None:
            found.append(hit)
            taken = max(taken, hit.cue_last)
            if place != _COLON and (inner := particles.relayed(window, table[place], hit)) is not None:
                found.append(inner)
    return sorted([*found, *_borne_out(batch, leads, found)], key=lambda hit: hit.cue_first)


def _borne_out(batch: Batch, leads: list[Found], found: list[Found]) -> list[Found]:
    """Keep the headlines' leads (X: …) whose first words name somebody whom the body quotes."""
    segment, code, words = batch.tokens.segment, batch.tokens.code, batch.vocabulary.words["n2"]
    rows = {int(segment[lead.cue_first]) // 2 for lead in leads}
    named = (hit for hit in found if hit.source_type in ("person", "official_body") and hit.source_first >= 0)
    known = [(int(segment[hit.cue_first]) // 2, hit) for hit in named] if rows else []
    speaking = {(row, words[int(code[at])]) for row, hit in known if row in rows for at in range(hit.source_first, hit.source_last + 1)}
    kept = []
    for lead in leads:
        row = int(segment[lead.cue_first]) // 2
        first = range(lead.source_first, min(lead.source_last, lead.source_first + 1) + 1)
        if any((row, words[int(code[at])]) in speaking for at in first):
            kept.append(lead)
    return kept


def _frame(batch: Batch, found: list[Found]) -> pl.DataFrame:
    tokens = batch.tokens
    hits = {name: np.array([getattr(hit, name) for hit in found], dtype=np.int64) for name in _PLACES}
    named, said = hits["source_first"] >= 0, hits["content_first"] >= 0
    first = np.where(named, np.minimum(hits["cue_first"], hits["source_first"]), hits["cue_first"])
    last = np.maximum(hits["cue_last"], hits["source_last"])
    spans = {
        "cue_start": tokens.start[hits["cue_first"]],
        "cue_end": tokens.end[hits["cue_last"]],
        "source_start": np.where(named, tokens.start[hits["source_first"]], -1),
        "source_end": np.where(named, tokens.end[hits["source_last"]], -1),
        "content_start": np.where(said, tokens.start[hits["content_first"]], -1),
        "content_end": np.where(said, tokens.end[hits["content_last"]], -1),
    }
    texts = [batch.texts[segment] for segment in tokens.segment[hits["cue_first"]].tolist()]
    _part_joined(found, texts, spans)
    cut = {
        name: list(zip(texts, spans[name + "_start"].tolist(), spans[name + "_end"].tolist(), strict=True)) for name in ("cue", "source")
    }
    columns: dict[str, Any] = {name: [text[a:b] if a >= 0 else None for text, a, b in cut[name]] for name in cut}
    columns |= {name: pl.Series(places, dtype=pl.Int64).replace(-1, None) for name, places in spans.items()}
    columns["cue_class"] = [hit.cue_class for hit in found]
    columns["source_type"] = ["implied" if hit.source_first < 0 else hit.source_type or "person" for hit in found]
    return batch.mentions(ATTRIBUTIONS, first, last, **columns)


_PLACES = ("cue_first", "cue_last", "source_first", "source_last", "content_first", "content_last")


def _part_joined(found: list[Found], texts: list[str], spans: dict[str, Ints]) -> None:
    """Take a joined letter off its source: the ل of وفقا لصحيفة belongs to the cue, the و of والنادي يرى to nobody."""
    for row, hit in enumerate(found):
        if hit.joined and hit.source_first >= 0:
            inner = _FUSED.match(texts[row], spans["source_start"][row], spans["source_end"][row])
            if inner is not None:
                spans["source_start"][row] = inner.end()
                if hit.source_first > hit.cue_last:
                    spans["cue_end"][row] = inner.end()


_FUSED = re.compile(r"[لو][\u064b-\u0652\u0640]*(?=[^ل\u064b-\u0652\u0640\s])")
