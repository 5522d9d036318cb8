"""A character that no reader sees breaks a word or a figure.

Three sorts are faults beyond doubt: an invisible character between two Arabic letters or two digits of one figure (it hides the word from
every search, and turns a figure round); a control character; letters in the forms of print, as text copied from a PDF has them.
Direction marks and joiners at the edge of a word, beside a Latin word or a full stop, and no-break spaces do no harm, and nothing is said
of them; nor of the signs that have a place of their own: ﷺ, ﷲ, ﷼, ﴾ and ﴿. One finding an article for each character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import Hit, Rule, Span
from tadqiq.normalise.alphabet import EXPANSIONS, INVISIBLE, TATWEEL, char_class
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.kinds._repeats import repeats
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}

_GAP = char_class(INVISIBLE)
_LETTER = r"[\p{Arabic}&&\p{L}]"
_BETWEEN = rf"{_LETTER}[\p{{M}}{char_class(TATWEEL)}]*[{_GAP}][\p{{M}}{char_class(TATWEEL)}{_GAP}]*{_LETTER}|\p{{Nd}}[{_GAP}]+\p{{Nd}}"
_PRINT = r"[\x{fb50}-\x{fd3d}\x{fd40}-\x{fdcf}\x{fe70}-\x{fefc}]"
_CONTROL = r"^[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]$"
_NONE, _BROKEN, _PRINTED, _CONTROLS = range(4)
_FIGURE, _POINT, _UNSEEN = range(1, 4)

_EMBEDDINGS = frozenset("\u202a\u202b\u202c\u202d\u202e")  # which often stand where a space was
_GLUES = re.compile(f"[ةى][{''.join(INVISIBLE)}]+[^\\W\\d_]")  # ends a word: what follows is another
_PERSIAN = frozenset("یکھہە")  # which a page set in other letters may show for ي ك ه: what was meant is not certain
_HIDDEN = re.compile(f"[{''.join(INVISIBLE)}]")
_FIRST = {
    _BROKEN: _HIDDEN,
    _PRINTED: re.compile("[\ufb50-\ufd3d\ufd40-\ufdcf\ufe70-\ufefc]"),
    _CONTROLS: re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"),
}


class _Place(NamedTuple):
    """Hold a broken passage, the character that breaks it, and the passage without it where that can be told."""

    span: Span
    sort: str
    character: str
    mended: str | None


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the words and figures that a hidden character breaks."""
    places = list(_places(view.batch))
    known = {place.span: place for place in reversed(places)}
    for _, found in repeats((place.sort, place.span) for place in places):
        place = known[found.first]
        args = {"character": f"U+{ord(place.character):04X}", "count": str(found.number)}
        yield Hit(rule.code, found.first, args, suggestion=place.mended, related=found.others)


def fixes(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find every such word and figure, each as it should be written."""
    return (Hit(rule.code, place.span, suggestion=place.mended) for place in _places(view.batch))


def _sort(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell what is wrong with each distinct token."""
    raw = words["raw"]
    tests = [raw.str.contains(pattern).to_numpy() for pattern in (_BETWEEN, _PRINT, _CONTROL)]
    return np.select(tests, (_BROKEN, _PRINTED, _CONTROLS), default=_NONE).astype(np.uint8)


def _part(words: pl.DataFrame) -> NDArray[np.uint8]:
    """Tell the parts of a figure apart, and what stands unseen between them."""
    raw = words["raw"]
    tests = [raw.str.contains(rf"^\p{{Nd}}[\p{{Nd}}{_GAP}]*$"), raw.is_in([".", ",", "٫", "٬"]), raw.str.contains(rf"^[{_GAP}]+$")]
    return np.select([test.to_numpy() for test in tests], (_FIGURE, _POINT, _UNSEEN), default=0).astype(np.uint8)


def _places(batch: Batch) -> Iterator[_Place]:
    sort = batch.column(_sort)
    for index in np.flatnonzero(sort).tolist():
        if sort[index] != _CONTROLS:
            yield _place(batch, index, index, int(sort[index]))
        elif not (index and sort[index - 1] == _CONTROLS and _beside(batch, index - 1)):
            last = index
            while sort[last] == _CONTROLS and last + 1 < len(sort) and _beside(batch, last):
                last += 1  # up to the word beside it, which makes the place findable
            yield _place(batch, index, last, _CONTROLS)
    for first, last in _figures(batch):
        yield _place(batch, first, last, _BROKEN)


def _beside(batch: Batch, index: int) -> bool:
    """Tell whether the next token stands in the same paragraph."""
    tokens = batch.tokens
    return bool(tokens.segment[index] == tokens.segment[index + 1] and tokens.para[index] == tokens.para[index + 1])


def _figures(batch: Batch) -> Iterator[tuple[int, int]]:
    """Give the token ranges of figures that are broken beside their point: 24.‹mark›49 is shown as 49.24."""
    tokens, part = batch.tokens, batch.column(_part)
    for index in np.flatnonzero(part == _UNSEEN).tolist():
        for first in (index - 2, index - 1):
            last = first + 3
            if first < 0 or last >= len(tokens) or tokens.segment[first] != tokens.segment[last]:
                continue
            inner = sorted(part[first + 1 : last].tolist())
            if inner == [_POINT, _UNSEEN] and part[first] == part[last] == _FIGURE and not tokens.gap[first + 1 : last + 1].any():
                yield first, last


def _place(batch: Batch, first: int, last: int, sort: int) -> _Place:
    tokens = batch.tokens
    segment, start, end = int(tokens.segment[first]), int(tokens.start[first]), int(tokens.end[last])
    text = batch.text(segment, start, end)
    found = _FIRST[sort].search(text)
    character = found[0] if found else text[0]
    mended = None if (last > first and sort == _BROKEN) or character in _EMBEDDINGS else _mended(text, sort)
    return _Place(batch.span(segment, start, end), "print" if sort == _PRINTED else character, character, mended)


def _mended(text: str, sort: int) -> str | None:
    if _GLUES.search(text):
        return None
    if sort == _PRINTED:
        opened = "".join(EXPANSIONS.get(character, character) for character in text)
        return None if _PERSIAN & set(opened) else opened
    return _FIRST[sort].sub("", text).strip() or None
