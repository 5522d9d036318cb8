"""Decide, for a whole dump at once, on which lines articles begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.load.boundary import beliefs, lead_verbs
from tadqiq.load.cohesion import Column
from tadqiq.normalise import column

# What stands between a line and the one before it: these, or one more number for each form of rule in the file.
NOTHING, BLANK, BLANKS, MATTER, PAGE = range(5)
_BREAKS = 2.5  # log-odds that a plain rule or a page break parts articles …
_MAY_BREAK = 0.5  # … and an ornamental rule
_CONVENTION = 4.0  # most log-odds that a file's own habit of blank lines and rules may add or take
_BELIEVED = 0.4  # share of the lines after a form of rule that must look like beginnings, for it to count as parting articles
_HABIT = 0.9  # the same for blank lines, …
_FEW = 4  # … of which there must be so many
_RESTRAINT = 4.0  # log-odds that other lines lose in a file whose articles are parted by rules
_TWO_HEADS = 6.0  # log-odds against a headline without a body
_SURE = 50.0
_DOUBT = 1.5  # log-odds: nearer to even than this, a person should look


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Hold the decision of a dump.

    starts  line numbers where articles begin, from 0; headless  those of them whose first line is a paragraph;
    doubtful  lines whose reading was a near thing, with the probability of a headline.
    """

    starts: list[int]
    headless: set[int]
    doubtful: dict[int, float]


def beginnings(lines: pl.Series, before: NDArray[np.int16], rules: Sequence[str]) -> Beginnings:
    """Decide where articles begin.

    lines  not empty, stripped; before  what stands before each line: NOTHING, BLANK, …, or PAGE + 1 and on, for the forms in rules.
    """
    prior = np.array([0, 0, 0, 0, _BREAKS, *(_BREAKS if rule[0] in "-=#" else _MAY_BREAK for rule in rules)], dtype=np.float32)
    odds = beliefs(lines) + prior[before]
    odds += _habits(odds, before, len(prior))
    forced, weak = _forced(odds, before, prior)
    if 2 * forced.sum() >= (odds > 0).sum() > 0:
        odds[~forced] -= _RESTRAINT
    forced[0] = True
    chance = _chance(odds)
    sure = np.where(forced, np.maximum(odds, 0) + _SURE, odds).astype(np.float32)
    heads = _best(sure)
    near = (np.abs(odds) < _DOUBT) & ~forced | weak | (sure > 0) & ~heads
    opening = np.flatnonzero(forced)
    headless = {int(n) for n, bare in zip(opening, _paragraphs(lines, opening), strict=True) if bare}
    return Beginnings(np.flatnonzero(heads).tolist(), headless, {int(n): float(chance[n]) for n in np.flatnonzero(near)})


def _chance(odds: Column) -> NDArray[np.float64]:
    """Turn log-odds into probabilities that are never quite 0 or 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds.astype(np.float64), -_SURE, _SURE / 2))), dtype=np.float64)


def _habits(odds: Column, before: NDArray[np.int16], kinds: int) -> Column:
    """Learn from the file itself what its blank lines and rules mean: how often a beginning follows each kind."""
    chance = _chance(odds)
    mean = float(chance.mean())
    count = np.bincount(before, minlength=kinds)
    share = (np.bincount(before, chance, kinds) + mean) / (count + 1)
    shift = np.log(share / (1 - share)) - np.log(mean / (1 - mean))
    shift = shift.clip(-_CONVENTION, _CONVENTION)
    return np.asarray(shift[before], dtype=np.float32)


def _forced(odds: Column, before: NDArray[np.int16], prior: Column) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which lines begin an article whatever they look like, and which of them only for want of other structure.

    A form of rule parts articles where many lines after it look like beginnings, or where it is plain and the file has no
    other beginnings to speak of.
    """
    forced, weak = before == MATTER, np.zeros(len(odds), dtype=bool)
    for kind in range(BLANK, len(prior)):
        there = before == kind
        count, likely = int(there.sum()), int((odds[there] > 0).sum())
        if count and likely >= (_BELIEVED if prior[kind] else _HABIT) * max(count, 0 if prior[kind] else _FEW):
            forced |= there
        elif prior[kind] == np.float32(_BREAKS) and count >= (odds > 0).sum() - likely:
            forced |= there
            weak |= there & (odds < 0)
    return forced, weak


def _best(odds: Column) -> NDArray[np.bool_]:
    """Choose the labels with the most odds in all (Viterbi over headline and body)."""
    heads = np.zeros(len(odds), dtype=bool)
    # A line between two bodies stands alone: only runs of likely headlines need weighing against each other.
    likely = odds > 0
    heads[likely] = True
    edges = np.flatnonzero(np.diff(np.concatenate([[0], likely.view(np.int8), [0]])))
    for start, end in edges.reshape(-1, 2):
        if end - start > 1:
            heads[start:end] = _run(odds[start:end].tolist())
    return heads


def _run(odds: list[float]) -> list[bool]:
    """Label one run of likely headlines, where each pair of neighbours costs."""
    head, body = odds[0], 0.0
    came: list[tuple[bool, bool]] = []  # the better label before, if this is a headline and if it is body
    for value in odds[1:]:
        came.append((head - _TWO_HEADS > body, head > body))
        head, body = max(head - _TWO_HEADS, body) + value, max(head, body)
    labels = [head > body]
    for if_head, if_body in reversed(came):
        labels.append(if_head if labels[-1] else if_body)
    return labels[::-1]


def _paragraphs(lines: pl.Series, at: NDArray[np.int64]) -> list[bool]:
    """Tell which of the lines that open a block are plainly paragraphs: a whole sentence, told as leads are."""
    chosen = lines.gather(at)
    first = column(chosen.str.slice(0, 60), "N2").str.extract(r"^[\"(\[]*(\S+)").fill_null("")
    size = chosen.str.len_chars()
    stopped = chosen.str.contains(r"[^.]\.[\s\"'»”’)\]]*$")
    told = first.is_in(list(lead_verbs())) | first.str.contains(r"^و(?:قال|اضاف|اكد|كان|ذكر|اوضح)") | (size > 120)
    many = chosen.str.contains(r"[^.\s]{2}[.؟?!][\"»”)]*\s+[^\s.]") & (size > 90)
    return ((stopped & (told | many)) | (size > 300)).to_list()
