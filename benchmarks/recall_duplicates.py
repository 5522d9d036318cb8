"""Hold the joins of headlines and bodies to what comparing with every article finds, over real articles.

usage: recall_duplicates.py NEWS... [--same PAIRS.jsonl] [--draw 5000] [--seed S]

PAIRS are lines {"headline", "articles": [{"id"}, …]} of articles with one headline. Four questions: are articles with one headline found
together; are articles whose headline and body are equal letter by letter; of so many random headlines, does the join find each pair that
reaches its thresholds; of so many random bodies, which of the articles within three days that share half of the shorter's three-word runs
does the join pair.
"""

import argparse
import json
import os
from pathlib import Path
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "1"

import numpy as np
import polars as pl


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+")
    parser.add_argument("--same", type=Path)
    parser.add_argument("--draw", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    from tadqiq.load import load

    news = load(options.news).articles
    chance = np.random.default_rng(options.seed)
    keys, bodies = sketched(news)
    together(news, keys, options.same)
    headlines(keys, chance, options.draw)
    shared(news, keys, bodies, chance, options.draw)


def sketched(news: pl.DataFrame) -> tuple[dict[str, pl.DataFrame], Any]:
    """Sketch the articles, and keep all of their three-word runs besides."""
    from tadqiq.engines.local import _batches
    from tadqiq.model import BODY
    from tadqiq.recognise.tokens import batch
    from tadqiq.verify.duplicates import words
    from tadqiq.verify.duplicates.hashing import shingles
    from tadqiq.verify.duplicates.keys import sketches
    from tadqiq.verify.duplicates.sets import HALF, sets

    parts, runs = [], []
    for part, _ in _batches(news):
        cut = batch(part)
        parts.append(sketches(cut))
        word, body = cut.column(words.hashes), cut.tokens.segment % 2 == BODY
        kept = (word > 0) & body
        hashed, start = shingles(word[kept], cut.tokens.segment[kept])
        runs.append(sets(cut.docs[cut.tokens.segment[kept][start] // 2].astype(np.int64), hashed >> HALF))
    return {name: pl.concat([part[name] for part in parts]) for name in parts[0]}, np.concatenate(runs)


def together(news: pl.DataFrame, keys: dict[str, pl.DataFrame], same: Path | None) -> None:
    """Say how many groups of articles with one headline, and of equal articles, stand in one cluster."""
    from tadqiq.engines.local import Local
    from tadqiq.recognise import Mentions
    from tadqiq.verify import CollectionView
    from tadqiq.verify.duplicates.clusters import components
    from tadqiq.verify.duplicates.relations import relations
    from tadqiq.verify.duplicates.templates import templates

    found = relations(CollectionView(news, Mentions(), keys, Local(1)))
    every = np.arange(news.height)
    heads = templates(found.order, keys["repeat_heads"])
    sides = zip((every, found.exact), (every, found.near.cluster), heads, strict=True)
    cluster = components(*map(np.concatenate, sides), news.height)
    place = dict(zip(news["article_id"].to_list(), found.order.place.tolist(), strict=True))
    if same:
        rows = [[article["id"] for article in json.loads(line)["articles"]] for line in same.read_text(encoding="utf-8").splitlines()]
        print(
            "one headline: ",
            sum(len({cluster[place[name]] for name in row}) == 1 for row in rows),
            "of",
            len(rows),
            "groups found together",
        )
    equal = (
        news.filter(pl.col("body").str.len_chars() > 200)
        .group_by("headline", "body")
        .agg("article_id")
        .filter(pl.col("article_id").list.len() > 1)
    )
    rows = equal["article_id"].to_list()
    hits = sum(len({found.exact[place[name]] for name in row}) == 1 for row in rows)
    print("equal letters:", hits, "of", len(rows), "groups found exact,", sum(map(len, rows)), "articles")


def headlines(keys: dict[str, pl.DataFrame], chance: np.random.Generator, draw: int) -> None:
    """Compare each of the drawn headlines with each."""
    from tadqiq.verify.duplicates.headlines import Headlines, join
    from tadqiq.verify.duplicates.templates import CONTAINED, JACCARD, SHORTEST

    heads = keys["repeat_heads"]
    docs = heads.group_by("doc").len().filter(pl.col("len") >= SHORTEST)["doc"].sort().to_numpy()
    drawn = np.sort(chance.choice(docs, min(draw, len(docs)), replace=False))
    rows = heads.filter(pl.col("doc").is_in(pl.Series(drawn).implode())).sort("doc", "word")
    row = np.searchsorted(drawn, rows["doc"].to_numpy())
    left, right, _, _ = join(Headlines(row, rows["word"].to_numpy(), len(drawn)), contained=CONTAINED, jaccard=JACCARD)
    found = {(min(pair), max(pair)) for pair in zip(left.tolist(), right.tolist(), strict=True)}
    code = np.unique(rows["word"].to_numpy(), return_inverse=True)[1]
    table = np.zeros((len(drawn), code.max() + 1), dtype=np.float32)
    table[row, code] = 1
    size, wanted = table.sum(axis=1), set()
    for start in range(0, len(drawn), 500):
        common = table[start : start + 500] @ table.T
        one = size[start : start + 500, None]
        close = (common >= CONTAINED * np.minimum(one, size)) & (common >= JACCARD * (one + size - common))
        wanted |= {(a + start, b) for a, b in np.argwhere(close).tolist() if a + start < b}
    print(f"headlines:     {len(found & wanted)} of {len(wanted)} pairs of {len(drawn)} found, {len(found - wanted)} too many")


def shared(news: pl.DataFrame, keys: dict[str, pl.DataFrame], runs: Any, chance: np.random.Generator, draw: int) -> None:
    """Compare each of the drawn bodies with every body."""
    from tadqiq.verify.duplicates import candidates
    from tadqiq.verify.duplicates.collection import ordered
    from tadqiq.verify.duplicates.near import WORDS
    from tadqiq.verify.duplicates.sets import HALF, LOW

    order, many = ordered(news, keys["repeat_articles"]), news.height
    first = pl.DataFrame({"body": order.body}).with_row_index("place").select(pl.col("place").min().over("body")).to_series().to_numpy()
    chosen = (first == np.arange(many)) & (order.words >= WORDS)
    view = type("View", (), {"keys": keys})
    found = candidates.candidates(order, view, chosen)
    held = set((found.left * many + found.right).tolist())
    place, run = order.place[(runs >> HALF).astype(np.int64)], (runs & LOW).astype(np.int64)
    kept = np.flatnonzero(chosen[place])
    place, code = place[kept], np.unique(run[kept], return_inverse=True)[1]
    size, by_run, by_place = np.bincount(place, minlength=many), np.argsort(code, kind="stable"), np.argsort(place, kind="stable")
    begins, own = np.searchsorted(code[by_run], np.arange(code.max() + 2)), np.searchsorted(place[by_place], np.arange(many + 1))
    wanted = {}
    for one in chance.choice(np.flatnonzero(chosen), min(draw, int(chosen.sum())), replace=False).tolist():
        lists = [place[by_run[begins[c] : begins[c + 1]]] for c in code[by_place[own[one] : own[one + 1]]].tolist()]
        common = np.bincount(np.concatenate(lists), minlength=many)
        close = (common > 0) & (common >= candidates.HALF * np.minimum(size, size[one]))
        others = np.flatnonzero(close)
        others = others[(others != one) & (order.days_apart(others, np.full(len(others), one)) <= candidates.DAYS)]
        for other in others.tolist():
            pair = min(one, other) * many + max(one, other)
            wanted[pair] = common[other] / (size[one] + size[other] - common[other])
    alike = {pair for pair, jaccard in wanted.items() if jaccard >= 0.5}
    hits, close = len(held & wanted.keys()), len(held & alike)
    print(f"bodies:        {hits} of {len(wanted)} pairs found; with a Jaccard of a half {close} of {len(alike)}")


if __name__ == "__main__":
    main()
