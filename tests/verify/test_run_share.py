"""A rule may judge the run as a whole: one finding without a place, which every output can carry."""

import json

import polars as pl
import pytest

from tadqiq.engines import local
from tadqiq.model import ARTICLES, FINDINGS, Hit, Rule
from tadqiq.verify import verify
from tadqiq.verify.kinds._run_share import over
from tadqiq.verify.packs import builtin
from tadqiq.write import Look, summarise, write

RULE = Rule(
    code="XXX001",
    name="too-many-periods",
    path="test",
    kind="share-of-findings",
    level="warning",
    default=True,
    message={"ar": "في {count} من {total} مقالات ({share}) نقطة في آخر العنوان، والحد {limit}.", "en": "{count} of {total} ({share})"},
    why={"ar": "لأن", "en": "because"},
    source="",
    settings={"above": 0.25, "least": 4, "shown": 2, "codes": ["STR003"]},
    examples={},
)
ODD = "تأخرت العبارة عن موعدها في ميناء النورس."
PLAIN = "تأخرت العبارة عن موعدها في ميناء النورس"


def articles(*headlines):
    rows = [
        {"doc": n, "article_id": f"a{n}", "headline": h, "body": "عادت العبارة إلى الميناء.\nونزل الركاب.", "origin": "test", "line": n + 1}
        for n, h in enumerate(headlines)
    ]
    return pl.DataFrame(rows, schema=dict(ARTICLES))


def run(frame, *rules):
    return verify(frame, list(rules) or [RULE], local.Local(1)).findings


def settings(**changed):
    return Rule(**{**{name: getattr(RULE, name) for name in RULE.__slots__}, "settings": {**RULE.settings, **changed}})


def test_one_finding_for_the_run_has_no_place_but_passages():
    (found,) = run(articles(ODD, ODD, PLAIN, PLAIN)).iter_rows(named=True)

    assert [found[name] for name in ("doc", "article_id", "field", "start", "end", "text", "origin")] == [None] * 6 + [""]
    assert found["message_en"] == "2 of 4 (50%)"
    assert [other["article_id"] for other in found["related"]] == ["a0", "a1"]


@pytest.mark.parametrize(("odd", "plain", "fires"), [(1, 3, False), (2, 3, True), (3, 0, False), (4, 0, True), (0, 9, False)])
def test_neither_the_share_alone_nor_the_number_alone_is_enough(odd, plain, fires):
    assert run(articles(*[ODD] * odd, *[PLAIN] * plain)).height == fires


def test_the_rules_that_are_counted_show_nothing_unless_they_were_asked_for():
    (period,) = (rule for rule in builtin() if rule.code == "STR003")
    frame = articles(ODD, ODD, PLAIN, PLAIN)

    assert run(frame)["code"].to_list() == ["XXX001"]
    assert run(frame, RULE, period)["code"].to_list() == ["XXX001", "STR003", "STR003"]


def test_its_fingerprint_stays_when_the_share_changes():
    prints = {run(articles(*[ODD] * n, PLAIN, PLAIN))["fingerprint"][0] for n in (2, 3, 7)}

    assert len(prints) == 1


def test_an_empty_run_has_no_share():
    assert list(over(settings(least=0, above=0.0), 0, 0, ())) == []
    assert [hit.span for hit in over(settings(least=0, above=0.0), 1, 1, ())] == [None]
    assert all(isinstance(hit, Hit) for hit in over(settings(least=0), 1, 1, ()))


@pytest.mark.parametrize("fmt", ["terminal", "jsonl", "json", "csv", "html"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_output_carries_it(fmt, lang):
    frame = articles(ODD, ODD, PLAIN, PLAIN)
    found = run(frame)
    summary = summarise(found, frame, gate="warning")
    out = "".join(write(found, frame, fmt=fmt, lang=lang, summary=summary, rules={RULE.code: RULE}, look=Look()))

    assert "XXX001" in out
    assert summary.reached == 1
    assert summary.with_findings == 0
    if fmt == "jsonl":
        row = json.loads(out)
        assert row["article_id"] is row["field"] is row["start"] is None
    if fmt in ("terminal", "html"):
        assert {"ar": "المقالات في جملتها", "en": "The articles as a whole"}[lang] in out


def test_problems_of_files_keep_their_own_heading():
    frame = articles(ODD, ODD, PLAIN, PLAIN)
    file = pl.DataFrame(
        [{"code": "SCH002", "name": "broken-record", "level": "error", "message_ar": "سجل", "message_en": "A record.", "related": [],
          "confidence": 1.0, "fingerprint": "f", "status": "new", "origin": "a.jsonl:2"}],
        schema=dict(FINDINGS),
    )  # fmt: skip
    found = pl.concat([run(frame), file])
    out = "".join(write(found, frame, fmt="terminal", lang="en", summary=summarise(found, frame, gate="error"), rules={}, look=Look()))

    assert out.index("Files and records") < out.index("SCH002") < out.index("The articles as a whole") < out.index("XXX001")
