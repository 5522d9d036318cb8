"""Read the word lists of this stage, and the error that a bad line makes."""

import pytest

from tadqiq.errors import LexiconError
from tadqiq.load import boundary, words


def test_a_bad_line_of_a_word_list_is_named_by_its_place(tmp_path, monkeypatch):
    folder = tmp_path / "lexicons" / "ar"
    folder.mkdir(parents=True)
    (folder / "bad.tsv").write_text("# words\nform\tclass\nقال\tlead\nأفاد\n", encoding="utf-8")
    monkeypatch.setattr("tadqiq.load.words.room", lambda _: tmp_path)

    with pytest.raises(LexiconError, match=r"bad\.tsv:4: 1 cells"):
        words.read("bad")


def test_the_feminine_of_lead_verbs_is_computed():
    assert {"اعلن", "اعلنت", "نفي", "نفت", "يواصل"} <= boundary.lead_verbs()
    assert "يواصلت" not in boundary.lead_verbs()


def test_every_fitted_weight_is_of_a_sign_that_is_made():
    import polars as pl

    made = {name for name, _ in boundary.signs(pl.Series(["سطر", "سطر آخر"]))}
    assert set(boundary.weights()) - {"bias"} <= made
