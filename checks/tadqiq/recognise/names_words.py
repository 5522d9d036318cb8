"""Tell common words from what may be part of a name, by dictionary forms and computed affixes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import polars as pl

from tadqiq.normalise import column
from tadqiq.recognise.lexicon import read

_JOINED = ("و", "ف", "ب", "ل", "ك")
_ARTICLES = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل", "فلل", "وبال")
_NOUN_ENDS = (
    "ة",
    "ات",
    "ان",
    "ين",
    "ون",
    "ها",
    "هم",
    "هما",
    "نا",
    "ي",
    "ا",
    "ية",
    "ته",
    "تها",
    "تهم",
    "تين",
    "تان",
    "اته",
    "اتها",
    "يا",
    "كم",
)
_VERB_ENDS = ("ت", "ا", "وا", "تا", "نا", "ها", "هم", "ة", "ته", "تها", "تهم", "تة", "وة", "وها", "وهم", "ني", "نة", "كم", "هما")
_IMPERFECT_ENDS = ("ون", "ان", "ين", "وا", "ها", "هم", "ة", "ا", "نا", "ني", "هما", "كم", "ن")


class Words(NamedTuple):
    """Hold the dictionary: keys of names, of nouns and adjectives, and of the two stems of verbs."""

    names: frozenset[str]
    nouns: frozenset[str]
    perfects: frozenset[str]
    imperfects: frozenset[str]


def keys(values: list[str]) -> list[str]:
    """Bring lexicon cells to matching level."""
    return column(pl.Series(values, dtype=pl.String), "N2").to_list()


@cache
def words() -> Words:
    """Read the dictionary once."""
    rows = read("words")
    names, nouns, perfects = set[str](), set[str](), set[str]()
    for row, key in zip(rows, keys([row["word"] for row in rows]), strict=True):
        kinds = row["class"].split("+")
        if kinds == ["name"]:
            names.add(key)
            continue
        if kinds != ["verb"]:
            nouns.add(key)
        if "verb" in kinds:
            perfects.add(key)
    imperfects = frozenset(stem for verb in perfects for stem in imperfect_stems(verb))
    return Words(frozenset(names), frozenset(nouns), frozenset(perfects), imperfects)


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
    if stem[-1] in "يا":
        stems += [stem[:-1] + end for end in "يو" if stem[:-1] + end not in stems]
    return stems


def nominal(key: str) -> bool:
    """Tell whether a bare word is a form of a known noun or adjective."""
    nouns = words().nouns
    if key in nouns:
        return True
    for end in _NOUN_ENDS:
        if key.endswith(end) and len(key) - len(end) >= 2:
            stem = key[: -len(end)]
            if stem in nouns or stem + "ة" in nouns or (stem[-1:] == "ي" and stem[:-1] in nouns and len(stem) > 3):
                return True
    return False


def verbal(key: str) -> bool:
    """Tell whether a word without joined letters is a form of a known verb."""
    _, _, perfects, imperfects = words()
    if key in perfects or any(key.endswith(end) and key[: -len(end)] in perfects for end in _VERB_ENDS):
        return True
    if key[:1] == "س" and key[1:2] in "يتنا":
        key = key[1:]
    if key[:1] in ("ي", "ت", "ن", "ا") and len(key) > 2:
        stem = key[1:]
        return stem in imperfects or any(stem.endswith(end) and stem[: -len(end)] in imperfects for end in _IMPERFECT_ENDS)
    return False


def definite(key: str) -> str:
    """Return what follows the article, or "" where there is none.

    >>> definite("بالحداد")
    'حداد'
    """
    for article in _ARTICLES:
        if key.startswith(article) and len(key) - len(article) >= 2:
            return key[len(article) :]
    return ""


def common(key: str) -> bool:
    """Tell whether a word is common in one of its readings, joined letters and all."""
    if nominal(key) or verbal(key):
        return True
    rest = definite(key)
    if rest and nominal(rest):
        return True
    if key[:1] in _JOINED and len(key) > 3:
        bare = key[1:]
        if nominal(bare) or (key[0] in "وفل" and verbal(bare)):
            return True
        if key[0] in "وف" and bare[:1] in _JOINED and len(bare) > 3 and nominal(bare[1:]):
            return True
    return False
