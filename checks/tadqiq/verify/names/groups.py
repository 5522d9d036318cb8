"""Join linked spellings into the groups that are one name, but for those whom their roles tell apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import polars as pl

from tadqiq.verify.names.clusters import Links

Roles = Mapping[int, Mapping[int, set[str]]]  # spelling → doc → first words of roles


def vetoed(links: Links) -> set[tuple[int, int]]:
    """Give the linked pairs that one article names with different roles, and no article with the same: two people."""
    wanted = pl.Series(sorted({n for pair in links.links for n in pair}), dtype=pl.UInt32)
    some = links.names.filter(pl.col("node").is_in(wanted.implode()) & pl.col("role").is_not_null() & (pl.col("class") == "person"))
    some = some.select("node", "doc", role=pl.col("role").str.extract("^([^ ]*)")).unique()
    ever = {node: frozenset(roles) for node, roles in some.group_by("node").agg(pl.col("role").unique()).iter_rows()}
    apart = [pair for pair in links.links if pair[0] in ever and pair[1] in ever and not ever[pair[0]] & ever[pair[1]]]
    roles: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for node, doc, role in some.filter(pl.col("node").is_in({n for pair in apart for n in pair})).iter_rows():
        roles[node][doc].add(role)
    return {pair for pair in apart if any(two_roles(roles, pair, doc) for doc in roles[pair[0]].keys() & roles[pair[1]].keys())}


def two_roles(roles: Roles, pair: tuple[int, int], doc: int) -> bool:
    """Tell whether an article gives two spellings roles that have nothing in common."""
    one, other = roles[pair[0]][doc], roles[pair[1]][doc]
    return bool(one) and bool(other) and not one & other


def joined(links: Links, likely: Iterable[str] = ()) -> list[list[int]]:
    """Join linked spellings into clusters of two and more, each sorted, in a stable order.

    likely  the kinds of likely links that join too. What the house style keeps apart stays so, whatever stands between.
    """
    kinds = set(likely)
    found = _Groups(links.apart)
    for pair in sorted({*(links.links.keys() - vetoed(links)), *(more[:2] for more in links.likely if more.kind in kinds)}):
        found.join(*pair)
    groups: dict[int, list[int]] = defaultdict(list)
    for n in sorted(found.parent):
        groups[found.root(n)].append(n)
    return [group for group in groups.values() if len(group) > 1]


class _Groups:
    """Join numbers; the least of a group is its root."""

    def __init__(self, apart: Iterable[tuple[int, int]]) -> None:
        """Take the pairs, both ways, that no group may hold both of."""
        self.parent: dict[int, int] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)  # root → numbers that may not join it
        for one, other in apart:
            self._apart[one].add(other)

    def root(self, n: int) -> int:
        """Give the root of a number's group."""
        while (above := self.parent.setdefault(n, n)) != n:
            self.parent[n] = n = self.parent.setdefault(above, above)
        return n

    def join(self, one: int, other: int) -> None:
        """Make two groups one, unless they are to stay apart."""
        low, high = sorted((self.root(one), self.root(other)))
        if low == high or any(self.root(n) == high for n in self._apart.get(low, ())):
            return
        self.parent[high] = low
        if high in self._apart:
            self._apart[low] |= self._apart.pop(high)
