"""Lay out the names of a collection for the rules that compare how one name is written, and show what most articles do not write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from tadqiq.model import Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.normalise.levels import expand
from tadqiq.verify.house import Glossary
from tadqiq.verify.names.clusters import Links, link
from tadqiq.verify.names.groups import joined
from tadqiq.verify.names.likely import SPELLING
from tadqiq.verify.names.uses import Use, in_place, order_of_articles
from tadqiq.verify.views import CollectionView

_CASES = r"(^|[ -])اب[يا] "  # أبو in its other cases is no other spelling
_CLEAR = 2  # how many times as many articles must have the other way for it to be suggested
_SEATS = {"يء": "ئ", "وء": "ؤ"}
_STROKES = r" *[-‐‑–—] *"
_FIRST_SON = "^ابن "  # at the head of a name either is right: ابن سلمان, بن سلمان


def linked(view: CollectionView) -> Links:
    """Link the spellings of a collection."""
    return link(view.mentions.names, house(view))


def house(view: CollectionView) -> Glossary | None:
    """Give the house style, where there is one."""
    return view.glossary if isinstance(view.glossary, Glossary) else None


def written(view: CollectionView) -> pl.DataFrame:
    """Lay out every mention of a name that is written in two ways, or may be.

    Besides the columns of NAMES: node, its spelling; outlet and order of the article; plain  the form without marks; letters, words  the
    name without spaces and how many words it has where عبد is one with what follows; last  its last word; spaced  the key with its spaces
    and strokes, where أبو is one with أبي, and ابن with بن at the head; varied  whether the collection writes these letters in two ways.
    What is left out stands in one way alone, is no full name of a varied family name, and has no twin with the article.
    """
    names = view.once(linked).names
    forms = _forms(view.once(linked))
    alone = forms.filter("varied", pl.col("words") == 1)["plain"].unique().to_list()
    twins = pl.col("letters").n_unique().over("bare") > 1
    forms = forms.filter(pl.col("varied") | twins | pl.col("last").is_in(alone)).drop("bare")
    order = pl.DataFrame(list(order_of_articles(view.articles).items()), schema={"doc": pl.UInt32, "order": pl.UInt32}, orient="row")
    articles = view.articles.select("doc", pl.col("outlet").fill_null("")).join(order, on="doc")
    return names.drop("key").join(forms, on="form", maintain_order="left").join(articles, on="doc", maintain_order="left")


def _forms(links: Links) -> pl.DataFrame:
    """Lay out the distinct forms; bare  the letters without the article of the last word."""
    bare = ["".join([*(word for word, _ in some[:-1]), " ", *(word.removeprefix("ال") for word, _ in some[-1:])]) for some in links.words]
    nodes = {"letters": [node.letters for node in links.nodes], "words": [len(some) for some in links.words], "bare": bare}
    table = pl.DataFrame(nodes, schema={"letters": pl.String, "words": pl.UInt32, "bare": pl.String}).with_row_index("node")
    forms = links.names.select("form", "node").unique("form").join(table, on="node").sort("form")
    plain = column(expand(column(forms["form"], "N1")), "N1").str.replace_all(r"\s+", " ")
    key = column(plain, "N2")
    spaced = key.str.replace_many(_SEATS).str.replace_all(_STROKES, "-").str.replace_all(_CASES, "${1}ابو ").str.replace(_FIRST_SON, "بن ")
    forms = forms.drop("node").with_columns(plain=plain, key=key, spaced=spaced, last=plain.str.extract(r"([^ ]+)$"))
    return forms.with_columns(varied=pl.col("plain").n_unique().over("letters") > 1)


def respelt(view: CollectionView) -> pl.DataFrame:
    """List the doc and node of every mention that another rule may show for its letters: NAM001 and NAM002 speak first of those."""
    links = view.once(linked)
    groups = [group for group in joined(links, (SPELLING,)) if len({links.nodes[n] for n in group}) > 1]
    rows = [(n, cluster, "".join(links.nodes[n])) for cluster, group in enumerate(groups) for n in group]
    table = pl.DataFrame(rows, schema={"node": pl.UInt32, "cluster": pl.UInt32, "letters": pl.String}, orient="row")
    uses = links.names.select("doc", "node").unique()
    some = uses.join(table, on="node").with_columns(many=pl.col("letters").n_unique().over("doc", "cluster"))
    counts = some.group_by("cluster", "letters").agg(articles=pl.col("doc").n_unique())
    most = counts.filter(pl.col("articles") == pl.col("articles").max().over("cluster")).filter(pl.len().over("cluster") == 1)
    best = some.filter(pl.col("many") == 1).join(most, on=["cluster", "letters"], how="semi")
    shown = some.select("doc", "node").join(best, on=["doc", "node"], how="anti")
    ends = pl.DataFrame(list(links.tails), schema={"node": pl.UInt32, "full": pl.UInt32}, orient="row")
    both = uses.join(ends, on="node").join(uses.rename({"node": "full"}), on=["doc", "full"])
    return pl.concat([shown, both.select("doc", "node"), both.select("doc", node="full")]).unique()


def odd_ones(rule: Rule, uses: pl.DataFrame, group: Sequence[str]) -> Iterator[Hit]:
    """Show, in each article, the first mention that is written as most articles do not write the name.

    uses  mentions as in `written`, with a column `way`; group  what makes mentions one name. Where two ways have equally many articles,
    each article shows its own; nothing is suggested unless most have the other by far, or the article itself has it too.
    """
    scope = [*group, "outlet"] if rule.settings["within"] == "outlet" else list(group)
    uses = uses.filter(pl.col("way").n_unique().over(scope) > 1).sort("order", "field", "start")
    uses = uses.with_columns(name=pl.struct(scope).rank("dense"))
    first = uses.unique(["name", "way", "doc"], keep="first", maintain_order=True)
    ways = _ways(uses, first)
    best, second = (ways.filter(pl.col("place") == place).drop("place").rename({"way": "rival"}) for place in (0, 1))
    ranked = ways.select("name", "way", "place", count="articles")
    level = best.join(second, on="name").filter(pl.col("articles") == pl.col("articles_right")).select("name", tie=True)
    ranked = ranked.join(level, on="name", how="left").with_columns(pl.col("tie").fill_null(value=False))
    mine = first.join(ranked, on=["name", "way"], maintain_order="left")
    odd = mine.filter(pl.col("place") > 0).join(best, on="name", maintain_order="left")
    level_odd = mine.filter("tie", pl.col("place") == 0).join(second, on="name", maintain_order="left")
    table = pl.concat([odd, level_odd])
    beside = first.select("name", "doc", rival="way", near_field="field", near_start="start", near_end="end")
    table = table.join(beside, on=["name", "doc", "rival"], how="left", maintain_order="left")
    for row in table.filter((pl.col("place") > 0) | pl.col("near_start").is_null()).iter_rows(named=True):
        yield _odd(rule, row)


def _ways(uses: pl.DataFrame, first: pl.DataFrame) -> pl.DataFrame:
    """Rank the ways a name is written by articles, mentions and age, with the form to show and the earliest place of each."""
    forms = uses.group_by("name", "way", "plain").agg(mentions=pl.len())
    groups = forms.sort(["mentions", "plain"], descending=[True, False]).group_by("name", "way", maintain_order=True)
    forms = groups.agg(pl.col("plain").first().alias("shown"), pl.col("mentions").sum())
    places = [pl.col(cell).first().alias(f"far_{cell}") for cell in ("doc", "field", "start", "end")]
    ways = first.group_by("name", "way", maintain_order=True).agg(pl.len().alias("articles"), *places).with_row_index("age")
    ways = ways.join(forms, on=["name", "way"]).sort(["name", "articles", "mentions", "age"], descending=[False, True, True, False])
    return ways.with_columns(place=pl.int_range(pl.len()).over("name")).drop("age", "mentions")


def _odd(rule: Rule, row: Mapping[str, Any]) -> Hit:
    """Make the finding of one article's way of writing a name."""
    span = Span(row["doc"], row["field"], row["start"], row["end"])
    near = None if row["near_start"] is None else Span(row["doc"], row["near_field"], row["near_start"], row["near_end"])
    far = Span(*(row[f"far_{cell}"] for cell in ("doc", "field", "start", "end")))
    counts = {"other": row["shown"], "count": str(row["count"]), "other_count": str(row["articles"])}
    said = rule.settings["beside" if near else "tie" if row["tie"] else "majority"]
    words = counts | {f"verdict_{lang}": said[lang].format_map(counts) for lang in ("ar", "en")}
    clear = near or row["articles"] >= _CLEAR * row["count"]
    put = None if not clear else in_place(Use(span, row["text"], row["form"], 1), row["shown"])
    return Hit(rule.code, span, words, put, (near or far,), round(row["articles"] / (row["articles"] + row["count"]), 2))
