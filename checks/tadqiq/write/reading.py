"""Show how the numbers of a text are read: what each is worth, and from which words; for people who write rules or doubt a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING, Any

from tadqiq.recognise.numbers.pieces import Piece, Read
from tadqiq.recognise.numbers.vague import bounds
from tadqiq.write.screen import painter
from tadqiq.write.shown import escaped
from tadqiq.write.terminal import Line, Part

if TYPE_CHECKING:
    from tadqiq.write import Look
    from tadqiq.write.wording import Words

_KEPT = ("start", "end", "text", "number_kind", "unit", "unit_key", "qualifier", "is_claim", "event", "scope", "modality")
_TOLD = {"event": None, "scope": "scopes", "modality": "modalities"}
_DIGITS = 15  # as many as a float holds


def rows(found: Iterable[Read]) -> Iterator[dict[str, Any]]:
    """Yield each number as one object: what `tadqiq mentions` says of it, and the atoms it was read from."""
    for read in found:
        number = read.number
        low, high = _ends(number)
        atoms = [{"word": p.word, "role": p.role, "form": p.form or None, "value": _whole(p.value)} for p in read.pieces]
        yield {
            "line": read.text + 1,
            **{key: number[key] for key in _KEPT},
            "value": _value(number),
            "low": low,
            "high": high,
            "atoms": atoms,
        }


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


def _value(number: dict[str, Any]) -> Any:
    low, high = _whole(number["low"]), _whole(number["high"])
    return low if low == high and number["number_kind"] != "score" else [low, high]


def _ends(number: dict[str, Any]) -> tuple[float | int | None, float | int | None]:
    """Return the least and the most that a number allows; a vague one has them too, without a value."""
    if number["number_kind"] != "vague":
        return _whole(number["low"]), _whole(number["high"])
    low, high = bounds(number["text"])
    return _whole(low), None if high == inf else _whole(high)


def lines(texts: Sequence[str], found: Sequence[Read], *, words: Words, look: Look) -> Iterator[str]:
    """Yield each text with its numbers below it, and below each number its words, one a line."""
    paint = painter(look)
    for place, text in enumerate(texts):
        if not text.strip():
            continue
        yield paint(Line(0, (Part(escaped(text), "bold"),), whole=True))
        mine = [read for read in found if read.text == place]
        for read in mine:
            for line in _number(read, words):
                yield paint(line)
        if not mine:
            yield paint(Line(2, (Part(words("reading.none")),)))
        yield paint(Line(0, ()))


def _number(read: Read, words: Words) -> Iterator[Line]:
    number = read.number
    kind = words(f"reading.kinds.{number['number_kind']}")
    yield Line(2, (Part(escaped(number["text"]), "mark", data=True), Part(f"  {_worth(number, words)}  "), Part(kind, "bold")))
    told = [f"{words(f'reading.{name}')}: {value}" for name, value in _about(number, words)]
    if told:
        yield Line(4, (Part(" · ".join(told), "dim"),))
    table = [(_shown(piece.value), _role(piece, words), piece.word) for piece in read.pieces]
    widths = [max(len(row[column]) for row in table) for column in (0, 1)]
    for value, role, word in table:
        yield Line(6, (Part(value.rjust(widths[0])), Part(f"  {role.ljust(widths[1])}  ", "dim"), Part(escaped(word), data=True)))


def _worth(number: dict[str, Any], words: Words) -> str:
    low, high = _ends(number)
    if low is None:
        return words("reading.unread")
    if high is None:
        return words("reading.open", low=_shown(low))
    if low == high and number["number_kind"] != "score":
        return _shown(low)
    return f"{_shown(low)}-{_shown(high)}" if low > high or number["number_kind"] == "score" else _range(low, high, words)


def _range(low: float, high: float, words: Words) -> str:
    return words("reading.range", low=_shown(low), high=_shown(high))


def _about(number: dict[str, Any], words: Words) -> Iterator[tuple[str, str]]:
    if number["unit"]:
        key = number["unit_key"]
        yield "unit", escaped(number["unit"]) + (f" ({escaped(key)})" if key and key != number["unit"] else "")
    if number["qualifier"]:
        yield "qualifier", words(f"reading.qualifiers.{number['qualifier']}")
    for name, group in _TOLD.items():
        if number[name]:
            yield name, words(f"reading.{group}.{number[name]}") if group else number[name]
    if number["is_claim"]:
        yield "claim", "✓"


def _role(piece: Piece, words: Words) -> str:
    role = words(f"reading.roles.{piece.role}")
    return words("reading.joined", role=role) if piece.joined else role


def _shown(value: float | None) -> str:
    """Write a value with its thousands parted.

    >>> _shown(21507.0), _shown(0.25), _shown(None)
    ('21,507', '0.25', '')
    """
    if value is None:
        return ""
    return f"{int(value):,}" if float(value).is_integer() and abs(value) < 10**_DIGITS else f"{value:.{_DIGITS}g}"
