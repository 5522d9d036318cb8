"""Lead offsets in normalised text back to the raw text, per code point.

Normalising drops (marks, controls), composes (alef + hamza above) and opens (one presentation form, two letters).
Whatever is left of a raw cluster points at the cluster's first code point, so a span found in normalised text
covers its raw text whole, marks included.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.normalise.alphabet import DROPPED, EXPANSIONS, SPACES
from tadqiq.normalise.levels import Level, column, fold

_KEPT = np.ones(0x110000, dtype=bool)
_KEPT[[ord(c) for c in DROPPED]] = False
_JAMO = range(0x1100, 0x1200)
# Latin, Arabic without its combining hamza and presentation forms, general punctuation: none of them joins or opens.
_COMPLEX = re.compile(r"[^\x00-\u02ff\u0600-\u0652\u0660-\u06ff\u2002-\u206f]")
_TRANSLATE = str.maketrans({**dict.fromkeys(DROPPED, ""), **SPACES})


def trace(value: str, level: Level) -> tuple[str, list[int]]:
    """Bring one text to a level, with the raw offset of each code point and the raw length at the end.

    A span [a, b) of the result stands at raw [offsets[a], offsets[b]).

    >>> trace("مُر", "N1")
    ('مر', [0, 2, 3])
    """
    written: list[str] = []
    origins: list[int] = []
    for start, cluster in _clusters(value):
        new = _written(cluster, level)
        written.append(new)
        origins.extend([start] * len(new))
    plain = "".join(written)
    if level == "N2":  # folding keeps the count of code points, so the column's own pass can do it
        plain = str(fold(pl.Series([plain], dtype=pl.String))[0])
    return plain, [*origins, len(value)]


def offsets(values: pl.Series, level: Level) -> list[NDArray[np.uint32]]:
    """Give, for each text of a column, the raw offset of each code point of its normalised form, then the raw length.

    Texts whose code points only fall away or stay (nearly all) are done by one look-up table; the others by `trace`.
    """
    lengths = column(values, level).str.len_chars().to_list()
    return [_offsets(value, length, level) for value, length in zip(values.to_list(), lengths, strict=True)]


def _offsets(value: str | None, length: int | None, level: Level) -> NDArray[np.uint32]:
    points = np.frombuffer((value or "").encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kept = np.flatnonzero(_KEPT[points])
    # Composing shortens and opening lengthens: only where neither can have happened is dropping the whole story.
    if len(kept) != (length or 0) or _COMPLEX.search(value or ""):
        return np.asarray(trace(value or "", level)[1], dtype=np.uint32)
    return np.append(kept, len(points)).astype(np.uint32)


def _binds(character: str) -> bool:
    """Tell whether a code point can join the one before it under NFC."""
    return unicodedata.category(character)[0] == "M" or ord(character) in _JAMO


def _clusters(value: str) -> list[tuple[int, str]]:
    """Cut a text where NFC cannot reach across: before each kept code point that joins nothing."""
    cuts: list[tuple[int, str]] = []
    start, current = 0, ""
    for index, character in enumerate(value):
        plain = character.translate(_TRANSLATE)
        if current and plain and not _binds(plain):
            cuts.append((start, current))
            start, current = index, ""
        if not current:
            start = index
        current += plain
    if current:
        cuts.append((start, current))
    return cuts


def _written(cluster: str, level: Level) -> str:
    """Write a cluster as its level has it, before folding."""
    plain = unicodedata.normalize("NFC", cluster)
    if level == "N2" and any(c in EXPANSIONS for c in plain):
        opened = "".join(EXPANSIONS.get(c, c) for c in plain).translate(_TRANSLATE)
        plain = unicodedata.normalize("NFC", opened)
    return plain
