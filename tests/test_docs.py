"""Hold the papers to the program: what it can do stands in them, and they say nothing that is not so."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest
import typer

from tadqiq.cli import app
from tadqiq.cli.options import Format, Gate, Language
from tadqiq.verify.packs import builtin

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAPERS += sorted((ROOT / "examples").rglob("*.md"))


def commands(command, words=()):
    """Walk the command line: every command that is not hidden, with the words that lead to it."""
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(words, command)]
    return [found for name, one in inner.items() if not one.hidden for found in commands(one, (*words, name))]


COMMANDS = commands(typer.main.get_command(app), ("tadqiq",))


@pytest.mark.parametrize("words", [words for words, _ in COMMANDS], ids=" ".join)
def test_the_readme_names_every_command(words):
    assert f"`{' '.join(words)}" in README


def test_the_readme_names_every_option_of_check():
    check = next(command for words, command in COMMANDS if words == ("tadqiq", "check"))
    options = {option for parameter in check.params for option in parameter.opts if option.startswith("-")} - {"--help"}

    assert not {option for option in options if f"`{option}`" not in README}


@pytest.mark.parametrize("choice", [*Format, *Gate, *Language])
def test_the_readme_names_every_form_gate_and_language(choice):
    assert f"`{choice}`" in README


def test_every_command_and_option_says_what_it_does():
    for words, command in COMMANDS:
        assert command.help, words
        for parameter in command.params:
            assert getattr(parameter, "help", None), (words, parameter.name)


def test_ci_runs_the_readmes_test_command():
    line = next(line for line in README.splitlines() if "-m pytest" in line)

    assert line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert line in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()


def test_the_readme_speaks_arabic_in_its_first_third():
    assert README.index("## ما هو تدقيق؟") < len(README) / 3


def test_the_page_of_rules_is_what_the_rule_files_say():
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")

    assert written == runpy.run_path(str(ROOT / "docs" / "make_rules.py"))["page"](), "run: python docs/make_rules.py"
    assert all(f"| {rule.code} | {rule.name} |" in written for rule in builtin())


def test_the_changes_have_the_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

    assert re.search(rf"^## {re.escape(version)} ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere_and_stay_in_the_house(paper):
    text = paper.read_text(encoding="utf-8")

    assert "://" not in text
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert (paper.parent / target).exists(), target


def test_paths_that_papers_name_exist():
    for paper in PAPERS:
        for path in re.findall(r"`((?:checks|rules|reports|tests|docs|examples|benchmarks)/[\w./-]*)`", paper.read_text(encoding="utf-8")):
            assert (ROOT / path).exists(), (paper.name, path)
