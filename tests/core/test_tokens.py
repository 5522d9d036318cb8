"""Hold the token table to the raw text."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.model import LONGEST_BODY
from tadqiq.recognise.tokens import batch
from tadqiq.recognise.vocabulary import Vocabulary

anything = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0621, max_codepoint=0x0652),
        st.sampled_from(' \n\r\u2028\u00a0\u200f12٣.,،؟"«»'),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


def make(*pairs):
    return batch(
        pl.DataFrame(
            {"doc": range(len(pairs)), "headline": [h for h, _ in pairs], "body": [b for _, b in pairs]},
            schema_overrides={"doc": pl.UInt32},
        ),
        Vocabulary(),
    )


def words(b, segment):
    t = b.tokens
    return [b.text(segment, t.start[i], t.end[i]) for i in range(t.first[segment], t.first[segment + 1])]


@given(st.lists(st.tuples(anything, anything), max_size=4))
def test_tokens_and_gaps_are_the_whole_text(pairs):
    b = make(*pairs)
    t = b.tokens
    for segment, raw in enumerate(b.texts):
        at = 0
        for i in range(t.first[segment], t.first[segment + 1]):
            assert t.start[i] - t.gap[i] == at
            assert raw[at : t.start[i]].isspace() or t.gap[i] == 0
            assert raw[t.start[i] : t.end[i]] == b.vocabulary.words["raw"][int(t.code[i])]
            at = int(t.end[i])
        assert not raw[at:].strip() or raw[at:].isspace()


def test_a_word_keeps_its_marks_and_figures_stand_apart():
    b = make(("", "قال إنّ الهُدنة و507 آلاف، ٢١ ألفًا."))

    assert words(b, 1) == ["قال", "إنّ", "الهُدنة", "و", "507", "آلاف", "،", "٢١", "ألفًا", "."]


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        ("قال ذلك. ثم مضى.", 2),
        ("بلغ السعر 3.5 دولار. وانتهى.", 2),
        ('قال: "انتهى الأمر." ثم مضى.', 2),
        ('قال: "انتهى الأمر". ثم مضى.', 2),
        ("قال د. سامي كلاما.", 1),
        ("هل انتهى؟ نعم!", 2),
        ("زوروا www.example.com الآن.", 1),
        ("سطر\nسطر ثان", 2),
        ("انتهى الأمر.وبدأ آخر.", 2),
        ("انتظر.. ثم قال.", 2),
    ],
)
def test_sentences(body, sentences):
    b = make(("", body))

    assert b.tokens.sent.max() + 1 == sentences


def test_paragraphs_count_line_breaks_within_each_text():
    b = make(("عنوان", "أولى\nثانية\n\nثالثة"), ("عنوان آخر", "وحيدة"))

    t = b.tokens
    assert [int(t.para[i]) for i in range(t.first[1], t.first[2])] == [0, 1, 2]
    assert [int(t.para[i]) for i in range(t.first[3], t.first[4])] == [0]


@given(st.lists(st.tuples(anything, anything), max_size=4))
def test_a_paragraph_begins_behind_a_line_break(pairs):
    b = make(*pairs)
    t = b.tokens
    for segment, raw in enumerate(b.texts):
        para = 0
        for i in range(t.first[segment], t.first[segment + 1]):
            gap = raw[t.start[i] - t.gap[i] : t.start[i]]
            para += i > t.first[segment] and any(c in "\n\r\x0b\x0c\x85\u2028\u2029" for c in gap)
            assert t.para[i] == para


def test_a_vocabulary_learns_each_word_once():
    seen = []

    def classifier(frame):
        seen.extend(frame["n2"].to_list())
        return frame["n2"].str.len_chars().to_numpy()

    v = Vocabulary()
    one = batch(pl.DataFrame({"doc": [0], "headline": ["قال قال"], "body": ["ثم قال"]}, schema_overrides={"doc": pl.UInt32}), v)
    assert one.column(classifier).tolist() == [3, 3, 2, 3]
    two = batch(pl.DataFrame({"doc": [1], "headline": ["قال"], "body": ["كلاما"]}, schema_overrides={"doc": pl.UInt32}), v)
    assert two.column(classifier).tolist() == [3, 5]
    assert sorted(seen) == sorted(["قال", "ثم", "كلاما"])


def test_of_an_endless_body_the_beginning_is_looked_at():
    """What lies beyond the limit is told by SCH010; no stage may spend its time there."""
    endless = pl.DataFrame(
        {"doc": [0], "headline": ["سوق"], "body": ["سوق " * (LONGEST_BODY // 4 + 1000)]}, schema_overrides={"doc": pl.UInt32}
    )
    made = batch(endless, Vocabulary())

    assert int(made.tokens.end.max()) <= LONGEST_BODY
    assert len(made.tokens) == LONGEST_BODY // 4 + 1
