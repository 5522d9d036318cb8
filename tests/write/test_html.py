"""The report is whole, honest about what it leaves out, and deaf to what articles tell a browser."""

import base64
import gzip
import hashlib
import json
import re
import time
from html.parser import HTMLParser

import polars as pl
import pytest

from tadqiq.model import FINDINGS, Problem, empty
from tadqiq.write import rest as kept
from tadqiq.write import summarise, write

from .conftest import RAW, article_frame, file_problem, finding, finding_frame, rule_map

VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """Collect elements with their attributes and direct text; fail on tags that do not close in order."""

    def __init__(self, source):
        super().__init__()
        self.open, self.all = [], []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.all.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def where(self, **wanted):
        return [e for e in self.all if all(e.get(key.rstrip("_")) == value for key, value in wanted.items())]

    def classed(self, name):
        return [e for e in self.all if name in (e.get("class") or "").split()]


def render(findings, articles, rules, summary, lang="ar"):
    return "".join(write(findings, articles, fmt="html", lang=lang, summary=summary, rules=rules))


@pytest.fixture
def page(findings, articles, rules, summary):
    return Page(render(findings, articles, rules, summary))


def squeezed(element):
    return " ".join(element["text"].split())


def test_language_and_direction_stand_at_the_root(findings, articles, rules, summary, page):
    assert [(e["lang"], e["dir"]) for e in page.where(tag="html")] == [("ar", "rtl")]
    english = Page(render(findings, articles, rules, summary, "en"))
    assert [(e["lang"], e["dir"]) for e in english.where(tag="html")] == [("en", "ltr")]
    assert squeezed(english.where(tag="h1")[0]) == "The check failed"


def test_the_verdict_says_why(page):
    assert squeezed(page.where(tag="h1")[0]) == "لم تجتز المواد الفحص"
    assert squeezed(page.classed("reason")[0]) == "عتبة الفحص «خطأ». بلغت العتبةَ 3 مواضع."
    assert [squeezed(e) for e in page.classed("levels")] == ["3 أخطاء 3 تنبيهات 2 ملاحظات"]


def test_an_unread_source_is_the_first_thing_said(articles, rules):
    frame = finding_frame([file_problem()])
    source = render(frame, articles, rules, summarise(frame, articles, gate="error", unread=[Problem("SCH001", "desk/broken.csv")]))
    main = squeezed(Page(source).where(tag="main")[0])
    assert main.startswith("تعذّرت قراءة مصدر واحد، ولم يُفحص ما فيه. desk/broken.csv لم يكتمل الفحص")


def test_every_finding_has_its_card(findings, page):
    cards = page.classed("card")
    assert {e["id"] for e in cards} == {f"f-{mark}" for mark in findings["fingerprint"]}
    assert {e["href"] for e in page.classed("rule")} == {f"#f-{mark}" for mark in findings["fingerprint"]}
    first = squeezed(cards[0])
    for said in (
        "خطأ",
        "رقم العنوان يخالف رقم المتن",
        "CLM001",
        "عدد السفن في العنوان «12» وفي المتن «عشر».",
        "الاقتراح راجع العدد",
        "لماذا؟ القارئ يثق",
        "عالية (95%)",
    ):
        assert said in first


def test_both_passages_stand_side_by_side_with_their_marks(page):
    card = next(e for e in page.classed("card") if e["data-rule"] == "CLM003")["text"]
    assert "في مقال آخر الفقرة 1" in card
    assert "السدرة: تفريغ ٩ سفن قمح وارتفاع المخزون وكالة الساحل 2026-03-01" in card
    marks = [e["text"] for e in page.where(tag="mark")]
    assert marks[:4] == ["12 سفينة", "عشر سفن", "عشر سفن", "9 سفن"]


def test_articles_come_by_their_worst_finding(page):
    assert [squeezed(e) for e in page.where(tag="h3")] == [RAW[0]["headline"], RAW[2]["headline"], RAW[1]["headline"]]


def test_quoted_words_of_a_message_are_isolated(findings, articles, rules, summary):
    assert "Look at “<bdi>12 سفينة</bdi>”." in render(findings, articles, rules, summary, "en")
    assert "العنوان «<bdi>12</bdi>» وفي المتن «<bdi>عشر</bdi>»." in render(findings, articles, rules, summary)


def test_nothing_found_is_said(articles, rules):
    page = Page(render(empty(FINDINGS), articles, rules, summarise(empty(FINDINGS), articles, gate="error")))
    assert squeezed(page.where(tag="h1")[0]) == "اجتازت المواد الفحص"
    assert page.classed("nothing")
    assert not page.classed("card")


def test_hidden_characters_are_chips(page):
    chips = page.classed("chip")
    assert {(e["text"], e["title"], e["dir"]) for e in chips} == {("U+200F", "RIGHT-TO-LEFT MARK", "ltr")}
    assert "\u200f" not in page.where(tag="html")[0]["text"]


EVIL = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<!--<script>", "{{7*7}}{% raw %}${7*7}", "\u202eنص مقلوب\u2066", '" onmouseover="alert(1)" x="',
    "</style></title></template><img src=x onerror=alert(1)>", "&lt;b&gt;&#x202e;", "javascript:alert(1)", "\x00\x1b[2J\x85\u2028",
]  # fmt: skip


def hostile(evil):
    names = ("headline", "outlet", "author", "section", "article_id", "origin", "published_at", "url")
    rows = [{**RAW[0], **dict.fromkeys(names, evil), "body": f"قبل {evil} بعد", "date": None}] * 2
    one = finding(rows, "TYP001", "quote-unbalanced", "error", 0, "body", evil, evil, evil, [(1, "body", evil)], status=evil)
    frame = finding_frame([{**one, "code": "TYP001", "name": evil}, file_problem(evil, evil)])
    return frame, article_frame(rows), rule_map(frame)


@pytest.mark.parametrize("evil", EVIL)
def test_a_hostile_article_stays_text(evil, findings, articles, rules, summary, page):
    frame, table, own = hostile(evil)
    source = render(frame, table, own, summarise(frame, table, gate="error", unread=[Problem("SCH001", evil)]))
    made = Page(source)
    shown = "".join(char for char in evil if char.isprintable() and char not in "\u202e\u2066")
    assert {e["tag"] for e in made.all} <= {e["tag"] for e in page.all} | {"li", "code"}
    assert len(made.where(tag="script")) == len(page.where(tag="script"))
    assert not any(name.startswith("on") for e in made.all for name in e)
    assert shown in re.sub(r"U\+[0-9A-F]{4}", "", made.where(tag="h3")[1]["text"])
    assert not re.search("[\x00-\x08\x0b-\x1f\x85\u2028-\u202e\u2066-\u2069]", source)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//evil.example",
        " https://x",
        "file:///etc/passwd",
        "vbscript:x",
        "",
    ],
)
def test_only_web_addresses_become_links(url, findings, rules, summary):
    table = article_frame([{**row, "url": url} for row in RAW])
    page = Page(render(findings, table, rules, summary))
    assert all(e["href"].startswith("#") for e in page.where(tag="a"))


def test_a_web_address_becomes_a_link_that_tells_nothing(page):
    links = [e for e in page.where(tag="a") if not e["href"].startswith("#")]
    assert [(e["href"], e["rel"]) for e in links] == [("https://example.org/n-101", "noreferrer noopener nofollow")]


def test_the_policy_allows_this_style_and_script_only(findings, articles, rules, summary, page):
    source = render(findings, articles, rules, summary)
    policy = page.where(**{"http-equiv": "Content-Security-Policy"})[0]["content"]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        content = re.findall(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        assert len(content) == 1
        assert base64.b64encode(hashlib.sha256(content[0].encode()).digest()).decode() in policy
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//(?!example\.org)""", source)
    assert "url(" not in source
    assert " style=" not in source


def test_style_uses_no_physical_direction_and_marks_join(page):
    style = page.where(tag="style")[0]["text"]
    assert not re.search(
        r"(?:margin|padding|border|text-align)[a-z-]*(?:-left|-right|:\s*left|:\s*right)|font-style:\s*italic|(?<![a-z-])(?:left|right):",
        style,
    )
    rule = re.search(r"\nmark \{(.*?)\}", style)[1]
    assert not re.search("padding|border|letter-spacing|font|margin|display", rule)


def test_the_same_findings_give_the_same_page(many):
    frame, table, rules, summary = many
    part = frame.head(1_000)
    assert render(part, table, rules, summary) == render(part, table, rules, summary)


@pytest.fixture(scope="module")
def big(many):
    frame, table, rules, summary = many
    began = time.process_time()
    source = render(frame, table, rules, summary)
    return source, time.process_time() - began


def test_ten_thousand_findings_are_small_and_quick(big):
    source, seconds = big
    assert len(source.encode()) < 3_000_000
    assert seconds < 3


def test_what_is_not_on_the_page_is_kept_and_counted(big):
    source, _ = big
    page = Page(source)
    assert len([e for e in page.classed("card") if "id" in e]) == 500
    assert "عُرض 500 من 10,000." in squeezed(page.classed("shown-of")[0])
    cards = [
        card
        for block in page.classed("block")
        for sheet in json.loads(gzip.decompress(base64.b64decode(block["text"])))
        for card in sheet["cards"]
    ]
    assert len(cards) == 9_500
    assert len({card["fingerprint"] for card in cards} | {e["id"][2:] for e in page.classed("card") if "id" in e}) == 10_000
    assert "لا يتسع له هذا الملف" not in source
    assert squeezed(page.classed("unseen")[0]).endswith("مع البقية في آخر الصفحة.")


def test_what_fits_nowhere_is_said(many, monkeypatch):
    frame, table, rules, summary = many
    monkeypatch.setattr(kept, "_ROOM", 150_000)
    source = render(frame, table, rules, summary)
    assert "لا يتسع له هذا الملف" in source
    assert "مما في هذا الملف" in source
    assert len(source.encode()) < 1_700_000


def test_half_a_million_findings_still_give_a_small_page(many):
    frame, table, rules, _ = many
    huge = pl.concat([frame] * 50, rechunk=True)
    source = render(huge, table, rules, summarise(huge, table, gate="error"))
    assert "عُرض 500 من 500,000." in source
    assert len(source.encode()) < 3_000_000
