"""Decide on pairs of spellings, and find like names among many."""

import itertools
import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.lexicon import read
from tadqiq.recognise.spellings import Question, compare, compare_words, decide, known, match
from tadqiq.recognise.spellings import near as spellings_near
from tadqiq.recognise.spellings.align import align
from tadqiq.recognise.spellings.costs import costs
from tadqiq.recognise.spellings.many import alignments, distances
from tadqiq.recognise.spellings.near import alike, block, blocks, near
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


@given(st.lists(st.tuples(WORDS | st.text(min_size=1, max_size=4), WORDS), max_size=40))
def test_many_words_are_aligned_as_each_pair_is(some):
    alone = [align(*pair, costs()) for pair in some]

    assert alignments(some * 20) == alone * 20
    assert distances(some).tolist() == pytest.approx([found.cost for found in alone], abs=1e-4)


@given(st.lists(st.tuples(WORDS, WORDS, st.booleans()), max_size=12))
def test_many_words_are_decided_as_each_pair_is(some):
    kinds = [["ال" if word.startswith("ال") and len(word) > 4 else "" for word in pair[:2]] for pair in some]
    asked = [Question(*pair[:2], *kind, alone=pair[2]) for pair, kind in zip(some, kinds, strict=True)]

    for question, found in zip(asked, decide(asked), strict=True):
        one = compare_words(*question[:4], alone=question.alone)
        assert (found.same, found.score, found.sure) == (one.same, one.score, one.sure)


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


def pairs(names):
    """Pair names as `near` does, by their words."""
    words = prepared(names)
    rows = [(row, "person", *word) for row, some in enumerate(words) for word in some]
    found = near(pl.DataFrame(rows, schema={"row": pl.UInt32, "sort": pl.String, "word": pl.String, "kind": pl.String}, orient="row"))
    return found, [(words[one], words[other]) for one, other, sure in zip(found.one, found.other, found.sure, strict=True) if sure]


def test_like_names_are_found_among_many_and_others_are_not():
    names = ["يوآف غالانت", "يوآف جالانت", "يوسف غالانت", "حسن الدهان", "حسين الدهان", "هيلينا غروبر", "هيلينا جروبر", "غروبر"]

    found = {frozenset((" ".join(w for w, _ in a), " ".join(w for w, _ in b))) for a, b in pairs(names)[1]}

    assert found == {frozenset({"يواف غالانت", "يواف جالانت"}), frozenset({"هيلينا غروبر", "هيلينا جروبر"})}


def test_near_finds_what_comparing_all_pairs_would_find_within_a_block():
    draw = random.Random(5)
    names = sorted({"".join(draw.choice("بجغسزرناويل") for _ in range(5)) for _ in range(150)})
    names = [f"سيلا {name}" for name in names]
    words = prepared(names)

    found = {tuple(sorted(pair)) for pair in pairs(names)[1]}

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

    assert len(pairs(names)[0].one) < 2_000


CROWD = ["سيلا " + "".join(letters) for letters in itertools.islice(itertools.product("اوي", repeat=9), 6_000)]


def test_a_block_beyond_all_measure_is_not_compared_whole_and_its_names_are_told():
    found, _ = pairs([*CROWD, "هيلينا غروبر", "هيلينا جروبر"])

    assert len(found.one) <= 4 * len(CROWD)
    assert sorted(found.crowded) == list(range(len(CROWD)))


def test_a_block_beyond_all_measure_is_compared_alike_in_any_order():
    shuffled = CROWD[:]
    random.Random(3).shuffle(shuffled)

    assert {frozenset(pair) for pair in pairs(shuffled)[1]} == {frozenset(pair) for pair in pairs(CROWD)[1]}


def test_names_that_differ_in_one_letter_of_another_sound_are_never_compared():
    found, sure = pairs([f"هيلينا م{chr(0x4E00 + n)}رودنر" for n in range(5_000)])

    assert (len(found.one), len(found.crowded), sure) == (0, 0, [])


def test_each_pair_of_words_is_decided_once_however_many_names_have_it(monkeypatch):
    asked = []
    monkeypatch.setattr(spellings_near, "decide", lambda questions: asked.extend(questions) or decide(questions))

    pairs([f"{one} {two}" for one in ("سيلا", "هيلينا", "ماتيو", "ريكاردو") for two in ("غروبر", "جروبر", "غالفيز", "جالفيز")])

    assert [{question.x, question.y} for question in asked] == [{"جالفيز", "غالفيز"}, {"جروبر", "غروبر"}]


@pytest.mark.parametrize(("one", "other"), [("م" * 5_000, "م" * 4_999 + "ن"), ("م" * 5_000 + " غروبر", "غروبر")])
def test_words_longer_than_any_name_are_not_weighed(one, other):
    assert match(one, other).why == ("guard-long",)


@given(st.lists(WORDS, min_size=1, max_size=9))
def test_the_key_of_a_word_does_not_depend_on_its_neighbours(words):
    assert blocks(pl.Series(words)).to_list() == [block(word) for word in words]


def test_what_transliteration_leaves_out_does_not_part_blocks():
    for one, other in [("منوتشين", "منوشين"), ("هافينغتون", "هافنتون"), ("بنجامين", "بنيامين"), ("انيتا", "نيتا"), ("كوشنير", "كوشنر")]:
        assert block(one) == block(other)


def test_compare_and_match_are_one_decision():
    a, b = spellings(["ريكاردو غالفيز", "ريكاردو جالفيز"])

    assert compare(a, b) == match("ريكاردو غالفيز", "ريكاردو جالفيز")


@pytest.mark.parametrize(("one", "other"), [("ب", "ت"), ("John Smith", "John Smyth"), ("!", "؟"), ("", "ب"), ("Google غوغل", "غوغل")])
def test_names_of_one_letter_of_marks_or_in_another_script_join_nothing(one, other):
    assert not match(one, other).sure
