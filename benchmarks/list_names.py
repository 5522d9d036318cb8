"""Find, match and cluster the names of folders of real articles, and write the CPU seconds of each stage as a Markdown table.

usage: list_names.py NEWS...

NEWS are files or folders of articles (JSON lines, gzip allowed). Each stage runs alone, in one process and on one thread, so that its
seconds do not depend on what else the machine does; the floor is one Polars tokenising pass over the same text in the same run.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "1"

import polars as pl

BATCH = 1600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+")
    options = parser.parse_args()

    from tadqiq.load import load
    from tadqiq.recognise.names import names
    from tadqiq.recognise.tokens import batch
    from tadqiq.verify.names.clusters import link
    from tadqiq.verify.names.lists import clusters

    articles = load(options.news).articles
    took: dict[str, float] = {}
    plain = timed(took, "one plain tokenising pass", lambda: tokens(articles))
    found = []
    for part in parts(articles):
        cut = timed(took, "cut into tokens with offsets", lambda part=part: batch(part))
        found.append(timed(took, "find names", lambda cut=cut: names(cut)))
    together = pl.concat(found)
    links = timed(took, "match distinct names", lambda: link(together))
    rows = timed(took, "cluster and list", lambda: list(clusters(links, articles)))
    floor = took["one plain tokenising pass"]
    print("| stage | CPU seconds | x the plain pass |\n| --- | ---: | ---: |")
    for stage, seconds in took.items():
        print(f"| {stage} | {seconds:.2f} | {seconds / floor:.1f} |")
    after = sum(took[stage] for stage in list(took)[2:])
    print(f"| all after tokenising | {after:.2f} | {after / floor:.1f} |\n")
    counts = f"{together.height} names found, {len(links.nodes)} distinct, {len(rows)} in several spellings"
    print(f"{articles.height} articles, {plain} words; {counts}")


def timed(took: dict[str, float], stage: str, work: Callable[[], Any]) -> Any:
    began = time.process_time()
    done = work()
    took[stage] = took.get(stage, 0.0) + time.process_time() - began
    return done


def tokens(articles: pl.DataFrame) -> int:
    return articles.select(pl.sum_horizontal(pl.col("headline", "body").str.extract_all(r"\w+").list.len()).sum()).item()


def parts(articles: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for first in range(0, articles.height, BATCH):
        print(f"\r{first}/{articles.height}", end="", file=sys.stderr)
        yield articles.slice(first, BATCH)


if __name__ == "__main__":
    main()
