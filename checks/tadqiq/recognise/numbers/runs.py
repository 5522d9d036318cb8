"""Find the runs of tokens that hold numbers, and parse each distinct run once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.numbers.items import Item
from tadqiq.recognise.numbers.numerals import atoms, symbols
from tadqiq.recognise.numbers.phrases import parse
from tadqiq.recognise.tokens import Batch, Ints

_NONE, _STRONG, _TAIL, _AND, _IN, _HUNDREDTH, _FROM, _TO, _BETWEEN, _DASH, _SLASH, _MARK, _POINTLIKE, _TEEN, _AFTER = range(15)
_BEFORE, _BIRTH, _ERA, _LESS = range(15, 19)
_STRONG_KINDS = (
    "digits zero one two two_construct unit ten teen tens hundred hundred_dual hundreds scale fraction fraction_dual share "
    "ordinal ordinal_unit vague dual month month_head"
)
_ROLES = dict.fromkeys(_STRONG_KINDS.split(), _STRONG)
_TAIL_KINDS = "fraction_plural money nation duration percent points basis degree hundredths clock hijri gregorian month_tail"
_ROLES |= dict.fromkeys(f"{_TAIL_KINDS} goal goals same".split(), _TAIL)
_ROLES |= {"dual_construct": _TAIL, "and": _AND, "in": _IN, "hundredth": _HUNDREDTH, "from": _FROM, "to": _TO, "between": _BETWEEN}
_ROLES |= {"over": _TO, "under": _LESS, "against": _LESS, "before": _BEFORE, "birth": _BIRTH, "era": _ERA}
_ROLES |= {"decimal_mark": _MARK, "minus": _BETWEEN, "point": _POINTLIKE, "teen_one": _TEEN, "after": _AFTER}
_MARKS = {"-": _DASH, "–": _DASH, "—": _DASH, "−": _DASH, "/": _SLASH, "،": _NONE}
_LEAD, _TRAIL = 2, 6  # tokens kept before the first and after the last number of a run
_CACHE_SIZE = 400_000

_parsed: dict[tuple[int, ...], tuple[Item, ...]] = {}


class Found(NamedTuple):
    """Hold the numbers of a batch as columns: token indexes, values, kinds, flags."""

    first: Ints
    last: Ints
    skip: Ints
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    kind: Ints
    unit: Ints  # token index, -1 for none
    key: list[str]
    flags: Ints


def find(batch: Batch) -> Found:
    """Find and parse every number of a batch."""
    symbol = batch.column(symbols)
    starts, ends = _runs(batch, symbol)
    glued = (batch.tokens.gap == 0).astype(np.int64)
    coded: list[int] = (symbol.astype(np.int64) * 2 + glued).tolist()
    known: dict[tuple[int, ...], int] = {}
    place = [known.setdefault(tuple(coded[a:b]), len(known)) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    phrases = [_items(key) for key in known]
    return _spread(starts, np.array(place, dtype=np.int64), phrases)


def _items(key: tuple[int, ...]) -> tuple[Item, ...]:
    found = _parsed.get(key)
    if found is None:
        if len(_parsed) > _CACHE_SIZE:
            _parsed.clear()
        table = atoms()
        found = _parsed[key] = parse([table[code >> 1] for code in key], [bool(code & 1) for code in key])
    return found


def _spread(starts: Ints, place: Ints, phrases: list[tuple[Item, ...]]) -> Found:
    """Lay the items of each distinct phrase out at every place where it stands."""
    sizes = np.array([len(items) for items in phrases], dtype=np.int64)
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    flat = [item for items in phrases for item in items]
    counts = sizes[place] if len(place) else place
    run = np.repeat(np.arange(len(place)), counts)
    within = np.arange(len(run)) - np.repeat(np.cumsum(counts) - counts, counts)
    index = offsets[place[run]] + within if len(run) else run
    base = starts[run] if len(run) else run
    whole = np.array([(i.first, i.last, i.skip, i.kind, i.unit, i.flags) for i in flat], dtype=np.int64).reshape(-1, 6)[index]
    values = np.array([(i.low, i.high) for i in flat], dtype=np.float64).reshape(-1, 2)[index]
    keys = [flat[i].key for i in index.tolist()]
    unit = np.where(whole[:, 4] >= 0, base + whole[:, 4], -1)
    return Found(base + whole[:, 0], base + whole[:, 1], whole[:, 2], values[:, 0], values[:, 1], whole[:, 3], unit, keys, whole[:, 5])


def _roles(symbol: NDArray[np.int32]) -> NDArray[np.int8]:
    table = np.fromiter((_MARKS.get(a.key, _MARK) if a.kind == "separator" else _ROLES.get(a.kind, _NONE) for a in atoms()), dtype=np.int8)
    return np.asarray(table[symbol])


def _runs(batch: Batch, symbol: NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Find maximal runs of tokens with a part in numbers, cut down to the numbers and a little around them."""
    tokens = batch.tokens
    role = _roles(symbol)
    if not len(role):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    breaks = np.ones(len(role) + 1, dtype=bool)
    breaks[1:-1] = (np.diff(tokens.segment) != 0) | (np.diff(tokens.para) != 0)
    before = np.where(breaks[:-1], _NONE, np.roll(role, 1))
    after = np.where(breaks[1:], _NONE, np.roll(role, -1))
    role = np.where((role == _HUNDREDTH) & (before == _NONE), _STRONG, role)  # بلغ المئة: no percentage
    inside = _inside(role, before, after, tokens.gap == 0)
    joined = inside[1:] & inside[:-1] & ~breaks[1:-1]
    edge = np.concatenate([[True], ~joined]) & inside
    number = np.cumsum(edge) - 1
    strong = np.flatnonzero(inside & (role == _STRONG))
    if not len(strong):
        return strong, strong
    at = number[strong]
    opening = np.concatenate([[True], at[1:] != at[:-1]])
    closing = np.concatenate([opening[1:], [True]])
    heads = np.flatnonzero(edge)
    members = np.flatnonzero(inside)
    ends = members[np.searchsorted(number[members], at[opening], side="right") - 1] + 1
    return np.maximum(heads[at[opening]], strong[opening] - _LEAD), np.minimum(ends, strong[closing] + 1 + _TRAIL)


def _inside(role: NDArray[np.int8], before: NDArray[np.int8], after: NDArray[np.int8], glued: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which tokens stand inside a run: small words and marks only between numbers."""
    left = (before == _STRONG) | (before == _TAIL) | (before == _HUNDREDTH) | (before == _TEEN)
    right = (after == _STRONG) | (after == _TEEN)
    tight = glued & np.roll(glued, -1)
    inside = (role == _STRONG) | (role == _TAIL) | (role == _TEEN)
    inside |= (role == _HUNDREDTH) & ((before == _IN) | (before == _AFTER) | (after == _STRONG))
    inside |= (role == _AFTER) & left & (right | (after == _HUNDREDTH))
    inside |= np.isin(role, (_AND, _TO)) & left & (right | (after == _FROM))
    inside |= (role == _IN) & left & (after == _HUNDREDTH)
    inside |= (role == _FROM) & (right | (left & (after == _TAIL)))
    inside |= (role == _BETWEEN) & right
    inside |= (role == _DASH) & right & (left | (np.roll(glued, -1) & ~glued))
    inside |= (role == _SLASH) & left & right
    inside |= (role == _LESS) & left & (right | (after == _TAIL))
    inside |= (role == _ERA) & left
    inside |= (role == _MARK) & (before == _ERA) & tight
    inside |= ((role == _BEFORE) & left & (after == _BIRTH)) | ((role == _BIRTH) & (before == _BEFORE))
    inside |= np.isin(role, (_MARK, _POINTLIKE)) & left & right & (tight | (role == _POINTLIKE))
    return np.asarray(inside)
