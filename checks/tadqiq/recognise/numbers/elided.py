"""Name what a number counts where its noun is left out: وإصابة 55, زرع 50 نخلة و30 في الحي, ارتفع عدد المصابين إلى 27, أصيب 12 سعوديا."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.recognise.numbers import context, items
from tadqiq.recognise.numbers.compare import CASUALTIES
from tadqiq.recognise.numbers.context import CUE, Around, Mask, equals
from tadqiq.recognise.numbers.forms import dual, fold
from tadqiq.recognise.numbers.numerals import unit_keys
from tadqiq.recognise.numbers.numerals import units as noun_codes
from tadqiq.recognise.numbers.runs import Found
from tadqiq.recognise.numbers.units import Counted
from tadqiq.recognise.vocabulary import Lookup

_PERSON = "person"
_FAR = 15  # tokens between a number and the one before it, whose noun it shares
_HEAD = 10  # tokens from عدد to its number
_ENDINGS = ("", "ا", "ة", "ين", "ون", "ات")


def keys(look: Around, found: Found, counted: Counted, event: list[str | None]) -> list[str | None]:
    """Give the key of what each number counts, with what is understood where no noun stands.

    event  the event of each number: whoever is killed or detained is a person, if nothing else is said.
    """
    answer = list(counted.key)
    unnamed = equals(found.kind, items.CARDINAL) & np.array([key is None for key in answer], dtype=bool)
    unit = counted.token
    for place in np.flatnonzero(unnamed & (unit >= 0) & (look.says(peoples, unit) > 0)).tolist():
        answer[place] = _PERSON
    fallen = np.array([name in CASUALTIES for name in event], dtype=bool)
    bare = unnamed & ((unit < 0) | (fallen & (look.says(_prepositional, unit) > 0)))
    headed, shares = _headed(look, found), _shares(look, found)
    joined = (found.skip > 0) | (look.says(_ands, found.first, -1) > 0)
    for place in np.flatnonzero(bare).tolist():
        shared = answer[place - 1] if shares[place] and (fallen[place] or joined[place]) else None
        answer[place] = headed.get(place) or shared or (_PERSON if fallen[place] else None)
    return answer


def _shares(look: Around, found: Found) -> Mask:
    """Tell which numbers stand behind another count in their sentence, near enough to share its noun."""
    near = np.zeros(len(found.first), dtype=bool)
    sentence = look.sentence[found.first]
    counts = np.isin(found.kind, (items.CARDINAL, items.DUAL))
    near[1:] = (sentence[1:] == sentence[:-1]) & (found.first[1:] - found.last[:-1] <= _FAR) & counts[:-1]
    return near


def _headed(look: Around, found: Found) -> dict[int, str]:
    """Give the key of the noun behind عدد, for the numbers that have عدد before them."""
    spots = np.flatnonzero(look.batch.column(context.cues) == CUE["headed"])
    if not len(spots):
        return {}
    at = spots[np.clip(np.searchsorted(spots, found.first) - 1, 0, None)]
    near = (at < found.first) & (found.first - at <= _HEAD) & (look.sentence[at] == look.sentence[found.first])
    code = look.says(noun_codes, at, 1)
    names = unit_keys()
    return {place: names[code[place] >> 3] for place in np.flatnonzero(near & (code > 0)).tolist()}


@cache
def _peoples() -> Lookup:
    """Compute the forms of the adjectives of country and region that count people: سعوديا، سعوديين، سعوديات."""
    words = [row["word"] for row in read("nationalities")]
    forms = [word + ending for word in words for ending in _ENDINGS]
    forms += [form for word in words for gender in (word, word + "ة") for form in dual(gender)]
    return Lookup(dict.fromkeys(fold(forms), 1), pl.Int8)


def peoples(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark the nouns that name people by their country."""
    return _peoples()(words["n2"])


def _prepositional(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark words with a preposition joined to them that say how somebody fell: بجروح، برصاص، بالرصاص."""
    return np.asarray(words["n2"].str.contains(r"^(?:ب.{3,}|ال.{4,})$").to_numpy(), dtype=np.int8)


def _ands(words: pl.DataFrame) -> NDArray[np.int8]:
    """Mark و that stands alone, as it does before figures."""
    return np.asarray((words["n2"] == "و").to_numpy(), dtype=np.int8)
