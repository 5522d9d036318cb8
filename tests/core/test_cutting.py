"""Hold the cutting of whole batches to a pattern that says what a token is, and the numbering of words to a dictionary."""

import unicodedata

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.normalise.alphabet import INVISIBLE, TATWEEL, char_class
from tadqiq.recognise import packing
from tadqiq.recognise.characters import BLANK, BREAK, DIGIT, INNER, LETTER, sorts
from tadqiq.recognise.cutting import cut
from tadqiq.recognise.packing import PairTable, pack
from tadqiq.recognise.tokens import tokenise
from tadqiq.recognise.vocabulary import Vocabulary

INSIDE = char_class(INVISIBLE)
TOKEN = rf"\s*(?:[\p{{L}}\p{{M}}{char_class(TATWEEL)}{INSIDE}]+|\p{{Nd}}(?:[{INSIDE}]*\p{{Nd}})*|\S)"
BREAKS = r"[\n\r\x0b\x0c\x{85}\x{2028}\x{2029}]"

character = st.one_of(
    st.characters(min_codepoint=0x0621, max_codepoint=0x0652),
    st.sampled_from(' \n\t\r\u2028\u00a0\u3000١٢34۵۶.,،؟"«»ـ\u200f\u200d\u061c\ufeffﷲﻻ'),
    st.sampled_from("aéЖ中🙂👩🏽\U00010400\U0001d7d8\U0001e900\u0301"),
    st.characters(exclude_categories=["Cs", "Cn"]),
)
texts = st.lists(st.text(character, max_size=40), max_size=6)


def by_pattern(text):
    """Cut one text as the pattern does: (text, start, end, gap, line break before it) of each token."""
    at, found = 0, []
    for piece in pl.Series([text]).str.extract_all(TOKEN)[0]:
        word = pl.Series([piece]).str.strip_chars_start()[0]
        gap = len(piece) - len(word)
        broken = pl.Series([piece[:gap]]).str.contains(BREAKS)[0]
        found.append((word, at + gap, at + len(piece), gap, broken))
        at += len(piece)
    return found


@given(texts)
def test_cutting_a_batch_gives_what_the_pattern_gives_for_each_text(lines):
    words = Vocabulary()
    made, pieces = tokenise(lines, words), cut(lines)

    raw = words.words["raw"].gather(made.code).to_list()
    found = list(zip(raw, made.start.tolist(), made.end.tolist(), made.gap.tolist(), pieces.breaks.tolist(), strict=True))
    assert [found[made.first[n] : made.first[n + 1]] for n in range(len(lines))] == [by_pattern(line) for line in lines]
    assert made.segment.tolist() == [n for n in range(len(lines)) for _ in by_pattern(lines[n])]


def test_every_code_point_is_sorted_as_the_pattern_sorts_it():
    points = [point for point in range(0x110000) if unicodedata.category(chr(point)) not in {"Cs", "Cn"}]
    characters = pl.Series([chr(point) for point in points])
    sort = sorts(np.array(points))

    inner = characters.str.contains(f"^[{INSIDE}]$").to_numpy()
    assert ((sort == INNER) == inner).all()
    assert ((sort == BREAK) == characters.str.contains(f"^{BREAKS}$").to_numpy()).all()
    assert ((sort <= BREAK) == characters.str.contains(r"^\s$").to_numpy()).all()
    assert ((sort == LETTER) == characters.str.contains(r"^[\p{L}\p{M}]$").to_numpy() & ~inner).all()
    assert ((sort == DIGIT) == characters.str.contains(r"^\p{Nd}$").to_numpy()).all()
    assert BLANK < BREAK < min(LETTER, DIGIT, INNER)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("1\u200f2", ["1\u200f2"]),
        ("1\u200f\u200f2", ["1\u200f\u200f2"]),
        ("1\u200f", ["1", "\u200f"]),
        ("\u200f2", ["\u200f", "2"]),
        ("بـ\u200f2", ["بـ\u200f", "2"]),
        ("1\u200fب", ["1", "\u200fب"]),
        ("1٢۳", ["1٢۳"]),
        ("👩\u200d🚀", ["👩", "\u200d", "🚀"]),
        ("..", [".", "."]),
    ],
)
def test_invisible_characters_belong_to_what_they_stand_in(text, tokens):
    assert [text[a:b] for a, b in zip(*(getattr(cut([text]), side).tolist() for side in ("start", "end")), strict=True)] == tokens


@given(st.lists(st.lists(st.text(st.sampled_from("ابتa\u200dé🙂1١"), min_size=1, max_size=20), max_size=30), min_size=1, max_size=4))
def test_words_are_numbered_as_a_dictionary_numbers_them(batches):
    words, known = Vocabulary(), {}
    for batch in batches:
        pieces = cut([" ".join(batch)])
        raw = [pieces.whole[a:b] for a, b in zip(pieces.start.tolist(), pieces.end.tolist(), strict=True)]
        codes = words.encode(pieces).tolist()
        for word, code in zip(raw, codes, strict=True):
            assert known.setdefault(word, code) == code
    assert sorted(known.values()) == list(range(len(words)))
    assert words.words["raw"].to_list() == sorted(known, key=known.get)


def test_words_whose_letters_differ_only_in_the_upper_byte_or_in_length_are_not_one():
    alike = ["\u0628", "\u0428", "(", "\u0628\u0428", "\u0428\u0628", "Ā" * 3, "Ā" * 4, "Ȁ" * 4, "ب" * 14, "ب" * 15, "ب" * 8 + "ت", "ب" * 9]
    words = Vocabulary()

    assert len(set(words.encode(cut(alike)).tolist())) == len(words) == len(alike)


def test_pairs_that_all_want_one_place_are_still_told_apart(monkeypatch):
    """However badly the factors fall out, the numbers stay right; a small chunk makes the table grow many times."""
    monkeypatch.setattr(packing, "_CHUNK", 7)
    table = PairTable()
    table._factors = (np.uint64(0), np.uint64(0))
    one = np.arange(300, dtype=np.uint64) % np.uint64(97)
    two = np.ones(300, dtype=np.uint64)

    numbers, fresh = table.numbers(one, two)

    assert numbers.tolist() == (np.arange(300) % 97).tolist()
    assert fresh.tolist() == list(range(97))
    again, none = table.numbers(one[::-1].copy(), two)
    assert again.tolist() == numbers[::-1].tolist()
    assert not len(none)


def test_what_does_not_fit_into_a_pair_is_told():
    pieces = cut(["قصير", "ب" * 14, "ب" * 15, "🙂", "بa", "é", "٣\u200f٤"])

    _, two, unfit = pack(pieces)

    assert unfit.tolist() == [2, 3, 4, 6]
    assert not two[unfit].any()
