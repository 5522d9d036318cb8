"""Tell what numbers are by the words around them, and hold the reading to laws on any number and any text."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.model import NUMBERS
from tadqiq.recognise.numbers import numbers
from tadqiq.recognise.numbers.vague import bounds
from tadqiq.recognise.tokens import batch
from tadqiq.recognise.vocabulary import Vocabulary


def frame(texts):
    return pl.DataFrame(
        {"doc": range(len(texts)), "headline": [""] * len(texts), "body": texts},
        schema={"doc": pl.UInt32, "headline": pl.String, "body": pl.String},
    )


def read(*texts):
    """Read bodies, an article each, and gather their numbers."""
    found = [[] for _ in texts]
    for row in numbers(batch(frame(list(texts)))).iter_rows(named=True):
        found[row["doc"]].append(row)
    return found


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # dates and clock times
        ("افتتحت المكتبة عام 2008 في وسط المدينة.", [("2008", "date")]),
        ("تأسس النادي في 1952 على يد صيادين.", [("1952", "date")]),
        ("شارك في السباق 2000 متسابق من الحي.", [("2000", "cardinal")]),
        ("يبدأ العرض الساعة 8:30 مساء.", [("8:30", "time")]),
        ("تغلق الأبواب عند الساعة الثامنة والنصف.", [("الثامنة والنصف", "time")]),
        ("اجتمعت اللجنة في 25 من الشهر الجاري.", [("25", "date")]),
        # ages and lengths of time
        ("فاز الرسام (26 عاما) بالجائزة.", [("26", "age")]),
        ("يبلغ الحارس من العمر 83 عاما.", [("83", "age")]),
        ("استمر العمل خمسة أشهر.", [("خمسة", "duration")]),
        # scores and ranges
        ("فاز الفريق 2-1 على ضيفه.", [("2-1", "score")]),
        ("تتراوح الحرارة بين 20 و30 درجة.", [("20 و30", "measure")]),
        # identifiers
        ("هبطت الرحلة رقم 714 في المطار.", [("714", "identifier")]),
        ("اتصلوا بالرقم 0501234567 للحجز.", [("0501234567", "identifier")]),
        ("حلقت مقاتلة من طراز إف-16 فوق المدرج.", [("16", "identifier")]),
        # months whose names hold ordinals, and a month that is also zero
        ("ينطلق المهرجان في تشرين الأول المقبل.", []),
        ("تبدأ العطلة في شهر صفر.", []),
        # what change does to من … إلى
        ("ارتفع عدد الزوار من 200 إلى 300 زائر.", [("200", "cardinal"), ("300", "cardinal")]),
        ("ينتظر الزائر من 5 إلى 10 دقائق.", [("5 إلى 10", "duration")]),
    ],
)  # fmt: skip
def test_the_words_around_a_number_say_what_it_is(sentence, wanted):
    assert [(row["text"], row["number_kind"]) for row in read(sentence)[0]] == wanted


@pytest.mark.parametrize(
    ("sentence", "qualifier"),
    [
        ("حضر 20 طالبا.", "exact"),
        ("حضر نحو 20 طالبا.", "about"),
        ("حضر 20 طالبا تقريبا.", "about"),
        ("حضر أكثر من 20 طالبا.", "at_least"),
        ("حضر 20 طالبا على الأقل.", "at_least"),
        ("حضر ما لا يقل عن 20 طالبا.", "at_least"),
        ("حضر أقل من 20 طالبا.", "at_most"),
        ("حضر ما لا يزيد على 20 طالبا.", "at_most"),
    ],
)
def test_a_qualifier_is_found_on_either_side(sentence, qualifier):
    assert [row["qualifier"] for row in read(sentence)[0]] == [qualifier]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("55 ألفا من الزوار", 55_000),  # after a figure ألفا multiplies
        ("خمسة وخمسون ألفا من الزوار", 55_000),
        ("ألفا زائر", 2_000),  # alone it is two thousand
        ("ألفا ومئتا زائر", 1_200),  # and with و behind it one thousand
        ("مليونا نسخة", 2_000_000),
    ],
)
def test_alfa_is_a_multiplier_after_a_number_and_a_dual_elsewhere(text, low):
    assert [row["low"] for row in read(text)[0]] == [low]


@pytest.mark.parametrize("text", ["1.400", "2.500"])
def test_three_digits_behind_a_point_are_thousands_or_decimals_and_have_no_value(text):
    assert [(row["text"], row["low"]) for row in read(f"وزعت البلدية {text} شجرة.")[0]] == [(text, None)]


WORDS = [
    *("مئة", "مائة", "ثلاثمئة", "ألف", "ألفا", "آلاف", "ملايين", "واحد", "و", "عشر", "عشرون", "وعشرين", "نصف", "ونصف", "أرباع", "الأول"),
    *("12", "٣", "1,200", "3.5", "2023", "7", "/", "-", ":", ".", "،", "%", "٪", "(", ")", "$", "دولار", "سنتا", "عاما", "أيام", "ساعتين"),
    *("من", "إلى", "بين", "في", "المئة", "بعد", "شهر", "أكتوبر", "تشرين", "الثاني", "الساعة", "مساء", "نحو", "أكثر", "شخصا", "قتل", "هـ"),
    *("مقتل", "وإصابة", "أصيب", "وأصيب", "جرحى", "سعر", "زاد", "إغلاق", "هدفين", "لهدف", "نقطة", "على", "ريال", "سعودي", "تحت", "الصفر"),
]
texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.lists(st.sampled_from(WORDS), max_size=30).map("".join)
anything = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


def test_only_whole_numbers_are_a_score():
    assert [(row["number_kind"], row["low"], row["high"]) for row in read("وفاز 5-3 على ضيفه")[0]] == [("score", 5, 3)]
    assert "score" not in {row["number_kind"] for row in read("3.5 - ٣")[0]}


@given(st.lists(texts | anything, min_size=1, max_size=8))
@settings(max_examples=30, deadline=None)
def test_every_span_is_its_text_and_none_overlaps_another(bodies):
    for body, rows in zip(bodies, read(*bodies), strict=True):
        end = 0
        for row in sorted(rows, key=lambda row: row["start"]):
            assert end <= row["start"] < row["end"] <= len(body)
            assert body[row["start"] : row["end"]] == row["text"]
            assert (row["low"] is None) == (row["high"] is None)
            whole = row["low"] is not None and float(row["low"]).is_integer() and float(row["high"]).is_integer()
            assert row["low"] is None or row["low"] <= row["high"] or (row["number_kind"] == "score" and whole)
            end = row["end"]


@given(st.lists(texts, min_size=2, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_articles_of_a_batch_do_not_touch_each_other(bodies, chance):
    order = list(range(len(bodies)))
    chance.shuffle(order)

    together = read(*bodies)

    for place, rows in zip(order, read(*(bodies[n] for n in order)), strict=True):
        assert [{**row, "doc": 0} for row in rows] == [{**row, "doc": 0} for row in together[place]]


def test_the_last_words_of_an_article_do_not_part_the_triggers_of_the_next():
    doubled = "مقتل وإصابة 20 شخصا."
    opened = "أصيب 12 شخصا، هم سبعة رجال."

    alone = [[row["event"] for row in read(text)[0]] for text in (doubled, opened)]

    assert [row["event"] for row in read("حضر 5", doubled)[1]] == alone[0]
    assert [row["event"] for row in read("بلغ سعر الطن 24 دينارا عند الإغلاق.", opened)[1]] == alone[1]


def test_a_batch_without_numbers_gives_an_empty_frame_of_the_schema():
    found = numbers(batch(frame(["لا أرقام هنا.", ""]), Vocabulary()))

    assert found.height == 0
    assert dict(found.schema) == dict(pl.DataFrame(schema=NUMBERS).schema)


@pytest.mark.parametrize(
    "text",
    [
        "7" * 10_000,
        "1.2," * 5_000,
        "1 - " * 10_000,
        "1:2/" * 5_000,
        "مليون و" * 10_000 + "مليون",
        "من 1 إلى " * 8_000 + "2",
        "بين 1 و" * 8_000,
        "ثلاثة أرباع و" * 8_000,
        "الأول بعد " * 8_000,
        "ألف " * 10_000,
    ],
    ids=lambda text: text[:12],
)
def test_twice_as_many_number_words_are_twice_the_work(text, calls):
    read(text[:20])  # lexicons are read once
    half, whole = calls(lambda: read(text[: len(text) // 2])), calls(lambda: read(text))

    assert whole < 2.5 * half


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # figures over figures: a fraction before what is counted or scaled, else unread
        ("تبرع بـ 1/2 مليون ريال للمكتبة.", [("1/2 مليون ريال", 500_000, "money")]),
        ("شارك ٢/٣ السكان في التشجير.", [("٢/٣", pytest.approx(2 / 3), "cardinal")]),
        ("١/٢", [("١/٢", 0.5, "cardinal")]),
        ("انتهى اللقاء بنتيجة 34/15 لأصحاب الأرض.", [("34/15", None, "cardinal")]),
        ("يقام السباق الأحد 17/10 في المضمار.", [("17/10", None, "cardinal")]),
        ("أقيم المعرض في موسم 1985/86.", [("1985/86", 1985, "date")]),
        # a fifth, or five
        ("زرع خُمس المساحة بالقمح.", [("خُمس", 0.2, "cardinal")]),
        ("زرع خمس المساحة بالقمح.", [("خمس", None, "cardinal")]),
        ("زرع خمس حدائق.", [("خمس", 5, "cardinal")]),
        ("الحدائق الخمس الجديدة.", [("الخمس", 5, "cardinal")]),
        # a part of a whole, or two counts
        ("نال المتحف ثمانية من عشرة.", [("ثمانية من عشرة", 0.8, "cardinal")]),
        ("زار المتحف ثمانية من عشرة طلاب.", [("ثمانية", 8, "cardinal"), ("عشرة", 10, "cardinal")]),
        ("وزعت الكعكة على ثلاثة أطفال.", [("ثلاثة", 3, "cardinal")]),
        # decimals behind نقطة, or points
        ("بلغ المعدل ثلاثة نقطة خمسة.", [("ثلاثة نقطة خمسة", 3.5, "cardinal")]),
        ("جمع الفريق عشرين نقطة خمسة منها في الختام.", [("عشرين", 20, "cardinal"), ("خمسة", 5, "cardinal")]),
        # points of percentage and basis points are no percent
        ("رفع البنك الفائدة 25 نقطة أساس.", [("25", 25, "measure")]),
        ("ارتفعت النسبة ثلاث نقاط مئوية.", [("ثلاث", 3, "measure")]),
        ("ارتفعت النسبة نقطتين مئويتين.", [("نقطتين", 2, "measure")]),
        ("ارتفعت النسبة ربع نقطة مئوية.", [("ربع", 0.25, "measure")]),
        ("ارتفعت النسبة ثلاثة في المئة.", [("ثلاثة في المئة", 3, "percent")]),
        ("جمع الفريق ثلاث نقاط.", [("ثلاث", 3, "cardinal")]),
        # degrees below zero
        ("هبطت الحرارة إلى 5 درجات تحت الصفر.", [("5", -5, "measure")]),
        ("هبطت الحرارة إلى درجتين مئويتين تحت الصفر.", [("درجتين", -2, "measure")]),
        ("بلغت الحرارة −12 درجة مئوية.", [("12", -12, "measure")]),
        ("بلغت الحرارة ناقص خمس درجات.", [("ناقص خمس", -5, "measure")]),
        ("بلغت الحرارة خمس درجات.", [("خمس", 5, "measure")]),
        ("بدأ المشروع من الصفر.", [("الصفر", 0, "cardinal")]),
        # the comma of lists within a figure, and between two
        ("أغلق المؤشر عند 9،120 نقطة.", [("9،120", 9120, "cardinal")]),
        ("شارك عام 2016،17 فريقا في السباق.", [("2016", 2016, "date"), ("17", 17, "cardinal")]),
        # one and a half of a unit of time
        ("استمر العرض ساعة ونصف الساعة.", [("ساعة ونصف", 1.5, "duration")]),
        ("عاد بعد شهر ونصف شهر.", [("شهر ونصف شهر", 1.5, "duration")]),
        ("يزور المتحف كل سنة ونصف مليون منهم طلاب.", [("نصف مليون", 500_000, "cardinal")]),
        # years before the era
        ("بني السور عام 300 ق.م على التل.", [("300 ق.م", -300, "date")]),
        ("بني السور عام 300 قبل الميلاد.", [("300 قبل الميلاد", -300, "date")]),
        # a hundred alone is no percentage
        ("بلغ عدد الفرق المئة.", [("المئة", 100, "cardinal")]),
        ("لم تعرف النسبة في المئة.", []),
        ("صدر القانون رقم 15 لسنة 2018 أمس.", [("15", 15, "identifier"), ("2018", 2018, "date")]),
        ("بدأ العمل عام ألفين وثلاثة وعشرين.", [("ألفين وثلاثة وعشرين", 2023, "date")]),
        ("زار المعرض هذا العام ألفان وثلاثون طالبا.", [("ألفان وثلاثون", 2030, "cardinal")]),
        # a noun with a joined letter is not what is counted
        ("أقيمت كأس العالم 2018 لكرة القدم في الصيف.", [("2018", 2018, "date")]),
        ("شارك في السباق 2018 متسابقا.", [("2018", 2018, "cardinal")]),
        # dialects
        ("قال البائع: خد جوج دراهم.", [("جوج دراهم", 2, "money")]),
        ("ألقي حجر في فجوج الجبل.", []),
    ],
)  # fmt: skip
def test_what_a_number_is_worth_depends_on_its_neighbours(sentence, wanted):
    assert [(row["text"], row["low"], row["number_kind"]) for row in read(sentence)[0]] == wanted


@pytest.mark.parametrize(
    ("sum_", "key"),
    [
        ("100 ريال سعودي", "SAR"), ("100 ريال", "rial"), ("مئة دينار كويتي", "KWD"), ("خمسة دنانير أردنية", "JOD"),
        ("دولاران كنديان", "CAD"), ("20 دولارا أميركيا", "USD"), ("50 جنيها إسترلينيا", "GBP"), ("3 ملايين ليرة لبنانية", "LBP"),
        ("$20", "USD"), ("20 €", "EUR"), ("91 سنتا", "cent"),
    ],
)  # fmt: skip
def test_the_adjective_of_a_currency_tells_its_code(sum_, key):
    assert [(row["text"], row["unit_key"]) for row in read(f"دفع {sum_} للبائع.")[0]] == [(sum_, key)]


def test_an_adjective_of_no_currency_is_left_alone():
    rows = read("عشرون طالبا سعوديا وثلاثون كويتيا.")[0]

    assert [(row["text"], row["low"], row["number_kind"]) for row in rows] == [("عشرون", 20, "cardinal"), ("ثلاثون", 30, "cardinal")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("بضعة", 3, 9), ("بضعة آلاف", 3_000, 9_000), ("بضع عشرات", 30, 90), ("عشرات", 20, float("inf")), ("مئات الآلاف", 200_000, float("inf")),
        ("ملايين", 2_000_000, float("inf")),
    ],
)  # fmt: skip
def test_a_vague_amount_is_an_open_interval(text, low, high):
    assert [row["low"] for row in read(f"زار المعرض {text}.")[0]] == [None]
    assert bounds(text) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 1_000, "1," * 400 + "1", "٣٫٥٫٢", "3.5.2", "1,2,3", "1،2،3", "1٢3", "١٢,345", "1,٢٣٤", "12,34,567", "0,000,0",
        "nan", "NaN", "inf", "-inf", "لانهاية", "∞", "²", "½½½", "٪", "$", "-", "1e400", "0x1F", "مليون " * 60, "مليار " * 9,
        "21 ألفا و", "بلغ 20 و", "8ر27", "5،6", "%" * 50, "1/0", "0/0", "7/" * 300,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_what_is_no_readable_number_has_no_value(text):
    signs = {"½½½": 0.5}
    for row in read(text)[0]:
        assert row["low"] is None or row["number_kind"] == "identifier" or row["low"] == signs.get(text)
        assert row["text"] == text[row["start"] : row["end"]]
