"""Hold a pattern as a tree of words, mentions, gaps and choices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class PatternError(ValueError):
    """Say what is wrong with a pattern, and at which character."""

    def __init__(self, message: str, at: int, hint: str = "") -> None:
        """Keep the place apart from the sentence."""
        super().__init__(f"{message} (character {at + 1} of the pattern)")
        self.at, self.hint = at, hint


@dataclass(frozen=True, slots=True)
class Word:
    """Match one token: `before` with joined letters or without, `opens` what begins so, `closes` what ends so."""

    text: str
    before: bool = False
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Match a mention of that kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Match a word of a lexicon or of the rule's own lists."""

    name: str
    before: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Match up to so many elements of any sort; `least` of them must be there."""

    most: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """Match the beginning (^) or the end ($) of a sentence."""

    sign: str


@dataclass(frozen=True, slots=True)
class Either:
    """Match one of several sequences; with `optional`, or nothing."""

    choices: tuple[tuple[Node, ...], ...]
    optional: bool = False


Node = Word | Mention | Listed | Gap | Edge | Either


class Pattern(NamedTuple):
    """Hold a pattern in three parts: what stands before the marked part, the marked part, what stands behind."""

    before: tuple[Node, ...]
    marked: tuple[Node, ...]
    behind: tuple[Node, ...]


def needed(node: Node) -> bool:
    """Tell whether a node always matches at least one token or mention.

    >>> needed(Word("وزير")), needed(Either(((Word("وزير"),),), optional=True))
    (True, False)
    """
    if isinstance(node, Either):
        return not node.optional and all(any(needed(part) for part in choice) for choice in node.choices)
    return not isinstance(node, Edge) and (not isinstance(node, Gap) or node.least > 0)


def leaves(nodes: tuple[Node, ...]) -> Iterator[Word | Mention | Listed]:
    """Give every word, list and mention of a sequence, those of its choices too."""
    for node in nodes:
        if isinstance(node, Either):
            for choice in node.choices:
                yield from leaves(choice)
        elif isinstance(node, Word | Mention | Listed):
            yield node
