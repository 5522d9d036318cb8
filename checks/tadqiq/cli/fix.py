"""Mend what is certain."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tadqiq.cli import options as o


def fix(
    source: o.Sources,
    write: Annotated[bool, typer.Option("--write", help="Write the files; without it a diff is printed and nothing changes.")] = False,
    select: Annotated[
        list[str], typer.Option("--select", help="Codes, prefixes or names of rules to mend by; ALL for all.", metavar="CODE")
    ] = [],
    ignore: Annotated[list[str], typer.Option("--ignore", help="Codes, prefixes or names of rules to leave out.", metavar="CODE")] = [],
    house: o.House = None,
    packs: Annotated[list[str], typer.Option("--rules", help="A folder or file of your own rules.", metavar="PATH")] = [],
    column: o.Map = [],
    lang: o.LanguageOption = o.Language.ar,
    engine: o.EngineName = "local",
) -> None:
    """Mend what is certain: forms of the house style and typography, never inside a quotation.

    Without --write a unified diff goes to standard output (patch -p1 applies it to files in UTF-8) and nothing is written. What was mended,
    and what is left and why, goes to standard error. Files keep their encoding, line ends, compression and every other character.

    Exit codes: 0 nothing to mend, or written; 1 the diff is not empty; 2 usage, or a source that could not be read or written.
    """
    from pathlib import Path

    from tadqiq.engines import pick
    from tadqiq.errors import UsageError
    from tadqiq.mend import mend, unified, write_all
    from tadqiq.verify.house import read
    from tadqiq.verify.packs import assemble, builtin
    from tadqiq.verify.packs import select as choose
    from tadqiq.write.mends import summary
    from tadqiq.write.wording import Words

    if write and "-" in source:
        raise UsageError("standard input cannot be written", where="--write", hint="name a file, or leave --write out and read the diff")
    words = [[part for word in given for part in word.split(",") if part] for given in (select, ignore)]
    rules = choose(assemble(packs) if packs else builtin(), *words)
    glossary = read(Path(house)) if house else None
    done = mend(source, rules, pick(engine), glossary=glossary, mapping=o.mapping(column), stdin=sys.stdin.buffer)
    if write:
        write_all((path, before, after) for _, path, _, _, before, after in done.files if path)
    else:
        for origin, _, before, after, _, _ in done.files:
            sys.stdout.writelines(unified("stdin" if origin == "-" else origin, before, after))
        sys.stdout.flush()
    for line in summary(done.fixed, done.left, done.refused, words=Words(lang.value), written=write):
        typer.echo(line, err=True)
    raise typer.Exit(2 if done.refused else 1 if done.files and not write else 0)
