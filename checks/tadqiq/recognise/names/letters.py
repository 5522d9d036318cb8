"""Write each token as one letter, so that a name and its role are a pattern over letters.

G given name · W given name that is also a common word · K عبد، أبو · B بن، آل · P فان، دي · e الله and the like in سعد الله ·
N family name known by itself · F family name that is also a common word · X unknown word · x X that opens with و · D X with the article ·
I i common with an ending of family names, definite or not · g k m G K N with joined letters · h a stroke that joins words ·
T title · E the title د · t definite role · R bare role · f R and a given name · H role with a pronoun · S u r L the same after و · M باسم ·
Y Z the same as T A and a family name ·
O w bare outlet, agency · U V bare group (V: only a word without a meaning is its name) · J definite one ·
b bare body · j definite one · q what bears a person's name · a what bears a place's · c place · o known organisation ·
A adjective of country, definite · d other definite word · l the same with a joined preposition · n other noun · p preposition ·
Q quotation mark · , ( ) . - marks · # underline and the like · 0 figure · v reporting verb · s any other word
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.recognise.names import alphabet
from tadqiq.recognise.names.forms import NONE, definite, joined, nominal, verbal
from tadqiq.recognise.names.pieces import Pieces, pieces
from tadqiq.recognise.names.words import dictionary
from tadqiq.recognise.tokens import Ints

_ARABIC = frozenset(range(ord("ء"), ord("ي") + 1)) | {*map(ord, "پچژڤگ")}
CONTRACTED = 7  # لل: the letter joined before a name and its article cannot be parted
_MARKS = {"،": ",", ",": ",", ".": ".", "؟": ".", "!": ".", "?": ".", "…": ".", "؛": ".", ";": ".", ":": ".", '"': "Q"}
_MARKS |= {"(": "(", "[": "(", ")": ")", "]": ")", "_": "#", "#": "#", "@": "#", "|": ".", "-": "-", "–": "-", "'": "-"}


def letters(batch_words: pl.DataFrame) -> NDArray[np.uint16]:
    """Give each distinct token its letter (low byte) and how many joined letters stand before the name (high byte)."""
    plain, key = pieces(batch_words["n1"]), pieces(batch_words["n2"])
    found = alphabet.known().get(key.hash())
    found[(plain.letter(-1) == ord("ه")) & alphabet.kin().holds(key.hash())] = ord("H")
    written = alphabet.written().get(plain.hash())
    found = np.where(written, written, found)
    _in_tanwin(batch_words["raw"], plain, found)
    _unlike(batch_words["n2"], key, found)
    seats = np.flatnonzero((found == 0) & plain.within(0, _SEATS) & key.starts("ال"))  # ألويس has no article
    found[seats] = np.where(verbal(key.of(seats)) | (nominal(key.of(seats)) > NONE), ord("s"), ord("X"))
    for ask in (_joined, _other):
        rows = np.flatnonzero(found == 0)
        found[rows] = ask(key.of(rows))
    return found.astype(np.uint16)


def _in_tanwin(raw: pl.Series, plain: Pieces, found: Ints) -> None:
    """Give what ends in a written tanwin the letter of any other word."""
    rows = np.flatnonzero((raw.str.len_chars().to_numpy() > plain.length) & (found == 0))
    marked = raw.gather(rows)
    found[rows[(marked.str.ends_with(_TANWIN) | marked.str.ends_with(_TANWIN + "\u0627")).to_numpy()]] = ord("s")


def _unlike(keys_: pl.Series, key: Pieces, found: Ints) -> None:
    """Give what is no Arabic word the letter of a figure, a mark, or any other word."""
    rows = np.flatnonzero(~key.only(_ARABIC))
    for row, word in zip(rows.tolist(), keys_.gather(rows).to_list(), strict=True):
        found[row] = ord("0" if word[:1].isdigit() else _MARKS.get(word, "-") if len(word) == 1 else "s")


def _joined(key: Pieces) -> Ints:
    """Find the words that a lexicon knows behind joined letters; 0 where there is none."""
    found = _definite(key)
    found[(key.starts("عبدال") | key.starts("عبدرب")) & (key.length > len("عبدالم"))] = ord("G")
    may = key.within(0, "وفبل") & (key.length >= _SHORT)
    rows = np.flatnonzero(may & key.starts("لل"))
    found[rows] = _contracted(key.of(rows))
    rows = np.flatnonzero(may & (found == 0) & ~dictionary().names.holds(key.hash()))
    for before in (1, 2):
        some = key.of(rows)
        rest = some.cut(before)
        letter = alphabet.joinable().get(rest.hash())
        letter = np.where(letter > 0, letter, np.where(rest.starts("عبدال"), ord("G"), _definite(rest)))
        letter = np.where(some.within(0, "وف"), _AND[letter], _JOINED[letter])
        found[rows] = np.where((letter > 0) & (rest.length > 1), letter + (before << 8), 0)
        rows = rows[(found[rows] == 0) & some.within(0, "وف") & some.within(1, "بلف")]
    return found


def _definite(key: Pieces) -> Ints:
    """Find what a lexicon knows behind the article."""
    found = np.zeros(len(key.first), dtype=np.int64)
    rows = np.flatnonzero(key.starts("ال"))
    found[rows] = _DEFINITE[alphabet.joinable().get(key.of(rows).cut(2).hash())]
    return found


def _contracted(key: Pieces) -> Ints:
    """Find bodies and titles behind لل."""
    bare, title = alphabet.joinable().get(key.cut(2).hash()), alphabet.titles().get(key.cut(2).hash(before="ال"))
    body = np.isin(bare, list(b"bU"))
    return np.where(body, ord("j") + (CONTRACTED << 8), np.where(np.isin(title, list(b"TY")), title + (1 << 8), (title > 0) * ord("l")))


def _other(key: Pieces) -> Ints:
    """Tell words of the dictionary, in any of their forms, from unknown ones."""
    contracted = np.logical_or.reduce([key.starts(text) for text in _JOINED_ARTICLES]) & (key.length > len("بال") + 1)
    found = np.where(dictionary().names.holds(key.hash()), ord("X"), np.where(contracted, ord("l"), 0))
    article = definite(key)
    rows = np.flatnonzero((found == 0) & article)
    found[rows] = _AFTER_ARTICLE[nominal(key.of(rows).cut(2))]
    rows = np.flatnonzero((found == 0) & ~article)
    found[rows] = _BARE[nominal(key.of(rows))]
    rows = np.flatnonzero(found == 0)
    some = key.of(rows)
    unknown_verb = (some.length < 2) | (some.within(0, "ي") & ~some.within(1, "اوي"))
    common = verbal(some) | joined(some) | unknown_verb
    found[rows] = np.where(common, ord("s"), np.where(some.within(0, "و"), ord("x"), ord("X")))
    return found


def _to(letters_: Mapping[str, str], *, others: bool) -> Ints:
    """Lay out which letter becomes which; the others stay, or become none."""
    table = np.arange(256) if others else np.zeros(256, dtype=np.int64)
    table[[ord(letter) for letter in letters_]] = [ord(letter) for letter in letters_.values()]
    return table


_AFTER = {"G": "g", "N": "m", "Y": "T"}
_JOINED = _to(_AFTER, others=True)
_AND = _to(_AFTER | {"R": "r", "f": "r", "t": "u", "T": "S", "Y": "S", "H": "L"}, others=True)
_DEFINITE = _to({"R": "t", "f": "t", "O": "J", "w": "J", "U": "J", "V": "J", "b": "j"}, others=False)
_AFTER_ARTICLE, _BARE = np.array(list(b"DIdd")), np.array(list(b"\0inn"))  # NONE, LOOSE, DERIVED, EXACT
_SHORT = 3
_SEATS = "أإآ"
_TANWIN = "\u064b"
_JOINED_ARTICLES = ("لل", "بال", "كال", "فال", "وال")
