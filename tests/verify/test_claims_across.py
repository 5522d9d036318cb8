"""Hold the comparing of claims across articles: what contradicts, what only differs, and that it stays linear work."""

from datetime import date, timedelta
from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.engines.local import Local
from tadqiq.model import ARTICLES, BODY, Span
from tadqiq.recognise import recognise
from tadqiq.recognise.tokens import batch
from tadqiq.recognise.vocabulary import Vocabulary
from tadqiq.verify import ArticleView, verify
from tadqiq.verify.claims import aligned as join
from tadqiq.verify.claims.moments import moment, sentence, told
from tadqiq.verify.claims.numbers import CLAIM_NUMBERS, claim_numbers
from tadqiq.verify.claims.table import numbers_of
from tadqiq.verify.claims.things import steps
from tadqiq.verify.claims.values import agree, same_figures
from tadqiq.verify.packs import builtin

RULES = [rule for rule in builtin() if rule.code in {"CLM003", "CLM004", "CLM005", "CLM007"}]
DAY = date(2026, 5, 11)
PLAN = (
    "ناقش مجلس بلدة السرو مقترحا لتوسعة طريق المزارع شرقي البلدة وفتح {} أمام الشاحنات قبل موسم القطاف، "
    "وقرر إحالة المقترح إلى إدارة التخطيط للدراسة وإبلاغ المجلس بالنتيجة في جلسة مقبلة."
)


def frame(*articles):
    """Make articles of texts, or of mappings with more columns; all of one day where they say nothing else."""
    rows = []
    for n, article in enumerate(articles):
        given_columns = {"body": article} if isinstance(article, str) else article
        row = {"doc": n, "article_id": f"a{n}", "headline": "", "origin": "test", "line": n + 1, "date": DAY, **given_columns}
        rows.append(row)
    return pl.DataFrame(rows, schema=dict(ARTICLES))


def found(*articles):
    """List code, number, and the numbers that it is compared with."""
    rows = verify(frame(*articles), RULES, Local(1)).findings
    return [(row["code"], row["text"], [other["text"] for other in row["related"]]) for row in rows.iter_rows(named=True)]


def plans(first, second):
    return found(PLAN.format(first), PLAN.format(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ثلاثة مسارات جديدة", "أربعة مسارات جديدة"),
        ("مسارات كلفتها 12 مليون دينار", "مسارات كلفتها 17 مليون دينار"),
        ("مسارات تسعة ملايين متر مربع", "مسارات عشرة ملايين متر مربع"),
        ("المسارات خمسة أشهر", "المسارات خمس سنوات"),
        ("مسارات أقرت عام 2012", "مسارات أقرت عام 2013"),
        ("مسارات بنسبة 3.31%", "مسارات بنسبة 31.3%"),
        ("170 مسارا جديدا", "173 مسارا جديدا"),
    ],
)
def test_one_number_that_differs_in_copies_of_a_text_is_a_conflict(first, second):
    codes = [code for code, _, _ in plans(first, second)]

    assert codes in (["CLM003"], ["CLM007"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("27.8 كيلومترا", "28 كيلومترا"),
        ("مسارات كلفتها 320.8 مليون دينار", "مسارات كلفتها 320,800,000 دينار"),
        ("مسارات كلفتها 1.7 مليون دينار", "مسارات كلفتها 1,733,581 دينارا"),
        ("أكثر من 20 مسارا", "25 مسارا"),
        ("نحو 30 مسارا", "32 مسارا"),
        ("ثلاثة مسارات", "3 مسارات"),
        ("مسارات 25,800 متر", "مسارات 25.800 متر"),
        ("مسارات المرحلة 2026-2027", "مسارات المرحلة 2027/2026"),
        ("مسارات سنة واحدة", "مسارات 12 شهرا"),
        ("مسارات كلفتها 12 مليون دينار", "مسارات كلفتها 17 مليون دولار"),
        ("12 مسارا", "17 جسرا"),
    ],
)
def test_what_can_be_one_value_or_counts_another_thing_is_none(first, second):
    assert plans(first, second) == []


def crash(hurt, **columns):
    text = f"أصيب {hurt} شخصا في تصادم حافلتين على الطريق الساحلي قرب مدينة النخيل صباح الجمعة، ونقل المصابون إلى المستشفى العام."
    return {"body": text, **columns}


def at(clock, day=DAY):
    return {"published_at": f"{day}T{clock}+00:00", "date": day}


def test_a_toll_that_has_grown_since_is_an_update():
    assert found(crash(12, **at("10:00")), crash(15, **at("14:00"))) == []
    assert found(crash(12), crash(15, date=DAY + timedelta(days=1))) == []


def test_a_toll_that_is_lower_later_is_a_conflict():
    assert found(crash(15, **at("10:00")), crash(12, **at("14:00"))) == [("CLM003", "12", ["15"])]


def test_what_is_published_within_the_half_hour_is_no_news_of_the_other():
    assert found(crash(12, **at("10:00")), crash(15, **at("10:20"))) == [("CLM003", "15", ["12"])]


def test_days_without_an_hour_do_not_tell_which_is_newer():
    assert found(crash(12), crash(15)) == [("CLM003", "15", ["12"])]


def test_articles_of_other_days_are_not_compared():
    assert found(crash(15), crash(12, date=DAY + timedelta(days=9))) == []


def test_sentences_of_two_weekdays_tell_of_two_days():
    other = crash(12)["body"].replace("الجمعة", "السبت")

    assert found(crash(15), other) == []


def test_two_articles_that_differ_in_most_numbers_are_a_series():
    text = "استقبلت حديقة السرو أمس {} زائر وباعت {} تذكرة ووزعت {} شتلة على سكان القرى المجاورة بحسب الإدارة."

    assert found(text.format(1800, 1450, 230), text.format(1467, 1210, 310)) == []


def test_lists_in_another_order_agree():
    one = "حصلت قرية السرو على المركز الأول بعدد 40 شجرة وقرية الرمان على المركز الثاني بعدد 35 شجرة في مسابقة الوادي الأخضر."
    two = "حصلت قرية الرمان على المركز الثاني بعدد 35 شجرة وقرية السرو على المركز الأول بعدد 40 شجرة في مسابقة الوادي الأخضر."

    assert found(one, two) == []


def test_a_number_read_in_part_is_not_compared():
    assert plans("المسار 5/12 الجديد", "المسار 5/17 الجديد") == []


def test_an_amount_converted_in_brackets_is_not_compared():
    assert plans("مسارات كلفتها 12 مليون دينار (17 مليون دولار)", "مسارات كلفتها 12 مليون دينار (17.6 مليون دولار)") == []


def test_prices_move():
    text = "تراجع سعر النفط في تعاملات اليوم إلى {} دولارا للبرميل مع انتظار المستثمرين بيانات المخزونات وقرار لجنة الإنتاج بشأن الحصص المقبلة."

    assert found(text.format(49), text.format(44)) == []


def test_the_finding_stands_in_the_later_article_and_names_the_nearest_earlier_ones():
    earlier = [crash(15, **at(f"{hour:02}:00"), article_id=f"e{hour:02}") for hour in range(1, 12)]

    (finding,) = verify(frame(*earlier, crash(12, **at("18:00"), article_id="late")), RULES, Local(1)).findings.to_dicts()

    assert finding["article_id"] == "late"
    assert [other["article_id"] for other in finding["related"]] == [f"e{hour:02}" for hour in range(11, 3, -1)]


RESCUE = "قالت {} إنه جرى إنقاذ 40 بحارا وأصيب {} في حريق سفينة شحن قبالة ميناء اللاذقية فجر الجمعة."
RETOLD = "أعلنت {} إنقاذ 40 بحارا وإصابة {} فجر الجمعة حين شب حريق في سفينة شحن قبالة ميناء اللاذقية."


def test_one_event_in_other_words_is_known_by_the_toll_that_agrees():
    assert found(RESCUE.format("الشرطة", "تسعة"), RETOLD.format("الشرطة", "سبعة")) == [("CLM003", "سبعة", ["تسعة"])]


def test_two_named_sources_are_a_dispute():
    assert found(RESCUE.format("الشرطة", "تسعة"), RETOLD.format("وزارة النقل", "سبعة")) == [("CLM004", "سبعة", ["تسعة"])]


def test_tolls_without_a_place_in_common_are_two_events():
    assert found(RESCUE.format("الشرطة", "تسعة"), RETOLD.format("الشرطة", "سبعة").replace("اللاذقية", "بنزرت")) == []


def test_tolls_of_articles_without_a_date_are_not_paired():
    articles = ({"body": RESCUE.format("الشرطة", "تسعة"), "date": None}, {"body": RETOLD.format("الشرطة", "سبعة"), "date": None})

    assert found(*articles) == []


BLAST = (
    "قال المتحدث إن انفجار مستودع الغاز في ميناء بنزرت ظهر الخميس نتج عنه مقتل {} من عمال الميناء إضافة إلى ثلاثة من الزوار "
    "وإصابة {}، وإن التحقيق مستمر لمعرفة الأسباب."
)


def blast(dead, hurt, after="", **columns):
    return {"body": BLAST.format(dead, hurt) + after, **columns}


def codes(*articles):
    return [code for code, _, _ in found(*articles)]


def test_two_tolls_of_one_blast_are_a_conflict():
    assert codes(blast("12", "تسعة", **at("10:00")), blast("عشرة", "تسعة", **at("14:00"))) == ["CLM003"]


@pytest.mark.parametrize(
    "after",
    [
        " وتوفي لاحقا اثنان متأثرين بجراحهما.",
        " وارتفعت حصيلة القتلى إلى 12 قتيلا.",
        " وكان المتحدث قد أعلن مقتل 12 عاملا.",
        " وأشارت حصيلة سابقة إلى مقتل 12 عاملا.",
    ],
)
def test_a_text_that_tells_how_the_toll_changed_contradicts_neither(after):
    assert codes(blast("12", "تسعة", **at("10:00")), blast("عشرة", "تسعة", after, **at("14:00"))) == []


def test_both_numbers_in_one_text_are_no_update_where_nothing_says_so():
    after = " وقال المدير السابق للميناء إن 12 بحارا أصيبوا في حريق آخر."

    assert codes(blast("خمسة", "12", **at("10:00")), blast("خمسة", "تسعة", after, **at("14:00"))) == ["CLM003"]


def test_a_toll_that_has_risen_to_another_number_explains_nothing():
    after = " وارتفعت حصيلة القتلى في العام إلى 40 قتيلا."

    assert codes(blast("12", "تسعة", **at("10:00")), blast("عشرة", "تسعة", after, **at("14:00"))) == ["CLM003"]


def test_two_of_the_hurt_have_died_where_the_sum_stays():
    assert codes(blast("عشرة", "تسعة نقلوا إلى المستشفى", **at("10:00")), blast("12", "سبعة بحروق", **at("10:10"))) == []
    assert codes(blast("عشرة", "تسعة نقلوا إلى المستشفى", **at("10:00")), blast("12", "ثمانية بحروق", **at("10:10"))) == ["CLM003"]


def test_a_stale_toll_is_a_conflict_though_the_sum_stays():
    assert codes(blast("12", "سبعة بحروق", **at("10:00")), blast("عشرة", "تسعة نقلوا إلى المستشفى", **at("10:10"))) == ["CLM003"]


def test_a_count_of_all_is_no_other_count_of_some():
    text = BLAST.replace("من عمال الميناء إضافة إلى ثلاثة من الزوار", "من عمال الميناء ومن الزوار")
    every = {"body": text.format("13", "تسعة"), **at("10:00")}

    assert codes(every, blast("عشرة", "تسعة", **at("10:10"))) == []
    assert codes(blast("13", "تسعة", **at("10:00")), blast("عشرة", "تسعة", **at("10:10"))) == ["CLM003"]


REVENUE = (
    "بلغت إيرادات شركة النورس في النصف الأول من العام الجاري {} درهم، وقالت الشركة إنها ستوزع جزءا منها على المساهمين في الخريف المقبل."
)


@pytest.mark.parametrize(("one", "two"), [("4,749 مليون", "4,749 مليار"), ("2.750 مليون", "2,750 مليار")])
def test_a_comma_read_the_other_way_is_no_slip(one, two):
    assert found(REVENUE.format(one), REVENUE.format(two)) == []


@pytest.mark.parametrize(
    ("one", "two", "hint"),
    [
        ("400", "4000", "صفرا سقط"),
        ("27", "27 ألف", "كلمة مثل «ألف» أو «مليون» سقطت أو زيدت"),
        ("134 مليون", "134.230.000 مليون", "لعل كلمة «مليون» زائدة"),
        ("6,540,000 مليون", "6,540,000", "لعل كلمة «مليون» زائدة"),
    ],
)
def test_a_slip_says_what_may_have_slipped(one, two, hint):
    (finding,) = verify(frame(REVENUE.format(one), REVENUE.format(two)), RULES, Local(1)).findings.to_dicts()

    assert finding["code"] == "CLM007"
    assert hint in finding["message_ar"]


SINCE = "أصيب {} شخصا بضربات شمس في محافظات الساحل منذ منتصف يونيو مع استمرار موجة الحر."


def counted(first, second, outlet="الوادي", days=7):
    one = {"body": SINCE.format(first), "outlet": "الوادي"}
    return found(one, {"body": SINCE.format(second), "outlet": outlet, "date": DAY + timedelta(days=days)})


def test_a_count_since_a_day_that_is_lower_later_has_shrunk():
    assert counted(90, 70) == [("CLM005", "70", ["90"])]


def test_a_count_that_grows_stays_or_is_anothers_has_not():
    assert counted(70, 90) == counted(90, 90) == counted(90, 70, outlet="الساحل") == counted(90, 70, days=90) == []


def test_no_article_and_no_number_give_no_finding():
    assert verify(pl.DataFrame(schema=dict(ARTICLES)), RULES, Local(1)).findings.is_empty()
    assert found("", "وصل الوفد إلى المطار.") == []


def test_numbers_of_a_thousand_digits_change_nothing():
    assert found(PLAN.format("9" * 1000 + " مسارا"), PLAN.format("8" * 1000 + " مسارا")) == []


def described(*articles):
    made = batch(frame(*articles), Vocabulary())
    return claim_numbers(ArticleView(made, recognise(made)))


def test_the_words_around_a_number_leave_out_its_unit_and_its_qualifier():
    one, two = described("أنقذ الخفر نحو 20 بحارا، وعادوا إلى الميناء", "أنقذ الخفر 20، وعادوا إلى الميناء").to_dicts()

    assert (one["left"], one["right"]) == (two["left"], two["right"])


def test_lengths_of_time_are_compared_in_days():
    weeks, days = described("استمر العمل أسبوعين في الميناء", "استمر العمل 14 يوما في الميناء").to_dicts()

    assert weeks["value"] == days["value"] == 14
    assert weeks["thing"] == days["thing"]


def table(days, texts):
    """Lay numbers of articles out as the table claim_numbers, a number an article, its words given by letters."""
    articles = frame(*({"body": "", "date": DAY + timedelta(days=day), "article_id": f"{n:04}"} for n, day in enumerate(days)))
    row = {"field": BODY, "start": 0, "end": 1, "kind": 0, "step": 1.0, "thing": 0, "event": None}
    rows = [
        {**row, "doc": n, "value": n, "other": n, "least": n, "most": n, "left": left, "right": right}
        for n, (left, right) in enumerate(texts)
    ]
    return numbers_of(articles, pl.DataFrame(rows, schema=dict(CLAIM_NUMBERS)))


SIDE = st.lists(st.integers(0, 2), min_size=8, max_size=8)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(SIDE, SIDE), min_size=2, max_size=25))
def test_the_join_of_surroundings_loses_and_invents_nothing(texts):
    made = join.aligned(table([0] * len(texts), texts), Local(1))

    expected = set()
    for (a, (left, right)), (b, (other_left, other_right)) in combinations(enumerate(texts), 2):
        for before, behind in ((3, 1), (2, 2), (1, 3)):
            words = left[:before] + right[:behind]
            if all(words) and words == other_left[:before] + other_right[:behind]:
                expected.add((a, b))
    assert set(zip(made.left.tolist(), made.right.tolist(), strict=True)) == expected


def test_a_formula_of_many_days_joins_nothing():
    days = list(range(12))

    assert len(join.aligned(table(days, [([1] * 8, [2] * 8)] * 12), Local(1)).left) == 0


def test_a_passage_that_very_many_print_joins_neighbours_only():
    many = 6 * join.COMMON

    made = join.aligned(table([0] * many, [([1] * 8, [2] * 8)] * many), Local(1))

    assert len(made.left) <= 3 * many
    assert set(made.left.tolist()) | set(made.right.tolist()) == set(range(many))


@given(st.floats(0.01, 1e9, allow_nan=False))
def test_a_value_agrees_with_itself(value):
    numbers = table([0, 0], [([1] * 8, [2] * 8)] * 2)
    numbers = type(numbers)(numbers.rows.with_columns(value=value, other=value, least=value, most=value), numbers.place, numbers.day)

    assert agree(numbers, np.array([0]), np.array([1])).all()


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("28", 28, 1),
        ("27.8", 27.8, 0.1),
        ("1.5 مليون", 1.5e6, 1e5),
        ("21 ألف", 21e3, 1e3),
        ("21,507", 21507, 1),
        ("21,500", 21500, 100),
        ("1.66 مليار دولار", 1.66e9, 1e7),
        ("تسعة ملايين", 9e6, 1e6),
        ("خمسة", 5, 1),
    ],
)
def test_the_last_digit_is_worth(text, value, step):
    worth, _ = steps(pl.DataFrame({"text": [text], "low": [float(value)]}))

    assert worth[0] == pytest.approx(step)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("25,800 ألف", "25.800 ألف", True),
        ("5 ملايين", "5 مليارات", False),
        ("6,6", "6.6 مليون", True),
        ("ألف", "ألفا", True),
        ("12", "21", False),
        ("3.31", "31.3", False),
        ("8،4 بالمئة", "4.8%", True),
    ],
)
def test_the_same_figures_in_another_dress(one, other, same):
    assert same_figures(one, other) is same


def test_times_and_sentences_are_read():
    assert moment("2018-05-12T10:16:30+04:00").isoformat() == "2018-05-12T06:16:30+00:00"
    assert moment("2018-05-12") is moment(None) is moment("12:xx") is None
    text = "بلغ الطول 2.5 متر. وصل الأحد! ثم عاد"
    start, end = sentence(text, text.index("الأحد"), text.index("الأحد") + 5)
    assert text[start:end].strip() == "وصل الأحد"
    assert told([text])[text].weekdays == {7}


def test_a_span_points_at_what_it_says():
    rows = verify(frame(PLAN.format("ثلاثة مسارات"), PLAN.format("أربعة مسارات")), RULES, Local(1)).findings.to_dicts()

    assert [(row["text"], row["related"][0]["text"]) for row in rows] == [("أربعة", "ثلاثة")]
    assert Span(0, BODY, 0, 0) < Span(0, BODY, 1, 1)
