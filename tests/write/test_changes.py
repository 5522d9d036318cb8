"""What changed between two articles is shown in every report for people, and never by colour alone."""

import re
from datetime import date

import pytest

from tadqiq.engines.local import Local
from tadqiq.verify import verify
from tadqiq.verify.choice import select
from tadqiq.verify.packs import builtin
from tadqiq.write import Look, summarise, write, write_file

from .conftest import article_frame
from .test_browser import Visit, browser  # noqa: F401
from .test_html import Page

BODY = (
    "أعلنت إدارة مرفأ السدرة، اليوم الأحد، وصول 10 سفن محملة بالقمح خلال الأسبوع الماضي، بعد توقف دام شهرين بسبب أعمال الصيانة.\n"
    "وقال مدير المرفأ حازم النوري إن التفريغ يجري على مدار الساعة، وإن المخازن تتسع لنحو 40 ألف طن.\n"
)
EVIL = '<img src=x onerror="alert(1)"> \u202eخبر</ins></li><script>alert(2)</script>'
ADDED = f"وأضاف النوري أن الميناء {EVIL} سيبقى مفتوحا طوال الليل حتى نهاية الشهر."
ROWS = [
    {"article_id": "a", "headline": "وصول 10 سفن قمح إلى مرفأ السدرة", "body": BODY, "date": date(2026, 3, 1)},
    {"article_id": "b", "headline": "سفن القمح تصل إلى مرفأ السدرة", "body": BODY.replace("10", "12") + ADDED, "date": date(2026, 3, 2)},
    {
        "article_id": "c",
        "headline": "وزيرة الثقافة تفتتح معرض الكتاب في السدرة",
        "body": "افتتحت الوزيرة المعرض.",
        "date": date(2026, 3, 2),
    },
    {"article_id": "d", "headline": "وزيرة الثقافة تفتتح معرض الخزف في السدرة", "body": "يضم المعرض ستين قطعة.", "date": date(2026, 3, 3)},
]


@pytest.fixture(scope="module")
def checked():
    articles = article_frame(ROWS)
    rules = select(builtin(), ["DUP002", "DUP003"])
    found = verify(articles, rules, Local(1)).findings
    return found, articles, {"summary": summarise(found, articles, gate="never"), "rules": {rule.code: rule for rule in rules}}


def written(checked, fmt, lang="ar", **look):
    found, articles, rest = checked
    return "".join(write(found, articles, fmt=fmt, lang=lang, look=Look(**look) if look else None, **rest))


def test_the_terminal_shows_what_went_and_what_came(checked):
    shown = written(checked, "terminal")

    assert "ما تغيّر في المتن عن المقال الأول:" in shown
    assert "وصول [-10-] {+12+} سفن محملة" in shown
    assert "معرض [-الكتاب-] {+الخزف+} في السدرة" in shown
    assert "\u202e" not in shown


def test_the_report_shows_it_as_deletions_and_insertions_of_the_page(checked):
    page = Page(written(checked, "html"))

    assert {e["text"] for e in page.where(tag="del")} >= {"10", "الكتاب"}
    assert {e["text"] for e in page.where(tag="ins")} >= {"12", "الخزف"}
    assert page.where(tag="img") == []
    assert all(e["dir"] == "rtl" for e in page.all if e.get("data-slot") == "change")


def test_the_style_isolates_changes_and_marks_them_without_colour(checked):
    style = re.search(r"<style>(.*?)</style>", written(checked, "html"), re.DOTALL)[1]

    assert "unicode-bidi: isolate" in re.search(r"\.changes del, \.changes ins \{[^}]*\}", style)[0]
    assert 'del::before { content: "−"' in style
    assert 'ins::before { content: "+"' in style


def test_english_reports_say_it_in_english(checked):
    assert "What changed in the body from the first article" in written(checked, "html", "en")


def test_a_browser_shows_changes_with_their_lines_and_runs_nothing(checked, browser, tmp_path):  # noqa: F811
    found, articles, rest = checked
    path = tmp_path / "report.html"
    write_file(path, found, articles, fmt="html", lang="ar", **rest)

    with Visit(browser, path) as page:
        gone, came = page.locator("del", has_text="10").first, page.locator("ins", has_text="12").first
        assert "line-through" in gone.evaluate("node => getComputedStyle(node).textDecorationLine")
        assert "underline" in came.evaluate("node => getComputedStyle(node).textDecorationLine")
        assert gone.bounding_box()["x"] > came.bounding_box()["x"]  # right to left: what went comes first
        assert page.locator(".changes .chip", has_text="U+202E").count() == 1
