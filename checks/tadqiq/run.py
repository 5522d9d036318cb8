"""Hold the whole flow in one function, in order: load, (normalise, recognise, verify) in batches, verify across, write."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import polars as pl

from tadqiq.clock import Clock
from tadqiq.engines import pick
from tadqiq.load import Loaded, load
from tadqiq.model import LEVELS, Problem, Rule
from tadqiq.recognise import MENTIONS, Mentions, recognise
from tadqiq.verify import findings as make
from tadqiq.verify import verify
from tadqiq.verify.choice import assemble, select
from tadqiq.verify.packs import LOADING, builtin
from tadqiq.write import Look, summarise, write, write_file

if TYPE_CHECKING:
    from tadqiq.verify.house import Glossary
    from tadqiq.verify.sources.ladder import Ladder


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold all that a check found out.

    findings  frame FINDINGS, problems of loading first; articles  frame ARTICLES; rules  those that ran, by code;
    unread  the sources that could not be read at all; seconds  how long it took; times  processor time by part of the work (frame TIMES).
    """

    findings: pl.DataFrame
    articles: pl.DataFrame
    rules: Mapping[str, Rule]
    unread: Sequence[Problem]
    seconds: float
    times: pl.DataFrame

    def worst_at_least(self, gate: str) -> bool:
        """Tell whether any finding reaches the gate level; the gate `never` is never reached."""
        return gate != "never" and self.findings["level"].is_in(LEVELS[: LEVELS.index(gate) + 1]).any()


def check(
    sources: Sequence[str],
    *,
    chosen: Sequence[str] = (),
    ignored: Sequence[str] = (),
    mapping: Mapping[str, str] | None = None,
    house: str | None = None,
    packs: Sequence[str] = (),
    engine: str = "local",
    stdin: BinaryIO | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Checked:
    """Check sources of articles with the chosen rules.

    packs  folders and files of rules beside the shipped ones; progress  is told (articles done, articles in all).
    """
    began = time.perf_counter()
    clock = Clock()
    with clock.on("rules and house style"):
        rules, glossary = select(assemble(packs), chosen, ignored), _glossary(house)
    with clock.on("articles"):
        loaded = load(sources, mapping=mapping, stdin=stdin)
    done = _counter(loaded.articles.height, progress)
    verified = verify(loaded.articles, rules, pick(engine), glossary=glossary, progress=done)
    found = pl.concat([_load_findings(loaded, rules), verified.findings])
    times = pl.concat([clock.frame(), verified.times])
    return Checked(found, loaded.articles, {r.code: r for r in rules}, loaded.unread, time.perf_counter() - began, times)


def report(
    checked: Checked, *, fmt: str, lang: str, gate: str, output: str | None, html: str | None, everything: bool, look: Look | None = None
) -> None:
    """Write a check's findings to standard output or a file, and the editors' report beside it.

    output, html  paths to write; what stands there stays whole until the new file is.
    """
    summary = summarise(checked.findings, checked.articles, gate=gate, unread=checked.unread, seconds=checked.seconds)
    frames = (checked.findings, checked.articles)
    rules = {**{r.code: r for r in builtin()}, **checked.rules}
    if html:
        write_file(Path(html), *frames, fmt="html", lang=lang, summary=summary, rules=rules)
    if output:
        write_file(Path(output), *frames, fmt=fmt, lang=lang, summary=summary, rules=rules)
    else:
        pieces = write(*frames, fmt=fmt, lang=lang, summary=summary, rules=rules, look=replace(look or Look(), everything=everything))
        sys.stdout.writelines(pieces)
        sys.stdout.flush()


def mentions(
    sources: Sequence[str], *, mapping: Mapping[str, str] | None = None, engine: str = "local", stdin: BinaryIO | None = None
) -> tuple[Loaded, Mentions]:
    """Recognise every mention in sources of articles, and who speaks in the quotations (frame `speakers`)."""
    from tadqiq.verify.sources.quoted import SPEAKERS

    loaded = load(sources, mapping=mapping, stdin=stdin)
    tables = pick(engine).map_batches(loaded.articles, _with_speakers, {**MENTIONS, "speakers": SPEAKERS})
    return loaded, Mentions(**tables)


def _with_speakers(articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
    from tadqiq.recognise.tokens import batch
    from tadqiq.verify.sources.quoted import speakers
    from tadqiq.verify.views import ArticleView

    made = batch(articles)
    found = recognise(made)
    return {**{name: getattr(found, name) for name in MENTIONS}, "speakers": speakers(ArticleView(made, found))}


def _recognised(articles: pl.DataFrame, kinds: Sequence[str] = tuple(MENTIONS)) -> dict[str, pl.DataFrame]:
    from tadqiq.recognise.tokens import batch

    found = recognise(batch(articles))
    return {name: getattr(found, name) for name in kinds}


def names(
    sources: Sequence[str],
    *,
    mapping: Mapping[str, str] | None = None,
    house: str | None = None,
    engine: str = "local",
    stdin: BinaryIO | None = None,
) -> tuple[Loaded, Iterator[dict[str, Any]]]:
    """List the names in sources of articles that have more than one spelling."""
    from tadqiq.verify.names.lists import list_names

    glossary = _glossary(house)
    loaded = load(sources, mapping=mapping, stdin=stdin)
    found = pick(engine).map_batches(loaded.articles, partial(_recognised, kinds=("names",)), {"names": MENTIONS["names"]})
    return loaded, list_names(loaded.articles, found["names"], glossary)


def sources(
    sources: Sequence[str], *, mapping: Mapping[str, str] | None = None, engine: str = "local", stdin: BinaryIO | None = None
) -> tuple[Loaded, Mapping[int, Ladder]]:
    """Lay out on whom each article in sources of articles rests, by doc."""
    from tadqiq.verify.sources.ladder import TABLES, ladders, tables

    loaded = load(sources, mapping=mapping, stdin=stdin)
    found = pick(engine).map_batches(loaded.articles, tables, TABLES)
    return loaded, ladders(found["rungs"], found["resting"], loaded.articles["doc"].to_list())


def _glossary(house: str | None) -> Glossary | None:
    if house is None:
        return None
    from tadqiq.verify.house import read

    return read(Path(house))


def _load_findings(loaded: Loaded, rules: Iterable[Rule]) -> pl.DataFrame:
    """Word the load problems whose rules were chosen; a source that could not be read always shows."""
    known = {r.code: r for r in builtin() if r.kind == LOADING}
    chosen = {r.code for r in rules}
    shown = [p for p in loaded.problems if p.code in chosen or p in loaded.unread]
    return make.problems(shown, known, _ids(loaded.articles))


def _counter(total: int, progress: Callable[[int, int], None] | None) -> Callable[[int], None] | None:
    if progress is None:
        return None
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total)

    return count


def duplicates(
    sources: Sequence[str], *, mapping: Mapping[str, str] | None = None, engine: str = "local", stdin: BinaryIO | None = None
) -> tuple[Loaded, Iterator[dict[str, Any]]]:
    """List clusters of articles that repeat each other in sources of articles."""
    from tadqiq.verify import collection
    from tadqiq.verify.duplicates.lists import KINDS, list_duplicates

    loaded = load(sources, mapping=mapping, stdin=stdin)
    return loaded, list_duplicates(collection(loaded.articles, KINDS, pick(engine)))


def problem_lines(loaded: Loaded) -> list[str]:
    """Word what could not be loaded, a line a problem, for commands that do not print findings."""
    known = {r.code: r for r in builtin() if r.kind == LOADING}
    worded = make.problems(loaded.problems, known, _ids(loaded.articles))
    return [f"{row['origin']}: {row['code']} {row['message_en']}" for row in worded.iter_rows(named=True)]


def _ids(articles: pl.DataFrame) -> dict[int, str]:
    return dict(zip(articles["doc"].to_list(), articles["article_id"].to_list(), strict=True))
