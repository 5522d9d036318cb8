"""Say of each distinct word what it asserts in a headline: a number, what is counted, a sense that has an opposite, a negation, a name."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.lexicon import columns, read
from tadqiq.normalise import column
from tadqiq.verify.duplicates import words
from tadqiq.verify.duplicates.hashing import Hashes, strings

_CLITICS = r"^[وف]?[بلك]?(?:ال)?(\w{3,})$"
_PERCENT, _PERSON = np.uint64(1), np.uint64(2)


def bare(texts: pl.Series) -> pl.Series:
    """Take the joined letters and the article off words."""
    return texts.str.replace(_CLITICS, "$1")


def numbers(known: pl.DataFrame) -> Hashes:
    """Give each figure and number word the hash of its value; 0 for all else, and for one, which is mostly no number."""
    value = bare(known["n2"]).replace_strict(_values(), default="")
    figure = known["n2"].str.contains(r"^\d+$")
    told = pl.select(pl.when(figure).then(known["n2"].str.strip_chars_start("0")).otherwise(value)).to_series()
    return np.where((told == "").to_numpy(), np.uint64(0), np.maximum(strings(told), np.uint64(1)))


def units(known: pl.DataFrame) -> Hashes:
    """Give each word that a number may count its stem's hash, one for all words for people; 0 for what counts nothing."""
    people = bare(known["n2"]).is_in(_people().implode()).to_numpy()
    percent = known["n2"].is_in(["%", "٪"]).to_numpy()
    scale = strings(known["n2"].replace_strict(_scales(), default=""))
    return np.where(percent, _PERCENT, np.where(people, _PERSON, np.where(scale > 0, scale, words.stems(known))))


def senses(known: pl.DataFrame) -> NDArray[np.int64]:
    """Give each word that has an opposite twice the number of its sense, + 1 on the other side; 0 for all else."""
    table = _opposites()
    pairs = zip(known["n2"].to_list(), bare(known["n2"]).to_list(), strict=True)
    return np.array([table.get(word) or table.get(short, 0) for word, short in pairs], dtype=np.int64)


def negations(known: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which words negate."""
    listed = [row["word"] for row in read("boundaries") if row["class"] == "negation"]
    lacking = [row["one"] for row in read("opposites") if row["other"] == "-"]
    return bare(known["n2"]).is_in(_matching([*listed, *lacking]).implode()).to_numpy()


def bounds(known: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which words say that a number is no exact one: أكثر من 400."""
    phrases = [row["phrase"].split() for row in read("qualifiers") if row["class"] != "exact"]
    alone, joined = (_matching([word for words in phrases for word in words if (len(words) == 1) is one]) for one in (True, False))
    content = known["n2"].is_in(joined.implode()).to_numpy() & (words.stems(known) > 0)
    return known["n2"].is_in(alone.implode()).to_numpy() | content


def scales(known: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which words multiply the number before them: ألف، مليون."""
    return known["n2"].is_in(list(_scales())).to_numpy()


def points(known: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which marks may part a figure from its decimals."""
    return known["n1"].is_in(list(".,،٫٬")).to_numpy()


def triples(known: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell which figures may be the end of a number of thousands."""
    return known["n2"].str.contains(r"^\d{3}$").to_numpy()


def names(known: pl.DataFrame) -> NDArray[np.int64]:
    """Give each word that is a country, a city or a given name, and no common word, the number of its sort; 0 for all else."""
    return bare(known["n2"]).replace_strict(_gazetteer(), default=0, return_dtype=pl.Int64).to_numpy()


@cache
def _gazetteer() -> dict[str, int]:
    sorts = {"country": 1, "city": 2}
    places = [(row["name"], sorts[row["sort"]]) for row in read("places") if " " not in row["name"] and row["sort"] in sorts]
    given = columns("given_names")
    places += [(name, 3) for name, strength in zip(given["name"], given["strength"], strict=True) if strength == "strong"]
    known = columns("words")
    common = set(_matching([word for word, kind in zip(known["word"], known["class"], strict=True) if kind != "name"]))
    listed = bare(_matching([name for name, _ in places])).to_list()
    return {name: sort for name, (_, sort) in zip(listed, places, strict=True) if name not in common}


@cache
def _people() -> pl.Series:
    """List the words that count people: شخص، قتيل، مصاب."""
    keys = {row["key"] for row in read("people")}
    rows = [row for row in read("count_nouns") if row["key"] in keys]
    return _matching([form for row in rows for word in (row["word"], *row["plurals"].split()) for form in (word, word + "ا")])


@cache
def _scales() -> dict[str, str]:
    """Map the forms of scales to their values."""
    rows = [
        (form, row["value"]) for row in read("scales") for word in (row["word"], *row["plurals"].split()) for form in (word, word + "ا")
    ]
    return dict(zip(_matching([form for form, _ in rows]), [value for _, value in rows], strict=True))


@cache
def _values() -> dict[str, str]:
    rows = [row for row in read("numerals") if row["class"] != "one" and row["value"] != "1"]
    return dict(zip(_matching([row["word"] for row in rows]), [row["value"] for row in rows], strict=True))


@cache
def _opposites() -> dict[str, int]:
    """Map the forms of words that have an opposite to their sense: rise and fall, and the pairs of the lexicon."""
    kinds: dict[str, list[str]] = {"rise": [], "fall": []}
    for row in read("changes"):
        if row["class"] in kinds:
            kinds[row["class"]] += [form for name in ("perfect", "imperfect", "noun") for form in row[name].split() if form != "-"]
    pairs = [(row["one"].split(), row["other"].split()) for row in read("opposites") if row["other"] != "-"]
    table: dict[str, int] = {}
    for number, pair in enumerate([(kinds["rise"], kinds["fall"]), *pairs], 1):
        for side, forms in enumerate(pair):
            every = [form for word in forms for form in (word, word + "ت", "ت" + word[1:] if word.startswith("ي") else word)]
            table |= {form: 2 * number + side for form in _matching(every) if form not in table}
    return table


def _matching(listed: list[str]) -> pl.Series:
    return column(pl.Series(listed, dtype=pl.String), "N2")
