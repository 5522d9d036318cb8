"""The machine outputs keep the contract, whatever stands in an article."""

import csv
import io
import json
import re
import time

import polars as pl
import pytest

from tadqiq.errors import UsageError
from tadqiq.model import FINDINGS, empty
from tadqiq.write import write

from .conftest import RAW, article_frame, file_problem, finding, finding_frame

KEYS = [
    "code",
    "name",
    "level",
    "article_id",
    "field",
    "start",
    "end",
    "text",
    "message",
    "suggestion",
    "related",
    "confidence",
    "fingerprint",
    "status",
    "origin",
]
RELATED = ["article_id", "field", "start", "end", "text"]
HOSTILE = 'نص\u202e\u2066\x1b[31m\x00\x07\x9b\u2028\ufeff"\\</script>'


def text(findings, articles, rules, summary, fmt, lang="ar"):
    return "".join(write(findings, articles, fmt=fmt, lang=lang, summary=summary, rules=rules))


def objects(out):
    return [json.loads(line) for line in out.split("\n") if line]


def test_json_lines_keep_the_contract(findings, articles, rules, summary):
    rows = objects(text(findings, articles, rules, summary, "jsonl"))
    assert [list(row) for row in rows] == [KEYS] * findings.height
    assert [list(other) for row in rows for other in row["related"]] == [RELATED] * 4
    for row in rows:
        article = next(a for a in RAW if a["article_id"] == row["article_id"])
        assert article[row["field"]][row["start"] : row["end"]] == row["text"]
    assert rows[0]["message"] == "عدد السفن في العنوان «12» وفي المتن «عشر»."
    assert rows[1]["suggestion"] is None


def test_the_language_chooses_the_message(findings, articles, rules, summary):
    assert objects(text(findings, articles, rules, summary, "jsonl", "en"))[0]["message"] == "Look at “12 سفينة”."


def test_a_problem_of_a_file_has_a_place_but_no_article(articles, rules, summary):
    row = objects(text(finding_frame([file_problem()]), articles, rules, summary, "jsonl"))[0]
    assert (row["origin"], row["article_id"], row["field"], row["related"]) == ("desk/broken.csv:7", None, None, [])


def test_json_is_one_array_of_the_same_objects(findings, articles, rules, summary):
    assert json.loads(text(findings, articles, rules, summary, "json")) == objects(text(findings, articles, rules, summary, "jsonl"))
    assert json.loads(text(empty(FINDINGS), articles, rules, summary, "json")) == []
    assert text(empty(FINDINGS), articles, rules, summary, "jsonl") == ""


def test_hidden_characters_are_escaped_and_come_back_exact(rules, summary):
    rows = [{**RAW[0], "headline": HOSTILE}]
    frame = finding_frame([finding(rows, "TYP001", "quote-unbalanced", "error", 0, "headline", HOSTILE, HOSTILE)])
    out = text(frame, article_frame(rows), rules, summary, "jsonl")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", out)
    assert objects(out)[0]["text"] == HOSTILE == objects(out)[0]["message"]


def test_csv_opens_in_a_spreadsheet_with_its_article_beside_it(findings, articles, rules, summary):
    out = text(findings, articles, rules, summary, "csv")
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert list(rows[0]) == [*KEYS, "headline", "outlet", "date"]
    assert (rows[1]["related"], rows[1]["outlet"], rows[1]["date"]) == ("n-102: 9 سفن", "صحيفة المرفأ", "2026-03-01")
    assert len(rows) == findings.height


@pytest.mark.parametrize("lead", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_no_cell_can_start_a_formula(lead, rules, summary):
    rows = [{**RAW[0], "headline": lead + " نص", "outlet": lead}]
    one = finding(rows, "TYP001", "quote-unbalanced", "error", 0, "headline", lead, lead, lead)
    out = text(finding_frame([one]), article_frame(rows), rules, summary, "csv")
    row = next(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    guarded = [row[name] for name in ("text", "message", "suggestion", "headline", "outlet")]
    assert guarded == ["'" + lead] * 3 + ["'" + lead + " نص", "'" + lead]
    assert not any(cell[:1] in set("=+-@\t\r\n＝") for cell in row.values() if cell)


def test_an_empty_csv_has_its_header(articles, rules, summary):
    assert text(empty(FINDINGS), articles, rules, summary, "csv").startswith("\ufeffcode,name,level,article_id")


def test_half_a_million_findings_take_seconds(findings, articles, rules, summary):
    frame = pl.concat([findings] * 62_500)
    began = time.process_time()
    size = sum(len(piece) for piece in write(frame, articles, fmt="jsonl", lang="ar", summary=summary, rules=rules))
    assert frame.height == 500_000
    assert size > 100_000_000
    assert time.process_time() - began < 12


@pytest.mark.parametrize(("fmt", "lang", "allowed"), [("xml", "ar", "jsonl"), ("html", "fr", "ar, en"), ("html", "../ar", "ar, en")])
def test_an_unknown_format_or_language_is_named_with_what_is_allowed(fmt, lang, allowed, findings, articles, rules, summary):
    with pytest.raises(UsageError) as caught:
        write(findings, articles, fmt=fmt, lang=lang, summary=summary, rules=rules)
    assert allowed in caught.value.hint
