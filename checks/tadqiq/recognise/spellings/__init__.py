"""Decide whether two written forms can be one name, and say why.

The decision is made word by word: a weighted distance (rules/lexicons/ar/spelling_costs.tsv) against an allowance that grows with the
word, and guards that veto. It sees no context: what the article tells about the people is weighed by `verify.names.clusters`.
"""

from __future__ import annotations

from tadqiq.recognise.spellings.align import align
from tadqiq.recognise.spellings.costs import costs
from tadqiq.recognise.spellings.lists import Verdict, known, listed, look_alikes
from tadqiq.recognise.spellings.parts import Spelling, spellings
from tadqiq.recognise.spellings.words import LONGEST, Question, compare_words, consonants, decide, score, steps_of

__all__ = ["Question", "Verdict", "compare", "compare_words", "consonants", "decide", "known", "look_alikes", "match"]

_SPACING = 0.15  # what a name written as one word or as two may differ by besides


def match(a: str, b: str) -> Verdict:
    """Decide on two forms as written.

    >>> match("يوآف غالانت", "يوآف جالانت").same, match("حسن", "حسين").same
    (True, False)
    """
    return compare(*spellings([a, b]))


def compare(a: Spelling, b: Spelling) -> Verdict:
    """Decide on two prepared forms."""
    if not a.words or not b.words:
        return Verdict(False, 0.0, ("empty",))
    if frozenset((a.plain, b.plain)) in look_alikes():
        return Verdict(False, 0.0, ("guard-word",))
    if a.words == b.words:
        return Verdict(True, 1.0, ("equal",), sure=True)
    if found := listed("".join(a.words), "".join(b.words)):
        return found
    if len(a.words) != len(b.words):
        return _joined(a, b)
    alone = len(a.words) == 1
    words = [compare_words(*pair, alone=alone) for pair in zip(a.words, b.words, a.kinds, b.kinds, strict=True)]
    least = round(min(w.score for w in words), 4)
    vetoes = [reason for w in words if not w.same for reason in w.why]
    why = tuple(vetoes or (reason for w in words for reason in w.why))
    return Verdict(not vetoes, least, why, sure=all(w.sure for w in words))


def _joined(a: Spelling, b: Spelling) -> Verdict:
    """Decide on forms of unlike numbers of words: only a space may part them."""
    one, other = "".join(a.words), "".join(b.words)
    if max(len(one), len(other)) > LONGEST * min(len(a.words), len(b.words)):
        return Verdict(False, 0.0, ("guard-long",))
    found = align(one, other, costs())
    if found.cost <= _SPACING:
        return Verdict(True, score(found.cost, one, other), ("spaces", *steps_of(found)), sure=not found.edits)
    return Verdict(False, min(score(found.cost, one, other), 0.5), ("guard-more-words",))
