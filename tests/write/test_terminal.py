"""The terminal view is readable, fair when there is much, and never obeys an article."""

import re

import polars as pl

from tadqiq.model import FINDINGS, Problem, empty
from tadqiq.write import Look, summarise, write

from .conftest import RAW, article_frame, file_problem, finding, finding_frame

RAW_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
SGR = re.compile(r"\x1b\[[0-9;]*m")


def text(findings, articles, rules, summary, lang="ar", **look):
    return "".join(write(findings, articles, fmt="terminal", lang=lang, summary=summary, rules=rules, look=Look(**look)))


def test_a_finding_shows_article_passage_message_and_suggestion(findings, articles, rules, summary):
    out = text(findings, articles, rules, summary)
    head, about, _, *lines = out.split("\n")
    assert head == "مرفأ السدرة يستقبل 12 سفينة قمح في أسبوع"
    assert about == "  n-101 · صحيفة المرفأ · 2026-03-01 · desk/march.jsonl:1"
    assert lines[:6] == [
        "  error CLM001 headline-body-number headline:19-27",
        "    عدد السفن في العنوان «12» وفي المتن «عشر».",
        "      مرفأ السدرة يستقبل ⟦12 سفينة⟧ قمح في أسبوع",
        "    يقابله: في المقال نفسه · الفقرة 1",
        "      أعلنت إدارة مرفأ السدرة، اليوم الأحد، وصول ⟦عشر سفن⟧ محملة بالقمح خلال الأسبوع الماضي، بعد توقف دام شهرين …",
        "    الاقتراح: راجع العدد في المصدر ووحّده",
    ]
    assert out.endswith("8 مواضع في 3 مقالات، 3 أخطاء، 3 تنبيهات، ملاحظتان\nفُحصت 3 مقالات في 1.2 ث.\n")


def test_another_article_is_named_with_its_outlet_and_date(findings, articles, rules, summary):
    assert "Against it: السدرة: تفريغ ٩ سفن قمح وارتفاع المخزون · وكالة الساحل · 2026-03-01 · n-102 · Paragraph 1" in text(
        findings, articles, rules, summary, "en"
    )


def test_articles_come_by_their_worst_finding(findings, articles, rules, summary):
    out = text(findings, articles, rules, summary)
    assert out.index("n-101 ·") < out.index("n-103 ·") < out.index("n-102 · وكالة الساحل · 2026-03-01 · desk")


def test_nothing_found_is_said(articles, rules):
    none = empty(FINDINGS)
    assert text(none, articles, rules, summarise(none, articles, gate="error")) == "لا شيء يحتاج إلى مراجعة.\nفُحصت 3 مقالات في 0.0 ث.\n"


def test_an_unread_source_stands_first_and_beside_the_counts(articles, rules):
    frame = finding_frame([file_problem()])
    out = text(frame, articles, rules, summarise(frame, articles, gate="error", unread=[Problem("SCH001", "desk/broken.csv", 7)]))
    assert out.startswith("تعذّرت قراءته فلم يُفحص: desk/broken.csv\n")
    assert out.count("تعذّرت قراءته فلم يُفحص: desk/broken.csv") == 2


def hostile():
    evil = "عنوان\u202e\x1b]0;pwned\x07\x1b[2J\u2069\x9b31m\r"
    rows = [
        {
            **RAW[0],
            "headline": evil,
            "body": f"قبل {evil} بعد",
            "outlet": evil,
            "article_id": evil,
            "origin": evil,
            "published_at": evil,
            "date": None,
        }
    ] * 2
    one = finding(rows, "TYP001", "quote-unbalanced", "error", 0, "body", evil, evil, evil, [(1, "body", evil)], status=evil)
    return finding_frame([one, file_problem(evil, evil)]), article_frame(rows)


def test_a_pipe_gets_no_control_character(rules):
    frame, table = hostile()
    out = text(frame, table, rules, summarise(frame, table, gate="error", unread=[Problem("SCH001", "\x1b[31mفاس\u202eد")]))
    assert not RAW_CONTROLS.search(out)
    assert "‹U+202E›‹U+001B›]0;pwned‹U+0007›" in out


def test_a_screen_gets_only_colours_and_isolates_of_ours(rules):
    frame, table = hostile()
    out = text(frame, table, rules, summarise(frame, table, gate="error"), tty=True, colour=True, width=60)
    bare = SGR.sub("", out)
    assert bare != out
    assert "\x1b" not in bare
    assert set(RAW_CONTROLS.findall(bare)) == {"\u2068", "\u2069"}
    assert bare.count("\u2068") == bare.count("\u2069")


def test_a_screen_without_colour_marks_in_brackets(findings, articles, rules, summary):
    out = text(findings, articles, rules, summary, tty=True)
    assert "\x1b" not in out
    assert "⟦12 سفينة⟧" in out


def test_many_findings_are_shown_fairly_and_counted(many):
    frame, table, rules, summary = many
    out = text(frame, table, rules, summary)
    shown = re.findall(r"^  (?:error|warning|info) (\w+)", out, re.MULTILINE)
    assert len(shown) == 50
    assert set(shown) == {"CLM001", "CLM003", "NAM001", "ATT002"}
    assert "عُرض 50 من 10,000. لعرض الكل: --all" in out
    few = frame.head(400)
    assert len(re.findall(r"^  (?:error|warning|info) ", text(few, table, rules, summary, everything=True), re.MULTILINE)) == 400


def test_one_noisy_article_does_not_hide_the_others(many):
    frame, table, rules, summary = many
    noisy = pl.concat([frame.filter(pl.col("doc") == 0)] * 100 + [frame.filter(pl.col("doc") == 7)])
    assert "  m-7 · " in text(noisy, table, rules, summary)
