"""Find the paragraph that stands twice in one article."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.engines.local import Local
from tadqiq.model import ARTICLES
from tadqiq.verify import verify
from tadqiq.verify.choice import select
from tadqiq.verify.packs import builtin

LONG = "أعلنت جمعية الصيادين في ميناء النورس أن موسم السردين بدأ قبل أوانه بأسبوعين وأن المراكب عادت محملة منذ أول ليلة رقم"


def findings(*bodies, **changed):
    rows = [{"doc": n, "article_id": f"a{n}", "headline": "", "body": body, "origin": "x", "line": n + 1} for n, body in enumerate(bodies)]
    rule = select(builtin(), ["DUP005"])[0]
    rule = type(rule)(**{**{name: getattr(rule, name) for name in rule.__slots__}, "settings": {**rule.settings, **changed}})
    return verify(pl.DataFrame(rows, schema=dict(ARTICLES)), [rule], Local(1)).findings


def test_a_text_pasted_twice_is_one_finding_that_points_at_the_first():
    half = "\n".join(f"{LONG} {n}" for n in "١٢٣")
    row = findings(f"{half}\n{half}").row(0, named=True)

    assert (row["start"], row["end"], row["text"]) == (len(half) + 1, 2 * len(half) + 1, half)
    assert [(r["start"], r["end"]) for r in row["related"]] == [(0, len(half))]


def test_one_paragraph_in_two_articles_is_no_repetition():
    assert findings(LONG, LONG).is_empty()


def test_a_paragraph_that_stands_often_is_a_refrain_unless_the_house_says_otherwise():
    body = "\n".join([LONG] * 4)

    assert findings(body).is_empty()
    assert findings(body, times=4).height == 3


def test_a_body_of_one_line_many_times_does_not_explode():
    assert findings("\n".join([LONG] * 20_000)).is_empty()
    assert findings("\n".join(f"{LONG} {n // 2}" for n in range(4_000))).height == 2_000


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 5), max_size=10))
def test_a_paragraph_is_found_where_it_stands_twice(order):
    found = findings("\n".join(f"{LONG} {'ابتثجح'[n]}" for n in order))
    shown = {part[-1] for row in found.iter_rows(named=True) for part in row["text"].split("\n")}
    twice, often = ({"ابتثجح"[n] for n in order if low <= order.count(n) <= high} for low, high in ((2, 2), (2, 10)))

    assert twice <= shown <= (often if twice else set())
