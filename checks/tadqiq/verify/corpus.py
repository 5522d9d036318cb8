"""Run the examples that stand in rule files: each must fire or stay silent as it says. Users test their own packs with it.

Of a rule that mends (`fix: safe`), every example that fires must be silent once it is mended, but for places that the rule leaves to an
editor; and one example at least must have something to mend.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from tadqiq.engines import Engine
from tadqiq.errors import RulePackError
from tadqiq.load import load
from tadqiq.model import ARTICLES, Problem, Rule
from tadqiq.verify import verify
from tadqiq.verify.fixes import find_fixes, mended
from tadqiq.verify.packs import LOADING


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold how one example went."""

    rule: str
    case: str
    wanted: str  # "fires", "silent" or "mends"
    ok: bool
    found: tuple[str, ...]  # texts of the findings

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{'ok  ' if self.ok else 'FAIL'} {self.rule} {self.wanted}: {self.case}" + (
            "" if self.ok else f"  found: {list(self.found)}"
        )


def examples(rules: Sequence[Rule], engine: Engine) -> Iterator[Outcome]:
    """Run every example of every rule alone, with only that rule.

    A rule without examples of both sorts is a RulePackError.
    """
    for rule in rules:
        for wanted in ("fires", "silent"):
            cases = rule.examples.get(wanted) or []
            if not cases:
                raise RulePackError(
                    f"{rule.code} has no example that {wanted}", where=rule.path, hint="examples: {fires: [...], silent: [...]}"
                )
            for case in cases:
                found = _run(rule, case, engine)
                fired = bool(found) and all(mark in found for mark in case.get("marks", ()))
                yield Outcome(rule.code, str(case.get("case", "")), wanted, fired if wanted == "fires" else not found, tuple(found))
        if rule.fix:
            yield from _mended(rule, engine)


def _mended(rule: Rule, engine: Engine) -> Iterator[Outcome]:
    """Mend what each example has to mend, and run the rule again."""
    written = 0
    for case in rule.examples["fires"]:
        articles, _ = _articles(case)
        glossary = _glossary(case["glossary"]) if "glossary" in case else None
        fixes = find_fixes(articles, [rule], engine, glossary)
        written += fixes["left"].null_count()
        after = mended(articles, fixes)
        again = find_fixes(after, [rule], engine, glossary)
        found = [] if again.height else verify(after, [rule], engine, glossary=glossary).findings["text"].to_list()
        yield Outcome(rule.code, str(case.get("case", "")), "mends", not again["left"].null_count() and not found, tuple(map(str, found)))
    if not written:
        yield Outcome(rule.code, "no example has anything to mend", "mends", ok=False, found=())


def _run(rule: Rule, case: Mapping[str, Any], engine: Engine) -> list[str]:
    articles, problems = _articles(case)
    if rule.kind == LOADING:
        return [p.code for p in problems if p.code == rule.code]
    glossary = _glossary(case["glossary"]) if "glossary" in case else None
    return verify(articles, [rule], engine, glossary=glossary).findings["text"].to_list()


def _articles(case: Mapping[str, Any]) -> tuple[pl.DataFrame, Sequence[Problem]]:
    """Make the frame of articles that an example describes."""
    if "raw" in case or "file" in case:
        return _loaded(case)
    records = case.get("articles") or [{k: v for k, v in case.items() if k not in {"case", "marks", "glossary"}}]
    rows = [
        {"doc": n, "article_id": f"example-{n + 1}", "headline": "", "body": "", "origin": "example", "line": n + 1, **_record(r)}
        for n, r in enumerate(records)
    ]
    return pl.DataFrame(rows, schema=dict(ARTICLES)), ()


def _record(record: Mapping[str, Any]) -> dict[str, Any]:
    known = {k: str(v).strip("\n") for k, v in record.items() if k in {"headline", "body", "outlet", "author", "section", "url"}}
    if "id" in record:
        known["article_id"] = str(record["id"])
    day = pl.Series([str(record["date"])]).str.to_date()[0] if "date" in record else None
    return {**known, "date": day, "published_at": None if day is None else str(day)}


def _loaded(case: Mapping[str, Any]) -> tuple[pl.DataFrame, Sequence[Problem]]:
    data = bytes.fromhex(case["hex"]) if "hex" in case else str(case.get("raw", case.get("text", ""))).encode()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / str(case.get("file", "example.txt"))
        file.write_bytes(data)
        loaded = load([folder if case.get("folder") else str(file)])
    return loaded.articles, loaded.problems


def _glossary(data: Any) -> Any:
    from tadqiq.verify.house import from_data

    return from_data(data)
