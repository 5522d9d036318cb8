"""Show how one sentence is read."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from tadqiq.cli import options as o


class Shape(StrEnum):
    """List the forms that a reading can be printed in."""

    terminal = "terminal"
    jsonl = "jsonl"


def numbers(
    text: Annotated[list[str], typer.Argument(help="A sentence; - for standard input, a sentence a line.", metavar="TEXT")],
    fmt: Annotated[Shape, typer.Option("--format", help="How the reading is printed.")] = Shape.terminal,
    lang: o.LanguageOption = o.Language.ar,
    output: o.Output = None,
) -> None:
    """Show how the numbers of a sentence are read, piece by piece: value, unit, bound, event, and the words they were read from."""
    from tadqiq.cli.lists import put, put_lines
    from tadqiq.recognise.numbers.pieces import read
    from tadqiq.write import reading
    from tadqiq.write.wording import Words

    texts = _texts(text)
    found = read(texts)
    if fmt is Shape.jsonl:
        put(reading.rows(found), output)
    else:
        put_lines(reading.lines(texts, found, words=Words(lang.value), look=o.look()), output)


def _texts(words: list[str]) -> list[str]:
    """Take the sentence from the command line, or one a line from standard input."""
    from tadqiq.errors import UsageError

    if words == ["-"]:
        try:
            texts = sys.stdin.buffer.read().decode("utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise UsageError(f"byte {error.start} is not UTF-8", where="-", hint="convert the text to UTF-8 first") from error
    else:
        texts = [" ".join(words)]
    if not any(text.strip() for text in texts):
        raise UsageError("no sentence to read", where="TEXT", hint='write it in quotation marks: tadqiq numbers "حضر 20 طالبا"')
    return texts
