"""Hand over every bad input that has been thought of: one clear problem each, and the rest loaded."""

import gzip
import json

import pytest
import zstandard

from tadqiq.load import load
from tadqiq.resources import room
from tadqiq.verify.packs import read

from .conftest import OTHER, RECORD, codes, lines, texts

GOOD = lines(RECORD).encode()
RULES = {rule.code: rule for rule in read(room("rules") / "packs" / "core" / "schema")}


def said(problem):
    """Word a problem in both languages; a place left open is a KeyError."""
    return [RULES[problem.code].message[lang].format_map(problem.args) for lang in ("ar", "en")]


@pytest.mark.parametrize(
    ("name", "data", "code", "word"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "SCH001", "binary"),
        ("a.txt", b"\x00\x01\x02\x03" * 99, "SCH001", "binary"),
        ("a.jsonl.gz", gzip.compress(gzip.compress(GOOD)), "SCH001", "inside"),
        ("a.jsonl.gz", gzip.compress(GOOD * 50)[:-20], "SCH001", "cut short"),
        ("a.jsonl.zst", zstandard.ZstdCompressor().compress(GOOD * 50)[:-9], "SCH001", "cut short"),
        ("a.jsonl.zst", b"\x28\xb5\x2f\xfd" + b"x" * 99, "SCH001", "damaged"),
        ("a.parquet", b"PAR1 nothing", "SCH001", "Parquet"),
        ("a.parquet", GOOD, "SCH001", "Parquet"),
        ("a.xml", b"<?xml version='1.0'?><rss/>", "SCH001", "XML"),
        ("a.csv", "Titre;Corps\nمطر;هطل.\n".encode(), "SCH003", "'Titre', 'Corps'"),
    ],
)
def test_what_cannot_be_read_is_one_problem(put, name, data, code, word):
    loaded = put(name, data)

    assert [p.code for p in loaded.unread] == [code]
    assert loaded.unread[0] in loaded.problems
    assert word in said(loaded.unread[0])[1]
    assert loaded.unread[0].origin == name


@pytest.mark.parametrize("word", ["nowhere.jsonl", "nowhere*.jsonl", "**nowhere.jsonl", "[", "empty"])
def test_words_that_stand_for_nothing(tmp_path, monkeypatch, word):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    loaded = load([word])

    assert codes(loaded) == ["SCH001"] == [p.code for p in loaded.unread]
    assert loaded.articles.is_empty()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b""),
        ("a.jsonl", b"\n\n"),
        ("a.json", b"[]"),
        ("a.csv", b"headline,body\n"),
        ("a.txt", b"\xef\xbb\xbf\n"),
        ("a.gz", gzip.compress(b"")),
    ],
)
def test_an_empty_file_is_told_but_was_read(put, name, data):
    loaded = put(name, data)

    assert codes(loaded) == ["SCH011"]
    assert loaded.unread == []


def test_a_file_that_unpacks_beyond_the_limit(put, monkeypatch):
    monkeypatch.setattr("tadqiq.load.streams.LIMIT", 1 << 20)
    for packed in (gzip.compress(b" " * (2 << 20)), zstandard.ZstdCompressor().compress(b" " * (2 << 20))):
        assert [p.args["reason_en"][:8] for p in put("bomb", packed).unread] == ["unpacked"]


@pytest.mark.parametrize(
    ("broken", "column"),
    [('{"id": "x", "headline": "مطر"', 30), ("{'id': 1}", 2), ('["خبر"]', 1), ("مطر", 1), ('{"a": 1} {"b": 2}', 10), ("[" * 5000, None)],
)
def test_a_broken_line_costs_only_itself(put, broken, column):
    loaded = put("a.jsonl", lines(RECORD) + broken + "\n" + lines(OTHER))

    assert texts(loaded) == [tuple(RECORD.values()), tuple(OTHER.values())]
    assert [(p.code, p.line) for p in loaded.problems] == [("SCH002", 2)]
    assert loaded.problems[0].column in {column, 1}
    assert loaded.unread == []


def test_a_broken_element_of_an_array_costs_only_itself(put):
    parts = [json.dumps(RECORD, ensure_ascii=False), '{"id": "x", "headline": }', json.dumps(OTHER, ensure_ascii=False)]
    loaded = put("a.json", "[\n" + ",\n".join(parts) + "\n]")

    assert texts(loaded) == [tuple(RECORD.values()), tuple(OTHER.values())]
    assert [(p.code, p.line) for p in loaded.problems] == [("SCH002", 3)]


def test_an_array_cut_short_keeps_what_came(put):
    loaded = put("a.json", json.dumps([RECORD, OTHER], ensure_ascii=False)[:-30])

    assert texts(loaded) == [tuple(RECORD.values())]
    assert codes(loaded) == ["SCH002"]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("a1,مطر,هطل, ثم توقف.\na2,ريح,هبت.\n", 2),
        ("a1,مطر\na2,ريح,هبت.\n", 2),
        ('a1,"مطر,هطل.\na2,ريح,هبت.\n', 2),
        ('a1,"مطر "قوي" اليوم",هطل.\na2,ريح,هبت.\n', 2),
    ],
)
def test_a_broken_row_costs_only_itself(put, rows, line):
    loaded = put("a.csv", "id,headline,body\n" + rows)

    assert texts(loaded) == [("a2", "ريح", "هبت.")]
    assert [(p.code, p.line) for p in loaded.problems] == [("SCH002", line)]


def test_values_of_other_kinds(put):
    loaded = put(
        "a.jsonl",
        lines({"id": 1, "headline": None, "body": 12}, {"id": None, "headline": {"x": 1}, "body": "هطل."}, {"id": True, "headline": "ريح"}),
    )

    assert texts(loaded)[0] == ("1", "", "12")
    assert [row[1:] for row in texts(loaded)[1:]] == [("", "هطل."), ("ريح", "")]
    assert [(p.code, p.line) for p in loaded.problems] == [("SCH002", 2)]


def test_half_a_surrogate_pair_is_no_letter(put):
    loaded = put("a.jsonl", '{"id": "1", "headline": "مطر \\ud83d", "body": "هطل \\ud83d\\ude00."}\n')

    assert texts(loaded) == [("1", "مطر \ufffd", "هطل 😀.")]


def test_shared_ids_name_both_places_and_keep_both(put):
    loaded = put("a.jsonl", lines(RECORD, OTHER | {"id": "a1"}, OTHER | {"id": "a1#2"}, RECORD))

    assert loaded.articles["article_id"].to_list() == ["a1", "a1#3", "a1#2", "a1#4"]
    assert [(p.code, p.line, p.args["first"]) for p in loaded.problems] == [("SCH004", 2, "a.jsonl:1"), ("SCH004", 4, "a.jsonl:1")]


def test_ids_that_are_made_do_not_move_with_the_article(put):
    bare = [{k: v for k, v in r.items() if k != "id"} for r in (RECORD, OTHER)]
    one, two = put("a.jsonl", lines(*bare)).articles["article_id"], put("b.jsonl", lines(*reversed(bare), bare[0])).articles["article_id"]

    assert one.to_list() == two.to_list()[1::-1]
    assert two.to_list()[2] == f"{one[0]}#2"
    assert (
        one[0]
        == put("c.jsonl", lines({"headline": RECORD["headline"].replace("ة", "ه"), "body": "  " + RECORD["body"] + "\nوأخرى."})).articles[
            "article_id"
        ][0]
    )


@pytest.mark.parametrize("record", [{"headline": "", "body": None}, {"headline": " \n", "body": "ـ"}, {"headline": "...", "body": "؟ ُ !"}])
def test_articles_of_nothing_but_marks(put, record):
    loaded = put("a.jsonl", lines(RECORD, record, OTHER))

    assert [(p.code, p.line, p.doc) for p in loaded.problems] == [("SCH005", 2, 1)]
    assert loaded.articles.height == 3


def test_one_article_of_fifty_megabytes_is_told_and_the_others_are_read(put):
    loaded = put("a.jsonl", lines(RECORD, {"id": "big", "headline": "مطر", "body": "هطل المطر على الساحل اليوم. " * 1_000_000}, OTHER))

    assert [(p.code, p.line) for p in loaded.problems] == [("SCH010", 2)]
    assert loaded.articles.height == 3


def test_a_dump_of_one_line_of_fifteen_megabytes_is_one_article(put):
    loaded = put("a.txt", "هطل المطر على الساحل اليوم. " * 300_000)

    assert codes(loaded) == ["SCH010"]
    assert loaded.articles["headline"].to_list() == [""]


def test_a_hundred_thousand_lines_without_a_headline_all_stay(put):
    loaded = put("a.txt", "".join(f"وقال الراوي في الفصل {n} إن المطر هطل على الساحل طوال الليل حتى الصباح.\n" for n in range(100_000)))

    assert (
        loaded.articles["body"].str.count_matches("\n").sum() + loaded.articles["headline"].ne("").sum() + loaded.articles.height
        == 100_000 + loaded.articles["headline"].ne("").sum()
    )
    assert "SCH010" in codes(loaded)


@pytest.mark.parametrize(
    "write",
    [
        lambda many: ("a.jsonl", lines({"id": "big", "headline": "مطر", "body": "هطل المطر على الساحل اليوم. " * 50 * many})),
        lambda many: ("a.txt", "هطل المطر على الساحل اليوم. " * 50 * many),
        lambda many: ("a.txt", "".join(f"وقال الراوي في الفصل {n} إن المطر هطل على الساحل حتى الصباح.\n" for n in range(many))),
        lambda many: ("a.jsonl", "".join(f"{{broken {n}\n" for n in range(many))),
        lambda many: ("a.csv", "headline,body\n" + 'مطر,"هطل\n' * (many // 100)),
    ],
    ids=["one body", "one line", "lines without a headline", "broken lines", "open quotation marks"],
)
def test_twice_as_much_is_twice_the_work(put, calls, write):
    put(*write(100))  # what is read once is read now
    half, whole = calls(lambda: put(*write(5_000))), calls(lambda: put(*write(10_000)))

    assert whole < 2.5 * half


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_example_is_worded_in_both_languages(tmp_path, rule):
    for case in rule.examples["fires"]:
        file = tmp_path / case["file"]
        file.write_bytes(bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode())
        loaded = load([str(tmp_path if case.get("folder") else file)])
        worded = [said(p) for p in loaded.problems if p.code == rule.code]
        assert worded
        assert all("{" not in text and "None" not in text for pair in worded for text in pair)
        file.unlink()
