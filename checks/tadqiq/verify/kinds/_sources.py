"""Tell which words speak of a source, whether an attribution was recognised there or not."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.attributions import cues
from tadqiq.recognise.attributions.clauses import head_of, roles

_LOOSE = frozenset({"quote", "as", "in"})  # verbs that report only where a quotation follows
_SOURCES = frozenset({"spokes", "agency", "anonymous", "plural_source", "official", "document", "media"})


def reports(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which words report what is said, or name who may have said it."""
    keys = words["n2"].to_list()
    heads = np.fromiter((head_of(key)[0] in _SOURCES for key in keys), dtype=bool, count=words.height)
    known, table = cues.code(words).tolist(), cues.table()[0]
    said = (code >= 0 and table[code].needs not in _LOOSE and not cues.ambiguous(key) for key, code in zip(keys, known, strict=True))
    heads &= roles(words) != ord("T")  # إن is also half a channel's name
    return np.asarray(heads | np.fromiter(said, dtype=bool, count=words.height))
