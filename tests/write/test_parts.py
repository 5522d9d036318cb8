"""The parts that outputs share: passages, order, counts, words."""

import unicodedata

import polars as pl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.model import FINDINGS, Problem, empty
from tadqiq.resources import room
from tadqiq.verify.packs import builtin
from tadqiq.write import summarise
from tadqiq.write.order import by_article, fairly
from tadqiq.write.passage import cut
from tadqiq.write.shown import HIDDEN, escaped
from tadqiq.write.wording import Words

from .conftest import file_problem, finding_frame

TEXT = st.text(st.sampled_from("ابتثم َُّ\n\u200f،. a1"), max_size=300)


@given(TEXT, st.integers(0, 300), st.integers(0, 300), st.integers(0, 60))
def test_a_passage_is_the_text_around_its_mark(text, one, other, around):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    before, mark, after, paragraph = cut(text, start, end, around=around)
    assert text[start:end] in mark or len(mark) > 250
    assert "\n" not in before + after
    assert len(before) <= around + 6
    assert len(after) <= around + 6
    assert 1 <= paragraph <= text.count("\n") + 1
    if len(mark) < 250:
        assert (before.removeprefix("… ") + mark + after.removesuffix(" …")) in text


def test_a_mark_takes_its_vowel_signs_along():
    text = "قالَ المُعلِّمُ شيئًا"
    assert cut(text, 0, 3, around=40).mark == "قالَ"
    passage = cut(text, text.index("ّ"), text.index("ّ") + 1, around=40)
    assert not unicodedata.combining(passage.mark[0])
    assert not unicodedata.combining(passage.after[0])


def test_a_very_long_mark_shows_both_ends():
    mark = cut("كلمة " * 1000 + "ختام", 0, 5004, around=10).mark
    assert len(mark) < 300
    assert mark.startswith("كلمة كلمة")
    assert " […] " in mark
    assert mark.endswith("ختام")


@given(st.text())
def test_escaping_leaves_nothing_hidden(text):
    assert not HIDDEN.search(escaped(text))


def test_order_is_files_then_worst_then_most_then_place(findings):
    ordered = by_article(pl.concat([findings, finding_frame([file_problem()])]))
    assert ordered["code"].to_list() == ["SCH001", "CLM001", "CLM003", "NAM001", "ATT002", "STR008", "TYP001", "TYP007", "NUM001"]


def test_choosing_loses_nothing_and_keeps_the_order(many):
    frame = by_article(many[0])
    shown, rest = fairly(frame, 500)
    assert (shown.height, rest.height) == (500, 9_500)
    assert set(shown["fingerprint"]) | set(rest["fingerprint"]) == set(frame["fingerprint"])
    kept = set(shown["fingerprint"])
    assert shown["fingerprint"].to_list() == [mark for mark in frame["fingerprint"] if mark in kept]
    counts = dict(shown.group_by("code").len().iter_rows())
    assert counts["CLM001"] > counts["CLM003"] > counts["ATT002"] > 10


@pytest.mark.parametrize(
    ("gate", "reached", "verdict"), [("error", 3, "failed"), ("warning", 6, "failed"), ("info", 8, "failed"), ("never", 0, "ungated")]
)
def test_the_gate_decides_the_verdict(gate, reached, verdict, findings, articles):
    made = summarise(findings, articles, gate=gate)
    assert (made.reached, made.verdict) == (reached, verdict)


def test_the_summary_counts_everything_once(findings, articles):
    made = summarise(
        pl.concat([findings, finding_frame([*[file_problem()] * 2, {**file_problem(), "code": "SCH002"}])]),
        articles,
        gate="error",
        unread=[Problem("SCH001", "x.csv")],
    )
    assert (made.articles, made.with_findings, made.findings, made.skipped) == (3, 3, 11, 1)
    assert (made.unread, made.verdict) == (("x.csv",), "unread")
    assert made.levels == {"error": 6, "warning": 3, "info": 2}
    assert made.families == {"SCH": 3, "CLM": 2, "TYP": 2, "ATT": 1, "NAM": 1, "NUM": 1, "STR": 1}
    assert next(iter(made.rules)) == "SCH001"
    assert summarise(empty(FINDINGS), articles, gate="info").verdict == "passed"


ARABIC = {0: "لا مواضع", 1: "موضع واحد", 2: "موضعان", 3: "3 مواضع", 10: "10 مواضع", 11: "11 موضعًا", 99: "99 موضعًا", 100: "100 موضع",
          101: "101 موضع", 103: "103 مواضع", 111: "111 موضعًا", 12_340: "12,340 موضعًا"}  # fmt: skip


@pytest.mark.parametrize(("n", "expected"), ARABIC.items())
def test_arabic_counts_take_their_plural(n, expected):
    assert Words("ar")("findings", n=n) == expected


@pytest.mark.parametrize(("n", "expected"), [(0, "no findings"), (1, "one finding"), (2, "2 findings"), (1_000, "1,000 findings")])
def test_english_counts_take_their_plural(n, expected):
    assert Words("en")("findings", n=n) == expected


def load(lang):
    return yaml.safe_load((room("reports") / "wording" / f"{lang}.yaml").read_text(encoding="utf-8"))


def shape(value, counted):
    if not isinstance(value, dict):
        return None
    return counted if "other" in value else {key: shape(inner, counted) for key, inner in value.items() if key != "rules"}


def test_languages_say_the_same_things():
    assert shape(load("ar"), "count") == shape(load("en"), "count")


def test_arabic_counts_have_all_six_forms():
    forms = [set(value) for value in load("ar").values() if isinstance(value, dict) and "other" in value]
    assert forms == [{"zero", "one", "two", "few", "many", "other"}] * len(forms)


def test_every_sentence_is_used():
    files = [*room("reports").rglob("*.j2"), *(room("reports").parent / "checks" / "tadqiq" / "write").glob("*.py")]
    used = "\n".join(file.read_text(encoding="utf-8") for file in files)
    unused = [
        key for key in load("ar") if not any(f"{mark}{key}" in used for mark in ("'", '"', "entries.")) and not key.startswith("count_")
    ]
    assert unused == []


def test_a_rule_without_a_title_goes_by_its_name():
    assert Words("ar").title("my-own-rule") == "My own rule"
    assert Words("ar").title("vague-source") == "مصدر مبهم"
    assert Words("ar").family("XYZ001") == "XYZ"


def test_every_shipped_rule_has_an_arabic_title():
    assert {rule.name for rule in builtin()} <= set(load("ar")["rules"])
