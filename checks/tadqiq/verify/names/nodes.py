"""Number the spellings of a collection: what is the same at matching level, but for spaces inside a word, is one spelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar, overload

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.normalise import column
from tadqiq.recognise.spellings.near import Word, Words
from tadqiq.recognise.spellings.parts import cut

_Made = TypeVar("_Made")


class Node(NamedTuple):
    """Name one spelling: class (person, place, organisation) and letters without spaces; equal ones are no second spelling."""

    sort: str
    letters: str


class Lazy(Sequence[_Made]):
    """Show columns as a sequence of objects, each made when it is asked for."""

    def __init__(self, length: int, make: Callable[[int], _Made]) -> None:
        """Take what makes the object of a place."""
        self._places, self._make = range(length), make

    def __len__(self) -> int:
        """Count the places."""
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> _Made: ...
    @overload
    def __getitem__(self, place: slice) -> list[_Made]: ...
    def __getitem__(self, place: int | slice) -> _Made | list[_Made]:
        """Make what stands at a place, or at several."""
        found = self._places[place]
        return self._make(found) if isinstance(found, int) else [self._make(n) for n in found]


class Spellings:
    """Hold the spellings of a collection by number.

    forms  a row for each distinct class and form, in order: sort, form, node, the number of its spelling.
    table  a row for each spelling: node, sort, letters, length (words), last (its last word, null where it has none).
    words  their words in order: row, the number of the spelling, sort, word, kind.
    """

    def __init__(self, forms: pl.DataFrame, table: pl.DataFrame, words: pl.DataFrame) -> None:
        """Keep what is asked for most as lists."""
        self.forms, self.table, self.words = forms, table, words
        self.sorts, self.letters, self.lengths = (table[name].to_list() for name in ("sort", "letters", "length"))
        self._first = (table["length"].cum_sum() - table["length"]).to_list()
        self._words, self._kinds = words["word"].to_list(), words["kind"].to_list()

    def node(self, n: int) -> Node:
        """Give the name of one."""
        return Node(self.sorts[n], self.letters[n])

    def cut(self, n: int) -> Words:
        """Give the words of one, with their kinds."""
        some = slice(self._first[n], self._first[n] + self.lengths[n])
        return tuple(zip(self._words[some], self._kinds[some], strict=True))

    def last(self, n: int) -> Word:
        """Give the last word of one that has any."""
        at = self._first[n] + self.lengths[n] - 1
        return self._words[at], self._kinds[at]


def number(names: pl.DataFrame) -> tuple[pl.DataFrame, Spellings]:
    """Give a NAMES frame the columns `node`, the number of a mention's spelling, and `written`, its row of `forms`; and the spellings."""
    forms = names["form"].unique().sort()
    sorts, form, row = _distinct(names, forms)
    words = cut(column(forms, "N1"))
    whole = pl.when(pl.col("kind") == "").then("word").otherwise(pl.concat_str("word", pl.lit("\x1f"), "kind"))
    text = words.with_columns(whole=whole).group_by("row", maintain_order=True).agg("word", "whole")
    word = pl.col("word").list
    text = text.select("row", pl.col("whole").list.join(" "), letters=word.join(""), length=word.len(), last=word.last())
    rows = pl.DataFrame({"sort": sorts, "row": form}, schema={"sort": pl.String, "row": pl.UInt32})
    rows = rows.join(text, on="row", how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("whole", "letters").fill_null(""), pl.col("length").fill_null(0))
    table = rows.unique(["sort", "whole"], keep="first", maintain_order=True).with_row_index("node")
    node = rows.join(table.select("node", "sort", "whole"), on=["sort", "whole"], maintain_order="left")["node"].to_numpy()
    words = table.select("node", "sort", "row").join(words, on="row", maintain_order="left").drop("row").rename({"node": "row"})
    numbered = names.with_columns(node=pl.Series(node[row].astype(np.uint32)), written=pl.Series(row.astype(np.uint32)))
    written = pl.DataFrame({"sort": sorts, "form": forms.gather(form), "node": node})
    return numbered, Spellings(written, table.select("node", "sort", "letters", "length", "last"), words)


def _distinct(names: pl.DataFrame, forms: pl.Series) -> tuple[pl.Series, NDArray[np.int64], NDArray[np.int64]]:
    """List the distinct classes and forms in order, and give the place of each mention's own; numbers are compared faster than strings."""
    sorts = names["class"].unique().sort()
    if names.is_empty():
        return sorts, np.zeros(0, np.int64), np.zeros(0, np.int64)
    sort, form = (names[name].cast(pl.Enum(some)).to_physical().to_numpy() for name, some in (("class", sorts), ("form", forms)))
    code = sort.astype(np.int64) * len(forms) + form
    met = np.bincount(code, minlength=len(sorts) * len(forms)) > 0
    code_of = np.flatnonzero(met)
    return sorts.gather(code_of // len(forms)), code_of % len(forms), (np.cumsum(met) - 1)[code]
