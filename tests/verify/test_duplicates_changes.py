"""Say what changed between two texts, word by word."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.verify.duplicates import changes as module
from tadqiq.verify.duplicates.changes import Caps, Change, compare, wordings

ALL = Caps(changes=1_000, words=1_000, around=0)
WORDS = ("افتتحت", "البلدية", "حديقة", "جسرا", "الأحد", "12")


def changes(one, two, caps=ALL):
    return compare(*wordings([one, two]), caps)


def test_a_change_stands_between_the_words_around_it():
    found = changes("قال الوزير إن 12 سفينة وصلت صباح الأحد", "قال الوزير إن 21 سفينة وصلت صباح الأحد", Caps(5, 10, 2))

    assert found.shown == (Change("الوزير إن", "12", "21", "سفينة وصلت"),)


def test_dress_is_no_change_and_is_shown_as_written():
    assert changes("قال إنّ «المكتبة» فُتِحت", 'قال إن "المكتبة" فتحت.').shown == ()
    assert changes("قال إنّ المُدير", "قال إنّ المُديرة الجديدة").shown[0].gone == "المُدير"


def test_a_single_word_between_two_changes_goes_with_them():
    assert [(c.gone, c.new) for c in changes("أ ب ج د", "س ب ع د").shown] == [("أ ب ج", "س ب ع")]


def test_of_many_changes_the_longest_are_shown_and_the_rest_counted():
    one = "قال المدير إن الجسر سيفتح يوم الأحد أمام السيارات والحافلات في المدينة"
    two = "قال المهندس إن الجسر سيفتح وهذه جملة جديدة يوم الأحد أمام السيارات والدراجات في المدينة"
    found = changes(one, two, Caps(1, 2, 1))

    assert found.shown == (Change("سيفتح", "", "وهذه جملة", "يوم", 0, 1),)
    assert (found.more, found.cut) == (2, False)


def test_what_is_too_long_to_compare_is_said(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 10)
    long = " ".join("بتثجح"[n % 5] for n in range(50))

    assert changes(long, long + " س").cut
    assert not changes(long[:10], long[:10]).cut


def test_a_body_of_millions_of_words_is_compared_at_once():
    chance = random.Random(1)
    texts = [" ".join(chance.choices(["أمس", "اليوم", "غدا", "قال"], k=1_000_000)) for _ in range(2)]
    found = changes(*texts, Caps(3, 5, 2))

    assert found.cut
    assert all(len(change.gone.split()) <= 5 for change in found.shown)


@pytest.mark.parametrize(("one", "two"), [("", ""), ("", "خبر"), ("خبر", ""), ("...", "خبر"), ("\u200f خبر", "خبر \u202e")])
def test_nothing_and_hostile_characters_compare(one, two):
    changes(one, two)


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.lists(st.sampled_from(WORDS), max_size=25))
def test_the_changes_lead_from_one_text_to_the_other(one, two):
    a, b = wordings([" ".join(one), " ".join(two)])
    made, at = [], 0
    for low, high, new_low, new_high in module._blocks(a.keys, b.keys):
        made += one[at:low] + two[new_low:new_high]
        at = high
        assert one[low:high] != two[new_low:new_high]

    assert made + one[at:] == two
    shown = compare(a, b, ALL).shown
    assert [w for c in shown for w in c.gone.split()] == [w for i, j, _, _ in module._blocks(a.keys, b.keys) for w in one[i:j]]
