"""Tell which numbers are claims, of which event, and which two claims can both be true."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.lexicon import read as read_lexicon
from tadqiq.recognise.numbers import numbers
from tadqiq.recognise.numbers.compare import Interval, adds_up, intervals, mistyped, people, rounded, same_thing, slip
from tadqiq.recognise.tokens import batch


def read(text):
    articles = pl.DataFrame(
        {"doc": [0], "headline": [""], "body": [text]}, schema={"doc": pl.UInt32, "headline": pl.String, "body": pl.String}
    )
    return list(numbers(batch(articles)).iter_rows(named=True))


def interval(value, qualifier, text):
    frame = {"low": [float(value)], "high": [float(value)], "qualifier": [qualifier], "text": [text]}
    return intervals(pl.DataFrame(frame))[0]


def claimed(text):
    return [row["text"] for row in read(text) if row["is_claim"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أصيب 12 عاملا في الحريق.", ["12"]),
        ("ارتفعت المبيعات 18 بالمئة.", ["18 بالمئة"]),
        ("بلغت كلفة الجسر ثلاثة ملايين دولار.", ["ثلاثة ملايين دولار"]),
        ("فاز الفريق 2-1.", ["2-1"]),
        ("أنقذ خفر السواحل صيادين وطفلين.", ["طفلين"]),
        ("حل الفريق في المركز الثالث.", ["الثالث"]),
        ("استمرت المباراة ثلاث ساعات.", ["ثلاث"]),
        # none of these would be compared
        ("بلغت الأرباح مليوني ريال في العام الواحد.", ["مليوني ريال"]),
        ("افتتح المعرض عام 2008.", []),
        ("افتتح المعرض قبل ثلاث سنوات.", []),
        ("زار المعرض في السنوات الخمس الماضية.", []),
        ("هبطت الرحلة رقم 714.", []),
        ("قال الرسام (26 عاما) ذلك.", []),
        ("قال مصدران في البلدية ذلك.", []),
        ("الحجز الساعة 8:30 مساء.", []),
    ],
)
def test_a_claim_is_what_an_editor_would_compare(text, wanted):
    assert claimed(text) == wanted


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("تخرج (39) طالبا.", "طالبا"),
        ("ضبطت البلدية «811» مخالفة.", "مخالفة"),
        ('فاز "12" لاعبا.', "لاعبا"),
        ("حضر 12 (طالبا وطالبة).", None),
    ],
)
def test_a_number_between_marks_counts_the_noun_behind_them(text, unit):
    assert [row["unit"] for row in read(text)][:1] == [unit]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("أصيب 12 عاملا في الحريق.", ["wounded"]),
        ("قتل ثلاثة أشخاص وأصيب 14 آخرون.", ["killed", "wounded"]),
        ("سقط 12 جريحا في الحادث.", ["wounded"]),
        ("نزحت 500 أسرة.", ["displaced"]),
        # two triggers side by side name no single event
        ("مقتل وإصابة 20 شخصا.", [None]),
        # a clause of its own has its own event
        ("دفن الشهداء في المدينة، كما تعرض سبعة حراس للإصابة.", ["wounded"]),
        ("زار المعرض 40 طفلا.", [None]),
        # a number of its own keeps two triggers apart
        ("أصيب 5 بجروح واعتقل سبعة رجال.", ["wounded", "detained"]),
        # what a word speaks of: money has its own events, and so have lengths of time
        ("قتل شخصان وبلغت الخسائر 3 ملايين ريال.", ["killed", "loss"]),
        ("ربحت الشركة 12 مليون ريال.", ["profit"]),
        ("حكم على المدير بالسجن خمس سنوات وغرامة 500 دولار.", ["sentenced", "fine"]),
        ("شارك في السباق 40 طفلا وتخرج 12 مدربا.", ["shared", "graduated"]),
        ("مقتل شخصين وإصابة 24 آخرين.", ["killed", "wounded"]),
        ("فقد شارك في السباق 40 طفلا.", ["shared"]),
    ],
)
def test_the_event_of_a_number_is_the_nearest_trigger_of_its_clause(text, events):
    assert [row["event"] for row in read(text)] == events


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("أصيب 12 عاملا وقتل ثلاثة.", ["worker", "worker"]),  # the noun before it
        ("قتل سبعة في السيول.", ["person"]),  # who falls is a person
        ("إصابة أكثر من 21 ألف شخص وإصابة 55 ألفا بجروح.", ["person", "person"]),
        ("زرعت 50 شجرة في النخيل و30 في النورس.", ["شجرة", "شجرة"]),
        ("ارتفع عدد المرشحين في المدينة إلى 17.", ["participant"]),  # the noun behind عدد
        ("أصيب 12 سعوديا وسبع فرنسيات.", ["person", "person"]),
        ("زرعت 50 شجرة، وحضر 30.", ["شجرة", None]),  # nothing says what they are
        ("بلغ المؤشر 30.", [None]),
    ],
)
def test_a_number_without_its_noun_counts_what_is_understood(text, keys):
    assert [row["unit_key"] for row in read(text)] == keys


@pytest.mark.parametrize(
    ("text", "scope", "modality"),
    [
        ("أصيب 12 عاملا.", None, "stated"),
        ("بلغت الحصيلة 12 مصابا.", "total", "stated"),
        ("من بينهم 12 عاملا.", "part", "stated"),
        ("أصيب 12 آخرون.", "delta", "stated"),
        ("قتل 12 آخرون.", "delta", "stated"),
        ("من المتوقع وصول 12 عاملا.", None, "likely"),
        ("نفت البلدية إصابة 12 عاملا.", None, "negated"),
    ],
)
def test_parts_additions_and_what_is_not_stated_are_told_apart(text, scope, modality):
    assert [(row["scope"], row["modality"]) for row in read(text)] == [(scope, modality)]


def test_others_of_another_fate_are_no_addition():
    assert [row["scope"] for row in read("قتل 3 أشخاص وأصيب 12 آخرون.")] == [None, None]
    assert [row["scope"] for row in read("قتل 3 أشخاص ثم قتل 12 آخرون.")] == [None, "delta"]
    assert [row["scope"] for row in read("مقتل شخصين وإصابة 24 آخرين.")] == [None, None]


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ((21_000, "at_least", "21 ألف"), (21_507, "exact", "21,507"), True),
        ((20, "about", "20"), (19, "exact", "19"), True),
        ((21_000, "exact", "21 ألف"), (21_400, "exact", "21,400"), True),  # rounded to the last written unit
        ((1_500_000, "exact", "1.5 مليون"), (1_530_000, "exact", "1,530,000"), True),
        ((20, "at_most", "20"), (7, "exact", "7"), True),
        ((12, "exact", "12"), (21, "exact", "21"), False),
        ((20, "at_least", "20"), (19, "exact", "19"), False),
        ((21_000, "exact", "21 ألف"), (55_000, "exact", "55 ألفا"), False),
        ((500, "at_most", "500"), (900, "exact", "900"), False),
    ],
)
def test_two_claims_agree_where_both_can_be_true(first, second, agree):
    one, two = (interval(*claim) for claim in (first, second))

    assert one.meets(two) == two.meets(one) == agree


@given(st.floats(0, 1e12), st.sampled_from(["exact", "about", "at_least", "at_most"]))
@settings(max_examples=50, deadline=None)
def test_a_claim_always_agrees_with_itself(value, qualifier):
    allowed = interval(value, qualifier, f"{value}")

    assert allowed.meets(allowed)
    assert allowed.low <= value <= allowed.high


@given(st.integers(1, 10**9))
@settings(max_examples=50, deadline=None)
def test_rounding_only_ever_allows_more(value):
    exact = Interval(value, value)

    assert rounded(value, exact).low <= exact.low <= exact.high <= rounded(value, exact).high
    assert rounded(value, exact).low >= 0.89 * value


@pytest.mark.parametrize(
    ("first", "second", "factor"),
    [(27, 27_000, 1000), (400, 4_000, 10), (70_857, 708.57, 100), (21_000, 21_507, 0), (12, 21, 0), (0, 10, 0), (7_000, 708.57, 10)],
)
def test_a_slip_is_a_factor_of_ten_a_hundred_or_a_thousand(first, second, factor):
    assert slip(first, second) == slip(second, first) == factor


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (168, 186, True),  # changed places
        (62, 72, True),  # one wrong
        (226, 266.6, False),
        (125, 25, True),  # one left out
        (95, 63, False),
        (4, 5, False),  # one digit says nothing
        (20, 200, False),
        (1.5e9, 0.25, False),  # the same digits of another size
        (21, 21, False),
    ],
)
def test_one_keystroke_makes_one_number_the_other_or_does_not(first, second, alike):
    assert mistyped(first, second) == mistyped(second, first) == alike


@given(st.integers(10, 10**9), st.integers(0, 8))
@settings(max_examples=50, deadline=None)
def test_digits_that_change_places_are_a_keystroke(value, place):
    digits = str(value)
    place %= len(digits) - 1
    other = int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])

    assert value == other or slip(value, other) or mistyped(value, other) or str(other).count("0") or digits.count("0")


def test_parts_add_up_or_do_not():
    assert adds_up([26, 6], Interval(32, 32))
    assert adds_up([1, 2, 3, 4, 50], Interval(10, 10))
    assert not adds_up([32], Interval(32, 32)), "one part is no sum"
    assert not adds_up([7, 5], Interval(13, 13))


def test_every_noun_with_a_sound_masculine_plural_counts_people():
    nouns = [row for row in read_lexicon("count_nouns") if row["word"] + "ون" in row["plurals"].split()]

    assert {row["word"] if row["key"] == "-" else row["key"] for row in nouns} <= people(groups=True)


def test_of_casualties_every_word_for_people_counts_the_same():
    assert same_thing("person", "killed", "killed")
    assert same_thing("", "person", "wounded")
    assert not same_thing("soldier", "civilian", "killed")
    assert not same_thing("person", "", "destroyed")
