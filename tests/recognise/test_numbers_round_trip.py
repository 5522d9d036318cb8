"""Write numbers in words and figures, and read them back: every integer, every gender and case, every script and separator."""

import random
from functools import cache
from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.recognise.numbers import numbers
from tadqiq.recognise.tokens import batch

MASCULINE = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر"]
TENS = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
SCALES = [("ألف", "آلاف"), ("مليون", "ملايين"), ("مليار", "مليارات"), ("تريليون", "تريليونات")]
SETTINGS = list(product((False, True), (False, True)))  # feminine, oblique
HUNDREDS = {False: "مئة", True: "مائة"}  # both spellings come up
LARGEST = 10**12


def read(texts):
    """Read bodies, an article each; one number is expected in each."""
    columns = {"doc": range(len(texts)), "headline": [""] * len(texts), "body": texts}
    found = numbers(batch(pl.DataFrame(columns, schema={"doc": pl.UInt32, "headline": pl.String, "body": pl.String})))
    return found.select("doc", "text", "low", "high")


def below_hundred(n, *, feminine, oblique):
    names = FEMININE if feminine else MASCULINE
    if n <= 10:
        return names[n][:-2] + "ين" if n == 2 and oblique else names[n]
    if n == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    ten = "عشرة" if feminine else "عشر"
    if n == 12:
        return ("اثنت" if feminine else "اثن") + ("ي " if oblique else "ا ") + ten
    if n < 20:
        return f"{'ثماني' if feminine and n == 18 else names[n - 10]} {ten}"
    tens = TENS[n // 10] + ("ين" if oblique else "ون")
    return f"{below_hundred(n % 10, feminine=feminine, oblique=oblique)} و{tens}" if n % 10 else tens


def hundreds(n, *, oblique, construct):
    """Write whole hundreds; before what is counted the dual drops its ن (مئتا ألف)."""
    hundred = HUNDREDS[oblique]
    if n == 2:
        return hundred[:-1] + ("تي" if oblique else "تا") + ("" if construct else "ن")
    return hundred if n == 1 else TENS[n].replace("عشر", "") + hundred


@cache
def below_thousand(n, *, feminine, oblique, construct=False):
    if n < 100:
        return below_hundred(n, feminine=feminine, oblique=oblique)
    whole = hundreds(n // 100, oblique=oblique, construct=construct and n % 100 == 0)
    return f"{whole} و{below_hundred(n % 100, feminine=feminine, oblique=oblique)}" if n % 100 else whole


@cache
def scaled(n, scale, *, oblique):
    """Count thousands, millions …: ألفان, ثلاثة آلاف, أحد عشر ألفا, مئتا ألف, مئة ألف وألفان."""
    one, many = SCALES[scale]
    two = one + ("ين" if oblique else "ان")
    if n <= 2:
        return one if n == 1 else two
    if n % 100 in {1, 2}:
        return f"{hundreds(n // 100, oblique=oblique, construct=True)} {one} و{one if n % 100 == 1 else two}"
    counted = many if 3 <= n % 100 <= 10 else one + "ا" if n % 100 else one
    return f"{below_thousand(n, feminine=False, oblique=oblique, construct=True)} {counted}"


def spelled(n, *, feminine, oblique):
    """Write a number in words as grammar asks: scales are masculine, what is left has the gender of what is counted."""
    groups = [n // 1000**place % 1000 for place in range(len(SCALES) + 1)]
    parts = [scaled(group, place - 1, oblique=oblique) for place, group in enumerate(groups) if place and group][::-1]
    if groups[0]:
        parts.append(below_thousand(groups[0], feminine=feminine, oblique=oblique))
    return " و".join(parts) if parts else "صفر"


@pytest.mark.parametrize(
    ("number", "feminine", "oblique", "text"),
    [
        (18, True, False, "ثماني عشرة"),
        (202, False, True, "مائتين واثنين"),
        (101_000, False, False, "مئة ألف وألف"),
        (200_000, False, False, "مئتا ألف"),
        (345_017, True, True, "ثلاثمائة وخمسة وأربعين ألفا وسبع عشرة"),
        (2_000_311, True, False, "مليونان وثلاثمئة وإحدى عشرة"),
    ],
)
def test_the_generator_writes_as_grammar_asks(number, feminine, oblique, text):
    assert spelled(number, feminine=feminine, oblique=oblique) == text


def test_a_hundred_thousand_integers_in_words_are_read_back_in_both_genders_and_cases():
    chance = random.Random(20231229)
    drawn = {chance.randrange(LARGEST + 1) for _ in range(50_000)} | {chance.randrange(10 ** chance.randint(1, 12)) for _ in range(80_000)}
    integers = [*range(1_200), 10**3, 10**6, 10**9, LARGEST, *drawn][:100_000]
    for start in range(0, len(integers), 5_000):
        some = integers[start : start + 5_000]
        texts = [spelled(n, feminine=feminine, oblique=oblique) for feminine, oblique in SETTINGS for n in some]

        found = read(texts)

        assert found["text"].to_list() == texts
        assert found["low"].to_list() == found["high"].to_list() == some * len(SETTINGS)


large = st.lists(st.integers(0, 999), min_size=4, max_size=5).map(lambda groups: sum(g * 1000**k for k, g in enumerate(groups)))


@given(st.lists(large, min_size=1, max_size=30))
@settings(max_examples=8, deadline=None)
def test_integers_up_to_the_thousands_of_trillions_are_read_back(integers):
    for feminine, oblique in SETTINGS:
        texts = [spelled(n, feminine=feminine, oblique=oblique) for n in integers]

        assert read(texts)["low"].to_list() == integers


SCRIPTS = [str.maketrans("0123456789", script) for script in ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")]
THOUSANDS = ["", ",", "٬", "،", "'"]


@given(st.lists(st.integers(10_000, 10**14), min_size=1, max_size=20), st.sampled_from(SCRIPTS), st.sampled_from(THOUSANDS))
@settings(max_examples=60, deadline=None)
def test_figures_in_groups_of_three_are_read_back_in_every_script(integers, script, mark):
    texts = [f"{n:,}".replace(",", mark).translate(script) for n in integers]

    found = read(texts)

    # A long run of figures without a separator is a telephone or file number, which has the same value.
    assert found["text"].to_list() == texts
    assert found["low"].to_list() == integers


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 99)), min_size=1, max_size=20),
    st.sampled_from(SCRIPTS),
    st.sampled_from([("", "."), ("", "٫"), ("", ","), (",", "."), ("٬", "٫"), (".", ",")]),
)
@settings(max_examples=60, deadline=None)
def test_figures_with_decimals_are_read_back_in_every_script(cases, script, marks):
    thousands, point = marks
    texts = [f"{whole:,}".replace(",", thousands).translate(script) + point + f"{tail:02}".translate(script) for whole, tail in cases]

    found = read(texts)

    assert found["text"].to_list() == texts
    assert found["low"].to_list() == pytest.approx([whole + tail / 100 for whole, tail in cases])


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=20), st.sampled_from(SETTINGS))
@settings(max_examples=20, deadline=None)
def test_a_number_with_a_minus_word_is_negative(integers, setting):
    feminine, oblique = setting
    texts = ["سالب " + spelled(n, feminine=feminine, oblique=oblique) for n in integers]

    assert read(texts)["low"].to_list() == [-n for n in integers]
