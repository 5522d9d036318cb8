"""Normalise whole columns in Polars; a single text is a column of one, so that both always agree."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import polars as pl

from tadqiq.normalise.alphabet import DROPPED, EXPANSIONS, FOLDS, PRESENTATION, SPACES, char_class

Level = Literal["N1", "N2"]

_DROP = f"[{char_class(DROPPED)}]"
# Only a letter with marks of its own left, or other scripts, can be other than NFC after the drop; ranges are wider where that is shorter.
_LOOSE = (
    r"[\p{M}\x{0340}-\x{0387}\x{0958}-\x{0b5d}\x{0f43}-\x{0f69}\x{1100}-\x{11ff}\x{1f71}-\x{1ffd}\x{2000}-\x{2001}\x{2126}-\x{212b}"
    r"\x{2329}-\x{232a}\x{2adc}\x{f900}-\x{fad9}\x{fb1d}-\x{fb4e}\x{1d15e}-\x{1d1c0}\x{2f800}-\x{2fa1d}]"
)
_RARE = f"{_LOOSE}|[{char_class(''.join(PRESENTATION))}]"
_FEW = 4_000  # bytes of a column that is done in Python
_CALM = re.compile("[\x00-\x7f«»،؛؟\u0621-\u063a\u0641-\u064a\u0660-\u0669\u0671-\u06d3\u06f0-\u06f9]*").fullmatch
_TRANSLATE = str.maketrans({**dict.fromkeys(DROPPED, ""), **SPACES})
_FOLD = str.maketrans(FOLDS)
_HA = re.compile("ه\\b")
_TEXT = pl.col("text")
_DROPPING = _TEXT.str.replace_all(_DROP, "").str.replace_many(SPACES)
_FOLDING = _TEXT.str.replace_many(FOLDS).str.replace_all("ه\\b", "ة")


def column(values: pl.Series, level: Level) -> pl.Series:
    """Bring a column of texts to level N1 (plain dress) or N2 (matching key).

    N1 drops tashkeel, tatweel and invisible controls, writes no-break spaces as spaces, and composes (NFC).
    N2 further opens presentation forms and folds alef, final ya and ha, Persian letters, digits and quotation marks.
    Both are idempotent, keep nulls, and never change how many texts there are.

    >>> column(pl.Series(["الهُدنة", "مـصطفى"]), "N2").to_list()
    ['الهدنة', 'مصطفي']
    """
    few = _few(values, level) if values.estimated_size() <= _FEW else None
    if few is not None:
        return few
    plain = drop(values)
    return keys(plain) if level == "N2" else _patched(plain, compose)


def keys(plain: pl.Series) -> pl.Series:
    """Bring a column without marks and controls to level N2, as one at level N1 is.

    >>> keys(pl.Series(["مصطفى"])).to_list()
    ['مصطفي']
    """
    return fold(_patched(plain, lambda some: compose(drop(expand(compose(some))))))


def _few(values: pl.Series, level: Level) -> pl.Series | None:
    """Bring a handful of simple texts to a level one by one, sooner than the first of the column's passes begins; else None."""
    plain = [value and value.translate(_TRANSLATE) for value in values.to_list()]
    if not _CALM("".join(filter(None, plain))):
        return None
    done = plain if level == "N1" else [value and _HA.sub("ة", value.translate(_FOLD)) for value in plain]
    return pl.Series(values.name, done, dtype=pl.String)


def _patched(plain: pl.Series, mend: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Mend the few texts that hold what is other than NFC or a presentation form; most columns hold none."""
    rare = plain.str.contains(_RARE).fill_null(value=False)
    return plain.clone().scatter(rare.arg_true(), mend(plain.filter(rare))) if rare.any() else plain


def text(value: str, level: Level) -> str:
    """Bring one text to a level; for many, use `column`.

    >>> text("قال «أسامه»", "N2")
    'قال "اسامة"'
    """
    return str(column(pl.Series([value], dtype=pl.String), level)[0])


def drop(values: pl.Series) -> pl.Series:
    """Drop marks, tatweel and invisible controls; write no-break spaces as spaces."""
    return values.to_frame("text").select(_DROPPING)["text"].rename(values.name)


def compose(values: pl.Series) -> pl.Series:
    """Compose what Unicode writes in two ways (NFC), touching only texts that can need it."""
    loose = values.str.contains(_LOOSE).fill_null(value=False)
    if not loose.any():
        return values
    return values.zip_with(~loose, values.str.normalize("NFC"))


def expand(values: pl.Series) -> pl.Series:
    """Open presentation forms into the letters they stand for."""
    return values.str.replace_many(EXPANSIONS)


def fold(values: pl.Series) -> pl.Series:
    """Fold letters that news spell in more than one way; one code point becomes one code point."""
    return values.to_frame("text").select(_FOLDING)["text"].rename(values.name)
