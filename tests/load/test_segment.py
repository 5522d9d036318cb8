"""Part dumps into articles: what was written for these tests comes apart as it was put together."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.load import load

ARTICLES = [
    (
        "رئيس بلدية النخيل يفتتح مكتبة عامة في حي الزهور",
        [
            "افتتح رئيس بلدية مدينة النخيل سالم المرزوقي، اليوم السبت، مكتبة عامة في حي الزهور تضم ثلاثين ألف كتاب وقاعة للأطفال.",
            'وقال المرزوقي في كلمة خلال الافتتاح إن المكتبة "هدية المدينة لأبنائها"، مؤكدا أنها مفتوحة للجميع طوال أيام الأسبوع.',
            "وأضاف أن البلدية ستفتتح مكتبتين أخريين في الأحياء الشرقية قبل نهاية العام.",
        ],
    ),
    (
        'وزير الزراعة: "موسم القمح هذا العام أفضل من سابقه"',
        [
            "أكد وزير الزراعة ماجد الحسيني، الأحد، أن إنتاج القمح ارتفع بنسبة 12 بالمئة عن الموسم الماضي بفضل الأمطار الوفيرة.",
            "وأوضح الحسيني أن الحكومة اشترت من الفلاحين أكثر من 400 ألف طن حتى الآن.",
        ],
    ),
    (
        "عاجل| زلزال بقوة 5 درجات يضرب سواحل جزيرة اللؤلؤ",
        ["ضرب زلزال بقوة 5 درجات سواحل جزيرة اللؤلؤ فجر الاثنين، بحسب المركز الوطني للرصد، من دون أنباء عن ضحايا."],
    ),
    (
        "هل تعود السكك الحديدية إلى مدن الداخل؟",
        [
            "أعلنت هيئة السكك الحديدية، أمس الثلاثاء، أنها تدرس إعادة تشغيل الخط الذي يربط العاصمة بمدن الداخل بعد توقف دام عشرين عاما.",
            "وذكرت الهيئة في بيان أن الدراسة تنتهي في الربيع المقبل.",
            "من جهته، رحب اتحاد المسافرين بالخطوة، وطالب بأسعار في متناول الجميع.",
        ],
    ),
    (
        "فريق الساحل يتأهل إلى نهائي الكأس بعد فوزه على الوادي",
        ["تأهل فريق الساحل إلى نهائي كأس البلاد بعد فوزه على ضيفه الوادي بهدفين مقابل هدف في المباراة التي جرت بينهما مساء الأربعاء."],
    ),
]


def dump(text):
    loaded = load(["-"], stdin=io.BytesIO(text.encode()))
    return [(h, b.split("\n") if b else []) for h, b in loaded.articles.select("headline", "body").rows()], loaded


def joined(between="\n", inner="\n", after_headline="\n", articles=ARTICLES):
    return between.join(h + after_headline + inner.join(paragraphs) for h, paragraphs in articles)


@pytest.mark.parametrize(
    ("between", "inner", "after_headline"),
    [
        ("\n", "\n", "\n"),
        ("\r\n", "\r\n", "\r\n"),
        ("\r", "\r", "\r"),
        ("\n\n", "\n", "\n"),
        ("\n\n", "\n\n", "\n\n"),
        ("\n\n\n", "\n\n", "\n\n"),
        ("\n\n", "\n\n", "\n"),
        ("\n---\n", "\n", "\n"),
        ("\n\n=====\n\n", "\n\n", "\n\n"),
        ("\n***\n", "\n", "\n"),
        ("\n#####\n", "\n", "\n"),
        ("\n\f", "\n", "\n"),
        ("\u2029", "\u2029", "\u2029"),
        ("  \n", " \n\t", "\n"),
    ],
)
def test_articles_come_apart_as_they_were_put_together(between, inner, after_headline):
    found, loaded = dump(joined(between, inner, after_headline))

    assert found == ARTICLES
    assert [p for p in loaded.problems if p.code != "SCH007"] == []


@settings(max_examples=25)
@given(st.permutations(ARTICLES), st.integers(1, len(ARTICLES)))
def test_the_order_of_articles_changes_nothing(articles, count):
    found, loaded = dump(joined(articles=articles[:count]))

    assert found == articles[:count]
    ids = {row["headline"]: row["article_id"] for row in dump(joined())[1].articles.iter_rows(named=True)}
    assert loaded.articles["article_id"].to_list() == [ids[headline] for headline, _ in found]


def test_lines_and_bare_files():
    _, loaded = dump("\n\n" + joined("\n\n"))

    assert loaded.articles["line"].to_list() == [3, 8, 12, 15, 20]
    assert dump(ARTICLES[0][0])[0] == [(ARTICLES[0][0], [])]


def test_a_paragraph_without_its_final_stop_begins_nothing():
    headline, paragraphs = ARTICLES[0]
    bare = [(headline, [paragraphs[0], paragraphs[1].rstrip("."), paragraphs[2]]), *ARTICLES[1:]]

    assert dump(joined(articles=bare))[0] == bare


def test_a_block_that_begins_with_a_paragraph_has_no_headline():
    paragraphs = ARTICLES[0][1]

    assert dump("\n".join(paragraphs))[0] == [("", paragraphs)]
    assert dump(joined("\n---\n") + "\n---\n" + "\n".join(paragraphs))[0][-1] == ("", paragraphs)
    assert dump("اتفقت المدينتان على تمديد الهدنة.\nوقال المصدر إن الاتفاق يبدأ غدا.")[0][0][0] == ""


def test_a_headline_with_a_stop_is_still_a_headline():
    assert (
        dump("تمديد الهدنة ليوم ثامن.\nاتفقت المدينتان على تمديد الهدنة يوما آخر، بحسب بيان مشترك.")[0][0][0] == "تمديد الهدنة ليوم ثامن."
    )


def test_front_matter_names_the_article():
    head = "---\ndate: 2024-03-01\nالمصدر: صحيفة الساحل\nid: n-7\n---\n"
    titled = '---\ntitle: "مطر على الساحل"\n---\nهطل المطر على الساحل.\n'
    found, loaded = dump(head + joined(articles=ARTICLES[:1]) + "\n" + titled)

    assert found == [ARTICLES[0], ("مطر على الساحل", ["هطل المطر على الساحل."])]
    assert loaded.articles.select("article_id", "outlet").row(0) == ("n-7", "صحيفة الساحل")
    assert str(loaded.articles["date"][0]) == "2024-03-01"


def test_an_ornament_inside_an_article_stays_in_it():
    headline, paragraphs = ARTICLES[0]
    ornate = [(headline, [*paragraphs[:2], "* * *", paragraphs[2]]), *ARTICLES[1:]]

    assert dump(joined(articles=ornate))[0] == ornate


def test_a_near_thing_is_told_with_its_line():
    lines = [
        *joined(articles=ARTICLES[:1]).split("\n"),
        "ألف كتاب للأطفال في مكتبة المدينة",
        "قال مدير المدارس هاني السعدي، اليوم الأحد، إن قاعة الأطفال في المكتبة تستقبل المدارس صباح كل يوم.",
        "وأضاف المرزوقي أن البلدية ستشتري كتبا أخرى في العام المقبل.",
    ]
    _, loaded = dump("\n".join(lines))
    told = [p for p in loaded.problems if p.code == "SCH007"]

    assert [(p.line, p.args["text"]) for p in told] == [(5, lines[4])]


def test_two_headlines_on_end_are_one_article_or_told():
    """A headline without a body, or a line above the headline: which of the two cannot be known."""
    lines = (
        joined(articles=[*ARTICLES[:2], ("مجلس المدينة يناقش أسعار المواصلات الأسبوع المقبل", []), *ARTICLES[2:]])
        .replace("\n\n", "\n")
        .split("\n")
    )
    found, loaded = dump("\n".join(lines))

    assert [text for h, body in found for text in (h, *body)] == lines
    assert len(found) == 6 or [p.line for p in loaded.problems if p.code == "SCH007"] == [8]


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["", "---", "***", "=====", "مطر", "هطل المطر.", "وقال: نعم.", "\f", "title: مطر", "عاجل| خبر", "a" * 700, "؟", "ـ"]
        ),
        max_size=25,
    )
)
def test_no_line_of_text_is_lost(lines):
    loaded = load(["-"], stdin=io.BytesIO("\n".join(lines).encode()))
    rules = {"---", "***", "=====", "", "\f"}
    kept = [
        line
        for row in loaded.articles.select("headline", "body").rows()
        for field in row
        for line in field.split("\n")
        if line and line not in rules
    ]

    if "title: مطر" not in lines:
        assert kept == [line for line in lines if line not in rules]
    else:
        assert len(kept) <= len(lines)
