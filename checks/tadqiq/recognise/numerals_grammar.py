"""Read a number from atoms: figures with separators, number words, scales, fractions, ordinals.

Segments descend by scale and are joined by و; a scale not smaller than the one before, or a part without و, ends the number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tadqiq.recognise.numerals_forms import Atom

_UNITS = frozenset({"unit", "one", "two"})
_SMALL = frozenset({"unit", "one", "two", "two_construct", "ten", "teen_one", "tens", "hundred", "hundred_dual", "hundreds", "zero"})
STARTS = _SMALL | {"digits", "scale", "fraction", "fraction_dual"}
_MULTIPLIES = frozenset({"singular", "plural", "accusative"})
_END = Atom("end")


class Read(NamedTuple):
    """Hold a number that was read: value (None where it can be read in two ways), the atom after it, and its last scale."""

    value: float | None
    end: int
    scale: float = 1.0
    figures: bool = False  # plain figures, without words
    doubtful: bool = False  # d.ddd: thousands or decimals


class Line:
    """Show the atoms of one phrase; past its ends stand empty atoms."""

    def __init__(self, atoms: Sequence[Atom], glued: Sequence[bool]) -> None:
        """Hold the atoms, and for each whether it follows without a space."""
        self.atoms, self.glued = atoms, glued

    def __len__(self) -> int:
        """Count the atoms."""
        return len(self.atoms)

    def at(self, place: int) -> Atom:
        """Return the atom at a place."""
        return self.atoms[place] if 0 <= place < len(self.atoms) else _END

    def sep(self, place: int) -> str:
        """Return a separator that is written together with both neighbours, or ""."""
        atom = self.at(place)
        tight = atom.kind == "separator" and self.glued[place] and place + 1 < len(self.atoms) and self.glued[place + 1]
        return atom.key if tight else ""

    def after_and(self, place: int) -> int:
        """Return where the atom after a joined or separate و stands, or -1."""
        if self.at(place).kind == "and":
            return place + 1
        if self.at(place).kind == "one" and self.at(place + 1).kind == "ten":
            return place  # واحد عشر without its hamza is و + أحد عشر
        return place if self.at(place).waw else -1


def figures(line: Line, place: int) -> Read | None:
    """Read figures with their separators: 1,200 · ١٬٢٠٠ · 3.5 · 3,5 · 1.234.567,8; None where they are no one number."""
    groups, marks = [line.at(place).key], []
    end = place + 1
    while line.at(end + 1).kind == "digits" and (line.sep(end) in {".", ",", "٫", "٬"} or _decimal_letter(line, end)):
        marks.append(line.sep(end) or "ر")
        groups.append(line.at(end + 1).key)
        end += 2
    if not marks:
        return Read(float(groups[0]), end, figures=True)
    value, doubtful = _grouped(groups, marks)
    if value is None and not doubtful:
        return None
    return Read(value, end, figures=True, doubtful=doubtful)


def _decimal_letter(line: Line, place: int) -> bool:
    return line.at(place).kind == "decimal_mark" and line.glued[place] and line.glued[place + 1]


def _grouped(groups: list[str], marks: list[str]) -> tuple[float | None, bool]:
    """Read groups of figures; the second value says that they can be read in two ways."""
    whole, tail = groups[0], groups[1:]
    threes = 1 <= len(whole) <= 3 and whole[0] != "0" and all(len(g) == 3 for g in tail)
    if "ر" in marks:
        return None, len(marks) == 1
    if len(marks) == 1:
        mark, last = marks[0], tail[0]
        if mark == "٬" or (mark == "," and threes):
            return (float(whole + last), False) if threes else (None, False)
        if mark == "." and threes:
            return float(f"{whole}.{last}"), True
        return (float(f"{whole}.{last}"), False) if mark in ".٫" or len(last) <= 2 else (None, False)
    if len(set(marks)) == 1:
        return (float("".join(groups)), False) if threes and marks[0] != "٫" else (None, False)
    inner = 1 <= len(whole) <= 3 and all(len(g) == 3 for g in tail[:-1]) and len(set(marks[:-1])) == 1 and marks[-1] != "٬"
    return (float("".join(groups[:-1]) + "." + groups[-1]), False) if inner else (None, False)


def small(line: Line, place: int) -> Read | None:
    """Read number words below a thousand."""
    atom = line.at(place)
    if atom.kind not in _SMALL:
        return None
    following = line.at(place + 1)
    hundreds = 0.0
    end = place + 1
    if atom.kind in {"hundred", "hundred_dual", "hundreds"}:
        hundreds = atom.value
    elif atom.kind == "unit" and following.kind == "hundred" and not following.waw and not following.prep:
        hundreds, end = atom.value * 100, place + 2
    if not hundreds:
        return _below_hundred(line, place)
    rest = line.after_and(end)
    more = _below_hundred(line, rest) if rest >= 0 and line.at(rest).kind != "zero" else None
    if more is not None:
        return Read(hundreds + (more.value or 0), more.end)
    if rest >= 0 and _plain_digits(line, rest, 100) and line.at(rest + 1).kind != "scale":
        return Read(hundreds + line.at(rest).value, rest + 1)
    return Read(hundreds, end)


def _plain_digits(line: Line, place: int, limit: float) -> bool:
    atom = line.at(place)
    return atom.kind == "digits" and atom.value < limit and not line.sep(place + 1) and not line.at(place).key.startswith("0")


def _below_hundred(line: Line, place: int) -> Read | None:
    atom, following = line.at(place), line.at(place + 1)
    if atom.kind in {"unit", "teen_one", "two_construct", "ten_"} and following.kind == "ten" and not (following.waw or following.prep):
        return Read(atom.value + 10, place + 2)
    if atom.kind in {"one", "two"} and following.kind == "ten" and not (following.waw or following.prep or following.art):
        return Read(atom.value + 10, place + 2)
    if atom.kind in {*_UNITS, "teen_one"}:
        tens = line.after_and(place + 1)
        if tens >= 0 and line.at(tens).kind == "tens":
            return Read(atom.value + line.at(tens).value, tens + 1)
        return None if atom.kind == "teen_one" else Read(atom.value, place + 1)
    return Read(atom.value, place + 1) if atom.kind in {"ten", "tens", "zero"} else None


def cardinal(line: Line, place: int) -> Read | None:
    """Read a whole number expression that begins at a place, with scales and halves."""
    atom = line.at(place)
    if atom.kind in {"fraction", "fraction_dual"}:
        return _fraction(line, place)
    total, limit, end, scale, doubtful = 0.0, float("inf"), place, 1.0, False
    only_figures = True
    while True:
        start = end if end == place else line.after_and(end)
        if start < 0 or (start > place and line.at(start).kind not in STARTS - {"fraction", "fraction_dual"}):
            break
        part = _part(line, start)
        if part is None or part.value is None or not part.value < limit:
            if end == place:
                return part
            break
        total, end, scale = total + part.value, part.end, part.scale
        doubtful |= part.doubtful
        only_figures &= part.figures
        if scale <= 1:
            break
        limit = scale
    if end == place:
        return None
    return _with_half(line, Read(total, end, scale, only_figures and scale == 1, doubtful))


def _part(line: Line, place: int) -> Read | None:
    """Read one segment: a number below a thousand or figures, and the scales that multiply it."""
    atom = line.at(place)
    if atom.kind == "scale":
        return _bare_scale(line, place)
    head = figures(line, place) if atom.kind == "digits" else small(line, place)
    if head is None:
        return None
    if line.at(head.end).kind == "fraction_plural" and not line.at(head.end).waw and head.value is not None:
        return Read(head.value / line.at(head.end).value, head.end + 1)
    end, scale = _scales(line, head.end)
    if scale == 1 or head.value is None:
        return head
    if head.figures and head.value >= 1000 and scale >= 1000 and not head.doubtful:
        pass  # 1200 مليار is written so
    return Read(head.value * scale, end, scale)


def _scales(line: Line, place: int) -> tuple[int, float]:
    scale = 1.0
    while True:
        atom = line.at(place)
        if atom.kind != "scale" or atom.waw or atom.prep or atom.art or atom.form not in _MULTIPLIES:
            return place, scale
        if scale > 1 and atom.form == "plural":
            return place, scale
        scale *= atom.value
        place += 1


def _bare_scale(line: Line, place: int) -> Read | None:
    """Read a scale without a number before it: ألف is 1,000, ألفان 2,000, ألفا 2,000 unless و carries it on."""
    atom = line.at(place)
    if atom.form == "plural":
        return None
    rest = line.after_and(place + 1)
    goes_on = rest >= 0 and line.at(rest).kind in STARTS
    twice = atom.form in {"dual", "construct"} or (atom.form == "accusative" and not goes_on)
    end, more = _scales(line, place + 1)
    return Read(atom.value * more * (2 if twice else 1), end, atom.value * more)


def _fraction(line: Line, place: int) -> Read | None:
    atom = line.at(place)
    if atom.art:
        return None
    share = (2 if atom.kind == "fraction_dual" else 1) / atom.value
    following = line.at(place + 1)
    if following.kind == "scale" and not following.waw and following.form in {"singular", "plural"}:
        return Read(share * following.value, place + 2, share * following.value)
    return Read(share, place + 1)


def _with_half(line: Line, read: Read) -> Read:
    """Add ونصف, وربع, وثلث, in the last written unit (مليون ونصف المليون)."""
    place = line.after_and(read.end)
    atom = line.at(place) if place >= 0 else _END
    if atom.kind not in {"fraction", "fraction_dual"} or atom.art or read.value is None:
        return read
    if read.scale == 1 and read.value > 100:
        return read
    share = (2 if atom.kind == "fraction_dual" else 1) / atom.value
    following = line.at(place + 1)
    if following.kind == "scale" and not following.art:
        return read  # ونصف مليون is a number of its own
    again = following.kind == "scale" and following.value == read.scale
    return Read(read.value + share * read.scale, place + 1 + again, read.scale * share, figures=False)


def ordinal(line: Line, place: int) -> Read | None:
    """Read an ordinal: الثالث، الرابع عشر، الحادي والعشرون."""
    atom, following = line.at(place), line.at(place + 1)
    if following.kind == "ten" and not (following.waw or following.prep):
        return Read(atom.value + 10, place + 2)
    tens = line.after_and(place + 1)
    if tens >= 0 and line.at(tens).kind == "tens" and line.at(tens).art == atom.art:
        return Read(atom.value + line.at(tens).value, tens + 1)
    return Read(atom.value, place + 1) if atom.kind == "ordinal" else None
