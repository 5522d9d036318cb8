"""Tell where in a TOML file each key and value stands: the parser of the standard library keeps no places.

Only a text that `tomllib` has read is walked through, so that its grammar need not be checked again.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r]+|\#[^\n]*)
      | (?P<string>\"{3}(?:[^\\]|\\[\s\S])*?\"{3,5}|'{3}[\s\S]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
      | (?P<mark>[][{}=,.\n])
      | (?P<bare>[^\s\][{}=,.\"'\#]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Places:
    """Hold the offsets of keys and of values by path: ("name", 0, "variants", 1) is the second variant of the first name."""

    keys: dict[Path, int] = field(default_factory=dict)
    values: dict[Path, int] = field(default_factory=dict)

    def of(self, path: Path, *, value: bool) -> int:
        """Give where a value or its key begins; what has no place of its own stands where that begins which holds it."""
        for length in range(len(path), 0, -1):
            if value and path[:length] in self.values:
                return self.values[path[:length]]
            if path[:length] in self.keys:
                return self.keys[path[:length]]
        return 0


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""Count from 1, columns in code points.

    >>> line_and_column("ab\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def places(text: str) -> Places:
    r"""Find the keys and values of a TOML text.

    >>> places('[[name]]\ncanonical = "ريم"').values[("name", 0, "canonical")]
    22
    """
    return _Walk(text).walk()


class _Walk:
    """Walk through the tokens of a text, and note what stands where."""

    def __init__(self, text: str) -> None:
        found = (match for match in _TOKEN.finditer(text) if match.lastgroup != "blank")
        self.tokens = [(str(match.lastgroup), match[0], match.start()) for match in found]
        self.at = 0
        self.made = Places()
        self.counts: dict[Path, int] = {}

    def walk(self) -> Places:
        """Take statement after statement: a table's head, or a key and its value."""
        table: Path = ()
        while self.at < len(self.tokens):
            if self._is("\n"):
                self.at += 1
            elif self._is("["):
                table = self._head()
            else:
                self._pair(table)
        return self.made

    def _is(self, mark: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][:2] == ("mark", mark)

    def _head(self) -> Path:
        begin, listed = self.tokens[self.at][2], self.tokens[self.at + 1][:2] == ("mark", "[")
        self.at += 2 if listed else 1
        path, place = self._key(())
        self.at += 2 if listed else 1
        if listed:
            number = self.counts.get(path, 0)
            self.counts[path] = number + 1
            self.made.keys.setdefault(path, place)
            path, place = (*path, number), begin
        self.made.keys.setdefault(path, place)
        return path

    def _key(self, table: Path) -> tuple[Path, int]:
        """Read a key of one or more parts; inside a list of tables it belongs to the last of them."""
        path, place = table, self.tokens[self.at][2]
        while True:
            kind, word, _ = self.tokens[self.at]
            path = (*path, _unquoted(word) if kind == "string" else word)
            self.at += 1
            if not self._is("."):
                return path, place
            self.at += 1
            path = (*path, self.counts[path] - 1) if path in self.counts else path

    def _pair(self, table: Path) -> None:
        path, place = self._key(table)
        self.made.keys.setdefault(path, place)
        self.at += 1  # the sign =
        self._value(path)

    def _value(self, path: Path) -> None:
        kind, word, place = self.tokens[self.at]
        self.made.values[path] = place
        if kind == "string":
            self.made.values[path] = place + (3 if word[:3] in {'"""', "'''"} else 1)
            self.at += 1
        elif self._is("["):
            self._items(path)
        elif self._is("{"):
            self._inner(path)
        else:
            while self.at < len(self.tokens) and not any(self._is(mark) for mark in ",]}\n"):
                self.at += 1

    def _items(self, path: Path) -> None:
        self.at += 1
        number = 0
        while not self._is("]"):
            if self._is(",") or self._is("\n"):
                self.at += 1
            else:
                self._value((*path, number))
                number += 1
        self.at += 1

    def _inner(self, path: Path) -> None:
        self.at += 1
        while not self._is("}"):
            if self._is(",") or self._is("\n"):
                self.at += 1
            else:
                self._pair(path)
        self.at += 1


def _unquoted(word: str) -> str:
    return str(next(iter(tomllib.loads(f"{word} = 0"))))
