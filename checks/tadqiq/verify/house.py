"""Read a house-style glossary: how this newsroom writes names and terms.

A TOML file of tables `[[name]]` (or `[[term]]`), each with `canonical`, and where there is need `variants`, `type`, `role`, `note` and
`never` (longer forms inside which a variant is right: the variant جورنال inside وول ستريت جورنال).
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from tadqiq.errors import GlossaryError
from tadqiq.normalise import column

TABLES = ("name", "term")
TYPES = ("person", "place", "organisation", "term")
_LISTS = ("variants", "never")
_KEYS = ("canonical", *_LISTS, "type", "class", "role", "note")
_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*([\w-]+)[ \t]*\]\]", re.MULTILINE)
_Place = Callable[[str, int, str], str]  # table, its number, what stands there → where that is


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one name or term as the house writes it."""

    canonical: str
    variants: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    type: str = "term"
    role: str = ""
    note: str = ""


@dataclass(frozen=True)
class Glossary:
    """Hold a house style, and find its entries by form."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """Give the entry of each form, canonical or variant, at matching level."""
        pairs = [(form, entry) for entry in self.entries for form in (entry.canonical, *entry.variants)]
        return dict(zip(keys([form for form, _ in pairs]), [entry for _, entry in pairs], strict=True))

    def holds(self, form: str) -> bool:
        """Tell whether a form is, at matching level, the house's own way to write a name."""
        key = keys([form])[0]
        return key in self.by_key and keys([self.by_key[key].canonical])[0] == key

    def replaces(self, form: str) -> bool:
        """Tell whether a form is listed as a variant of another."""
        return keys([form])[0] in self.by_key and not self.holds(form)


def keys(forms: Sequence[str]) -> list[str]:
    """Bring forms to matching level, with one space between words."""
    return [" ".join(key.split()) for key in column(pl.Series(forms, dtype=pl.String), "N2").to_list()]


def read(path: Path) -> Glossary:
    """Read a glossary file; whatever is wrong with it is a GlossaryError at path:line:col."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise GlossaryError("not UTF-8", where=str(path), hint="save the file as UTF-8") from error
    except OSError as error:
        raise GlossaryError(str(error.strerror), where=str(path), hint="give a TOML file with tables [[name]]") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, at = str(error).partition(" (at ")
        numbers = re.findall(r"\d+", at) or [str(text.count("\n") + 1), "1"]
        raise GlossaryError(what, where=":".join([str(path), *numbers]), hint="the file must be TOML") from error
    return _build(data, _finder(text, str(path)))


def from_data(data: Any) -> Glossary:
    """Make a glossary of what a rule's example holds: a list of entries, or a mapping as in the file."""
    tables = {"name": data} if isinstance(data, list) else data
    return _build(tables, lambda table, number, _: f"glossary: {table} {number + 1}")


def _build(data: Mapping[str, Any], place: _Place) -> Glossary:
    entries, places = [], []
    for table, rows in data.items():
        if table not in TABLES or not isinstance(rows, list):
            raise GlossaryError(f"no table is called '{table}'", where=place(table, 0, table), hint=_near(table, TABLES))
        for number, row in enumerate(rows):
            entries.append(_entry(table, number, row, place))
            places.append((table, number))
    glossary = Glossary(tuple(entries))
    _check_forms(glossary, places, place)
    return glossary


def _entry(table: str, number: int, row: Any, place: _Place) -> Entry:
    def fail(what: str, at: str, hint: str) -> GlossaryError:
        return GlossaryError(what, where=place(table, number, at), hint=hint)

    if not isinstance(row, Mapping):
        raise fail(f"'{table}' holds no table", table, f"write [[{table}]]")
    for key, value in row.items():
        if key not in _KEYS:
            raise fail(f"no key is called '{key}'", key, _near(key, _KEYS))
        listed = key in _LISTS
        if listed and not (isinstance(value, list) and all(isinstance(form, str) and form.strip() for form in value)):
            raise fail(f"'{key}' must be a list of forms, none of them empty", key, f'{key} = ["…", "…"]')
        if not listed and not isinstance(value, str):
            raise fail(f"'{key}' must be text", key, f'{key} = "…"')
    if not row.get("canonical", "").strip():
        raise fail("an entry without a canonical form", "canonical", 'canonical = "…" says how the house writes it')
    sort = row.get("type", row.get("class", "term" if table == "term" else "person"))
    if sort not in TYPES:
        raise fail(f"no type is called '{sort}'", "type" if "type" in row else "class", _near(sort, TYPES))
    lists = {key: tuple(form.strip() for form in row.get(key, ())) for key in _LISTS}
    return Entry(row["canonical"].strip(), type=sort, role=row.get("role", ""), note=row.get("note", ""), **lists)


def _check_forms(glossary: Glossary, places: Sequence[tuple[str, int]], place: _Place) -> None:
    """Refuse a form that two entries claim: no reader could tell which of them is meant."""
    forms = [(form, n) for n, entry in enumerate(glossary.entries) for form in (entry.canonical, *entry.variants)]
    seen: dict[str, int] = {}
    for (form, n), key in zip(forms, keys([form for form, _ in forms]), strict=True):
        if not key:
            raise GlossaryError(f"'{form}' has no letters", where=place(*places[n], form), hint="write the form as it stands in the text")
        if seen.setdefault(key, n) != n:
            other = glossary.entries[seen[key]].canonical
            raise GlossaryError(
                f"'{form}' already belongs to '{other}'", where=place(*places[n], form), hint="a form may stand in one entry only"
            )


def _finder(text: str, path: str) -> _Place:
    """Make a function that finds the line and column of a key or form inside a table of the file."""
    heads: dict[str, list[int]] = {}
    for head in _HEAD.finditer(text):
        heads.setdefault(head[1], []).append(head.start())
    starts = sorted(start for places in heads.values() for start in places)

    def place(table: str, number: int, what: str) -> str:
        begin = heads[table][number] if number < len(heads.get(table, [])) else 0
        end = next((start for start in starts if start > begin), len(text)) if heads.get(table) else len(text)
        found = next(_spots(text[begin:end], what), None)
        at = begin + (found if found is not None else 0)
        line = text.count("\n", 0, at) + 1
        return f"{path}:{line}:{at - (text.rfind(chr(10), 0, at) + 1) + 1}"

    return place


def _spots(block: str, what: str) -> Iterator[int]:
    """Find where a form stands in quotes, or a word as a key."""
    for pattern in (rf"[\"']{re.escape(what)}[\"']", rf"(?m)^[ \t]*\[*[ \t]*(?P<key>[\"']?{re.escape(what)}\b)"):
        for found in re.finditer(pattern, block):
            yield found.start("key") if "key" in found.groupdict() else found.start() + 1


def _near(word: str, allowed: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, allowed, 1)
    return (f"did you mean '{near[0]}'? " if near else "") + "allowed: " + ", ".join(allowed)
