"""Find where the phrase of a source begins and ends: after a verb, after a particle, in a headline's lead.

A phrase is a head or the first word of a name, then units of a name (`Line.more`), a place, and a title or an apposition behind a comma.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tadqiq.recognise.attributions.lines import Line, walk
from tadqiq.recognise.attributions.places import Bools
from tadqiq.recognise.tokens import Ints


class Phrases(NamedTuple):
    """Hold the first token of a phrase and the one behind its last, for each place; both -1 where there is none."""

    first: Ints
    end: Ints


def after_verb(line: Line, at: Ints, high: Ints) -> Phrases:
    """Find the source behind a verb, over adverbs and pronouns: قال له أمس الوزير; at  the token behind the verb."""
    first = walk(line, at, high, line.adverbs, 40, waits="")
    end = _name(line, first, high, "wdRbz", 11)
    found = np.flatnonzero(end >= 0)
    first, at, high = first[found], end[found], high[found]
    led = line.isin(first + (line.at(first, high) == ord("-")), high, "R")
    comma = line.at(at, high) == ord(",")
    for asked, ways in ((led, (_name_behind, _other_behind)), (~led, (_title_behind, _other_behind))):
        for way in ways:
            rows = np.flatnonzero(asked & comma)
            reached = way(line, at[rows], high[rows])
            at[rows] = np.where(reached >= 0, reached, at[rows])
            comma[rows[reached >= 0]] = False
    return _spread(len(end), found, first, at)


def after_particle(line: Line, at: Ints, high: Ints) -> Phrases:
    """Find the source that begins at a place behind a particle or a preposition."""
    end = _name(line, at, high, "wdRbleyz", 9)
    found = np.flatnonzero(end >= 0)
    reached = _other_behind(line, end[found], high[found], said="T")
    return _spread(len(end), found, at[found], np.where(reached >= 0, reached, end[found]))


def lead(line: Line, first: Ints, colon: Ints) -> tuple[Bools, Bools]:
    """Tell whether all before a headline's colon is somebody who speaks, and whether it ends with one spoken to."""
    at = _name(line, first, colon, "wdRbz", 11, place=False)
    found = at >= 0
    at = np.where(found & line.isin(at, colon, "p"), walk(line, at, colon, line.lead, 40, waits="-p"), at)
    spoken_to = found & line.isin(at, colon, "e")
    return found & ((at == colon) | spoken_to), spoken_to


def _spread(count: int, rows: Ints, first: Ints, end: Ints) -> Phrases:
    phrases = Phrases(np.full(count, -1), np.full(count, -1))
    phrases.first[rows], phrases.end[rows] = first, end
    return phrases


def _name(line: Line, first: Ints, high: Ints, letters: str, most: int, *, place: bool = True) -> Ints:
    """Give the token behind a name and its place, or -1; letters  of the words that it may begin with, beside heads."""
    dashed = line.at(first, high) == ord("-")
    at = first + dashed
    one, two, three = (line.at(at + ahead, high) for ahead in range(3))
    wide = line.isin(at, high, letters).astype(np.int64)
    wide = np.where(one == ord("h"), 1 + ((two == ord("m")) | (two == ord("b"))), wide)
    wide = np.where((one == ord("h")) & (two == ord("k")) & (three == ord("w")) & line.isin(at + 3, high, "QTC,."), 3, wide)
    rows = np.flatnonzero(one == ord("H"))
    wide[rows] = 1 + _numbered(line, at[rows] + 1, high[rows])
    rows = np.flatnonzero((one == ord("Q")) & ~dashed)
    quoted = line.quoted[at[rows]]
    wide[rows] = np.where(at[rows] + quoted <= high[rows], quoted, 0)
    found = np.flatnonzero(wide > 0)
    ends = walk(line, at[found] + wide[found], high[found], line.more, most)
    end = np.full(len(first), -1)
    end[found] = _placed(line, ends, high[found]) if place else ends
    return end


def _numbered(line: Line, at: Ints, high: Ints) -> Ints:
    """Count the letters of a channel's number behind its head: القناة الـ12."""
    joined = line.at(at, high) == ord("d")
    figure = at + joined
    fits = (line.at(figure, high) == ord("0")) & line.isin(figure + 1, high, "dwTC,Q")
    alone = (line.at(at, high) == ord("0")) & line.isin(at + 1, high, "dwTC,Q")
    return np.asarray(np.where(fits, 1 + joined, alone))


def _placed(line: Line, at: Ints, high: Ints) -> Ints:
    """Take in the place behind a name: في مدينة."""
    rows = np.flatnonzero((line.at(at, high) == ord("p")) & line.isin(at + 1, high, "wdhHRl"))
    reached = walk(line, at[rows] + 2, high[rows], line.place, 6)
    fits = (reached == high[rows]) | line.isin(reached, high[rows], "TC,.Qtaur(")
    at = at.copy()
    at[rows] = np.where(fits, reached, at[rows])
    return at


def _name_behind(line: Line, at: Ints, high: Ints) -> Ints:
    """Give the end of the name behind a title and a comma, or -1."""
    begins = line.isin(at + 1, high, "wz") & (line.letters[at - 1] != ord(","))
    reached = walk(line, at + 2, high, line.plain, 4, waits="")
    return np.where(begins & line.isin(reached, high, ",TCQptx"), reached, -1)


def _other_behind(line: Line, at: Ints, high: Ints, said: str = "TCQ") -> Ints:
    """Give the end of an apposition behind a comma, or -1; what is said must follow at once."""
    end = np.full(len(at), -1)
    rows = np.flatnonzero((line.at(at, high) == ord(",")) & line.isin(at + 1, high, "dwhH"))
    high = high[rows]
    reached = walk(line, at[rows] + 2, high, line.other, 9)
    behind = reached + np.where(reached < high, line.quoted[reached], 0)
    for place in (reached, np.where(behind <= high, behind, reached)):
        then = line.isin(place, high, said)
        if said != "T":
            then |= (line.at(place, high) == ord(",")) & line.isin(place + 1, high, said)
        end[rows] = np.where(then, place, end[rows])
    return end


def _title_behind(line: Line, at: Ints, high: Ints) -> Ints:
    """Give the end of the title behind a name and a comma, with the name behind that, or -1."""
    end = np.full(len(at), -1)
    rows = np.flatnonzero(line.at(at + 1, high) == ord("R"))
    start, high = at[rows] + 2, high[rows]
    reached = walk(line, start, high, line.title, 12)
    named = (line.at(reached, high) == ord(",")) & (line.at(reached + 1, high) == ord("w"))
    further = walk(line, reached + 2, high, line.plain, 4, waits="")
    named &= _title_ends(line, further, high)
    fits = _title_ends(line, reached, high)
    end[rows] = np.where(named, further, np.where(fits, reached, -1))
    for row in np.flatnonzero(~named & ~fits).tolist():  # seldom: then the title ends before its last preposition or quotation mark
        end[rows[row]] = _give_back(line, int(start[row]), int(reached[row]))
    return end


def _title_ends(line: Line, at: Ints, high: Ints) -> Bools:
    return np.asarray((at == high) | line.isin(at, high, ",TCQ.pt"))


def _give_back(line: Line, start: int, end: int) -> int:
    found, at = -1, start
    while at < end:
        found = at if line.letters[at] in b"pQ" else found
        at += int(line.title[at])
    return found
