"""The ladder of sources reads well in both languages, tells machines all, and obeys no article."""

import json

import pytest
from typer.testing import CliRunner

from tadqiq.cli import app

from .test_html import Page
from .test_terminal import RAW_CONTROLS

ARTICLE = {
    "id": "n-1",
    "headline": "حريق في الميناء",
    "body": "أصيب 21 شخصا في حريق، بحسب الدفاع المدني.\n"
    'وقالت مديرة الميناء ريم الحلبي لوكالة المرفأ إن "فرق الإنقاذ أنهت عملها عند الظهر".\n'
    "وعاد الصيادون إلى البحر.\nوأغلقت الطريق 14 ساعة.",
}
EVIL = {"id": "e", "headline": "<b>", "body": "وقال مدير <script>alert(1)</script> نادر\u202e السحيمي إن \x1b[31m 21 شخصا أصيبوا بجروح."}


@pytest.fixture
def run(tmp_path):
    def go(*articles, options=()):
        file = tmp_path / "a.jsonl"
        file.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
        done = CliRunner().invoke(app, ["sources", str(file), *options])
        assert done.exit_code == 0, done.output
        return done.stdout

    return go


def test_the_ladder_is_read_in_arabic(run):
    lines = run(ARTICLE).splitlines()

    assert lines[0] == "حريق في الميناء"
    assert lines[3:] == [
        "  الدفاع المدني · جهة · ذُكر مرة",
        "    قول، الفقرة 1: أصيب 21 شخصا في حريق",
        "    رقم، الفقرة 1: أصيب ⟦21⟧ شخصا في حريق، بحسب الدفاع المدني.",
        "  مديرة الميناء ريم الحلبي · شخص · عبر وكالة المرفأ · ذُكر مرة",
        '    اقتباس، الفقرة 2: "فرق الإنقاذ أنهت عملها عند الظهر"',
        "  بلا مصدر",
        "    رقم، الفقرة 4: وأغلقت الطريق ⟦14⟧ ساعة.",
        "",
    ]


def test_the_ladder_is_read_in_english(run):
    out = run(ARTICLE, {"id": "2", "headline": "ه", "body": "هدأت السوق."}, options=["--lang", "en"])

    assert "مديرة الميناء ريم الحلبي · person · through وكالة المرفأ · cited once" in out
    assert "Without a source" in out
    assert "Nothing in the article is attributed to anybody." in out


def test_json_lines_tell_every_place(run):
    (row,) = map(json.loads, run(ARTICLE, options=["--format", "jsonl"]).splitlines())

    assert [(one["source"], one["source_type"], one["via"]) for one in row["sources"]] == [
        ("الدفاع المدني", "official_body", None),
        ("مديرة الميناء ريم الحلبي", "person", "وكالة المرفأ"),
    ]
    for one in [*row["nobody"], *(one for source in row["sources"] for one in source["rests"])]:
        assert ARTICLE[one["field"]][one["start"] : one["end"]] == one["text"]
    assert [one["text"] for one in row["nobody"]] == ["14"]


def test_a_terminal_never_obeys_an_article(run):
    out = run(EVIL)

    assert not RAW_CONTROLS.search(out.replace("\n", ""))
    assert "‹U+202E›" in out


def test_the_report_holds_the_ladder_closed_and_escaped(run, tmp_path):
    page = tmp_path / "r.html"
    (tmp_path / "b.jsonl").write_text("".join(json.dumps(a) + "\n" for a in (ARTICLE, EVIL)), encoding="utf-8")
    done = CliRunner().invoke(app, ["check", str(tmp_path / "b.jsonl"), "--select", "ALL", "--html", str(page), "--fail-on", "never"])
    assert done.exit_code == 0, done.output
    source = page.read_text(encoding="utf-8")
    found = Page(source)

    ladders = [element for element in found.classed("ladder") if element["tag"] == "details"]
    assert ladders
    assert all("open" not in element for element in ladders)
    assert "<script>alert" not in source
