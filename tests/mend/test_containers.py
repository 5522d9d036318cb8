"""Write back into every format, and change not one character more than what is mended."""

import csv
import gzip
import io
import json
import subprocess

import polars as pl
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq import check
from tadqiq.engines.local import Local
from tadqiq.load import load
from tadqiq.mend import mend, unified, write_all
from tadqiq.verify.house import from_data
from tadqiq.verify.packs import builtin

RULES = [rule for rule in builtin() if rule.fix]
HOUSE = from_data(
    {
        "name": [{"canonical": "سورية", "variants": ["سوريا"]}, {"canonical": 'غوغل "م"', "variants": ["جوجل"]}],
        "term": [{"canonical": "مسؤول", "variants": ["مسئول"]}],
    }
)
HEADLINE = "معرض الكتاب يفتح أبوابه في سوريا"
BODY = "افتتح مسئول المكتبة المعرض مساء الأحد و شكر الحضور.\nوقال: «سنعود إلى سوريا». وتشارك شركة جوجل فيه."
MENDED = (HEADLINE.replace("سوريا", "سورية"), BODY.replace("مسئول", "مسؤول").replace("و شكر", "وشكر").replace("جوجل", 'غوغل "م"'))


def mended(*files):
    return mend([str(file) for file in files], RULES, Local(1), glossary=HOUSE)


def write(done):
    write_all((path, before, after) for _, path, _, _, before, after in done.files)


def texts(file):
    return load([str(file)]).articles.select("headline", "body").rows()


RECORD = {"id": 7, "headline": HEADLINE, "x": {"headline": HEADLINE, "n": 1.50}, "body": BODY}
PLAIN = {"id": 8, "headline": "مطر على الساحل", "body": "هطل المطر على الساحل مساء الأحد."}


def jsonl(*rows, **how):
    return "".join(json.dumps(row, **({"ensure_ascii": False} | how)) + "\n" for row in rows)


def table(separator=",", line_end="\n"):
    out = io.StringIO()
    rows = csv.writer(out, delimiter=separator, lineterminator=line_end)
    rows.writerow(["id", "title", "text", "note"])
    rows.writerow(["1", HEADLINE, BODY, 'He said "hi"'])
    rows.writerow(["2", PLAIN["headline"], PLAIN["body"], ""])
    return out.getvalue()


FILES = {
    "lines.jsonl": jsonl(PLAIN, RECORD, PLAIN),
    "escaped.jsonl": jsonl(RECORD, PLAIN, ensure_ascii=True),
    "no_end.jsonl": jsonl(PLAIN, RECORD).rstrip("\n"),
    "one.json": json.dumps(RECORD, ensure_ascii=False, indent=1),
    "array.json": json.dumps([PLAIN, RECORD, 0.10], ensure_ascii=False, indent="\t").replace(",\n\t0.1", ""),
    "wrapped.json": json.dumps({"version": "سوريا", "articles": [RECORD, PLAIN]}, ensure_ascii=False, separators=(" ,", " : ")),
    "paragraphs.json": json.dumps([{"headline": HEADLINE, "body": BODY.split("\n")}], ensure_ascii=False),
    "blocks.json": json.dumps([{"title": HEADLINE, "content": [{"text": part} for part in BODY.split("\n")]}], ensure_ascii=True),
    "comma.csv": table(),
    "semicolon.csv": "sep=;\r\n" + table(";", "\r\n").replace('""hi""', "hi"),
    "tab.tsv": table("\t"),
    "dump.txt": f"مطر على الساحل\n\nهطل المطر على الساحل مساء الأحد.\n\n\n  {HEADLINE}\t\n\n{BODY}  \n",
    "windows.txt": f"{HEADLINE}\r\n{BODY}\r\n".replace("\n", "\r\n").replace("\r\r", "\r"),
    "matter.md": f"---\ntitle: {PLAIN['headline']}\ndate: 2026-11-20\n---\n{BODY}\n",
}
WANTED_ONCE = {"matter.md": [(PLAIN["headline"], MENDED[1])]}


@pytest.mark.parametrize("name", FILES)
def test_every_format_is_written_back(tmp_path, name):
    file = tmp_path / name
    file.write_text(FILES[name], encoding="utf-8", newline="")
    before = texts(file)

    done = mended(file)
    write(done)

    wanted = WANTED_ONCE.get(name) or [MENDED if row == (HEADLINE, BODY) else row for row in before]
    assert texts(file) == wanted
    assert wanted != before
    assert not mended(file).files


@pytest.mark.parametrize("name", FILES)
def test_not_one_character_more_changes(tmp_path, name):
    """Undo the mends by hand in the text of the file: it is what it was."""
    file = tmp_path / name
    file.write_text(FILES[name], encoding="utf-8", newline="")
    write(mended(file))

    text = file.read_bytes().decode()
    assert text.isascii() == FILES[name].isascii()
    undo = [("سورية", "سوريا"), ("مسؤول", "مسئول"), ("وشكر", "و شكر")] + [(w, "جوجل") for w in ('غوغل \\"م\\"', 'غوغل ""م""', 'غوغل "م"')]
    for new, old in undo:
        for how in (str, lambda word: json.dumps(word)[1:-1].replace('\\\\\\"', '\\"')):
            text = text.replace(how(new), how(old))
    assert text == FILES[name]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256", "utf-16-be"])
@pytest.mark.parametrize("name", ["dump.txt", "comma.csv", "array.json"])
def test_the_encoding_stays(tmp_path, name, encoding):
    file = tmp_path / name
    data = FILES[name].encode(encoding)
    file.write_bytes(data)
    wanted = [MENDED if row == (HEADLINE, BODY) else row for row in texts(file)]

    write(mended(file))

    assert file.read_bytes()[:2] == data[:2]
    assert len(file.read_bytes().decode(encoding)) == len(FILES[name]) + len("".join(MENDED)) - len(HEADLINE + BODY) + {
        "comma.csv": 2,
        "array.json": 2,
    }.get(name, 0)
    assert texts(file) == wanted


def test_a_letter_that_the_encoding_lacks_leaves_the_file_alone(tmp_path):
    file = tmp_path / "dump.txt"
    file.write_bytes(FILES["dump.txt"].encode("cp1256"))

    done = mend([str(file)], RULES, Local(1), glossary=from_data([{"canonical": "سورۃ", "variants": ["سوريا"]}]))

    assert not done.files
    assert [reason for _, reason, _ in done.refused] == ["letter"]


def test_packed_files_stay_packed_as_they_were(tmp_path):
    plain = FILES["lines.jsonl"].encode()
    zipped, crushed, parted = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.zst", tmp_path / "c.jsonl.gz"
    with zipped.open("wb") as raw, gzip.GzipFile("a.jsonl", "wb", 9, raw, 1234567) as out:
        out.write(plain)
    crushed.write_bytes(zstandard.ZstdCompressor(write_checksum=True).compress(plain))
    parted.write_bytes(gzip.compress(plain[:200]) + gzip.compress(plain[200:]))
    head = zipped.read_bytes()[:18]

    write(mended(zipped, crushed, parted))

    assert zipped.read_bytes()[:18] == head
    assert zstandard.get_frame_parameters(crushed.read_bytes()).has_checksum
    assert (
        len({gzip.decompress(zipped.read_bytes()), gzip.decompress(parted.read_bytes()), zstandard.decompress(crushed.read_bytes())}) == 1
    )
    assert texts(zipped)[1] == MENDED


def test_what_cannot_be_written_back_is_refused_whole(tmp_path):
    parquet, broken, lost, marked = tmp_path / "a.parquet", tmp_path / "b.jsonl", tmp_path / "c.txt", tmp_path / "d.xml"
    pl.DataFrame({"headline": [HEADLINE], "body": [BODY]}).write_parquet(parquet)
    broken.write_text(jsonl(RECORD) + "{broken\n", encoding="utf-8")
    lost.write_bytes(FILES["dump.txt"].encode() + b"\xd8\n" + FILES["dump.txt"].encode())
    marked.write_text("<rss></rss>", encoding="utf-8")
    held = {file: file.read_bytes() for file in tmp_path.iterdir()}

    done = mended(parquet, broken, lost, marked, tmp_path / "none.txt")

    assert not done.files
    refused = {origin.rpartition("/")[2]: (reason, detail.rpartition("/")[2]) for origin, reason, detail in done.refused}
    assert refused == {
        "a.parquet": ("parquet", ""),
        "b.jsonl": ("broken", "b.jsonl:2"),
        "c.txt": ("bytes", str(len(FILES["dump.txt"].encode()))),
        "d.xml": ("broken", "d.xml"),
        "none.txt": ("unread", "missing"),
    }
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == held


def test_a_house_style_that_goes_round_in_circles_changes_nothing(tmp_path):
    """The house wants a lone و, and a rule joins it: neither may win by chance."""
    circle, straight = tmp_path / "a.txt", tmp_path / "b.txt"
    circle.write_text("افتتاح المعرض\nحضر الافتتاح مدير شركة نخيل ونبع مساء الأحد.\n", encoding="utf-8")
    straight.write_text("افتتاح المعرض\nحضر الافتتاح المدير و شكر الحضور مساء الأحد.\n", encoding="utf-8")
    house = from_data([{"canonical": "نخيل و نبع", "variants": ["نخيل ونبع"]}])

    done = mend([str(circle), str(straight)], RULES, Local(1), glossary=house)

    assert done.refused == [(str(circle), "unsettled", "")]
    assert [origin for origin, *_ in done.files] == [str(straight)]


def test_what_is_mended_is_no_finding_any_more(tmp_path):
    file, style = tmp_path / "a.jsonl", tmp_path / "house.toml"
    file.write_text(FILES["lines.jsonl"], encoding="utf-8")
    style.write_text(
        '[[name]]\ncanonical = "سورية"\nvariants = ["سوريا"]\n[[term]]\ncanonical = "مسؤول"\nvariants = ["مسئول"]\n', encoding="utf-8"
    )
    codes = [rule.code for rule in RULES]
    before = check([str(file)], chosen=codes, house=str(style)).findings
    write(mended(file))
    after = check([str(file)], chosen=codes, house=str(style)).findings

    assert sorted(before["text"].to_list()) == sorted(["مسئول", "سوريا", "سوريا", "و شكر"])
    assert after["text"].to_list() == ["سوريا"]  # what was said


@pytest.mark.parametrize("name", ["lines.jsonl", "dump.txt", "no_end.jsonl", "array.json", "comma.csv", "windows.txt"])
def test_the_diff_is_what_patch_applies(tmp_path, name):
    file = tmp_path / name
    file.write_text(FILES[name], encoding="utf-8", newline="")
    done = mended(file)
    diff = "".join(unified(name, *done.files[0][2:4]))

    subprocess.run(["patch", "-p1", "--binary", "--fuzz=0"], input=diff.encode(), cwd=tmp_path, check=True, capture_output=True)

    assert file.read_bytes() == done.files[0][5]


def test_the_diff_of_a_long_file_grows_with_its_changes_alone(calls):
    def work(lines):
        before = "".join(f"{n}\n" for n in range(lines))
        after = before.replace("\n500\n", "\nx\n")
        return lambda: list(unified("x", before, after))

    assert calls(work(20_000)) == calls(work(2_000))
    assert "".join(work(2_000)()).splitlines()[2] == "@@ -498,7 +498,7 @@"


WORDS = st.sampled_from(
    [
        "سوريا",
        "وسوريا",
        "جوجل",
        "لجوجل",
        "مسئول",
        "و",
        "قال",
        '"',
        "«",
        "»",
        "المدير،",
        "أن",
        "وأكد",
        "الساحل.",
        "\\",
        "لـ",
        "الم\u200fدينة",
        "\u064f",
    ]
)
PARAGRAPHS = st.lists(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " "])), min_size=1, max_size=8), min_size=1, max_size=3)
ARTICLES = st.lists(st.tuples(PARAGRAPHS, PARAGRAPHS), min_size=1, max_size=3)


def _written(form, articles):
    rows = [
        {
            "headline": " ".join("".join(w + g for w, g in part) for part in head),
            "body": "\n".join("".join(w + g for w, g in part) for part in body),
        }
        for head, body in articles
    ]
    if form == "jsonl":
        return jsonl(*rows)
    if form == "ascii":
        return json.dumps(rows, indent=1)
    if form == "csv":
        out = io.StringIO()
        made = csv.DictWriter(out, ["headline", "body"])
        made.writeheader()
        made.writerows(rows)
        return out.getvalue()
    return "\n\n\n".join(f"{row['headline']}\n\n{row['body']}" for row in rows)


@pytest.mark.parametrize("form", ["jsonl", "ascii", "csv", "txt"])
@settings(max_examples=10)
@given(articles=ARTICLES)
def test_mending_again_changes_nothing_and_no_finding_of_what_was_mended_is_left(tmp_path_factory, form, articles):
    file = tmp_path_factory.mktemp("mend") / f"a.{form.replace('ascii', 'json')}"
    file.write_text(_written(form, articles), encoding="utf-8", newline="")
    done = mended(file)
    write(done)
    again = mended(file)

    assert not again.files
    assert not again.fixed
    assert again.left == done.left
