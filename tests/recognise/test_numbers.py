"""Tell what numbers are by the words around them, and hold the reading to laws on any number and any text."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.model import NUMBERS
from tadqiq.recognise.numbers import numbers
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


UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
SCALES = [("ألف", "آلاف"), ("مليون", "ملايين"), ("مليار", "مليارات"), ("تريليون", "تريليونات")]


def below_hundred(n, *, feminine, oblique):
    ending = "ين" if oblique else "ون"
    names = FEMININE if feminine else UNITS
    if n <= 10:
        return names[n].replace("ان", "ين") if n == 2 and oblique else names[n]
    if n == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if n == 12:
        return ("اثنت" if feminine else "اثن") + ("ي" if oblique else "ا") + (" عشرة" if feminine else " عشر")
    if n < 20:
        return names[n - 10] + (" عشرة" if feminine else " عشر")
    tens = TENS[n // 10] + ending
    return f"{below_hundred(n % 10, feminine=feminine, oblique=oblique)} و{tens}" if n % 10 else tens


def below_thousand(n, *, hundred, **form):
    rest = below_hundred(n % 100, **form) if n % 100 else ""
    if n < 100:
        return rest
    dual = hundred[:-1] + ("تين" if form["oblique"] else "تان")
    whole = {1: hundred, 2: dual}.get(n // 100) or FEMININE[n // 100].replace("ثماني", "ثمان") + hundred
    return f"{whole} و{rest}" if rest else whole


def scaled(n, scale, **form):
    """Count thousands, millions …: ألفان, ثلاثة آلاف, أحد عشر ألفا, مئة ألف."""
    one, many = SCALES[scale]
    if n <= 2:
        return one if n == 1 else one + ("ين" if form["oblique"] else "ان")
    counted = many if 3 <= n % 100 <= 10 else one + "ا" if n % 100 > 10 else one
    return f"{below_thousand(n, **{**form, 'feminine': False})} {counted}"


def spelled(n, **form):
    """Write a number in words."""
    groups = [n // 1000**place % 1000 for place in range(len(SCALES) + 1)]
    parts = [scaled(group, place - 1, **form) for place, group in enumerate(groups) if place and group][::-1]
    if groups[0]:
        parts.append(below_thousand(groups[0], **form))
    return " و".join(parts)


# 101,000 and 102,000 have no one settled form.
groups = st.integers(0, 999).filter(lambda n: n < 3 or n % 100 > 2 or n % 100 == 0)
values = st.lists(groups, min_size=1, max_size=5).map(lambda parts: sum(p * 1000**k for k, p in enumerate(parts))).filter(lambda n: n > 2)
forms = st.fixed_dictionaries({"feminine": st.booleans(), "oblique": st.booleans(), "hundred": st.sampled_from(["مئة", "مائة"])})


@given(st.lists(st.tuples(values, forms), min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_a_number_written_in_words_is_read_back(cases):
    texts = [spelled(n, **form) for n, form in cases]

    for (n, _), text, rows in zip(cases, texts, read(*texts), strict=True):
        assert [(row["text"], row["low"]) for row in rows] == [(text, n)]


DIGITS = [str.maketrans("0123456789", script) for script in ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")]


@given(st.lists(st.integers(10_000, 10**14), min_size=1, max_size=20), st.sampled_from(DIGITS))
@settings(max_examples=30, deadline=None)
def test_figures_in_groups_of_three_are_read_back_in_every_script(cases, script):
    texts = [f"{n:,}".translate(script) for n in cases]

    for n, text, rows in zip(cases, texts, read(*texts), strict=True):
        assert [(row["text"], row["low"]) for row in rows] == [(text, n)]


WORDS = [
    *("مئة", "مائة", "ثلاثمئة", "ألف", "ألفا", "آلاف", "ملايين", "واحد", "و", "عشر", "عشرون", "وعشرين", "نصف", "ونصف", "أرباع", "الأول"),
    *("12", "٣", "1,200", "3.5", "2023", "7", "/", "-", ":", ".", "،", "%", "٪", "(", ")", "$", "دولار", "سنتا", "عاما", "أيام", "ساعتين"),
    *("من", "إلى", "بين", "في", "المئة", "بعد", "شهر", "أكتوبر", "تشرين", "الثاني", "الساعة", "مساء", "نحو", "أكثر", "شخصا", "قتل", "هـ"),
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
