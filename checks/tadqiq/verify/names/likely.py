"""Join spellings that letters alone leave open, where the company they keep and the roles they bear speak for one name.

فيليب كوتينيو and فيليبي كوتينيو may be two brothers; named beside the same club, trainer and team mates in other articles, they are
one. What each spelling is named with is weighed by how rare it is; what stands only now and then beside a much-used one says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from tadqiq.recognise.names.forms import nouns
from tadqiq.recognise.names.variants import alike as spelt_alike
from tadqiq.recognise.spellings import known
from tadqiq.recognise.spellings.near import Pair, Words, verdict

SPELLING, ARTICLE, FIRST_NAME = "spelling", "article", "first-name"  # what parts the two
_NEED = {SPELLING: 10.0, ARTICLE: 18.0, FIRST_NAME: 25.0}  # how much must speak for one name: a sum of log(articles / articles with it)
_LEAST = 0.84  # how alike a borrowed name must be
_LEAST_FIRST = 0.78  # and where the rest is the same to the letter
_SHARE = 0.05  # of a spelling's articles that must have a companion for it to count
_GROUP = 60  # names that differ in the first word alone; more is no family


class Likely(NamedTuple):
    """Hold two numbers of spellings that are likely one name: how alike they are, and what parts them."""

    one: int
    other: int
    score: float
    kind: str


def likely(names: pl.DataFrame, sorts: Sequence[str], words: Sequence[Words], pairs: Iterable[tuple[int, int, Pair]]) -> list[Likely]:
    """Choose the pairs that company and roles speak for.

    names  frame NAMES with `node`, the number of each mention's spelling; sorts, words  the class and words of each number;
    pairs  those that may be one name and are not sure, by number.
    """
    pairs = list(pairs)
    common = nouns(form for _, _, pair in pairs for word, _ in (*pair.one, *pair.other) for form in (word, word.removeprefix("ال")))
    found = {(a, b): Likely(a, b, pair.score, kind) for a, b, pair in pairs if (kind := _kind(sorts[a], pair, common))}
    for one in _but_one(sorts, words):
        found.setdefault((one.one, one.other), one)
    weights = _company(names, words, list(found))
    return [found[pair] for pair, weight in sorted(weights.items()) if weight >= _NEED[found[pair].kind]]


def _kind(sort: str, pair: Pair, nouns_: Container[str]) -> str:
    """Say what parts two names that may be one, or "" where no company could make up for it; nouns_  the words that are common nouns."""
    parted = [(x[0], y[0]) for x, y in zip(pair.one, pair.other, strict=True) if x != y]
    if pair.article:
        bare = all(x.removeprefix("ال") == y.removeprefix("ال") for x, y in parted)
        common = sort != "person" and any(x.removeprefix("ال") in nouns_ for x, _ in parted)
        return ARTICLE if (bare and not common) or (sort == "person" and _borrowed(pair.one[:1])) else ""
    if sort == "person":
        return SPELLING if pair.score >= _LEAST and _borrowed(pair.one) and _borrowed(pair.other) else ""
    ending = any(x.rstrip("ة") == y.rstrip("ة") for x, y in parted)  # السويد، السويدة
    return SPELLING if not ending and all(x not in nouns_ and y not in nouns_ and spelt_alike(x, y) for x, y in parted) else ""


def _borrowed(name: Words) -> bool:
    """Tell whether no word of a name is a known one, or has عبد or the article: Arabic names stand nearer to one another."""
    return not any(kind or word in known() for word, kind in name)


def _but_one(sorts: Sequence[str], words: Sequence[Words]) -> Iterator[Likely]:
    """Pair borrowed names that are the same but for one like word: the first, with like letters (جيم، جيمس ماتيس), or any of three."""
    groups: dict[tuple[int, Words, str], list[int]] = defaultdict(list)
    for n, (sort, name) in enumerate(zip(sorts, words, strict=True)):
        if sort == "person" and len(name) > 1 and name[0][0]:
            for at in range(len(name) if len(name) > 2 else 1):
                groups[at, (*name[:at], *name[at + 1 :]), name[0][0][0] if len(name) < 3 else ""].append(n)
    for (at, rest, _), group in groups.items():
        if not 1 < len(group) <= _GROUP or not _borrowed(rest[1:] if at else rest):
            continue
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                pair = words[one][at], words[other][at]
                if any(kind for _, kind in pair) or {word for word, _ in pair} <= known().keys():
                    continue
                found = verdict(*pair)
                if not found.same and found.score >= _LEAST_FIRST:
                    yield Likely(one, other, found.score, FIRST_NAME)


def _company(names: pl.DataFrame, words: Sequence[Words], pairs: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], float]:
    """Weigh what two spellings share: who else their articles name, and the words of their roles.

    Spellings that mostly stand in the same articles are left out: there the two are told apart, and not by chance.
    """
    if not pairs:
        return {}
    wanted = sorted({n for pair in pairs for n in pair})
    uses = names.select("doc", "node").unique()
    used = uses.group_by("node").len("used")
    beside = _beside(uses, used, words, wanted)
    traits = pl.concat([beside.drop("other"), _roles(names, wanted)])
    traits = traits.join(used, on="node").filter(pl.col("len") >= _SHARE * pl.col("used"))
    traits = traits.select("node", "what", "last", weight=(uses["doc"].n_unique() / pl.col("had")).log())
    ends = traits.select("node").unique().join(_last(words), on="node")
    table = pl.DataFrame(pairs, schema={"one": pl.UInt32, "two": pl.UInt32}, orient="row")
    table = table.join(ends.rename({"node": "one", "last": "end"}), on="one").join(ends.rename({"node": "two", "last": "end2"}), on="two")
    shared = table.join(traits, left_on="one", right_on="node")
    shared = shared.join(traits.select("what", two="node"), on=["two", "what"])
    shared = shared.filter((pl.col("last") != pl.col("end")) & (pl.col("last") != pl.col("end2")))  # the family name alone is no company
    weights = shared.group_by("one", "two").agg(pl.col("weight").sum()).iter_rows()
    both = {(a, b): n for a, b, n in beside.filter(pl.col("other").is_in(wanted)).select("node", "other", "len").iter_rows()}
    times = dict(used.filter(pl.col("node").is_in(wanted)).iter_rows())
    return {(a, b): weight for a, b, weight in weights if 2 * both.get((a, b), 0) < min(times[a], times[b])}


def _last(words: Sequence[Words]) -> pl.DataFrame:
    last = [name[-1][0] if name else "" for name in words]
    return pl.DataFrame({"node": range(len(words)), "last": last}, schema={"node": pl.UInt32, "last": pl.String})


def _beside(uses: pl.DataFrame, used: pl.DataFrame, words: Sequence[Words], wanted: Sequence[int]) -> pl.DataFrame:
    """Count the articles that each wanted name shares with another; had: how many articles have that other."""
    others = uses.join(used, on="node").join(_last(words), on="node").rename({"node": "other", "used": "had"})
    pairs = uses.filter(pl.col("node").is_in(wanted)).join(others, on="doc").filter(pl.col("node") != pl.col("other"))
    counts = pairs.group_by("node", "other").agg(pl.len(), pl.col("had", "last").first())
    return counts.select("node", "other", "len", "had", "last", what=pl.col("other").cast(pl.String))


def _roles(names: pl.DataFrame, wanted: Sequence[int]) -> pl.DataFrame:
    """Count the articles in which a wanted name bears each word of a role; had: how many articles have that word in any role."""
    roles = names.filter(pl.col("role").is_not_null()).select("doc", "node", what=pl.col("role").str.split(" ")).explode("what").unique()
    had = roles.group_by("what").agg(had=pl.col("doc").n_unique())
    counts = roles.filter(pl.col("node").is_in(wanted)).group_by("node", "what").len().join(had, on="what")
    return counts.select("node", "len", "had", last=pl.lit(""), what=pl.col("what"))
