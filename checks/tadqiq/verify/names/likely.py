"""Join spellings that letters alone leave open, where the company they keep and the roles they bear speak for one name.

فيليب كوتينيو and فيليبي كوتينيو may be two brothers; named beside the same club, trainer and team mates in other articles, they are
one. What each spelling is named with is weighed by how rare it is; what stands only now and then beside a much-used one says nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from tadqiq.recognise.names.forms import nouns
from tadqiq.recognise.names.variants import alike as spelt_alike
from tadqiq.recognise.spellings import Question, decide, known
from tadqiq.recognise.spellings.near import Words
from tadqiq.verify.names.nodes import Spellings

SPELLING, ARTICLE, FIRST_NAME = "spelling", "article", "first-name"  # what parts the two
_NEED = {SPELLING: 10.0, ARTICLE: 18.0, FIRST_NAME: 25.0}  # how much must speak for one name: a sum of log(articles / articles with it)
_LEAST = 0.84  # how alike a borrowed name must be
_LEAST_OTHER = 0.94  # and below which no words of places or bodies are spelt alike (see `names.variants`)
_LEAST_FIRST = 0.78  # and where the rest is the same to the letter
_SHARE = 0.05  # of a spelling's articles that must have a companion for it to count
_CROWD = 400  # spellings in one article beyond which nobody's company is told
_GROUP = 60  # names that differ in the first word alone; more is no family


class Likely(NamedTuple):
    """Hold two numbers of spellings that are likely one name: how alike they are, and what parts them."""

    one: int
    other: int
    score: float
    kind: str


class Open(NamedTuple):
    """Hold two numbers of spellings that may be one name and are not sure: how alike they are, and whether ال is among what parts them."""

    one: int
    other: int
    score: float
    article: bool


def likely(names: pl.DataFrame, uses: pl.DataFrame, found: Spellings, pairs: Iterable[Open]) -> list[Likely]:
    """Choose the pairs that company and roles speak for.

    names  frame NAMES with `node`, the number of each mention's spelling; uses  its distinct docs and nodes; pairs  those that may be
    one name and are not sure.
    """
    pairs = [pair for pair in pairs if pair.article or pair.score >= (_LEAST if found.sorts[pair.one] == "person" else _LEAST_OTHER)]
    cuts = (found.cut(n) for pair in pairs if found.sorts[pair.one] != "person" for n in pair[:2])
    common = nouns(form for words in cuts for word, _ in words for form in (word, word.removeprefix("ال")))
    open_ = {pair[:2]: Likely(*pair[:3], kind) for pair in pairs if (kind := _kind(found, pair, common))}
    for one in _but_one(found):
        open_.setdefault((one.one, one.other), one)
    weights = _company(names, uses, found, list(open_))
    return [open_[pair] for pair, weight in sorted(weights.items()) if weight >= _NEED[open_[pair].kind]]


def _kind(found: Spellings, pair: Open, common: Container[str]) -> str:
    """Say what parts two names that may be one, or "" where no company could make up for it; common  the words that are nouns."""
    sort, one, other = found.sorts[pair.one], found.cut(pair.one), found.cut(pair.other)
    parted = [(x[0], y[0]) for x, y in zip(one, other, strict=True) if x != y]
    if pair.article:
        bare = all(x.removeprefix("ال") == y.removeprefix("ال") for x, y in parted)
        noun = sort != "person" and any(x.removeprefix("ال") in common for x, _ in parted)
        return ARTICLE if (bare and not noun) or (sort == "person" and _borrowed(one[:1])) else ""
    if sort == "person":
        return SPELLING if _borrowed(one) and _borrowed(other) else ""
    ending = any(x.rstrip("ة") == y.rstrip("ة") for x, y in parted)  # السويد، السويدة
    return SPELLING if not ending and all(x not in common and y not in common and spelt_alike(x, y) for x, y in parted) else ""


def _borrowed(name: Words) -> bool:
    """Tell whether no word of a name is a known one, or has عبد or the article: Arabic names stand nearer to one another."""
    return not any(kind or word in known() for word, kind in name)


def _but_one(found: Spellings) -> Iterator[Likely]:
    """Pair borrowed names that are the same but for one like word: the first, with like letters (جيم، جيمس ماتيس), or any of three."""
    groups = _groups(found)
    pairs = groups.join(groups, on="group").filter(pl.col("row") < pl.col("row_right"))
    pairs = pairs.filter(~(pl.col("settled") & pl.col("settled_right")), pl.col("word") != pl.col("word_right"))
    asked = pairs.select("word", "word_right").unique()
    answers = decide([Question(x, y, "", "", alone=False) for x, y in asked.iter_rows()])
    asked = asked.with_columns(
        same=pl.Series([a.same for a in answers], dtype=pl.Boolean), score=pl.Series([a.score for a in answers], dtype=pl.Float64)
    )
    like = pairs.join(asked.filter(~pl.col("same"), pl.col("score") >= _LEAST_FIRST), on=["word", "word_right"])
    like = like.select("row", "row_right", "score").unique(["row", "row_right"]).sort("row", "row_right")
    yield from (Likely(one, other, score, FIRST_NAME) for one, other, score in like.iter_rows())


def _groups(found: Spellings) -> pl.DataFrame:
    """Group the names that are the same but for the word at one place: group, row, that word, and whether its spelling is settled."""
    sizes = found.table.filter(pl.col("sort") == "person", pl.col("length") > 1).select("length", row="node")
    words = found.words.select("row", "word", "kind").join(sizes, on="row", maintain_order="left")
    words = words.with_columns(at=pl.int_range(pl.len(), dtype=pl.UInt32).over("row"), settled=pl.col("word").is_in(list(known())))
    arab = (pl.col("kind") != "") | pl.col("settled")
    whole = pl.when(pl.col("kind") == "").then("word").otherwise(pl.concat_str("word", pl.lit("\x1f"), "kind"))
    words = words.with_columns(arab=arab, whole=whole)
    places = words.filter((pl.col("length") > 2) | (pl.col("at") == 0)).select("row", "word", "kind", "settled", place="at")
    rest = places.select("row", "place").join(words, on="row", maintain_order="left").filter(pl.col("at") != pl.col("place"))
    foreign = ~(pl.col("arab") & ((pl.col("place") == 0) | (pl.col("at") > 0))).any()
    rest = rest.group_by("row", "place", maintain_order=True).agg("whole", pl.col("length").first(), foreign=foreign)
    table = rest.filter("foreign").with_columns(pl.col("whole").list.join(" ")).join(places, on=["row", "place"])
    letter = pl.when(pl.col("length") < 3).then(pl.col("word").str.slice(0, 1)).otherwise(pl.lit(""))
    table = table.with_columns(letter=letter, group=pl.struct("place", "whole", letter.alias("letter")).rank("dense"))
    return table.filter(pl.len().over("group").is_between(2, _GROUP), pl.col("kind") == "").select("group", "row", "word", "settled")


def _company(
    names: pl.DataFrame, uses: pl.DataFrame, found: Spellings, pairs: Sequence[tuple[int, int]]
) -> Mapping[tuple[int, int], float]:
    """Weigh what two spellings share: who else their articles name, and the words of their roles.

    Spellings that mostly stand in the same articles are left out: there the two are told apart, and not by chance.
    """
    if not pairs:
        return {}
    table = pl.DataFrame(pairs, schema={"one": pl.UInt32, "two": pl.UInt32}, orient="row")
    wanted = pl.concat([table["one"], table["two"]]).unique().sort()
    used = uses.group_by("node").len("used")
    ends = found.table.select("node", pl.col("last").fill_null(""))
    beside = _beside(uses, used, ends, wanted)
    traits = pl.concat([beside.drop("other"), _roles(names, wanted)])
    traits = traits.join(used, on="node").filter(pl.col("len") >= _SHARE * pl.col("used"))
    traits = traits.select("node", "what", "last", weight=(uses["doc"].n_unique() / pl.col("had")).log())
    ends = ends.join(traits, on="node", how="semi")
    table = table.join(ends.rename({"node": "one", "last": "end"}), on="one").join(ends.rename({"node": "two", "last": "end2"}), on="two")
    shared = table.join(traits, left_on="one", right_on="node")
    shared = shared.join(traits.select("what", two="node"), on=["two", "what"])
    shared = shared.filter((pl.col("last") != pl.col("end")) & (pl.col("last") != pl.col("end2")))  # the family name alone is no company
    weights = shared.group_by("one", "two").agg(pl.col("weight").sort().sum()).iter_rows()
    both = {(a, b): n for a, b, n in beside.filter(pl.col("other").is_in(wanted.implode())).select("node", "other", "len").iter_rows()}
    times = dict(used.filter(pl.col("node").is_in(wanted.implode())).iter_rows())
    return {(a, b): weight for a, b, weight in weights if 2 * both.get((a, b), 0) < min(times[a], times[b])}


def _beside(uses: pl.DataFrame, used: pl.DataFrame, ends: pl.DataFrame, wanted: pl.Series) -> pl.DataFrame:
    """Count the articles that each wanted name shares with another; had: how many articles have that other.

    An article that names a crowd (a list of winners, a file in one piece) tells of nobody's company.
    """
    some = uses.filter(pl.col("node").is_in(wanted.implode()))
    others = uses.join(some, on="doc", how="semi").filter(pl.len().over("doc") <= _CROWD).rename({"node": "other"})
    pairs = some.join(others, on="doc").filter(pl.col("node") != pl.col("other"))
    counts = pairs.group_by("node", "other").len()
    counts = counts.join(used.rename({"node": "other", "used": "had"}), on="other").join(ends.rename({"node": "other"}), on="other")
    return counts.select("node", "other", "len", "had", "last", what=pl.col("other").cast(pl.String))


def _roles(names: pl.DataFrame, wanted: pl.Series) -> pl.DataFrame:
    """Count the articles in which a wanted name bears each word of a role; had: how many articles have that word in any role."""
    roles = names.filter(pl.col("role").is_not_null()).select("doc", "node", what=pl.col("role").str.split(" ")).explode("what").unique()
    had = roles.select("doc", "what").unique().group_by("what").len("had")
    counts = roles.filter(pl.col("node").is_in(wanted.implode())).group_by("node", "what").len().join(had, on="what")
    return counts.select("node", "len", "had", last=pl.lit(""), what=pl.col("what"))
