"""Count what a run found, once, so that every output says the same: build first, then render."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import Literal

import polars as pl

from tadqiq.model import LEVELS, Problem
from tadqiq.write.order import RANK, family

Verdict = Literal["unread", "failed", "passed", "ungated"]


_BROKEN = "SCH002"  # the code of a record that could not be read


@dataclass(frozen=True, slots=True)
class Summary:
    """Hold the figures of one run.

    levels, rules, families  findings by name, worst or most first; unread  the sources that could not be read, as the user named
    them; skipped  records left out of sources that could be read; gate  the level that fails a run, or `never`;
    reached  findings at or above it.
    """

    articles: int
    with_findings: int
    findings: int
    levels: Mapping[str, int]
    families: Mapping[str, int]
    rules: Mapping[str, int]
    unread: tuple[str, ...]
    skipped: int
    gate: str
    reached: int
    seconds: float
    version: str

    @property
    def verdict(self) -> Verdict:
        """Tell how the run ended; what could not be read weighs more than what was found."""
        if self.unread:
            return "unread"
        if self.gate not in LEVELS:
            return "ungated"  # nothing could fail, so nothing passed
        return "failed" if self.reached else "passed"


def summarise(
    findings: pl.DataFrame, articles: pl.DataFrame, *, gate: str, unread: Sequence[Problem] = (), seconds: float = 0.0, version: str = ""
) -> Summary:
    """Count findings by level, family and rule, and judge them by the gate."""
    rules = _counts(findings)
    levels = {level: int((findings["level"] == level).sum()) for level in LEVELS}
    families: dict[str, int] = {}
    for code, count in rules.items():
        families[family(code)] = families.get(family(code), 0) + count
    skipped = int(((findings["code"] == _BROKEN) & findings["doc"].is_null()).sum())
    gated = LEVELS[: LEVELS.index(gate) + 1] if gate in LEVELS else ()
    return Summary(
        articles=articles.height,
        with_findings=findings["doc"].drop_nulls().n_unique(),
        findings=findings.height,
        levels=levels,
        families=dict(sorted(families.items(), key=lambda item: (-item[1], item[0]))),
        rules=rules,
        unread=tuple(dict.fromkeys(problem.origin for problem in unread)),
        skipped=skipped,
        gate=gate,
        reached=sum(levels[level] for level in gated),
        seconds=seconds,
        version=version or _version(),
    )


def _counts(findings: pl.DataFrame) -> dict[str, int]:
    counted = findings.group_by("code").agg(n=pl.len(), rank=RANK.min()).sort(["rank", "n", "code"], descending=[False, True, False])
    return dict(zip(counted["code"].to_list(), counted["n"].to_list(), strict=True))


def _version() -> str:
    try:
        return installed("tadqiq")
    except PackageNotFoundError:  # a bare checkout
        return ""
