"""Hold the example newsroom to its README: every fault is found, and nothing that only looks like one."""

import json
import re
from pathlib import Path

import polars as pl
import pytest

import tadqiq

NEWSROOM = Path(__file__).parent.parent / "examples" / "newsroom"
RECORDS = [json.loads(line) for line in (NEWSROOM / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
# What a dump cannot hold: a headline without a body, and articles that are compared by their dates and outlets
COMPARED = {"quay-agency", "quay-coast", "ferry-police", "ferry-guard", "storms-first", "storms-second", "poet-coast", "poet-gate"}
ONLY_RECORDS = {"holiday", *COMPARED}
UNDATED = {
    "STR003",
    "STR004",
    "CLM003",
    "CLM004",
    "CLM005",
    "DAT007",
    "NUM013",
    "STR007",
}  # codes that a dump, which has no dates, cannot show

# code → articles in which an editor must be shown a place, as the finding's own article or as the one it is compared with
FAULTS = {
    "STR001": {"storm-valley"},
    "STR002": {"hospital"},
    "STR003": {"forecast-hills"},
    "STR004": {"holiday"},
    "STR007": {"prices", "survey", "tips", "brochure", "quay-agency", "quay-coast", "storms-first", "storms-second"},
    "STR008": {"festival"},
    "DUP001": {"water-plant", "water-copy"},
    "DUP002": {"water-plant", "water-copy", "water-lead"},
    "DUP003": {"forecast-coast", "forecast-hills"},
    "DUP004": {"fire-coast", "fire-agency"},
    "NAM001": {"derby"},
    "NAM002": {"airline-results", "airline-route"},
    "NAM003": {"airline-results"},
    "NUM001": {"paper-mill"},
    "NUM002": {"prices"},
    "NUM003": {"paper-mill"},
    "NUM004": {"paper-mill"},
    "NUM005": {"crash"},
    "NUM006": {"crash"},
    "NUM007": {"crash"},
    "NUM008": {"summit"},
    "NUM009": {"survey"},
    "NUM010": {"prices"},
    "NUM011": {"prices"},
    "NUM012": {"survey"},
    "NUM013": {"painter"},
    "NUM014": {"painter"},
    "CLM001": {"fire-coast"},
    "CLM002": {"fire-agency"},
    "CLM003": {"quay-agency", "quay-coast"},
    "CLM004": {"ferry-police", "ferry-guard"},
    "CLM005": {"storms-first", "storms-second"},
    "CLM006": {"strike"},
    "CLM007": {"budget"},
    "DAT001": {"summit"},
    "DAT002": {"strike"},
    "DAT003": {"paper-mill"},
    "DAT004": {"strike"},
    "DAT005": {"summit"},
    "DAT006": {"summit"},
    "DAT007": {"poet-coast", "poet-gate"},
    "ATT001": {"storm-valley"},
    "ATT002": {"airline-results"},
    "ATT003": {"transfer", "hospital"},
    "ATT004": {"water-lead", "crash"},
    "ATT006": {"festival"},
    "ATT007": {"brochure"},
    "ATT008": {"hospital"},
    "ATT009": {"roof"},
    "ATT010": {"roof"},
    "HDB001": {"derby"},
    "HDB002": {"transfer"},
    "HDB003": {"hospital"},
    "HDB004": {"paper-mill"},
    "HDB006": {"tips"},
    "TYP001": {"fire-coast"},
    "TYP002": {"airline-route"},
    "TYP003": {"airline-route"},
    "TYP004": {"brochure"},
    "TYP005": {"water-plant", "water-copy"},
    "TYP008": {"brochure"},
    "TYP009": {"hospital"},
}


def places(findings):
    """Gather, for each code, the articles that its findings show."""
    shown = {}
    for row in findings.iter_rows(named=True):
        shown.setdefault(row["code"], set()).update([row["article_id"], *(other["article_id"] for other in row["related"])])
    return shown


@pytest.fixture(scope="module")
def found():
    result = tadqiq.check([str(NEWSROOM / "articles.jsonl")], chosen=["ALL"], house=str(NEWSROOM / "house.toml"))
    return places(result.findings)


@pytest.fixture(scope="module")
def dumped():
    """Check the raw dump, whose articles have no ids, and name them as the records do."""
    result = tadqiq.check([str(NEWSROOM / "articles.txt")], chosen=["ALL"], house=str(NEWSROOM / "house.toml"))
    names = named(result.articles)
    return {code: {names.get(article, article) for article in articles} for code, articles in places(result.findings).items()}


def named(articles):
    by_text = {record["body"]: record["id"] for record in RECORDS}
    return {row["article_id"]: by_text[row["body"]] for row in articles.iter_rows(named=True)}


@pytest.mark.parametrize("code", FAULTS)
def test_a_rule_finds_its_faults_and_no_look_alike(found, code):
    assert found.get(code, set()) == FAULTS[code]


def test_no_other_rule_has_anything_to_say(found):
    assert set(found) == set(FAULTS)


@pytest.mark.parametrize("code", [code for code in FAULTS if code not in UNDATED])
def test_the_dump_has_the_same_faults(dumped, code):
    assert dumped.get(code, set()) == FAULTS[code]


def test_the_dump_has_no_other_faults_than_near_calls_of_beginnings(dumped):
    assert set(dumped) - set(FAULTS) <= {"SCH007"}


def test_the_dump_holds_the_articles_of_the_records():
    articles = tadqiq.load([str(NEWSROOM / "articles.txt")]).articles
    records = [(r["headline"].removesuffix("."), r["body"]) for r in RECORDS if r["id"] not in ONLY_RECORDS]

    assert articles.select("headline", "body").rows() == records


def test_the_readme_tells_every_fault():
    text = (NEWSROOM / "README.md").read_text(encoding="utf-8")
    told = {}
    for articles, code in re.findall(r"^\| (`[^|]*`) \| ([A-Z]{3}\d{3}) \|", text.split("## ما يشبه", 1)[0], re.MULTILINE):
        told.setdefault(code, set()).update(re.findall(r"`([\w-]+)`", articles))

    compared = {"DUP001", "DUP002", "DUP004", "CLM003", "CLM004", "CLM005", "DAT007"}  # told of the later article alone
    assert set(told) == set(FAULTS)
    assert all(told[code] <= FAULTS[code] if code in compared else told[code] == FAULTS[code] for code in FAULTS)


def test_the_readme_tells_look_alikes_that_are_silent(found):
    text = (NEWSROOM / "README.md").read_text(encoding="utf-8").split("## ما يشبه", 1)[1]
    told = re.findall(r"^\| (`[^|]*`) \| ([A-Z0-9, ]+) \| ([^|]+) \|", text, re.MULTILINE)

    assert len(told) > 10
    for articles, codes, _ in told:
        for code in codes.split(", "):
            assert not found.get(code, set()) & set(re.findall(r"`([\w-]+)`", articles)) or (articles, code) == ("`fire-agency`", "CLM002")


def test_spans_are_what_they_say():
    result = tadqiq.check([str(NEWSROOM / "articles.jsonl")], chosen=["ALL"])
    texts = {record["id"]: record for record in RECORDS}

    for row in result.findings.filter(pl.col("start").is_not_null()).iter_rows(named=True):
        assert texts[row["article_id"]][row["field"]][row["start"] : row["end"]] == row["text"]
