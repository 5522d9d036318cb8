"""Print what the stages see: articles, mentions, names, duplicates; one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tadqiq.cli import options as o

if TYPE_CHECKING:
    from tadqiq.load import Loaded

names_app = typer.Typer(help="Compare and list spellings of names.", no_args_is_help=True, rich_markup_mode=None)
duplicates_app = typer.Typer(help="List articles that repeat each other.", no_args_is_help=True, rich_markup_mode=None)


def segment(source: o.Sources, column: o.Map = [], fmt: o.LinesOption = o.Lines.jsonl, output: o.Output = None) -> None:
    """Print the articles found in the sources, as the other commands will see them."""
    from tadqiq.load import load

    loaded = load(source, mapping=o.mapping(column), stdin=sys.stdin.buffer)
    keep = ("headline", "body", "published_at", "outlet", "author", "section", "url", "origin", "line")
    rows = loaded.articles.select("article_id", *keep).iter_rows(named=True)
    put(({"id": row.pop("article_id"), **{k: v for k, v in row.items() if v is not None}} for row in rows), output)
    complain(loaded)


def mentions(
    source: o.Sources, column: o.Map = [], fmt: o.LinesOption = o.Lines.jsonl, output: o.Output = None, engine: o.EngineName = "local"
) -> None:
    """Print every number, date, quotation, attribution and name with its place."""
    from tadqiq import run
    from tadqiq.write.mentions import rows

    loaded, found = run.mentions(source, mapping=o.mapping(column), engine=engine, stdin=sys.stdin.buffer)
    put(rows(loaded.articles, found), output)
    complain(loaded)


@names_app.command("match")
def names_match(
    pairs: Annotated[Path, typer.Argument(help="Two tab-separated columns without a header.", metavar="PAIRS.tsv")],
    fmt: o.LinesOption = o.Lines.jsonl,
    output: o.Output = None,
    lang: o.LanguageOption = o.Language.ar,
) -> None:
    """Say of each pair of spellings whether they can be one name, and why."""
    from tadqiq.verify.names.lists import match_pairs
    from tadqiq.write.names import reasons
    from tadqiq.write.wording import Words

    words = Words(lang.value)
    put((row | {"why": reasons(row["why"], words)} for row in match_pairs(pairs)), output)


@names_app.command("list")
def names_list(
    source: o.Sources,
    column: o.Map = [],
    fmt: o.RowsOption = o.Rows.jsonl,
    output: o.Output = None,
    glossary: Annotated[
        str | None, typer.Option("--glossary", help="Also write a house style to begin with there.", metavar="FILE")
    ] = None,
    house: o.House = None,
    lang: o.LanguageOption = o.Language.ar,
    engine: o.EngineName = "local",
) -> None:
    """Print every name that has more than one spelling in the sources, with where and when each is used."""
    from tadqiq import run
    from tadqiq.write import names, save
    from tadqiq.write.wording import Words

    loaded, found = run.names(source, mapping=o.mapping(column), house=house, engine=engine, stdin=sys.stdin.buffer)
    rows, words = list(found), Words(lang.value)
    if glossary:
        save(Path(glossary), names.glossary(rows, words))
    put_lines(names.table(rows, words), output) if fmt is o.Rows.table else put(rows, output)
    complain(loaded)


@duplicates_app.command("list")
def duplicates_list(
    source: o.Sources,
    column: o.Map = [],
    fmt: o.RowsOption = o.Rows.jsonl,
    output: o.Output = None,
    lang: o.LanguageOption = o.Language.ar,
    engine: o.EngineName = "local",
) -> None:
    """Print clusters of articles that are the same text, nearly the same, one template, or one event, and what changed in them."""
    from tadqiq import run
    from tadqiq.write import duplicates
    from tadqiq.write.wording import Words

    loaded, clusters = run.duplicates(source, mapping=o.mapping(column), engine=engine, stdin=sys.stdin.buffer)
    put_lines(duplicates.table(clusters, Words(lang.value)), output) if fmt is o.Rows.table else put(clusters, output)
    complain(loaded)


def put(rows: Iterable[Mapping[str, Any]], output: str | None) -> None:
    """Print rows, one JSON object a line, or save them."""
    put_lines((json.dumps(row, ensure_ascii=False) + "\n" for row in rows), output)


def put_lines(lines: Iterable[str], output: str | None) -> None:
    """Print lines, or save them."""
    if output:
        from tadqiq.write import save

        save(Path(output), lines)
    else:
        sys.stdout.writelines(lines)
        sys.stdout.flush()


def complain(loaded: Loaded) -> None:
    """Say on standard error what could not be loaded; a source that could not be read at all is exit 2."""
    from tadqiq.run import problem_lines

    for line in problem_lines(loaded):
        typer.echo(line, err=True)
    if loaded.unread:
        raise typer.Exit(2)
