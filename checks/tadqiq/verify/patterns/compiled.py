"""Make of a pattern what matches it: letters for tokens, and a regular expression over them for the linear-time engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.verify.patterns.elements import MOST, Bits, Element, classifier
from tadqiq.verify.patterns.language import parse
from tadqiq.verify.patterns.tree import Edge, Either, Gap, Mention, Node, Pattern, PatternError, leaves, needed

OPEN, CLOSE = "\ue000", "\ue001"  # what the engine writes around a found passage
FIRST_LETTER = 0x4E00  # letters of tokens: none of them stands for itself in a regular expression
_NEVER = "\U000f0000"  # a letter that no token has
_EDGES = {"^": "(?m:^)", "$": "(?m:$)"}


@dataclass(frozen=True, eq=False)
class Compiled:
    """Hold a pattern ready to match; `bits` is a classifier of distinct tokens, the same object as long as the pattern is."""

    pattern: Pattern
    elements: tuple[Element, ...]
    bits: Callable[[pl.DataFrame], Bits]
    anchors: tuple[np.uint64, ...]  # every match has a token or mention of each of these masks

    @property
    def mentions(self) -> tuple[str, ...]:
        """Name the kinds of mentions that the pattern reads."""
        return tuple(dict.fromkeys(element.kind for element in self.elements if isinstance(element, Mention)))

    def mention_bits(self, kind: str) -> np.uint64:
        """Give the bits of the elements that a mention of a kind can stand for."""
        return np.uint64(sum(1 << n for n, element in enumerate(self.elements) if isinstance(element, Mention) and element.kind == kind))

    def expression(self, combinations: Bits) -> str:
        """Write the regular expression over letters, where letter n stands for tokens with the n-th combination of bits."""
        known = [chr(FIRST_LETTER + n) for n in range(len(combinations))]
        letters = {
            element: "".join(letter for letter, bits in zip(known, combinations.tolist(), strict=True) if bits >> number & 1) or _NEVER
            for number, element in enumerate(self.elements)
        }
        parts = ("".join(_written(node, letters) for node in part) for part in self.pattern)
        return "".join(f"(?P<{name}>{part})" for name, part in zip("bma", parts, strict=True))


def compiled(text: str, lists: Mapping[str, Iterable[str]] | None = None) -> Compiled:
    """Compile a pattern; the same pattern is compiled once a process. A fault in it is a PatternError."""
    return _compiled(text, tuple(sorted((name, tuple(words)) for name, words in (lists or {}).items())))


@lru_cache(maxsize=4_096)
def _compiled(text: str, lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Compiled:
    pattern = parse(text)
    whole = (*pattern.before, *pattern.marked, *pattern.behind)
    elements = tuple(dict.fromkeys(leaves(whole)))
    if len(elements) > MOST:
        raise PatternError(f"the pattern has {len(elements)} different words and mentions", 0, f"at most {MOST}; put words into `lists`")
    anchors = tuple(mask for node in whole if needed(node) and (mask := _mask(node, elements)))
    made = Compiled(pattern, elements, classifier(elements, dict(lists)), anchors)
    try:
        pl.Series([""]).str.contains(made.expression(np.arange(4, dtype=np.uint64)))
    except pl.exceptions.ComputeError as error:
        raise PatternError("the pattern is too large when its repetitions are written out", 0, "fewer gaps, or shorter ones") from error
    return made


def _mask(node: Node, elements: Sequence[Element]) -> np.uint64:
    """Give the bits of which one must be met where a node matches; 0 where any element will do."""
    if isinstance(node, Either):
        rows = [[mask for part in choice if needed(part) and (mask := _mask(part, elements))] for choice in node.choices]
        return np.uint64(0) if not all(rows) else np.bitwise_or.reduce(np.array([row[0] for row in rows], dtype=np.uint64))
    return np.uint64(0) if isinstance(node, Edge | Gap) else np.uint64(1 << elements.index(node))


def _written(node: Node, letters: Mapping[Element, str]) -> str:
    """Write a node as a regular expression over letters."""
    if isinstance(node, Edge):
        return _EDGES[node.sign]
    if isinstance(node, Gap):
        return rf"[^\n]{{{node.least},{node.most}}}?"
    if isinstance(node, Either):
        inner = "|".join("".join(_written(part, letters) for part in choice) for choice in node.choices)
        return f"(?:{inner}){'?' if node.optional else ''}"
    return f"[{letters[node]}]"


def found(text: str, expression: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give where the marked part of each match begins and ends, as indexes into the letters."""
    marked = str(pl.Series([text]).str.replace_all(expression, f"${{b}}{OPEN}${{m}}{CLOSE}${{a}}")[0])
    points = np.frombuffer(marked.encode("utf-32-le"), dtype="<u4")
    begins, ends = np.flatnonzero(points == ord(OPEN)), np.flatnonzero(points == ord(CLOSE))
    order = np.arange(len(begins))
    return begins - 2 * order, ends - 2 * order - 1
