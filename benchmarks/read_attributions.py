"""Time how quotations and attributions are read, stage by stage, on one core, and write a Markdown table.

usage: read_attributions.py NEWS... [--every N]

NEWS are files or folders of articles (JSON lines, gzip allowed). Every batch is cut into tokens, and goes through the stages in turn, as in
a check. Time is the processor's; the wall's is the last column. Words are the runs of letters and figures that a plain Polars pass counts
over the same text in the same run: its time is the floor. Lexicons are read before; words that are new to the process are met as they come.
"""

import argparse
import os
import sys
from contextlib import contextmanager

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # before Polars is imported: one core

from read_numbers import PLAIN, TOKENISE, Clock, plain, table, warm

from tadqiq.engines.local import _batches as batches
from tadqiq.load import load
from tadqiq.recognise import Recognised
from tadqiq.recognise import attributions as room
from tadqiq.recognise import quotations as marks
from tadqiq.recognise.tokens import batch
from tadqiq.recognise.vocabulary import vocabulary

QUOTATIONS, ATTRIBUTIONS, BOTH = "quotations in all", "attributions in all", "quotations and attributions"
# What the two call; what is left of their time makes the frames.
OF_QUOTATIONS = {"pair quotation marks": (marks, "paired")}
OF_ATTRIBUTIONS = {
    "write letters of syntax": (room, "line_of"),
    "tell what is quoted": (room, "inside"),
    "verbs and participles": (room, "at_verbs"),
    "particles": (room, "at_particles"),
    "phrases": (room, "at_phrases"),
    "colons of headlines": (room, "at_colons"),
}
STAGES = OF_QUOTATIONS | OF_ATTRIBUTIONS
QUOTATION_FRAME, FRAME = "find marks, make the frame", "find cues, make the frame"
ORDER = (PLAIN, TOKENISE, *OF_QUOTATIONS, QUOTATION_FRAME, QUOTATIONS, *OF_ATTRIBUTIONS, FRAME, ATTRIBUTIONS, BOTH)


class Stages(Clock):
    """Collect the seconds of each stage where quotations and attributions call it."""

    @contextmanager
    def inside(self):
        originals = {name: getattr(module, function) for name, (module, function) in STAGES.items()}
        try:
            for name, (module, function) in STAGES.items():
                setattr(module, function, lambda *a, name=name: self.call(name, originals[name], *a))
            yield
        finally:
            for name, (module, function) in STAGES.items():
                setattr(module, function, originals[name])

    def sum(self) -> None:
        """Book what the stages leave of a whole, and both wholes together."""
        self.rest(QUOTATION_FRAME, QUOTATIONS, tuple(OF_QUOTATIONS))
        self.rest(FRAME, ATTRIBUTIONS, tuple(OF_ATTRIBUTIONS))
        for seconds in (self.own, self.wall):
            seconds[BOTH] = [one + other for one, other in zip(seconds[QUOTATIONS], seconds[ATTRIBUTIONS], strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+")
    parser.add_argument("--every", type=int, default=1, help="only each Nth article")
    options = parser.parse_args()

    articles = load(options.news).articles.gather_every(options.every)
    warm(articles.head(1), ("quotations", "attributions"))
    clock, words, found = Stages(), [], [0, 0]
    with clock.inside():
        for part, _ in batches(articles):
            words.append(clock.call(PLAIN, plain, part))
            mentions = Recognised(clock.call(TOKENISE, batch, part))
            for place, name in enumerate((QUOTATIONS, ATTRIBUTIONS)):
                found[place] += clock.call(name, getattr, mentions, name.removesuffix(" in all")).height
            print(f"\r{len(words)} batches", end="", file=sys.stderr)
    clock.sum()
    met = f"{articles.height:,} articles, {sum(words):,} words, {len(words)} batches; met: {len(vocabulary()):,} distinct tokens"
    print(f"\n{met}, {found[0]:,} quotations, {found[1]:,} attributions\n")
    table(clock, words, ORDER)


if __name__ == "__main__":
    main()
