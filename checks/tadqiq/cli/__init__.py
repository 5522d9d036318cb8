"""Speak with the shell: parse words, call the flow, print. No logic, and no heavy import until a command needs it."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, NoReturn

import typer

from tadqiq.cli import check, fix, lists, numbers, rules, schema, sources
from tadqiq.errors import TadqiqError

app = typer.Typer(
    name="tadqiq",
    help="تدقيق: check Arabic news for repeated headlines, varying names, contradicting numbers and missing sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("check")(check.check)
app.command("fix")(fix.fix)
app.command("segment")(lists.segment)
app.command("mentions")(lists.mentions)
app.command("numbers")(numbers.numbers)
app.command("sources")(sources.sources)
app.add_typer(lists.names_app, name="names")
app.add_typer(lists.duplicates_app, name="duplicates")
app.add_typer(rules.rules_app, name="rules")
app.command("explain")(rules.explain)
app.command("schema")(schema.schema)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"tadqiq {version('tadqiq')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Take the options that stand before any command."""


def main() -> NoReturn:
    """Run the command line: exit 0 below the gate, 1 at it, 2 where usage, configuration or input is at fault."""
    gc.set_threshold(200_000, 50, 100)  # start-up makes many objects that stay: looking through them again and again is a tenth of it
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except TadqiqError as error:
        typer.echo(f"tadqiq: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            _leave_quietly()
        typer.echo(
            f"tadqiq: {error.filename or 'output'}: {error.strerror or error}\n  hint: see that the place exists and may be written",
            err=True,
        )
        sys.exit(2)
    sys.exit(0)


def _leave_quietly() -> NoReturn:
    """End well when the reader (head, less) has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)
