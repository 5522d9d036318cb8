"""Find attributions: who is said to have said, written or found something."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import ATTRIBUTIONS
from tadqiq.recognise.attributions import cues
from tadqiq.recognise.attributions.lines import Line, line_of
from tadqiq.recognise.attributions.particles import at_colons, at_particles, at_phrases, relayed
from tadqiq.recognise.attributions.sources import BODY, PERSON, TYPES
from tadqiq.recognise.attributions.speakers import at_verbs
from tadqiq.recognise.attributions.windows import AFTER, COLON, Found, Windows, together
from tadqiq.recognise.quotations import inside
from tadqiq.recognise.tokens import Batch, Ints

_LEAD = 9  # tokens of a headline before its colon


def attributions(batch: Batch, quotations: pl.DataFrame) -> pl.DataFrame:
    """Find the attributions of a batch, as an ATTRIBUTIONS frame.

    quotations  the batch's own QUOTATIONS frame: a cue inside a quotation belongs to the speaker, not to the article.
    The span runs from the first word of the cue to the last of the source, or the other way round.
    """
    line = line_of(batch)
    return _frame(batch, _look(batch, line, _windows(batch, line, inside(batch, quotations))))


def _windows(batch: Batch, line: Line, quoted: NDArray[np.bool_]) -> Windows:
    """Find the cues: words of the lexicon, and the first colon's place of a headline."""
    tokens, letters = batch.tokens, line.letters[: len(batch.tokens)]
    words = np.flatnonzero(((letters == ord("u")) | (letters == ord("v"))) & ~quoted)
    colon = np.flatnonzero((letters == ord("C")) & ~quoted)
    colon = colon[(tokens.segment[colon] % 2 == 0) & (colon - tokens.first[tokens.segment[colon]] <= _LEAD)]
    code = batch.vocabulary.column(cues.code)[tokens.code[words]].astype(np.int64)
    token, order = np.concatenate([words, colon]), np.argsort(np.concatenate([words, colon]), kind="stable")
    token, code = token[order], np.concatenate([code, np.full(len(colon), COLON)])[order]
    breaks = np.flatnonzero((np.diff(tokens.segment) != 0) | (np.diff(tokens.sent) != 0)) + 1
    bounds = np.concatenate([[0], breaks, [len(tokens)]])
    place = np.searchsorted(bounds, token, side="right")
    return Windows(token, code, bounds[place - 1], np.minimum(bounds[place], token + 1 + AFTER), tokens.segment[token] % 2 == 0)


def _look(batch: Batch, line: Line, windows: Windows) -> Found:
    """Find what is said at the cues, each of which belongs to one attribution."""
    colon = windows.code == COLON
    sure, leads = at_colons(line, windows.rows(colon))
    windows = windows.rows(~colon)
    particle, phrase = windows.tense(cues.PARTICLE), windows.tense(cues.PHRASE)
    led = together([at_particles(line, windows.rows(particle)), at_phrases(line, windows.rows(phrase))])
    led, last = _apart(led)
    # What stands between a particle and its source is no cue of its own: حسبما أفادت.
    verbs = windows.rows(~particle & ~phrase)
    before = np.searchsorted(led.cue_first, verbs.token, side="right") - 1
    said = at_verbs(line, verbs.rows(verbs.token > np.append(last, -1)[before]))
    found = together([said, led, sure])
    found = together([found, _relayed(line, windows, found)])
    return together([found, _borne_out(batch, leads, found)])


def _apart(found: Found) -> tuple[Found, Ints]:
    """Drop what begins within the cue of another, and give the last tokens of the others' cues."""
    kept, taken = [], -1
    for row, (first, last) in enumerate(zip(found.cue_first.tolist(), found.cue_last.tolist(), strict=True)):
        if first > taken:
            kept.append(row)
            taken = last
    found = found.rows(np.array(kept, dtype=np.int64))
    return found, found.cue_last


def _relayed(line: Line, windows: Windows, found: Found) -> Found:
    """Find the sources of outlets that relay, behind those outlets."""
    behind = np.flatnonzero(found.source_first > found.cue_first)
    at = np.searchsorted(windows.token, found.cue_first[behind])
    at = np.minimum(at, max(len(windows.token) - 1, 0))
    same = windows.token[at] == found.cue_first[behind] if len(windows.token) else np.zeros(0, dtype=bool)
    return relayed(line, windows.rows(at[same]), found.source_last[behind[same]] + 1)


def _borne_out(batch: Batch, leads: Found, found: Found) -> Found:
    """Keep the headlines' leads (X: …) whose first words name somebody whom the body quotes."""
    row = batch.tokens.segment >> 1
    people = (found.source_first >= 0) & ((found.source_type == PERSON) | (found.source_type == BODY))
    wanted = np.zeros(batch.articles.height, dtype=bool)
    wanted[row[leads.cue_first]] = True
    named = found.rows(people & wanted[row[found.cue_first]])
    speaking = _words(batch, named.source_first, named.source_last)
    first = _words(batch, leads.source_first, np.minimum(leads.source_last, leads.source_first + 1))
    kept = first.join(speaking.select("row", "word").unique(), on=["row", "word"], how="semi")["of"].unique().sort()
    return leads.rows(kept.to_numpy())


def _words(batch: Batch, first: Ints, last: Ints) -> pl.DataFrame:
    """List the words (matching level) of token ranges, with their article's row and the range's number."""
    wide = last + 1 - first
    of = np.repeat(np.arange(len(first)), wide)
    token = np.arange(len(of)) - np.repeat(np.cumsum(wide) - wide, wide) + first[of]
    words = batch.vocabulary.words["n2"].gather(batch.tokens.code[token])
    return pl.DataFrame({"row": batch.tokens.segment[token] >> 1, "word": words, "of": of})


def _frame(batch: Batch, found: Found) -> pl.DataFrame:
    tokens = batch.tokens
    named, said = found.source_first >= 0, found.content_first >= 0
    first = np.where(named, np.minimum(found.cue_first, found.source_first), found.cue_first)
    last = np.maximum(found.cue_last, found.source_last)
    spans = {
        "cue_start": tokens.start[found.cue_first],
        "cue_end": tokens.end[found.cue_last],
        "source_start": np.where(named, tokens.start[found.source_first], -1),
        "source_end": np.where(named, tokens.end[found.source_last], -1),
        "content_start": np.where(said, tokens.start[found.content_first], -1),
        "content_end": np.where(said, tokens.end[found.content_last], -1),
    }
    texts = [batch.texts[segment] for segment in tokens.segment[found.cue_first].tolist()]
    _part_joined(found, texts, spans)
    cut = {
        name: list(zip(texts, spans[name + "_start"].tolist(), spans[name + "_end"].tolist(), strict=True)) for name in ("cue", "source")
    }
    columns: dict[str, Any] = {name: [text[a:b] if a >= 0 else None for text, a, b in cut[name]] for name in cut}
    columns |= {name: pl.Series(places, dtype=pl.Int64).replace(-1, None) for name, places in spans.items()}
    columns["cue_class"] = found.cue_class.tolist()
    columns["source_type"] = pl.Series(TYPES).gather(found.source_type)
    return batch.mentions(ATTRIBUTIONS, first, last, **columns)


def _part_joined(found: Found, texts: list[str], spans: dict[str, Ints]) -> None:
    """Take a joined letter off its source: the ل of وفقا لصحيفة belongs to the cue, the و of والنادي يرى to nobody."""
    for row in np.flatnonzero(found.joined & (found.source_first >= 0)).tolist():
        inner = _FUSED.match(texts[row], spans["source_start"][row], spans["source_end"][row])
        if inner is not None:
            spans["source_start"][row] = inner.end()
            if found.source_first[row] > found.cue_last[row]:
                spans["cue_end"][row] = inner.end()


_FUSED = re.compile(r"[لو][\u064b-\u0652\u0640]*(?=[^ل\u064b-\u0652\u0640\s])")
