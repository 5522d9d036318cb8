"""Read a house-style glossary: how this newsroom writes names and terms.

A TOML file of tables `[[name]]` (or `[[term]]`), each with `canonical`, and where there is need `variants`, `type`, `role`, `note`,
`never` (longer forms inside which a variant is right: the variant جورنال inside وول ستريت جورنال) and `never_join` (names that look like
this one and are others, each with an entry of its own). Its schema is rules/schema/glossary.json. Latin words are forms like any other.
"""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tadqiq.errors import GlossaryError
from tadqiq.verify.house_faults import Place, check_forms, check_shape, keys
from tadqiq.verify.toml_places import line_and_column, places

__all__ = ["TYPES", "Entry", "Glossary", "from_data", "keys", "read"]

TYPES = ("person", "place", "organisation", "term")
LARGEST = 16 << 20  # bytes: some hundred thousand entries
_HINT = "give a TOML file with tables [[name]] and [[term]]; its schema: tadqiq schema glossary"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one name or term as the house writes it."""

    canonical: str
    variants: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    type: str = "term"
    role: str = ""
    note: str = ""
    never_join: tuple[str, ...] = ()


@dataclass(frozen=True)
class Glossary:
    """Hold a house style, and find its entries by form."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """Give the entry of each form, canonical or variant, at matching level."""
        pairs = [(form, entry) for entry in self.entries for form in (entry.canonical, *entry.variants)]
        return dict(zip(keys([form for form, _ in pairs]), [entry for _, entry in pairs], strict=True))

    @cached_property
    def _canonical(self) -> frozenset[str]:
        return frozenset(keys([entry.canonical for entry in self.entries]))

    def holds(self, form: str) -> bool:
        """Tell whether a form is, at matching level, the house's own way to write a name."""
        return keys([form])[0] in self._canonical

    def replaces(self, form: str) -> bool:
        """Tell whether a form is listed as a variant of another."""
        key = keys([form])[0]
        return key in self.by_key and key not in self._canonical

    def settles(self, form: str) -> bool:
        """Tell whether a form is any entry's, canonical or variant: nothing else speaks of it."""
        return keys([form])[0] in self.by_key

    def parted_from(self, entry: Entry) -> tuple[str, ...]:
        """Give the canonical forms of the names that an entry is never joined with."""
        return tuple(self.by_key[key].canonical for key in keys(entry.never_join)) if entry.never_join else ()


def read(path: Path) -> Glossary:
    """Read a glossary file; whatever is wrong with it is a GlossaryError at path:line:col."""
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, at = str(error).partition(" (at ")
        numbers = re.findall(r"\d+", at) or [str(text.count("\n") + 1), "1"]
        raise GlossaryError(what, where=":".join([str(path), *numbers]), hint="the file must be TOML") from error
    except RecursionError as error:
        raise GlossaryError("lists are nested too deeply", where=f"{path}:1:1", hint=_HINT) from error
    found = places(text)

    def place(where: tuple[str | int, ...], value: bool) -> str:
        line, column = line_and_column(text, found.of(where, value=value))
        return f"{path}:{line}:{column}"

    return _build(data, place)


def _text(path: Path) -> str:
    """Read a file's text; a byte-order mark of UTF-8 does no harm."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise GlossaryError(str(error.strerror), where=str(path), hint=_HINT) from error
    if len(data) > LARGEST:
        raise GlossaryError(f"larger than {LARGEST >> 20} MiB", where=str(path), hint="part it, or see that it is the file you mean")
    if not data.removeprefix(BOM_UTF8).strip():
        raise GlossaryError("the file is empty", where=f"{path}:1:1", hint=_HINT)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        if data.startswith(_WIDE):
            raise GlossaryError("the text is UTF-16, not UTF-8", where=f"{path}:1:1", hint="save the file as UTF-8") from error
        line, column = line_and_column(before := data[: error.start].decode("utf-8-sig", "replace"), len(before))
        raise GlossaryError("not UTF-8", where=f"{path}:{line}:{column}", hint="save the file as UTF-8") from error


def from_data(data: Any) -> Glossary:
    """Make a glossary of what a rule's example holds: a list of entries, or a mapping as in the file."""

    def place(where: tuple[str | int, ...], _: bool) -> str:
        return " ".join(["glossary:", *(str(step + 1 if isinstance(step, int) else step) for step in where)])

    return _build({"name": data} if isinstance(data, list) else data, place)


def _build(data: Mapping[str, Any], place: Place) -> Glossary:
    check_shape(data, place)
    check_forms(data, place)
    return Glossary(tuple(_entry(table, row) for table, rows in data.items() for row in rows))


def _entry(table: str, row: Mapping[str, Any]) -> Entry:
    lists = {key: tuple(form.strip() for form in row.get(key, ())) for key in ("variants", "never", "never_join")}
    sort = row.get("type", row.get("class", "term" if table == "term" else "person"))
    return Entry(row["canonical"].strip(), type=sort, role=row.get("role", ""), note=row.get("note", ""), **lists)
