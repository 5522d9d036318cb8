"""Know the names that others give to the columns of an article, and bring values to text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from tadqiq.errors import MappingError
from tadqiq.model import Schema

FIELDS = ("article_id", "headline", "body", "published_at", "outlet", "author", "section", "url")
RECORDS: Schema = {**dict.fromkeys(FIELDS, pl.String), "line": pl.UInt32}  # null where a record has no such value
TEXTS = ("headline", "body")

# Best name first: where a record has several, the first that holds a value counts. Compared without case, spaces and dashes.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "article_id": ("id", "articleid", "guid", "uuid", "docid", "newsid", "المعرف", "رقم", "الرقم"),
    "headline": ("headline", "title", "heading", "العنوان", "عنوان"),
    "body": ("body", "text", "content", "articlebody", "bodytext", "fulltext", "paragraphs", "المتن", "النص", "نص", "المحتوى"),
    "published_at": (
        "publishedat", "date", "published", "pubdate", "publishdate", "publicationdate", "datepublished", "datetime", "timestamp",
        "versioncreated", "createdat", "time", "التاريخ", "تاريخ", "تاريخالنشر",
    ),
    "outlet": ("outlet", "source", "publisher", "newspaper", "site", "provider", "المصدر", "الصحيفة", "الناشر"),
    "author": ("author", "authors", "byline", "writer", "creator", "reporter", "الكاتب", "المؤلف", "المحرر"),
    "section": ("section", "category", "topic", "desk", "القسم", "التصنيف"),
    "url": ("url", "link", "href", "uri", "permalink", "الرابط", "رابط"),
}  # fmt: skip
_SHORT = {"id": "article_id", "date": "published_at"}  # names of ours that users write in --map
INNER = ("name", "text", "value", "rendered", "#text")


def plain(name: str) -> str:
    """Bring a column's name to the form in which names are compared.

    >>> plain(" Pub-Date")
    'pubdate'
    """
    kept = name.strip().strip("\ufeff").casefold()
    return "".join(c for c in kept if c not in " -_\u0640" and not "\u064b" <= c <= "\u0652")


def check_mapping(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """Bring a caller's mapping to our columns; a column that we do not have is a MappingError."""
    checked = {}
    for ours, theirs in (mapping or {}).items():
        name = _SHORT.get(ours, ours)
        if name not in FIELDS:
            raise MappingError(f"articles have no column '{ours}'", where="--map", hint="columns: " + ", ".join((*_SHORT, *FIELDS[1:])))
        checked[name] = theirs
    return checked


def match(names: Iterable[str], mapping: Mapping[str, str]) -> dict[str, list[str]]:
    """Say for each of our columns which of the given ones may hold it, best first.

    >>> match(["Title", "text", "x"], {})
    {'headline': ['Title'], 'body': ['text']}
    """
    given = list(names)
    by_plain: dict[str, list[str]] = {}
    for name in given:
        by_plain.setdefault(plain(name), []).append(name)
    found = {}
    for ours, aliases in ALIASES.items():
        own = [name for name in given if name == mapping.get(ours)]
        fits = own or [name for alias in aliases for name in by_plain.get(plain(alias), ()) if name not in mapping.values()]
        if fits:
            found[ours] = fits
    return found


def holds_articles(matched: Mapping[str, Any]) -> bool:
    """Tell whether the matched columns can make articles: a headline or a body there must be."""
    return any(name in matched for name in TEXTS)


def records(rows: Sequence[Mapping[str, Any]], lines: Sequence[int], mapping: Mapping[str, str]) -> tuple[pl.DataFrame, list[int]]:
    """Make the frame of records from mappings, and give the numbers of the rows whose headline or body was no text."""
    names = dict.fromkeys(key for row in rows for key in row)
    matched = match(names, mapping)
    odd: list[int] = []
    columns: dict[str, Any] = {"line": pl.Series(lines, dtype=pl.UInt32)}
    for ours in FIELDS:
        theirs = matched.get(ours, [])
        values = [first_value(row, theirs) for row in rows]
        joint = "\n" if ours in TEXTS else "، "
        texts = [value if isinstance(value, str) else as_text(value, joint) for value in values]
        if ours in TEXTS:
            odd += [n for n, (value, text) in enumerate(zip(values, texts, strict=True)) if value is not None and text is None]
        columns[ours] = pl.Series([None if text is None else _whole(text) for text in texts], dtype=pl.String)
    return pl.DataFrame(columns, schema=dict(RECORDS)), sorted(set(odd))


def as_text(value: Any, joint: str) -> str | None:
    r"""Bring one value to text: a list is joined, a number written out, an object read by its name or text.

    None where there is nothing to read.

    >>> as_text(["فقرة", "أخرى"], "\n")
    'فقرة\nأخرى'
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, list):
        parts = [part for part in (as_text(item, joint) for item in value) if part is not None]
        return joint.join(parts) if parts or not value else None
    if isinstance(value, Mapping):
        return next((as_text(value[key], joint) for key in INNER if key in value), None)
    return json.dumps(value)


def first_value(row: Mapping[str, Any], names: Sequence[str]) -> Any:
    """Give the first value among some columns of a record that holds anything."""
    for name in names:
        value = row.get(name)
        if value is not None and value != "":
            return value
    return next((row[name] for name in names if row.get(name) is not None), None)


def _whole(text: str) -> str:
    """Write half surrogates, which JSON can spell but no encoding can, as U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
