"""Hold the ladder of sources to what a reader would say: who is one source, through whom it came, what rests on whom."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.model import ARTICLES, FIELDS
from tadqiq.verify.sources.ladder import read
from tadqiq.verify.sources.merge import NOBODY, Mention, merged


def frame(*articles):
    rows = [
        {"doc": n, "article_id": f"a{n}", "headline": h, "body": b, "origin": "test", "line": n + 1} for n, (h, b) in enumerate(articles)
    ]
    return pl.DataFrame(rows, schema=dict(ARTICLES))


def ladder(body, headline=""):
    return read(frame((headline, body)))[0]


def named(body, headline=""):
    return [rung.source for rung in ladder(body, headline).rungs]


def resting(found, kind):
    told = {rung.source: [one.text for one in rung.rests if one.kind == kind] for rung in found.rungs}
    return {source: texts for source, texts in told.items() if texts}


@pytest.mark.parametrize(
    ("body", "sources"),
    [
        ("وقال مدير الميناء نادر السحيمي إن الرصيف جاهز.\nوأضاف السحيمي أن السفن ستصل غدا.", ["مدير الميناء نادر السحيمي"]),
        ("أعلنت وزارة النقل أن الجسر سيفتح.\nوذكرت الوزارة أن الأعمال انتهت.", ["وزارة النقل"]),
        ("وقال مصدر في البلدية إن الحديقة ستفتح.\nوأضاف المصدر أن الدخول مجاني.", ["مصدر في البلدية"]),
        ("وقال السحيمي إن الرصيف جاهز.\nوأوضح مدير الميناء نادر السحيمي أن السفن ستصل.", ["مدير الميناء نادر السحيمي"]),
        ("أعلنت وزارة النقل أن الجسر سيفتح.\nوأعلنت وزارة الصحة أن المركز جاهز.", ["وزارة النقل", "وزارة الصحة"]),
        ("وقال نادر السحيمي إن الرصيف جاهز.\nوقالت ريم الحلبي إن السفن ستصل.", ["نادر السحيمي", "ريم الحلبي"]),
        ("وقال نادر السحيمي إن الرصيف جاهز، مضيفا أن السفن ستصل.\nوأكد أن العمل مستمر.", ["نادر السحيمي"]),
    ],
)
def test_each_source_stands_on_the_ladder_once(body, sources):
    assert named(body) == sources


def test_the_agency_that_relays_a_source_or_is_told_stands_beside_it():
    relayed = ladder("ونقلت صحيفة الساحل عن مصدر في الميناء قوله إن الخسائر كبيرة.")
    told = ladder("وقال مدير الميناء نادر السحيمي لوكالة المرفأ إن الخسائر كبيرة.")

    assert [(rung.source, rung.via) for rung in relayed.rungs] == [("مصدر في الميناء", "صحيفة الساحل")]
    assert [(rung.source, rung.via) for rung in told.rungs] == [("مدير الميناء نادر السحيمي", "وكالة المرفأ")]


def test_a_claim_whose_source_stands_one_sentence_earlier_is_attributed():
    body = "قال الدفاع المدني إن حريقا اندلع في الميناء.\nوأصيب 21 شخصا بجروح.\nوأغلقت الطريق.\nوبقيت 9 سفن في البحر."
    found = ladder(body)

    assert resting(found, "claim") == {"الدفاع المدني": ["21"]}
    assert [one.carried for rung in found.rungs for one in rung.rests if one.kind == "claim"] == [True]
    assert [one.text for one in found.nobody] == ["9"]


def test_of_two_sources_in_a_sentence_each_has_its_own_claims():
    body = "قالت الشرطة إن 7 أشخاص أصيبوا، وقال الدفاع المدني إن 12 شخصا أصيبوا.\nوتضررت 3 منازل، بحسب البلدية."

    assert resting(ladder(body), "claim") == {"الشرطة": ["7"], "الدفاع المدني": ["12"], "البلدية": ["3"]}


def test_a_quotation_rests_on_its_speaker_and_a_name_between_marks_on_nobody():
    body = 'وقالت ريم الحلبي إن "البحر ذاكرة المدينة وأغانيها القديمة".\nوفاز فيلم "ليلة الميناء" بالجائزة.'
    found = ladder(body)

    assert resting(found, "quotation") == {"ريم الحلبي": ['"البحر ذاكرة المدينة وأغانيها القديمة"']}
    assert found.nobody == ()


def test_an_article_that_cites_nobody_has_no_rungs():
    assert ladder("هدأت السوق القديمة بعد العيد.") == ((), ())


def test_an_implied_source_before_any_other_is_nobody():
    assert merged([Mention((), "implied"), Mention(("الشرطه",), "official_body"), Mention((), "implied")]) == [NOBODY, 0, 0]


PIECES = st.sampled_from(
    ["قال المصدر إن", "وأضافت الوزارة أن", "بحسب صحيفة الساحل", "نقلا عن مسؤول", '"', "21 شخصا", "قتل", "نادر السحيمي", ".", "\n", "،",
     "لوكالة المرفأ", "Harbour", "وقالت", "البيان", "«", "»"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=25).map(" ".join), min_size=1, max_size=4))
def test_any_text_gives_spans_that_are_what_they_say_and_each_article_for_itself(bodies):
    together = read(frame(*(("", body) for body in bodies)))
    for doc, body in enumerate(bodies):
        texts = dict(zip(FIELDS, ("", body), strict=True))
        for one in (*together[doc].nobody, *(one for rung in together[doc].rungs for one in rung.rests)):
            assert texts[FIELDS[one.span.field]][one.span.start : one.span.end] == one.text
        alone = read(frame(("", body)))[0]
        assert [rung[:4] for rung in alone.rungs] == [rung[:4] for rung in together[doc].rungs]
        assert len(alone.nobody) == len(together[doc].nobody)


def test_a_long_row_of_sources_is_read_in_one_go(calls):
    line = "وقال مصدر في البلدية إن الطريق مفتوح. "

    few, many = (calls(lambda n=n: read(frame(("", line * n)))) for n in (200, 800))
    assert many < 6 * few
