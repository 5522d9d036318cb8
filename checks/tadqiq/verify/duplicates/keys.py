"""Leave of each batch what the collection needs to find candidates: a row an article, its headline's words, a sample of its shingles."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import BODY, HEADLINE, Schema
from tadqiq.recognise.tokens import Batch
from tadqiq.verify.duplicates import words
from tadqiq.verify.duplicates.hashing import Hashes, Ints, runs, shingles
from tadqiq.verify.duplicates.sayings import SAYINGS, sayings
from tadqiq.verify.duplicates.sets import HALF, LOW, sets
from tadqiq.verify.views import ArticleView

KEYS: dict[str, Schema] = {
    "repeat_articles": {
        "doc": pl.UInt32,
        "text": pl.UInt64,  # hash of headline and body, word by word
        "headline": pl.UInt64,
        "body": pl.UInt64,
        "words": pl.UInt32,  # of the body
        "head_words": pl.UInt32,
    },
    "repeat_heads": {"doc": pl.UInt32, "word": pl.UInt64},  # distinct words of the headline
    "repeat_shingles": {"doc": pl.UInt32, "shingle": pl.UInt32},  # distinct sampled runs of three words of the body
    "repeat_openings": {"doc": pl.UInt32, "word": pl.UInt32, "head": pl.Boolean},  # content words of the headline, and those of the lead
    "repeat_sayings": SAYINGS,
}
LEAD = 40  # words of the body that say what the story is
SAMPLE = 4  # one shingle in so many is kept, the same ones in every article


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """Sketch the articles of a batch, and what is said in them."""
    return {**sketches(view.batch), "repeat_sayings": sayings(view)}


def sketches(batch: Batch) -> dict[str, pl.DataFrame]:
    """Sketch headlines and bodies."""
    every = batch.column(words.hashes)
    kept = np.flatnonzero(every)
    word, segment = every[kept], batch.tokens.segment[kept]
    first = np.searchsorted(segment, np.arange(2 * len(batch.docs) + 1))
    texts = runs(word, first)
    headline, body = texts[HEADLINE::2], texts[BODY::2]
    counts = np.diff(first)
    articles = pl.DataFrame(
        {
            "doc": batch.docs,
            "text": runs(texts, np.arange(0, len(texts) + 1, 2)),
            "headline": headline,
            "body": body,
            "words": counts[BODY::2],
            "head_words": counts[HEADLINE::2],
        },
        schema=dict(KEYS["repeat_articles"]),
    )
    in_head = segment % 2 == HEADLINE
    heads = _distinct(segment[in_head] // 2, word[in_head])
    rows, sampled = _sampled(word[~in_head], segment[~in_head] // 2)
    opening = in_head | (np.arange(len(kept)) - first[segment] < LEAD)
    return {
        "repeat_articles": articles,
        "repeat_heads": _table("repeat_heads", batch.docs[heads[0]], heads[1]),
        "repeat_shingles": _table("repeat_shingles", batch.docs[rows], sampled),
        "repeat_openings": _openings(batch.docs, segment[opening], batch.column(words.stems)[kept[opening]]),
    }


def _sampled(word: Hashes, row: Ints) -> tuple[Ints, Hashes]:
    hashed, start = shingles(word, row)
    sample = hashed % np.uint64(SAMPLE) == 0
    both = sets(row[start[sample]], hashed[sample] >> HALF)
    return (both >> HALF).astype(np.int64), both & LOW


def _openings(docs: NDArray[np.uint32], segment: Ints, stem: Hashes) -> pl.DataFrame:
    content = stem > 0
    both = sets(segment[content], stem[content] >> HALF)
    of = (both >> HALF).astype(np.int64)
    columns = {"doc": docs[of // 2], "word": (both & LOW).astype(np.uint32), "head": of % 2 == HEADLINE}
    return pl.DataFrame(columns)


def _distinct(row: Ints, value: Hashes) -> tuple[Ints, Hashes]:
    """Drop the repetitions of a value within a row."""
    order = np.lexsort((value, row))
    row, value = row[order], value[order]
    fresh = np.ones(len(row), dtype=bool)
    fresh[1:] = (row[1:] != row[:-1]) | (value[1:] != value[:-1])
    return row[fresh], value[fresh]


def _table(name: str, doc: NDArray[np.uint32], value: Hashes) -> pl.DataFrame:
    schema = KEYS[name]
    return pl.DataFrame(dict(zip(schema, (doc, value), strict=True)), schema_overrides=dict(schema)).cast(pl.Schema(schema))
