"""The headline spells a name in another way than the body does.

Names are compared as NAM001 compares them, by letters alone: full names word by word, a family name alone with the last word of a full
name, names of places and bodies as wholes. The headline's spelling must stand nowhere in the body, and the body's must be the article's
own, not that of a speech it quotes; hamza, final letters and spaces are other rules', and forms that the house style replaces are
NAM003's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import polars as pl

from tadqiq.lexicon import read
from tadqiq.model import BODY, HEADLINE, Hit, Rule, Span
from tadqiq.recognise.names.words import keys
from tadqiq.recognise.spellings.near import ALONE, Words, alike, blocks
from tadqiq.recognise.spellings.parts import JOINED, spellings
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.house import Glossary
from tadqiq.verify.names.family import family
from tadqiq.verify.names.uses import Use, in_place
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {}

_SEATS = str.maketrans("ؤئ", "ءء")  # on which a hamza is written
_SPEECH = 5  # words of a quotation that is somebody's speech; fewer are a name or a term
_JOINED = ("", "و", "ف", "ب", "ل", "ك", "ول", "وب")


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the names of headlines that the body spells otherwise."""
    pairs = _pairs(_own(view))
    forms = pl.concat([pairs["form"], pairs["form_body"]]).unique(maintain_order=True).to_list()
    words: dict[str, Words] = {one.form: tuple(zip(one.words, one.kinds, strict=True)) for one in spellings(forms)}
    style = view.glossary if isinstance(view.glossary, Glossary) else None
    rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
    shown: set[Span] = set()
    for pair in pairs.iter_rows(named=True):
        span, head, body = Span(pair["doc"], HEADLINE, pair["start"], pair["end"]), words[pair["form"]], words[pair["form_body"]]
        score = 0.0 if span in shown or (style and style.settles(pair["form"])) else _likeness(pair["class"], head, body)
        if score and not _met(view.batch, rows[pair["doc"]], head, body):
            shown.add(span)
            other = pair["form_body"].rsplit(maxsplit=1)[-1] if len(head) < len(body) else pair["form_body"]
            put = in_place(Use(span, pair["text"], pair["form"], 1), other)
            place = Span(pair["doc"], BODY, pair["start_body"], pair["end_body"])
            yield Hit(rule.code, span, {"other": pair["form_body"]}, put, (place,), score)
    yield from _unknown(view, rule, rows)


def _unknown(view: ArticleView, rule: Rule, rows: Mapping[int, int]) -> Iterator[Hit]:
    """Find the words of headlines that no lexicon knows and that are the family name of somebody the body names in full."""
    words = view.once(family).filter(pl.col("field") == HEADLINE, pl.col("other_field") == BODY)
    for doc, *cells, score in words.iter_rows():
        (field, start, end), full = cells[:3], Span(doc, *cells[3:])
        word = view.batch.text(2 * rows[doc] + field, start, end)
        name = view.batch.text(2 * rows[doc] + BODY, full.start, full.end)
        one, other = keys([word, name.rsplit(maxsplit=1)[-1]])
        if one.translate(_SEATS) != other.translate(_SEATS) and not _stands(view.batch, rows[doc], one):
            yield Hit(rule.code, Span(doc, field, start, end), {"other": name}, name.rsplit(maxsplit=1)[-1], (full,), score)


def _own(view: ArticleView) -> pl.DataFrame:
    """Give the names of headlines, and those of bodies that stand in no speech: what somebody else wrote is spelt as they do."""
    names, quoted = view.mentions.names, view.mentions.quotations
    speech = quoted.filter((pl.col("field") == BODY) & (pl.col("text").str.count_matches(r"\s") >= _SPEECH - 1))
    said = names.join(speech.select("doc", "field", opens="start", closes="end"), on=["doc", "field"])
    said = said.filter((pl.col("start") >= pl.col("opens")) & (pl.col("end") <= pl.col("closes")))
    return names.join(said.select("doc", "field", "start"), on=["doc", "field", "start"], how="anti", maintain_order="left")


def _met(batch: Batch, row: int, head: Words, body: Words) -> bool:
    """Tell whether the body has each word of the headline's name that the other one spells otherwise."""
    end = body[len(body) - len(head) :]
    return all(_stands(batch, row, one[0]) for one, other in zip(head, end, strict=True) if one[0] != other[0])


def _pairs(names: pl.DataFrame) -> pl.DataFrame:
    """Pair the names that only the headline has with the names of the body whose last word has the same block."""
    names = names.with_columns(bones=_ends(names["key"]))
    body = names.filter(pl.col("field") == BODY).unique(["doc", "class", "key"], keep="first", maintain_order=True)
    head = names.filter(pl.col("field") == HEADLINE).unique(["doc", "class", "key"], keep="first", maintain_order=True)
    head = head.join(body, on=["doc", "class", "key"], how="anti", maintain_order="left")
    pairs = head.join(body, on=["doc", "class", "bones"], suffix="_body", maintain_order="left_right")
    return pairs.filter(pl.col("key") != pl.col("key_body"))


def _ends(keys: pl.Series) -> pl.Series:
    """Give the block of the last word of each name."""
    distinct = keys.unique()
    last = blocks(distinct.str.extract("([^ ]*)$"))
    return keys.replace_strict(distinct, last, return_dtype=pl.String) if len(keys) else keys


def _likeness(sort: str, head: Words, body: Words) -> float:
    """Give how alike two names are, or 0 where they are not surely one."""
    if sort == "person" and len(head) == 1 < len(body):
        body, tail = body[-1:], True
    else:
        tail = False
    if len(head) != len(body) or all(one[0].translate(_SEATS) == other[0].translate(_SEATS) for one, other in zip(head, body, strict=True)):
        return 0.0
    if tail and head[0][1].startswith(JOINED):  # أم صلاح is no family name صلاح
        return 0.0
    if len(head) > 1:
        return alike(head, body)
    if (sort == "person" and not tail) or {head[0][0], body[0][0]} & _adjectives():
        return 0.0
    score = alike(head, body, alone=not tail)
    return score if score >= ALONE else 0.0


@cache
def _adjectives() -> frozenset[str]:
    """Give the feminine adjectives of country: سورية is no spelling of سوريا before a noun is known not to be there."""
    return frozenset(key + "ة" for key in keys([row["word"] for row in read("nationalities")]))


def _stands(batch: Batch, row: int, word: str) -> bool:
    """Tell whether the body has a word as it is, recognised or not."""
    first, last = (int(place) for place in batch.tokens.first[2 * row + 1 : 2 * row + 3])
    every = set(batch.vocabulary.words["n2"].gather(batch.tokens.code[first:last]).unique().to_list())
    return any(joined + word in every for joined in _JOINED)
