"""Read the dictionary: common words, the stems that their forms are made of, and the closed classes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import polars as pl

from tadqiq.lexicon import columns, read
from tadqiq.normalise import column
from tadqiq.recognise.names.pieces import Table


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


class Dictionary(NamedTuple):
    """Hold the dictionary's sets, and the closed classes, as tables of hashes."""

    names: Table
    nouns: Table
    stems: Table
    relations: Table
    perfects: Table
    imperfects: Table
    closed: Table


@cache
def dictionary() -> Dictionary:
    """Lay the dictionary out once."""
    names, nouns_, stems, relations, perfects, imperfects = (Table(every) for every in words())
    return Dictionary(names, nouns_, stems, relations, perfects, imperfects, Table(closed()))
