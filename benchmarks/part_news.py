"""Run real articles together as a dump and measure how many come apart again.

usage: part_news.py NEWS.jsonl.gz... [--articles 300] [--draws 5]

Each draw writes headlines and paragraphs on a line each, with nothing between articles, and parts them. A headline counts as found where an
article has exactly that headline; an article counts as whole where its body is right too. Prints the mean over the draws, and the worst.
"""

import argparse
import gzip
import json
import random
import tempfile
from collections import Counter
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--draws", type=int, default=5)
    options = parser.parse_args()
    print("| file | articles a draw | draws | headline F1 | worst draw | whole articles |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for path in options.news:
        rows = articles(path)
        scores = [score(random.Random(n).sample(rows, options.articles)) for n in range(options.draws)]
        f1, whole = ([s[n] for s in scores] for n in (0, 1))
        means = f"{sum(f1) / len(f1):.4f} | {min(f1):.4f} | {sum(whole) / len(whole):.4f}"
        print(f"| {path.name} | {options.articles} | {options.draws} | {means} |")


def articles(path: Path) -> list[tuple[str, str]]:
    """Read headline and body of the articles that have both, white space made plain."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    pairs = [(" ".join((r.get("headline") or "").split()), [" ".join(p.split()) for p in (r.get("body") or "").split("\n")]) for r in rows]
    return [(headline, "\n".join(filter(None, body))) for headline, body in pairs if headline and sum(map(len, body)) > 200]


def score(drawn: list[tuple[str, str]]) -> tuple[float, float]:
    from tadqiq import load

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "dump.txt"
        file.write_text("".join(f"{headline}\n{body}\n" for headline, body in drawn), encoding="utf-8")
        found = load([str(file)]).articles.select("headline", "body").rows()
    hits = (Counter(h for h, _ in drawn) & Counter(h for h, _ in found)).total()
    return 2 * hits / (len(drawn) + len(found)), (Counter(drawn) & Counter(found)).total() / len(drawn)


if __name__ == "__main__":
    main()
