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
from tadqiq.load.formats import format_of
from tadqiq.load.loading import Loaded, load_bytes, once
from tadqiq.load.sources import expand
from tadqiq.mend.documents import Document, RefusedError, opened
from tadqiq.mend.dump_slots import dump_slots
from tadqiq.mend.json_slots import line_slots, text_slots
from tadqiq.mend.slots import Slots, Wanted
from tadqiq.mend.table_slots import table_slots
from tadqiq.model import Problem, Rule
from tadqiq.verify.fixes import Change, applied, changes, find_fixes

_ROUNDS = 12  # after which texts that still change are taken for ones that never settle
_HEAD = 1 << 16
_PLACE = "place"  # why a fix is left: what it changes does not stand in the file as it was read
_BROKEN = frozenset({"SCH001", "SCH002", "SCH003", "SCH008"})  # a source that was not read whole is not written


@dataclass(slots=True)
class _Job:
    """Hold a source at work: its text so far, what was mended by rule, what was left by rule and reason."""

    document: Document
    text: str
    fixed: Counter[str] = field(default_factory=Counter)
    left: Counter[tuple[str, str]] = field(default_factory=Counter)


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
        raise UsageError("none of these rules mends anything", where="--select", hint="rules that do: tadqiq rules list")
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
    read: list[tuple[_Job, Loaded, int]] = []
    frames: list[pl.DataFrame] = []
    total = 0
    for job in jobs:
        try:
            loaded = _loaded(job, mapping)
        except RefusedError as error:
            refused.append((job.document.source.origin, error.key, error.detail))
            continue
        read.append((job, loaded, total))
        frames.append(loaded.articles.with_columns(doc=pl.col("doc") + pl.lit(total, dtype=pl.UInt32)))
        total += loaded.articles.height
    if not total:
        return []
    fixes = find_fixes(pl.concat(frames), rules, engine, glossary)
    changed = []
    for job, loaded, begin in read:
        mine = fixes.filter(pl.col("doc").is_between(begin, begin + loaded.articles.height - 1))
        if _mend_text(job, loaded.articles, mine.with_columns(doc=pl.col("doc") - begin), mapping):
            changed.append(job)
    return changed


def _loaded(job: _Job, mapping: Mapping[str, str]) -> Loaded:
    document = job.document
    loaded = load_bytes(document.plain(job.text), document.source, mapping=mapping)
    if broken := next((problem for problem in loaded.problems if problem.code in _BROKEN), None):
        raise RefusedError("broken", ":".join(str(part) for part in (broken.origin, broken.line) if part))
    return loaded


def _mend_text(job: _Job, articles: pl.DataFrame, fixes: pl.DataFrame, mapping: Mapping[str, str]) -> bool:
    """Write the fixes of one source into its text; tell whether anything changed."""
    some = articles[sorted(set(fixes["doc"].to_list()))]
    wanted = [Wanted(doc, line, (head, body)) for doc, line, head, body in some.select("doc", "line", "headline", "body").iter_rows()]
    fields = {article.number: article.fields for article in wanted}
    slots = _slots(job, wanted, mapping) if fixes["left"].null_count() else {}
    made: list[Change] = []
    job.left.clear()
    for doc, part, start, end, put, code, left in fixes.iter_rows():
        slot = slots.get((doc, part))
        places = [slot.place(change) if slot else None for change in changes(fields[doc][part][start:end], put, start)] if not left else []
        if left or None in places:
            job.left[code, left or _PLACE] += 1
        else:
            made += [place for place in places if place]
            job.fixed[code] += 1
    job.text = applied(job.text, made)
    return bool(made)


def _slots(job: _Job, wanted: Sequence[Wanted], mapping: Mapping[str, str]) -> Slots:
    text = job.text
    fmt = format_of(text[:_HEAD], job.document.source.fmt)
    if fmt == "jsonl":
        return line_slots(text, wanted, mapping)
    if fmt == "json":
        return text_slots(text, wanted, mapping)
    if fmt in {"csv", "tsv"}:
        return table_slots(text, wanted, mapping, "\t" if fmt == "tsv" else None)
    return dump_slots(text, wanted)
