"""Hold the rules of structure to what an editor would call a fault: lost headlines, bodies and stops, characters nobody sees."""

import pytest

from .conftest import page_findings

LEAD = "افتتحت بلدية خليج السنديان، اليوم السبت، سوقا جديدة للسمك قرب المرفأ القديم."
NEXT = "وأضاف رئيس البلدية نادر السحيمي أن السوق ستفتح أبوابها كل يوم من الفجر حتى الظهر."
BARE = "وقال رئيس البلدية نادر السحيمي إن السوق تضم أربعين محلا ومخزنا مبردا كبيرا"


def texts(code, headline, body):
    return [row["text"] for row in page_findings(code, (headline, body))]


def test_an_article_without_a_headline_is_shown_by_its_first_words():
    [one] = page_findings("STR001", ("عنوان", LEAD), ("", LEAD), ("", ""))

    assert (one["article_id"], one["field"], one["text"]) == ("1", "body", "افتتحت بلدية خليج السنديان، اليوم السبت")


def test_the_words_shown_stay_in_the_first_paragraph():
    assert texts("STR001", "", "عاجل\nوصلت القافلة إلى الوادي.") == ["عاجل"]


def test_a_headline_without_a_body_is_shown_whole():
    assert texts("STR004", " إغلاق جسر النهر ", " \n ") == ["إغلاق جسر النهر"]


def test_a_body_that_repeats_the_headline_in_another_dress_is_no_body():
    assert texts("STR004", "إغلاقُ جسر النهر", "إغلاق جسر النهر.") == ["إغلاقُ جسر النهر"]
    assert texts("STR004", "إغلاق جسر النهر", "إغلاق جسر النهار.") == []


def test_an_article_says_once_how_many_paragraphs_have_lost_their_stop():
    body = "\n".join([LEAD, NEXT, BARE, NEXT, NEXT, BARE + " منذ أمس", NEXT])

    [one] = page_findings("STR002", ("سوق جديدة", body))

    assert one["text"] == "ومخزنا مبردا كبيرا"
    assert [other["text"] for other in one["related"]] == ["كبيرا منذ أمس"]
    assert "2" in one["message_ar"]


@pytest.mark.parametrize("end", [".", "؟", "!", "…", "...", '".', '."', "».", ".»", ").", ".)", ". ", "؟!", ".\u200f", ":", "،", " -"])
def test_a_paragraph_may_end_in_any_of_these(end):
    assert texts("STR002", "سوق جديدة", "\n".join([LEAD, BARE + end, NEXT])) == []


@pytest.mark.parametrize("end", ["", '"', "»", "\u200f", " "])
def test_a_closing_mark_alone_is_no_final_stop(end):
    assert len(texts("STR002", "سوق جديدة", "\n".join([LEAD, BARE + end, NEXT]))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "- " + BARE,  # an item of a list
        "1. " + BARE,
        '"' + BARE + '"',  # a pull quote
        "وقال رئيس البلدية كلاما قصيرا",
        "صورة للسوق الجديدة قبل افتتاحها بيوم وفيها عدد كبير من العمال والصيادين",  # a caption
        "وقال رئيس البلدية إن السوق تضم أربعين محلا ومخزنا مبردا. وكالة المرفأ",  # a signature
        "وقال رئيس البلدية إن السوق تضم أربعين محلا ومخزنا مبردا كبيرا (وكالة المرفأ)",
        "وقال رئيس البلدية إن تفاصيل السوق كلها منشورة على الموقع الجديد www.example.org",
        "وزير الزراعة يزور السوق الجديدة ويلتقي عددا من الصيادين في مرفأ خليج السنديان",  # و is the word's own
    ],
)
def test_a_line_that_is_no_plain_paragraph_ends_as_it_likes(line):
    assert texts("STR002", "سوق جديدة", f"{LEAD}\n{line}\n{NEXT}") == []
    assert texts("STR002", "سوق جديدة", f"{LEAD}\n{NEXT}\n{line}") == []


def test_an_article_that_often_leaves_the_stop_out_follows_its_habit():
    assert texts("STR002", "سوق جديدة", f"{LEAD}\n{BARE}\n{BARE}") == []
    assert texts("STR002", "سوق جديدة", f"{BARE}\n{BARE}\n{BARE}") == []


@pytest.mark.parametrize("headline", ["تمديد المعرض.", "تمديد المعرض .", 'تمديد "المعرض".', "تمديد المعرض. وختامه السبت."])
def test_a_headline_that_ends_in_a_stop_is_told(headline):
    [one] = page_findings("STR003", (headline, LEAD))

    assert one["text"].endswith(".")
    assert one["suggestion"] == one["text"].removesuffix(".").rstrip()


@pytest.mark.parametrize(
    "headline", ["", ".", "..", "تمديد المعرض..", "تمديد المعرض...", "تمديد المعرض؟", "الباحث ط. م.", "Oras Co.", "ثمنه 1.5"]
)
def test_other_points_at_the_end_of_a_headline_are_left_alone(headline):
    assert texts("STR003", headline, LEAD) == []


@pytest.mark.parametrize("code", [0x00AD, 0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202B, 0x2060, 0x2066, 0xFEFF])
def test_no_invisible_character_may_stand_between_two_arabic_letters(code):
    [one] = page_findings("STR008", ("معرض", f"وصلت اللوحة إلى الم{chr(code)}دينة أمس."))

    assert one["text"] == f"الم{chr(code)}دينة"
    assert f"U+{code:04X}" in one["message_en"]
    assert one["suggestion"] == (None if code == 0x202B else "المدينة")


@pytest.mark.parametrize(("broken", "shown"), [("12\u200f7", "12\u200f7"), ("24.\u200f49", "24.\u200f49"), ("24\u200e,5", "24\u200e,5")])
def test_no_invisible_character_may_stand_in_a_figure(broken, shown):
    assert texts("STR008", "معرض", f"بلغ ثمن اللوحة {broken} دينار.") == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffوصلت اللوحة.",
        "وصلت \u200fاللوحة\u200f أمس.",
        "شركة Oras\u200f العربية",
        "نظام\u200f5",
        "المادة 5\u200f.",
        "انظر 5. \u200f6 لوحات",
        "سنة 904 ه\u200d للهجرة",
        "240\u00a0دينارا",
        "قال النبي ﷺ",
        "﴿اقرأ﴾",
        "ثمنها 10 ﷼",
        "Zwi\u00adschen",
    ],
)
def test_what_nobody_sees_and_nothing_breaks_is_left_alone(text):
    assert texts("STR008", "معرض", text) == []


def test_letters_in_the_forms_of_print_are_written_as_letters():
    [one] = page_findings("STR008", ("معرض", "وصلت ﺍﻟﻠﻮﺣﺔ ﺇﻟﻰ ﺍﻟﻤﺪﻳﻨﺔ."))

    assert (one["text"], one["suggestion"], len(one["related"])) == ("ﺍﻟﻠﻮﺣﺔ", "اللوحة", 2)


def test_each_hidden_character_is_told_once_an_article_with_its_number():
    body = "وصلت ال\u200fلوحة.\nو\u200fكانت في ال\u200fمدينة، وم\u200bعها أخرى."

    told = page_findings("STR008", ("معرض", body), ("معرض", "ال\u200fلوحة"))

    assert [(row["article_id"], row["text"]) for row in told] == [("0", "ال\u200fلوحة"), ("0", "وم\u200bعها"), ("1", "ال\u200fلوحة")]
    assert told[0]["message_en"].endswith("3.")


def test_a_row_of_control_characters_is_one_fault():
    [one] = page_findings("STR008", ("معرض", "السبب الأول.\n\x1a\x1a السبب الثاني.\n\x1a"))

    assert (one["text"], len(one["related"])) == ("\x1a\x1a السبب", 1)


def test_a_control_character_is_shown_with_the_word_beside_it():
    [one] = page_findings("STR008", ("معرض", "السبب الأول.\n\x1a السبب الثاني."))

    assert (one["text"], one["suggestion"]) == ("\x1a السبب", "السبب")
