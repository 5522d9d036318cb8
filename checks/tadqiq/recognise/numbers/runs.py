"""Find the runs of tokens that hold numbers, and parse each distinct run once."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.numbers.forms import Atom
from tadqiq.recognise.numbers.items import Item
from tadqiq.recognise.numbers.numerals import atoms, symbols
from tadqiq.recognise.numbers.phrases import parse
from tadqiq.recognise.tokens import Batch, Ints, Tokens

_NONE, _STRONG, _TAIL, _AND, _IN, _HUNDREDTH, _FROM, _TO, _BETWEEN, _DASH, _SLASH, _MARK, _POINTLIKE, _TEEN, _AFTER = range(15)
_BEFORE, _BIRTH, _ERA, _LESS = range(15, 19)
_STRONG_KINDS = (
    "digits zero one two two_construct unit ten teen tens hundred hundred_dual hundreds scale fraction fraction_dual share "
    "ordinal ordinal_unit vague dual month month_head first_day"
)
_ROLES = dict.fromkeys(_STRONG_KINDS.split(), _STRONG)
_TAIL_KINDS = "fraction_plural money nation duration percent permille points basis degree hundredths clock hijri gregorian month_tail"
_ROLES |= dict.fromkeys(f"{_TAIL_KINDS} goal goals same".split(), _TAIL)
_ROLES |= {"dual_construct": _TAIL, "and": _AND, "in": _IN, "hundredth": _HUNDREDTH, "from": _FROM, "to": _TO, "between": _BETWEEN}
_ROLES |= {"over": _TO, "under": _LESS, "against": _LESS, "before": _BEFORE, "birth": _BIRTH, "era": _ERA}
_ROLES |= {"decimal_mark": _MARK, "minus": _BETWEEN, "point": _POINTLIKE, "teen_one": _TEEN, "after": _AFTER}
_MARKS = {"-": _DASH, "–": _DASH, "—": _DASH, "−": _DASH, "/": _SLASH}
_LEAD, _TRAIL = 2, 6  # tokens kept before the first and after the last number of a run
_MOST_PHRASES = 400_000  # that are remembered


class Found(NamedTuple):
    """Hold the numbers of a batch as columns: token indexes, values, kinds, flags."""

    first: Ints
    last: Ints
    skip: Ints
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    kind: Ints
    unit: Ints  # token index, -1 for none
    key: Ints  # index into key_names()
    flags: Ints


def find(batch: Batch) -> Found:
    """Find and parse every number of a batch."""
    symbol = batch.column(symbols)
    starts, ends = _runs(batch, symbol)
    coded = symbol * 2 + (batch.tokens.gap == 0)
    data, width = coded.tobytes(), coded.itemsize
    phrases = [data[a:b] for a, b in zip((starts * width).tolist(), (ends * width).tolist(), strict=True)]
    return _spread(starts, *_book().rows(phrases))


@cache
def _book() -> _Book:
    return _Book()


_keys: dict[str, int] = {"": 0}


def key_number(key: str) -> int:
    """Give the number by which numbers carry a key."""
    return _keys.setdefault(key, len(_keys))


def key_names() -> list[str]:
    """Return the keys by number; it grows."""
    return list(_keys)


class _Book:
    """Remember the items of every phrase that was met, as rows of columns.

    A phrase is written as the symbols of its tokens, each doubled, and one more where no space stands before it.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._places: dict[bytes, int] = {}
        self._first = np.zeros(1, dtype=np.int64)  # of each phrase its first row, and at the end the count of rows
        self._whole, self._values = np.zeros((0, 7), dtype=np.int64), np.zeros((0, 2))

    def rows(self, phrases: list[bytes]) -> tuple[Ints, Ints, Ints, NDArray[np.float64]]:
        """Give each phrase's first row and count of rows, and the columns that they point into: whole numbers and values."""
        if len(self._places) > _MOST_PHRASES:
            self.__init__()  # type: ignore[misc]
        self._learn([phrase for phrase in dict.fromkeys(phrases) if phrase not in self._places])
        place = np.fromiter((self._places[phrase] for phrase in phrases), dtype=np.int64, count=len(phrases))
        return self._first[place], self._first[place + 1] - self._first[place], self._whole, self._values

    def _learn(self, phrases: list[bytes]) -> None:
        parsed = [_parse(phrase) for phrase in phrases]
        self._places |= {phrase: place for place, phrase in enumerate(phrases, len(self._places))}
        ends = self._first[-1] + np.cumsum([len(items) for items in parsed], dtype=np.int64)
        self._first = np.concatenate([self._first, ends])
        whole = [(i.first, i.last, i.skip, i.kind, i.unit, key_number(i.key), i.flags) for items in parsed for i in items]
        values = [(i.low, i.high) for items in parsed for i in items]
        self._whole = np.concatenate([self._whole, np.array(whole, dtype=np.int64).reshape(-1, 7)])
        self._values = np.concatenate([self._values, np.array(values, dtype=np.float64).reshape(-1, 2)])


def _parse(phrase: bytes) -> tuple[Item, ...]:
    coded, table = np.frombuffer(phrase, dtype=np.int32).tolist(), atoms()
    return parse([table[code >> 1] for code in coded], [bool(code & 1) for code in coded])


def _spread(starts: Ints, first: Ints, counts: Ints, whole: Ints, values: NDArray[np.float64]) -> Found:
    """Lay the items of each phrase out at every place where it stands."""
    run = np.repeat(np.arange(len(starts)), counts)
    row = np.arange(len(run)) - np.repeat(np.cumsum(counts) - counts, counts) + first[run]
    begin, end, skip, kind, unit, key, flags = whole[row].T.copy()
    low, high = values[row].T.copy()
    base = starts[run]
    return Found(base + begin, base + end, skip, low, high, kind, np.where(unit >= 0, base + unit, -1), key, flags)


def _role(atom: Atom) -> int:
    return _MARKS.get(atom.key, _MARK) if atom.kind == "separator" else _ROLES.get(atom.kind, _NONE)


_role_of = np.zeros(0, dtype=np.int8)  # of each atom


def _roles(symbol: NDArray[np.int32]) -> NDArray[np.int8]:
    global _role_of  # noqa: PLW0603 - it grows with the table of atoms
    more = [_role(atom) for atom in atoms()[len(_role_of) :]]
    _role_of = np.concatenate([_role_of, np.array(more, dtype=np.int8)])
    return _role_of[symbol]


def _runs(batch: Batch, symbol: NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Find maximal runs of tokens with a part in numbers, cut down to the numbers and a little around them."""
    tokens, role = batch.tokens, _roles(symbol)
    place = np.flatnonzero(role)
    role, follows = role[place], _follows(tokens, place)
    before = np.where(follows, np.roll(role, 1), _NONE)
    after = np.where(np.roll(follows, -1), np.roll(role, -1), _NONE)
    role = np.where((role == _HUNDREDTH) & (before == _NONE), _STRONG, role)  # بلغ المئة: no percentage
    inside = _inside(role, before, after, tokens.gap[place] == 0, np.roll(tokens.gap, -1)[place] == 0)
    place, role = place[inside], role[inside]
    opens = ~_follows(tokens, place)
    strong = np.flatnonzero(role == _STRONG)
    if not len(strong):
        return strong, strong
    heads, ends = place[opens], place[np.append(opens[1:], True)] + 1
    run = (np.cumsum(opens) - 1)[strong]
    opening = np.diff(run, prepend=-1) != 0
    closing, run = np.append(opening[1:], True), run[opening]
    return np.maximum(heads[run], place[strong[opening]] - _LEAD), np.minimum(ends[run], place[strong[closing]] + 1 + _TRAIL)


def _follows(tokens: Tokens, place: Ints) -> NDArray[np.bool_]:
    """Tell which tokens stand right behind the one before them in a list, in the same paragraph."""
    follows = np.zeros(len(place), dtype=bool)
    follows[1:] = (np.diff(place) == 1) & (np.diff(tokens.segment[place]) == 0) & (np.diff(tokens.para[place]) == 0)
    return follows


def _inside(
    role: NDArray[np.int8], before: NDArray[np.int8], after: NDArray[np.int8], glued: NDArray[np.bool_], onward: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell which tokens stand inside a run: small words and marks only between numbers.

    glued, onward  no space stands before the token, and none behind it.
    """
    left = (before == _STRONG) | (before == _TAIL) | (before == _HUNDREDTH) | (before == _TEEN)
    right = (after == _STRONG) | (after == _TEEN)
    tight = glued & onward
    inside = (role == _STRONG) | (role == _TAIL) | (role == _TEEN)
    inside |= (role == _HUNDREDTH) & ((before == _IN) | (before == _AFTER) | (after == _STRONG))
    inside |= (role == _AFTER) & left & (right | (after == _HUNDREDTH))
    inside |= ((role == _AND) | (role == _TO)) & left & (right | (after == _FROM))
    inside |= (role == _IN) & left & (after == _HUNDREDTH)
    inside |= (role == _FROM) & (right | (left & (after == _TAIL)))
    inside |= (role == _BETWEEN) & right
    inside |= (role == _DASH) & right & (left | (onward & ~glued))
    inside |= (role == _SLASH) & left & right
    inside |= (role == _LESS) & left & (right | (after == _TAIL))
    inside |= (role == _ERA) & left
    inside |= (role == _MARK) & (before == _ERA) & tight
    inside |= ((role == _BEFORE) & left & (after == _BIRTH)) | ((role == _BIRTH) & (before == _BEFORE))
    inside |= (((role == _MARK) & tight) | (role == _POINTLIKE)) & left & right
    return np.asarray(inside)
