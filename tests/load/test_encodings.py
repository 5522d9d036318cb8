"""Decode what newsrooms' systems write, and say where bytes are lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.load.encodings import decode, tell

from .conftest import OTHER, RECORD, codes, lines, texts

TEXT = "أعلنت بلدية مدينة النخيل، اليوم الأحد، افتتاح 3 مكتبات عامة في الأحياء الجديدة.\n" * 3


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("windows-1256", "windows-1256"),
        ("iso-8859-6", "iso-8859-6"),
    ],
)
def test_encodings_are_told(put, encoding, told):
    data = TEXT.replace("،", "" if encoding.startswith("iso") else "،")

    assert tell(data.encode(encoding)) == told
    assert decode(data.encode(encoding), told) == (data, [])
    found = put("a.jsonl", lines(RECORD, OTHER).encode(encoding, "replace"))
    assert texts(found) == [tuple(RECORD.values()), tuple(OTHER.values())]
    assert [p.args["encoding"] for p in found.problems if p.code == "SCH009"] == ([] if told == "utf-8" else [told])


def test_other_one_byte_encodings_are_not_taken_for_arabic():
    assert tell("Le maire a inauguré la bibliothèque où il a étudié, élève zélé.".encode("latin-1")) == "utf-8"


def test_lost_bytes_are_told_with_line_column_and_byte(put):
    data = lines(RECORD, OTHER).encode()
    at = data.index("إغلاق".encode()) + 1
    loaded = put("a.jsonl", data[:at] + b"\xff\xfe" + data[at + 1 :])

    assert loaded.articles["headline"][1].endswith("جسر النهر للصيانة")
    first = next(p for p in loaded.problems if p.code == "SCH008")
    assert (first.line, first.args["byte"]) == (2, str(at - 1))
    assert "\ufffd" in first.args["text"]


def test_bytes_lost_side_by_side_are_one_problem(put):
    data = lines(RECORD, OTHER).encode()
    at = data.index("إغلاق".encode())
    loaded = put("a.jsonl", data[:at] + b"\xff\xfe\xff" + data[at:])

    assert [p.args["count"] for p in loaded.problems if p.code == "SCH008"] == ["3"]


def test_a_file_full_of_lost_bytes_is_told_briefly(put):
    loaded = put("a.txt", TEXT.encode() + b"\xd9 \xff\xff " * 100_000)

    told = [p for p in loaded.problems if p.code == "SCH008"]
    assert len(told) == 20
    assert sum(int(p.args["count"]) for p in told) == 300_000
    assert codes(loaded).count("SCH001") == 0


@given(st.binary())
def test_any_bytes_decode_and_count_their_losses(data):
    text, lost = decode(data, "utf-8")

    assert lost == sorted(lost)
    assert text.replace("\ufffd", "") == data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "ignore").replace("\ufffd", "")
