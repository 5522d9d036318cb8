"""Lint the language data: what no reader would see, but every match would miss."""

import unicodedata

import pytest

from tadqiq.errors import LexiconError
from tadqiq.lexicon import parse, read
from tadqiq.normalise.alphabet import DROPPED, PRESENTATION
from tadqiq.resources import room

FILES = sorted((room("rules") / "lexicons").rglob("*.tsv"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_lexicon_is_clean(file):
    text = file.read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set(PRESENTATION)
    rows = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert len(rows) == len(set(rows)), "a row stands twice"
    assert "source" in rows[0].split("\t"), "no column says where the words come from"
    assert list(parse(file)), "no rows"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_lexicon_holds_plain_forms(file):
    """Marks and invisible characters never reach a lookup, which is made at level N1 or N2."""
    for row in parse(file):
        for name, cell in row.items():
            if name not in {"source", "note", "example"}:
                assert not set(cell) & set(DROPPED), (row, name)


def test_a_row_with_a_missing_cell_is_named_by_its_place(tmp_path):
    file = tmp_path / "cues.tsv"
    file.write_text("# words\nform\tsource\nقال\tx\nأفاد\n", encoding="utf-8")

    with pytest.raises(LexiconError, match=r"cues\.tsv:4: 1 cells where the header has 2"):
        list(parse(file))


def test_reading_again_reads_nothing():
    assert read(FILES[0].stem) is read(FILES[0].stem)
