"""Read the lexicons of numbers into tables: what each written form may be in a number expression, and what a counted noun means."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from tadqiq.lexicon import read
from tadqiq.recognise.numbers.forms import Atom, dual, fold, joined, with_and

Forms = Iterator[tuple[str, Atom]]

_ENDING = "ى"  # أولى is a number, أولي is not: these keep the difference that matching level drops
_MEASURES = ("degree", "hundredths", "measure")  # درجة, مئوية; the rest


def _numerals(lexicon: str) -> Forms:
    for row in read(lexicon):
        word = row["word"]
        gender = "f" if word.endswith("ة") else ""
        yield word, Atom(row["class"], float(Fraction(row["value"])), _ENDING if word.endswith(_ENDING) else "", gender)


def _standard() -> Forms:
    return _numerals("numerals")


def _dialect() -> Forms:
    return _numerals("dialect_numerals")


def _scales() -> Forms:
    """Yield ألف, ألفا (a multiplier behind a number, two thousand elsewhere), ألفان, ألفين, ألفي, آلاف."""
    for row in read("scales"):
        word, value = row["word"], float(row["value"])
        shapes = [(word, "singular"), (word + "ا", "accusative"), (word + "ي", "construct")]
        shapes += [(form, "dual") for form in dual(word)] + [(form, "plural") for form in row["plurals"].split()]
        for form, name in shapes:
            yield form, Atom("scale", value, name)


@cache
def scale_values() -> dict[str, float]:
    """Return the value of every form of a scale at matching level."""
    forms = list(_scales())
    return dict(zip(fold([form for form, _ in forms]), (atom.value for _, atom in forms), strict=True))


def _units() -> Forms:
    for row in read("units"):
        kind = {"money_sign": "money"}.get(row["class"], row["class"])
        word, whole = row["word"], coins_in(row["key"])
        yield word, Atom(kind, whole, "singular", row["key"])
        if row["class"] == "money_sign":
            continue
        for plural in row["plurals"].split():
            yield plural, Atom(kind, whole, "plural", row["key"])
        if not word.endswith("ة"):
            yield word + "ا", Atom(kind, whole, "singular", row["key"])
        if len(word) > 2:
            for form in dual(word):
                yield form, Atom("dual", 2.0, kind, row["key"])


def _construct_duals() -> Forms:
    """Yield the rare forms last: سنتا is fifty cents before it is two years."""
    for row in read("units"):
        if row["class"] != "money_sign" and len(row["word"]) > 2:
            for form in dual(row["word"], endings=("ا", "ي")):
                yield form, Atom("dual_construct", 2.0, row["class"], row["key"])


def _duals() -> Forms:
    for row in read("count_nouns"):
        endings = {"yes": ("ان", "ين"), "in": ("ين",), "no": ()}[row["dual"]]
        for form in dual(row["word"], endings=endings):
            yield form, Atom("dual", 2.0, "noun", key_of(row))


def _months() -> Forms:
    for row in read("months"):
        first, _, second = row["word"].partition(" ")
        if second:
            yield first, Atom("month_head", 0.0, row["calendar"], first)
        else:
            yield first, Atom("month", float(row["month"]), row["calendar"])


def _nations() -> Forms:
    """Yield the adjectives of currencies in every gender and number."""
    for word in dict.fromkeys(row["adjective"] for row in read("currencies")):
        for form in (word, word + "ا", word + "ة", word + "ات", *dual(word), *dual(word + "ة")):
            yield form, Atom("nation", key=word)


def _score_words() -> Forms:
    for row in read("score_words"):
        yield row["word"], Atom(row["class"], 1.0 if row["class"] == "goal" else 0.0)


def key_of(row: dict[str, str]) -> str:
    """Return what a counted noun may be compared by."""
    return row["word"] if row["key"] == "-" else row["key"]


@cache
def _codes() -> dict[tuple[str, str], str]:
    return {(row["unit"], row["adjective"]): row["code"] for row in read("currencies")}


def code_of(unit: str, adjective: str) -> str:
    """Return the code of a currency with its adjective; the unit's own key where they do not go together."""
    return _codes().get((unit, adjective), unit)


@cache
def _parts() -> dict[tuple[str, str], float]:
    parts: dict[tuple[str, str], float] = {}
    for row in read("units"):
        if row["part"] != "-":
            parts[row["key"], ""] = float(row["part"])
            for other in row["elsewhere"].strip("-").split():
                whole, _, part = other.partition("=")
                parts[row["key"], whole] = float(part)
    return parts


def coins_in(key: str, whole: str = "") -> float:
    """Return how many coins of that key make the whole unit; 0 where it is itself a whole one.

    >>> coins_in("fils", "dinar"), coins_in("fils", "dirham")
    (1000.0, 100.0)
    """
    return _parts().get((key, whole), _parts().get((key, ""), 0.0))


@cache
def table() -> dict[str, Atom]:
    """Return every known form at matching level with what it may be; the first reading of a form stands."""
    forms: dict[str, Atom] = {}
    traps = set(fold([row["word"] for row in read("number_traps")]))
    glue = read("number_glue")
    for key, row in zip(fold([row["word"] for row in glue]), glue, strict=True):
        forms.setdefault(key, Atom(row["class"], key=key if row["class"] == "month_tail" else ""))
    for key in with_and([row["word"] for row in read("weekdays")]):
        forms.setdefault(key, Atom("weekday"))
    for source in (_standard, _scales, _units, _duals, _construct_duals, _months, _score_words, _nations, _dialect):
        for key, atom in joined(list(source())):
            if key not in traps and key[atom.skip :] not in traps:
                forms.setdefault(key, atom)
    return forms


@cache
def nouns() -> dict[str, tuple[str, str]]:
    """Return the forms of counted nouns at matching level, with key and class (noun, duration, measure, money)."""
    rows = [(row["word"], row["plurals"], key_of(row), "noun") for row in read("count_nouns")]
    rows += [(row["word"], row["plurals"], row["key"], "measure" if row["class"] in _MEASURES else row["class"]) for row in read("units")]
    words: list[str] = []
    meant: list[tuple[str, str]] = []
    for word, plurals, key, kind in rows:
        shapes = [word, *plurals.split(), *dual(word)]
        shapes += [form + "ا" for form in [word, *plurals.split()] if not form.endswith(("ة", "ون", "ين", "ات"))]
        words += shapes
        meant += [(key, kind)] * len(shapes)
    known: dict[str, tuple[str, str]] = {}
    for key, what in zip(fold(words), meant, strict=True):
        for prefix in ("", "ال", "لل", "وال", "بال"):  # و, ل and ب stand before no counted noun: كأس 2018 لكرة القدم
            known.setdefault(prefix + key, what)
    return known
