"""Hold the problems of quotation marks to what an editor would call a problem."""

import polars as pl
import pytest

from tadqiq.recognise.quotations import quotations
from tadqiq.recognise.tokens import batch
from tadqiq.recognise.vocabulary import Vocabulary


def problems(body):
    frame = pl.DataFrame({"doc": [0], "headline": [""], "body": [body]}, schema_overrides={"doc": pl.UInt32})
    found = quotations(batch(frame, Vocabulary()))
    return [(row["text"], row["problem"]) for row in found.iter_rows(named=True) if row["problem"]]


@pytest.mark.parametrize(
    "body",
    [
        'وكتب: "لقد كان عاما صعبا علينا.\n"لكننا بنينا الجسر وفتحنا المدرسة".',
        'وكتب: "لقد كان عاما صعبا علينا.\n"لكننا بنينا الجسر.\n"وعادت المياه إلى بيوتكم".',
        "وكتب: «لقد كان عاما صعبا علينا.\n«لكننا بنينا الجسر وفتحنا المدرسة».\nوشكر السكان «على صبرهم».",
    ],
)
def test_a_speech_whose_paragraphs_each_open_anew_is_whole(body):
    assert problems(body) == []


def test_a_quotation_that_is_never_closed_is_no_speech_because_the_next_paragraph_begins_with_a_word():
    assert problems('وكتب: "لقد كان عاما صعبا علينا.\nوشكر السكان "على صبرهم".') == [('"', "unbalanced")]


def test_a_quotation_of_its_own_in_the_next_paragraph_closes_nothing_before_it():
    body = 'وكتب: "لقد كان عاما صعبا علينا.\n"سمكة الوادي" هي القصة التي يقرؤها الأطفال كل مساء في المكتبة.'

    assert problems(body) == [('"', "unbalanced")]


def test_a_mark_that_was_typed_twice_is_no_quotation_inside_another():
    assert problems("وبدأ بقوله: ««وقل رب زدني علما»» ثم شرحه.") == []


def test_a_name_at_the_end_of_a_quotation_with_the_same_marks_is_nested():
    assert problems('وقالت إنها "تقرأ للأطفال قصة "سمكة الوادي"".') == [('"سمكة الوادي"', "nested-same")]


def test_a_double_prime_after_a_figure_closes_what_a_curly_mark_opened():
    """Blog software writes a straight mark after a figure as inches."""
    assert problems("وتسلمت المدرسة جهازا من نوع “مرجان 40″، بحسب مجلة “أخبار 500″ التي ذكرته.") == []


def test_a_double_prime_after_a_figure_is_inches_where_nothing_is_open():
    assert problems("وتسلمت المدرسة شاشات قياس 55″ وأخرى أصغر منها.") == []
