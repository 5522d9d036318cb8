"""A form is used that the house style lists as a variant of another.

Forms are compared at matching level, word by word, with joined letters (و ف ب ل ك) and the article peeled off the first word, unless the
lexicons know it whole (بايدن is no ايدن with a letter before it). The longest form of the glossary that stands at a place decides: inside a
`never` form, and inside a canonical one, a variant is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import columns
from tadqiq.model import Hit, Rule
from tadqiq.normalise import column
from tadqiq.normalise.alphabet import DROPPED
from tadqiq.recognise.tokens import Batch
from tadqiq.recognise.vocabulary import Classifier
from tadqiq.verify.house import Entry, Glossary, keys
from tadqiq.verify.patterns.letters import joined, melted, raw_letters
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}

_INVISIBLE = frozenset(DROPPED)
_PEELED = 8  # a word's number and the letters peeled off it share one value


class _Form(NamedTuple):
    """Hold a form of the glossary; entry is None where a variant inside it is right."""

    entry: Entry | None
    plain: frozenset[str] = frozenset()  # at level N1, where the form differs from the canonical one only by what matching level folds
    listed: frozenset[str] = frozenset()  # the variants that the house lists so, at level N1
    definite: bool = False  # it begins with the article


class _Table(NamedTuple):
    """Hold the glossary's forms as sequences of word numbers, and what tells a token's number."""

    forms: Mapping[tuple[int, ...], _Form]
    longest: int
    whole: Classifier  # the token as it is
    peeled: Classifier  # the token without joined letters: number × 8 + letters peeled, 0 where it is no word of the glossary


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the variants of the house style's names and terms."""
    return (hit for hit, _ in _found(view, rule))


def fixes(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find them, with a suggestion only where they stand letter for letter as the house lists them: matching folds علي and على."""
    return (hit if exact else replace(hit, suggestion=None) for hit, exact in _found(view, rule))


def _found(view: ArticleView, rule: Rule) -> Iterator[tuple[Hit, bool]]:
    if not isinstance(view.glossary, Glossary) or not view.glossary.entries:
        return
    table, batch = _table(view.glossary), view.batch
    whole, peeled = batch.column(table.whole), batch.column(table.peeled)
    done = -1
    for at in np.flatnonzero((whole > 0) | (peeled > 0)).tolist():
        found = _longest(batch, table, whole, peeled, at) if at > done else None
        if found is None:
            continue
        last, skipped, form = found
        done = last
        if form.entry is not None:
            yield from _hit(batch, rule, form, at, last, skipped)


def _longest(batch: Batch, table: _Table, whole: NDArray[np.int32], peeled: NDArray[np.int32], at: int) -> tuple[int, int, _Form] | None:
    """Give the longest form that begins at a token: its last token, the letters peeled off the first, and the form."""
    tokens, run = batch.tokens, [at]
    for following in range(at + 1, min(at + table.longest, len(tokens))):
        beside = tokens.segment[following] == tokens.segment[at] and tokens.para[following] == tokens.para[at] and tokens.gap[following] > 0
        if not beside or not whole[following]:
            break
        run.append(following)
    rest = tuple(int(whole[n]) for n in run[1:])
    firsts = [(int(whole[at]), 0), (int(peeled[at]) // _PEELED, int(peeled[at]) % _PEELED)]
    for length in range(len(run), 0, -1):
        for number, skipped in firsts:
            form = table.forms.get((number, *rest[: length - 1]))
            if form is not None:
                return run[length - 1], skipped, form
    return None


def _hit(batch: Batch, rule: Rule, form: _Form, at: int, last: int, skipped: int) -> Iterator[tuple[Hit, bool]]:
    """Show a form and how the house writes it there, and tell whether it is letter for letter one that the house lists."""
    tokens, entry = batch.tokens, form.entry
    assert entry is not None
    segment, start, end = int(tokens.segment[at]), int(tokens.start[at]), int(tokens.end[last])
    raw = batch.text(segment, start, end)
    plain = "".join(letter for letter in raw if letter not in _INVISIBLE)
    before, written = plain[:skipped], " ".join(plain[skipped:].split())
    one = melted(before)
    written = f"ال{written}" if one and form.definite else written
    if form.plain and written not in form.plain:
        return
    house, cut = entry.canonical, 0 if one else raw_letters(raw, skipped)
    if house.startswith("ال") and (one or before.endswith("ال")):
        house = house[2:]
    elif one and form.definite:  # the article goes with the variant: للبنتاجون, لغوغل
        before = before[:-1]
    house = before + house if one else house  # ل and the article are one: they stay with the word
    note = f" {entry.note}" if entry.note else ""
    hit = Hit(rule.code, batch.span(segment, start + cut, end), {"house": house, "note": note}, house)
    yield hit, written in form.listed


@cache
def _table(glossary: Glossary) -> _Table:
    forms: dict[tuple[int, ...], _Form] = {}
    numbers: dict[str, int] = {}
    for entry in glossary.entries:
        house, *variants = keys([entry.canonical, *entry.variants])
        twins = frozenset(form for key, form in zip(variants, entry.variants, strict=True) if key == house)
        plain = frozenset(" ".join(form.split()) for form in column(pl.Series(entry.variants, dtype=pl.String), "N1").to_list())
        right = [(key, _Form(None)) for key in keys([entry.canonical, *entry.never])]
        definite = [form.startswith("ال") for form in entry.variants]
        listed = [
            (key, _Form(entry, twins if key == house else frozenset(), plain, article))
            for key, article in zip(variants, definite, strict=True)
        ]
        for key, form in (*right, *listed):
            forms[tuple(numbers.setdefault(word, len(numbers) + 1) for word in key.split())] = form

    def whole(words: pl.DataFrame) -> NDArray[np.int32]:
        return np.fromiter((numbers.get(word, 0) for word in words["n2"].to_list()), dtype=np.int32, count=words.height)

    def peeled(words: pl.DataFrame) -> NDArray[np.int32]:
        return np.fromiter((known.get(word, 0) for word in words["n2"].to_list()), dtype=np.int32, count=words.height)

    held = _whole_words()
    known = {
        form: number * _PEELED + letters
        for word, number in numbers.items()
        for form, letters in joined(word)
        if letters and not _begins(form, letters, held)
    }
    return _Table(forms, max(map(len, forms), default=0), whole, peeled)


def _begins(word: str, peeled: int, held: Collection[str]) -> bool:
    """Tell whether a letter that would be peeled off is the first of a word; the article never is."""
    return any(word[n:] in held and not word.startswith(("ال", "لل"), n) for n in range(peeled))


@cache
def _whole_words() -> frozenset[str]:
    """Give the words and names of the lexicons at matching level: the first letter of such a word is its own."""
    lists = (("words", "word"), ("places", "name"), ("given_names", "name"), ("surnames", "name"), ("organisations", "name"))
    return frozenset(keys([word for name, column_ in lists for word in columns(name)[column_]]))
