"""Show how one sentence is read, as a shell asks for it: in words of both languages, as objects, and with hints where nothing can be read."""

import json
import subprocess
import sys

import pytest

SENTENCE = "أصيب أكثر من 21 ألفا و507 أشخاص، وكلف الترميم بين 20 و30 مليون دولار."


@pytest.fixture
def tadqiq(tmp_path):
    def run(*words, stdin=b""):
        done = subprocess.run(
            [sys.executable, "-m", "tadqiq", "numbers", *words], input=stdin, capture_output=True, cwd=tmp_path, check=False
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_sentence_is_shown_piece_by_piece(tadqiq):
    code, out, err = tadqiq(SENTENCE, "--lang", "en")

    assert (code, err) == (0, "")
    lines = [line.split("  ") for line in out.splitlines()]
    shown = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert ["⟦21 ألفا و507⟧", "21,507", "cardinal"] in shown
    assert ["⟦20 و30 مليون دولار⟧", "20,000,000 to 30,000,000", "money"] in shown
    assert ["1,000", "multiplier", "ألفا"] in shown
    assert ["what is counted", "أشخاص"] in shown
    assert ["between", "بين"] in shown
    assert "bound: at least" in out
    assert "event: wounded" in out


def test_it_speaks_arabic_unless_told_otherwise(tadqiq):
    _, out, _ = tadqiq("حضر نحو 20 طالبا.")

    assert "عدد" in out
    assert "التقييد: تقريبا" in out


def test_objects_hold_what_mentions_holds_and_the_atoms(tadqiq):
    code, out, _ = tadqiq(SENTENCE, "--format", "jsonl")

    first, second = objects(out)
    assert code == 0
    for number in (first, second):
        assert SENTENCE[number["start"] : number["end"]] == number["text"]
        assert {"number_kind", "unit", "unit_key", "qualifier", "is_claim", "event", "scope", "modality", "value"} <= set(number)
    assert (first["value"], first["qualifier"], first["event"]) == (21_507, "at_least", "wounded")
    assert second["value"] == [20_000_000, 30_000_000]
    assert [(atom["word"], atom["role"], atom["value"]) for atom in first["atoms"]][1:5] == [
        ("21", "digits", 21), ("ألفا", "scale", 1000), ("و", "and", None), ("507", "digits", 507),
    ]  # fmt: skip


def test_a_vague_amount_has_no_value_but_shows_what_it_allows(tadqiq):
    number = objects(tadqiq("زار المعرض عشرات الآلاف.", "--format", "jsonl")[1])[0]

    assert (number["value"], number["low"], number["high"]) == (None, 20_000, None)
    assert "20,000 and more" in tadqiq("زار المعرض عشرات الآلاف.", "--lang", "en")[1]


def test_a_result_keeps_both_sides(tadqiq):
    assert [number["value"] for number in objects(tadqiq("تعادلا 1-1 ثم فاز 3-2", "--format", "jsonl")[1])] == [[1, 1], [3, 2]]


def test_standard_input_is_a_sentence_a_line(tadqiq):
    code, out, _ = tadqiq("-", "--format", "jsonl", stdin="حضر 20 طالبا\n\nلا عدد هنا\nو٣٫٥ ملايين\n".encode())

    assert code == 0
    assert [(number["line"], number["value"]) for number in objects(out)] == [(1, 20), (4, 3_500_000)]


def test_a_sentence_without_a_number_says_so(tadqiq):
    assert tadqiq("لا عدد هنا", "--lang", "en")[:2] == (0, "لا عدد هنا\n  No number was read.\n\n")


def test_words_without_quotation_marks_are_one_sentence(tadqiq):
    assert objects(tadqiq("20", "ألف", "زائر", "--format", "jsonl")[1])[0]["value"] == 20_000


@pytest.mark.parametrize(("words", "stdin"), [([""], b""), (["-"], b" \n"), (["-"], b"\xff\xfe\x00")])
def test_what_cannot_be_read_is_exit_2_with_a_hint(tadqiq, words, stdin):
    code, out, err = tadqiq(*words, stdin=stdin)

    assert (code, out) == (2, "")
    assert "hint:" in err
    assert "Traceback" not in err


def test_the_reading_can_be_saved(tadqiq, tmp_path):
    assert tadqiq("حضر 20 طالبا", "--output", "reading.txt", "--lang", "en")[:2] == (0, "")
    assert "what is counted" in (tmp_path / "reading.txt").read_text(encoding="utf-8")
