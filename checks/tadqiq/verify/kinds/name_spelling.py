"""One person or body is spelt in two ways, in one article or across articles.

What counts as one name is decided in `verify.names.clusters`; differences of hamza, final letters, spaces and the article are other rules'.
Inside one article only that article decides, and the spelling that stands less often there, or later, is the one shown. Across articles the
spelling of most articles is the suggested one, unless the house style has one; where two have equally many, both are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from tadqiq.model import HEADLINE, Hit, Rule, Schema, Span
from tadqiq.recognise.spellings.near import Words
from tadqiq.verify.house import Glossary
from tadqiq.verify.kinds._names import house, linked
from tadqiq.verify.names.clusters import Links
from tadqiq.verify.names.family import FAMILY, family
from tadqiq.verify.names.groups import joined, two_roles
from tadqiq.verify.names.likely import SPELLING
from tadqiq.verify.names.uses import Uses, by_letters, form_of, in_place, order_of_articles, uses_of
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS = ("names",)  # mentions of all articles
SETTINGS: dict[str, Any] = {
    "between": "articles",  # or one-article
    "classes": ["person", "organisation"],
    "within": "collection",  # or outlet: another outlet's spelling is not this one's fault
    "majority": {"ar": "", "en": ""},  # what the message says where most articles have one spelling, and where none has most
    "tie": {"ar": "", "en": ""},
}


KEYS: dict[str, Schema] = {"name_family": FAMILY}


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """Find the unknown words of a batch that are the family name of someone its article names in full."""
    return {"name_family": view.once(family)}


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find the names that are spelt in more than one way."""
    glossary = house(view)
    links = view.once(linked)
    if rule.settings["between"] == "one-article":
        return _within(view, links, rule, glossary)
    return _across(view, links, rule, glossary)


def _within(view: CollectionView, links: Links, rule: Rule, glossary: Glossary | None) -> Iterator[Hit]:
    """Find the articles that hold both spellings of a pair."""
    pairs = {pair: score for pair, score in links.links.items() if _wanted(links, pair[0], rule) and _wanted(links, pair[1], rule)}
    pairs = {(a, b): score for (a, b), score in pairs.items() if links.nodes[a] != links.nodes[b]} | dict(links.tails)
    wanted = {n for pair in pairs for n in pair}
    alone = _alone(links, wanted)
    uses = uses_of(links, wanted | set(alone.values()))
    roles = _roles(links, uses)
    shown: set[Span] = set()
    heads = _only_in_headlines(links, wanted)
    for (one, other), score in sorted(pairs.items(), key=lambda item: (-item[1], sorted(links.nodes[n] for n in item[0]))):
        for doc in sorted(uses.get(one, {}).keys() & uses.get(other, {}).keys()):
            if two_roles(roles, (one, other), doc) or ((one, other) in links.tails and _full_too(links, one, doc)):
                continue
            if _headline_alone(heads, uses, (one, other), doc):
                continue
            right, wrong = _order(links, one, other, uses, doc, alone)
            if glossary and glossary.holds(uses[wrong][doc].form):
                right, wrong = wrong, right
            first, second = uses[right][doc], uses[wrong][doc]
            if glossary and glossary.settles(second.form):
                continue
            if second.span not in shown and first.span not in shown:
                shown.add(second.span)
                put = in_place(second, _as_long(links, right, wrong, first.form, second.form))
                yield Hit(rule.code, second.span, {"other": first.form}, put, (first.span,), score)
    yield from _families(view, rule, shown)


def _as_long(links: Links, right: int, wrong: int, form: str, other: str) -> str:
    """Write the right spelling with as many words as the wrong one has, where one of the two is a family name alone."""
    alone = [len(links.words[n]) == 1 for n in (right, wrong)]
    if alone[0] == alone[1]:
        return form
    return form.rsplit(maxsplit=1)[-1] if alone[1] else f"{other.rsplit(maxsplit=1)[0]} {form}"


def _only_in_headlines(links: Links, wanted: Iterable[int]) -> set[tuple[int, int]]:
    """Give the (spelling, article) pairs where the headline alone has the spelling."""
    some = links.names.filter(pl.col("node").is_in(sorted(wanted))).group_by("node", "doc").agg(pl.col("field").max())
    return set(some.filter(pl.col("field") == HEADLINE).select("node", "doc").rows())


def _headline_alone(heads: set[tuple[int, int]], uses: Uses, pair: tuple[int, int], doc: int) -> bool:
    """Tell whether the headline has one spelling of a pair and the body the other, which HDB005 shows."""
    one, other = pair
    return any((a, doc) in heads and uses[b][doc].span.field != HEADLINE for a, b in ((one, other), (other, one)))


def _families(view: CollectionView, rule: Rule, shown: set[Span]) -> Iterator[Hit]:
    """Find the unknown words that are the family name of someone named in full in their article."""
    for doc, *cells, score in view.keys["name_family"].iter_rows():
        word, full = Span(doc, *cells[:3]), Span(doc, *cells[3:])
        told = word.field == HEADLINE != full.field and view.text(word) not in view.articles["body"][doc]  # HDB005 tells of it
        if word not in shown and not told:
            yield Hit(rule.code, word, {"other": view.text(full)}, view.text(full).rsplit(maxsplit=1)[-1], (full,), score)


def _alone(links: Links, wanted: Iterable[int]) -> dict[Words, int]:
    """Give the spellings of one word that full names of persons end in."""
    ends = {links.words[n][-1:] for n in wanted if links.nodes[n].sort == "person"}
    return {links.words[n]: n for n, node in enumerate(links.nodes) if node.sort == "person" and links.words[n] in ends}


def _order(links: Links, one: int, other: int, uses: Uses, doc: int, alone: Mapping[Words, int]) -> tuple[int, int]:
    """Give the spelling that stands more often in an article, or else earlier, and then the other.

    Where family names are what parts two full names, they count alone too.
    """
    ends = [links.words[n][-1:] for n in (one, other)]
    counts = [uses[n][doc].times for n in (one, other)]
    if ends[0] != ends[1]:
        for n, (node, end) in enumerate(zip((one, other), ends, strict=True)):
            single = alone.get(end, node)
            counts[n] += uses[single][doc].times if single != node and doc in uses.get(single, {}) else 0
    if counts[0] == counts[1]:
        return (one, other) if uses[one][doc].span < uses[other][doc].span else (other, one)
    return (one, other) if counts[0] > counts[1] else (other, one)


def _full_too(links: Links, single: int, doc: int) -> bool:
    """Tell whether an article also has a full name with exactly this family name."""
    word = links.words[single][0]
    others = links.names.filter((pl.col("doc") == doc) & (pl.col("class") == "person"))["node"].unique().to_list()
    return any(word in links.words[n] for n in others if len(links.words[n]) > 1)


def _roles(links: Links, uses: Uses) -> dict[int, dict[int, set[str]]]:
    roles: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    some = links.names.filter(pl.col("node").is_in(sorted(uses)) & pl.col("role").is_not_null()).select("node", "doc", "role")
    for node, doc, role in some.iter_rows():
        roles[node][doc].add(role.split(" ", 1)[0])
    return roles


def _wanted(links: Links, node: int, rule: Rule) -> bool:
    """Tell whether a spelling is of a class that the rule is about; of persons, only full names are."""
    sort = links.nodes[node].sort
    return sort in rule.settings["classes"] and (sort != "person" or len(links.words[node]) > 1)


def _across(view: CollectionView, links: Links, rule: Rule, glossary: Glossary | None) -> Iterator[Hit]:
    groups = [[n for n in group if _wanted(links, n, rule)] for group in joined(links, (SPELLING,))]
    groups = [group for group in groups if len(group) > 1]
    uses = uses_of(links, (n for group in groups for n in group))
    order = order_of_articles(view.articles)
    outlets = view.articles["outlet"].to_list() if rule.settings["within"] == "outlet" else None
    for group in groups:
        for scoped in _scopes(by_letters(links, {n: uses.get(n, {}) for n in group}), outlets):
            yield from _group(links, rule, glossary, scoped, order)


def _scopes(uses: Uses, outlets: list[str | None] | None) -> Iterator[Uses]:
    """Part the uses of a name by outlet, or leave them together."""
    if outlets is None:
        yield uses
        return
    for outlet in sorted({outlets[doc] or "" for docs in uses.values() for doc in docs}):
        yield {n: {doc: use for doc, use in docs.items() if (outlets[doc] or "") == outlet} for n, docs in uses.items()}


def _group(links: Links, rule: Rule, glossary: Glossary | None, uses: Uses, order: Mapping[int, int]) -> Iterator[Hit]:
    """Show each article that does not use the spelling of most, at its first mention."""
    ranked = sorted((n for n in uses if uses[n]), key=lambda n: (-len(uses[n]), -sum(u.times for u in uses[n].values()), links.nodes[n]))
    if len(ranked) < 2:
        return
    forms = {n: form_of(uses[n].values()) for n in ranked}
    house = [n for n in ranked if glossary and glossary.holds(forms[n])]
    tie = not house and len(uses[ranked[0]]) == len(uses[ranked[1]])
    best = house[0] if house else ranked[0]
    for node in ranked:
        rival = ranked[1] if node == best else best
        if (node == best and not tie) or node in house or (glossary and glossary.replaces(forms[node])):
            continue
        elsewhere = min((doc for doc in uses[rival] if doc not in uses[node]), key=order.__getitem__, default=None)
        counts = {"count": str(len(uses[node])), "other_count": str(len(uses[rival])), "other": forms[rival]}
        level = len(uses[node]) == len(uses[rival])
        said = rule.settings["tie" if tie else "majority"]  # of a form that two level ones outweigh, only the counts are told
        words = counts | {f"verdict_{lang}": said[lang].format_map(counts) if level or not tie else "" for lang in ("ar", "en")}
        for doc, use in uses[node].items():
            if doc not in uses[rival] and elsewhere is not None:
                put = None if tie else in_place(use, forms[rival])
                yield Hit(rule.code, use.span, words, put, (uses[rival][elsewhere].span,), _sureness(links, node, rival))


def _sureness(links: Links, one: int, other: int) -> float:
    """Give how sure the link of two spellings is; those joined through a third are as sure as the least sure step may be."""
    pair = min(one, other), max(one, other)
    likely = {(more.one, more.other): more.score for more in links.likely} if pair not in links.links else {}
    return links.links.get(pair, likely.get(pair, 0.9))
