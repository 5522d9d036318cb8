"""Tell what the reading of a source asks of its words, once for each distinct token, as bits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.normalise import column
from tadqiq.recognise.attributions import cues
from tadqiq.recognise.attributions.clauses import action_nouns
from tadqiq.recognise.vocabulary import Lookup

SEVERAL, RANK, LOOSE, FILLER = 1, 2, 4, 8  # classes of the lexicon of traits
DEFINITE, TO, TO_THE, BOUND = 16, 32, 64, 128  # begins with ال; with ل; with لل; with an article or a joined letter, so that it is no name
OTHER_WORD, IMPERSONAL, ACTION = 256, 512, 1024  # an ambiguous cue; one that reports nobody; a definite verbal noun
MANNER, HIS_MANNER = 2048, 4096  # حسب قول, حسب قوله
MARK, LETTER, FROM, NOT = 8192, 16384, 32768, 65536  # one of the marks that may stand in a source; one letter; عن; غير

MARKS = ('"', "(", ")", ",", "،", "-", ":")
_PRONOUNS = ("ه", "ها", "هم", "هما")
_BOUND = ("ال", "لل", "بال", "و")


@cache
def traits(kind: str) -> tuple[str, ...]:
    """List the words of one class of the lexicon, at matching level."""
    rows = [row["word"] for row in read("source_traits") if row["class"] == kind]
    return tuple(column(pl.Series(rows, dtype=pl.String), "N2").to_list())


@cache
def _listed() -> Lookup:
    """Return the bits of the words that lexicons list."""
    bits: dict[str, int] = {}
    manners = traits("manner")
    lists: dict[int, Iterable[str]] = {SEVERAL: traits("several"), RANK: traits("rank"), FILLER: traits("filler"), MANNER: manners}
    lists[HIS_MANNER] = tuple(word + pronoun for word in manners for pronoun in _PRONOUNS if word + pronoun not in manners)
    lists |= {OTHER_WORD: cues.homographs("other"), IMPERSONAL: cues.homographs("impersonal"), MARK: MARKS}
    lists |= {FROM: ("عن",), NOT: ("غير",)}
    for bit, words in lists.items():
        for word in words:
            bits[word] = bits.get(word, 0) | bit
    return Lookup(bits, pl.UInt32)


def flags(words: pl.DataFrame) -> NDArray[np.uint32]:
    """Give each distinct token the bits above."""
    key = words["n2"]
    found = _listed()(key).astype(np.uint32)
    bare = pl.when(pl.col("n2").str.starts_with("ال") & (pl.col("n2").str.len_chars() > 4)).then(pl.col("n2").str.slice(2))
    loose = words.select(bare.otherwise("n2").str.contains(f"^(?:{'|'.join(map(re.escape, traits('loose')))})")).to_series()
    found[loose.to_numpy()] |= LOOSE
    found[action_nouns(key)] |= ACTION
    found[(key.str.len_chars() == 1).to_numpy()] |= LETTER
    for bit, beginnings in ((DEFINITE, ("ال",)), (TO, ("ل",)), (TO_THE, ("لل",)), (BOUND, _BOUND)):
        for letters in beginnings:
            found[key.str.starts_with(letters).to_numpy()] |= bit
    return found


@cache
def agency_names() -> tuple[tuple[int, ...], ...]:
    """List what makes an agency of any name, as rows of numbers of words."""
    known = _agency_words()
    return tuple(tuple(known[word] for word in name.split()) for name in traits("agency"))


@cache
def _agency_words() -> dict[str, int]:
    words = [word for name in traits("agency") for word in name.split()]
    return {word: number for number, word in enumerate(dict.fromkeys(words), 1)}


def agency_word(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Give each distinct token its number in `agency_names`; 0 where it has none."""
    return _agency_lookup()(words["n2"])


@cache
def _agency_lookup() -> Lookup:
    return Lookup(_agency_words(), pl.UInt8)
