"""Find the source after what is no verb: according-to, it came in a statement, on somebody's tongue, a headline's colon, from."""

from __future__ import annotations

import numpy as np

from tadqiq.recognise.attributions.clauses import among
from tadqiq.recognise.attributions.cues import columns
from tadqiq.recognise.attributions.lines import Line, table
from tadqiq.recognise.attributions.places import Bools
from tadqiq.recognise.attributions.sources import IMPLIED, source_types
from tadqiq.recognise.attributions.subjects import after_particle, lead
from tadqiq.recognise.attributions.windows import Found, Windows, content
from tadqiq.recognise.attributions.words import HIS_MANNER, LETTER, MANNER, TO, TO_THE
from tadqiq.recognise.tokens import Ints


def at_particles(line: Line, cues: Windows) -> Found:
    """Read حسب, وفقا لـ, نقلا عن … and the verb that may stand between them and the source (حسب ما ذكرته)."""
    next_one, skip, good = cues.token + 1, np.zeros(len(cues.token), dtype=np.int64), np.ones(len(cues.token), dtype=bool)
    led = cues.needs("from", "upon")
    good[led] = line.at(next_one, cues.high)[led] == ord("p")
    what = cues.needs("what")
    skip[led | what] = 1
    skip += 2 * (~what & (line.at(next_one + skip, cues.high) == ord("r")) & (cues.high - next_one > skip + 1))
    inside = (skip > 0) & (line.at(next_one + skip, cues.high) == ord("p"))  # حسبما جاء في
    skip += inside & line.isin(next_one + skip - 1, cues.high, "uw")
    manner = (skip == 0) & (next_one < cues.high)
    his = good & manner & line.has(next_one, HIS_MANNER)
    skip[manner & line.has(next_one, MANNER) & (cues.high - next_one > 1)] = 1
    return _both(_his(line, cues.rows(his)), _named(line, cues.rows(good & ~his), skip[good & ~his]))


def _both(one: Found, other: Found) -> Found:
    return Found(*(np.concatenate(pair) for pair in zip(*[one, other], strict=True)))


def _his(line: Line, cues: Windows) -> Found:
    """Read in his words: حسب تعبيره."""
    none, last = np.full(len(cues.token), -1), cues.token + 1
    kinds = np.full(len(none), IMPLIED, dtype=np.int8)
    said = content(line, cues, last + 1)
    return Found(cues.token, last, _class(cues), none, none, kinds, np.zeros(len(none), dtype=bool), *said)


def _class(cues: Windows) -> np.ndarray:
    return columns().cue_class[cues.code]


def _named(line: Line, cues: Windows, skip: Ints) -> Found:
    """Read the source behind a particle and what is skipped."""
    source = after_particle(line, cues.token + 1 + skip, cues.high)
    first, end = np.maximum(source.first, 0), source.end
    heads, letters = line.heads[first], line.letters[first]
    known = ~among("", "nonsource")[heads]
    plain = table("wQ")[letters] & ~line.has(first, TO_THE)
    good = cues.needs("what") | (skip > 1) | known | plain
    good &= (source.first >= 0) & ~among("nonsource")[heads] & ~((end - first == 1) & line.has(first, LETTER))
    cues, skip, first, end, letters = cues.rows(good), skip[good], first[good], end[good], letters[good]
    joined = cues.needs("to") & (skip == 0) & table("lewQ")[letters]
    kinds, said = source_types(line, first, end), content(line, cues, end)
    return Found(cues.token, cues.token + skip, _class(cues), first, end - 1, kinds, joined, *said)


def at_phrases(line: Line, cues: Windows) -> Found:
    """Read جاء ذلك في بيان للوزارة, and على لسان فلان."""
    tongue = cues.needs("tongue")
    lead_end, led = _came_in(line, cues)
    good = np.where(tongue, cues.before(line) == ord("p"), led)
    cues, tongue = cues.rows(good), tongue[good]
    source = after_particle(line, np.where(tongue, cues.token + 1, lead_end[good]), cues.high)
    first, end = np.maximum(source.first, 0), source.end
    heads = line.heads[first]
    papers = among("document", "social", "media", "agency")[heads] | (line.letters[first] == ord("b"))
    good = (source.first >= 0) & (tongue | papers)
    cues, tongue, heads, first, end = cues.rows(good), tongue[good], heads[good], first[good], end[good]
    owned = ~tongue & ~among("social")[heads] & (end - first > 1) & line.has(first + 1, TO)
    first = first + owned
    kinds, said = source_types(line, first, end), content(line, cues, end)
    return Found(cues.token - tongue, first - 1, _class(cues), first, end - 1, kinds, np.zeros(len(first), dtype=bool), *said)


def _came_in(line: Line, cues: Windows) -> tuple[Ints, Bools]:
    """Go over what stands between it came and the paper: جاء ذلك أمس في."""
    at = cues.token + 1
    at = at + line.isin(at, cues.high, "o")
    at = at + line.isin(at, cues.high, "at")
    led = line.isin(at, cues.high, "p")
    at = at + 1
    at = at + 2 * (line.isin(at, cues.high, "w") & line.isin(at + 1, cues.high, "p"))
    return at, led & line.isin(at, cues.high, "bhH")


def at_colons(line: Line, cues: Windows) -> tuple[Found, Found]:
    """Read the leads of headlines, X: …: where X is known to speak, and where the body must bear that out."""
    spoken, addressed = lead(line, cues.start, cues.token)
    heads = line.heads[cues.start]
    good = spoken & ~among("nonsource", "document")[heads] & (cues.high > cues.token + 1)
    sure = good & (~among("", "place")[heads] | addressed)
    return _led(line, cues.rows(sure)), _led(line, cues.rows(good & ~sure))


def _led(line: Line, cues: Windows) -> Found:
    kinds, no = source_types(line, cues.start, cues.token), np.zeros(len(cues.token), dtype=bool)
    name = np.full(len(no), "colon", dtype=object)
    return Found(cues.token, cues.token, name, cues.start, cues.token - 1, kinds, no, cues.token + 1, cues.high - 1)


def relayed(line: Line, cues: Windows, end: Ints) -> Found:
    """Find the sources from which outlets have their reports: نقلت الصحيفة عن القبطان قوله.

    cues  verbs that have a source behind them; end  the token behind it.
    """
    good = cues.needs("claim") & (line.relays.next(end) == end) & (end < cues.high)
    cues, token = cues.rows(good), end[good]
    source = after_particle(line, token + 1, cues.high)
    good = source.first >= 0
    cues, token, first, end = cues.rows(good), token[good], source.first[good], source.end[good]
    kinds, name = source_types(line, first, end), np.full(len(first), "particle", dtype=object)
    return Found(token, token, name, first, end - 1, kinds, np.zeros(len(first), dtype=bool), *content(line, cues, end))
