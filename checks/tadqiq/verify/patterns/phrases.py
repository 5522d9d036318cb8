"""Find listed phrases, whatever letters are joined before their first word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Span
from tadqiq.normalise import text as normal
from tadqiq.normalise.alphabet import DROPPED
from tadqiq.recognise.tokens import Batch
from tadqiq.recognise.vocabulary import Classifier
from tadqiq.verify.patterns.letters import joined, melted, raw_letters
from tadqiq.verify.patterns.tree import PatternError

_INVISIBLE = frozenset(DROPPED)


class Phrase(NamedTuple):
    """Hold a phrase as the rule writes it, and what to write for it; None where it is right as it stands."""

    text: str
    instead: str | None
    before: bool  # joined letters may stand before it
    words: tuple[str, ...]  # at matching level
    plain: tuple[str, ...]  # at level N1, where only its letters tell it from what to write instead; () otherwise


class Phrases(NamedTuple):
    """Hold phrases by the forms of their first word, longest first, with the letters joined before it."""

    starts: Mapping[str, tuple[tuple[Phrase, int], ...]]
    first: Classifier  # which tokens can begin a phrase


def read(settings: Mapping[str, Any]) -> Phrases:
    """Read `swap` and `except` of a rule's settings; what is no phrase is a PatternError."""
    swap = tuple((str(phrase), str(instead)) for phrase, instead in settings["swap"].items())
    return _read(swap, tuple(str(phrase) for phrase in settings["except"]))


@lru_cache(maxsize=1_024)
def _read(swap: tuple[tuple[str, str], ...], right: tuple[str, ...]) -> Phrases:
    starts: dict[str, list[tuple[Phrase, int]]] = {}
    for phrase in (*(_phrase(text, instead) for text, instead in swap), *(_phrase(text, None) for text in right)):
        for form, letters in joined(phrase.words[0]) if phrase.before else ((phrase.words[0], 0),):
            starts.setdefault(form, []).append((phrase, letters))
    for some in starts.values():
        some.sort(key=lambda one: (-len(one[0].words), one[1], one[0].instead is not None, one[0].text))

    def first(words: pl.DataFrame) -> NDArray[np.bool_]:
        return np.fromiter((key in starts for key in words["n2"].to_list()), dtype=bool, count=words.height)

    return Phrases({form: tuple(some) for form, some in starts.items()}, first)


def _phrase(text: str, instead: str | None) -> Phrase:
    bare = " ".join(text.removeprefix("+").split())
    if not bare:
        raise PatternError("a phrase is empty", 0, "write the words that are to be found")
    if instead is not None and text.removeprefix("+").split() == instead.split():
        raise PatternError(f"'{bare}' is to be written for itself", 0, "write another form, or take the line out")
    key = normal(bare, "N2")
    same = instead is not None and normal(instead, "N2") == key
    plain = tuple(normal(bare, "N1").split()) if same else ()
    return Phrase(bare, instead, text.startswith("+"), tuple(key.split()), plain)


def phrases(batch: Batch, wanted: Phrases) -> Iterator[tuple[Span, Phrase]]:
    """Find every place of a phrase, without the letters joined before it; inside a phrase that is right, nothing is found."""
    n2, done = batch.vocabulary.words["n2"], -1
    for at in np.flatnonzero(batch.column(wanted.first)).tolist():
        if at <= done:
            continue
        for phrase, letters in wanted.starts[n2[int(batch.tokens.code[at])]]:
            last = _end(batch, phrase, at, n2)
            if last is not None and (span := _span(batch, phrase, at, last, letters)) is not None:
                done = last
                yield span
                break


def _end(batch: Batch, phrase: Phrase, at: int, n2: pl.Series) -> int | None:
    """Give the last token of a phrase that begins at a token, or None; its words stand in one paragraph with blanks between."""
    tokens, last = batch.tokens, at + len(phrase.words) - 1
    if last >= len(tokens) or tokens.segment[last] != tokens.segment[at] or tokens.para[last] != tokens.para[at]:
        return None
    for word, place in zip(phrase.words[1:], range(at + 1, last + 1), strict=True):
        if n2[int(tokens.code[place])] != word or (tokens.gap[place] == 0 and word[0].isalnum()):
            return None
    return last


def _span(batch: Batch, phrase: Phrase, at: int, last: int, letters: int) -> tuple[Span, Phrase] | None:
    tokens = batch.tokens
    segment, start, end = int(tokens.segment[at]), int(tokens.start[at]), int(tokens.end[last])
    raw = batch.text(segment, start, end)
    cut = raw_letters(raw, letters)
    if phrase.plain:
        plain = "".join(letter for letter in raw[cut:] if letter not in _INVISIBLE).split()
        if tuple(plain) != phrase.plain:
            return None
    if phrase.instead is not None and melted("".join(letter for letter in raw[:cut] if letter not in _INVISIBLE)):
        phrase = phrase._replace(instead=phrase.instead.removeprefix("ال"))  # ل and the article are one
    return batch.span(segment, start + cut, end), phrase
