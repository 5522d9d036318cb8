"""Write sentences as strings of letters, one a word or number, so that a sum is looked for with a pattern.

A number is one letter, however many words it has: 1 a count, sum of money or measure · 2 percent · 3 date with a year · 4 length of time ·
5 age · 6 the same as 1 and a range · 7 the same as 2 and a range · 8 two years (1980-1988) · + two days (3 إلى 5 مايو) · 9 a quantity of no
single value · 0 any other (ordinals, scores, times, days, identifiers). Letters joined before it stand apart: w for و and ف, b for ب, l for
ل. Words have the letters that a kind gives their classes (small where و or ف is joined), i where و is joined to an indefinite word, and a
point otherwise. Marks stand for themselves; quotation marks are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Span
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.kinds._words import letters_of, marks
from tadqiq.verify.views import ArticleView

_SINGLE = {"cardinal": "1", "money": "1", "measure": "1", "dual": "1", "percent": "2", "duration": "4", "age": "5"}
_RANGE = {"1": "6", "2": "7"}
_JOINED = {"و": "w", "ف": "w", "ب": "b", "ل": "l"}
_BREAK = ord("\n")
_YEARS, _TO = re.compile(r"\d{4}"), re.compile("[-–—]|و|إلى|الى")
_DAYS = re.compile(r"\d{1,2}\s*[^\s\d/.]+\s*\d{1,2}\s+[^\W\d]")


class Sheet(NamedTuple):
    """Hold what all kinds need of a batch: sentence and word of each token, and the numbers with their letters and places."""

    sentence: Ints
    word: NDArray[np.uint8]  # of each token, see `_words.marks`
    letter: NDArray[np.uint8]  # of a number at its first token; 1 at its other tokens; 0 elsewhere
    row: Ints  # of a number at its first token; -1 elsewhere
    numbers: pl.DataFrame


class Lines(NamedTuple):
    """Hold chosen sentences as one string in which line breaks part them."""

    batch: Batch
    text: str
    token: Ints  # of each letter
    row: Ints  # of each letter that is a number; -1 for others
    numbers: pl.DataFrame

    def number(self, place: int) -> dict[str, Any]:
        """Give the number that a letter stands for, a row of NUMBERS."""
        return self.numbers.row(int(self.row[place]), named=True)

    def span(self, first: int, last: int) -> Span:
        """Name the passage from one letter to another, numbers without what is joined before them."""
        tokens = self.batch.tokens
        a, b = int(self.token[first]), int(self.token[last])
        start, end = int(tokens.start[a]), int(tokens.end[b])
        if self.row[first] >= 0:
            start = int(self.numbers["start"][int(self.row[first])])
        if self.row[last] >= 0:
            end = int(self.numbers["end"][int(self.row[last])])
        return self.batch.span(int(tokens.segment[a]), start, end)

    def shown(self, place: int) -> str:
        """Give a number as it is written."""
        return str(self.numbers["text"][int(self.row[place])])

    def shown_word(self, place: int) -> str:
        """Give a word as it is written."""
        tokens, token = self.batch.tokens, int(self.token[place])
        return self.batch.text(int(tokens.segment[token]), int(tokens.start[token]), int(tokens.end[token]))


def sheet(view: ArticleView) -> Sheet:
    """Prepare a batch; `view.once(sheet)` does it once for all kinds."""
    tokens, numbers = view.batch.tokens, view.mentions.numbers
    change = np.ones(len(tokens), dtype=bool)
    change[1:] = (np.diff(tokens.segment) != 0) | (np.diff(tokens.sent) != 0) | (np.diff(tokens.para) != 0)
    letter, row = np.zeros(len(tokens), dtype=np.uint8), np.full(len(tokens), -1, dtype=np.int64)
    if len(numbers):
        first, last = _places(view.batch, numbers)
        inside = np.zeros(len(tokens) + 1, dtype=np.int64)
        np.add.at(inside, first, 1)
        np.add.at(inside, last + 1, -1)
        letter[np.cumsum(inside[:-1]) > 0] = 1
        letter[first], row[first] = _letters(numbers), np.arange(len(numbers))
    return Sheet(np.cumsum(change) - 1, view.batch.column(letters_of), letter, row, numbers)


def _places(batch: Batch, numbers: pl.DataFrame) -> tuple[Ints, Ints]:
    """Find the first and last token of each number."""
    tokens, rows = batch.tokens, {doc: place for place, doc in enumerate(batch.docs.tolist())}
    segment = numbers["doc"].cast(pl.Int64).replace_strict(rows, return_dtype=pl.Int64).to_numpy() * 2 + numbers["field"].to_numpy()
    begins = tokens.segment * (1 << 32) + tokens.start
    starts, ends = (segment * (1 << 32) + numbers[name].to_numpy().astype(np.int64) for name in ("start", "end"))
    return np.searchsorted(begins, starts, side="right") - 1, np.searchsorted(begins, ends) - 1


def _letters(numbers: pl.DataFrame) -> NDArray[np.uint8]:
    known, single = numbers["low"].is_not_null().to_numpy(), (numbers["low"] == numbers["high"]).fill_null(value=False).to_numpy()
    kinds = numbers["number_kind"]
    names = kinds.unique().to_list()
    number = kinds.replace_strict(names, list(range(len(names))), return_dtype=pl.UInt8).to_numpy()
    plain = np.array([ord(_SINGLE.get(name, "0")) for name in names], dtype=np.uint8)[number]
    spread = np.array([ord(_RANGE.get(_SINGLE.get(name, "0"), "9")) for name in names], dtype=np.uint8)[number]
    letter = np.where(plain == ord("0"), plain, np.where(known & single, plain, np.where(known, spread, ord("9")))).astype(np.uint8)
    dates = np.flatnonzero(np.array([name == "date" for name in names], dtype=bool)[number])
    letter[dates] = [ord(_date(text)) for text in numbers["text"].gather(dates).to_list()]
    return letter


def _date(text: str) -> str:
    """Tell a year, two years, two days of a month, and any other date apart."""
    if _DAYS.match(text):
        return "+"
    years = len(_YEARS.findall(text))
    return "3" if years == 1 else "8" if years == 2 and _TO.search(text) else "0"


def lines(view: ArticleView, letters: Mapping[str, str], *needs: Sequence[str]) -> Lines:
    """Write those sentences that have a letter of each string of one of `needs`.

    letters  a capital letter for each class of words that the patterns ask for
    """
    page = view.once(sheet)
    table = np.frombuffer(marks(letters).encode(), dtype=np.uint8)
    letter = np.where(page.letter > 1, page.letter, table[page.word])
    letter[page.letter == 1] = 0
    chosen = np.zeros(int(page.sentence[-1]) + 1 if len(page.sentence) else 0, dtype=bool)
    for all_of in needs:
        chosen |= _chosen(page.sentence, letter, all_of)
    token = np.flatnonzero(chosen[page.sentence] & (letter != 0)) if len(chosen) else np.zeros(0, dtype=np.int64)
    row, letter, sentence = page.row[token], letter[token], page.sentence[token]
    breaks = np.flatnonzero(np.diff(sentence)) + 1
    places, joined = _joined(view.batch, token, row, page.numbers)
    where = np.concatenate([breaks, places])
    extra = np.concatenate([np.full(len(breaks), _BREAK, dtype=np.uint8), joined])
    text = np.insert(letter, where, extra).tobytes().decode("ascii")
    at = np.concatenate([token[breaks], token[places]])
    return Lines(view.batch, text, np.insert(token, where, at), np.insert(row, where, -1), page.numbers)


def _chosen(sentence: Ints, letter: NDArray[np.uint8], needs: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which sentences have a letter of each need."""
    chosen = np.ones(int(sentence[-1]) + 1 if len(sentence) else 0, dtype=bool)
    for need in needs:
        wanted = np.zeros(256, dtype=bool)
        wanted[list(need.encode())] = True
        has = np.zeros(len(chosen), dtype=bool)
        has[sentence[np.flatnonzero(wanted[letter])]] = True
        chosen &= has
    return chosen


def _joined(batch: Batch, token: Ints, row: Ints, numbers: pl.DataFrame) -> tuple[Ints, NDArray[np.uint8]]:
    """Find the numbers with joined letters, and the letter that stands right before each."""
    at = np.flatnonzero(row >= 0)
    starts = numbers["start"].to_numpy().astype(np.int64)[row[at]]
    begins = batch.tokens.start[token[at]]
    some = np.flatnonzero(starts > begins)
    rows = zip(batch.tokens.segment[token[at[some]]].tolist(), begins[some].tolist(), starts[some].tolist(), strict=True)
    before = [batch.texts[segment][a:b] for segment, a, b in rows]
    last = ["".join(letter for letter in part if letter in _JOINED)[-1:] for part in before]
    return at[some], np.array([ord(_JOINED.get(letter, ".")) for letter in last], dtype=np.uint8)
