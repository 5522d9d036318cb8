"""Pieces of many words at once: what is cut off them, and whether a table knows the rest."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.recognise.names.forms import DERIVED, EXACT, LOOSE, NONE, joined, nominal, nouns, verbal
from tadqiq.recognise.names.letters import letters
from tadqiq.recognise.names.pieces import Table, pieces
from tadqiq.recognise.names.words import words

SHORT = st.lists(st.text("ابتو", max_size=4), max_size=6)
TABLE = ("", "ا", "اب", "ابت", "بت", "تا", "وو")


@given(SHORT, st.integers(0, 3), st.integers(0, 3), st.sampled_from(["", "ا", "بت"]), st.sampled_from(["", "ت"]))
def test_a_table_knows_a_piece_as_it_knows_the_string(some, front, back, before, after):
    cut = pieces(some).cut(front, back)
    wanted = [before + word[front : max(0, len(word) - back)] + after for word in some]

    assert Table(TABLE).holds(cut.hash(before, after)).tolist() == [text in TABLE for text in wanted]


@given(SHORT, st.text("ابتو", max_size=2), st.integers(-3, 2))
def test_heads_ends_and_letters_are_those_of_the_strings(some, text, place):
    every = pieces(some)

    assert every.starts(text).tolist() == [word.startswith(text) for word in some] if text else True
    assert every.ends(text).tolist() == [word.endswith(text) for word in some] if text else True
    assert [chr(point) if point else "" for point in every.letter(place).tolist()] == [
        (word[place:] or "")[:1] if place >= -len(word) else "" for word in some
    ]


def test_a_table_gives_numbers():
    table = Table({"جبل": 3, "سهل": 7})

    assert table.get(pieces(["سهل", "بحر", "جبل", ""]).hash()).tolist() == [7, 0, 3, 0]


@pytest.mark.parametrize(
    ("word", "form"),
    [("كتاب", EXACT), ("كتابهم", DERIVED), ("معلمين", DERIVED), ("ادائهم", DERIVED), ("مصباحي", LOOSE), ("هالفورد", NONE), ("", NONE)],
)
def test_a_noun_is_known_in_its_forms(word, form):
    assert nominal(pieces([word])).tolist() == [form]


@pytest.mark.parametrize(
    ("word", "known"), [("يكتبون", True), ("سيكتب", True), ("كتبت", True), ("استقالت", True), ("هالفورد", False), ("س", False)]
)
def test_a_verb_is_known_in_its_forms(word, known):
    assert verbal(pieces([word])).tolist() == [known]


@pytest.mark.parametrize(
    ("word", "known"), [("وكتب", True), ("بكتاب", True), ("ليكتب", True), ("وبكتاب", True), ("وهالفورد", False), ("و", False)]
)
def test_letters_joined_before_a_common_word_are_seen(word, known):
    assert joined(pieces([word])).tolist() == [known]


def test_nouns_are_told_from_a_list():
    assert nouns(["كتاب", "هالفورد", "", "كتاب"]) == {"كتاب"}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(sorted(words().nouns)[::97]) | st.text("ابتوليسنمحة", min_size=1, max_size=8), min_size=1, max_size=30))
def test_a_word_has_the_same_letter_alone_as_among_others(some):
    frame = pl.DataFrame({"raw": some, "n1": some, "n2": some})

    assert letters(frame).tolist() == [letters(frame[row]).item() for row in range(len(some))]
