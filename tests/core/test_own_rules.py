"""Check articles with a user's own rules beside the shipped ones."""

import json

import pytest
from typer.testing import CliRunner

from tadqiq.cli import app

OWN = """\
code: XYZ001
kind: substitution
level: warning
message: {ar: "اكتب «{instead}» لا «{text}»", en: "write '{instead}' for '{text}'"}
why: {ar: "لغة الدار", en: "house language"}
settings: {swap: {"+مدراء": "مديرون"}}
examples:
  fires: [{case: The word is used., headline: "حفل", body: "حضر المدراء الحفل."}]
  silent: [{case: The other is used., headline: "حفل", body: "حضر المديرون الحفل."}]
"""


@pytest.fixture
def run(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "headline": "حفل المدينة", "body": "حضر المدراء الحفل."}), encoding="utf-8")

    def check(rule=OWN, name="house-word", *words):
        (tmp_path / "mine" / f"{name}.yaml").write_text(rule, encoding="utf-8")
        arguments = ["check", str(tmp_path / "a.jsonl"), "--rules", str(tmp_path / "mine"), "--format", "jsonl", *words]
        return CliRunner().invoke(app, arguments)

    return check


def test_a_rule_of_ones_own_runs_beside_the_shipped_ones(run):
    found = [json.loads(line) for line in run().output.splitlines()]

    assert [(row["code"], row["text"], row["suggestion"]) for row in found if row["code"] == "XYZ001"] == [("XYZ001", "مدراء", "مديرون")]


def test_a_rule_of_ones_own_can_be_chosen_and_left_out(run):
    assert '"XYZ001"' in run(OWN, "house-word", "--select", "XYZ").output
    assert '"XYZ001"' not in run(OWN, "house-word", "--ignore", "house-word").output


@pytest.mark.parametrize(("rule", "name"), [(OWN.replace("XYZ001", "NAM001"), "house-word"), (OWN, "tatweel")])
def test_a_code_or_name_that_is_taken_is_an_error(run, rule, name):
    result = run(rule, name)

    assert result.exit_code != 0
    assert "is a rule already" in result.output + str(result.exception)


def test_a_folder_that_is_not_there_is_an_error(run):
    result = run(OWN, "house-word", "--rules", "nowhere")

    assert "no such folder" in result.output + str(result.exception)


def test_a_rule_file_that_is_not_utf_8_is_an_error_at_its_name(run, tmp_path):
    (tmp_path / "mine").mkdir(exist_ok=True)
    (tmp_path / "mine" / "bytes.yaml").write_bytes(b"code: \xff")
    result = run()

    assert result.exit_code != 0
    assert "mine/bytes.yaml: byte 7 is not UTF-8" in result.output + str(result.exception)
