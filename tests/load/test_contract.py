"""Hold the frame of articles to its contract: in one quick pass, and row by row where something breaks it."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from tadqiq.load import contract
from tadqiq.model import ARTICLES, LONGEST_BODY

TEXTS = st.sampled_from(["", " ", "مطر", "َُ", "12", "م\x00طر", "م" * 501, "ب " * 300])


def frame(rows):
    blank = dict.fromkeys(ARTICLES)
    named = [
        {**blank, "doc": n, "article_id": str(n), "headline": h, "body": b, "origin": "a.jsonl", "line": n + 1}
        for n, (h, b) in enumerate(rows)
    ]
    return pl.DataFrame(named, schema=dict(ARTICLES))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_the_quick_pass_and_pandera_agree(rows):
    articles = frame(rows)
    try:
        contract._schema().validate(articles, lazy=True)
    except SchemaErrors:
        broken = True
    else:
        broken = False

    assert contract._holds(articles) is not broken
    assert bool(contract.broken(articles)) is broken


@pytest.mark.parametrize(
    ("headline", "body", "code", "reason"),
    [
        ("", "َُ", "SCH005", None),
        ("مطر", "م" * (LONGEST_BODY + 1), "SCH010", "first million characters"),
        ("م" * 501, "مطر", "SCH010", "headline is too long"),
        ("مطر", "م\x00طر", "SCH010", "null character"),
        ("م\x00طر", "مطر", "SCH010", "null character"),
    ],
)
def test_what_breaks_the_contract_is_told_at_its_place(headline, body, code, reason):
    (problem,) = contract.broken(frame([("مطر", "هطل."), (headline, body)]))

    assert (problem.code, problem.origin, problem.line, problem.doc) == (code, "a.jsonl", 2, 1)
    assert reason is None or reason in problem.args["reason_en"]
