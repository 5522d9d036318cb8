"""Tell whether what is said follows, as a cue demands."""

from __future__ import annotations

import numpy as np

from tadqiq.recognise.attributions.lines import Line
from tadqiq.recognise.attributions.places import Bools
from tadqiq.recognise.attributions.windows import Windows
from tadqiq.recognise.tokens import Ints

PREPOSITIONS = ("to", "on", "from", "about")  # verbs that want one
_FILLING = ",wdhHRlyzxtaj-"  # what may stand before a preposition
_STOPS = ",TCQ.u"  # what ends a preposition's phrase


def by_preposition(line: Line, at: Ints, high: Ints, letters: str = "pT") -> Bools:
    """Tell whether a preposition (or أن) follows, over at most eight words of the clause."""
    then = line.others(_FILLING).next(at)
    return (then - at <= 8) & line.isin(then, high, letters)


def soon(line: Line, at: Ints, high: Ints) -> Bools:
    """Tell whether أن, a colon or a quotation follows, over a few adverbs and phrases."""
    return line.isin(_items(line, at, high, ",atwdbj", 7), high, "TCQ")


def _items(line: Line, at: Ints, high: Ints, letters: str, most: int) -> Ints:
    """Go over single words and phrases of a preposition."""
    at, stops = at.copy(), line.places(_STOPS)
    active = np.arange(len(at))
    for _ in range(most):
        here, end = at[active], high[active]
        phrase = np.minimum(np.minimum(stops.next(here + 1), here + 7), end) - here
        letter = line.at(here, end)
        wide = np.where(line.isin(here, end, letters), 1, np.where((letter == ord("p")) & (phrase > 1), phrase, 0))
        active = active[wide > 0]
        if not len(active):
            break
        at[active] += wide[wide > 0]
    return at


def _aside(line: Line, at: Ints, high: Ints) -> Ints:
    """Go over asides between commas up to أن: ، في بيان، الخميس، أن."""
    end = at.copy()
    rows = np.flatnonzero(line.at(at, high) == ord(","))
    here, limit = at[rows], high[rows]
    for _ in range(3):
        opened = line.at(here, limit) == ord(",")
        reached = np.where(opened, _items(line, here + 1, limit, "atwd", 8), here)
        here = np.where(opened & (reached > here + 1), reached, here)
    told = (line.at(here, limit) == ord("T")) | ((line.at(here, limit) == ord(",")) & (line.at(here + 1, limit) == ord("T")))
    told &= here > at[rows]
    end[rows[told]] = here[told]
    return end


def says(line: Line, cues: Windows, end: Ints, *, stated: bool) -> Bools:
    """Tell whether something said follows, as each cue demands.

    end  the token behind the source, or behind the cue; stated  whether there is a source.
    """
    high = cues.high
    if stated:
        end = _aside(line, end, high)
    stop = line.places(".").next(end)
    near = np.minimum(np.minimum(end + 12, high), stop)
    said = line.places("TCQ").next(end)
    follows = said < near
    told = (line.isin(end + ahead, near, "T") for ahead in range(4))
    that = np.logical_or.reduce(list(told))
    whole = np.minimum(line.places(".").next(cues.token + 1), high) - (cues.token + 1)
    full = np.full(len(end), fill_value=stated)
    comma = cues.before(line) == ord(",")
    found = [
        (cues.needs("free"), full | follows),
        (cues.needs("speech", "accuse"), (follows & (said - end < 7)) | (full & ((whole > 2) | comma))),
        (cues.needs(*PREPOSITIONS), by_preposition(line, end, near)),
        (cues.needs("as"), by_preposition(line, end, near) | (full & (near - end > 1))),
        (cues.needs("that"), that | (line.places("C").next(end) < np.minimum(near, end + 3))),
        (cues.needs("quote"), _quotes(line, cues, end, near, 8 if stated else 6)),
        (cues.needs("document"), full & (whole > 2)),
        (cues.needs("cause"), full & _to_cause(line, end, near)),
        (cues.needs("given"), full & line.isin(cues.token + 1, high, "x")),
    ]
    claimed = follows & ((that | ~line.isin(said, near, "T")) if stated else (said - end < 4))
    return np.select([where for where, _ in found], [told for _, told in found], default=claimed)


def _to_cause(line: Line, end: Ints, near: Ints) -> Bools:
    return by_preposition(line, end + line.isin(end, near, "m"), near, "p")


def _quotes(line: Line, cues: Windows, end: Ints, near: Ints, reach: int) -> Bools:
    """Tell whether a colon or a quotation of some length follows at once."""
    limit = np.minimum(end + reach, cues.high)
    found = line.places("C").next(end) < limit
    marks = line.places("Q")
    at = marks.next(end)
    for _ in range(reach - 3):
        after = marks.next(at + 1)
        found |= (at + 3 < limit) & (after > at + 3)
        at = after
    return found & ~(line.isin(end, near, "T") | line.isin(end + 1, near, "T"))


def direct(line: Line, at: Ints, high: Ints) -> Bools:
    """Tell whether أن follows at once, or over a preposition or a comma."""
    return line.isin(at, high, "T") | (line.isin(at, high, "p,") & line.isin(at + 1, high, "T"))
