"""Read a whole number from atoms: number words, figures, scales; and ordinals.

    whole    = part {"و" part}                each part smaller than the scale of the one before it
    part     = (small | figures) {scale} | scale {scale}
    small    = [hundreds ["و"]] below
    hundreds = "مئة" | "مئتان" | "ثلاثمئة" … | unit "مئة"
    below    = unit ["عشر"] | [unit "و"] tens | "عشرة"
    ordinal  = "ثالث" | "ثالث" "عشر" | "حادي" "و" tens, and ["بعد" "المئة"]

Fractions and decimals are in `shares`. Grammar: Ryding, A Reference Grammar of Modern Standard Arabic, ch. 15.
"""

from __future__ import annotations

from tadqiq.recognise.numbers.figures import figures
from tadqiq.recognise.numbers.line import Line, Read

_UNITS = frozenset({"unit", "one", "two"})
SHARES = frozenset({"fraction", "fraction_dual", "share"})
_TEENS = frozenset({"unit", "teen_one", "two_construct"})  # with عشر
_HUNDREDS = frozenset({"hundred", "hundred_dual", "hundreds"})
SMALL = frozenset({*_UNITS, "two_construct", "ten", "teen", "teen_one", "tens", *_HUNDREDS, "zero"})
_WHOLE = SMALL | {"digits", "scale"}
STARTS = _WHOLE | SHARES
_MULTIPLIES = frozenset({"singular", "plural", "accusative"})


def whole(line: Line, place: int) -> Read | None:
    """Read a whole number, or figures with decimals, that begins at a place."""
    read = part(line, place)
    if read is None or read.value is None:
        return read
    total, figures_only, doubtful = read.value, read.figures, read.doubtful
    while read.scale > 1:
        more = _next_part(line, read)
        if more is None or more.value is None:
            break
        total, read = total + more.value, more
        figures_only, doubtful = figures_only and more.figures, doubtful or more.doubtful
    return Read(total, read.end, read.scale, figures_only and read.scale == 1, doubtful)


def _next_part(line: Line, before: Read) -> Read | None:
    """Read a further part behind و; one that is counted in fractions (وثلاثة أرباع المليون) is none."""
    start = line.after_and(before.end)
    if start < 0 or line.at(start).kind not in _WHOLE:
        return None
    more = part(line, start)
    if more is None or more.value is None or line.at(more.end).kind == "fraction_plural":
        return None
    return more if more.value < before.scale or _counts_on(line, start, before, more) else None


def _counts_on(line: Line, place: int, before: Read, more: Read) -> bool:
    """Tell the last one or two of whole hundreds: مئة ألف وألف is 101,000, ثلاثمئة مليون ومليونان 302 million."""
    hundreds = before.value is not None and before.value % (100 * before.scale) == 0
    return hundreds and line.at(place).kind == "scale" and more.scale == before.scale


def part(line: Line, place: int) -> Read | None:
    """Read one part: a number below a thousand or figures, and the scales that multiply it."""
    kind = line.at(place).kind
    if kind == "scale":
        return _bare_scale(line, place)
    head = figures(line, place) if kind == "digits" else small(line, place)
    if head is None or head.value is None:
        return head
    end, scale = _scales(line, head.end)
    return head if scale == 1 else Read(head.value * scale, end, scale)


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


def small(line: Line, place: int) -> Read | None:
    """Read number words below a thousand."""
    atom = line.at(place)
    hundreds, end = 0.0, place + 1
    if atom.kind in _HUNDREDS:
        hundreds = atom.value
    elif atom.kind == "hundredth":  # المئة, which stands in percentages too
        hundreds = 100.0
    elif atom.kind == "unit":
        following = line.at(end)
        if following.kind == "hundred" and not following.waw and not following.prep:
            hundreds, end = atom.value * 100, place + 2
    if not hundreds:
        return _below_hundred(line, place)
    rest = line.after_and(end)
    if rest < 0:
        return Read(hundreds, end)
    more = _below_hundred(line, rest) if line.at(rest).kind != "zero" else None
    if more is not None:
        return Read(hundreds + (more.value or 0), more.end)
    if _plain_digits(line, rest, 100) and line.at(rest + 1).kind != "scale":
        return Read(hundreds + line.at(rest).value, rest + 1)
    return Read(hundreds, end)


def _plain_digits(line: Line, place: int, limit: float) -> bool:
    atom = line.at(place)
    return atom.kind == "digits" and atom.value < limit and not line.sep(place + 1) and not atom.key.startswith("0")


def _below_hundred(line: Line, place: int) -> Read | None:
    atom, following = line.at(place), line.at(place + 1)
    kind = atom.kind
    teen = kind in _TEENS or (kind in _UNITS and not following.art)
    if teen and following.kind == "ten" and not (following.waw or following.prep):
        return Read(atom.value + 10, place + 2)
    if kind in _UNITS or kind == "teen_one":
        tens = line.after_and(place + 1)
        if tens >= 0 and line.at(tens).kind == "tens":
            return Read(atom.value + line.at(tens).value, tens + 1)
        return None if kind == "teen_one" else Read(atom.value, place + 1)
    return Read(atom.value, place + 1) if kind in {"ten", "teen", "tens", "zero"} else None


def ordinal(line: Line, place: int) -> Read | None:
    """Read an ordinal: الثالث، الرابع عشر، الحادي والعشرون، الأول بعد المئة."""
    low = _low_ordinal(line, place)
    if low is None or line.at(low.end).kind != "after":
        return None if low is None or line.at(place).kind == "tens" else low
    first = line.at(low.end + 1)
    if first.kind == "hundredth":
        return Read((low.value or 0) + 100, low.end + 2)
    high = whole(line, low.end + 1) if first.art and first.kind in STARTS else None
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
