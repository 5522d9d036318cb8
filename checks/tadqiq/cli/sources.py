"""Show on whom articles rest."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from tadqiq.cli import options as o


class Shape(StrEnum):
    """List the forms that ladders of sources can be printed in."""

    terminal = "terminal"
    jsonl = "jsonl"


def sources(
    source: o.Sources,
    column: o.Map = [],
    fmt: Annotated[Shape, typer.Option("--format", help="How the ladders are printed.")] = Shape.terminal,
    output: o.Output = None,
    lang: o.LanguageOption = o.Language.ar,
    engine: o.EngineName = "local",
) -> None:
    """Show each article's sources: who they are, through whom they came, what rests on each, and what rests on nobody."""
    from tadqiq import run
    from tadqiq.cli.lists import complain, put, put_lines
    from tadqiq.write import sources as ladder
    from tadqiq.write.wording import Words

    loaded, ladders = run.sources(source, mapping=o.mapping(column), engine=engine, stdin=sys.stdin.buffer)
    articles = loaded.articles.iter_rows(named=True)
    if fmt is Shape.jsonl:
        put(ladder.rows(articles, ladders), output)
    else:
        put_lines(ladder.lines(articles, ladders, words=Words(lang.value), look=o.look()), output)
    complain(loaded)
