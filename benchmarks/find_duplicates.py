"""Find the repeated headlines and bodies of real articles, stage by stage, and see how time and memory grow with made ones.

usage: find_duplicates.py NEWS... [--counts 62000 125000 250000 500000 1000000] [--gap DAYS] [--seed S]

First the news: CPU seconds of each stage in one process and on one thread, beside one Polars tokenising pass over the same text. Then, each
in a process of its own, the news with worker processes, collections that make_articles.py makes of them, and collections of one thing: wall
clock and CPU seconds of everything after loading (the workers' too), peak memory of the largest process, and the planted pairs that are
found. --gap is the number of days between two rounds of made articles; 0 puts them all into the days of the news. A row may be
preceded by what the log says of limits that were reached.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "1"

import numpy as np
import polars as pl
from make_articles import collection

COUNTS = (62_000, 125_000, 250_000, 500_000, 1_000_000)
ONE_THING = {
    "one headline": lambda n: pl.repeat("تشغيل محطة جديدة للتحلية في خليج السنديان", n, eager=True),
    "no headline": lambda n: pl.repeat("", n, eager=True),
    "headlines of one word": lambda n: pl.Series([f"كلمة{number % 1000}" for number in range(n)]),
    "one template": lambda n: pl.Series([f"أسعار التمور في أسواق الواحة يوم {number}" for number in range(n)]),
    "the same rare words": lambda n: pl.Series([f"سنديان واحة تمور {number % 97} {number % 89} {number % 83}" for number in range(n)]),
}
COLUMNS = (
    "collection",
    "wall",
    "CPU",
    "of it joins",
    "peak GiB",
    "headline pairs",
    "repeated bodies",
    "exact",
    "near",
    "template",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+")
    parser.add_argument("--counts", type=int, nargs="*", default=COUNTS)
    parser.add_argument("--gap", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)  # run over so many articles of a file
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(alone(Path(options.news[0]), options.alone)))
        return

    from tadqiq.load import load

    news = load(options.news).articles
    stages(news)
    print("\n| " + " | ".join(COLUMNS) + " |\n| --- |" + " ---: |" * (len(COLUMNS) - 1))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.parquet"
        news.write_parquet(file)
        row("the news", file, news.height)
        if options.counts:
            grow(news, options, file)


def stages(news: pl.DataFrame) -> None:
    """Print the CPU seconds of each stage over the news."""
    from tadqiq.engines.local import Local, _batches
    from tadqiq.recognise.tokens import batch
    from tadqiq.verify.duplicates.keys import sketches

    took: dict[str, float] = {}
    words = pl.sum_horizontal(pl.col("headline", "body").str.extract_all(r"\w+").list.len()).sum()
    timed(took, "one plain tokenising pass", lambda: news.select(words))
    parts = []
    for part, _ in _batches(news):
        cut = timed(took, "cut into tokens", lambda part=part: batch(part))
        parts.append(timed(took, "sketch", lambda cut=cut: sketches(cut)))
    related(news, {name: pl.concat([part[name] for part in parts]) for name in parts[0]}, Local(1), took)
    floor = took["one plain tokenising pass"]
    print("| stage | CPU seconds | x the plain pass |\n| --- | ---: | ---: |")
    for stage, seconds in {**took, "all but the plain pass": sum(took.values()) - floor}.items():
        print(f"| {stage} | {seconds:.2f} | {seconds / floor:.2f} |", flush=True)


def related(articles: pl.DataFrame, keys: dict[str, pl.DataFrame], engine: Any, took: dict[str, float]) -> tuple[Any, Any]:
    """Join headlines and bodies, and decide which articles are one; give the relations, and the pairs of headlines."""
    from tadqiq.recognise import Mentions
    from tadqiq.verify import CollectionView
    from tadqiq.verify.duplicates.relations import relations
    from tadqiq.verify.duplicates.templates import templates

    found = timed(took, "find equal texts", lambda: relations(CollectionView(articles, Mentions(), keys, engine)))
    timed(took, "join and compare bodies", lambda: found.near)
    return found, timed(took, "join headlines", lambda: templates(found.order, keys["repeat_heads"]))


def timed(took: dict[str, float], stage: str, work: Callable[[], Any]) -> Any:
    began = time.process_time()
    done = work()
    took[stage] = took.get(stage, 0.0) + time.process_time() - began
    return done


def cut_and_sketch(articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
    from tadqiq.recognise.tokens import batch
    from tadqiq.verify.duplicates.keys import sketches

    return sketches(batch(articles))


def alone(file: Path, count: int) -> dict[str, Any]:
    """Find the duplicates of a file's first articles, and say what it took and which of the planted pairs were found."""
    from find_duplicates import cut_and_sketch  # by its module's name: workers know no running script

    from tadqiq.engines.local import Local
    from tadqiq.verify.duplicates.keys import KEYS

    articles = pl.scan_parquet(file).head(count).collect()
    began, before, took, engine = time.perf_counter(), cpu(), {}, Local()
    schemas = {name: schema for name, schema in KEYS.items() if name != "repeat_sayings"}
    found, heads = related(articles, engine.map_batches(articles, cut_and_sketch, schemas), engine, took)
    wall, spent = time.perf_counter() - began, cpu() - before
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 2**20
    bodies = int((found.near.cluster != np.arange(count)).sum())
    joins = sum(took.values())
    return {
        "wall": wall,
        "cpu": spent,
        "joins": joins,
        "peak": peak,
        "headlines": len(heads[0]),
        "bodies": bodies,
        **planted(found, heads, articles, file),
    }


def planted(found: Any, heads: Any, articles: pl.DataFrame, file: Path) -> dict[str, str]:
    """Say how many of the planted pairs of each kind were found."""
    from tadqiq.verify.duplicates.clusters import components

    pairs = json.loads(file.with_suffix(".json").read_text()) if file.with_suffix(".json").exists() else []
    place = dict(zip(articles["article_id"].to_list(), found.order.place.tolist(), strict=True))
    every = np.arange(len(place))
    sides = zip((every, found.exact), (every, found.near.cluster), heads, strict=True)
    clusters = {"exact": found.exact, "near": found.near.cluster, "template": components(*map(np.concatenate, sides), len(place))}
    held: dict[str, list[bool]] = {kind: [] for kind in clusters}
    for kind, a, b in pairs:
        if a in place and b in place:
            held[kind].append(bool(clusters[kind][place[a]] == clusters[kind][place[b]]))
    return {kind: f"{sum(hits)}/{len(hits)}" for kind, hits in held.items()}


def cpu() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def grow(news: pl.DataFrame, options: argparse.Namespace, file: Path) -> None:
    """Print a row for each size of made collection, and for each collection of one thing."""
    most = max(options.counts)
    made, pairs = collection(news, most, seed=options.seed, gap=options.gap)
    made.write_parquet(file)
    del made
    file.with_suffix(".json").write_text(json.dumps(pairs))
    for count in sorted(options.counts):
        row(f"{count:,} made", file, count)
    file.with_suffix(".json").unlink()
    for name, headlines in ONE_THING.items():
        rows = pl.DataFrame({"headline": headlines(most)}).with_row_index("doc")
        number = pl.col("doc").cast(pl.String)
        rows = rows.with_columns(
            article_id=number, body="متن قصير رقمه " + number, published_at=pl.lit(None, pl.String), outlet=pl.lit("x")
        )
        rows.with_columns(date=pl.lit(None, pl.Date)).write_parquet(file)
        row(f"{most:,} of {name}", file, most)


def row(name: str, file: Path, count: int) -> None:
    """Run over the first articles of a file in a process of its own, and print what it says."""
    command = [sys.executable, __file__, str(file), "--alone", str(count)]
    got = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    shown = [f"{got[key]:.1f}" for key in ("wall", "cpu", "joins", "peak")]
    shown += [str(got[key]) for key in ("headlines", "bodies", "exact", "near", "template")]
    print(f"| {name} | {' | '.join(shown)} |", flush=True)


if __name__ == "__main__":
    main()
