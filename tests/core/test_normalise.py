"""Hold the levels of text against pyarabic, against each other, and against their own laws."""

import unicodedata

import polars as pl
import pyarabic.araby as araby
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.normalise import column, offsets, text, trace

LEVELS = ("N1", "N2")
letters = st.characters(min_codepoint=0x0621, max_codepoint=0x064A)
marks = st.sampled_from("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0653\u0654\u0655\u0610\u06d6")
invisible = st.sampled_from("\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u061c\u0640\u00ad\u00a0")
presentation = st.one_of(
    st.characters(min_codepoint=0xFB50, max_codepoint=0xFDFF), st.characters(min_codepoint=0xFE70, max_codepoint=0xFEFC)
)
other = st.one_of(st.sampled_from("0129٠١٢٩۰۱۹٫٬.,٪%«»“”‘’\"' \n\t،؛؟abcéÅ"), st.characters(exclude_categories=["Cs"]))
arabic = st.text(st.one_of(letters, letters, marks, invisible, presentation, other), max_size=40)


@pytest.mark.parametrize(
    ("raw", "n1", "n2"),
    [
        ("الهُدنة", "الهدنة", "الهدنة"),
        ("وشدّد", "وشدد", "وشدد"),
        ("بـ جالانت", "ب جالانت", "ب جالانت"),
        ("إيهود", "إيهود", "ايهود"),
        ("أسامه", "أسامه", "اسامة"),
        ("جولى", "جولى", "جولي"),
        ("ﻏﺎﻻﻧﺖ", "ﻏﺎﻻﻧﺖ", "غالانت"),
        ("٢١ ألفا", "٢١ ألفا", "21 الفا"),
        ("۲۱", "۲۱", "21"),
        ("«تاس»", "«تاس»", '"تاس"'),
        ("غا\u200fلانت", "غالانت", "غالانت"),
        ("مليون\u00a0طن", "مليون طن", "مليون طن"),
        ("ا\u0655يران", "إيران", "ايران"),
        ("کابل", "کابل", "كابل"),
        ("هذه المدينة", "هذه المدينة", "هذة المدينة"),
        ("", "", ""),
    ],
)
def test_levels_of_words(raw, n1, n2):
    assert (text(raw, "N1"), text(raw, "N2")) == (n1, n2)


@given(arabic)
def test_plain_dress_agrees_with_pyarabic(raw):
    ours = text(raw, "N1")

    assert araby.strip_tashkeel(araby.strip_tatweel(ours)) == ours
    assert araby.strip_tashkeel(ours) == ours


@given(st.text(st.one_of(letters, st.sampled_from("".join(araby.TASHKEEL) + araby.TATWEEL + " ")), max_size=30))
def test_on_letters_and_tashkeel_plain_dress_is_pyarabics(raw):
    assert text(raw, "N1") == araby.strip_tatweel(araby.strip_tashkeel(raw))


@given(arabic)
@pytest.mark.parametrize("level", LEVELS)
def test_levels_are_idempotent(level, raw):
    once = text(raw, level)

    assert text(once, level) == once
    assert text(text(raw, "N1"), "N2") == text(raw, "N2")


@given(arabic)
def test_plain_dress_is_composed(raw):
    assert unicodedata.is_normalized("NFC", text(raw, "N1"))


def test_every_character_of_unicode_is_composed():
    every = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]

    plain = column(pl.Series(every), "N1").to_list()

    assert [c for c, one in zip(every, plain, strict=True) if not unicodedata.is_normalized("NFC", one)] == []


@given(arabic)
@pytest.mark.parametrize("level", LEVELS)
def test_trace_writes_what_the_column_writes(level, raw):
    written, places = trace(raw, level)

    assert written == text(raw, level)
    assert len(places) == len(written) + 1
    assert places == sorted(places)
    assert places[-1] == len(raw)


@given(arabic, st.data())
@pytest.mark.parametrize("level", LEVELS)
def test_every_span_leads_back_to_its_raw_text(level, raw, data):
    """Normalising the raw text between two traced places gives the span again, where the cut parts no cluster."""
    written, places = trace(raw, level)
    a = data.draw(st.integers(0, len(written)))
    b = data.draw(st.integers(a, len(written)))
    whole = [i for i in (a, b) if i == 0 or i == len(written) or places[i] != places[i - 1]]
    if len(whole) < 2 or a == b:
        return

    again = text(raw[places[a] : places[b]], level)

    # A final ha folds by what follows it: only the last letter may differ, and only in that.
    assert again[:-1] == written[a:b][:-1]
    assert again[-1:] == written[a:b][-1:] or (again[-1:], written[a:b][-1:]) == ("ة", "ه")


@given(st.lists(st.one_of(st.none(), arabic), max_size=8))
@pytest.mark.parametrize("level", LEVELS)
def test_offsets_of_a_column_are_those_of_its_texts(level, values):
    found = offsets(pl.Series(values, dtype=pl.String), level)

    assert [places.tolist() for places in found] == [trace(value or "", level)[1] for value in values]


def test_nulls_stay_null():
    assert column(pl.Series([None, "قال"]), "N2").to_list() == [None, "قال"]


@given(st.lists(st.one_of(st.none(), arabic, st.text("هة،aZ_1١ۀ«\u00a0\u200c\nـ", max_size=8)), max_size=8))
@pytest.mark.parametrize("level", LEVELS)
def test_a_handful_of_texts_is_brought_to_a_level_as_a_long_column_is(level, values):
    handful = pl.Series("values", values, dtype=pl.String)
    filled = pl.Series("values", [*values, "سوق " * 2_000], dtype=pl.String)

    assert column(handful, level).equals(column(filled, level)[:-1], check_dtypes=True, check_names=True)
