"""Hold the rules that look at all sources of an article, of two, or of a run."""

import datetime as dt

import polars as pl
import pytest

from tadqiq.engines import local
from tadqiq.model import ARTICLES
from tadqiq.verify import verify
from tadqiq.verify.packs import builtin

RULES = {rule.code: rule for rule in builtin()}
SAID = "إن الرصيف الجديد سيستقبل أول سفينة حاويات صباح الخميس بعد انتهاء أعمال التعميق."


def check(code, *articles):
    rows = [
        {"doc": n, "article_id": f"a{n}", "headline": f"h{n}", "body": body, "date": day, "outlet": outlet, "origin": "test", "line": n + 1}
        for n, (body, day, outlet) in enumerate(articles)
    ]
    return verify(pl.DataFrame(rows, schema=dict(ARTICLES)), [RULES[code]], local.Local(1)).findings


def day(number):
    return dt.date(2026, 3, number)


RELAYED = f"ونقلت وكالة المرفأ عن مصدر في الميناء قوله {SAID}"


def test_an_echo_shows_the_earlier_article_and_the_words_of_the_text():
    found = check("ATT005", (RELAYED, day(2), None), (RELAYED, day(1), None))

    assert found["article_id"].to_list() == ["a0"]
    assert [other["article_id"] for other in found["related"][0]] == ["a1"]
    assert "«مصدر في الميناء» عبر «وكالة المرفأ»" in found["message_ar"][0]


@pytest.mark.parametrize(
    "other",
    [
        f"ونقلت الوكالة عن مصدر في الميناء قوله {SAID}",  # which agency?
        f"ونقلت وكالة المرفأ عن مدير الميناء نادر السحيمي قوله {SAID}",
        f"وقال مصدر في الميناء {SAID}",
    ],
)
def test_another_channel_or_a_named_source_is_no_echo(other):
    assert check("ATT005", (RELAYED, day(1), None), (other, day(1), None)).is_empty()


def test_many_articles_of_one_source_are_each_told_once():
    found = check("ATT005", *((RELAYED, day(1 + n // 4), None) for n in range(12)))

    assert found["article_id"].is_unique().all()
    assert found.height == 11


def test_an_outlet_that_cites_itself_makes_no_circle():
    body = f"ذكرت صحيفة الساحل {SAID.replace('إن', 'أن', 1)}"

    assert check("ATT005", (body, day(1), "صحيفة الساحل"), (body, day(1), "صحيفة الساحل")).is_empty()


@pytest.mark.parametrize(
    "second", ["وقالت الشرطة إن الطريق مفتوح.", "وقالت والدته في لقاء سابق إنه سعيد.", "ووفقا للألمانية وصلت السفينة."]
)
def test_a_second_source_read_or_half_read_keeps_single_source_silent(second):
    body = "أعلنت وزارة النقل أن الجسر سيفتح.\nوذكرت الوزارة أن العمل انتهى.\nوأكدت الوزارة أن الطريق آمن."

    assert check("ATT004", (body, None, None)).height == 1
    assert check("ATT004", (f"{body}\n{second}", None, None)).is_empty()


@pytest.mark.parametrize(
    "answer", ["ونفى السحيمي ذلك.", "وقال السحيمي إن الأمطار هي السبب.", "ولم يتسن الاتصال به، لكنه كان قد أنكر التأخير."]
)
def test_an_answer_anywhere_keeps_an_accusation_silent(answer):
    body = "واتهم مصدر مطلع المهندس نادر السحيمي بتأخير أعمال الجسر."
    found = check("ATT011", (body, None, None))

    assert "«مصدر مطلع» مصدر لم يُسمّ يتهم «نادر السحيمي»" in found["message_ar"][0]
    assert check("ATT011", (f"{body}\n{answer}", None, None)).is_empty()


def test_the_share_counts_tolls_over_all_articles():
    alone = "وقتل 4 أشخاص وأصيب 9 في حريق بمصنع للطوب."
    found = check("ATT012", *((alone, None, None) for _ in range(10)))

    assert found["message_en"][0].startswith("20 of 20 tolls")
    assert len(found["related"][0]) == 3
    assert check("ATT012", *((alone[:-1] + "، بحسب الشرطة.", None, None) for _ in range(10))).is_empty()
