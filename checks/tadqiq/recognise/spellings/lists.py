"""Hold a decision on two forms, and know the forms whose spelling is settled, and those that only look alike."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tadqiq.lexicon import read
from tadqiq.recognise.spellings.parts import spellings


class Verdict(NamedTuple):
    """Hold a decision: one name or not, how alike from 0 to 1, and the steps and guards that decided.

    why  codes that `write.names.reasons` words: a guard, `equal`, `listed`, `article`, `spaces`; `distance` with what it is, what was
    allowed and the guard that lowered that; or a step: the name of its row, what stands in either spelling (- for nothing), and its price.

    sure  whether every step is one that only parts spellings, and never names: what a collection may be joined by.
    """

    same: bool
    score: float
    why: tuple[str, ...]
    sure: bool = False


def listed(one: str, other: str) -> Verdict | None:
    """Decide on two forms of settled spelling by their rows alone."""
    rows = known().get(one), known().get(other)
    if None in rows:
        return None
    return Verdict(True, 1.0, ("listed",), sure=True) if rows[0] == rows[1] else Verdict(False, 0.0, ("guard-known",))


@cache
def known() -> dict[str, int]:
    """Give the names of settled spelling, by form at matching level without spaces: equal numbers are one name."""
    forms = [(form, number) for number, row in enumerate(read("spelling_known")) for form in row["forms"].split(",")]
    return {"".join(s.words): number for s, (_, number) in zip(spellings([form for form, _ in forms]), forms, strict=True)}


@cache
def look_alikes() -> frozenset[frozenset[str]]:
    """Give the pairs of forms, at level N1, that only look alike."""
    return frozenset(frozenset((row["name"], row["other"])) for row in read("spelling_apart"))
