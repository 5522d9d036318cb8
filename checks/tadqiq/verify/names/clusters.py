"""Bring the spellings of one name together over a collection, on evidence that is more than likeness.

A *spelling* is a name at matching level, so that hamza, final letters, marks and عبد الله/عبدالله do not part it. Two spellings are linked
when every word of a full name is the same or surely a spelling of the same (`recognise.spellings_near`), or when only spaces part them; a
family name alone is linked only through full names that are. Distinct names are compared inside blocks of like skeletons.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import polars as pl

from tadqiq.recognise.spellings import known
from tadqiq.recognise.spellings.near import ALONE, Pairs, Words, alike_words, blocks, near
from tadqiq.recognise.spellings.parts import spellings
from tadqiq.verify.house import Glossary
from tadqiq.verify.names.likely import Likely, Open, likely
from tadqiq.verify.names.nodes import Lazy, Node, Spellings, number

_log = logging.getLogger(__name__)
_ALIKE = 60  # names of one block in one article; a file of more is a list, and its family names alone are left as they are


@dataclass(frozen=True, slots=True)
class Links:
    """Hold all spellings of a collection and which of them are linked.

    names  the NAMES frame with the columns `node`, the number of each mention's spelling, and `written`, that of its class and form.
    spellings  the spellings as columns; nodes, words  the same one by one.
    links  pairs of numbers and how sure the link is; likely  those that the company they keep speaks for.
    tails  a family name alone beside a full name that ends in a like one.
    apart  pairs, both ways, that the house style never joins.
    """

    names: pl.DataFrame
    spellings: Spellings
    nodes: Sequence[Node]
    words: Sequence[Words]
    links: Mapping[tuple[int, int], float]
    likely: Sequence[Likely]
    tails: Mapping[tuple[int, int], float]
    apart: frozenset[tuple[int, int]]


def link(names: pl.DataFrame, glossary: Glossary | None = None) -> Links:
    """Find the spellings of a NAMES frame and link those of one name."""
    names, found = number(names)
    nodes, words = Lazy(len(found.letters), found.node), Lazy(len(found.letters), found.cut)
    pairs = _pairs(found)
    if len(pairs.crowded):
        message = "%d names have consonants that too many others have, and are compared with their neighbours only; one is %s"
        _log.warning(message, len(pairs.crowded), found.letters[int(pairs.crowded.min())])
    links, open_ = {}, []
    for one, other, score, sure, article in zip(*(column.tolist() for column in pairs[:5]), strict=True):
        low, high = min(one, other), max(one, other)
        if sure and (found.sorts[low] == "person" or score >= ALONE):  # words of bodies and places may be common words
            links[low, high] = score
        else:
            open_.append(Open(low, high, score, article))
    links |= _family(found, links)
    links |= dict.fromkeys(_listed(found, glossary), 1.0)
    uses = names.select("doc", "node").unique()
    more = likely(names, uses, found, [pair for pair in open_ if pair[:2] not in links])
    tails, apart = dict(_tails(uses, found)), frozenset(_apart(found, glossary))
    links, tails = ({pair: score for pair, score in some.items() if pair not in apart} for some in (links, tails))
    more = [one for one in more if one[:2] not in apart]
    return Links(names, found, nodes, words, links, more, tails, apart)


def _pairs(found: Spellings) -> Pairs:
    """Pair names that may be the same but for like words; a person's only if it has two and more."""
    whole = found.table.select(row="node", whole=(pl.col("sort") != "person") | (pl.col("length") > 1))
    return near(found.words.join(whole, on="row", maintain_order="left").filter("whole").drop("whole"))


def _family(found: Spellings, full: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Link the family names, standing alone, in which linked full names of persons end."""
    ends = {pair: (found.last(pair[0]), found.last(pair[1])) for pair in full if found.sorts[pair[0]] == "person"}
    ends = {pair: both for pair, both in ends.items() if both[0] != both[1]}
    single = found.table.filter(
        pl.col("sort") == "person", pl.col("length") == 1, pl.col("last").is_in({w for b in ends.values() for w, _ in b})
    )
    alone = {found.last(n): n for n in single["node"].to_list()}
    both = list(dict.fromkeys((one, other) for one, other in ends.values() if one in alone and other in alone))
    numbers = [sorted((alone[one], alone[other])) for one, other in both]
    return {(low, high): score for (low, high), score in zip(numbers, alike_words(both), strict=True)}


def _tails(uses: pl.DataFrame, found: Spellings) -> Iterator[tuple[tuple[int, int], float]]:
    """Pair a family name alone with the full names, of an article that has both, that end in a like one."""
    people = found.table.filter(pl.col("sort") == "person", pl.col("length") > 0).with_columns(alone=pl.col("length") == 1)
    ends = people.select("last").unique()
    people = people.join(ends.with_columns(block=blocks(ends["last"])), on="last", maintain_order="left")
    used = uses.join(people.select("node", "alone", "block", "last"), on="node")
    full = used.filter(~pl.col("alone"), pl.len().over("doc", "block") <= _ALIKE).drop("alone")
    pairs = used.filter("alone").join(full, on=["doc", "block"]).filter(pl.col("last") != pl.col("last_right"))
    pairs = pairs.select("node", "node_right").unique().sort("node", "node_right")
    rows = pairs.rows()
    scores = alike_words([(found.last(one), found.last(other)) for one, other in rows])
    yield from ((pair, score) for pair, score in zip(rows, scores, strict=True) if score >= ALONE)


def _listed(found: Spellings, glossary: Glossary | None) -> Iterator[tuple[int, int]]:
    """Link what only spaces part, names that the lexicons hold to be one, and those that the house style does."""
    first = pl.col("node").first().over("sort", "letters")
    spaced = found.table.select("node", first=first).filter(pl.col("node") != pl.col("first"))
    yield from spaced.select("first", "node").iter_rows()
    settled = found.table.filter((pl.col("sort") != "person") | (pl.col("length") > 1))
    settled = settled.with_columns(row=pl.col("letters").replace_strict(known(), default=None, return_dtype=pl.Int64)).drop_nulls("row")
    settled = settled.with_columns(first=pl.col("node").first().over("sort", "row")).filter(pl.col("node") != pl.col("first"))
    yield from settled.select("first", "node").iter_rows()
    for present in _present(found, glossary).values():
        yield from ((present[0], other) for other in present[1:])


def _present(found: Spellings, glossary: Glossary | None) -> dict[str, list[int]]:
    """Give the spellings of each name that the house style holds, by its canonical form."""
    forms = [(form, entry) for entry in (glossary.entries if glossary else ()) for form in (entry.canonical, *entry.variants)]
    prepared = spellings([form for form, _ in forms])
    rows = [(entry.canonical, entry.type, "".join(s.words)) for s, (_, entry) in zip(prepared, forms, strict=True)]
    table = pl.DataFrame(rows, schema={"canonical": pl.String, "sort": pl.String, "letters": pl.String}, orient="row").unique()
    held = table.join(found.table.select("sort", "letters", "node"), on=["sort", "letters"]).sort("canonical", "node")
    return dict(held.group_by("canonical", maintain_order=True).agg("node").iter_rows())


def _apart(found: Spellings, glossary: Glossary | None) -> Iterator[tuple[int, int]]:
    """Give the pairs of spellings, both ways, of names that the house style never joins."""
    if glossary is None or not any(entry.never_join for entry in glossary.entries):
        return
    present = _present(found, glossary)
    for entry in glossary.entries:
        for other in glossary.parted_from(entry):
            for one, two in product(present.get(entry.canonical, ()), present.get(other, ())):
                yield from ((one, two), (two, one))
