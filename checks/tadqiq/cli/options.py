"""Name the options that several commands share, once."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tadqiq.errors import UsageError

if TYPE_CHECKING:
    from tadqiq.write import Look

Sources = Annotated[list[str], typer.Argument(help="Files, folders, globs; - for standard input.", metavar="SOURCE...", show_default=False)]
Map = Annotated[list[str], typer.Option("--map", help="Your column for ours, as headline=Titre; repeat it.", metavar="OURS=YOURS")]
House = Annotated[str | None, typer.Option("--house", help="A house-style glossary file.", metavar="FILE")]
Select = Annotated[list[str], typer.Option("--select", help="Codes, prefixes or names of rules to run; ALL for all.", metavar="CODE")]
Ignore = Annotated[list[str], typer.Option("--ignore", help="Codes, prefixes or names of rules to leave out.", metavar="CODE")]
Packs = Annotated[list[str], typer.Option("--rules", help="A folder or file of your own rules.", metavar="PATH")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="Write there instead of standard output.", metavar="FILE")]
EngineName = Annotated[str, typer.Option("--engine", help="Where the work runs.", metavar="local|spark")]


class Format(StrEnum):
    """List the forms that a check can be printed in."""

    terminal = "terminal"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"


class Lines(StrEnum):
    """List the forms that mentions and lists can be printed in."""

    jsonl = "jsonl"


class Rows(StrEnum):
    """List the forms that a list for people can be printed in."""

    jsonl = "jsonl"
    table = "table"


class Gate(StrEnum):
    """List the levels that can fail a check."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


class Language(StrEnum):
    """List the languages that messages come in."""

    ar = "ar"
    en = "en"


FormatOption = Annotated[Format, typer.Option("--format", help="How findings are printed.")]
LinesOption = Annotated[Lines, typer.Option("--format", help="How rows are printed.")]
RowsOption = Annotated[Rows, typer.Option("--format", help="How rows are printed.")]
LanguageOption = Annotated[Language, typer.Option("--lang", help="The language of messages.")]


def mapping(pairs: list[str]) -> dict[str, str]:
    """Read `ours=yours` pairs.

    >>> mapping(["headline=Titre"])
    {'headline': 'Titre'}
    """
    read = {}
    for pair in pairs:
        ours, sign, yours = pair.partition("=")
        if not sign or not ours or not yours:
            raise UsageError(f"'{pair}' is not a pair", where="--map", hint="write --map headline=Titre")
        read[ours.strip()] = yours.strip()
    return read


def words(given: list[str]) -> list[str]:
    """Cut what an option was given into words: it may be repeated, and hold several with commas between.

    >>> words(["NAM,TYP", "STR001"])
    ['NAM', 'TYP', 'STR001']
    """
    return [part for word in given for part in word.split(",") if part]


def look() -> Look:
    """See what standard output is."""
    import os
    import shutil

    from tadqiq.write import Look

    screen = sys.stdout.isatty()
    return Look(tty=screen, colour=screen and "NO_COLOR" not in os.environ, width=shutil.get_terminal_size((100, 24)).columns)
