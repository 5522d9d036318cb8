"""Run the main job from the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tadqiq.cli import options as o

if TYPE_CHECKING:
    from collections.abc import Callable

_PROGRESS_FROM = 2_000  # articles: below this a bar is gone before it can be read


def check(
    source: o.Sources,
    fmt: o.FormatOption = o.Format.terminal,
    output: o.Output = None,
    html: Annotated[str | None, typer.Option("--html", help="Also write the report for editors there.", metavar="FILE")] = None,
    select: o.Select = [],
    ignore: o.Ignore = [],
    fail_on: Annotated[o.Gate, typer.Option("--fail-on", help="The lowest level that fails the check.")] = o.Gate.error,
    lang: o.LanguageOption = o.Language.ar,
    column: o.Map = [],
    house: o.House = None,
    packs: o.Packs = [],
    engine: o.EngineName = "local",
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Exit by findings even where a source could not be read.")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Tell the processor time of each part and rule on standard error.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Print every finding in the terminal, however many.")] = False,
) -> None:
    """Check articles and print what an editor should look at.

    Exit codes: 0 nothing at the gate level, 1 findings at it, 2 usage or an input that could not be read.
    """
    from tadqiq import run

    with _Progress() as progress:
        done = run.check(
            source,
            chosen=o.words(select),
            ignored=o.words(ignore),
            mapping=o.mapping(column),
            house=house,
            packs=packs,
            engine=engine,
            stdin=sys.stdin.buffer,
            progress=progress,
        )
    run.report(done, fmt=fmt.value, lang=lang.value, gate=fail_on.value, output=output, html=html, everything=everything, look=o.look())
    if profile:
        from tadqiq.write.times import lines

        typer.echo("\n".join(lines(done.times, done.articles.height)), err=True)
    if done.unread and not keep_going:
        raise typer.Exit(2)
    raise typer.Exit(1 if done.worst_at_least(fail_on.value) else 0)


class _Progress:
    """Draw a progress bar on standard error when a person watches and the work is long."""

    def __init__(self) -> None:
        self._bar: object = None

    def __enter__(self) -> Callable[[int, int], None] | None:
        return self._advance if sys.stderr.isatty() else None

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()  # type: ignore[attr-defined]

    def _advance(self, done: int, total: int) -> None:
        if total < _PROGRESS_FROM:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._bar.add_task("checking articles", total=total)
        self._bar.update(self._bar.task_ids[0], completed=done)  # type: ignore[attr-defined]
