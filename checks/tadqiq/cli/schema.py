"""Print the JSON Schemas of the files that users write."""

from __future__ import annotations

from typing import Annotated

import typer


def schema(name: Annotated[str, typer.Argument(help="What the schema is of: glossary.", metavar="NAME")]) -> None:
    """Print the JSON Schema (draft 2020-12) of a kind of file: what keys there are, and what they hold."""
    from tadqiq.errors import UsageError
    from tadqiq.resources import room

    schemas = {file.stem: file for file in sorted((room("rules") / "schema").glob("*.json"))}
    if name not in schemas:
        raise UsageError(f"no schema is called '{name}'", where="NAME", hint="allowed: " + ", ".join(schemas))
    typer.echo(schemas[name].read_text(encoding="utf-8"), nl=False)
