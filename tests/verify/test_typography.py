"""Hold the rules of typography to what an editor would call a fault: quotation marks, cut-off letters, words in two dresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.verify.packs import kind_module

from .conftest import RULES, frame, page_findings, view

PAGE = ("STR001", "STR002", "STR003", "STR004", "STR008", "TYP001", "TYP002", "TYP003", "TYP005", "TYP009")


def findings(code, *bodies):
    return page_findings(code, *(("سوق جديدة", body) for body in bodies))


def texts(code, body):
    return [row["text"] for row in findings(code, body)]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('وقال إن الحريق "لا يزال قيد التحقيق الآن.', '"لا يزال قيد'),
        ('وقال إن الحريق لا يزال قيد التحقيق".', 'يزال قيد التحقيق"'),
        ('وقال إن الحريق لا يزال قيد التحقيق ".', 'يزال قيد التحقيق "'),
        ('وقال إن الحريق لا يزال قيد التحقيق"', 'يزال قيد التحقيق"'),
        ('وقال: " الحريق لا يزال كبيرا.', '" الحريق لا يزال'),
        ("وقال: «نعم", "«نعم"),
        ('"', '"'),
    ],
)
def test_a_lone_mark_is_shown_with_the_words_on_its_inner_side(body, shown):
    assert texts("TYP001", body) == [shown]


def test_an_inner_quotation_is_shown_beside_the_outer_one():
    [one] = findings("TYP002", 'وقالت إن الخط "يلبي حاجة ركاب "الساحل الشرقي" إلى رحلات مباشرة".')

    assert one["text"] == '"الساحل الشرقي"'
    assert [other["text"] for other in one["related"]] == ['"يلبي حاجة ركاب "الساحل الشرقي" إلى رحلات مباشرة"']


def test_each_of_many_inner_quotations_has_its_own_outer_one():
    told = findings("TYP002", "قال " + '"أ "ب" ج" ' * 300)

    assert len(told) == len({other["start"] for row in told for other in row["related"]}) == 300
    assert all(0 < row["start"] - row["related"][0]["start"] < 4 for row in told)


def test_a_long_inner_quotation_may_be_a_new_speech_and_is_not_told():
    inner = "لقد كان عاما صعبا علينا جميعا لكننا بنينا الجسر وفتحنا المدرسة"

    assert texts("TYP002", f'وقالت: "الخط جديد. وأضافت: "{inner}" ثم تابعت: "شكرا".') == []


@pytest.mark.parametrize(
    "body",
    [
        'وتشغل "مرجان 3"، عبر زر "مكالمة الشاشة" في واجهة الهاتف".',  # the mark after the figure may be inches
        "وقال: «. وأبلغ النادي «قررت البقاء هنا»، ثم قال:»",  # what stands between two quotations
    ],
)
def test_a_reading_in_doubt_names_no_inner_quotation(body):
    assert texts("TYP002", body) == []


@pytest.mark.parametrize(
    ("body", "shown", "suggestion"),
    [
        ('وذكرت صحيفة "أخبار المطار "أن الرحلات بدأت.', '"أخبار المطار "أن', '"أخبار المطار" أن'),
        ('وذكرت صحيفة "أخبار المطار"أنّ الرحلات بدأت.', '"أخبار المطار"أنّ', '"أخبار المطار" أنّ'),
        ("وذكرت صحيفة « أخبار المطار » ذلك.", "« أخبار المطار »", "«أخبار المطار»"),
        ('وتضم " 31" سفينة.', '" 31"', '"31"'),
    ],
)
def test_a_space_on_the_wrong_side_is_shown_and_mended(body, shown, suggestion):
    [one] = findings("TYP003", body)

    assert (one["text"], one["suggestion"]) == (shown, suggestion)


def test_of_a_long_quotation_only_the_wrong_end_is_shown():
    long = "لقد كان عاما صعبا علينا جميعا لكننا بنينا الجسر وفتحنا المدرسة"

    assert texts("TYP003", f'وكتب: " {long}".') == ['" لقد']
    assert texts("TYP003", f'وكتب: "{long} ".') == ['المدرسة "']


def test_spaces_that_are_wrong_everywhere_are_told_once_an_article():
    [one] = findings("TYP003", 'وتضم " 31 " سفينة و" 12 " زورقا، وهي " للصيد ".')

    assert (one["text"], len(one["related"])) == ('" 31 "', 2)
    assert one["message_en"].endswith("3.")


@pytest.mark.parametrize(
    ("body", "shown", "suggestion"),
    [
        ("و قال الوزير.", "و قال", "وقال"),
        ("بيعت اللوحات و التماثيل.", "و التماثيل", "والتماثيل"),
        ("اتصل بـ السحيمي مساء.", "بـ السحيمي", "بالسحيمي"),
        ("قدمها لـ المدينة كلها.", "لـ المدينة", "للمدينة"),
        ("وصفه كـ صديق قديم.", "كـ صديق", "كصديق"),
        ("قدمها هدية ل سكان الوادي.", "ل سكان", None),
        ("\u200fو قال الوزير.", "\u200fو قال", "وقال"),
    ],
)
def test_a_letter_cut_off_from_its_word_is_told(body, shown, suggestion):
    [one] = findings("TYP005", body)

    assert (one["text"], one["suggestion"]) == (shown, suggestion)


@pytest.mark.parametrize(
    "body",
    [
        "وقال الوزير.",
        'تعرف القصة بـ "سمكة الوادي".',
        "بيعت بـ 20 دينارا و 30 درهما.",
        "شركتا NASCO و ORAS وكذلك بـ PDF.",
        "الفئتان أ و ب من الجدول.",
        "وكالة (أ ف ب) ووكالة (د ب أ).",
        "وجاء في الخطة ب أنها بديلة.",
        "ينصح بفيتامين ب المركب.",
        "على بعد 70 ك من المحافظة.",
        "انتهى العد عند و\nقال الوزير.",
        "الباحثون أ. ب. السحيمي.",
        "ب العوامل الأخرى.",
    ],
)
def test_a_letter_that_is_a_name_or_keeps_its_stroke_is_left_alone(body):
    assert texts("TYP005", body) == []


def test_each_cut_off_letter_is_told_once_an_article():
    told = findings("TYP005", "و قال الوزير و نائبه إنهما بـ الوادي.", "و قال الوزير.")

    assert [(row["article_id"], row["text"], len(row["related"])) for row in told] == [
        ("0", "و قال", 1),
        ("0", "بـ الوادي", 0),
        ("1", "و قال", 0),
    ]


@pytest.mark.parametrize(
    ("body", "shown", "suggestion"),
    [
        ("اتفقا على الهُدنة. وتنتهي الهدنة غدا. وبعد الهدنة عمل.", "الهُدنة", "الهدنة"),
        ("اتفقا على الهُدنة. وتنتهي الهُدنة غدا. وبعد الهدنة عمل.", "الهدنة", None),  # marks are nobody's to add
        ("القاعة مُجهزة، والأخرى مجهزة.", "مُجهزة", "مجهزة"),
        ("وصل المستقلّون، وغاب المستقلون.", "المستقلّون", "المستقلون"),
        ("وصلت الهُـدنة، وغابت الهـدنة.", "الهُـدنة", "الهدنة"),
    ],
)
def test_a_word_in_two_dresses_is_told_at_the_rarer_one(body, shown, suggestion):
    [one] = findings("TYP009", body)

    assert (one["text"], one["suggestion"]) == (shown, suggestion)
    assert len(one["related"]) == 1


@pytest.mark.parametrize(
    "body",
    [
        "كُتبت الرسالة وكتبت غيرها.",
        "علم أنّ الوادي بعيد، وأن الطريق طويل.",
        "فاز الفريقُ وتقدم الفريق.",
        "جاء مثلاً ومثلا.",
        "قرأ «وَالْإِحْسَانِ» والإحسان كثير.",
        "وصل الكُتّاب ومعهم الكتاب.",
        "التُقطت الصور، ثم التقطت غيرها.",
        "شاهد اللاعبيْن وبقية اللاعبين.",
        "الهـدنة والهدنة.",
        "الهدنة والهُدنة.",
    ],
)
def test_marks_that_are_no_matter_of_style_are_left_alone(body):
    assert texts("TYP009", body) == []


def test_an_article_in_two_dresses_throughout_names_three_words():
    words = ["الهُدنة", "المُتحف", "المُسابقة", "المُفاوضات"]

    assert texts("TYP009", " ".join([*words, *(word.replace("ُ", "") for word in words)])) == words[:3]


def test_two_articles_may_dress_a_word_each_in_its_way():
    assert findings("TYP009", "وصلت الهُدنة.", "غابت الهدنة.") == []


anything = st.text(
    st.one_of(
        st.sampled_from("\"«»“”″'()[].،:؟… \n\tـُّوبلكفالم12٣\u200f\u200b\u202b\u001a\ufeffﻻﺍ﴿ABé"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=50,
)
pieces = st.lists(
    st.sampled_from([" ", "\n", "و ", "بـ ", '"', "«", "»", ".", "الهُدنة ", "الهدنة ", "قال إن المدينة ", "24.", "\u200f", "49", "\x1a"]),
    max_size=30,
)
whole = st.one_of(anything, pieces.map("".join))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(whole, whole), min_size=1, max_size=3))
def test_every_place_is_inside_the_text_it_is_shown_in(articles):
    shown = view(frame(*articles))

    for code in PAGE:
        for hit in kind_module(RULES[code].kind).find(shown, RULES[code]):
            for span in (hit.span, *hit.related):
                text = articles[span.doc][span.field]
                assert 0 <= span.start < span.end <= len(text)
                assert span.doc == hit.span.doc


@pytest.mark.parametrize(
    ("body", "shown", "suggestion"),
    [
        ('وقال الصباغ" إن الجسر آمن" للصحف.', 'الصباغ" إن الجسر آمن"', 'الصباغ "إن الجسر آمن"'),
        ('وأردف:" أريد جسرا" ثم مضى.', 'وأردف:" أريد جسرا"', 'وأردف: "أريد جسرا"'),
        ('وسماه بـ" جسر الوادي" الناس.', '" جسر الوادي"', '"جسر الوادي"'),
        ("وكتب «جسر الوادي «على لوحة.", "«جسر الوادي «على", None),
    ],
)
def test_a_space_inside_a_mark_is_moved_and_a_turned_mark_is_left_to_the_editor(body, shown, suggestion):
    [one] = findings("TYP003", body)

    assert (one["text"], one["suggestion"]) == (shown, suggestion)


def test_of_two_opening_marks_before_one_closing_the_far_one_has_no_partner():
    body = 'وقدم دعما بـ"6 آلاف دينار، في إطار "الرباط الوثيق الذي يجمع البلدتين". وفق البلدية.'
    [one] = findings("TYP001", body)

    assert one["text"].startswith('"6')
