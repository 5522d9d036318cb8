"""Run the commands as a shell does: words in, lines and exit codes out."""

import json
import subprocess
import sys

import pytest

CLEAN = {"id": "a", "headline": "افتتاح جسر جديد في المدينة", "body": "افتتح رئيس البلدية جسرا جديدا في المدينة، بحسب بيان للبلدية."}
FAULTY = {"id": "b", "headline": "افتتاح مدرسة في القرية", "body": 'قال رئيس البلدية إن "المدرسة مفتوحة للجميع.'}


@pytest.fixture
def tadqiq(tmp_path):
    def run(*words, stdin=""):
        command = [sys.executable, "-m", "tadqiq", *map(str, words)]
        return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False)

    return run


def lines(*records):
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


def test_a_clean_article_is_exit_0(tadqiq):
    done = tadqiq("check", "-", "--format", "jsonl", stdin=lines(CLEAN))

    assert (done.returncode, done.stdout) == (0, "")


def test_a_fault_at_the_gate_is_exit_1_and_below_it_0(tadqiq):
    assert tadqiq("check", "-", "--format", "jsonl", stdin=lines(FAULTY)).returncode == 1
    assert tadqiq("check", "-", "--format", "jsonl", "--fail-on", "never", stdin=lines(FAULTY)).returncode == 0


def test_a_finding_has_the_contracts_keys(tadqiq):
    done = tadqiq("check", "-", "--format", "jsonl", stdin=lines(FAULTY))
    finding = next(f for f in map(json.loads, done.stdout.splitlines()) if f["code"] == "TYP001")

    contract = {
        "code",
        "name",
        "level",
        "article_id",
        "field",
        "start",
        "end",
        "text",
        "message",
        "suggestion",
        "related",
        "confidence",
        "fingerprint",
        "status",
    }
    assert contract <= set(finding)
    assert FAULTY["body"][finding["start"] : finding["end"]] == finding["text"]


def test_selecting_and_ignoring(tadqiq):
    only = tadqiq("check", "-", "--format", "jsonl", "--select", "TYP001", stdin=lines(FAULTY))
    without = tadqiq("check", "-", "--format", "jsonl", "--ignore", "TYP", "--ignore", "STR", stdin=lines(FAULTY))

    assert {json.loads(line)["code"] for line in only.stdout.splitlines()} == {"TYP001"}
    assert "TYP" not in without.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "nowhere.jsonl"], "nowhere.jsonl"),
        (["check", "-", "--select", "TIP001"], "did you mean 'TYP001'"),
        (["check", "-", "--map", "headline"], "--map headline=Titre"),
        (["check", "-", "--engine", "abacus"], "local"),
        (["check", "-", "--format", "tabular"], "terminal"),
        (["explain", "NAM0X"], "no rule is called"),
    ],
)
def test_usage_errors_are_exit_2_with_a_way_out(tadqiq, words, says):
    done = tadqiq(*words, stdin=lines(CLEAN))

    assert done.returncode == 2
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_keep_going_exits_by_findings_and_says_what_was_not_read(tadqiq, tmp_path):
    (tmp_path / "a.jsonl").write_text(lines(CLEAN), encoding="utf-8")
    done = tadqiq("check", "a.jsonl", "nowhere.jsonl", "--keep-going", "--fail-on", "never")

    assert done.returncode == 0
    assert "nowhere.jsonl" in done.stdout


def test_segment_prints_articles(tadqiq):
    done = tadqiq("segment", "-", "--format", "jsonl", stdin=lines(CLEAN, FAULTY))

    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]


def test_mentions_print_values_and_spans(tadqiq):
    record = {"id": "n", "headline": "", "body": "قالت الوزارة إن 21 ألفا و507 أشخاص سجلوا، وبلغت النسبة 3.5 بالمئة."}
    found = [json.loads(line) for line in tadqiq("mentions", "-", stdin=lines(record)).stdout.splitlines()]

    assert [m["value"] for m in found if m["kind"] == "number"] == [21507, 3.5]
    assert all(record["body"][m["start"] : m["end"]] == m["text"] for m in found)


def test_output_goes_to_a_file(tadqiq, tmp_path):
    done = tadqiq("check", "-", "--format", "jsonl", "--output", "out.jsonl", "--html", "out.html", stdin=lines(FAULTY))

    assert done.stdout == ""
    assert "TYP001" in (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert "TYP001" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_explain_writes_the_page_of_a_rule_in_both_languages(tadqiq):
    assert "## السبب" in tadqiq("explain", "DUP001").stdout
    assert "## Why" in tadqiq("explain", "exact-duplicate", "--lang", "en").stdout


def test_a_reader_that_has_seen_enough_is_no_error(tadqiq, tmp_path):
    (tmp_path / "many.jsonl").write_text(lines(*({**FAULTY, "id": str(n)} for n in range(3000))), encoding="utf-8")
    command = f"{sys.executable} -m tadqiq segment many.jsonl | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False
    )

    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 1
