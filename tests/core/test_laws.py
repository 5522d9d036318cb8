"""Assert, of every rule at once, what must hold of any rule."""

import random

import polars as pl
import pytest

from tadqiq.engines import local
from tadqiq.load import load
from tadqiq.model import ARTICLES, FIELDS, FINDINGS, LEVELS
from tadqiq.recognise import MENTIONS
from tadqiq.resources import room
from tadqiq.verify import verify
from tadqiq.verify.corpus import _articles
from tadqiq.verify.packs import LOADING, builtin

NEWSROOM = room("rules").parent / "examples" / "newsroom" / "articles.jsonl"


@pytest.fixture(scope="module")
def articles():
    """Lay the example newsroom and every rule's example articles together into one collection."""
    parts = [load([str(NEWSROOM)]).articles]
    for rule in builtin():
        if rule.kind != LOADING:
            parts += [
                _articles(case)[0].with_columns(article_id=pl.concat_str(pl.lit(f"{rule.code}-{sort}-{n}-"), "article_id"))
                for sort in ("fires", "silent")
                for n, case in enumerate(rule.examples[sort])
            ]
    return numbered(pl.concat(parts))


def numbered(frame):
    return frame.with_columns(doc=pl.int_range(frame.height, dtype=pl.UInt32)).select(list(ARTICLES))


@pytest.fixture(scope="module")
def checked(articles):
    return verify(articles, builtin(), local.Local(1), keep=tuple(MENTIONS))


def test_findings_have_the_schema_and_known_words(checked):
    found = checked.findings

    assert dict(found.schema) == dict(pl.DataFrame(schema=FINDINGS).schema)
    assert set(found["level"]) <= set(LEVELS)
    assert set(found["field"].drop_nulls()) <= set(FIELDS)
    assert found["confidence"].is_between(0, 1).all()
    assert not found["message_ar"].str.contains(r"\{\w+\}").any(), found.filter(pl.col("message_ar").str.contains(r"\{\w+\}"))[
        "message_ar"
    ][0]
    assert not found["message_en"].str.contains(r"\{\w+\}").any()


def test_what_has_no_place_is_said_of_the_run_by_a_rule_that_judges_it(checked):
    places = checked.findings.select("doc", "article_id", "field", "start", "end", "text")
    placed, nowhere = (places.select(every(test)).to_series() for every, test in _WHOLE)
    judges = {r.code for r in builtin() if r.kind in RUN_KINDS}

    assert (placed | nowhere).all()
    assert (nowhere == (checked.findings["origin"] == "")).all()
    assert set(checked.findings.filter(nowhere)["code"]) <= judges


_WHOLE = ((pl.all_horizontal, pl.all().is_not_null()), (pl.all_horizontal, pl.all().is_null()))
RUN_KINDS = {"share-of-findings", "unsourced-share"}


def test_every_rule_finds_something_here(checked):
    quiet = {r.code for r in builtin() if r.kind != LOADING} - set(checked.findings["code"])

    assert quiet <= {"NAM003", "NAM004", "NAM011"}, "only the rules on the house style need a glossary to fire"


def test_every_span_is_the_text_it_says(checked, articles):
    texts = {doc: {"headline": h, "body": b} for doc, h, b in articles.select("doc", "headline", "body").iter_rows()}
    for row in checked.findings.iter_rows(named=True):
        for span in (*([] if row["doc"] is None else [row]), *row["related"]):
            raw = texts[span["doc"]][span["field"]]
            assert 0 <= span["start"] <= span["end"] <= len(raw)
            assert raw[span["start"] : span["end"]] == span["text"]


def test_every_mention_is_the_text_it_says(checked, articles):
    texts = articles.select("headline", "body").rows()
    for name in MENTIONS:
        frame = getattr(checked.mentions, name)
        assert dict(frame.schema) == dict(pl.DataFrame(schema=MENTIONS[name]).schema)
        for doc, field, start, end, text in frame.select("doc", "field", "start", "end", "text").iter_rows():
            assert texts[doc][field][start:end] == text


def test_fingerprints_are_unique(checked):
    assert checked.findings["fingerprint"].is_unique().all()


def identity(findings):
    rows = findings.select("code", "article_id", "field", "start", "end", "message_ar", "suggestion", "confidence", "fingerprint").rows()
    return sorted(rows, key=repr)


def related(findings):
    return sorted(
        (row["fingerprint"], sorted((r["article_id"], r["field"], r["start"], r["end"]) for r in row["related"]))
        for row in findings.iter_rows(named=True)
    )


def test_the_same_articles_give_the_same_findings(checked, articles):
    again = verify(articles, builtin(), local.Local(1)).findings

    assert again.equals(checked.findings)


def test_the_order_of_articles_changes_no_finding(checked, articles):
    rows = list(range(articles.height))
    random.Random(4).shuffle(rows)

    shuffled = verify(numbered(articles[rows]), builtin(), local.Local(1)).findings

    assert identity(shuffled) == identity(checked.findings)


def test_the_cut_into_batches_and_processes_changes_no_finding(checked, articles, monkeypatch):
    monkeypatch.setattr(local, "_BATCH_CHARACTERS", 4_000)
    monkeypatch.setattr(local, "_ALONE", 1)

    spread = verify(articles, builtin(), local.Local(2), keep=tuple(MENTIONS))

    assert identity(spread.findings) == identity(checked.findings)
    assert related(spread.findings) == related(checked.findings)
    for name in MENTIONS:
        assert getattr(spread.mentions, name).equals(getattr(checked.mentions, name)), name
