"""Fit the weights by which dumps of articles are parted, on real articles run together, and measure them on others.

usage: fit_segmentation.py NEWS.jsonl.gz... [--write rules/lexicons/ar/segmentation_weights.tsv] [--seed 1]

Articles are split by a hash of their id: seven tenths to fit on, three to measure on. Dumps are drawn large and small, of one outlet
and of all; the last lines printed say how weights fitted on one file do on another. Logistic regression by Newton's method.
"""

import argparse
import gzip
import hashlib
import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import polars as pl

from tadqiq.load.boundary import signs
from tadqiq.load.dumps import _scan
from tadqiq.load.segment import _best

SIZES = (300, 300, 300, 300, 300, 300, 40, 40, 40, 15, 15, 15, *(6,) * 12, *(3,) * 20)
TOPICS = 250  # groups about one thing, a file
RIDGE = 3.0
LEAST = 0.08  # standardised weight below which a sign is dropped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    fit, kept = {}, {}
    for path in options.news:
        rows = articles(path)
        fit[path.name] = dumps([r for r in rows if bucket(r) < 7], chance)
        kept[path.name] = dumps([r for r in rows if bucket(r) >= 7], chance)
    names = [name for name, _ in signs(pl.Series(["سطر", "سطر آخر"]))]
    everything = [d for group in fit.values() for d in group]
    chosen, weights, bias = prune(names, everything)
    for name, group in kept.items():
        large, topics, outlets = group[: len(SIZES)], group[len(SIZES) :][:TOPICS], group[len(SIZES) + TOPICS :]
        parts = {"run together": large, "of one topic": topics, "of one outlet": outlets}
        print(f"{name}: F1 " + ", ".join(f"{score(part, chosen, weights, bias):.4f} {kind}" for kind, part in parts.items()))
    for name, group in fit.items():
        _, other, shift = prune(names, group, only=chosen)
        for against, held in kept.items():
            print(f"fitted on {name} alone, measured on {against}: F1 {score(held, chosen, other, shift):.4f}")
    if options.write:
        write(options.write, [names[n] for n in chosen], weights, bias)


def articles(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [r for r in rows if r.get("headline") and r.get("body") and len(r["body"]) > 200]


def bucket(row) -> int:
    return hashlib.md5(str(row["id"]).encode(), usedforsecurity=False).digest()[0] % 10


def dumps(rows, chance):
    """Draw dumps: a matrix of signs and the true labels each."""
    outlets = defaultdict(list)
    for row in rows:
        outlets[row.get("outlet")].append(row)
    made = [dump(chance.sample(rows, min(size, len(rows)))) for size in SIZES]
    made += [dump(group) for group in of_one_topic(rows, chance)]
    return made + [dump(chance.sample(group, 100)) for group in outlets.values() if len(group) > 100]


def of_one_topic(rows, chance):
    """Draw groups whose headlines share a word: neighbours in a real dump are often about one thing."""
    by_word = defaultdict(list)
    for row in rows:
        for word in {w for w in row["headline"].split() if len(w) > 3}:
            by_word[word].append(row)
    words = [word for word in sorted(by_word) if len(by_word[word]) >= 8]
    return [chance.sample(by_word[word], min(len(by_word[word]), chance.choice((5, 10, 30)))) for word in chance.sample(words, TOPICS)]


def dump(rows):
    lines, labels = [], []
    for row in rows:
        paragraphs = [" ".join(p.split()) for p in row["body"].split("\n") if p.strip()]
        lines += [" ".join(row["headline"].split()), *paragraphs]
        labels += [1, *[0] * len(paragraphs)]
    read = _scan(lines)
    matrix = np.column_stack([values for _, values in signs(pl.Series(read.texts))]).astype(np.float32)
    return matrix, np.array(labels)[np.array(read.numbers) - 1]


def prune(names, group, only=None):
    """Fit with all signs, then with those that matter."""
    chosen = list(range(len(names))) if only is None else only
    for _ in range(1 if only else 4):
        weights, bias, scale = newton(group, chosen)
        strong = [n for n, w, s in zip(chosen, weights, scale, strict=True) if abs(w * s) >= LEAST]
        if only or len(strong) == len(chosen):
            break
        chosen = strong
    weights, bias, _ = newton(group, chosen)
    return chosen, weights, bias


def newton(group, chosen):
    matrix = np.vstack([m[:, chosen] for m, _ in group]).astype(np.float64)
    labels = np.concatenate([y for _, y in group]).astype(float)
    mean, scale = matrix.mean(0), matrix.std(0) + 1e-9
    matrix = np.hstack([(matrix - mean) / scale, np.ones((len(matrix), 1))])
    weights = np.zeros(matrix.shape[1])
    for _ in range(15):
        chance = 1 / (1 + np.exp(-(matrix @ weights)))
        slope = matrix.T @ (chance - labels) + RIDGE * weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    raw = weights[:-1] / scale
    return raw, weights[-1] - raw @ mean, scale


def score(group, chosen, weights, bias):
    right = found = wanted = 0
    for matrix, labels in group:
        odds = (matrix[:, chosen] @ weights + bias).astype(np.float32)
        odds[0] = 50
        heads = _best(odds)
        right, found, wanted = right + (heads & (labels == 1)).sum(), found + heads.sum(), wanted + labels.sum()
    return 2 * right / (found + wanted)


def write(path, names, weights, bias):
    rows = [("bias", bias), *zip(names, weights, strict=True)]
    lines = ["# Log-odds of a beginning per sign of a line (checks/tadqiq/load/boundary.py); made by benchmarks/fit_segmentation.py."]
    lines += ["sign\tweight\tsource", *(f"{name}\t{value:.4f}\tfitted" for name, value in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
