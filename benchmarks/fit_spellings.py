"""Fit what the steps between two spellings cost, on clusters of spellings of one name.

usage: fit_spellings.py CLUSTERS.jsonl [--rounds N] [--write]

CLUSTERS.jsonl: {"cluster_id", "english", "variants": [...]}: spellings of one foreign name, joined over sources by their Latin form.
Pairs inside a cluster are the same name; forms of different clusters that look alike are not. A logistic model over the counts of steps
is fitted (half of the pairs, drawn by name, are held out for the first figures it prints), words are aligned again at the new costs, and so
on. A cost may not fall below half of what the table said before, and rows with little evidence keep it. --write puts the costs into
rules/lexicons/ar/spelling_costs.tsv.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import zlib
from pathlib import Path

import numpy as np
import polars as pl
from rapidfuzz.distance import JaroWinkler, Levenshtein

from tadqiq.lexicon import parse, path_of
from tadqiq.normalise import column
from tadqiq.recognise.spellings.align import align
from tadqiq.recognise.spellings.costs import Costs

SCALE = 4.0  # logits a cost of 1
PULL = 2.0  # how strongly the table's own costs hold
ENOUGH = 8  # steps seen before a cost may move
REFUSED = 0.96  # share of look-alikes that the allowance must refuse
TABLE = path_of("spelling_costs")


def pairs(path: Path) -> tuple[list[tuple[str, str]], np.ndarray, np.ndarray]:
    """Make pairs, whether they are one name, and which half they belong to."""
    clusters = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    clusters = [c for c in clusters if c.get("max_norm_edit", 0) <= 0.5 and len(c["variants"]) > 1]
    forms = sorted({v for c in clusters for v in c["variants"]})
    key = dict(zip(forms, column(pl.Series(forms), "N2").to_list(), strict=True))
    same = {tuple(sorted((key[a], key[b]))) for c in clusters for a, b in itertools.combinations(sorted(set(c["variants"]))[:4], 2)}
    same = {pair for pair in same if pair[0] != pair[1]}
    other = look_alikes([(key[v], c["english"]) for c in clusters for v in c["variants"]], same)
    every = [*sorted(same), *sorted(other)]
    halves = np.array([zlib.crc32(pair[0].encode()) % 2 == 0 for pair in every])
    return every, np.array([1] * len(same) + [0] * len(other)), halves


def look_alikes(named: list[tuple[str, str]], same: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Draw forms that look alike though their Latin forms do not."""
    draw, buckets, found = random.Random(11), {}, set()
    for form, english in sorted(set(named)):
        buckets.setdefault(form[:1], []).append((form, english))
    for bucket in buckets.values():
        for _ in range(len(bucket) * 40):
            (a, x), (b, y) = draw.choice(bucket), draw.choice(bucket)
            pair = tuple(sorted((a, b)))
            if a != b and pair not in same and Levenshtein.normalized_similarity(a, b) >= 0.6 and JaroWinkler.similarity(x, y) < 0.8:
                found.add(pair)
    return found


def counts(every: list[tuple[str, str]], costs: Costs) -> tuple[np.ndarray, np.ndarray]:
    """Count the steps of each pair, by row of the table; and what its allowance is made of."""
    steps, length = np.zeros((len(every), len(costs.rows))), np.ones((len(every), 2))
    for n, (a, b) in enumerate(every):
        length[n, 1] = max(len(a), len(b))
        for edit in align(a, b, costs).edits:
            steps[n, edit.row] += 1
    return steps, length


def fit(steps: np.ndarray, length: np.ndarray, same: np.ndarray, prior: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fit costs and allowance by gradient descent (Adam); hopeless pairs, which are other names of one person, teach nothing."""
    cost, allow = prior * SCALE, np.array([0.0, 0.6])
    weight = np.where(same == 1, 1 / same.sum(), 2 / (1 - same).sum()) * len(same) / 2
    memory = np.zeros((2, len(prior) + 2))
    for turn in range(1, 1200):
        logit = length @ allow - steps @ cost
        error = (1 / (1 + np.exp(-np.clip(logit, -30, 30))) - same) * weight * ~((same == 1) & (logit < -8))
        slope = np.concatenate([-(steps.T @ error) + PULL * (cost - prior * SCALE), length.T @ error])
        memory = np.array([0.9, 0.999])[:, None] * memory + np.array([0.1, 0.001])[:, None] * np.array([slope, slope**2])
        move = 0.03 * (memory[0] / (1 - 0.9**turn)) / (np.sqrt(memory[1] / (1 - 0.999**turn)) + 1e-8)
        cost, allow = np.maximum(cost - move[:-2], prior * SCALE / 2), allow - move[-2:]
    return cost, allow


def recall(score: np.ndarray, same: np.ndarray, refused: float) -> float:
    """Give the share of one name's pairs above the score that refuses that share of look-alikes."""
    return float((score[same == 1] > np.quantile(score[same == 0], refused)).mean())


def main() -> None:
    """Fit, print the figures of the half that was held out, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    every, same, halves = pairs(options.clusters)
    print(f"pairs: {same.sum()} of one name, {(1 - same).sum()} look-alikes")
    for learn, held in ((halves, ~halves), (np.ones_like(halves), np.ones_like(halves))):
        rows = [dict(row) for row in parse(TABLE)]
        prior = np.array([float(row["cost"]) for row in rows])
        unlike = next(n for n, row in enumerate(rows) if row["letters"] == "*" and row["edit"] == "change")
        still = np.array([n == unlike or row["edit"] == "allow" or row["where"] == "first" for n, row in enumerate(rows)])
        for _ in range(options.rounds):
            steps, length = counts(every, Costs(rows))
            cost, allow = fit(steps[learn], length[learn], same[learn], prior)
            score = length @ allow - steps @ cost
            unit = cost[unlike]
            moved = (steps[learn].sum(0) >= ENOUGH) & ~still
            for row, value, before, move in zip(rows, cost / unit, prior, moved, strict=True):
                row["cost"] = f"{value if move else before:.2f}".rstrip("0").rstrip(".")
            shown = {r: round(recall(score[held], same[held], r), 4) for r in (0.95, 0.96, 0.98)}
            print("share of one name's pairs found, by share of look-alikes refused:", shown)
    bar = np.quantile(score[same == 0], REFUSED)
    rows[-2]["cost"], rows[-1]["cost"] = f"{(allow[0] - bar) / unit:.2f}", f"{allow[1] / unit:.3f}"
    if options.write:
        write(rows)


def write(rows: list[dict[str, str]]) -> None:
    """Put the costs into the table, leaving its notes as they are."""
    comments = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    TABLE.write_text("\n".join([*comments, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
