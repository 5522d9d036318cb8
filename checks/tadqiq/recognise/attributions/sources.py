"""Tell what kind of source a phrase names: a person, a body, an agency, a paper, nobody in particular."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.attributions.clauses import among, bare, classes, head_of
from tadqiq.recognise.attributions.lines import Line
from tadqiq.recognise.attributions.places import Bools
from tadqiq.recognise.attributions.words import DEFINITE, LOOSE, MARKS, RANK, SEVERAL, agency_names, traits
from tadqiq.recognise.tokens import Ints

_ONE_OF = ("plural_source", "official", "role")  # one of several who …
_HEARSAY = frozenset({"means", "plural_source", "hearsay"})


def hearsay(keys: Sequence[str]) -> bool:
    """Tell whether a source phrase names nobody whom a reader could ask: the media, reports, sources.

    >>> hearsay(["وسائل", "اعلام", "محليه"]), hearsay(["وسائل", "اعلام", "رسميه"]), hearsay(["مصادر", "مقربه"])
    (True, False, False)
    """
    words = [key for key in keys if key not in MARKS]
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


def source_types(line: Line, first: Ints, end: Ints) -> NDArray[np.int8]:
    """Tell what kind of source each phrase names, as a place in TYPES; first, end  its first token and the one behind its last.

    Of "وزارة الصحة" that is official_body, of "مصدر مقرب من الحركة" anonymous.
    """
    words = _Words(line, first, end)
    one, two = words.head(0), words.head(1)
    several = among("", "nonsource")[one] & words.has(0, SEVERAL) & (words.count > 1)
    one = np.where((one == 0) & words.has(0, RANK) & (words.count > 1), two, one)
    found = _by_head()[one]
    named = words.named()
    rules: list[tuple[Bools, Any]] = [
        (several, np.where(among(*_ONE_OF)[two], ANONYMOUS, VAGUE)),
        (among("anonymous")[one], ANONYMOUS),
        (among("plural_source")[one], np.where((words.count == 1) | words.has(1, LOOSE), VAGUE, ANONYMOUS)),
        (among("official")[one], np.where(named, PERSON, ANONYMOUS)),
        (among("means")[one], np.where(among("social")[two], SOCIAL, VAGUE)),
        (among("document")[one], words.makers()),
        (among("spokes")[one], np.where(named | words.has(0, DEFINITE), PERSON, BODY)),
        ((among("agency")[one]) | words.agencies(), AGENCY),
    ]
    return np.asarray(np.select([where for where, _ in rules], [kinds for _, kinds in rules], default=found), dtype=np.int8)


TYPES = ("person", "official_body", "agency", "media", "social", "anonymous", "vague", "document", "implied")
PERSON, BODY, AGENCY, MEDIA, SOCIAL, ANONYMOUS, VAGUE, DOCUMENT, IMPLIED = range(len(TYPES))
_BY_HEAD = {"hearsay": VAGUE, "media": MEDIA, "social": SOCIAL, "vague": VAGUE, "official_body": BODY, "place": BODY, "nonsource": DOCUMENT}
_MAKERS = {"official_body": BODY, "place": BODY, "media": MEDIA, "agency": AGENCY, "social": SOCIAL, "role": PERSON}


@cache
def _by_head() -> NDArray[np.int8]:
    return np.array([_BY_HEAD.get(name, PERSON) for name in classes()], dtype=np.int8)


@cache
def _makers() -> NDArray[np.int8]:
    return np.array([_MAKERS.get(name, -1) for name in classes()], dtype=np.int8)


class _Words:
    """Show the words of many phrases, without their marks, one place of the phrase at a time."""

    def __init__(self, line: Line, first: Ints, end: Ints) -> None:
        """Count them."""
        self._line, self._rank, self._end = line, line.words.rank(first), end
        self.count = line.words.rank(end) - self._rank

    def at(self, number: int) -> tuple[Ints, Bools]:
        """Give the token of each phrase's word of that number, and whether there is one."""
        there = self.count > number
        return np.where(there, self._line.words.at(self._rank + number), 0), there

    def head(self, number: int) -> NDArray[np.uint8]:
        """Give the class of head that a word is."""
        token, there = self.at(number)
        return np.where(there, self._line.heads[token], 0)

    def has(self, number: int, flag: int) -> Bools:
        """Tell whether a word bears a flag."""
        token, there = self.at(number)
        return there & self._line.has(token, flag)

    def named(self) -> Bools:
        """Tell whether a name follows a role: two plain words, without article and joined letters."""
        second, _ = self.at(1)
        plain = self._line.plain_words
        return (self.count >= 4) & (plain.rank(self._end) - plain.rank(second) >= 2)

    def agencies(self) -> Bools:
        """Tell whether the first four words name an agency."""
        numbers = [np.where(there, self._line.agency[token], 0) for token, there in map(self.at, range(4))]
        found = np.zeros(len(self.count), dtype=bool)
        for name in agency_names():
            for start in range(5 - len(name)):
                found |= np.logical_and.reduce([numbers[start + ahead] == word for ahead, word in enumerate(name)])
        return found

    def makers(self) -> NDArray[np.int8]:
        """Count a paper as its maker where the maker is named."""
        found = np.full(len(self.count), -1, dtype=np.int8)
        for number in range(1, 6):
            found = np.where(found < 0, _makers()[self.head(number)], found)
        return np.where(found < 0, DOCUMENT, found).astype(np.int8)
