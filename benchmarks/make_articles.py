"""Make any number of articles out of real ones, with duplicates planted among them, and write them as JSON lines.

usage: make_articles.py NEWS... --count N [--seed S] [--gap DAYS] --output ARTICLES.jsonl --planted PLANTED.jsonl

The first round of articles is the real ones. In every further round each word but the commonest gives way to another of about the same
frequency, the same one all through the round, and the days move on by --gap: so a round has the repeats that real news has, word for word
as often, and shares with other rounds only what its commonest words make. Into every round pairs are planted, and listed with their kind:
exact (the same text within two days), near (some words replaced and a quarter cut or a paragraph added), template (a headline with one
word replaced, over another body). The same seed and news give the same articles.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

KEPT, BAND = 150, 400  # commonest words that every round keeps; neighbours in frequency that change places
EXACT, NEAR, TEMPLATE = 0.01, 0.02, 0.01  # planted pairs, as a share of the articles
LONG, TOLD = 60, 6  # words of the body and of the headline that a pair is made of
REPLACED = 0.04  # of the words of a near duplicate
BREAK = "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gap", type=int, default=400)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--planted", type=Path, required=True)
    options = parser.parse_args()

    from tadqiq.load import load

    with options.output.open("w", encoding="utf-8") as out, options.planted.open("w", encoding="utf-8") as answers:
        for articles, planted in rounds(load(options.news).articles, options.count, seed=options.seed, gap=options.gap):
            rows = articles.select("headline", "body", "outlet", "date", id="article_id").with_columns(
                pl.col("date").dt.to_string("%Y-%m-%d")
            )
            rows.write_ndjson(out)
            answers.writelines(json.dumps(dict(zip(("kind", "a", "b"), pair, strict=True))) + "\n" for pair in planted)


Pairs = list[tuple[str, str, str]]  # kind, id, id


def collection(news: pl.DataFrame, count: int, *, seed: int, gap: int) -> tuple[pl.DataFrame, Pairs]:
    """Make so many articles, numbered from 0, and list the planted pairs."""
    frames, planted = zip(*rounds(news, count, seed=seed, gap=gap), strict=True)
    made = pl.concat(frames).with_columns(doc=pl.int_range(pl.len(), dtype=pl.UInt32))
    return made, list(chain(*planted))


def rounds(news: pl.DataFrame, count: int, *, seed: int, gap: int) -> Iterator[tuple[pl.DataFrame, Pairs]]:
    """Make articles round by round, planted ones included."""
    texts = Texts(news)
    number = 0
    while count > 0:
        chance = np.random.default_rng([seed, number])
        size = min(news.height, max(1, round(count / (1 + EXACT + NEAR + TEMPLATE))))
        rows = np.arange(news.height) if size == news.height else np.sort(chance.choice(news.height, size, replace=False))
        made, planted = texts.made(rows, chance, number, gap * number)
        kept = made.head(count)
        ids = set(kept["article_id"])
        yield kept, [pair for pair in planted if pair[2] in ids]
        count -= made.height
        number += 1


class Texts:
    """Hold real articles as numbered words, the commonest first."""

    def __init__(self, news: pl.DataFrame) -> None:
        """Cut the articles at blanks."""
        self.news = news
        texts = pl.concat([news["headline"], news["body"]]).str.replace_all(BREAK, f" {BREAK} ", literal=True)
        lists = texts.str.split(" ").list.eval(pl.element().filter(pl.element() != ""))
        counts = lists.list.len().to_numpy().astype(np.int64)
        tokens = pl.DataFrame({"word": lists.filter(lists.list.len() > 0).explode()})
        ranks = tokens.group_by("word").len().sort("len", "word", descending=[True, False]).with_row_index("code")
        self.code = tokens.join(ranks, on="word", how="left", maintain_order="left")["code"].to_numpy()
        self.words = ranks["word"]
        self.still = (self.words.str.contains(r"^[^\p{L}]*$")).to_numpy() | (np.arange(len(self.words)) < KEPT)
        self.first = np.concatenate([[0], np.cumsum(counts)])

    def text(self, number: int, swap: Any) -> Any:
        """Give the words of one headline, or with the count of articles added, of one body."""
        return swap[self.code[self.first[number] : self.first[number + 1]]]

    def made(self, rows: Any, chance: np.random.Generator, number: int, days: int) -> tuple[pl.DataFrame, Pairs]:
        """Make one round of articles of these rows."""
        swap = self._swap(chance) if number else np.arange(len(self.words))
        written = [self._written([self.text(row + side, swap) for row in rows.tolist()]) for side in (0, self.news.height)]
        ids = [f"r{number}-{row}" for row in rows.tolist()]
        moved = pl.col("date").dt.offset_by(f"{days}d")
        base = self.news[rows].with_columns(moved, headline=written[0], body=written[1], article_id=pl.Series(ids))
        copies, pairs = self._planted(rows, chance, number, swap)
        extra = base[[row for row, *_ in copies]].with_columns(
            moved_by(pl.Series([days for *_, days in copies], dtype=pl.Int64)),
            article_id=pl.Series([pair[2] for pair in pairs], dtype=pl.String),
            headline=self._written([head for _, head, _, _ in copies]),
            body=self._written([body for _, _, body, _ in copies]),
        )
        return pl.concat([base, extra]), [(kind, f"r{number}-{rows[at]}", other) for kind, at, other in pairs]

    def _swap(self, chance: np.random.Generator) -> Any:
        """Give each word another of about its frequency."""
        swap = np.arange(len(self.words))
        moving = np.flatnonzero(~self.still)
        order = np.argsort(np.arange(len(moving)) // BAND + chance.random(len(moving)) * 0.999, kind="stable")
        swap[moving] = moving[order]
        return swap

    def _written(self, texts: list[Any]) -> pl.Series:
        """Write numbered words out."""
        counts = np.array([len(text) for text in texts], dtype=np.int64)
        row = np.repeat(np.arange(len(texts)), counts)
        words = self.words.gather(np.concatenate([np.zeros(0, dtype=np.int64), *texts]))
        joined = pl.DataFrame({"row": row, "word": words}).group_by("row", maintain_order=True).agg(pl.col("word").str.join(" "))
        every = pl.DataFrame({"row": np.arange(len(texts))}).join(joined, on="row", how="left", maintain_order="left")
        return every["word"].fill_null("").str.replace_all(f" ?{BREAK} ?", BREAK)

    def _planted(self, rows: Any, chance: np.random.Generator, number: int, swap: Any) -> tuple[list[Any], Pairs]:
        """Draw the articles that are repeated: for each its place in the round, the new headline, the new body, and the days between."""
        heads, bodies = (self.first[at + 1] - self.first[at] for at in (rows, rows + self.news.height))
        drawn = chance.permutation(np.flatnonzero((bodies >= LONG) & (heads >= TOLD)))
        copies, pairs, at = [], [], 0
        for kind, share in (("exact", EXACT), ("near", NEAR), ("template", TEMPLATE)):
            for place in drawn[at : at + round(share * len(rows))].tolist():
                head, body = self.text(rows[place], swap), self.text(rows[place] + self.news.height, swap)
                if kind == "near":
                    body = self._edited(body, chance)
                elif kind == "template":
                    other = rows[drawn[-1 - len(copies) % len(drawn)]]
                    head, body = self._one_word(head, chance), self.text(other + self.news.height, swap)
                copies.append((place, head, body, int(chance.integers(0, 3))))
                pairs.append((kind, place, f"r{number}-p{len(pairs)}"))
            at += round(share * len(rows))
        return copies, pairs

    def _edited(self, body: Any, chance: np.random.Generator) -> Any:
        """Replace some words, and cut the last quarter or add a paragraph."""
        body = body.copy()
        at = np.flatnonzero((chance.random(len(body)) < REPLACED) & ~self.still[body])
        body[at] = chance.choice(np.flatnonzero(~self.still), len(at))
        if chance.random() < 0.5:
            return body[: len(body) - len(body) // 4]
        return np.concatenate([body, chance.choice(len(self.words), len(body) // 5)])

    def _one_word(self, head: Any, chance: np.random.Generator) -> Any:
        """Replace the last word but the very common ones."""
        head = head.copy()
        at = np.flatnonzero(~self.still[head])[-1:]
        head[at] = chance.choice(np.flatnonzero(~self.still), len(at))
        return head


def moved_by(days: pl.Series) -> pl.Expr:
    return (pl.col("date") + pl.Series([timedelta(days=n) for n in days.to_list()], dtype=pl.Duration)).alias("date")


if __name__ == "__main__":
    main()
