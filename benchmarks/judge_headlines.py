"""Measure what the rules of duplicates say of pairs of headlines judged to be paraphrases or contradictions.

usage: judge_headlines.py PAIRS.jsonl [--show 20]

PAIRS has one object a line: {"s1", "s2", "label"}, label 1 for two wordings of one thing, 0 for two that do not agree. Each pair is two
articles of one collection, twice over: the headlines over empty bodies, and each headline as its own body too. Prints the share of pairs,
by label, whose articles each rule holds against each other; then how many would be kept apart by their headlines alone, were their bodies
the same.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl

CODES = ("DUP001", "DUP002", "DUP003", "DUP004")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--show", type=int, default=0, help="paraphrases to show that are taken for contradictions")
    options = parser.parse_args()
    pairs = [json.loads(line) for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    labels = Counter(pair["label"] for pair in pairs)
    print(f"{labels[0]} contradictions, {labels[1]} paraphrases\n")
    print("| articles | label | " + " | ".join(CODES) + " |\n| --- | ---: |" + " ---: |" * len(CODES))
    for name, body in (("no body", lambda _: ""), ("headline as body", str)):
        told = judged(pairs, body)
        for label in sorted(labels):
            shares = (f"{told[label, code] / labels[label]:.4f} ({told[label, code]})" for code in CODES)
            print(f"| {name} | {label} | " + " | ".join(shares) + " |")
    contradictions(pairs, labels, options.show)


def judged(pairs, body) -> Counter:
    """Count the pairs of each label that each rule holds against each other."""
    from tadqiq.engines.local import Local
    from tadqiq.model import ARTICLES
    from tadqiq.verify import verify
    from tadqiq.verify.choice import select
    from tadqiq.verify.packs import builtin

    texts = [text for pair in pairs for text in (pair["s1"], pair["s2"])]
    rows = [
        {"doc": n, "article_id": f"{n:06}", "headline": text, "body": body(text), "origin": "pairs", "line": n}
        for n, text in enumerate(texts)
    ]
    found = verify(pl.DataFrame(rows, schema=dict(ARTICLES)), select(builtin(), list(CODES)), Local(1)).findings
    told = set()
    for row in found.iter_rows(named=True):
        told |= {(row["code"], row["doc"] // 2) for other in row["related"] if other["doc"] // 2 == row["doc"] // 2}
    return Counter((pairs[number]["label"], code) for code, number in told)


def contradictions(pairs, labels, show: int) -> None:
    """Say how many pairs would be kept apart over one body, by what their headlines say alone."""
    from tadqiq.verify.duplicates.contrary import contrary

    heads = pl.Series([text for pair in pairs for text in (pair["s1"], pair["s2"])])
    left = np.arange(len(pairs)) * 2
    apart = contrary(heads, left, left + 1)
    label = np.array([pair["label"] for pair in pairs])
    for value in sorted(labels):
        held = int(apart[label == value].sum())
        print(f"\nkept apart whatever their bodies, label {value}: {held / labels[value]:.4f} ({held})")
    for at in np.flatnonzero(apart & (label == 1))[:show]:
        print(f"  {pairs[at]['s1']} | {pairs[at]['s2']}")


if __name__ == "__main__":
    main()
