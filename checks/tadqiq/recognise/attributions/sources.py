"""Tell what kind of source a phrase names: a person, a body, an agency, a paper, nobody in particular."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import polars as pl

from tadqiq.lexicon import read
from tadqiq.normalise import column
from tadqiq.recognise.attributions.clauses import bare, head_of

_MARKS = frozenset('"(),،-:')
_BODIES = frozenset({"official_body", "place"})
_SEVERAL = {"plural_source": "anonymous", "official": "anonymous", "role": "anonymous"}  # one of several who …
_HEARSAY = frozenset({"means", "plural_source", "hearsay"})


@cache
def traits(kind: str) -> tuple[str, ...]:
    """List the words of one class of the lexicon, at matching level."""
    rows = [row["word"] for row in read("source_traits") if row["class"] == kind]
    return tuple(column(pl.Series(rows, dtype=pl.String), "N2").to_list())


def hearsay(keys: Sequence[str]) -> bool:
    """Tell whether a source phrase names nobody whom a reader could ask: the media, reports, sources.

    >>> hearsay(["وسائل", "اعلام", "محليه"]), hearsay(["وسائل", "اعلام", "رسميه"]), hearsay(["مصادر", "مقربه"])
    (True, False, False)
    """
    words = [key for key in keys if key not in _MARKS]
    head = head_of(words[0])[0] if words else ""
    more = [word for word in words[1:] if not bare(word).startswith(traits("loose"))]  # صحفية is a journalist too
    if head not in _HEARSAY or any(head_of(word)[0] not in ("", "media", "means", "social") for word in more):
        return False
    if head == "means":  # وسائل إعلام, الإعلام; not وسائل النقل
        press = "means" in (head_of(word)[0] for word in words[1:2]) or len(words) == 1 or len(more) < len(words) - 1
        return press and not any(bare(word).startswith(traits("state")) for word in more)
    if head == "hearsay" and words[0] != bare(words[0]):  # the reports that everybody knows are no source of this one
        return len(words) > 1 and len(more) < len(words) - 1
    return len(words) == 1 or len(more) < len(words) - 1


def source_type(keys: Sequence[str]) -> str:
    """Classify a source phrase by its words at matching level, joined letters and all.

    >>> source_type(["وزارة", "الصحة"])
    'official_body'
    >>> source_type(["مصدر", "مقرب", "من", "الحركة"])
    'anonymous'
    """
    words = [key for key in keys if key not in _MARKS]
    if not words:
        return "person"
    first = head_of(words[0])[0]
    if first in ("", "nonsource") and words[0] in traits("several") and len(words) > 1:
        return _SEVERAL.get(head_of(words[1])[0], "vague")
    if first == "" and words[0] in traits("rank") and len(words) > 1:
        first = head_of(words[1])[0]
    second = head_of(words[1])[0] if len(words) > 1 else ""
    return _by_head(first, second, words)


def _by_head(first: str, second: str, words: list[str]) -> str:
    if first == "anonymous":
        return "anonymous"
    if first == "plural_source":
        return "vague" if len(words) == 1 or bare(words[1]).startswith(traits("loose")) else "anonymous"
    if first == "official":
        return "person" if _has_name(words) else "anonymous"
    if first == "means":
        return "vague" if second != "social" else "social"
    if first == "document":
        return _document(words)
    if first == "spokes":
        return "person" if _has_name(words) or words[0].startswith("ال") else "official_body"
    if first == "agency" or _is_agency(words):
        return "agency"
    if first == "hearsay":
        return "vague"
    if first in ("media", "social", "vague"):
        return first
    if first in _BODIES:
        return "official_body"
    if first == "nonsource":
        return "document"
    return "person"


def _is_agency(words: Sequence[str]) -> bool:
    line = f" {' '.join(words[:4])} "
    return any(f" {name} " in line for name in traits("agency"))


def _document(words: list[str]) -> str:
    """Count a paper as its maker where the maker is named."""
    for word in words[1:6]:
        head, _ = head_of(word)
        if head in _BODIES:
            return "official_body"
        if head in ("media", "agency", "social"):
            return head
        if head == "role":
            return "person"
    return "document"


def _has_name(words: Sequence[str]) -> bool:
    """Tell whether a name follows a role: two plain words, without article and joined letters."""
    plain = (w for w in words[1:] if not w.startswith(("ال", "لل", "بال", "و")) and w not in traits("filler"))
    return len(words) >= 4 and sum(head_of(w)[0] == "" for w in plain) >= 2
