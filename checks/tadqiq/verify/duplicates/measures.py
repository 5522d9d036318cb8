"""Read the articles of candidate pairs again, and measure each pair word by word."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import BODY, HEADLINE, LONGEST_BODY, Schema
from tadqiq.recognise.cutting import cut
from tadqiq.recognise.vocabulary import vocabulary
from tadqiq.verify.duplicates import words
from tadqiq.verify.duplicates.hashing import Hashes, Ints, shingles
from tadqiq.verify.duplicates.keys import LEAD
from tadqiq.verify.duplicates.sets import HALF, overlap, sets

MEASURES: Schema = {
    "left": pl.UInt32,
    "right": pl.UInt32,
    "contained": pl.Float64,  # share of the shorter body's three-word shingles that stand in the other
    "jaccard": pl.Float64,  # of the shingles
    "lead": pl.Float64,  # share of the smaller lead's content words that stand in the other's lead
    "told": pl.Float64,  # share of the headline's content words that stand in the other article; the lower of the two
    "heads": pl.Float64,  # Jaccard similarity of the headlines' content words
}


class _Read(NamedTuple):
    """Hold sets of one batch, a sorted array a set: row of the article in the high half, hash in the low half."""

    shingles: Hashes
    leads: Hashes
    heads: Hashes
    whole: Hashes


def measure(articles: pl.DataFrame, left: Ints, right: Ints) -> pl.DataFrame:
    """Measure pairs of articles.

    articles  those of the pairs, in any order; left, right  docs
    """
    read = _read(articles)
    docs = articles["doc"].to_numpy().astype(np.int64)
    order = np.argsort(docs)
    a, b = (order[np.searchsorted(docs[order], side)] for side in (left, right))
    many = len(docs)
    one, two, shared = overlap(read.shingles, read.shingles, a, b, many)
    lead_one, lead_two, lead = overlap(read.leads, read.leads, a, b, many)
    head_one, head_two, heads = overlap(read.heads, read.heads, a, b, many)
    columns = {
        "left": left,
        "right": right,
        "contained": shared / np.maximum(1, np.minimum(one, two)),
        "jaccard": shared / np.maximum(1, one + two - shared),
        "lead": lead / np.maximum(1, np.minimum(lead_one, lead_two)),
        "told": np.minimum(_told(read, a, b, many), _told(read, b, a, many)),
        "heads": heads / np.maximum(1, head_one + head_two - heads),
    }
    return pl.DataFrame(columns, schema_overrides=dict(MEASURES), strict=False).cast(pl.Schema(MEASURES))


def _told(read: _Read, a: Ints, b: Ints, many: int) -> NDArray[np.float64]:
    size, _, shared = overlap(read.heads, read.whole, a, b, many)
    return np.asarray(np.where(size > 0, shared / np.maximum(1, size), 0.0))


def _read(articles: pl.DataFrame) -> _Read:
    word, stem, segment = reread(articles)
    first = np.searchsorted(segment, np.arange(2 * articles.height + 1))
    place = np.arange(len(word)) - first[segment]
    body, content, row = segment % 2 == BODY, stem > 0, segment // 2
    hashed, start = shingles(word[body], segment[body])
    lead, head = body & content & (place < LEAD), content & (segment % 2 == HEADLINE)
    return _Read(
        sets(row[body][start], hashed >> HALF),
        sets(row[lead], stem[lead] >> HALF),
        sets(row[head], stem[head] >> HALF),
        sets(row[content], stem[content] >> HALF),
    )


def reread(articles: pl.DataFrame) -> tuple[Hashes, Hashes, Ints]:
    """Hash the words of articles: their hashes, their stems' hashes, and 2 x the article's row, + 1 in the body."""
    texts = pl.DataFrame({"h": articles["headline"], "b": articles["body"]}).select(pl.concat_list("h", "b").explode()).to_series()
    return read_words(texts.str.slice(0, LONGEST_BODY))


def read_words(texts: pl.Series) -> tuple[Hashes, Hashes, Ints]:
    """Hash the words of texts without telling sentences and paragraphs.

    Gives each word's hash, its stem's (0 where it has none), and the index of its text.
    """
    pieces, known = cut(texts.fill_null("").to_list()), vocabulary()
    code = known.encode(pieces)
    word, stem = known.column(words.hashes)[code], known.column(words.stems)[code]
    kept = word > 0
    return word[kept], stem[kept], pieces.segment[kept]
