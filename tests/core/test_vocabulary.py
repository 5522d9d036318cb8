"""Hold look-ups of words to what a dictionary says, however many are asked about."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.recognise.vocabulary import Lookup

word = st.text(alphabet="بتث12،", max_size=3)


@given(st.dictionaries(word, st.integers(1, 100), max_size=30), st.lists(word, max_size=60))
def test_a_look_up_answers_as_a_dictionary_does(table, asked):
    answers = Lookup(table, pl.Int8)(pl.Series(asked, dtype=pl.String))

    assert answers.tolist() == [table.get(one, 0) for one in asked]
    assert answers.dtype == np.int8


def test_few_words_and_many_get_the_same_answers():
    table = {f"كلمة{n}": n for n in range(1, 101)}
    look = Lookup(table, pl.Int32)
    many = pl.Series([*table, "سوق"] * 3)

    whole = look(many)
    parts = [look(many.slice(at, 2)) for at in range(0, len(many), 2)]

    assert np.concatenate(parts).tolist() == whole.tolist()
    assert {part.dtype for part in parts} == {whole.dtype}
