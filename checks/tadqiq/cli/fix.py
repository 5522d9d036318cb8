"""Mend what is certain."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tadqiq.cli import options as o


def fix(
    source: o.Sources,
    write: Annotated[bool, typer.Option("--write", help="Write the files; without it a diff is printed and nothing changes.")] = False,
    select: o.Select = [],
    ignore: o.Ignore = [],
    house: o.House = None,
    packs: o.Packs = [],
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
    from tadqiq.verify.choice import assemble
    from tadqiq.verify.choice import select as choose
    from tadqiq.verify.house import read
    from tadqiq.write.mends import summary
    from tadqiq.write.wording import Words

    if write and "-" in source:
        raise UsageError("standard input cannot be written", where="--write", hint="name a file, or leave --write out and read the diff")
    rules = choose(assemble(packs), o.words(select), o.words(ignore))
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
