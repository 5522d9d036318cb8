"""Make the name lexicons that come from elsewhere: common words (Arramooz, GPL) and the Arabic names of states and regions (CLDR).

usage: make_name_lexicons.py words WORDFREQ.sqlite > rules/lexicons/ar/words.tsv
       make_name_lexicons.py places                       the rows of rules/lexicons/ar/places.tsv whose source is CLDR

WORDFREQ.sqlite is in the package arramooz-pysqlite, places needs babel: install them in an environment of their own. Both lists are
read by a person after: places that are common words first of all (مالي) were taken out of the second.
"""

import argparse
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

LEAST = {"name": 1000, "noun": 2500, "adj": 2500, "other": 2500, "verb": 4000}  # occurrences; rarer words are also family names
HEAD = """# Common words by their dictionary forms, most frequent first; what is a name first of all is marked so.
# Made by benchmarks/make_name_lexicons.py from the word list of Arramooz (GPL). class: verb, noun, adj (joined by +), name or other.
word\tclass\tsource"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", choices=["words", "places"])
    parser.add_argument("source", nargs="?")
    options = parser.parse_args()
    lines = words(options.source) if options.list == "words" else places()
    sys.stdout.writelines(f"{line}\n" for line in lines)


def words(path: str) -> Iterator[str]:
    """Write each dictionary form with its readings that are frequent enough."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, reading, count in sqlite3.connect(path).execute("select unvocalized, word_type, freq from wordfreq"):
        counts[word][reading] += count
    yield HEAD
    for word, readings in sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])):
        if (kind := _kind(readings)) and re.fullmatch("[ء-ي]{2,}", word):
            yield f"{word}\t{kind}\tArramooz"


def _kind(readings: Counter[str]) -> str:
    total = readings.total()
    if readings["abbrev"] >= total / 2:
        return ""
    if readings["noun_prop"] >= total / 2:
        return "name" if total >= LEAST["name"] else ""
    if total < LEAST["verb" if readings["verb"] > total / 2 else "noun"]:
        return ""
    sums = {kind: sum(n for reading, n in readings.items() if reading in kinds) for kind, kinds in KINDS.items()}
    return "+".join(kind for kind, n in sums.items() if n >= max(total / 50, LEAST[kind])) or "other"


KINDS = {"verb": ("verb",), "noun": ("noun", "noun_quant"), "adj": ("adj", "adj_comp", "adj_num")}


def places() -> Iterator[str]:
    """Write the territories of CLDR without what stands in brackets."""
    from babel import Locale

    for code, name in Locale("ar").territories.items():
        plain = re.sub(r"[\u064b-\u0652]|\s*\(.*?\)", "", name).replace(" - ", " ")
        yield f"{plain}\t{'country' if code.isalpha() else 'region'}\tyes\tCLDR"


if __name__ == "__main__":
    main()
