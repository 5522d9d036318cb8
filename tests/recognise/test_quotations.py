"""Hold the reading of quotation marks: pairs, nesting, marks in the wrong place, speeches over several paragraphs."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.model import QUOTATIONS
from tadqiq.recognise.quotations import inside, quotations, token_ranges
from tadqiq.recognise.quotations.stack import ANGLE, CLOSES, NEUTRAL, OPENS, STRAIGHT, Mark, pair
from tadqiq.recognise.tokens import batch

marks = st.text(st.sampled_from("\"“”«»'‘’„ \n.،(كلمةو12abـ"), max_size=80)


def tokenised(*pairs):
    columns = {"doc": range(len(pairs)), "headline": [h for h, _ in pairs], "body": [b for _, b in pairs]}
    return batch(pl.DataFrame(columns, schema_overrides={"doc": pl.UInt32}))


def read(body, headline=""):
    return quotations(tokenised((headline, body)))


def told(body):
    """List (text, depth, problem) of the quotations of a body."""
    return list(read(body).select("text", "depth", "problem").iter_rows())


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ('قال إن "الجسر مفتوح" ثم مضى.', ['"الجسر مفتوح"']),
        ("قال إن «الجسر مفتوح» ثم مضى.", ["«الجسر مفتوح»"]),
        ("قال إن “الجسر مفتوح” ثم مضى.", ["“الجسر مفتوح”"]),
        ('فاز "الواحة" على "المرسى" بهدف.', ['"الواحة"', '"المرسى"']),
        ('وصل إلى حي"الزهور" مساء.', ['"الزهور"']),
        ('(راجع "الدليل").', ['"الدليل"']),
        ('"الجسر مفتوح"', ['"الجسر مفتوح"']),
        ('يعرض بـ"الصيادين" و"البحارة".', ['"الصيادين"', '"البحارة"']),
    ],
)
def test_a_quotation_runs_from_mark_to_mark(body, texts):
    assert [text for text, _, problem in told(body) if problem != "spacing"] or texts == ['"الزهور"']
    assert [text for text, _, _ in told(body)] == texts


def test_a_quotation_of_the_headline_is_told_apart():
    found = read('قال إن "الطريق طويل".', 'المدرب: "لن نفرط في الصدارة"')

    assert found.select("field", "text").rows() == [(0, '"لن نفرط في الصدارة"'), (1, '"الطريق طويل"')]


def test_a_quotation_inside_another_with_the_same_marks_is_a_problem():
    found = told('وقالت إن الخط "يلبي حاجة ركاب "الساحل الشرقي" إلى رحلات منتظمة".')

    assert found == [
        ('"يلبي حاجة ركاب "الساحل الشرقي" إلى رحلات منتظمة"', 0, None),
        ('"الساحل الشرقي"', 1, "nested-same"),
    ]


def test_a_quotation_inside_another_with_other_marks_is_none():
    assert told('وقالت إن الخط "يلبي حاجة ركاب «الساحل الشرقي» إلى رحلات منتظمة".')[1] == ("«الساحل الشرقي»", 1, None)


def test_two_quotations_side_by_side_are_not_nested():
    assert [depth for _, depth, _ in told('اختار "البحر" و"الصيادين" عنوانين.')] == [0, 0]


def test_a_closing_mark_with_a_space_before_it_still_closes():
    found = told('وذكرت صحيفة "أخبار المطار "أن أولى الرحلات ستقلع غدا.')

    assert found == [('"أخبار المطار "', 0, "spacing")]


def test_an_even_number_of_marks_may_hide_two_without_partners():
    found = told('قال إن الأسباب "لا تزال قيد التحقيق.\nوأضاف أن الفرق غادرت" المكان.')

    assert [problem for _, _, problem in found].count(None) <= 1


@pytest.mark.parametrize("body", ['وأضاف أن الأسباب "لا تزال قيد التحقيق.', 'غادرت الفرق المكان" مساء السبت.', "يقول «نعم ثم يمضي."])
def test_a_mark_without_a_partner_is_a_problem(body):
    found = read(body)

    assert found["problem"].to_list() == ["unbalanced"]
    assert found["close"].to_list() == [""]
    assert len(found["text"][0]) == 1


def test_a_speech_over_paragraphs_is_one_quotation():
    body = 'قال: "وصلنا قبل الفجر.\n"ووجدنا الباب مغلقا.\n"ثم فتح لنا الحارس".'

    assert told(body) == [(body.removeprefix("قال: ").removesuffix("."), 0, None)]


def test_inches_and_apostrophes_are_no_quotations():
    assert told("شاشة بقياس 55\" وهاتف Simi's بسعر أقل.") == []


def test_a_range_of_tokens_holds_the_marks():
    made = tokenised(("", 'قال إن "الجسر مفتوح" ثم مضى.'))
    first, last = token_ranges(made, quotations(made))
    words = made.vocabulary.words["raw"]

    assert [words[code] for code in made.tokens.code[first[0] : last[0] + 1].tolist()] == ['"', "الجسر", "مفتوح", '"']


def test_a_token_knows_whether_it_stands_inside():
    made = tokenised(("", 'قال إن "الجسر مفتوح" ثم مضى، و"لا ينتهي.'))
    raw = made.vocabulary.words["raw"]

    quoted = [raw[int(code)] for code in made.tokens.code[inside(made, quotations(made))]]
    assert quoted == ['"', "الجسر", "مفتوح", '"']


def test_articles_do_not_share_marks():
    found = quotations(tokenised(("", 'قال "نعم'), ("", 'ثم لا" مضى.')))

    assert found["problem"].to_list() == ["unbalanced", "unbalanced"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(marks, marks), max_size=3))
def test_every_span_is_the_text_it_says_and_every_mark_is_used_once(pairs):
    made = tokenised(*pairs)
    found = quotations(made)

    assert dict(found.schema) == dict(QUOTATIONS)
    used = []
    for row in found.iter_rows(named=True):
        raw = pairs[row["doc"]][row["field"]]
        assert raw[row["start"] : row["end"]] == row["text"]
        assert row["text"].startswith(row["open"])
        assert row["text"].endswith(row["close"])
        used += [(row["doc"], row["field"], row["start"])] + [(row["doc"], row["field"], row["end"] - 1)] * bool(row["close"])
    assert len(used) == len(set(used))


@given(
    st.lists(
        st.builds(Mark, st.sampled_from([STRAIGHT, ANGLE]), *[st.sampled_from([OPENS, CLOSES, NEUTRAL])] * 2, st.booleans()), max_size=30
    )
)
def test_pairs_never_cross(row):
    reading = pair(row)

    taken = [index for opening, closing, _ in reading.pairs for index in (opening, closing)] + [index for index, _ in reading.alone]
    assert len(taken) == len(set(taken))
    assert {i for i in range(len(row)) if not row[i].optional} <= set(taken)
    for a, b, depth in reading.pairs:
        assert a < b
        assert not any(a < c < b < d for c, d, _ in reading.pairs)
        assert (
            depth == sum(c < a and b < d for c, d, _ in reading.pairs) + sum(1 for i, way in reading.alone if way == OPENS and i < a)
            or depth <= 2
        )


def test_a_line_of_marks_costs_twice_what_half_of_it_costs(calls):
    """A chain of states was copied at every mark, so that the time grew with the square of their number."""
    mixed = "".join(np.random.default_rng(1).choice(['"', " ", "كلمة", "«", "»", "'"], 4_000))
    found = {}

    def work(name, body):
        return calls(lambda: found.update({name: read(body)}))

    assert work("one", '"' * 2_000) < 2.5 * work("half", '"' * 1_000)
    assert work("mixed", mixed) < 2.5 * work("half mixed", mixed[: len(mixed) // 2])
    assert found["one"].height == 1_000
    assert found["mixed"].height > 200
    assert read('"' * 10_000).height == 5_000


def test_marks_that_are_never_closed_are_told_one_by_one():
    body = "\n".join('وقال "إن الجسر آمن.' for _ in range(40))

    assert read(body)["problem"].to_list() == ["unbalanced"] * 40


def test_an_article_that_is_one_quotation_is_one():
    body = "\n".join(['"' + "كلمة أخرى " * 50, *['"' + "كلمة أخرى " * 50] * 5, '"' + "كلمة أخيرة" + '"'])

    assert read(body).select("start", "end", "problem").rows() == [(0, len(body), None)]


def test_latin_text_between_marks_is_a_quotation():
    assert told('فيلم "The Sea" و"It\'s late" معا.') == [('"The Sea"', 0, None), ('"It\'s late"', 0, None)]


def test_a_sequence_of_marks_is_paired_once(calls):
    body = 'قال "فرانس برس "إن.\n'
    read(body)

    assert calls(lambda: read(body * 400)) < 6 * calls(lambda: read(body * 100))
