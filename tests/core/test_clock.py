"""Hold the account of processor time to its parts: which are named, and that nothing is counted twice."""

import json
import subprocess
import sys

import polars as pl
import pytest

from tadqiq import clock as module
from tadqiq.clock import TIMES, Clock
from tadqiq.resources import room
from tadqiq.run import check
from tadqiq.write.times import lines

NEWSROOM = str(room("rules").parent / "examples" / "newsroom" / "articles.jsonl")

SCRIPT = """
import sys
from tadqiq import check
from tadqiq.engines import local
print("begun")
local._ALONE, local._BATCH_CHARACTERS = 10, 2_000
print(check([sys.argv[1]], chosen=["STR"]).findings.height)
"""


@pytest.fixture
def ticking(monkeypatch):
    """Let each look at the clock come a second after the one before."""
    ticks = iter(range(1_000))
    monkeypatch.setattr(module.time, "process_time", lambda: float(next(ticks)))


@pytest.mark.usefixtures("ticking")
def test_what_runs_inside_another_part_is_not_counted_as_the_outer_ones():
    clock = Clock()
    with clock.on("outer"), clock.on("inner"):
        pass
    with clock.on("outer"), clock.on("outer"):
        pass

    assert clock.seconds == {"outer": 5.0, "inner": 1.0}
    assert clock.frame().equals(pl.DataFrame({"part": ["outer", "inner"], "seconds": [5.0, 1.0]}, schema=dict(TIMES)))


@pytest.mark.usefixtures("ticking")
def test_a_part_that_fails_leaves_the_account_in_order():
    clock = Clock()
    with pytest.raises(ValueError), clock.on("outer"), clock.on("inner"):
        raise ValueError
    with clock.on("next"):
        pass

    assert clock.seconds == {"outer": 2.0, "inner": 1.0, "next": 1.0}


def test_the_account_names_each_rule_that_ran_and_each_kind_of_mention_that_was_asked_for():
    done = check([NEWSROOM], chosen=["TYP001", "ATT001", "NAM001", "DUP006"])

    parts = set(done.times["part"])
    assert {f"{rule.code} {rule.name}" for rule in done.rules.values()} <= parts
    assert {"articles", "tokens", "attributions", "names", "findings"} <= parts
    assert (done.times["seconds"] >= 0).all()
    assert "dates" not in set(check([NEWSROOM], chosen=["TYP001"]).times["part"])


def test_the_dearest_part_stands_first_and_the_sum_last():
    times = pl.DataFrame({"part": ["a", "b", "a"], "seconds": [1.0, 3.0, 0.5]}, schema=dict(TIMES))

    rows = [line.split() for line in lines(times, 100)]

    assert rows[1:] == [["3.000", "66.7%", "30.000", "b"], ["1.500", "33.3%", "15.000", "a"], ["4.500", "100.0%", "45.000", "all"]]
    assert [line.split()[-1] for line in lines(times.clear(), 0)] == ["part", "all"]


def test_the_account_goes_to_standard_error_and_leaves_the_findings_as_they_are():
    plain, told = (
        subprocess.run(
            [sys.executable, "-m", "tadqiq", "check", NEWSROOM, "--format", "jsonl", "--fail-on", "never", "--select", "TYP", *more],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        for more in ((), ("--profile",))
    )

    assert told.stdout == plain.stdout
    assert all(json.loads(line) for line in told.stdout.splitlines())
    assert plain.stderr == ""
    assert told.stderr.splitlines()[-1].endswith("  all")


def test_a_script_without_a_main_guard_is_run_once_however_many_workers_it_starts(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, str(tmp_path / "script.py"), NEWSROOM], capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "begun"
    assert int(done.stdout.splitlines()[1]) == check([NEWSROOM], chosen=["STR"]).findings.height
