"""One name is written in two ways that are no two spellings: hamza or final letters, spaces, or the article before a family name.

Each article that does not write a name as most articles do is shown once, at its first mention. What NAM001 and NAM002 show is left to
them, and a mention that has another space is not also shown for its hamza. Names with the article and without it are one only where one
article has both, or where roles or company say so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from tadqiq.model import Hit, Rule
from tadqiq.recognise.spellings import known, look_alikes
from tadqiq.verify.kinds._names import house, linked, odd_ones, respelt, written
from tadqiq.verify.names.clusters import Links
from tadqiq.verify.names.groups import two_roles
from tadqiq.verify.names.likely import ARTICLE
from tadqiq.verify.views import CollectionView

SCOPE = "collection"
READS = ("names",)
SETTINGS: dict[str, Any] = {
    "differs": "letters",  # or spacing, or article
    "within": "collection",  # or outlet: another outlet's way is not this one's fault
    "beside": {"ar": "", "en": ""},  # what the message says where the other way stands in the same article,
    "majority": {"ar": "", "en": ""},  # where most articles have it,
    "tie": {"ar": "", "en": ""},  # and where equally many have
}

_WORD = r"^[\p{L} \-‐‑–—]+$"
_APART = r"(^| )ال( |$)"  # آل سعود and السعود are two names
_COMMON = 12  # people of one family name beyond whom nothing but one article tells that two are one
_SHORT = 6  # letters below which a body in one word and in two (سيتي، سي تي) may be two bodies


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find the names that an article writes as most articles do not."""
    uses = view.once(written)
    if rule.settings["differs"] == "article":
        return odd_ones(rule, _shown(view, _article(view, uses)), ["pair"])
    uses = _not_many(_shown(view, uses.filter("varied")), uses)
    if rule.settings["differs"] == "spacing":
        return odd_ones(rule, _spacing(uses), ["class", "letters"])
    return odd_ones(rule, _letters(uses, rule), ["class", "spaced"])


def _shown(view: CollectionView, uses: pl.DataFrame) -> pl.DataFrame:
    """Leave out what other rules show: NAM003 what the house style settles, NAM001 and NAM002 other spellings."""
    uses = uses.join(view.once(respelt), on=["doc", "node"], how="anti", maintain_order="left")
    style = house(view)
    return uses.filter(~pl.col("key").is_in(list(style.by_key))) if style else uses


def _not_many(uses: pl.DataFrame, every: pl.DataFrame) -> pl.DataFrame:
    """Leave out given names alone, which are many people's, and family names alone that stand as in a full name of the article."""
    alone = (pl.col("class") == "person") & (pl.col("words") == 1)
    uses = uses.filter(~(alone & pl.col("letters").is_in(list(known()))))
    ends = every.filter(pl.col("class") == "person", pl.col("words") > 1).select("doc", plain="last").unique()
    repeated = uses.filter(alone).join(ends, on=["doc", "plain"], how="semi").select("doc", "field", "start")
    return uses.join(repeated, on=["doc", "field", "start"], how="anti", maintain_order="left")


def _spacing(uses: pl.DataFrame) -> pl.DataFrame:
    """Say of each mention how its words are parted."""
    long = (pl.col("class") == "person") | (pl.col("letters").str.len_chars() >= _SHORT)
    uses = uses.filter(long, pl.col("plain").str.contains(_WORD), ~pl.col("spaced").str.contains(_APART))
    return uses.with_columns(way="spaced")


def _letters(uses: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """Say of each mention with which hamzas and final letters it is written; what other spaces part from most is left out."""
    scope = ["class", "letters", *(["outlet"] if rule.settings["within"] == "outlet" else [])]
    parted = _spacing(uses).group_by(*scope, "spaced").agg(articles=pl.col("doc").n_unique())
    less = parted.filter(pl.len().over(scope) > 1)
    usual = less.filter(pl.col("articles") == pl.col("articles").max().over(scope))
    usual = usual.filter(pl.len().over(scope) == 1)
    odd = less.join(usual, on=[*scope, "spaced"], how="anti")
    apart = [name for pair in look_alikes() for name in pair]
    kept = uses.join(odd, on=[*scope, "spaced"], how="anti", maintain_order="left").filter(~pl.col("plain").is_in(apart))
    return kept.with_columns(way="plain")


def _article(view: CollectionView, uses: pl.DataFrame) -> pl.DataFrame:
    """Say of each full name that is written with and without the article which it is; pair  what makes two mentions one name.

    Where nothing else says that the two are one, they are so in the articles that have both, and there alone.
    """
    links = view.once(linked)
    pairs, common = _with_and_without(links)
    docs, roles = _docs_and_roles(links, {node for pair in pairs for node in pair})
    likely = {(more.one, more.other) for more in links.likely if more.kind == ARTICLE}
    rows = []
    for number, (bare, definite) in enumerate(pairs):
        said = [{role for some in roles[node].values() for role in some if " " in role} for node in (bare, definite)]
        sure = (bool(said[0] & said[1]) or (min(bare, definite), max(bare, definite)) in likely) and not common[number]
        for node, way in ((bare, "bare"), (definite, "definite")):
            if sure:
                rows += [(doc, node, way, f"{number}") for doc in docs[node]]
            else:
                both = (doc for doc in docs[bare] & docs[definite] if not two_roles(roles, (bare, definite), doc))
                rows += [(doc, node, way, f"{number}:{doc}") for doc in both]
    schema = {"doc": pl.UInt32, "node": pl.UInt32, "way": pl.String, "pair": pl.String}
    return uses.join(pl.DataFrame(rows, schema=schema, orient="row"), on=["doc", "node"], maintain_order="left")


def _with_and_without(links: Links) -> tuple[list[tuple[int, int]], list[bool]]:
    """Pair the full names that only the article before the last word parts: without it, with it; and tell common family names."""
    found: dict[tuple[str, ...], dict[bool, int]] = defaultdict(dict)
    for node, words in enumerate(links.words):
        if links.nodes[node].sort == "person" and len(words) > 1:
            *first, last = (word for word, _ in words)
            found[(*first, last.removeprefix("ال"))].setdefault(last.startswith("ال"), node)
    bearers = Counter(name[-1] for name in found)
    pairs = [(name[-1], ways) for name, ways in found.items() if len(ways) > 1]
    return [(ways[False], ways[True]) for _, ways in pairs], [bearers[last] > _COMMON for last, _ in pairs]


def _docs_and_roles(links: Links, nodes: Iterable[int]) -> tuple[Mapping[int, set[int]], Mapping[int, Mapping[int, set[str]]]]:
    """Give the articles of some spellings, and by article the roles they bear."""
    docs: dict[int, set[int]] = defaultdict(set)
    roles: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for node, doc, role in links.names.filter(pl.col("node").is_in(sorted(nodes))).select("node", "doc", "role").iter_rows():
        docs[node].add(doc)
        roles[node][doc] |= {role} if role else set()
    return docs, roles
