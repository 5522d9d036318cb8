"""Write findings: every output is a pure function of the findings, the articles, the summary and the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tadqiq.errors import UsageError
from tadqiq.model import Rule
from tadqiq.write.summary import Summary, summarise
from tadqiq.write.wording import Words

__all__ = ["FORMATS", "Look", "Summary", "save", "summarise", "write", "write_file"]

FORMATS = ("terminal", "jsonl", "json", "csv", "html")


@dataclass(frozen=True, slots=True)
class Look:
    """Say what the terminal output goes to: a screen or a pipe, its colours and width; `everything` lifts the limit."""

    tty: bool = False
    colour: bool = False
    width: int = 100
    everything: bool = False


def write(
    findings: pl.DataFrame,
    articles: pl.DataFrame,
    *,
    fmt: str,
    lang: str,
    summary: Summary,
    rules: Mapping[str, Rule],
    look: Look | None = None,
) -> Iterator[str]:
    """Yield an output in pieces.

    findings, articles  the frames FINDINGS and ARTICLES; fmt  one of FORMATS; rules  by code, for reasons and names.
    """
    if fmt not in FORMATS:
        raise UsageError(f"no format is called '{fmt}'", where="--format", hint="allowed: " + ", ".join(FORMATS))
    words = Words(lang)
    if fmt == "terminal":
        from tadqiq.write.terminal import terminal

        return terminal(findings, articles, summary=summary, rules=rules, words=words, look=look or Look())
    if fmt == "html":
        from tadqiq.write.html import html

        return iter((html(findings, articles, summary=summary, rules=rules, words=words),))
    from tadqiq.write import lines

    if fmt == "csv":
        return lines.csv(findings, articles, lang)
    return lines.jsonl(findings, lang) if fmt == "jsonl" else lines.json_array(findings, lang)


def write_file(
    path: Path,
    findings: pl.DataFrame,
    articles: pl.DataFrame,
    *,
    fmt: str,
    lang: str,
    summary: Summary,
    rules: Mapping[str, Rule],
    look: Look | None = None,
) -> None:
    """Write an output to a file; a failure on the way leaves the file that was there whole."""
    save(path, write(findings, articles, fmt=fmt, lang=lang, summary=summary, rules=rules, look=look))


def save(path: Path, chunks: Iterable[str]) -> None:
    """Write pieces of text beside a file, then put the whole in its place; a pipe or device is written to as it is."""
    import os
    import tempfile

    target = path.resolve()  # a link keeps pointing where it did
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError("no file can be written there", where=str(path), hint="name a file in a folder that exists")
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="") as out:
            out.writelines(chunks)
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.writelines(chunks)
            out.flush()
            os.fsync(out.fileno())
        beside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    """Read the mask that new files get, which can only be read by setting it."""
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask
