"""Weigh, for every line of a dump, the signs that an article begins there.

Signs of form: how the line and its neighbours end, their lengths and head words. Signs of content: see cohesion. The weights are
fitted (benchmarks/fit_segmentation.py) and lie in rules/lexicons/ar/segmentation_weights.tsv. Everything works on whole columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np
import polars as pl

from tadqiq.lexicon import read
from tadqiq.load.cohesion import Column, cohesion
from tadqiq.load.words import forms
from tadqiq.normalise import column

_CLOSERS = r"[\s\"'»”’›)\]}*]*$"
_ENDS = {
    "stop": r"(?:[^.]\.|^\.)" + _CLOSERS,
    "dots": r"(?:\.\.|…)" + _CLOSERS,
    "ask": r"[؟?]" + _CLOSERS,
    "cry": r"!" + _CLOSERS,
    "colon": r":" + _CLOSERS,
    "comma": r"[،,؛;–-]" + _CLOSERS,
    "quoted": r"[\"'»”’›]\s*$",
}
_FORMS = {
    "inner": r"[^.\s]{2}[.؟?!][\"»”)]*\s+[^\s.]",
    "clause": r"\S\s?\.\.+\s?\S",
    "said": r"^[^:]{2,40}:\s?\S",
    "listed": r"^\s*(?:[-–—•*●▪◾]|[0-9]{1,3}\s*[-–.)ـ:]|[(][0-9]+[)])",
    "dateline": r"^[^.:،]{2,40}(?:\s?[-–ـ—(/]|--)\s?\S",
    "byline": r"^[^.؟!:،\"«]{3,50}$",
    "quote_first": r"^[\"«“'”]",
    "comma_first": r"^[^،]{1,60}،",
    "latin": r"[A-Za-z]{3}",
    "marker": r"^\s*(?:عاجل|خاص|حصري|فيديو|بالفيديو|بالصور|صور|شاهد|تحديث)\s*(?:[|:!.]|\.\.|-)",
}
_TIMES = r"(?:اليوم|امس|غدا|مساء|صباح|فجر|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعة|السبت)"
_FIRST = r"^[\"(\[#*\s]*(\S+?)[\"،:.,)\]]*(?:\s|$)"
_HEAD = 400  # code points of a line whose words count
_STRETCH, _MARGIN = 100_000, 100  # lines weighed at a time, and how many more on either side are seen
_SIZES = (0, 25, 40, 55, 70, 85, 100, 130, 200, 400, 1 << 40)
_BESIDE = (  # signs that also count on the line before and the line after
    *("size", "words", "final", "open", *_ENDS, "inner", "lead", "and", "continues", "headline", "tail", "time"),
    *("dateline", "byline", "listed", "quote_first", *(f"size_{low}" for low in _SIZES[:-1])),
)
_AROUND = ("ask", "listed", "byline", "inner")  # and how many lines near have them: interviews, lists, verse
_REACH = 6  # lines that are near
_BEYOND = ("size", "final", "inner", "lead", "and", "continues", "time")  # and on the second line after


def beliefs(lines: pl.Series) -> Column:
    """Give the log-odds that each line is a headline, from signs of the text alone.

    lines  not empty, without white space around them.
    """
    parts = []
    for start in range(0, len(lines), _STRETCH):
        first, last = max(0, start - _MARGIN), min(len(lines), start + _STRETCH + _MARGIN)
        parts.append(_weighed(lines[first:last])[start - first :][:_STRETCH])
    return np.concatenate(parts)


def _weighed(lines: pl.Series) -> Column:
    given = weights()
    total: Column = np.full(len(lines), given["bias"], dtype=np.float32)
    for name, values in signs(lines):
        if name in given:
            total += np.float32(given[name]) * values
    return total


@cache
def weights() -> dict[str, float]:
    """Read the fitted weight of every sign."""
    return {row["sign"]: float(row["weight"]) for row in read("segmentation_weights")}


def signs(lines: pl.Series) -> Iterator[tuple[str, Column]]:
    """Yield named signs, one value a line; `prev_`, `next_` and `beyond_` are those of neighbours."""
    keys = column(lines.str.slice(0, _HEAD), "N2")
    for name, values in _own(lines, keys).items():
        yield name, values
        if name in _BESIDE:
            yield f"prev_{name}", np.insert(values[:-1], 0, 0)
            yield f"next_{name}", np.append(values[1:], np.float32(0))
        if name in _BEYOND:
            yield f"beyond_{name}", np.append(values[2:], np.zeros(min(2, len(values)), np.float32))
        if name in _AROUND:
            yield f"around_{name}", np.log1p(_around(values))
    yield from cohesion(keys)


def _around(values: Column) -> Column:
    """Sum a sign over the lines near each line, without the line itself."""
    sums = np.concatenate([[0], np.cumsum(values, dtype=np.float64)])
    at = np.arange(len(values))
    near = sums[np.minimum(at + _REACH + 1, len(values))] - sums[np.maximum(at - _REACH, 0)]
    return np.asarray(near - values, dtype=np.float32)


def _own(lines: pl.Series, keys: pl.Series) -> dict[str, Column]:
    """Make the signs that one line bears by itself."""
    raw, size = pl.col("raw"), pl.col("raw").str.len_chars()
    shapes = {name: raw.str.contains(pattern) for name, pattern in (_ENDS | _FORMS).items()}
    ranges = {f"size_{low}": size.is_between(low, high, closed="right") for low, high in pairwise(_SIZES)}
    first = pl.col("first")
    classes = {name: first.is_in(list(forms("segmentation", name))) for name in ("continues", "headline", "tail")}
    joined = first.str.starts_with("و") & ~first.is_in(list(forms("segmentation", "waw")))
    made = (
        pl.DataFrame({"raw": lines, "key": keys})
        .with_columns(first=pl.col("key").str.extract(_FIRST).fill_null(""))
        .select(
            **shapes,
            **ranges,
            **classes,
            size=size.cast(pl.Float32).log1p(),
            words=raw.str.count_matches(r"\S+").cast(pl.Float32).log1p(),
            lead=first.is_in(list(lead_verbs())),
            and_lead=joined & first.str.slice(1).is_in(list(lead_verbs())),
            article=first.str.starts_with("ال"),
            time=pl.col("key").str.contains(_TIMES),
            **{"and": joined},
        )
    )
    final = pl.any_horizontal("stop", "ask", "cry", "dots")
    made = made.with_columns(final=final, open=~(final | pl.col("colon") | pl.col("comma")))
    return {name: made[name].cast(pl.Float32).to_numpy() for name in made.columns}


@cache
def lead_verbs() -> frozenset[str]:
    """Give the verbs that open a first paragraph, past ones in both genders, at matching level."""
    base = forms("segmentation", "lead")
    past = {verb for verb in base if verb[0] not in "يت"}
    return base | {(verb[:-1] if verb[-1] in "يا" else verb) + "ت" for verb in past}
