"""Decide whether one word of a name and one of another can be spellings of one word: guards, a weighted distance, an allowance."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tadqiq.recognise.spellings.align import Alignment, align
from tadqiq.recognise.spellings.costs import VOWELS, costs
from tadqiq.recognise.spellings.lists import Verdict, known, listed
from tadqiq.recognise.spellings.many import alignments, distances
from tadqiq.recognise.spellings.parts import ARTICLE, JOINED, PLAIN, head_off

# How alike words must be before a collection is joined by them: one step apart inside a longer name, and otherwise.
_NEAR, _NEAR_WHOLE = 0.88, 0.9
_STRICT = 0.55  # share of the allowance for a name whose spelling is settled
_SHORT = 0.62  # what words of fewer than three consonants may differ by
_LONG, _SOUND = 5, 0.2  # letters of a whole name that any sure step may part; the price of a letter for another of its sound
LONGEST = 40  # letters of a word beyond which it is no name; what it costs to compare two grows with the square
_BORROWED = frozenset("پچڤگژ")
_SETTLED, _FEW = "settled", "few"  # guards that lower the allowance
_PLAIN = frozenset(["hamza", "final"])
_JOINED = frozenset("وفبلك")
_GLIDES = {"و", "ي"}  # at the head of a word no long vowels
_CASES = {"ون", "ين"}  # a plural in two cases
_WEAK = VOWELS | {"ة"}


class Question(NamedTuple):
    """Ask about one word of each of two names; the kinds are those of `Spelling`, alone says whether the word is the whole name."""

    x: str
    y: str
    x_kind: str
    y_kind: str
    alone: bool


class _Open(NamedTuple):
    """Hold two words that no guard has decided on: without the article, where it parts them."""

    x: str
    y: str
    kind: str
    why: tuple[str, ...]
    alone: bool


@lru_cache(maxsize=200_000)
def compare_words(x: str, y: str, x_kind: str, y_kind: str, *, alone: bool) -> Verdict:
    """Decide on one word of each of two names (see `Question`)."""
    case = _guarded(Question(x, y, x_kind, y_kind, alone))
    return case if isinstance(case, Verdict) else _weighed(case, align(case.x, case.y, costs()))


def decide(questions: Sequence[Question]) -> list[Verdict]:
    """Decide on many words at once, as `compare_words` does on one, but leave the steps out of `why`."""
    cases = [_guarded(question) for question in questions]
    found = [case for case in cases if isinstance(case, _Open)]
    apart = [round(cost, 4) for cost in distances([(case.x, case.y) for case in found]).tolist()]
    told = [_told(case, cost) for case, cost in zip(found, apart, strict=True)]
    near = [n for n, one in enumerate(told) if one.same and one.score >= _NEAR and not found[n].why]
    for n, steps in zip(near, alignments([(found[n].x, found[n].y) for n in near]), strict=True):
        x, y, kind = found[n][:3]
        told[n] = told[n]._replace(sure=_sure(steps, x, y, _limit(x, y, kind)[1], alone=found[n].alone))
    opened = iter(told)
    return [case if isinstance(case, Verdict) else next(opened) for case in cases]


def _told(case: _Open, cost: float) -> Verdict:
    """Decide by the distance alone; whether surely is left open."""
    far = cost > costs().allowance(max(len(case.x), len(case.y))) or cost > _limit(case.x, case.y, case.kind)[0]
    return Verdict(not far, score(cost, case.x, case.y), ("distance",) if far else case.why)


def _guarded(question: Question) -> Verdict | _Open:
    """Decide by guards and lists alone, or say what is to be weighed."""
    x, y, x_kind, y_kind, alone = question
    if x == y:
        return Verdict(True, 1.0, (), sure=True)
    if alone and (found := listed(x, y)):
        return found
    if max(len(x), len(y)) > LONGEST:
        return Verdict(False, 0.0, ("guard-long",))
    why: tuple[str, ...] = ()
    if ARTICLE in {x_kind, y_kind} and not (x.startswith("ال") and y.startswith("ال")):
        bare = (x[2:] if x_kind == ARTICLE else x, y[2:] if y_kind == ARTICLE else y)
        if any(word in known() for word in bare) or (alone and bare[0] != bare[1]):
            return Verdict(False, 0.0, ("guard-article",))
        x, y, why = *bare, ("article",)
    if x_kind != y_kind and x_kind[:1] == y_kind[:1] == JOINED:
        return Verdict(False, 0.0, ("guard-joined",))
    if found := listed(head_off(x, x_kind), head_off(y, y_kind)):
        return found
    return _Open(x, y, x_kind if x_kind == y_kind else PLAIN, why, alone)


def _weighed(case: _Open, found: Alignment) -> Verdict:
    """Decide by what parts two words and what is allowed."""
    x, y = case.x, case.y
    steps = (*case.why, *steps_of(found))
    limit, guard = _limit(x, y, case.kind)
    if found.cost > limit:
        reason = f"distance {found.cost:.2f} {max(0.0, limit):.2f} {guard}".rstrip()
        return Verdict(False, score(found.cost, x, y), (*steps, reason))
    sure = not case.why and _sure(found, x, y, guard, alone=case.alone)
    return Verdict(True, score(found.cost, x, y), steps, sure=sure)


@lru_cache(maxsize=200_000)
def _limit(x: str, y: str, kind: str) -> tuple[float, str]:
    """Give what two words may differ by, and the guard that lowered it."""
    limit = costs().allowance(max(len(x), len(y)))
    if (kind and not _BORROWED & {*x, *y}) or any(_settled(word) for word in (x, y)):
        limit, guard = limit * _STRICT, _SETTLED
    else:
        guard = ""
    if min(consonants(x), consonants(y)) < 3 and limit > _SHORT:
        limit, guard = _SHORT, _FEW
    return limit, guard


def _sure(found: Alignment, x: str, y: str, guard: str, *, alone: bool) -> bool:
    """Tell whether the steps part spellings only.

    Those of a settled name may differ by hamza and final letters alone; of a short whole name, by a letter for another of its sound.
    """
    if (x[1:] == y and x[0] in _JOINED) or (y[1:] == x and y[0] in _JOINED):  # و or ب may only be joined to it
        return False
    if x[:-2] == y[:-2] and {x[-2:], y[-2:]} == _CASES:
        return False
    if x[0] != y[0] and found.edits[0][:2] == (x[0], y[0]) and _GLIDES & {x[0], y[0]}:  # ونستون، أنستون
        return False
    rows = [costs().rows[edit.row] for edit in found.edits]
    plain = all(row["name"] in _PLAIN for row in rows)
    sounds = plain or all(edit.one and edit.other and edit.cost < _SOUND for edit in found.edits)
    if guard == _SETTLED and not (sounds if alone and not {x, y} & known().keys() else plain):
        return False
    if alone and min(len(x), len(y)) < _LONG and not sounds:
        return False
    return all(row["sure"] == "yes" for row in rows) and score(found.cost, x, y) >= (_NEAR_WHOLE if alone or len(rows) > 1 else _NEAR)


def consonants(word: str) -> int:
    """Count the letters of a word that are no long vowels; the first letter counts."""
    return sum(1 for n, letter in enumerate(word) if n == 0 or letter not in _WEAK)


def score(cost: float, x: str, y: str) -> float:
    """Say how alike two words are, from 0 to 1, by what it costs to turn one into the other."""
    return round(max(0.0, 1 - cost / max(3, len(x), len(y))), 4)


def steps_of(found: Alignment) -> tuple[str, ...]:
    """Write the steps as `Verdict.why` has them."""
    names = costs().rows
    return tuple(f"{names[e.row]['name']} {e.one or '-'} {e.other or '-'} {e.cost:g}" for e in found.edits)


def _settled(word: str) -> bool:
    return word in known()
