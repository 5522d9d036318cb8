"""Invented articles and findings, made by hand until a rule would find them."""

from __future__ import annotations

import hashlib
import random
from datetime import date

import polars as pl
import pytest

from tadqiq.model import ARTICLES, FINDINGS, Rule
from tadqiq.write import summarise

_LETTERS = random.Random(7)
VOCABULARY = ["".join(_LETTERS.choices("اليمنورتبسفعدكحقهجصشطزخثذغضظ", k=_LETTERS.randint(3, 7))) for _ in range(3_000)]

RAW = [
    {
        "article_id": "n-101",
        "headline": "مرفأ السدرة يستقبل 12 سفينة قمح في أسبوع",
        "body": "أعلنت إدارة مرفأ السدرة، اليوم الأحد، وصول عشر سفن محملة بالقمح خلال الأسبوع الماضي، بعد توقف دام شهرين بسبب أعمال الصيانة.\n"
        "وقال مدير المرفأ حازم النوري إن التفريغ يجري على مدار الساعة، وإن المخازن تتسع لنحو 40 ألف طن. وأضاف النورى أن شحنات أخرى ستصل قبل نهاية الشهر.\n"
        "وذكرت مصادر أن الأسعار قد تنخفض في الأسواق المحلية.",
        "date": date(2026, 3, 1),
        "published_at": "2026-03-01T09:00:00+02:00",
        "outlet": "صحيفة المرفأ",
        "section": "اقتصاد",
        "url": "https://example.org/n-101",
        "origin": "desk/march.jsonl",
        "line": 1,
    },
    {
        "article_id": "n-102",
        "headline": "السدرة: تفريغ ٩ سفن قمح وارتفاع المخزون",
        "body": "بلغ عدد سفن القمح التي أفرغت حمولتها في مرفأ السدرة 9 سفن منذ مطلع الأسبوع، بحسب بيان لوزارة التموين.\nوأوضح البيان أن المخزون يكفي أربعة أشهر.",
        "date": date(2026, 3, 1),
        "published_at": "2026-03-01",
        "outlet": "وكالة الساحل",
        "author": "ليان مراد",
        "origin": "desk/march.jsonl",
        "line": 2,
    },
    {
        "article_id": "n-103",
        "headline": "افتتاح مكتبة عامة في بلدة الزهراء",
        "body": 'افتتحت بلدية الزهراء أمس مكتبة عامة تضم عشرين ألف كتاب ، وحضر الافتتاح رئيس البلدية سامر غا\u200fلب."\nوقال غالب إن "المكتبة ستفتح أبوابها يوميًا حتى الثامنة مساءً.',
        "published_at": "الأحد",
        "origin": "desk/march.jsonl",
        "line": 3,
    },
]

FOUND = [
    ("CLM001", "headline-body-number", "error", 0, "headline", "12 سفينة", "عدد السفن في العنوان «12» وفي المتن «عشر».",
     "راجع العدد في المصدر ووحّده", [(0, "body", "عشر سفن")], 0.95),
    ("CLM003", "cross-article-conflict", "warning", 0, "body", "عشر سفن", "العدد «عشر سفن» يخالف «9 سفن» في مقال آخر عن الحدث نفسه.",
     None, [(1, "body", "9 سفن")], 0.8),
    ("NAM001", "spelling-varies-in-article", "warning", 0, "body", "النورى", "كُتب الاسم «النورى» وكُتب قبله «النوري».",
     "النوري", [(0, "body", "حازم النوري")], 0.9),
    ("ATT002", "vague-source", "info", 0, "body", "مصادر", "لا يُعرف من المقال من هي «مصادر».", None, [], 0.55),
    ("NUM001", "digit-system-mixed", "info", 1, "headline", "٩", "في المقال نظامان للأرقام: «٩» و«9».", "9", [(1, "body", "9")], 1.0),
    ("STR008", "invisible-control", "error", 2, "body", "غا\u200fلب", "في الكلمة «غا\u200fلب» محرف غير مرئي.", "غالب", [], 1.0),
    ("TYP007", "space-before-punctuation", "warning", 2, "body", " ،", "قبل الفاصلة مسافة.", "،", [], 1.0),
    ("TYP001", "quote-unbalanced", "error", 2, "body", '"المكتبة', "علامة التنصيص لا قرين لها في الفقرة.", None, [], 0.9),
]  # fmt: skip


def article_frame(rows):
    empty = dict.fromkeys(ARTICLES)
    return pl.DataFrame(
        [{**empty, "headline": "", "body": "", "origin": "-", **row, "doc": doc} for doc, row in enumerate(rows)], schema=dict(ARTICLES)
    )


def span(rows, doc, field, text):
    start = rows[doc][field].index(text)
    return {"doc": doc, "article_id": rows[doc]["article_id"], "field": field, "start": start, "end": start + len(text), "text": text}


def finding(rows, code, name, level, doc, field, text, message, suggestion=None, related=(), confidence=1.0, status="new"):
    place = span(rows, doc, field, text)
    mark = hashlib.sha256(f"{code}{doc}{field}{place['start']}".encode()).hexdigest()[:32]
    others = [span(rows, *other) for other in related]
    wording = {"message_ar": message, "message_en": f"Look at “{text}”.", "suggestion": suggestion}
    rest = {
        "related": others,
        "confidence": confidence,
        "fingerprint": mark,
        "status": status,
        "origin": f"{rows[doc]['origin']}:{rows[doc]['line']}",
    }
    return {"code": code, "name": name, "level": level, **place, **wording, **rest}


def file_problem(message="لم تُقرأ الصفحة: ليست بترميز UTF-8.", origin="desk/broken.csv:7"):
    empty = dict.fromkeys(FINDINGS)
    return {**empty, "code": "SCH001", "name": "unreadable", "level": "error", "message_ar": message, "message_en": "Not UTF-8.", "related": [],
            "confidence": 1.0, "fingerprint": "0" * 32, "status": "new", "origin": origin}  # fmt: skip


def finding_frame(rows):
    return pl.DataFrame(rows, schema=dict(FINDINGS))


def rule_map(findings):
    why = {
        "ar": "القارئ يثق بالرقم الذي يراه أولًا؛ فإذا خالفه المتن ضاعت الثقة بالخبر كله.",
        "en": "Readers trust the first number they see.",
    }
    rows = findings.select("code", "name", "level").unique("code", maintain_order=True).iter_rows()
    return {
        c: Rule(c, n, f"core/{n}.yaml", "kind", lv, True, {"ar": "", "en": ""}, why, "دليل التحرير، باب الأرقام", {}, {})
        for c, n, lv in rows
    }


@pytest.fixture
def articles():
    return article_frame(RAW)


@pytest.fixture
def findings():
    return finding_frame([finding(RAW, *row) for row in FOUND])


@pytest.fixture
def rules(findings):
    return rule_map(findings)


@pytest.fixture
def summary(findings, articles):
    return summarise(findings, articles, gate="error", seconds=1.24, version="0.1.0")


@pytest.fixture(scope="session")
def many():
    """Make ten thousand findings in 2,500 articles: findings, articles, rules, summary."""
    rows = [
        {**RAW[0], "article_id": f"m-{i}", "line": i + 1, "headline": f"{RAW[0]['headline']} رقم {i * 7919 % 10007}", "body": _varied(i)}
        for i in range(2_500)
    ]
    made = [finding(rows, *found[:3], i, *found[4:]) for i in range(2_500) for found in _four(i, rows)]
    frame, table = finding_frame(made), article_frame(rows)
    return frame, table, rule_map(frame), summarise(frame, table, gate="error", seconds=61.5, version="0.1.0")


def _varied(i):
    """Write a body that packs no better than news does: words drawn from three thousand, the found ones among them."""
    draw = random.Random(i)
    words = [VOCABULARY[int(3_000 * draw.random() ** 2)] for _ in range(90)]
    return " ".join([*words[:30], "عشر سفن", *words[30:50], "النورى", *words[50:65], "مصادر", *words[65:]]) + "."


def _four(i, rows):
    other = (i + 1) % 2_500
    yield (
        "CLM001",
        "headline-body-number",
        "error",
        i,
        "headline",
        "12 سفينة",
        f"عدد السفن في العنوان «12» وفي المتن «عشر» ({i}).",
        None,
        [(i, "body", "عشر سفن")],
    )
    yield (
        "CLM003",
        "cross-article-conflict",
        "warning",
        i,
        "body",
        "عشر سفن",
        f"العدد «عشر سفن» يخالف ما في المقال «m-{other}».",
        None,
        [(other, "body", "عشر سفن")],
    )
    yield ("NAM001", "spelling-varies-in-article", "warning", i, "body", "النورى", "كُتب الاسم «النورى» بصورة أخرى.", "النوري", [])
    yield ("ATT002", "vague-source", "info", i, "body", "مصادر", "لا يُعرف من المقال من هي «مصادر».", None, [])
