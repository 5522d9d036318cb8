"""Cut a written name into the words that are compared, and into the skeleton that brings like names together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from tadqiq.normalise import column

# Words that are one with the next, in the spelling they are compared in; الدين and الله are one with the word before.
_HEADS = {"عبد": "عبد", "ابو": "ابو", "ابي": "ابو", "ابا": "ابو", "بن": "بن", "ابن": "بن", "بنت": "بنت", "ام": "ام", "ذو": "ذو", "ذي": "ذو"}
_TAILS = ("الدين", "الله")
_WORD = r"[^\s\x1c-\x1f\-‐‑–—ـ/.]+"
_ARTICLE_AND = 4  # letters beyond which a word that begins so has the article
_LINE = ord("\n")
_UNIT = ("unit", "row", "word", "kind")

# Letters that stand for like sounds, and the sign that a skeleton writes for them.
CLASSES = {"جغقكگخ": "G", "سزصثذشظچژ": "S", "تطدض": "T", "بپ": "B", "فڤ": "F"}
_CLASS = {letter: sign for letters, sign in CLASSES.items() for letter in letters} | dict.fromkeys("اويةءئؤهعح", "")


PLAIN, ARTICLE, JOINED = "", "ال", "+"


class Spelling(NamedTuple):
    """Hold one way to write a name.

    form  as written; plain  at level N1; words  at matching level, joined where Arabic writes them both ways;
    kinds  for each word PLAIN, ARTICLE, or JOINED and the word joined before it.
    """

    form: str
    plain: str
    words: tuple[str, ...]
    kinds: tuple[str, ...]


def spellings(forms: Sequence[str]) -> list[Spelling]:
    """Prepare forms to be compared.

    >>> spellings(["عبد الله غول"])[0].words
    ('عبدالله', 'غول')
    """
    plain = column(pl.Series(forms, dtype=pl.String), "N1")
    words = cut(plain).group_by("row", maintain_order=True).agg("word", "kind")
    found = {row: (tuple(some), tuple(kinds)) for row, some, kinds in words.iter_rows()}
    return [Spelling(form, name, *found.get(row, ((), ()))) for row, (form, name) in enumerate(zip(forms, plain.to_list(), strict=True))]


def cut(plain: pl.Series) -> pl.DataFrame:
    """Cut forms, at level N1, into the words that are compared: row  the number of the form, word, kind; in order.

    A form without letters has no row.
    """
    written, folded = plain.str.extract_all(_WORD), column(plain, "N2").str.replace_all("يء", "ئ").str.replace_all("وء", "ؤ")
    keys = folded.str.extract_all(_WORD)  # a hamza is written on its seat, not beside it
    raw = written.zip_with(written.list.len() == keys.list.len(), keys)  # a presentation form opens into two words
    words = pl.DataFrame({"word": keys, "raw": raw}).with_row_index("row").explode("word", "raw").drop_nulls("word")
    row, word = pl.col("row"), pl.col("word")
    last = (row != row.shift(-1)).fill_null(value=True)
    head = word.replace_strict(_HEADS, default=None, return_dtype=pl.String)
    words = words.with_columns(head=pl.when(~last).then(head))
    after = pl.col("head").is_not_null().shift(1, fill_value=False)  # joined to the word before
    words = words.with_columns(tail=word.is_in(_TAILS) & pl.col("head").is_null() & ~after & (row == row.shift(1)).fill_null(value=False))
    words = words.with_columns(unit=(~after & ~pl.col("tail")).cum_sum())
    # a borrowed name that only begins so (ألبرتو) is written with its hamza by those who write hamzas
    definite = pl.col("raw").str.starts_with("ال") & (word.str.len_chars() > _ARTICLE_AND)
    words = words.with_columns(kind=pl.when(definite).then(pl.lit(ARTICLE)).otherwise(pl.lit(PLAIN)))
    alone = pl.len().over("unit") == 1
    return pl.concat([words.filter(alone).select(_UNIT), _united(words.filter(~alone))]).sort("unit").drop("unit")


def _united(words: pl.DataFrame) -> pl.DataFrame:
    """Join the words that are one with their neighbours."""
    heads = pl.col("head").drop_nulls().str.join("")
    kind = pl.lit(JOINED) + pl.when(pl.col("tail").any()).then(pl.lit("")).otherwise(heads)
    together = words.group_by("unit").agg(pl.col("row").first(), pl.coalesce("head", "word").str.join(""), kind=kind)
    return together.rename({"head": "word"}).select(_UNIT)


def head_off(word: str, kind: str) -> str:
    """Take بن or أبو off the name joined to it; عبد is one name with what follows.

    >>> head_off("بنتركي", JOINED + "بن")
    'تركي'
    """
    return word.removeprefix(kind[1:]) if kind.startswith(JOINED) and kind[1:] != "عبد" else word


def skeletons(words: pl.Series) -> pl.Series:
    """Write words by the classes of their consonants, so that spellings of one name mostly fall together.

    >>> skeletons(pl.Series(["غالانت", "جالانت"])).n_unique()
    1
    """
    bare = words.str.starts_with("ال") & (words.str.len_chars() > _ARTICLE_AND)
    words = words.str.slice(2).zip_with(bare, words)
    words = ("A" + words).zip_with(words.str.contains("^[اع]"), words)
    signs = np.frombuffer("\n".join(words.to_list()).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters, which = np.unique(signs, return_inverse=True)
    signs = np.array([ord(_CLASS.get(chr(letter), chr(letter)) or "\0") for letter in letters.tolist()], dtype=np.uint32)[which]
    signs = signs[signs > 0]
    kept = (signs == _LINE) | np.append(True, signs[1:] != signs[:-1])[: len(signs)]
    lines = signs[kept].tobytes().decode("utf-32-le", "surrogatepass").split("\n") if len(words) else []
    return pl.Series(lines, dtype=pl.String)
