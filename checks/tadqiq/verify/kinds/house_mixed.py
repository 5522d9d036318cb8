"""The house style and the collection do not go together: a term of the house beside its rivals, or one sound in two letters.

Nothing is guessed: terms are those of the `[[term]]` tables, and a name has the sound g where the house lists a variant that differs from
the canonical form in one letter of that class alone (غالانت، جالانت). Shown is the first place of a canonical form; variants are NAM003's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl

from tadqiq.model import Hit, Rule, Schema, Span
from tadqiq.recognise.spellings.parts import CLASSES
from tadqiq.verify.house import Entry, Glossary
from tadqiq.verify.house import keys as folded
from tadqiq.verify.kinds import house_form
from tadqiq.verify.names.uses import order_of_articles
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS = ()
SETTINGS: dict[str, Any] = {"about": "terms"}  # or g

USES: Schema = {
    "entry": pl.UInt32,  # its number in the house style
    "form": pl.String,  # at matching level
    "doc": pl.UInt32,
    "field": pl.UInt8,
    "start": pl.UInt32,
    "end": pl.UInt32,
}
KEYS: dict[str, Schema] = {"house_uses": USES}

_G = frozenset(next(letters for letters, sign in CLASSES.items() if sign == "G"))
_ANY = Rule("", "", "", "house-form", "info", True, {}, {}, "", {}, {})


class _Use(NamedTuple):
    """Hold the first place of a form of the house style, and how many articles have it."""

    span: Span
    articles: int


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """Find every form of the house style, canonical or not."""
    rows = list(_found(view)) if isinstance(view.glossary, Glossary) else []
    return {"house_uses": pl.DataFrame(rows, schema=dict(USES), orient="row")}


def _found(view: ArticleView) -> Iterator[tuple[Any, ...]]:
    """Look for the variants, and then for the canonical forms as if they were variants."""
    entries = [entry for entry in view.glossary.entries if entry.variants]
    turned = tuple(Entry(e.variants[0], (e.canonical, *e.variants[1:]), e.never, e.type) for e in entries)
    numbers = {key: n for n, e in enumerate(view.glossary.entries) for key in folded([e.canonical, *e.variants])}
    rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
    seen: set[Span] = set()
    for glossary in (view.glossary, Glossary(turned)):
        hits = house_form.find(ArticleView(view.batch, view.mentions, glossary), _ANY)
        for span in (hit.span for hit in hits if hit.span is not None):
            raw = view.batch.text(2 * rows[span.doc] + span.field, span.start, span.end)
            (form,) = folded([raw])
            if span not in seen and form in numbers:
                seen.add(span)
                yield numbers[form], form, *span


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find the canonical forms that do not go together with what else the collection has."""
    if not isinstance(view.glossary, Glossary):
        return []
    uses = _uses(view)
    return _letters(view.glossary, rule, uses) if rule.settings["about"] == "g" else _terms(view.glossary, rule, uses)


def _uses(view: CollectionView) -> Mapping[tuple[int, str], _Use]:
    order = pl.DataFrame(list(order_of_articles(view.articles).items()), schema={"doc": pl.UInt32, "order": pl.UInt32}, orient="row")
    table = view.keys["house_uses"].join(order, on="doc").sort("order", "field", "start")
    first = table.group_by("entry", "form", maintain_order=True).agg(
        pl.col("doc", "field", "start", "end").first(), n=pl.col("doc").n_unique()
    )
    return {(entry, form): _Use(Span(*place), n) for entry, form, *place, n in first.iter_rows()}


def _terms(glossary: Glossary, rule: Rule, uses: Mapping[tuple[int, str], _Use]) -> Iterator[Hit]:
    """Show each term of the house that the collection also calls otherwise."""
    for number, entry in enumerate(glossary.entries):
        canonical, *variants = folded([entry.canonical, *entry.variants])
        rivals = [(form, uses[number, key]) for form, key in zip(entry.variants, variants, strict=True) if (number, key) in uses]
        own = uses.get((number, canonical))
        if own and rivals and entry.type == "term":
            other = "، ".join(f"{form} ({use.articles})" for form, use in rivals)
            yield Hit(rule.code, own.span, {"count": str(own.articles), "other": other}, None, tuple(use.span for _, use in rivals))


def _letters(glossary: Glossary, rule: Rule, uses: Mapping[tuple[int, str], _Use]) -> Iterator[Hit]:
    """Show each name that the house writes with another letter for g than most of those which the collection has."""
    names = []
    for number, entry in enumerate(glossary.entries):
        canonical, *variants = folded([entry.canonical, *entry.variants])
        letters = {letter for variant in variants if (letter := _letter(canonical, variant))}
        if entry.type != "term" and len(letters) == 1 and (number, canonical) in uses:
            names.append((letters.pop(), entry.canonical, uses[number, canonical]))
    most = Counter(letter for letter, *_ in names).most_common()
    if len(most) < 2:
        return
    usual = min(letter for letter, count in most if count == most[0][1])
    other = next((name, use) for letter, name, use in names if letter == usual)
    for letter, _, use in names:
        if letter != usual:
            yield Hit(rule.code, use.span, {"letter": letter, "other": other[0], "other_letter": usual}, None, (other[1].span,))


def _letter(canonical: str, variant: str) -> str:
    """Give the letter of class g that alone parts a name from its variant, or ""."""
    apart = [(one, other) for one, other in zip(canonical, variant, strict=False) if one != other]
    return apart[0][0] if len(canonical) == len(variant) and len(apart) == 1 and {*apart[0]} <= _G else ""
