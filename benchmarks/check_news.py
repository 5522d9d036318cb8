"""Check folders of real articles whole, and write time, memory and findings per rule as a Markdown table.

usage: check_news.py NEWS... [--sample 20 --samples-to FILE] [--seed 1]

NEWS are files or folders of articles (JSON lines, gzip allowed). The floor is one Polars tokenising pass over the same text in the
same run: the time of the check is given as a multiple of it.
"""

import argparse
import json
import random
import resource
import sys
import time
from pathlib import Path

import polars as pl


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+")
    parser.add_argument("--sample", type=int, default=20, help="findings of each rule to draw")
    parser.add_argument("--samples-to", type=Path, help="write the drawn findings there, with their passages")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--select", default="ALL")
    options = parser.parse_args()

    from tadqiq import run

    began = time.perf_counter()
    done = run.check(options.news, chosen=options.select.split(","), progress=lambda n, of: print(f"\r{n}/{of}", end="", file=sys.stderr))
    seconds = time.perf_counter() - began
    here, workers = (resource.getrusage(who).ru_maxrss / 2**20 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    floor = tokenising(done.articles)
    print(f"\n{done.articles.height} articles, {seconds:.1f} s in all, {seconds / floor:.1f} x one tokenising pass ({floor:.1f} s)")
    print(f"peak memory {here:.2f} GiB in the main process, {workers:.2f} GiB in the largest worker\n")
    table(done)
    if options.samples_to:
        draw(done, options)


def tokenising(articles: pl.DataFrame) -> float:
    began = time.perf_counter()
    articles.select(pl.col("headline", "body").str.extract_all(r"\w+").list.len().sum())
    return time.perf_counter() - began


def table(done) -> None:
    counts = done.findings.group_by("code", "name", "level").agg(findings=pl.len(), articles=pl.col("doc").n_unique()).sort("code")
    print("| code | name | level | default | findings | articles |\n| --- | --- | --- | --- | ---: | ---: |")
    for code, name, level, findings, articles in counts.iter_rows():
        rule = done.rules.get(code)
        print(f"| {code} | {name} | {level} | {'on' if rule and rule.default else 'off'} | {findings:,} | {articles:,} |")


def draw(done, options) -> None:
    chance = random.Random(options.seed)
    bodies = done.articles.select("headline", "body").rows()
    with options.samples_to.open("w", encoding="utf-8") as out:
        for _, rows in done.findings.group_by("code", maintain_order=True):
            for row in chance.sample(list(rows.iter_rows(named=True)), min(options.sample, rows.height)):
                headline, body = bodies[row["doc"]] if row["doc"] is not None else ("", "")
                whole = headline if row["field"] == "headline" else body
                a, b = row["start"] or 0, row["end"] or 0
                row["passage"] = whole[max(0, a - 150) : a] + "⟦" + whole[a:b] + "⟧" + whole[b : b + 150]
                row["headline"] = headline
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
