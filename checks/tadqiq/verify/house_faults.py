"""Say what is wrong with a house style, for the person who wrote it: where, what stands there, what is allowed.

What keys there are and what they hold is read from rules/schema/glossary.json, so that the schema and the program cannot part. What no
schema can say comes after it: a form belongs to one entry, is written in one script, and is not replaced by itself.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import polars as pl

from tadqiq.errors import GlossaryError, allowed, meant
from tadqiq.normalise import column
from tadqiq.resources import room

Path = tuple[str | int, ...]
Place = Callable[[Path, bool], str]  # a path into the data, and whether the value or its key is meant → where that stands

_WORD = re.compile(r"[^\W\d_]+")
_ALLOWED = 'allowed: tables [[name]] and [[term]], each with canonical = "…"'


class Form(NamedTuple):
    """Hold a form of an entry: its text, the entry's number, the key it stands under, and its place."""

    text: str
    entry: int
    key: str
    path: Path


def schema() -> Mapping[str, Any]:
    """Read the schema of a house style."""
    data: Mapping[str, Any] = json.loads((room("rules") / "schema" / "glossary.json").read_text(encoding="utf-8"))
    return data


def keys(forms: Sequence[str]) -> list[str]:
    """Bring forms to matching level, with one space between words."""
    return [" ".join(key.split()) for key in column(pl.Series(forms, dtype=pl.String), "N2").to_list()]


def check_shape(data: Mapping[str, Any], place: Place) -> None:
    """Hold the data of a file to the schema; the first thing that breaks it is a GlossaryError."""
    tables, entry = tuple(schema()["properties"]), schema()["$defs"]["entry"]
    for table, rows in data.items():
        if table not in tables:
            raise GlossaryError(f"no table is called '{table}'", where=place((table,), False), hint=allowed(table, tables))
        if not isinstance(rows, list):
            raise GlossaryError(f"'{table}' is no list of tables", where=place((table,), False), hint=f"write [[{table}]]")
        for number, row in enumerate(rows):
            _check_entry((table, number), row, entry, place)
    for table in data:
        if not data[table]:
            raise GlossaryError(f"'{table}' holds no entry", where=place((table,), False), hint=_ALLOWED)


def _check_entry(path: Path, row: Any, entry: Mapping[str, Any], place: Place) -> None:
    if not isinstance(row, Mapping):
        raise GlossaryError(f"'{path[0]}' holds no table", where=place(path, False), hint=f"write [[{path[0]}]]")
    known: Mapping[str, Any] = entry["properties"]
    for key, value in row.items():
        if key not in known:
            raise GlossaryError(f"no key is called '{key}'", where=place((*path, key), False), hint=allowed(key, tuple(known)))
        _check_value((*path, key), value, _resolved(known[key]), place)
    for key in entry["required"]:
        if key not in row:
            raise GlossaryError(f"an entry without a {key} form", where=place(path, False), hint=_ALLOWED)


def _check_value(path: Path, value: Any, rule: Mapping[str, Any], place: Place) -> None:
    key = str(path[-1])
    if "enum" in rule:
        if value not in rule["enum"]:
            hint = allowed(str(value), rule["enum"])
            raise GlossaryError(f"no {key} is called '{value}'", where=place(path, False), hint=hint)
    elif rule["type"] == "array":
        _check_list(path, value, rule, place)
    elif not isinstance(value, str):
        raise GlossaryError(f"'{key}' must be text", where=place(path, False), hint=f'{key} = "…"')
    elif (fault := _fault(value, rule)) == "empty" and key == "canonical":
        raise GlossaryError("an entry without a canonical form", where=place(path, False), hint=_ALLOWED)
    elif fault:
        raise GlossaryError(f"'{key}' is {fault}", where=place(path, True), hint=f'{key} = "…", one form on one line')


def _check_list(path: Path, value: Any, rule: Mapping[str, Any], place: Place) -> None:
    key, item = str(path[-1]), _resolved(rule["items"])
    if not isinstance(value, list):
        raise GlossaryError(f"'{key}' must be a list of forms, none of them empty", where=place(path, False), hint=f'{key} = ["…", "…"]')
    for number, form in enumerate(value):
        if not isinstance(form, str) or _fault(form, item) == "empty":
            what = f"'{key}' must be a list of forms, none of them empty"
            raise GlossaryError(what, where=place(path, False), hint=f'{key} = ["…", "…"]')
        if fault := _fault(form, item):
            raise GlossaryError(f"a form of '{key}' is {fault}", where=place((*path, number), True), hint="one form, on one line")
        if form in value[:number]:
            first = place((*path, value.index(form)), True)
            raise GlossaryError(f"'{form}' stands twice in '{key}'", where=place((*path, number), True), hint=f"it stands at {first} too")


def _fault(value: str, rule: Mapping[str, Any]) -> str:
    """Say what breaks a text's rule, or ""."""
    if len(value) > rule.get("maxLength", len(value)):
        return f"longer than {rule['maxLength']} characters"
    if "pattern" not in rule or re.search(rule["pattern"], value):
        return ""
    return "broken over lines" if value.strip() else "empty"


@cache
def _definitions() -> Mapping[str, Any]:
    definitions: Mapping[str, Any] = schema()["$defs"]
    return definitions


def _resolved(rule: Mapping[str, Any]) -> Mapping[str, Any]:
    return _definitions()[rule["$ref"].rsplit("/", 1)[-1]] if "$ref" in rule else rule


def check_forms(data: Mapping[str, Any], place: Place) -> None:
    """Refuse forms that no reader could follow: of two entries, of two scripts in one word, replaced by themselves."""
    rows = [((table, number), row) for table, listed in data.items() for number, row in enumerate(listed)]
    forms = list(_forms(rows))
    found = keys([form.text for form in forms])
    plain = [" ".join(text.split()) for text in column(pl.Series([f.text for f in forms], dtype=pl.String), "N1").to_list()]
    owner: dict[str, Form] = {}
    written: dict[tuple[int, str], Form] = {}
    for form, key, letters in zip(forms, found, plain, strict=True):
        _check_letters(form, key, letters, place)
        if form.key not in {"canonical", "variants"}:
            continue
        other = owner.setdefault(key, form)
        if other.entry != form.entry:
            what = f"'{form.text}' already belongs to '{_canonical(rows[other.entry][1])}', at {place(other.path, True)}"
            raise GlossaryError(what, where=place(form.path, True), hint="a form may stand in one entry only")
        twin = written.setdefault((form.entry, letters), form)
        if twin is not form:
            what = "is the canonical form of its own entry" if twin.key == "canonical" else f"is the same form as '{twin.text}'"
            raise GlossaryError(f"the variant '{form.text}' {what}", where=place(form.path, True), hint="list what the canonical replaces")
    _check_references(forms, found, owner, place)


def _forms(rows: Sequence[tuple[Path, Mapping[str, Any]]]) -> Iterator[Form]:
    for number, (path, row) in enumerate(rows):
        yield Form(_canonical(row), number, "canonical", (*path, "canonical"))
        for key in ("variants", "never", "never_join"):
            yield from (Form(text.strip(), number, key, (*path, key, n)) for n, text in enumerate(row.get(key, ())))


def _canonical(row: Mapping[str, Any]) -> str:
    return str(row["canonical"]).strip()


def _check_letters(form: Form, key: str, letters: str, place: Place) -> None:
    if not any(character.isalnum() for character in key):
        raise GlossaryError(f"'{form.text}' has no letters", where=place(form.path, True), hint="write the form as it stands in the text")
    if len(key) == 1 and form.key == "variants":
        hint = "write the name whole: one letter stands in too many places"
        raise GlossaryError(f"'{form.text}' is a single letter", where=place(form.path, True), hint=hint)
    for word in _WORD.findall(letters):
        scripts = {unicodedata.name(letter, "?").split()[0] for letter in word}
        if len(scripts) > 1:
            what = f"the word '{word}' mixes letters of {' and '.join(sorted(script.capitalize() for script in scripts))}"
            hint = "write each word in one script; Latin words may stand beside Arabic ones"
            raise GlossaryError(what, where=place(form.path, True), hint=hint)


def _check_references(forms: Sequence[Form], found: Sequence[str], owner: Mapping[str, Form], place: Place) -> None:
    """Hold never and never_join to the entries of the file."""
    names = {form.text: key for form, key in zip(forms, found, strict=True) if form.key == "canonical"}
    for form, key in zip(forms, found, strict=True):
        mine = key in owner and owner[key].entry == form.entry
        if form.key == "never" and mine:
            hint = "never lists longer forms inside which a variant is right"
            raise GlossaryError(f"'{form.text}' is a form of its own entry", where=place(form.path, True), hint=hint)
        if form.key == "never_join" and mine:
            raise GlossaryError(f"'{form.text}' is a form of its own entry", where=place(form.path, True), hint="name another entry there")
        if form.key == "never_join" and key not in owner:
            hint = " ".join([*meant(form.text, list(names)), f'or give it an entry: [[name]] canonical = "{form.text}"'])
            raise GlossaryError(f"no entry is called '{form.text}'", where=place(form.path, True), hint=hint)


def usable(form: str) -> bool:
    """Tell whether a form may stand in a house style as a canonical form or a variant."""
    rule = _resolved({"$ref": "#/$defs/form"})
    try:
        _check_letters(Form(form, 0, "variants", ()), keys([form])[0], " ".join(column(pl.Series([form]), "N1").to_list()), lambda *_: "")
    except GlossaryError:
        return False
    return not _fault(form, rule)
