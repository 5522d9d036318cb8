"""Mend sources in memory, round after round, until the rules find nothing more to mend in what the files would hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from tadqiq.engines import Engine
from tadqiq.errors import UsageError
from tadqiq.load.columns import check_mapping
from tadqiq.load.loading import load_bytes, once
from tadqiq.load.sources import expand
from tadqiq.mend.documents import Document, RefusedError, opened
from tadqiq.mend.formats import slots_of
from tadqiq.mend.slots import Wanted
from tadqiq.model import Problem, Rule
from tadqiq.verify.fixes import Change, applied, changes, find_fixes
from tadqiq.verify.packs import builtin

_ROUNDS = 12  # after which texts that still change are taken for ones that never settle
_PLACE = "place"  # why a fix is left: what it changes does not stand in the file as it was read
_BROKEN = frozenset({"SCH001", "SCH002", "SCH003", "SCH008"})  # a source that was not read whole is not written


Fields = tuple[str, str]  # headline and body


@dataclass(slots=True)
class _Job:
    """Hold a source at work.

    text  so far; fixed  how often each rule mended; left  what is left, by rule and reason; settled  the articles that have nothing more
    to mend, with what is left of each: they are not looked at again.
    """

    document: Document
    text: str
    fixed: Counter[str] = field(default_factory=Counter)
    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    settled: dict[Fields, list[tuple[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mended:
    """Hold what came of mending.

    files  origin, path (None for standard input), text before and after, bytes before and after of each source that changes;
    fixed  number of mends by rule; left  by rule and reason; refused  origin, reason and its detail of sources left as they are.
    """

    files: Sequence[tuple[str, Path | None, str, str, bytes, bytes]]
    fixed: Mapping[str, int]
    left: Mapping[tuple[str, str], int]
    refused: Sequence[tuple[str, str, str]]


def mend(
    sources: Sequence[str],
    rules: Sequence[Rule],
    engine: Engine,
    *,
    glossary: Any = None,
    mapping: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
) -> Mended:
    """Mend sources with those of the rules that are safe; nothing is written."""
    safe = [rule for rule in rules if rule.fix]
    if rules and not safe:
        hint = "rules that do have `fix: safe` in their file: " + ", ".join(rule.code for rule in builtin() if rule.fix)
        raise UsageError("none of these rules mends anything", where="--select", hint=hint)
    named = check_mapping(mapping)
    refused: list[tuple[str, str, str]] = []
    jobs = list(_open(sources, stdin, refused))
    working = jobs
    for _ in range(_ROUNDS):
        working = _round(working, safe, engine, glossary, named, refused)
        if not working:
            break
    refused += [(job.document.source.origin, "unsettled", "") for job in working]
    given_up = {origin for origin, *_ in refused}
    done = [job for job in jobs if job.document.source.origin not in given_up]
    files = list(_files([job for job in done if job.text != job.document.text], refused))
    fixed, left = Counter[str](), Counter[tuple[str, str]]()
    for job in done:
        fixed += job.fixed
        left += job.left
    return Mended(files, fixed, left, refused)


def _open(sources: Sequence[str], stdin: BinaryIO | None, refused: list[tuple[str, str, str]]) -> Iterator[_Job]:
    for item in once(expand(sources)):
        if isinstance(item, Problem):
            if item.code == "SCH001":
                refused.append((item.origin, "unread", "missing"))
            continue
        try:
            document = opened(item, stdin)
        except RefusedError as error:
            refused.append((item.origin, error.key, error.detail))
        else:
            yield _Job(document, document.text)


def _files(jobs: Sequence[_Job], refused: list[tuple[str, str, str]]) -> Iterator[tuple[str, Path | None, str, str, bytes, bytes]]:
    for job in jobs:
        document = job.document
        try:
            after = document.packed(job.text)
        except RefusedError as error:
            refused.append((document.source.origin, error.key, error.detail))
        else:
            yield document.source.origin, document.source.path, document.text, job.text, document.data, after


def _round(
    jobs: Sequence[_Job],
    rules: Sequence[Rule],
    engine: Engine,
    glossary: Any,
    mapping: Mapping[str, str],
    refused: list[tuple[str, str, str]],
) -> list[_Job]:
    """Mend what the texts have to mend, and give those that changed: they are read again."""
    read: list[tuple[_Job, pl.DataFrame, pl.DataFrame, int]] = []
    total = 0
    for job in jobs:
        try:
            articles = _loaded(job, mapping)
        except RefusedError as error:
            refused.append((job.document.source.origin, error.key, error.detail))
            continue
        known = pl.Series([fields in job.settled for fields in _fields(articles)], dtype=pl.Boolean)
        fresh = articles.filter(~known)
        read.append((job, articles, fresh, total))
        total += fresh.height
    if not total:
        return []
    every = pl.concat([fresh for _, _, fresh, _ in read])
    fixes = find_fixes(every.with_columns(doc=pl.int_range(total, dtype=pl.UInt32)), rules, engine, glossary)
    changed = []
    for job, articles, fresh, begin in read:
        mine = fixes.filter((pl.col("doc") >= begin) & (pl.col("doc") < begin + fresh.height)).with_columns(pl.col("doc") - begin)
        if _mend_text(job, articles, fresh, mine, mapping):
            changed.append(job)
    return changed


def _fields(articles: pl.DataFrame) -> list[Fields]:
    return list(zip(articles["headline"].to_list(), articles["body"].to_list(), strict=True))


def _loaded(job: _Job, mapping: Mapping[str, str]) -> pl.DataFrame:
    """Read the articles of a text as it now is; a source that is not read whole is refused."""
    document = job.document
    loaded = load_bytes(document.plain(job.text), document.source, mapping=mapping)
    if broken := next((problem for problem in loaded.problems if problem.code in _BROKEN), None):
        raise RefusedError("broken", ":".join(str(part) for part in (broken.origin, broken.line) if part))
    return loaded.articles


def _mend_text(job: _Job, articles: pl.DataFrame, fresh: pl.DataFrame, fixes: pl.DataFrame, mapping: Mapping[str, str]) -> bool:
    """Write the fixes of one source into its text; tell whether anything changed.

    articles  all of the source; fresh  those that were looked at, whose row numbers are the fixes' `doc`.
    """
    fields, numbers, lines = _fields(fresh), fresh["doc"].to_list(), fresh["line"].to_list()
    wanted = [Wanted(numbers[n], lines[n], fields[n]) for n in sorted(set(fixes.filter(pl.col("left").is_null())["doc"].to_list()))]
    slots = slots_of(job.text, job.document.source.fmt, wanted, mapping) if wanted else {}
    made: list[Change] = []
    mended: set[int] = set()
    left: dict[int, list[tuple[str, str]]] = {}
    for n, part, start, end, put, code, why in fixes.iter_rows():
        slot = slots.get((numbers[n], part))
        places = [slot.place(change) if slot else None for change in changes(fields[n][part][start:end], put, start)] if not why else []
        if why or None in places:
            left.setdefault(n, []).append((code, why or _PLACE))
        else:
            made += [place for place in places if place]
            mended.add(n)
            job.fixed[code] += 1
    job.settled |= {each: left.get(n, []) for n, each in enumerate(fields) if n not in mended}
    job.left = Counter(item for each in _fields(articles) for item in job.settled.get(each, ()))
    job.text = applied(job.text, made)
    return bool(made)
