"""Write what changes as a unified diff, which `patch -p1` applies."""

from __future__ import annotations

from collections.abc import Iterator

_CONTEXT = 3  # lines around a change
_QUOTED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def unified(name: str, before: str, after: str) -> Iterator[str]:
    """Yield the diff of two texts with equally many lines; nothing where they are the same.

    A mend never makes or joins lines, so that line stands against line and the work grows with the text alone.
    """
    old, new = before.split("\n"), after.split("\n")
    if len(old) != len(new):
        raise ValueError("a mend has changed the number of lines")
    changed = [n for n, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if changed:
        yield f"--- {_named('a', name)}\n+++ {_named('b', name)}\n"
    open_end = bool(old[-1])  # the last line has no line break
    total = len(old) - (not open_end)
    for first, last in _hunks(changed):
        begin, end = max(0, first - _CONTEXT), min(total, last + 1 + _CONTEXT)
        yield f"@@ -{begin + 1},{end - begin} +{begin + 1},{end - begin} @@\n"
        yield from _lines(old, new, begin, end, total if open_end else -1)


def _hunks(changed: list[int]) -> Iterator[tuple[int, int]]:
    """Put changed lines together whose contexts meet."""
    first = last = -1
    for n in changed:
        if first >= 0 and n - last > 2 * _CONTEXT:
            yield first, last
            first = n
        elif first < 0:
            first = n
        last = n
    if first >= 0:
        yield first, last


def _lines(old: list[str], new: list[str], begin: int, end: int, open_total: int) -> Iterator[str]:
    """Write a hunk's lines: what goes before what comes, run by run."""
    held: list[str] = []
    for n in range(begin, end):
        close = "\n\\ No newline at end of file\n" if n + 1 == open_total else "\n"
        if old[n] != new[n]:
            yield f"-{old[n]}{close}"
            held.append(f"+{new[n]}{close}")
        else:
            yield from held
            held = []
            yield f" {old[n]}{close}"
    yield from held


def _named(side: str, name: str) -> str:
    """Name a file as diff does: quoted where its name holds marks, with a tab behind it where it holds a blank."""
    path = f"{side}/{name.lstrip('/')}"
    if any(character in _QUOTED for character in path):
        return '"' + "".join(_QUOTED.get(character, character) for character in path) + '"'
    return path + "\t" if " " in path else path
