"""Hold the comparing of claims inside an article: what contradicts, and what only differs."""

import polars as pl
import pytest

from tadqiq.model import ARTICLES, BODY, HEADLINE, NAMES, empty
from tadqiq.recognise import Mentions
from tadqiq.recognise.attributions import attributions
from tadqiq.recognise.numbers import numbers
from tadqiq.recognise.quotations import quotations
from tadqiq.recognise.tokens import batch
from tadqiq.verify import ArticleView
from tadqiq.verify.kinds import multiplier_slip
from tadqiq.verify.packs import builtin, kind_module

RULES = {rule.code: rule for rule in builtin()}


def view(*articles):
    rows = [
        {"doc": n, "article_id": str(n), "headline": h, "body": b, "origin": "test", "line": n + 1} for n, (h, b) in enumerate(articles)
    ]
    made = batch(pl.DataFrame(rows, schema=dict(ARTICLES)))
    quoted = quotations(made)
    return ArticleView(
        made, Mentions(numbers=numbers(made), quotations=quoted, attributions=attributions(made, quoted), names=empty(NAMES))
    )


def hits(code, *articles):
    return list(kind_module(RULES[code].kind).find(view(*articles), RULES[code]))


def slips(headline, *paragraphs):
    found = multiplier_slip.keys(view((headline, "\n".join(paragraphs))))["slips"]
    return found.select("text", "other_text").rows()


def across(headline, *paragraphs):
    return [(hit.args["headline"], hit.args["body"]) for hit in hits("CLM001", (headline, "\n".join(paragraphs)))]


def within(*paragraphs):
    return [(hit.args["first"], hit.args["second"]) for hit in hits("CLM002", ("", "\n".join(paragraphs)))]


LEAD = "أصيب {} شخصا في حريق اندلع فجر الجمعة في ميناء النورس."


@pytest.mark.parametrize(
    ("headline", "number"),
    [
        ("إصابة 12 شخصا في حريق بميناء النورس", "21"),
        ("إصابة أكثر من 30 شخصا في حريق بميناء النورس", "21"),
        ("إصابة 31 شخصا في حريق بميناء النورس", "21"),
        ("12 مصابا في حريق بميناء النورس", "21"),
    ],
)
def test_a_headline_that_the_body_does_not_bear_out_is_found(headline, number):
    assert [body for _, body in across(headline, LEAD.format(number))] == [number]


@pytest.mark.parametrize(
    ("headline", "number"),
    [
        ("إصابة 21 شخصا في حريق بميناء النورس", "21"),
        ("إصابة واحد وعشرين شخصا في حريق بميناء النورس", "21"),
        ("إصابة أكثر من 20 شخصا في حريق بميناء النورس", "21"),
        ("إصابة نحو 20 شخصا في حريق بميناء النورس", "21"),
        ("إصابة 1200 شخص في حريق بميناء النورس", "1202"),
        ("إصابة 21 شخصا في حريق بميناء النورس", "أكثر من 20"),
        # other people, another event, another thing
        ("مقتل 12 شخصا في حريق بميناء النورس", "21"),
        ("إصابة 12 فرسا في حريق بميناء النورس", "21"),
        # what is not stated
        ("توقعات بإصابة 12 شخصا في حريق بميناء النورس", "21"),
    ],
)
def test_a_headline_that_can_be_true_is_left_alone(headline, number):
    assert across(headline, LEAD.format(number)) == []


@pytest.mark.parametrize(
    ("headline", "body", "numbers"),
    [
        ("41 متهما أمام محكمة النخيل", "أحالت النيابة 14 شخصا إلى محكمة النخيل بتهمة التزوير.", ("41", "14")),  # another word for people
        ("عودة فريق الغوص بعد 186 يوما", "عاد فريق الغوص إلى الميناء بعد مهمة استغرقت 168 يوما.", ("186", "168")),
        ("13 مليون ريال لقلعة النخيل", "خصصت البلدية 12 مليون ريال لقلعة النخيل.", ("13 مليون ريال", "12 مليون ريال")),
        ("62 فعالية في مهرجان النورس", "يضم مهرجان النورس 72 فعالية متنوعة.", ("62", "72")),
        ("357% ارتفاع زوار قلعة النخيل", "ارتفع عدد زوار قلعة النخيل بنسبة 375 في المئة.", ("357%", "375 في المئة")),
        ("إصابة 95 شخصا في ميناء النورس", "أصيب في ميناء النورس أكثر من 30 شخصا.", ("95", "30")),  # nobody says more than 30 of 95
        ("مقتل 12 شخصا وإصابة 24 آخرين في سيول النخيل", "قتل 12 شخصا وأصيب 31 في سيول النخيل.", ("24", "31")),
    ],
)
def test_headlines_are_held_against_counts_money_measures_shares_and_lengths_of_time(headline, body, numbers):
    assert across(headline, body) == [numbers]


def test_a_slipped_zero_is_told_by_one_rule_only():
    headline = "إصابة 210 أشخاص في حريق بميناء النورس"

    assert slips(headline, LEAD.format("21")) == [("210", "21")]
    assert across(headline, LEAD.format("21")) == []


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("71 نقطة خسائر سوق الرمان", "خسرت سوق الرمان 71.8 نقطة في تداولات الأحد."),  # cut after the point
        ("6 ملايين ريال لترميم قلعة النخيل", "خصصت البلدية 6,750,000 ريال لترميم قلعة النخيل."),  # cut after the million
        ("64% من سكان وادي الرمان بلا مساكن", "لا يملك المساكن من سكان وادي الرمان سوى 36%."),  # the rest of a hundred
        ("فاضل الزين و13 لاعبا يغادرون نادي النورس", "أعلن نادي النورس مغادرة 14 لاعبا منهم فاضل الزين."),  # one and the others
        ("48 مركزا للرجال في وادي الرمان", "في وادي الرمان 66 مركزا منها 18 مركزا للنساء."),  # what is left
        ("ضبط 26 سيارة في مدينة النخيل", "ضبطت الشرطة في مدينة النخيل 21 سيارة صباحا. وضبطت مساء 5 سيارات."),  # a sum
        ("دولتان في معرض النخيل", "شاركت 20 دولة في معرض النخيل."),  # no zero is lost in a noun's ending
        (
            "21.2 مليون مسافر عبر مطار النخيل",
            "سافر عبر مطار النخيل 3.4 مليون مسافر في يناير و2.5 مليون في فبراير و2.1 مليون مسافر في مارس.",
        ),
        ("12 مليون ريال لقلعة النخيل", "تكلف قلعة النخيل 11.6 مليون ريال."),  # rounded
        ("20 مليون درهم لابنتي التاجر", "ترك التاجر عشرة ملايين درهم لكل واحدة من ابنتيه."),  # for each, and for all
    ],
)
def test_what_an_editor_can_account_for_is_no_conflict(headline, body):
    assert across(headline, body) == slips(headline, body) == []


def ordinals(headline, *paragraphs):
    return [(hit.args["noun"], hit.args["headline"], hit.args["body"]) for hit in hits("CLM006", (headline, "\n".join(paragraphs)))]


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        (
            "نادي النورس في النهائي للمرة الثانية عشرة",
            "بلغ نادي النورس النهائي للمرة الثالثة عشرة.",
            [("للمرة", "الثانية عشرة", "الثالثة عشرة")],
        ),
        ("زوار مهرجان النورس في يومه الثالث", "حضر الزوار اليوم الثاني من مهرجان النورس.", [("يومه", "الثالث", "الثاني")]),
        ("الجولة 26 من دوري الساحل", "تقام اليوم الجولة الـ25 من دوري الساحل.", [("الجولة", "26", "25")]),
        # one value somewhere in the body is enough
        ("نادي النورس في النهائي للمرة الثالثة", "بلغ نادي النورس النهائي للمرة الثانية، وسجل لاعبه هدفه الثالث.", []),
        ("يوم 8 من مهرجان النورس", "حضر الزوار اليوم السابع من مهرجان النورس.", []),  # a date, more likely
        ("القرن الثاني من تاريخ النخيل", "كتاب عن القرن الثالث من تاريخ النخيل.", []),  # not a series of the news
        ("فوز نادي النورس للمرة الأولى", "فاز نادي النورس للمرة الثانية.", []),  # the first says often no more than new
        ("فوز آخر لنادي النورس للمرة الثالثة", "فاز نادي النورس للمرة الثانية.", []),
    ],
)
def test_ordinals_of_one_series_must_agree(headline, body, found):
    assert ordinals(headline, body) == found


def test_parts_of_the_body_may_add_up_to_the_headline():
    assert across("إصابة 26 شخصا في حريق بميناء النورس", LEAD.format("21"), "وأصيب خمسة من رجال الإطفاء.") == []


def test_one_told_of_without_a_figure_may_make_the_difference():
    assert across("إصابة 8 أشخاص في حريق بميناء النورس", "أصيب 7 أشخاص ومصور صحفي في حريق بميناء النورس.") == []


def test_a_number_far_down_the_body_contradicts_no_headline():
    filler = ["قالت البلدية إن الميناء سيفتح أبوابه أمام السفن صباح السبت."] * 3

    assert across("إصابة 12 شخصا في حريق بميناء النورس", *filler, LEAD.format("21")) == []


FIRST = "أعلنت مديرية الصحة إصابة 21 شخصا في حريق مستودع الأخشاب بميناء النورس."


@pytest.mark.parametrize(
    "second",
    [
        "وقالت مديرية الصحة إن 24 شخصا أصيبوا في حريق مستودع الأخشاب.",
        "وأصيب 24 شخصا في حريق مستودع الأخشاب بميناء النورس.",
        "وأصيب أقل من 20 شخصا في حريق مستودع الأخشاب بميناء النورس.",
    ],
)
def test_two_counts_of_one_event_are_found(second):
    assert [first for first, _ in within(FIRST, second)] == ["21"]


@pytest.mark.parametrize(
    "second",
    [
        "وارتفع عدد المصابين في حريق مستودع الأخشاب بميناء النورس إلى 24 شخصا.",  # an update
        "وأصيب 24 شخصا في حريق آخر في مستودع الأخشاب بميناء النورس.",  # another event
        "وأصيب 24 شخصا في حريق مستودع الأخشاب بميناء النورس العام الماضي.",
        "وأصيب 24 شخصا في حريق مستودع الأخشاب بميناء النورس عام 2015.",
        "وقال الدفاع المدني إن 24 شخصا أصيبوا في حريق مستودع الأخشاب.",  # another source
        "ووقع الحريق بعد يومين من إصابة 24 شخصا في مستودع الأخشاب بميناء النورس.",  # two days before
        "بينما قالت نقابة العمال إن 24 شخصا أصيبوا في حريق مستودع الأخشاب.",  # set against the first
        "وأصيب نحو 20 شخصا في حريق مستودع الأخشاب بميناء النورس.",  # rounded
        "وأصيب 60 شخصا في حريق مستودع الأخشاب بميناء النورس.",  # too far apart to be one count
        "وتوفي 24 شخصا في حريق مستودع الأخشاب بميناء النورس.",  # another fate
        "وأصيب 24 شخصا بضربة شمس في سباق الجبل الأحمر.",  # nothing in common
        "وأصيب 24 شخصا في حريق مستودع الأخشاب بميناء النورس.\nوأصيب 30 شخصا في حريق مستودع الأخشاب بميناء النورس.",  # a list of tolls
    ],
)
def test_counts_that_need_not_be_one_are_left_alone(second):
    assert within(FIRST, *second.split("\n")) == []


def test_others_of_another_fate_hide_no_conflict():
    first = "قتل شخصان وأصيب 21 آخرون في حريق مستودع الأخشاب بميناء النورس."
    second = "وأعلنت البلدية مقتل شخصين وإصابة 24 شخصا في حريق مستودع الأخشاب."

    assert within(first, second) == [("21", "24")]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            "حصلت بلدية النخيل على قرض بقيمة 12 مليون ريال من مصرف الرمان.",
            "وقرض بقيمة 12 مليار ريال من مصرف الرمان حصلت عليه البلدية.",
            True,
        ),
        ("تكونت صخور الوادي بعد 180 مليون عام من نشوء الأرض.", "وقالت الباحثة إن صخور الوادي تكونت بعد 180 عاما من نشوء الأرض.", True),
        ("زرعت البلدية 16 شجرة في حي الزيتون.", "وفي السنوات العشر الماضية زرعت البلدية 16 ألف شجرة.", False),
        ("بلغت ودائع مصرف الرمان 1.1 مليار ريال.", "وتراجعت ودائع مصرف الرمان 0.2 في المئة بقيمة 1.1 مليون ريال.", False),  # what changed
        ("حصلت البلدية على 2 مليون ريال من مصرف الرمان.", "وحصلت البلدية على 2 مليار ريال من مصرف الرمان.", False),  # one digit says little
    ],
)
def test_the_same_digits_with_another_scale_word_are_a_slip(first, second, found):
    assert bool(slips("", first, second)) == found


def test_two_numbers_of_one_sentence_are_not_compared():
    assert within("أعلنت مديرية الصحة إصابة 21 شخصا في حريق مستودع الأخشاب و24 شخصا في حريق مستودع القطن.") == []


def test_the_places_are_those_of_the_two_numbers():
    headline, body = "إصابة 12 شخصا في حريق بميناء النورس", LEAD.format("21")

    (hit,) = hits("CLM001", ("", ""), (headline, body))

    assert (hit.span.doc, hit.span.field, headline[hit.span.start : hit.span.end]) == (1, HEADLINE, "12")
    assert [(other.doc, other.field, body[other.start : other.end]) for other in hit.related] == [(1, BODY, "21")]


def test_an_article_is_judged_alone():
    articles = [("إصابة 12 شخصا في حريق بميناء النورس", LEAD.format(n)) for n in ("21", "12", "35")]

    together = [(hit.span.doc, hit.args) for hit in hits("CLM001", *articles)]

    assert together == [(n, hit.args) for n, article in enumerate(articles) for hit in hits("CLM001", article)]


@pytest.mark.parametrize("code", ["CLM001", "CLM002"])
def test_an_article_of_thousands_of_claims_is_no_more_work_than_one_of_hundreds(code, calls):
    def shown(most):
        body = "\n".join(f"أصيب {n} شخصا في حريق مستودع الأخشاب بميناء النورس." for n in range(2_000, most))
        return view(("إصابة 12 شخصا في حريق بميناء النورس", body))

    def find(seen):
        return list(kind_module(RULES[code].kind).find(seen, RULES[code]))

    hundreds, thousands = shown(2_500), shown(5_000)
    found = find(thousands), find(hundreds)

    assert [len(hits) <= 1 for hits in found] == [True, True]
    assert calls(lambda: find(thousands)) < 2 * calls(lambda: find(hundreds))
