"""Hold rule files to their form, and their errors to the place they speak of."""

import pytest

from tadqiq.engines import pick
from tadqiq.errors import RulePackError, UsageError
from tadqiq.model import LEVELS
from tadqiq.resources import room
from tadqiq.verify import packs
from tadqiq.verify.choice import select
from tadqiq.verify.corpus import examples
from tadqiq.verify.packs import LOADING, builtin, kind_module, kinds, read

GOOD = """\
code: XYZ001
kind: {kind}
level: info
message: {{ar: "رسالة", en: "message"}}
why: {{ar: "سبب", en: "reason"}}
examples: {{fires: [], silent: []}}
"""


@pytest.mark.parametrize("rule", builtin(), ids=lambda r: r.code)
def test_a_shipped_rule_says_all_it_must(rule):
    assert rule.level in LEVELS
    assert all(rule.message[lang].strip() and rule.why[lang].strip() for lang in ("ar", "en"))
    for sort in ("fires", "silent"):
        cases = [str(case.get("case", "")) for case in rule.examples[sort]]
        least = 1 if rule.kind == LOADING else 3
        assert len(cases) >= least, f"{rule.path} has {len(cases)} examples that {sort}"
        assert all(cases), "each example is named by a sentence"
        assert len(set(cases)) == len(cases)


@pytest.mark.parametrize("rule", builtin(), ids=lambda r: r.code)
def test_the_examples_of_a_shipped_rule_hold(rule):
    assert [str(outcome) for outcome in examples([rule], pick("local")) if not outcome.ok] == []


def test_every_kind_is_used_and_has_its_page():
    used = {rule.kind for rule in builtin()} - {LOADING}

    assert used == set(kinds())
    assert all((kind_module(kind).__doc__ or "").strip() for kind in kinds())
    assert all(kind_module(kind).SCOPE in {"article", "collection", "run"} for kind in kinds())


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        (GOOD.format(kind="name-speling"), "x.yaml:2:1", "name-spelling"),
        (GOOD.format(kind="name-spelling").replace("level: info", "level: fatal"), "x.yaml:3:1", "error, warning, info"),
        (GOOD.format(kind="name-spelling") + "colour: red\n", "x.yaml:7:1", "allowed: code"),
        (GOOD.format(kind="name-spelling").replace("code: XYZ001\n", ""), "x.yaml:1:1", "a rule needs"),
        (GOOD.format(kind="name-spelling").replace(', en: "reason"', ""), "x.yaml:5:1", "why: {ar"),
        (GOOD.format(kind="name-spelling") + "settings: {withn: article}\n", "x.yaml:7:1", "did you mean 'within'"),
        ("code: [", "x.yaml:1:", "must be YAML"),
        ("- a\n- b\n", "x.yaml:1:1", "keys:"),
    ],
)
def test_an_error_in_a_rule_file_says_where_and_what_is_allowed(tmp_path, text, where, hint):
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(RulePackError) as caught:
        read(file)

    assert caught.value.where.startswith(where)
    assert hint in caught.value.hint


def test_two_rules_with_one_code_are_refused(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD.format(kind="name-spelling"), encoding="utf-8")

    with pytest.raises(RulePackError, match="XYZ001 is also the rule in"):
        read(tmp_path)


def test_a_rule_without_examples_of_both_sorts_is_refused(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_text(GOOD.format(kind="name-spelling"), encoding="utf-8")

    with pytest.raises(RulePackError, match="has no example that fires"):
        list(examples(read(file), pick("local")))


def test_selection_by_code_prefix_and_name():
    assert {r.code for r in select(builtin(), ["NAM"])} == {r.code for r in builtin() if r.code.startswith("NAM")}
    assert [r.code for r in select(builtin(), ["exact-duplicate"])] == ["DUP001"]
    assert {r.code for r in select(builtin(), ["ALL"], ["DUP"])} == {r.code for r in builtin() if not r.code.startswith("DUP")}
    assert {r.code for r in select(builtin())} == {r.code for r in builtin() if r.default}


def test_a_misspelled_code_never_passes_for_a_clean_run():
    with pytest.raises(UsageError) as caught:
        select(builtin(), ["NAM001X"])

    assert "NAM001" in caught.value.hint


def test_a_shipped_rule_whose_examples_wait_is_the_rule_that_its_whole_file_makes():
    whole = read(room("rules") / "packs")

    assert list(builtin()) == whole
    assert all(rule.examples["fires"] for rule in builtin())


def test_choosing_rules_reads_no_examples(monkeypatch):
    """They are most of a rule's file, and a check has no use for them."""
    read_whole = []
    monkeypatch.setattr(packs.yaml, "load", lambda *_, **__: read_whole.append(1))
    builtin.cache_clear()

    select(builtin(), ["ALL"])

    builtin.cache_clear()
    assert not read_whole


def test_the_kinds_find_no_fault_in_the_settings_of_shipped_rules():
    assert [rule.code for rule in read(room("rules") / "packs")] == [rule.code for rule in builtin()]
