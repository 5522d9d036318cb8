"""List names: pairs of spellings with the decision on each, and every name of a collection that is spelt in more than one way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from tadqiq.errors import InputError
from tadqiq.normalise import column
from tadqiq.normalise.levels import expand
from tadqiq.recognise.spellings import compare
from tadqiq.recognise.spellings.parts import spellings
from tadqiq.verify.house import Glossary, keys
from tadqiq.verify.names.clusters import Links, link
from tadqiq.verify.names.groups import joined
from tadqiq.verify.names.likely import ARTICLE, FIRST_NAME, SPELLING


def match_pairs(path: Path) -> Iterator[dict[str, Any]]:
    """Decide on each line of a table of two columns, without a header; `why` holds the codes of a `Verdict`.

    A line with more or fewer cells, or with an empty one, is an InputError at path:line.
    """
    pairs = list(_pairs(path))
    forms = list(dict.fromkeys(form for pair in pairs for form in pair))
    prepared = dict(zip(forms, spellings(forms), strict=True))
    for a, b in pairs:
        verdict = compare(prepared[a], prepared[b])
        yield {"a": a, "b": b, "same": verdict.same, "score": verdict.score, "why": verdict.why}


def _pairs(path: Path) -> Iterable[tuple[str, str]]:
    for number, line in enumerate(_read(path).split("\n"), 1):
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if cells == [""]:
            continue
        if len(cells) != 2 or not all(cells):
            what = "an empty cell" if len(cells) == 2 else f"{len(cells)} cell{'s' * (len(cells) != 1)} where two belong"
            raise InputError(what, where=f"{path}:{number}", hint="write two spellings a line, parted by one tab, without a header")
        yield cells[0], cells[1]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise InputError("not UTF-8", where=f"{path}:{line}", hint="save the table as UTF-8") from error
    except OSError as error:
        raise InputError(str(error.strerror), where=str(path), hint="give a table of two columns") from error


def list_names(articles: pl.DataFrame, names: pl.DataFrame, glossary: Glossary | None = None) -> Iterator[dict[str, Any]]:
    """List every name that the articles spell in more than one way, the most frequent first."""
    yield from clusters(link(names, glossary), articles, glossary)


def clusters(links: Links, articles: pl.DataFrame | None = None, glossary: Glossary | None = None) -> Iterator[dict[str, Any]]:
    """List every name with more than one spelling, hamza and spaces included; the name in most articles first.

    articles  frame ARTICLES, for the counts by outlet and by month. The canonical form is the house's own, or that of most articles, or of
    most mentions; `chosen_by` says which. The confidence is that of the least sure link.
    """
    cluster_of = {n: number for number, group in enumerate(joined(links, _KINDS)) for n in group}
    forms = _forms(links, cluster_of)
    uses = (
        links.names.select("doc", "written").join(forms.select("written", "place"), on="written").group_by("place", "doc").len("mentions")
    )
    counts = uses.group_by("place").agg(articles=pl.len(), mentions=pl.col("mentions").sum())
    table = forms.unique("place").join(counts, on="place")
    table = table.sort(["cluster", "articles", "mentions", "plain"], descending=[False, True, True, False])
    outlets, months = _counts(uses, articles, "outlet"), _counts(uses, articles, "month")
    least = _least(links, cluster_of)
    rows: dict[int, dict[str, Any]] = {}
    for cluster, sort, form, place, count, mentions in table.select(
        "cluster", "sort", "plain", "place", "articles", "mentions"
    ).iter_rows():
        empty = {"canonical": "", "class": sort, "chosen_by": "", "confidence": round(least.get(cluster, 1.0), 2), "spellings": []}
        spelling = {"form": form, "articles": count, "mentions": mentions}
        spelling |= {name: some[place] for name, some in (("outlets", outlets), ("months", months)) if place in some}
        rows.setdefault(cluster, empty)["spellings"].append(spelling)
    for row, (canonical, by) in zip(rows.values(), _choices([row["spellings"] for row in rows.values()], glossary), strict=True):
        row["canonical"], row["chosen_by"] = canonical, by
    yield from sorted(rows.values(), key=lambda row: (-sum(s["articles"] for s in row["spellings"]), row["class"], row["canonical"]))


def _forms(links: Links, cluster_of: Mapping[int, int]) -> pl.DataFrame:
    """Lay out the forms of names that have several.

    written  their rows in `Spellings.forms`, cluster, sort; plain  without marks, strokes and presentation forms, which are no other
    spelling; place  a number for each cluster and plain form.
    """
    number = [cluster_of.get(n, -1 - n) for n in range(len(links.nodes))]
    cluster = pl.Series(number, dtype=pl.Int64).gather(links.spellings.forms["node"])
    forms = links.spellings.forms.with_row_index("written").with_columns(cluster=cluster).filter(pl.len().over("cluster") > 1)
    plain = column(expand(column(forms["form"], "N1")), "N1").str.replace_all(r"\s+", " ")
    forms = forms.with_columns(plain=plain).filter(pl.col("plain").n_unique().over("cluster") > 1)
    return forms.with_columns(place=pl.struct("cluster", "plain").rank("dense"))


_KINDS = (SPELLING, ARTICLE, FIRST_NAME)


def _least(links: Links, cluster_of: Mapping[int, int]) -> Mapping[int, float]:
    """Give how sure the least sure link of each cluster is."""
    least: dict[int, float] = {}
    scores = [(one, score) for (one, _), score in links.links.items()] + [(more.one, more.score) for more in links.likely]
    for one, score in scores:
        if one in cluster_of:
            least[cluster_of[one]] = min(score, least.get(cluster_of[one], 1.0))
    return least


def _choices(names: Sequence[list[dict[str, Any]]], glossary: Glossary | None) -> Iterator[tuple[str, str]]:
    """Choose the form of each name to suggest, and say by what."""
    house = glossary.by_key if glossary else {}
    known = iter(keys([str(spelling["form"]) for forms in names for spelling in forms]) if house else ())
    for forms in names:
        entries = [house[key] for key in islice(known, len(forms)) if key in house]
        first, second = forms[:2]
        by = next((name for name in ("articles", "mentions") if first[name] != second[name]), "alphabet")
        yield (entries[0].canonical, "house") if entries else (str(first["form"]), by)


def _counts(uses: pl.DataFrame, articles: pl.DataFrame | None, name: str) -> Mapping[int, dict[str, int]]:
    """Count the articles that use a form, by outlet or by month; articles without one count nowhere."""
    if articles is None:
        return {}
    value = pl.col("outlet") if name == "outlet" else pl.col("date").dt.strftime("%Y-%m")
    table = uses.join(articles.select("doc", value.alias("value")), on="doc").filter(pl.col("value").is_not_null())
    order = ["place", "count", "value"] if name == "outlet" else ["place", "value", "count"]
    counts = table.group_by("place", "value").len("count").sort(order, descending=[of == "count" for of in order])
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for place, what, count in counts.select("place", "value", "count").iter_rows():
        found[place][what] = count
    return found
