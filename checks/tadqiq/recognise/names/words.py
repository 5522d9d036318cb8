"""Tell common words from what may be part of a name, by dictionary forms and computed affixes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import polars as pl

from tadqiq.lexicon import columns, read
from tadqiq.normalise import column

_JOINED = frozenset("وفبلك")
_ARTICLES = ("وال", "بال", "فال", "كال", "ولل", "فلل")
_LOOSE_ENDS = frozenset({"ي", "ان"})  # of relation and of the dual, but of family names too
_PLURALS = frozenset({"ين", "ون", "ات"})
_SEATED = frozenset({"اؤ", "ائ"})  # how اء is written before an ending
EXACT, DERIVED, LOOSE = "exact", "derived", "loose"


class _Endings(dict[str, tuple[tuple[str, int], ...]]):
    """Give, by the last two letters of a word, the endings that it may have and their lengths; each answer is worked out once."""

    def __init__(self, *endings: str) -> None:
        """Hold the endings in the order in which they are tried."""
        super().__init__()
        self._endings = endings

    def __missing__(self, tail: str) -> tuple[tuple[str, int], ...]:
        """Work out which endings go with two letters."""
        found = self[tail] = tuple((end, len(end)) for end in self._endings if end[-2:] == tail or end == tail[-1:])
        return found


_NOUN_ENDS = _Endings(
    *("ة", "ات", "ين", "ون", "ها", "هم", "هما", "نا", "ا", "ية", "تة", "تها", "تهم", "تنا", "تين", "تان", "اتة", "اتها", "اتهم"),
    *("يا", "يين", "كم", "هن", "ي", "ان"),
)
_VERB_ENDS = _Endings("ت", "ا", "وا", "تا", "نا", "ها", "هم", "ة", "تة", "تها", "تهم", "وة", "وها", "وهم", "هما", "تم", "ني", "نة")
_IMPERFECT_ENDS = _Endings("ون", "ان", "ين", "وا", "ها", "هم", "ة", "ا", "نا", "هما", "ن")


class Words(NamedTuple):
    """Hold the dictionary: keys of names, of nouns and adjectives, of what endings may be put to, and of the two stems of verbs."""

    names: frozenset[str]
    nouns: frozenset[str]
    stems: frozenset[str]  # nouns, those in ة without it too
    relations: frozenset[str]  # adjectives in ي, without it
    perfects: frozenset[str]
    imperfects: frozenset[str]


def keys(values: list[str]) -> list[str]:
    """Bring lexicon cells to matching level."""
    return column(pl.Series(values, dtype=pl.String), "N2").to_list()


@cache
def words() -> Words:
    """Read the dictionary once."""
    held = columns("words")
    names, perfects = set[str](), set[str]()
    nouns = set(keys([row["word"] for row in read("name_stops")]))
    for kind, key in zip(held["class"], keys(list(held["word"])), strict=True):
        kinds = kind.split("+")
        if kinds == ["name"]:
            names.add(key)
            continue
        if kinds != ["verb"]:
            nouns.add(key)
        if "verb" in kinds:
            perfects.add(key)
    imperfects = frozenset(stem for verb in perfects for stem in imperfect_stems(verb))
    perfects |= {form for verb in perfects for form in perfect_stems(verb)}
    stems = nouns | {noun[:-1] for noun in nouns if noun[-1] == "ة"}
    relations = frozenset(noun[:-1] for noun in nouns if noun[-1] == "ي")
    return Words(frozenset(names - nouns), frozenset(nouns), frozenset(stems), relations, frozenset(perfects), imperfects)


@cache
def closed() -> frozenset[str]:
    """Return the closed classes: particles, numbers, days, months, units of time and measure."""
    lists = ("boundaries", "weekdays", "months", "numerals", "scales", "units")
    return frozenset(key for name in lists for key in keys([row["word"] for row in read(name)]))


def imperfect_stems(verb: str) -> list[str]:
    """Give what may follow the prefix of a verb's imperfect; verb  the perfect at matching level.

    >>> imperfect_stems("استقال")
    ['ستقال', 'ستقيل']
    """
    stem = verb[1:] if verb[0] == "ا" and len(verb) > 3 else verb
    stems = [stem]
    if len(verb) == 3 and verb[0] == "و":
        stems.append(verb[1:])
    if len(stem) > 2 and stem[-2] == "ا":  # قال، أقام، استقال
        stems += [stem[:-2] + long + stem[-1] for long in ("يو" if len(verb) == 3 else "ي")]
    if verb[0] == "ا":  # أدى، أثر: يؤدي
        stems.append("ؤ" + verb[1:])
    if stem[-1] in "يا":
        stems += [stem[:-1] + end for end in "يو" if stem[:-1] + end not in stems]
    return stems


def perfect_stems(verb: str) -> list[str]:
    """Give the other stems of a verb's perfect: what stands before ت of the feminine, and the passive of أقام.

    >>> perfect_stems("انتهي")
    ['انتهت', 'انتهوا']
    """
    if verb[-1] in "يا":
        return [verb[:-1] + "ت", verb[:-1] + "وا"]
    return [verb[:-2] + "ي" + verb[-1]] if len(verb) > 3 and verb[-2] == "ا" and verb[0] == "ا" else []


def nominal(key: str) -> str:
    """Tell how a bare word is a form of a known noun: exact, derived, loose (it may be a family name), or "" where it is none."""
    held = words()
    if key in held.nouns:
        return EXACT
    loose = ""
    for end, length in _NOUN_ENDS[key[-2:]]:
        if not key.endswith(end) or len(key) < length + 2:
            continue
        stem = key[:-length]
        if stem[-2:] in _SEATED:  # أداؤهم، أدائهم
            stem = stem[:-1] + "ء"
        if stem in held.stems or (end in _PLURALS and stem in held.relations):
            if end not in _LOOSE_ENDS:
                return DERIVED
            loose = LOOSE
    return loose


def _ends(key: str, stems: frozenset[str], endings: _Endings) -> bool:
    return key in stems or any(key.endswith(end) and key[:-length] in stems for end, length in endings[key[-2:]])


def verbal(key: str) -> bool:
    """Tell whether a word without joined letters is a form of a known verb."""
    imperfects = words().imperfects
    if _ends(key, words().perfects, _VERB_ENDS):
        return True
    first = key[0]
    if first == "ا":
        return len(key) > 3 and key[1:] in imperfects
    if first == "س" and key[1:2] in "يتن":
        key = key[1:]
        first = key[:1]
    if first not in "يتن" or len(key) < 3:
        return False
    stem = key[1:]
    return _ends(stem, imperfects, _IMPERFECT_ENDS) or (stem[-1] != "ي" and stem + "ي" in imperfects)


def definite(key: str) -> str:
    """Return what follows the article, or "" where there is none.

    >>> definite("الحداد")
    'حداد'
    """
    return key[2:] if key.startswith("ال") and len(key) > 3 else ""


def joined(key: str) -> bool:
    """Tell whether a word reads as letters joined before a common word (وأكد، بمشاركة، لتعزيز)."""
    first, bare = key[0], key[1:]
    if first not in _JOINED:
        return False
    if bare in closed():
        return True
    if len(key) < 4:
        return False
    if key.startswith(_ARTICLES) or (nominal(bare) if len(bare) > 3 else bare in words().nouns):
        return True
    if first in "وف":
        return verbal(bare) or (len(bare) > 3 and bare[0] in _JOINED and nominal(bare[1:]) in (EXACT, DERIVED))
    return first == "ل" and len(bare) > 3 and bare[0] in "يتن" and verbal(bare)
