"""Know the words that report speech: verbs in all their forms, participles and the particles of according-to.

The lexicon gives three forms of a verb; gender, number, joined و ف ل and object pronouns are computed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.normalise import column
from tadqiq.recognise.vocabulary import Lookup

PERFECT, IMPERFECT, PARTICIPLE, NOUN, PARTICLE, PHRASE = range(6)


class Cue(NamedTuple):
    """Describe one form of a cue."""

    tense: int
    cue_class: str
    needs: str
    joined: bool  # it carries و or ف, so that it has no subject before it
    object: bool  # it carries an object pronoun
    feminine: bool
    purpose: bool  # it carries ل
    lemma: str


_OBJECTS = ("ه", "ها", "هم")
_CLASSES = {"particle": (PARTICLE, "particle"), "phrase": (PHRASE, "particle"), "noun": (NOUN, "neutral")}


def _perfects(verb: str) -> Iterator[tuple[str, bool]]:
    weak = verb[-1] in "ىا"
    stem = verb[:-1] if weak else verb
    yield verb, False
    yield stem + "ت", True
    yield stem + "وا", False
    # Elsewhere the dual is the accusative of a noun (علما، نقلا، ردا).
    if verb[0] == "أ":
        yield stem + ("يا" if weak else "ا"), False


def _imperfects(verb: str) -> Iterator[tuple[str, bool]]:
    stem = verb[1:-1] if verb[-1] in "يىو" else verb[1:]
    yield verb, False
    yield "ت" + verb[1:], True
    yield "ي" + stem + "ون", False
    yield "ي" + stem + "ان", False


def _participles(word: str) -> Iterator[tuple[str, bool]]:
    stem = word[:-1]
    yield word, False
    yield stem + "ة", True
    yield stem + "ين", False


def _spell(row: dict[str, str]) -> Iterator[tuple[str, Cue]]:
    """List a verb's forms, joined letters and all."""
    tables = (
        (PERFECT, row["perfect"], _perfects),
        (IMPERFECT, row["imperfect"], _imperfects),
        (PARTICIPLE, row["participle"], _participles),
    )
    for tense, form, inflect in tables:
        if form == "-":
            continue
        for word, feminine in inflect(form):
            cue = Cue(tense, row["class"], row["needs"], joined=False, object=False, feminine=feminine, purpose=False, lemma=row["perfect"])
            yield word, cue
            yield from (("و" + word, cue._replace(joined=True)), ("ف" + word, cue._replace(joined=True)))
            if tense == IMPERFECT:
                yield "ل" + word, cue._replace(joined=True, purpose=True)
            if tense != PARTICIPLE and not word.endswith(("وا", "ان", "ون", "تا")):
                stem = word[:-1] + "ا" if word.endswith("ى") else word
                yield from ((stem + tail, cue._replace(object=True)) for tail in _OBJECTS)


def _words() -> Iterator[tuple[str, Cue]]:
    """List the cues that are no verbs."""
    for row in read("cue_particles"):
        tense, kind = _CLASSES[row["class"]]
        cue = Cue(tense, kind, row["needs"], joined=False, object=False, feminine=False, purpose=False, lemma=row["word"])
        yield row["word"], cue
        joined = {PARTICLE: ("و", "ف"), PHRASE: ("و",)}.get(tense, ())  # فورد is a name
        yield from ((letter + row["word"], cue) for letter in joined)


@cache
def table() -> tuple[tuple[Cue, ...], dict[str, int]]:
    """Return every cue form, and the place of each spelling (matching level) in that list."""
    forms = dict(_words())
    bound: dict[str, Cue] = {}
    for row in read("cues"):
        for word, cue in _spell(row):
            (bound if cue.joined or cue.object else forms).setdefault(word, cue)
    for word, cue in bound.items():
        forms.setdefault(word, cue)
    places: dict[str, int] = {}
    for place, key in enumerate(column(pl.Series(list(forms), dtype=pl.String), "N2").to_list()):
        places.setdefault(key, place)
    return tuple(forms.values()), places


class Columns(NamedTuple):
    """Hold the cues of `table()` as columns; the last row stands for no cue (-1)."""

    tense: NDArray[np.int8]
    cue_class: NDArray[np.object_]
    needs: NDArray[np.int8]  # places in NEEDS
    joined: NDArray[np.bool_]
    object: NDArray[np.bool_]
    feminine: NDArray[np.bool_]
    purpose: NDArray[np.bool_]


NEEDS = (
    *("free", "speech", "accuse", "claim", "that", "quote", "to", "on", "from", "about", "as", "document", "cause", "given"),
    *("of", "upon", "what", "in", "tongue", ""),
)


@cache
def columns() -> Columns:
    """Return the columns of the cues."""
    none = Cue(-1, "", "", joined=False, object=False, feminine=False, purpose=False, lemma="")
    rows = (*table()[0], none)
    tense, needs = np.array([cue.tense for cue in rows], dtype=np.int8), np.array([NEEDS.index(cue.needs) for cue in rows], dtype=np.int8)
    flags = (np.array([getattr(cue, name) for cue in rows]) for name in ("joined", "object", "feminine", "purpose"))
    return Columns(tense, np.array([cue.cue_class for cue in rows], dtype=object), needs, *flags)


@cache
def _places() -> Lookup:
    return Lookup({key: place + 1 for key, place in table()[1].items()}, pl.Int16)


def code(words: pl.DataFrame) -> NDArray[np.int16]:
    """Give each distinct token its place in `table()`, or -1."""
    cues = table()[0]
    found = _places()(words["n2"]) - np.int16(1)
    met = np.flatnonzero(found >= 0)
    for index, plain in zip(met.tolist(), words["n1"].gather(met).to_list(), strict=True):
        cue = cues[found[index]]
        # رأي (opinion) is not رأى (he held), and يدعى (he is called) not يدعي (he claims): only here the final letter tells.
        if plain in _plain_homographs() or (cue.tense == PERFECT and cue.lemma.endswith("ى") and plain.endswith("ي")):
            found[index] = -1
    return np.asarray(found, dtype=np.int16)


@cache
def _plain_homographs() -> frozenset[str]:
    """List the spellings in plain dress that are another word, though the matching level makes a cue of them."""
    return frozenset(row["word"] for row in read("cue_homographs") if row["class"] == "plain")


def inflect(perfect: str, imperfect: str) -> Iterator[str]:
    """List the forms of a verb by gender and number, from its perfect and imperfect ("-" where it has none)."""
    for form, spell in ((perfect, _perfects), (imperfect, _imperfects)):
        if form != "-":
            yield from (word for word, _ in spell(form))


@cache
def homographs(kind: str) -> frozenset[str]:
    """List the forms of cues of one class of homographs, at matching level."""
    words = [row["word"] for row in read("cue_homographs") if row["class"] == kind]
    return frozenset(column(pl.Series(words, dtype=pl.String), "N2").to_list())


def ambiguous(word: str) -> bool:
    """Tell whether a spelling (matching level) is more often another word than a cue."""
    return word in homographs("other")
