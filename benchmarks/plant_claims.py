"""Plant wrong numbers in headlines of real articles and count how many are found, as a Markdown table.

usage: plant_claims.py NEWS... [--articles 1000] [--seed 1]

NEWS are files or folders of articles (JSON lines, gzip allowed). Of the articles whose headline has a claim in figures that the body
repeats, some are drawn; in each the headline's figures are changed: two digits change places, the last one is one off, a zero is added.
The last row is the same articles as they were printed.
"""

import argparse
import random
import re
from collections import Counter

import polars as pl

CODES = ("CLM001", "CLM007")
SORTS = {"cardinal": "counts", "money": "money", "percent": "per cent", "measure": "measures", "duration": "lengths of time"}


def swapped(digits: str, chance: random.Random) -> str | None:
    places = [n for n in range(len(digits) - 1) if digits[n] != digits[n + 1] and (n or digits[1] != "0")]
    if not places:
        return None
    n = chance.choice(places)
    return digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]


def one_off(digits: str, chance: random.Random) -> str | None:
    last = int(digits[-1])
    step = 1 if last == 0 or (digits == "1") else -1 if last == 9 else chance.choice((-1, 1))
    return digits[:-1] + str(last + step)


def tenfold(digits: str, _chance: random.Random) -> str | None:
    return digits + "0"


FAULTS = {"two digits change places": swapped, "the last digit is one off": one_off, "a zero too many": tenfold, "as printed": None}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    from tadqiq.load import load

    articles = load(options.news).articles
    chance = random.Random(options.seed)
    titles = repeated(articles)
    some = sorted(chance.sample(titles, min(options.articles, len(titles))))
    print(f"{len(titles)} of {articles.height} articles have a headline whose figures the body repeats; {len(some)} drawn\n")
    print("| fault | planted | found | recall | " + " | ".join(SORTS.values()) + " |\n| --- |" + " ---: |" * (3 + len(SORTS)))
    for name, fault in FAULTS.items():
        row(name, *planted(articles, some, fault, chance))


def repeated(articles: pl.DataFrame) -> list[tuple[int, int, int, str]]:
    """List the headline claims in figures whose value and kind the body has: row, start, end and kind; the first of each article."""
    from tadqiq.recognise.numbers import numbers
    from tadqiq.recognise.tokens import batch

    found = []
    for first in range(0, articles.height, 1600):
        every = numbers(batch(articles[first : first + 1600]))
        known = every.filter(pl.col("number_kind").is_in(list(SORTS)) & pl.col("low").is_finite() & (pl.col("low") == pl.col("high")))
        title = known.filter(
            (pl.col("field") == 0) & pl.col("is_claim") & (pl.col("qualifier") == "exact") & (pl.col("modality") == "stated")
        )
        title = title.join(known.filter(pl.col("field") == 1), on=["doc", "low", "number_kind"], how="semi").unique("doc", keep="first")
        for doc, start, text, kind in title.select("doc", "start", "text", "number_kind").iter_rows():
            figures = re.match(r"[0-9]+(?![0-9.,٫٬])", text)
            if figures:
                found.append((doc, start, start + figures.end(), kind))
    return sorted(found)


def planted(articles: pl.DataFrame, some: list, fault, chance: random.Random) -> tuple[Counter, Counter]:
    """Count the faults that were planted and those that were found, by kind of number."""
    rows, places = [], {}
    for doc, start, end, kind in some:
        record = articles.row(doc, named=True)
        digits = record["headline"][start:end]
        changed = digits if fault is None else fault(digits, chance)
        if changed is not None:
            places[len(rows)] = (start, start + len(changed), kind)
            rows.append(record | {"doc": len(rows), "headline": record["headline"][:start] + changed + record["headline"][end:]})
    return Counter(kind for *_, kind in places.values()), found(pl.DataFrame(rows, schema=articles.schema), places)


def found(articles: pl.DataFrame, places: dict[int, tuple[int, int, str]]) -> Counter:
    """Count the planted numbers at which the rules find something."""
    from tadqiq.engines import pick
    from tadqiq.verify import verify
    from tadqiq.verify.packs import builtin

    rules = [rule for rule in builtin() if rule.code in CODES]
    hits = verify(articles, rules, pick("local")).findings.filter(pl.col("field") == "headline").unique(["doc", "start"])
    right = ((places[doc], start, end) for doc, start, end in hits.select("doc", "start", "end").iter_rows())
    return Counter(kind for (first, last, kind), start, end in right if start < last and first < end)


def row(name: str, planted: Counter, found: Counter) -> None:
    """Print one row of the table."""
    every, hits = planted.total(), found.total()
    cells = [f"{found[kind]} of {planted[kind]}" for kind in SORTS]
    print(f"| {name} | {every} | {hits} | {hits / max(1, every):.2f} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
