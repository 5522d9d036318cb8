"""Read fractions and decimals, alone or behind a whole number.

    number = whole ["و" share] | share
    share  = "نصف" [scale] | "ثلاثة" "أرباع" [scale] | "½"
    more   = whole "فاصلة" digits | whole "و" whole "من" ("عشرة" | "مئة" | "ألف")

What counts in a unit that was written before (مليون ونصف المليون) is a share of that unit.
"""

from __future__ import annotations

from tadqiq.recognise.numbers.grammar import SHARES, SMALL, STARTS, part, whole
from tadqiq.recognise.numbers.line import NO_ATOM, Line, Read

_BASES = frozenset({10.0, 100.0, 1e3, 1e4, 1e5, 1e6})
_BEFORE_POINT = frozenset({"one", "two", "unit", "zero", "ten"})  # none of these is followed by نقطة as a counted noun
_BARE = frozenset({"unit", "one", "two", "zero"})


def cardinal(line: Line, place: int) -> Read | None:
    """Read a number that begins at a place, with scales, halves and fractions."""
    if line.at(place).kind in SHARES:
        return _share(line, place)
    read = whole(line, place)
    if read is None or read.value is None:
        return read
    return _counted(line, read, read.value) or _with_share(line, read, read.value)


def _share(line: Line, place: int) -> Read | None:
    """Read نصف, ثلثا, ½, with the scale behind it."""
    atom = line.at(place)
    if atom.art:
        return None
    value = _value(line, place)
    following = line.at(place + 1)
    if following.kind == "scale" and not following.waw and following.form in {"singular", "plural"}:
        return Read(value * following.value, place + 2, value * following.value)
    return Read(value, place + 1)


def _value(line: Line, place: int) -> float:
    atom = line.at(place)
    return atom.value if atom.kind == "share" else (2 if atom.kind == "fraction_dual" else 1) / atom.value


def _counted(line: Line, count: Read, value: float) -> Read | None:
    """Read ثلاثة أرباع, with the scale behind it."""
    share, scale = line.at(count.end), line.at(count.end + 1)
    if share.kind != "fraction_plural" or share.waw:
        return None
    of_scale = scale.kind == "scale" and scale.form == "singular" and not (scale.waw or scale.prep)
    return Read(value / share.value * scale.value, count.end + 2, scale.value) if of_scale else Read(value / share.value, count.end + 1)


def _with_share(line: Line, read: Read, value: float) -> Read:
    """Add ونصف, وربع, وثلاثة أرباع, ½, in the last written unit."""
    if line.at(read.end).kind == "share" and not line.at(read.end).waw:
        return _with_sign(line, read, value)
    place = line.after_and(read.end)
    atom = line.at(place) if place >= 0 else NO_ATOM
    if atom.kind in SMALL:
        count = part(line, place)
        share = _counted(line, count, count.value) if count is not None and count.value is not None else None
        if share is None or share.value is None:
            return read
        return Read(value + (share.value * read.scale if share.scale == 1 else share.value), share.end)
    if atom.kind not in SHARES or atom.art or (read.scale == 1 and value > 100):
        return read
    following = line.at(place + 1)
    if following.kind == "scale" and not following.art:
        return read  # ونصف مليون is a number of its own
    again = following.kind == "scale" and following.value == read.scale
    share_of = _value(line, place) * read.scale
    return Read(value + share_of, place + 1 + again, share_of, figures=False)


def _with_sign(line: Line, read: Read, value: float) -> Read:
    """Add the sign in 3½ and the scale behind both."""
    end = read.end + 1
    scale = line.at(end)
    if read.scale == 1 and scale.kind == "scale" and not (scale.waw or scale.art):
        return Read((value + line.at(read.end).value) * scale.value, end + 1, scale.value)
    return Read(value + line.at(read.end).value * read.scale, end)


def decimals(line: Line, read: Read) -> tuple[float | None, int]:
    """Add the decimals that follow a number in words."""
    if read.value is None:
        return None, read.end
    return _point(line, read.end, read.value) or _tenths(line, read.end, read.value) or (read.value, read.end)


def _point(line: Line, place: int, before: float) -> tuple[float, int] | None:
    """Read فاصلة or نقطة and the decimals after it."""
    mark = line.at(place)
    named = mark.kind == "points" and mark.form == "singular" and not (mark.waw or mark.art) and line.at(place - 1).kind in _BEFORE_POINT
    if not (mark.kind == "point" or named) or (named and line.at(place + 1).waw):
        return None
    zeros, at = 0, place + 1
    while line.at(at).kind == "zero":
        zeros, at = zeros + 1, at + 1
    rest = cardinal(line, at) if line.at(at).kind in (SMALL if named else STARTS) else None
    if rest is None or rest.value is None:
        return None
    digits, end = "0" * zeros + f"{rest.value:.0f}", rest.end
    while line.at(end).kind in _BARE and not line.at(end).waw:
        digits, end = digits + f"{line.at(end).value:.0f}", end + 1
    return before + float(f"0.{digits}"), end


def _tenths(line: Line, place: int, before: float) -> tuple[float, int] | None:
    """Read decimals told as tenths: ستة وثمانية من عشرة is 6.8."""
    start = line.after_and(place)
    if start < 0 or line.at(start).kind not in STARTS or line.at(start).kind == "digits":
        return None
    count = cardinal(line, start)
    if count is None or count.value is None:
        return None
    if line.at(count.end).kind == "over":
        base = _base(line, count.end + 1)
        return None if base is None or base.value is None else (before + count.value / base.value, base.end)
    base = _tens(line, count.end)
    if base is None or base.value is None or count.value >= base.value:
        return None
    return before + count.value / base.value, base.end


def _tens(line: Line, place: int) -> Read | None:
    """Read من عشرة, من مئة, من ألف."""
    if line.at(place).kind != "from" or line.at(place + 1).kind not in {"ten", "hundred", "scale"}:
        return None
    base = cardinal(line, place + 1)
    return base if base is not None and base.value in _BASES else None


def _base(line: Line, place: int) -> Read | None:
    """Read what stands below: words, without an article or a joined letter."""
    atom = line.at(place)
    if atom.kind not in SMALL | {"scale"} or atom.art or atom.prep or atom.waw:
        return None
    base = cardinal(line, place)
    return base if base is not None and base.value else None


def ratio(line: Line, place: int, read: Read) -> tuple[float | None, int] | None:
    """Read ثلاثة من عشرة, سبعة على ثمانية, and the tenths that stand in one number (ثلاثمئة وأربعون من مئة is 300.4).

    The value is None where it can be read in two ways: مئة وواحد وخمسون من مئة is 100.51 or 101.5.
    """
    if read.value is None or line.at(place).kind not in SMALL | {"scale"} or line.at(place).art:
        return None
    if line.at(read.end).kind == "over":
        base = _base(line, read.end + 1)
        if base is None or base.value is None or base.value == read.value:
            return None
        mixed = any(atom.waw or atom.kind == "and" for atom in line.atoms[place + 1 : read.end]) and read.value > 100
        return (None if mixed else read.value / base.value), base.end
    base = _tens(line, read.end)
    if base is None or base.value is None:
        return None
    return (read.value / base.value, base.end) if read.value < base.value else _parted(line, place, read.end, base)


def _parted(line: Line, place: int, end: int, base: Read) -> tuple[float | None, int] | None:
    """Part a number larger than its base into the whole and the last word behind و."""
    joint = next((at for at in range(end - 1, place, -1) if line.at(at).waw or line.at(at).kind == "and"), place)
    start = line.after_and(joint) if joint > place else -1
    count = cardinal(line, start) if start > 0 and line.at(start).kind in SMALL else None
    before = cardinal(line.until(joint), place) if joint > place else None
    if count is None or before is None or count.end != end or not (before.value and count.value and base.value):
        return None
    if before.end != joint or count.value >= base.value:
        return None
    two_ways = line.at(start).kind == "tens" and line.at(joint - 1).kind in _BARE
    return (None if two_ways else before.value + count.value / base.value), base.end
