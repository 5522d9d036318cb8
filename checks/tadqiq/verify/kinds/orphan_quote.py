"""A long direct quotation has no speaker: nobody in its paragraph speaks, and nobody in its sentence could.

Titles, slogans, charges and texts of law stand between quotation marks too. So the quotation must be long, its article must
quote somebody else by name, its sentence must hold no word for a person, a body or a text, and the paragraph no reporting verb.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import read
from tadqiq.model import BODY, Hit, Rule, Span
from tadqiq.normalise import column
from tadqiq.recognise.attributions import cues
from tadqiq.recognise.attributions.clauses import roles
from tadqiq.recognise.quotations import inside, token_ranges
from tadqiq.recognise.tokens import Ints
from tadqiq.verify.views import ArticleView

SCOPE = "article"
SETTINGS: dict[str, Any] = {"words": 11}  # a quotation of fewer words may be a title or a name

_MAY_SPEAK = np.frombuffer(b"uvbTRHhe", dtype=np.uint8)  # cues, speech nouns, أن, and heads of sources
_MARKS = np.frombuffer(b"C.,Q()-", dtype=np.uint8)
_LIST = 4  # a mark after so few words makes a list, not a sentence
_PRONOUNS = ("ها", "هم", "ه")
_JOINED = "وفبلك"


def find(view: ArticleView, rule: Rule) -> Iterable[Hit]:
    """Find the quotations that nobody says."""
    quoted = view.mentions.quotations
    named = view.mentions.attributions.filter(pl.col("source").is_not_null() & (pl.col("field") == BODY))["doc"].unique()
    broken = quoted.filter(pl.col("problem").is_in(["unbalanced", "spacing"]))["doc"].unique()  # marks there may be paired wrongly
    long = quoted.filter(
        (pl.col("field") == BODY)
        & (pl.col("close") != "")
        & (pl.col("depth") == 0)
        & pl.col("problem").is_null()
        & ~pl.col("doc").is_in(broken.implode())
        & (pl.col("text").str.count_matches(" ") >= rule.settings["words"] - 1)
        & pl.col("doc").is_in(named.implode())
    )
    if long.is_empty():
        return
    first, last = token_ranges(view.batch, long)
    kept = _orphans(view, ~inside(view.batch, quoted), first, last, rule.settings["words"])
    for row in long.filter(pl.Series(kept)).iter_rows(named=True):
        yield Hit(rule.code, Span(row["doc"], row["field"], row["start"], row["end"]))


def _orphans(view: ArticleView, outside: NDArray[np.bool_], first: Ints, last: Ints, words: int) -> NDArray[np.bool_]:
    """Tell which quotations have no speaker; first, last  the tokens of their marks, outside  what no quotation holds."""
    tokens, letters = view.batch.tokens, view.batch.column(roles)
    para, sentence = _count(tokens.segment, tokens.para), _count(tokens.segment, tokens.sent)
    told = _holds(para, view.batch.column(_reports))  # even inside: marks may stand in the wrong place
    introduced = np.isin(letters, _MAY_SPEAK) | view.batch.column(_introduces) | _named(view)
    spoken = _holds(sentence, introduced & outside)
    ends = np.append(np.flatnonzero(np.diff(para)), len(tokens) - 1)  # a line without a final mark is a headline or a link
    whole = (para[first] == para[last]) & ~told[para[first]] & (letters[ends[para[last]]] == ord("."))
    silent = ~spoken[sentence[first]] & ~spoken[sentence[last]]
    before = np.maximum(first - 1, 0)
    joined = (first > 0) & (sentence[before] == sentence[first]) & ~np.isin(letters[before], _MARKS)
    counts = np.cumsum(np.isin(letters, _MARKS, invert=True))
    length: Ints = counts[last] - counts[first]
    marks = last - first - length
    return np.asarray(whole & silent & joined & (length >= words) & (marks * _LIST < length))


def _named(view: ArticleView) -> NDArray[np.bool_]:
    """Mark the tokens that name a person or an organisation."""
    marked = np.zeros(len(view.batch.tokens), dtype=bool)
    names = view.mentions.names.filter(pl.col("class").is_in(["person", "organisation"]) & (pl.col("field") == BODY))
    if names.height:
        marked[token_ranges(view.batch, names)[0]] = True
    return marked


def _count(segment: Ints, part: Ints) -> Ints:
    """Give each token the number of its paragraph or sentence in the batch."""
    return np.concatenate([[0], np.cumsum((np.diff(segment) != 0) | (np.diff(part) != 0))])


def _holds(group: Ints, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell of each group whether it holds a marked token."""
    found = np.zeros(int(group[-1]) + 1, dtype=bool)
    found[group[marked]] = True
    return found


@cache
def _words() -> pl.Series:
    words = [row["word"] for row in read("quote_words")]
    for row in read("speech_verbs"):
        words += cues.inflect(row["perfect"], row["imperfect"])
    return column(pl.Series(words, dtype=pl.String), "N2").unique()


def _reports(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which words report speech, now or in time to come (سيقول)."""
    future = words["n2"].str.strip_prefix("و")
    bare = future.filter(future.str.starts_with("س")).str.slice(1)
    known = set(bare.filter(bare.is_in(list(cues.table()[1])))) if len(bare) else set()
    return np.asarray((cues.code(words) >= 0) | future.is_in([f"س{word}" for word in known]).to_numpy())


def _introduces(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which words introduce a title, a slogan, a text or a charge, or say in other words."""
    key = words["n2"]
    bare = key.str.replace(f"^[{_JOINED}](..)", "$1")
    forms = [key, bare, key.str.strip_prefix("ال"), bare.str.strip_prefix("ال"), bare.str.strip_prefix("ل")]
    forms += [form.str.replace(f"(?:{'|'.join(_PRONOUNS)})$", "") for form in forms]
    return np.asarray(np.logical_or.reduce([form.is_in(_words().implode()).to_numpy() for form in forms]))
