"""Turn lines into what a pipe or a screen gets; rich is loaded only for a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tadqiq.write.shown import is_right_to_left

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from tadqiq.write import Look
    from tadqiq.write.terminal import Line

# Terminals run the bidi algorithm line by line: an isolate keeps an Arabic run from reordering the codes beside it.
_ISOLATE, _RELEASE = "\u2068", "\u2069"
_STYLES = {"mark": "bold underline"}


def painter(look: Look) -> Callable[[Line], str]:
    """Choose how lines are painted."""
    return _screen(look) if look.tty else plain


def plain(line: Line) -> str:
    """Write a line for a pipe: marks in ⟦ ⟧, no control character of any kind."""
    text = "".join(f"⟦{part.text}⟧" if part.style == "mark" else part.text for part in line.parts)
    return (" " * line.indent + text).rstrip() + "\n"


def _screen(look: Look) -> Callable[[Line], str]:
    from rich.console import Console

    console = Console(
        width=look.width,
        force_terminal=True,
        color_system="standard" if look.colour else None,
        no_color=not look.colour,
        legacy_windows=False,
    )

    def paint(line: Line) -> str:
        if not line.parts:
            return "\n"
        rows = _text(line, colour=look.colour).wrap(console, max(20, look.width - line.indent))
        return "".join(" " * line.indent + _painted(console, row, whole=line.whole) for row in rows)

    return paint


def _text(line: Line, *, colour: bool) -> Text:
    from rich.text import Text

    text = Text()
    for part in line.parts:
        marked = part.style == "mark" and not colour
        shown = f"⟦{part.text}⟧" if marked else part.text
        shown = f"{_ISOLATE}{shown}{_RELEASE}" if part.data and is_right_to_left(shown) else shown
        text.append(shown, _STYLES.get(part.style, part.style) if colour else "")
    return text


def _painted(console: Console, row: Text, *, whole: bool) -> str:
    row.rstrip()
    if whole and is_right_to_left(row.plain):
        row = _isolated(row)
    with console.capture() as caught:
        console.print(row, soft_wrap=True, highlight=False, markup=False, emoji=False)
    return caught.get()


def _isolated(row: Text) -> Text:
    from rich.text import Text

    return Text.assemble(_ISOLATE, row, _RELEASE)
