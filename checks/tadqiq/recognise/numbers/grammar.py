"""Read a number from atoms: number words, figures, scales, fractions, ordinals.

Segments descend by scale and are joined by و; a scale not smaller than the one before, or a part without و, ends the number.
Grammar: Ryding, A Reference Grammar of Modern Standard Arabic, ch. 15.
"""

from __future__ import annotations

from tadqiq.recognise.numbers.figures import figures
from tadqiq.recognise.numbers.line import NO_ATOM, Line, Read

_UNITS = frozenset({"unit", "one", "two"})
_SMALL = frozenset({"unit", "one", "two", "two_construct", "ten", "teen_one", "tens", "hundred", "hundred_dual", "hundreds", "zero"})
STARTS = _SMALL | {"digits", "scale", "fraction", "fraction_dual"}
_MULTIPLIES = frozenset({"singular", "plural", "accusative"})


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
    if line.at(place).kind in {"fraction", "fraction_dual"}:
        return _fraction(line, place)
    first = _part(line, place)
    if first is None or first.value is None:
        return first
    total, read, figures_only, doubtful = first.value, first, first.figures, first.doubtful
    while read.scale > 1:
        more = _next_part(line, read)
        if more is None:
            break
        total, read = total + (more.value or 0), more
        figures_only, doubtful = figures_only and more.figures, doubtful or more.doubtful
    return _with_half(line, Read(total, read.end, read.scale, figures_only and read.scale == 1, doubtful))


def _next_part(line: Line, before: Read) -> Read | None:
    """Read a further segment behind و, which must be smaller than the scale of the one before."""
    start = line.after_and(before.end)
    if start < 0 or line.at(start).kind not in STARTS - {"fraction", "fraction_dual"}:
        return None
    part = _part(line, start)
    return part if part is not None and part.value is not None and part.value < before.scale else None


def _part(line: Line, place: int) -> Read | None:
    """Read one segment: a number below a thousand or figures, and the scales that multiply it."""
    head = _head(line, place)
    if head is None or head.value is None or line.at(place).kind == "scale":
        return head
    share = line.at(head.end)
    if share.kind == "fraction_plural" and not share.waw:
        value, whole = head.value / share.value, line.at(head.end + 1)
        of_scale = whole.kind == "scale" and whole.form == "singular" and not (whole.waw or whole.prep)
        return Read(value * whole.value, head.end + 2, whole.value) if of_scale else Read(value, head.end + 1)
    end, scale = _scales(line, head.end)
    return head if scale == 1 else Read(head.value * scale, end, scale)


def _head(line: Line, place: int) -> Read | None:
    kind = line.at(place).kind
    if kind == "hundredth":
        return Read(100.0, place + 1)  # المئة ألف
    if kind == "scale":
        return _bare_scale(line, place)
    return figures(line, place) if kind == "digits" else small(line, place)


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
    atom = line.at(place) if place >= 0 else NO_ATOM
    if atom.kind in _SMALL and read.scale == 1 and read.value is not None:
        return _with_shares(line, read, place)
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


def _with_shares(line: Line, read: Read, place: int) -> Read:
    """Add وثلاثة أرباع to a whole number."""
    share = _part(line, place)
    if share is None or share.value is None or line.at(share.end - 1).kind != "fraction_plural":
        return read
    return Read((read.value or 0) + share.value, share.end)


def ordinal(line: Line, place: int) -> Read | None:
    """Read an ordinal: الثالث، الرابع عشر، الحادي والعشرون، الأول بعد المئة."""
    low = _low_ordinal(line, place)
    if low is None or line.at(low.end).kind != "after":
        return None if low is None or line.at(place).kind == "tens" else low
    first = line.at(low.end + 1)
    if first.kind == "hundredth":
        return Read((low.value or 0) + 100, low.end + 2)
    high = cardinal(line, low.end + 1) if first.art and first.kind in STARTS else None
    if high is None or high.value is None or high.value < 100:
        return None if line.at(place).kind == "tens" else low
    return Read((low.value or 0) + high.value, high.end)


def _low_ordinal(line: Line, place: int) -> Read | None:
    atom, following = line.at(place), line.at(place + 1)
    if atom.kind == "tens":
        return Read(atom.value, place + 1) if atom.art else None
    if following.kind == "ten" and not (following.waw or following.prep):
        return Read(atom.value + 10, place + 2)
    tens = line.after_and(place + 1)
    if tens >= 0 and line.at(tens).kind == "tens" and line.at(tens).art == atom.art:
        return Read(atom.value + line.at(tens).value, tens + 1)
    return Read(atom.value, place + 1) if atom.kind == "ordinal" else None
