"""Read every spelling of every number of the corpus, and nothing in what only looks like a number."""

from pathlib import Path

import polars as pl
import pytest

from tadqiq.lexicon import parse
from tadqiq.recognise.numbers import numbers
from tadqiq.recognise.tokens import batch

CORPUS = Path(__file__).parent / "corpus"
SPELLINGS = [
    (row["value"], row["kind"], spelling.strip()) for row in parse(CORPUS / "numbers.tsv") for spelling in row["spellings"].split("|")
]
LOOK_ALIKES = [row["sentence"] for row in parse(CORPUS / "no_numbers.tsv")]
PREFIXED = ("و", "ب", "ل", "ف")


def read(texts):
    """Read bodies, an article each, and gather their numbers."""
    articles = pl.DataFrame(
        {"doc": range(len(texts)), "headline": [""] * len(texts), "body": texts},
        schema={"doc": pl.UInt32, "headline": pl.String, "body": pl.String},
    )
    found = [[] for _ in texts]
    for row in numbers(batch(articles)).iter_rows(named=True):
        found[row["doc"]].append(row)
    return found


def value(row):
    if row["low"] is None:
        return "-"
    ends = [f"{end:.15g}" for end in (row["low"], row["high"])]
    return ends[0] if ends[0] == ends[1] else "..".join(ends)


@pytest.fixture(scope="module")
def found():
    return dict(zip(SPELLINGS, read([spelling for _, _, spelling in SPELLINGS]), strict=True))


@pytest.mark.parametrize("case", SPELLINGS, ids=[f"{kind}-{spelling}" for _, kind, spelling in SPELLINGS])
def test_a_spelling_is_one_number_of_its_value(found, case):
    wanted, kind, spelling = case

    rows = found[case]

    assert [(value(row), row["number_kind"]) for row in rows] == [(wanted, kind)]
    assert rows[0]["start"] == 0
    # The unit of a length of time stands outside its span.
    assert rows[0]["end"] == len(spelling) or kind == "duration"


def test_a_number_is_read_within_a_sentence_as_alone():
    cases = [(v, k, s) for v, k, s in SPELLINGS if k in {"cardinal", "percent", "money"} and v not in {"1", "0"}]
    openings = "وزعت البلدية "

    for (wanted, kind, spelling), rows in zip(cases, read([f"{openings}{spelling} على الأحياء." for *_, spelling in cases]), strict=True):
        assert [(value(row), row["number_kind"], row["text"]) for row in rows] == [(wanted, kind, spelling)]
        assert rows[0]["start"] == len(openings)


def test_joined_letters_change_no_value_and_stand_outside_the_span():
    cases = [(w, s) for w, k, s in SPELLINGS if k == "cardinal" and len(s) > 2 and s[0].isalpha() and not s.startswith("ال")]
    joined = [(prefix, *case) for case in cases for prefix in PREFIXED]

    for (prefix, wanted, spelling), rows in zip(joined, read([f"قال {prefix}{spelling}" for prefix, _, spelling in joined]), strict=True):
        assert [value(row) for row in rows] == [wanted], prefix + spelling
        assert rows[0]["text"] in {spelling, prefix + spelling}


def test_what_only_looks_like_a_number_is_none():
    found = {sentence: [row["text"] for row in rows] for sentence, rows in zip(LOOK_ALIKES, read(LOOK_ALIKES), strict=True)}

    assert found == {sentence: [] for sentence in LOOK_ALIKES}
