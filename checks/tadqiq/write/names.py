"""Write the names of a collection as a table and as the beginning of a house style, and word what decides on two spellings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from tadqiq.normalise import column
from tadqiq.verify.house import TYPES, keys
from tadqiq.verify.house_faults import usable
from tadqiq.write.shown import escaped
from tadqiq.write.wording import Words

_OUTLETS = 3  # outlets that a row of the table names


def table(rows: Iterable[Mapping[str, Any]], words: Words) -> Iterator[str]:
    """Write a Markdown table, a row for each spelling; the name it belongs to stands in its first row alone.

    rows  as `verify.names.lists.clusters` gives them.
    """
    titles = [words(f"names.{key}") for key in ("canonical", "class", "form", "articles", "outlets", "months", "confidence")]
    yield _row(titles)
    yield _row(["---", "---", "---", "---:", "---", "---", "---:"])
    for row in rows:
        head, confidence = [row["canonical"], words(f"names.{row['class']}")], f"{row['confidence']:.2f}"
        for spelling in row["spellings"]:
            outlets, months = spelling.get("outlets", {}), spelling.get("months", {})
            named = [f"{name} {count:,}" for name, count in list(outlets.items())[:_OUTLETS]]
            named += [f"+{len(outlets) - _OUTLETS}"] if len(outlets) > _OUTLETS else []
            spread = " – ".join(dict.fromkeys((min(months), max(months)))) if months else ""
            yield _row([*head, spelling["form"], f"{spelling['articles']:,}", words.entries["comma"].join(named), spread, confidence])
            head, confidence = ["", ""], ""


def reasons(why: Sequence[str], words: Words) -> str:
    """Word what decided on two spellings: the codes of `recognise.spellings.Verdict`."""
    return str(words.entries["comma"]).join(_reason(code, words) for code in why)


def _reason(code: str, words: Words) -> str:
    name, *values = code.split(" ")
    if name in words.entries["names"]["steps"]:
        one, two, cost = values
        what = words(f"names.steps.{name}")
        if "-" in (one, two):
            return words("names.added", one=two if one == "-" else one, what=what, cost=cost)
        return words("names.step", one=one, two=two, what=what, cost=cost)
    guards = [words(f"names.reasons.{guard}") for guard in values[2:]]
    return " ".join([str(words.entries["names"]["reasons"][name]).format(*values), *guards])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(escaped(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in cells) + " |\n"


def glossary(rows: Iterable[Mapping[str, Any]], words: Words) -> Iterator[str]:
    """Write a house style that `--house` reads: an entry for each name, the form of most articles as the canonical one.

    A form stands once, in the entry of the name that more articles have; what the counts rest on is in a comment for the editor to weigh.
    """
    yield from (f"# {line}\n" for line in words("names.glossary").splitlines())
    claimed: set[str] = set()
    for row in rows:
        forms = _unlike([row["canonical"], *(spelling["form"] for spelling in row["spellings"])])
        free = {form: key for form, key in zip(forms, keys(forms), strict=True) if key not in claimed and usable(form)}
        variants = [form for form in forms[1:] if form in free]
        if row["canonical"] not in free or not variants or row["class"] not in TYPES:
            continue
        claimed.update(free.values())
        counts = words.entries["comma"].join(f"{escaped(s['form'])} {s['articles']:,}" for s in row["spellings"])
        yield f"\n# {words('names.counts')}: {counts}\n[[name]]\ncanonical = {_text(row['canonical'])}\n"
        yield f"variants = [{', '.join(map(_text, variants))}]\ntype = {_text(row['class'])}\n"


def _unlike(forms: Sequence[str]) -> list[str]:
    """Give the first of those forms that only marks part."""
    first: dict[str, str] = {}
    for form, plain in zip(forms, column(pl.Series(forms, dtype=pl.String), "N1").to_list(), strict=True):
        first.setdefault(" ".join(plain.split()), form)
    return list(first.values())


def _text(value: str) -> str:
    """Write a TOML string."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
