"""Time how numbers and dates are read, stage by stage, on one core, and write a Markdown table.

usage: read_numbers.py NEWS... [--every N] [--others]

NEWS are files or folders of articles (JSON lines, gzip allowed). Every batch goes through the stages in turn, as in a check. Time is the
processor's, so that other work on the machine disturbs it little; the wall's is the last column. Words are the runs of letters and
figures that a plain Polars pass counts over the same text in the same run. Lexicons are read before; what is new to the process, words
and phrases, is met as it comes.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # before Polars is imported: one core

import polars as pl

from tadqiq.engines.local import _batches as batches
from tadqiq.load import load
from tadqiq.recognise import Recognised
from tadqiq.recognise import numbers as room
from tadqiq.recognise.numbers import claims, qualifiers
from tadqiq.recognise.tokens import batch
from tadqiq.recognise.vocabulary import Vocabulary, vocabulary

PLAIN, TOKENISE, NUMBERS, FRAME = "one plain Polars pass", "tokenise", "numbers in all", "make the frame"
# What `numbers` calls; what is left of its time makes the frame.
STAGES = {
    "find and parse runs": (room, "find"),
    "decide": (room, "decide"),
    "units": (room, "units"),
    "qualifiers": (qualifiers, "qualifiers"),
    "claims": (claims, "claims"),
}
OTHERS = ("quotations", "attributions", "names")
ORDER = (PLAIN, TOKENISE, *STAGES, FRAME, NUMBERS, "dates", *OTHERS)


@dataclass
class Clock:
    """Collect the seconds of each stage, a batch an entry: the processor's and the wall's."""

    own: dict[str, list[float]] = field(default_factory=dict)
    wall: dict[str, list[float]] = field(default_factory=dict)

    def call(self, name: str, function: Callable[..., Any], *arguments: object) -> Any:
        wall, own = time.perf_counter(), time.process_time()
        result = function(*arguments)
        self.own.setdefault(name, []).append(time.process_time() - own)
        self.wall.setdefault(name, []).append(time.perf_counter() - wall)
        return result

    @contextmanager
    def inside(self):
        """Time the stages of `numbers` where it calls them."""
        originals = {name: getattr(module, function) for name, (module, function) in STAGES.items()}
        try:
            for name, (module, function) in STAGES.items():
                setattr(module, function, lambda *a, name=name: self.call(name, originals[name], *a))
            yield
        finally:
            for name, (module, function) in STAGES.items():
                setattr(module, function, originals[name])

    def rest(self, name: str, whole: str, parts: tuple[str, ...]) -> None:
        """Book what the parts leave of a whole under a name of its own."""
        for seconds in (self.own, self.wall):
            rows = zip(*(seconds[stage] for stage in (whole, *parts)), strict=True)
            seconds[name] = [first - sum(others) for first, *others in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+")
    parser.add_argument("--every", type=int, default=1, help="only each Nth article")
    parser.add_argument("--others", action="store_true", help="quotations, attributions and names too")
    options = parser.parse_args()
    asked = ("dates", *(OTHERS if options.others else ()))

    articles = load(options.news).articles.gather_every(options.every)
    warm(articles.head(1), asked)
    clock, words, found = Clock(), [], 0
    with clock.inside():
        for part, _ in batches(articles):
            words.append(clock.call(PLAIN, plain, part))
            mentions = Recognised(clock.call(TOKENISE, batch, part))
            for name in (NUMBERS, *asked):
                clock.call(name, getattr, mentions, name.removesuffix(" in all"))
            found += mentions.numbers.height
            print(f"\r{len(words)} batches", end="", file=sys.stderr)
    clock.rest(FRAME, NUMBERS, tuple(STAGES))
    met = f"{articles.height:,} articles, {sum(words):,} words, {len(words)} batches; met: {len(vocabulary()):,} distinct tokens"
    print(f"\n{met}, {found:,} numbers\n")
    table(clock, words, ORDER)


def warm(articles: pl.DataFrame, asked: tuple[str, ...]) -> None:
    """Read the lexicons, with a vocabulary that is thrown away."""
    mentions = Recognised(batch(articles, Vocabulary()))
    for name in ("numbers", *asked):
        getattr(mentions, name)


def plain(articles: pl.DataFrame) -> int:
    """Count words in one plain pass: the floor."""
    return articles.select(pl.sum_horizontal(pl.col("headline", "body").str.extract_all(r"\w+").list.len().sum())).item()


def table(clock: Clock, words: list[int], order: Sequence[str]) -> None:
    """Print the stages in order, those that were called."""
    floor = sum(clock.own[PLAIN])
    print("| stage | median of a batch | words a second | all batches | words a second | x the plain pass | wall |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in (name for name in order if name in clock.own):
        median, whole, wall = statistics.median(clock.own[name]), sum(clock.own[name]), sum(clock.wall[name])
        speeds = [f"{count / seconds / 1e6:.2f} million" for count, seconds in ((statistics.median(words), median), (sum(words), whole))]
        print(f"| {name} | {median * 1000:.0f} ms | {speeds[0]} | {whole:.1f} s | {speeds[1]} | {whole / floor:.2f} | {wall:.1f} s |")


if __name__ == "__main__":
    main()
