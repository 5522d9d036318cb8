"""Read ranges: من X إلى Y, بين X وY, X-Y."""

from __future__ import annotations

from tadqiq.recognise.numbers.grammar import STARTS
from tadqiq.recognise.numbers.items import FROM_TO, OPEN_SCORE
from tadqiq.recognise.numbers.line import Line, Read
from tadqiq.recognise.numbers.shares import cardinal

_DASHES = "-–—−"
_MOST_GOALS = 30


def span_to(line: Line, place: int, read: Read) -> tuple[float, float, int, int] | None:
    """Read the upper end of a range as low, high, the atom after, and flags; the scale of Y goes to X as well."""
    if read.value is None:
        return None
    start, flags = _upper_end(line, place, read)
    upper = cardinal(line, start) if start > 0 and line.at(start).kind in STARTS else None
    if upper is None or upper.value is None:
        return None
    low, high = read.value, upper.value
    if upper.scale > 1 and read.scale == 1 and low < high / upper.scale and low < 1000:
        low *= upper.scale
    goals = all(value <= _MOST_GOALS and value.is_integer() for value in (float(low), float(high)))
    if flags & OPEN_SCORE and not ((upper.figures or high == 0) and goals):
        flags = 0
    if not flags & OPEN_SCORE and low >= high:
        return None
    return low, high, upper.end, flags


def _upper_end(line: Line, place: int, read: Read) -> tuple[int, int]:
    """Find where the upper end may begin, -1 where none can, and what the sign between the ends leaves open."""
    before, after = line.at(place - 1), line.at(read.end)
    if after.kind == "separator" and after.key in _DASHES and line.at(read.end + 1).kind in {"digits", "zero"}:
        start = read.end + 1
        even = line.glued[read.end] == line.glued[start]
        if not even and line.at(start).kind == "digits":
            return -1, 0
        return start, OPEN_SCORE if read.figures else 0
    if line.sep(read.end) == ":" and line.at(read.end + 1).kind == "digits":
        return read.end + 1, OPEN_SCORE
    if after.kind == "to":
        return read.end + 1, FROM_TO if before.kind == "from" else 0
    if after.kind in {"percent", "money", "duration"} and line.at(read.end + 1).kind == "to":
        return -1, 0
    return (line.after_and(read.end) if before.kind == "between" else -1), 0
