"""Bring the spellings of one name together over a collection, on evidence that is more than likeness.

A *spelling* is a name at matching level, so that hamza, final letters, marks and عبد الله/عبدالله do not part it. Two spellings are linked
when every word of a full name is the same or surely a spelling of the same (`recognise.spellings_near`), or when only spaces part them; a
family name alone is linked only through full names that are. Distinct names are compared inside blocks of like skeletons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.spellings import known
from tadqiq.recognise.spellings.near import ALONE, Pair, Words, alike, block, near
from tadqiq.recognise.spellings.parts import spellings
from tadqiq.verify.house import Glossary
from tadqiq.verify.names.likely import Likely, likely


class Node(NamedTuple):
    """Name one spelling: class (person, place, organisation) and letters without spaces; equal ones are no second spelling."""

    sort: str
    letters: str


@dataclass(frozen=True, slots=True)
class Links:
    """Hold all spellings of a collection and which of them are linked.

    names  the NAMES frame with a column `node`: the number of each mention's spelling; nodes, words  the spellings by number;
    links  pairs of numbers and how sure the link is; likely  those that the company they keep speaks for;
    tails  a family name alone beside a full name that ends in a like one; apart  pairs that the house style never joins, both ways.
    """

    names: pl.DataFrame
    nodes: Sequence[Node]
    words: Sequence[Words]
    links: Mapping[tuple[int, int], float]
    likely: Sequence[Likely]
    tails: Mapping[tuple[int, int], float]
    apart: frozenset[tuple[int, int]] = frozenset()


def link(names: pl.DataFrame, glossary: Glossary | None = None) -> Links:
    """Find the spellings of a NAMES frame and link those of one name."""
    distinct, row = _distinct(names)
    forms = distinct["form"].unique(maintain_order=True).to_list()
    prepared = dict(zip(forms, spellings(forms), strict=True))
    numbers: dict[tuple[str, Words], int] = {}
    numbers_of = []
    for sort, form in distinct.iter_rows():
        cut = tuple(zip(prepared[form].words, prepared[form].kinds, strict=True))
        numbers_of.append(numbers.setdefault((sort, cut), len(numbers)))
    numbered = names.with_columns(node=pl.Series(np.array(numbers_of, dtype=np.uint32)[row]))
    nodes = [Node(sort, "".join(word for word, _ in cut)) for sort, cut in numbers]
    words = [cut for _, cut in numbers]
    pairs = list(_pairs(nodes, words))
    found = {(low, high): pair.score for low, high, pair in pairs if _sure(nodes[low].sort, pair)}
    found |= _family(nodes, words, found)
    found |= dict.fromkeys(_listed(nodes, words, glossary), 1.0)
    apart = frozenset(_apart(nodes, glossary)) if glossary else frozenset()
    found = {pair: score for pair, score in found.items() if pair not in apart}
    open_ = [(low, high, pair) for low, high, pair in pairs if (low, high) not in found and (low, high) not in apart]
    more = likely(numbered, [node.sort for node in nodes], words, open_)
    tails = {pair: score for pair, score in _tails(numbered, words) if pair not in apart}
    return Links(numbered, nodes, words, found, more, tails, apart)


def _distinct(names: pl.DataFrame) -> tuple[pl.DataFrame, NDArray[np.int64]]:
    """List the distinct classes and forms in order, and give the row of each mention's own; numbers are compared faster than strings."""
    sorts = sorted(names["class"].unique().to_list())
    sort = (
        names["class"].replace_strict(sorts, range(len(sorts)), return_dtype=pl.Int64).to_numpy() if names.height else np.zeros(0, np.int64)
    )
    form = names["form"].cast(pl.Categorical).to_physical().to_numpy().astype(np.int64)
    _, first, row = np.unique(form * len(sorts) + sort, return_index=True, return_inverse=True)
    distinct = names.select("class", "form")[first].with_row_index("row").sort("class", "form")
    place = np.empty(len(first), dtype=np.int64)
    place[distinct["row"].to_numpy()] = np.arange(len(first))
    return distinct.select("class", "form"), place[row]


def _pairs(nodes: Sequence[Node], words: Sequence[Words]) -> Iterator[tuple[int, int, Pair]]:
    """Pair names that may be the same but for like words; a person's only if it has two and more."""
    for sort in sorted({node.sort for node in nodes}):
        by_words = {words[n]: n for n, node in enumerate(nodes) if node.sort == sort and (sort != "person" or len(words[n]) > 1)}
        for pair in near(by_words):
            low, high = sorted((by_words[pair.one], by_words[pair.other]))
            yield low, high, pair


def _sure(sort: str, pair: Pair) -> bool:
    """Tell whether letters alone join two names; words of bodies and places may be common words."""
    return pair.sure and (sort == "person" or pair.score >= ALONE)


def _family(nodes: Sequence[Node], words: Sequence[Words], full: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Link the family names, standing alone, in which linked full names of persons end."""
    alone = {words[n]: n for n, node in enumerate(nodes) if node.sort == "person" and len(words[n]) == 1}
    found = {}
    for one, other in full:
        ends = words[one][-1:], words[other][-1:]
        if nodes[one].sort == "person" and ends[0] != ends[1] and ends[0] in alone and ends[1] in alone:
            low, high = sorted((alone[ends[0]], alone[ends[1]]))
            found[low, high] = alike(*ends, alone=False)
    return found


def _tails(names: pl.DataFrame, words: Sequence[Words]) -> Iterator[tuple[tuple[int, int], float]]:
    """Pair a family name alone with the full names, of an article that has both, that end in a like one."""
    used = names.filter(pl.col("class") == "person").select("doc", "node").unique()
    ends = pl.DataFrame(
        {"block": [block(some[-1][0]) if some else "" for some in words], "alone": [len(some) == 1 for some in words]},
        schema={"block": pl.String, "alone": pl.Boolean},
    )
    used = used.join(ends.with_row_index("node"), on="node")
    pairs = used.filter("alone").join(used.filter(~pl.col("alone")), on=["doc", "block"]).select("node", "node_right")
    pairs = pairs.unique().sort("node", "node_right")
    for one, full in pairs.iter_rows():
        score = alike(words[one], words[full][-1:], alone=False) if words[one][0][0] != words[full][-1][0] else 0.0
        if score >= ALONE:
            yield (one, full), score


def _listed(nodes: Sequence[Node], words: Sequence[Words], glossary: Glossary | None) -> Iterator[tuple[int, int]]:
    """Link what only spaces part, names that the lexicons hold to be one, and those that the house style does."""
    numbers: dict[Node, list[int]] = defaultdict(list)
    settled: dict[tuple[str, int], int] = {}
    for n, node in enumerate(nodes):
        numbers[node].append(n)
        row = known().get(node.letters)
        if row is not None and (node.sort != "person" or len(words[n]) > 1) and (first := settled.setdefault((node.sort, row), n)) != n:
            yield first, n
    for same in numbers.values():
        yield from ((same[0], other) for other in same[1:])
    for entry in glossary.entries if glossary else ():
        same_entry = {Node(entry.type, "".join(s.words)) for s in spellings([entry.canonical, *entry.variants])}
        present = sorted(numbers[node][0] for node in same_entry if node in numbers)
        yield from ((present[0], other) for other in present[1:])


def _apart(nodes: Sequence[Node], glossary: Glossary) -> Iterator[tuple[int, int]]:
    """Give the pairs of spellings, both ways, of names that the house style never joins."""
    numbers: dict[Node, list[int]] = defaultdict(list)
    for n, node in enumerate(nodes):
        numbers[node].append(n)
    of: dict[str, list[int]] = {}
    for entry in glossary.entries:
        forms = {Node(entry.type, "".join(s.words)) for s in spellings([entry.canonical, *entry.variants])}
        of[entry.canonical] = [n for node in forms for n in numbers.get(node, ())]
    for entry in glossary.entries:
        for other in glossary.parted_from(entry):
            yield from ((a, b) for one in of[entry.canonical] for two in of[other] for a, b in ((one, two), (two, one)) if one != two)


def vetoed(links: Links) -> set[tuple[int, int]]:
    """Give the linked pairs that one article names with different roles, and no article with the same: two people."""
    wanted = {n for pair in links.links for n in pair}
    roles: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    some = links.names.filter(pl.col("node").is_in(sorted(wanted)) & pl.col("role").is_not_null() & (pl.col("class") == "person"))
    for node, doc, role in some.select("node", "doc", pl.col("role").str.split(" ").list.first()).unique().iter_rows():
        roles[node][doc].add(role)
    ever = {node: set[str]().union(*docs.values()) for node, docs in roles.items()}
    apart = [pair for pair in links.links if pair[0] in ever and pair[1] in ever and not ever[pair[0]] & ever[pair[1]]]
    return {pair for pair in apart if any(two_roles(roles, pair, doc) for doc in roles[pair[0]].keys() & roles[pair[1]].keys())}


def two_roles(roles: Mapping[int, Mapping[int, set[str]]], pair: tuple[int, int], doc: int) -> bool:
    """Tell whether an article gives two spellings roles that have nothing in common."""
    one, other = roles[pair[0]][doc], roles[pair[1]][doc]
    return bool(one) and bool(other) and not one & other


def joined(links: Links, likely: Iterable[str] = ()) -> list[list[int]]:
    """Join linked spellings into clusters of two and more, each sorted, in a stable order.

    likely  the kinds of likely links that join too.
    """
    parent = list(range(len(links.nodes)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    kinds = set(likely)
    apart: dict[int, set[int]] = defaultdict(set)  # of each cluster's root
    for one, other in links.apart:
        apart[one].add(other)
    for one, other in sorted(
        {*(links.links.keys() - vetoed(links)), *((more.one, more.other) for more in links.likely if more.kind in kinds)}
    ):
        low, high = sorted((root(one), root(other)))
        if low != high and not any(root(n) == high for n in apart[low]):
            parent[high] = low
            apart[low] |= apart[high]
    groups: dict[int, list[int]] = {}
    for n in range(len(parent)):
        groups.setdefault(root(n), []).append(n)
    return [group for group in groups.values() if len(group) > 1]
