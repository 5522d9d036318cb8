"""Find where a clause begins with its subject, before the verb: السحيمي أكد.

Such a subject runs up to the verb (or to كان or a comma before it), so its units are counted from there back.
"""

from __future__ import annotations

import numpy as np

from tadqiq.recognise.attributions.lines import Line, table
from tadqiq.recognise.attributions.places import Bools
from tadqiq.recognise.attributions.subjects import Phrases
from tadqiq.recognise.tokens import Ints

_BEFORE = 16  # tokens looked at before a cue
_UNITS, _MANY = 12, 99  # of a subject at most; more than that


def before_verb(line: Line, start: Ints, verb: Ints) -> tuple[Phrases, Ints]:
    """Find the subject of a clause before its verb, and the letter of what it stands behind: ^ begins the sentence, p a preposition.

    start  the first token of the sentence. A joined subject (والنادي يرى) has the letter y.
    """
    low = np.maximum(start, verb - _BEFORE)
    first, end, lead = _paper(line, low, verb)
    opened, head, tail = _clause(line, start, low, verb)
    earlier = (head >= 0) & ((first < 0) | (opened < np.where(lead == ord("y"), first, first - 1)))
    lead = np.where(earlier, ord("^"), lead)
    return Phrases(np.where(earlier, head, first), np.where(earlier, tail, end)), lead


def _paper(line: Line, low: Ints, verb: Ints) -> tuple[Ints, Ints, Ints]:
    """Find a paper behind a preposition (في دراسة أظهرت), or a noun with joined و, right before the verb."""
    at = verb - 1
    for _ in range(3):
        at = at - ((at >= low) & table("wd")[line.letters[at]])
    inside = at >= low
    last = np.where(inside, line.letters[at], 0)
    joined = last == ord("y")
    bound = inside & ((last == ord("m")) | (last == ord("b"))) & (at - 1 >= low) & (line.letters[at - 1] == ord("h"))
    first = np.where(bound, at - 1, at)
    paper = inside & (bound | (last == ord("h"))) & (first - 1 >= low) & (line.letters[first - 1] == ord("p"))
    found = paper | joined
    lead = np.where(paper, ord("p"), np.where(joined, ord("y"), 0))
    return np.where(found, first, -1), np.where(found, verb, -1), lead


def _clause(line: Line, start: Ints, low: Ints, verb: Ints) -> tuple[Ints, Ints, Ints]:
    """Find the earliest place before the verb from which a clause begins with its subject, and that subject."""
    at = verb - 1
    end = verb - ((at >= low) & (line.letters[at] == ord("K")))
    end = end - ((end - 1 >= low) & (line.letters[end - 1] == ord(",")))
    units = _units(line, low, end)
    opened, first = np.full(len(verb), -1), np.full(len(verb), -1)
    rows = np.arange(len(verb))
    for back in range(1, _BEFORE + 1):  # nearest first: the earliest place that fits stays
        place = end - back
        at, opens = _opening(line, start, low, place)
        head = _first(line, place)
        reached = end - (place + head)
        fits = opens & (place >= low) & (head > 0) & (reached >= 0)
        fits &= units[rows, np.clip(reached, 0, _BEFORE)] <= _UNITS
        opened, first = np.where(fits, at, opened), np.where(fits, place, first)
    return opened, first, np.where(first < 0, -1, end)


def _units(line: Line, low: Ints, end: Ints) -> Ints:
    """Count the units from each place up to the end of a subject, by distance from it; too many where they do not lead there."""
    count = np.full((len(end), _BEFORE + 1), _MANY, dtype=np.int64)
    count[:, 0] = 0
    rows = np.arange(len(end))
    for back in range(1, _BEFORE + 1):
        wide = line.subject[np.maximum(end - back, 0)]
        fits = (wide > 0) & (wide <= back) & (end - back >= low)
        count[:, back] = np.where(fits, count[rows, np.clip(back - wide, 0, _BEFORE)] + 1, _MANY)
    return count


def _opening(line: Line, start: Ints, low: Ints, place: Ints) -> tuple[Ints, Bools]:
    """Tell whether a clause may begin at a place, and where what opens it stands."""
    before = np.where(place - 1 >= low, line.letters[place - 1], 0)
    opens = table("TKkC")[before] | ((before == ord(",")) & table("hHR")[line.letters[place]])
    begins = (low == start) & ((place == low) | ((place == low + 1) & (before == ord("-"))))
    return np.where(begins, low - 1, place - 1), opens | begins


def _first(line: Line, place: Ints) -> Ints:
    """Give the length of the unit with which a subject begins; 0 where none may begin."""
    one, two = line.letters[place], line.letters[place + 1]
    wide = np.where(one == ord("Q"), line.quoted[place], table("wdyHRb")[one]).astype(np.int64)
    return np.where(one == ord("h"), 1 + ((two == ord("m")) | (two == ord("b"))), wide)
