"""Tell which mentions of sources in one article are one source: the same words, a family name, a reference (المصدر، الوزارة)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import polars as pl

from tadqiq.lexicon import read
from tadqiq.normalise import column
from tadqiq.recognise.attributions.clauses import bare

NOBODY = -1
_OFFICE = 2  # words that name a person by office alone


class Mention(NamedTuple):
    """Hold one mention of a source; without words it is only implied (وأضاف أن …)."""

    words: tuple[str, ...]  # at matching level, joined letters taken off
    kind: str  # type of source


class _Known:
    """Hold the sources met so far in an article."""

    def __init__(self) -> None:
        self.exact: dict[tuple[str, ...], int] = {}
        self.words: list[list[tuple[str, ...]]] = []  # the names of each source
        self.kinds: list[str] = []
        self.recent: list[int] = []  # sources, the last mentioned last

    def add(self, mention: Mention, rung: int | None) -> int:
        if rung is None:
            rung = len(self.words)
            self.words.append([])
            self.kinds.append(mention.kind)
        self.exact.setdefault(mention.words, rung)
        if mention.words not in self.words[rung]:
            self.words[rung].append(mention.words)
        self.touch(rung)
        return rung

    def touch(self, rung: int) -> None:
        if rung in self.recent:
            self.recent.remove(rung)
        self.recent.append(rung)

    def latest(self) -> Iterator[int]:
        return reversed(self.recent)


def merged(mentions: Sequence[Mention]) -> list[int]:
    """Give each mention of an article, in their order, the number of its source; NOBODY where none was named before.

    >>> one, other = Mention(("وزاره", "النقل"), "official_body"), Mention(("الوزاره",), "official_body")
    >>> merged([one, Mention((), "implied"), other])
    [0, 0, 0]
    """
    known = _Known()
    return [_place(known, mention) for mention in mentions]


def _place(known: _Known, mention: Mention) -> int:
    if not mention.words:
        return known.recent[-1] if known.recent else NOBODY
    rung = known.exact.get(mention.words)
    if rung is None:
        rung = next((at for at in known.latest() if _same(known, at, mention)), None)
    return known.add(mention, rung)


def _same(known: _Known, rung: int, mention: Mention) -> bool:
    names = known.words[rung]
    if len(mention.words) == 1 and mention.words[0].startswith("ال"):
        return _refers(mention.words[0], names)
    if mention.kind == known.kinds[rung] == "person":
        return any(_one_person(mention.words, name) for name in names) or _extends(mention.words, names)
    return mention.kind == known.kinds[rung] and _extends(mention.words, names)


def _refers(word: str, names: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether a definite noun means a source of that name: البيان after بيان, الوزارة after وزارة النقل, a family name."""
    beginnings = _antecedents().get(word)
    if beginnings is not None:
        return any(bare(part).startswith(beginnings) for name in names for part in name)
    return any(bare(name[0]) == bare(word) or name[-1] == word for name in names)


def _one_person(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Tell whether two names end alike and one has all words of the other, or one is only the other's office (الوزيرة اللبنانية)."""
    ends = words[-1] == name[-1] and (set(words) <= set(name) or set(name) <= set(words))
    office = len(words) == _OFFICE and all(word.startswith("ال") for word in words) and bare(words[0]) == bare(name[0])
    return ends or office


def _extends(words: tuple[str, ...], names: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether one of two names of some length goes on where the other ends: وزير النقل، وزير النقل نادر السحيمي."""
    return any(min(len(words), len(name)) > 1 and (words[: len(name)] == name or name[: len(words)] == words) for name in names)


@cache
def _antecedents() -> dict[str, tuple[str, ...]]:
    rows = read("references")
    keys = column(pl.Series([row["word"] for row in rows], dtype=pl.String), "N2").to_list()
    named = (column(pl.Series(row["antecedents"].split()), "N2").to_list() for row in rows)
    return {key: tuple(words) for key, words in zip(keys, named, strict=True)}
