"""Hold the sums that an editor should have done: what is wrong is found, what only looks wrong is not."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.model import ARTICLES, ATTRIBUTIONS, NAMES, QUOTATIONS, empty
from tadqiq.recognise import Mentions
from tadqiq.recognise.numbers import numbers
from tadqiq.recognise.tokens import batch
from tadqiq.recognise.vocabulary import Vocabulary
from tadqiq.verify import ArticleView
from tadqiq.verify.kinds import _changes
from tadqiq.verify.kinds._figures import last_digit
from tadqiq.verify.kinds._lines import lines
from tadqiq.verify.packs import builtin, kind_module

RULES = {rule.code: rule for rule in builtin()}
WORDS = Vocabulary()
SHUFFLED = ["من", "إلى", "ارتفع", "بنسبة", "5%", "80", "100", "عام", "1980", "،", "(", ")", "هم", ":", "بينهم", "و24", "ولد", "40", "عاما"]
SHUFFLED += ["الساعة", "25:70", "ونصف", "منها", "مقابل", "أيد", "قبل"]
CODES = ("NUM007", "NUM009", "NUM010", "NUM011", "NUM012", "NUM013", "NUM014")


def view(*bodies):
    day = dt.date(2018, 6, 1)
    rows = [
        {"doc": n, "article_id": str(n), "headline": "", "body": body, "date": day, "origin": "test", "line": n + 1}
        for n, body in enumerate(bodies)
    ]
    made = batch(pl.DataFrame(rows, schema=dict(ARTICLES)), WORDS)
    none = {"quotations": empty(QUOTATIONS), "attributions": empty(ATTRIBUTIONS), "names": empty(NAMES)}
    return ArticleView(made, Mentions(numbers=numbers(made), **none))


def found(code, *bodies):
    """Give the passages that a rule marks."""
    shown = view(*bodies)
    hits = kind_module(RULES[code].kind).find(shown, RULES[code])
    return [bodies[hit.span.doc][hit.span.start : hit.span.end] for hit in hits]


def fitting(code, *bodies):
    """Count the sums that a rule did over and that fit."""
    return sum(check.fits for check in kind_module(RULES[code].kind).checks(view(*bodies), RULES[code].settings))


@pytest.mark.parametrize(
    "sentence",
    [
        "ارتفع سعر التذكرة من {} إلى {} درهم بنسبة {}%.",
        "ارتفعت مبيعات المصنع من {} درهم في العام الماضي إلى {} درهم هذا العام، أي بزيادة نسبتها {} في المئة.",
        "ارتفعت مبيعات المصنع إلى {1} درهم مقابل {0} درهم في العام الماضي، بنسبة {2}%.",
        "بلغت مبيعات المصنع {1} درهم مقارنة بـ{0} درهم قبل عام، بنمو بلغ {2} بالمئة.",
        "ارتفعت المبيعات بنسبة {2}% إلى {1} درهم مقابل {0} درهم.",
    ],
)
@given(before=st.integers(100, 9000), grown=st.integers(5, 300))
@settings(max_examples=12, deadline=None)
def test_a_percentage_is_checked_in_every_wording(sentence, before, grown):
    after = before * (100 + grown) / 100
    right = sentence.format(before, f"{after:.2f}", grown)
    wrong = sentence.format(before, f"{after:.2f}", grown * 2)

    assert found("NUM010", right) == []
    assert fitting("NUM010", right) > 0
    assert len(found("NUM010", wrong)) == 1


@given(level=st.integers(5000, 20000), step=st.integers(40, 400))
@settings(max_examples=15, deadline=None)
def test_an_amount_its_share_and_the_level_are_checked(level, step):
    share = step / (level + step) * 100
    sentence = "وأغلق مؤشر السوق منخفضا {} نقطة أو {:.2f} في المئة إلى {} نقطة."

    assert found("NUM010", sentence.format(step, share, level)) == []
    assert len(found("NUM010", sentence.format(step, share * 3, level))) == 1


@given(low=st.integers(2, 500), more=st.integers(1, 700))
@settings(max_examples=15, deadline=None)
def test_a_verb_is_held_to_the_order_of_its_values(low, more):
    high = min(low + more, low * 15)
    rose, fell = "ارتفع عدد الزوار من {} إلى {} زائر.", "انخفض عدد الزوار من {} إلى {} زائر."

    assert found("NUM011", rose.format(low, high), fell.format(high, low)) == []
    assert len(found("NUM011", rose.format(high, low), fell.format(low, high))) == 2


@given(parts=st.lists(st.integers(12, 90), min_size=2, max_size=4), off=st.integers(1, 9))
@settings(max_examples=15, deadline=None)
def test_a_list_of_parts_makes_its_total(parts, off):
    people = ["رجلا", "امرأة", "طفلا", "مسعفا"]
    told = " و".join(f"{number} {who}" for number, who in zip(parts, people, strict=False))
    sentence = "أصيب {} شخصا، هم " + told + "."

    assert found("NUM007", sentence.format(sum(parts))) == []
    assert fitting("NUM007", sentence.format(sum(parts))) > 0
    assert len(found("NUM007", sentence.format(sum(parts) + off))) == 1


@given(first=st.integers(1905, 1990), years=st.integers(3, 60))
@settings(max_examples=15, deadline=None)
def test_a_length_is_held_to_its_years(first, years):
    sentence = "أدار المتحف لمدة {} عاما، من {} إلى {}."
    last = min(first + years, 2017)
    years = last - first

    assert found("NUM014", sentence.format(years, first, last), sentence.format(years + 1, first, last)) == []
    assert len(found("NUM014", sentence.format(years + 4, first, last))) == 1


@given(born=st.integers(1930, 2000), off=st.integers(4, 25))
@settings(max_examples=15, deadline=None)
def test_an_age_is_held_to_the_year_of_birth(born, off):
    sentence = "ولد المدرب سالم ناصر عام {} ويبلغ من العمر {} عاما."

    assert found("NUM013", sentence.format(born, 2018 - born), sentence.format(born, 2017 - born)) == []
    assert len(found("NUM013", sentence.format(born, 2018 - born + off))) == 1


@given(share=st.integers(30, 70), more=st.integers(3, 25))
@settings(max_examples=12, deadline=None)
def test_opposites_share_one_whole(share, more):
    sentence = "أيد القرار {}% من المشاركين وعارضه {}%."

    assert found("NUM012", sentence.format(share, 100 - share)) == []
    assert len(found("NUM012", sentence.format(share, 100 - share + more))) == 1


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("NUM010", "ارتفع مؤشر النخيل 30 بنسبة 0.22 في المئة مسجلا 8028 نقطة."),
        ("NUM010", "زاد رأس المال من 200 إلى 450 مليون درهم، بنسبة 125 في المئة."),
        ("NUM010", "اشترت الشركة 7% منها العام الماضي، وارتفعت قيمتها إلى ملياري درهم مقابل 886 مليون درهم."),
        ("NUM010", "ارتفعت نسبة المشاركة إلى 42 بالمئة، إذ صوت 25 مليونا من أصل 60 مليونا."),
        ("NUM011", "ارتفع عدد الركاب إلى 25 ألفا مقارنة بتوقعات بلغت 30 ألفا."),
        ("NUM011", "سجلت الليرة مستوى منخفضا جديدا عند 4.14 مقابل الدولار مقارنة مع 4.11 الثلاثاء."),
        ("NUM011", "كان من المتوقع تباطؤ نمو الواردات إلى 18.7% مقارنة مع 21.5% قبل شهر."),
        ("NUM007", "نفذ المشروع على ثلاث مراحل استفادت منها 3202 عائلة."),
        ("NUM007", "أصيب 12 مدنيا من عائلة واحدة بينهم 4 أطفال."),
        ("NUM007", "ضمت الدورة 118 فيلما من 48 دولة، منها 55 عرضا أول."),
        ("NUM009", "بلغت التغطية 320% من المعروض، وارتفعت أرباح النادي 400%."),
        ("NUM009", "قالت سارة (24 عاما) إن القطار يصل الساعة 23:59."),
        ("NUM012", "بلغت نسبة البطالة بين الإناث 33% وبين الذكور 70%."),
        ("NUM012", "حصل على 46% من الأصوات مقابل 60% في الجولة الأولى."),
        ("NUM013", "وزير النقل سالم (31 عاما) أول من يزور المتحف الذي ولد في 2011."),
        ("NUM014", "فاز باللقب ثلاث مرات في آخر أربع سنوات، في 2014 و2016 و2017."),
        ("NUM014", "عوقب بالسجن لمدة 8 سنوات بسبب التهرب بين 2010 و2012."),
    ],
)
def test_what_only_looks_wrong_is_left_alone(code, sentence):
    assert found(code, sentence) == []


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_found_where_nothing_is_written(code):
    assert found(code, "") == []
    assert found(code, "بدأ الموسم الثقافي في مدينة النخيل.") == []


@pytest.mark.parametrize("code", CODES)
@given(st.lists(st.sampled_from(SHUFFLED), max_size=30))
@settings(max_examples=15, deadline=None)
def test_no_order_of_words_breaks_a_rule(code, words):
    body = " ".join(words)
    assert all(passage and passage in body for passage in found(code, body))


def test_findings_do_not_depend_on_the_articles_beside_them():
    wrong = "ارتفع سعر التذكرة من 80 إلى 100 درهم، أي بنسبة 20%."
    assert found("NUM010", wrong, "نص بلا أرقام", wrong) == found("NUM010", wrong) * 2


def test_a_number_is_one_letter_and_joined_letters_stand_apart():
    made = lines(view("ارتفع العدد من 21 ألفا و507 إلى 30 مليون درهم"), _changes.LETTERS, ["1"])
    assert made.text == "R.M1T1"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("3.09 مليار", 3.09e9, 1e7), ("19,5 مليون", 19.5e6, 1e5), ("80", 80.0, 1.0), ("ثلاثة ملايين", 3e6, 1e6), ("٣٫٥", 3.5, 0.1)],
)
def test_the_last_written_digit_is_known(text, value, unit):
    assert last_digit(text, value) == pytest.approx(unit)
