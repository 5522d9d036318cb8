"""Run `tadqiq fix` as a shell does."""

import gc
import io
import json
import subprocess
import sys

import pytest

from tadqiq.cli import main

HEADLINE, BODY = "افتتاح المعرض في سوريا", "حضر الافتتاح المدير و شكر الحضور، وقال: «سنعود إلى سوريا».\nوتقع سوريا على البحر."
HOUSE = '[[name]]\ncanonical = "سورية"\nvariants = ["سوريا"]\n'


@pytest.fixture
def tadqiq(tmp_path, monkeypatch, capsys):
    (tmp_path / "house.toml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "a b.txt").write_text(f"{HEADLINE}\n{BODY}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    held = gc.get_threshold()

    def run(*words, stdin=""):
        monkeypatch.setattr(sys, "argv", ["tadqiq", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as left:
            main()
        return subprocess.CompletedProcess(words, left.value.code, *capsys.readouterr())

    yield run
    gc.set_threshold(*held)


def test_a_diff_is_printed_and_nothing_is_written(tadqiq, tmp_path):
    done = tadqiq("fix", "a b.txt", "--house", "house.toml", "--lang", "en")

    assert done.returncode == 1
    assert done.stdout.startswith("--- a/a b.txt\t\n+++ b/a b.txt\t\n@@ -1,3 +1,3 @@\n-افتتاح المعرض في سوريا\n")
    assert done.stderr.splitlines() == [
        "3 places can be mended: NAM003 2, TYP005 1. Nothing was written; --write writes them.",
        "One place left to an editor: inside a quotation 1 (NAM003).",
    ]
    assert (tmp_path / "a b.txt").read_text(encoding="utf-8") == f"{HEADLINE}\n{BODY}\n"

    subprocess.run(
        ["patch", "-p1", "--fuzz=0"], input=done.stdout, text=True, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8"
    )
    after = tadqiq("fix", "a b.txt", "--house", "house.toml", "--lang", "en")
    assert (after.returncode, after.stdout) == (0, "")
    assert after.stderr.splitlines()[0] == "Nothing is certain enough to be mended."


def test_write_writes_and_is_exit_0_twice(tadqiq, tmp_path):
    first = tadqiq("fix", "a b.txt", "--house", "house.toml", "--write")
    held = (tmp_path / "a b.txt").stat().st_mtime_ns
    second = tadqiq("fix", "a b.txt", "--house", "house.toml", "--write")

    assert (first.returncode, first.stdout, second.returncode) == (0, "", 0)
    assert first.stderr.splitlines()[0] == "أُصلحت 3 مواضع: NAM003 2، TYP005 1."
    assert (tmp_path / "a b.txt").read_text(encoding="utf-8").count("سورية") == 2
    assert (tmp_path / "a b.txt").stat().st_mtime_ns == held


def test_rules_can_be_chosen(tadqiq):
    assert "سورية" not in tadqiq("fix", "a b.txt", "--house", "house.toml", "--select", "TYP").stdout
    assert "وشكر" not in tadqiq("fix", "a b.txt", "--house", "house.toml", "--ignore", "TYP005").stdout
    none = tadqiq("fix", "a b.txt", "--select", "CLM001")
    assert (none.returncode, none.stdout) == (2, "")
    assert "none of these rules mends anything" in none.stderr


def test_standard_input_has_a_diff_and_cannot_be_written(tadqiq):
    record = json.dumps({"headline": HEADLINE, "body": BODY}, ensure_ascii=False) + "\n"

    assert tadqiq("fix", "-", stdin=record).stdout.startswith("--- a/stdin\n+++ b/stdin\n@@ -1,1 +1,1 @@\n")
    assert tadqiq("fix", "-", "--write", stdin=record).returncode == 2


def test_a_source_that_cannot_be_read_is_exit_2_and_the_others_are_mended(tadqiq, tmp_path):
    done = tadqiq("fix", "none.txt", "a b.txt", "--write", "--lang", "en")

    assert done.returncode == 2
    assert "none.txt: left as it is: no file or folder has this name" in done.stderr
    assert "وشكر" in (tmp_path / "a b.txt").read_text(encoding="utf-8")


def test_a_fault_of_the_house_style_is_exit_2_and_nothing_is_touched(tadqiq, tmp_path):
    (tmp_path / "house.toml").write_text(HOUSE + 'colour = "x"\n', encoding="utf-8")

    done = tadqiq("fix", "a b.txt", "--house", "house.toml", "--write")

    assert (done.returncode, done.stdout) == (2, "")
    assert "house.toml:4:1: no key is called 'colour'" in done.stderr
    assert "و شكر" in (tmp_path / "a b.txt").read_text(encoding="utf-8")


def test_a_read_only_file_is_exit_2(tadqiq, tmp_path):
    (tmp_path / "a b.txt").chmod(0o444)

    done = tadqiq("fix", "a b.txt", "--write")

    assert done.returncode == 2
    assert "read-only" in done.stderr


def test_five_megabytes_are_mended_in_place(tadqiq, tmp_path):
    clean = {"headline": "مطر على الساحل", "body": "هطل المطر على الساحل مساء الأحد، وغادر الصيادون المرفأ باكرا. " * 500}
    rows = [json.dumps(clean | {"id": n}, ensure_ascii=False) for n in range(100)]
    rows[50:50] = [json.dumps({"id": "x", "headline": HEADLINE, "body": BODY}, ensure_ascii=False)]
    file = tmp_path / "large.jsonl"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert file.stat().st_size > 5 << 20

    done = tadqiq("fix", file.name, "--house", "house.toml", "--write", "--lang", "en")

    after = file.read_text(encoding="utf-8").splitlines()
    assert done.returncode == 0
    assert [n for n, (one, other) in enumerate(zip(rows, after, strict=True)) if one != other] == [50]


def test_a_schema_is_printed_and_an_unknown_one_is_exit_2(tadqiq):
    assert json.loads(tadqiq("schema", "glossary").stdout)["$id"] == "urn:tadqiq:schema:glossary"
    unknown = tadqiq("schema", "glosary")
    assert unknown.returncode == 2
    assert "allowed: glossary" in unknown.stderr
