"""Decide on pairs of spellings, and find like names among many."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.lexicon import read
from tadqiq.recognise.spellings import compare, known, match
from tadqiq.recognise.spellings import near as spellings_near
from tadqiq.recognise.spellings.align import align
from tadqiq.recognise.spellings.costs import costs
from tadqiq.recognise.spellings.near import alike, block, near
from tadqiq.recognise.spellings.parts import spellings

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءئؤةپچڤگ"
WORDS = st.text(LETTERS, min_size=1, max_size=9)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)

SAME = [
    ("غالانت", "جالانت"),
    ("يوآف غالانت", "يوآف جالانت"),
    ("كوشنر", "كوشنير"),
    ("سوليفان", "سوليڤان"),
    ("شولتس", "شولتز"),
    ("منوتشين", "منوشين"),
    ("ميركل", "ميريكل"),
    ("عبد الله غول", "عبدالله غول"),
    ("أبو بكر الحداد", "ابوبكر الحداد"),
    ("سيف الدين قطز", "سيفالدين قطز"),
    ("فيس بوك", "فيسبوك"),
    ("سوريا", "سورية"),
    ("أردوغان", "إردوغان"),
    ("بيير-إيمريك لوران", "بيير ايمريك لوران"),
    ("هُيلينا مـاندروفا", "هيلينا ماندروفا"),
]
OTHER = [
    ("حسن", "حسين"),
    ("جمال", "كمال"),
    ("قاسم", "جاسم"),
    ("محمد", "محمود"),
    ("سالم الحداد", "سليم الحداد"),
    ("النيجر", "نيجيريا"),
    ("كولومبيا", "كولومبو"),
    ("ليبيا", "ليبيريا"),
    ("فيصل", "الفيصل"),
    ("حسني", "الحسني"),
    ("علي", "على"),
    ("هادي", "هادئ"),
    ("جون كيري", "جون بيرنز"),
    ("محمد الدهان", "محمد الدهامي"),
    ("سعيد بن فهد", "سعيد بن فهيد"),
    ("سعاد بنت تركي", "سعاد بن تركي"),
    ("خالد أبو فهد", "خالد بن فهد"),
    ("ريكاردو غالفيز", "غالفيز"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name(a, b):
    assert match(a, b).same, match(a, b)


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_names_of_two(a, b):
    assert not match(a, b).same, match(a, b)


def test_a_decision_tells_the_steps_or_the_guard():
    assert match("يوآف غالانت", "يوآف جالانت").why == ("g غ ج 0.07",)
    assert match("حسن", "حسين").why == ("guard-known",)
    assert match("لوي", "لاييه").why[-1].endswith(" few")
    assert match("كندي", "الجندي").why == ("guard-article",)


@pytest.mark.parametrize("form", ["", " ", "ـ", "-", "»"])
def test_forms_without_letters_are_nobody(form):
    assert not match(form, "غالانت").same
    assert not match(form, form).same or form == "»"


@pytest.mark.parametrize(("a", "b"), [("John", "Jon Smith"), ("جو Biden", "جو بايدن"), ("ج", "غ"), ("س", "سالم")])
def test_other_scripts_and_single_letters_are_compared_without_a_fault(a, b):
    assert not match(a, b).same


@given(NAMES)
def test_a_name_is_itself(name):
    verdict = match(name, name)

    assert verdict.same
    assert verdict.score == 1.0


@given(NAMES, NAMES)
def test_the_order_of_two_names_does_not_matter(a, b):
    one, other = match(a, b), match(b, a)

    assert (one.same, one.score, one.sure) == (other.same, other.score, other.sure)


@given(WORDS, WORDS)
def test_an_alignment_costs_what_its_steps_cost_and_leads_from_one_word_to_the_other(a, b):
    found = align(a, b, costs())

    assert found.cost == pytest.approx(sum(e.cost for e in found.edits), abs=1e-3)
    assert sum(len(e.one) for e in found.edits) <= len(a)
    assert len(b) - len(a) == sum(len(e.other) - len(e.one) for e in found.edits)


@given(NAMES, NAMES)
def test_a_sure_match_is_a_match(a, b):
    verdict = match(a, b)

    assert verdict.same or not verdict.sure


@pytest.mark.parametrize("letters", ["ج غ", "ق ك", "س ز", "ت ط", "ب پ", "ف ڤ"])
def test_letters_of_one_sound_are_cheap_in_a_name_and_keep_it_in_its_block(letters):
    one, other = letters.split()

    assert align(f"م{one}ودنر", f"م{other}ودنر", costs()).cost < 0.4
    assert block(f"م{one}ودنر") == block(f"م{other}ودنر")


def test_every_row_of_costs_can_be_met():
    rows = read("spelling_costs")

    assert {row["edit"] for row in rows} == {"change", "drop", "turn", "allow"}
    assert all(float(row["cost"]) > 0 for row in rows if row["edit"] != "allow")
    assert {row["sure"] for row in rows} == {"yes", "no", "-"}


def test_no_known_name_stands_in_two_rows():
    forms = [form for row in read("spelling_known") for form in row["forms"].split(",")]

    assert len(forms) - len({"".join(s.words) for s in spellings(forms)}) == len(forms) - len(known())
    assert len(set(known().values())) == len(read("spelling_known"))


def prepared(names):
    return [tuple(zip(s.words, s.kinds, strict=True)) for s in spellings(names)]


def test_like_names_are_found_among_many_and_others_are_not():
    names = ["يوآف غالانت", "يوآف جالانت", "يوسف غالانت", "حسن الدهان", "حسين الدهان", "هيلينا غروبر", "هيلينا جروبر", "غروبر"]

    found = {frozenset((" ".join(w for w, _ in a), " ".join(w for w, _ in b))) for a, b, _, sure, _ in near(prepared(names)) if sure}

    assert found == {frozenset({"يواف غالانت", "يواف جالانت"}), frozenset({"هيلينا غروبر", "هيلينا جروبر"})}


def test_near_finds_what_comparing_all_pairs_would_find_within_a_block():
    draw = random.Random(5)
    names = sorted({"".join(draw.choice("بجغسزرناويل") for _ in range(5)) for _ in range(150)})
    words = prepared([f"سيلا {name}" for name in names])

    found = {(a, b) for a, b, _, sure, _ in near(words) if sure}

    for one in words:
        for other in words:
            if one < other and block(one[-1][0]) == block(other[-1][0]):
                assert ((one, other) in found) == bool(alike(one, other)), (one, other)


def test_a_plural_in_two_cases_is_no_second_spelling():
    one, other = prepared(["قرية السنديانيون", "قرية السنديانيين"])

    assert not alike(one, other)


def test_a_letter_that_may_only_be_joined_is_no_sure_spelling():
    one, other = prepared(["وزارة الزراعة", "ووزارة الزراعة"])

    assert not alike(one, other)


def test_many_names_without_likeness_are_hardly_compared():
    draw = random.Random(6)
    names = [f"{''.join(draw.choices(LETTERS[:28], k=5))} {''.join(draw.choices(LETTERS[:28], k=6))}" for _ in range(20_000)]

    assert len(list(near(prepared(names)))) < 2_000


def test_a_block_beyond_all_measure_is_not_compared_whole():
    words = prepared(["سيلا " + "".join(letters) for letters in itertools.product("اوي", repeat=8)])

    assert sum(1 for _ in spellings_near._pairs(words)) <= 4 * len(words)


def test_compare_and_match_are_one_decision():
    a, b = spellings(["ريكاردو غالفيز", "ريكاردو جالفيز"])

    assert compare(a, b) == match("ريكاردو غالفيز", "ريكاردو جالفيز")


@pytest.mark.parametrize(("one", "other"), [("ب", "ت"), ("John Smith", "John Smyth"), ("!", "؟"), ("", "ب"), ("Google غوغل", "غوغل")])
def test_names_of_one_letter_of_marks_or_in_another_script_join_nothing(one, other):
    assert not match(one, other).sure
