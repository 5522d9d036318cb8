"""Cut the words around a span so that an editor can judge it, without breaking a word or a letter."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_LONGEST_MARK = 280  # code points of a mark shown whole; a longer one shows its two ends
_JOINERS = "\u200d\ufe0e\ufe0f"


class Passage(NamedTuple):
    """Hold a marked passage; the ellipses where it was cut stand in `before` and `after`."""

    before: str
    mark: str
    after: str
    paragraph: int  # 1-based within the field


def cut(text: str, start: int, end: int, *, around: int) -> Passage:
    """Cut at most `around` code points each side of a span, within the paragraphs it touches, at words.

    >>> cut("وصل الوفد إلى المرفأ صباح الأحد.", 14, 20, around=10)
    Passage(before='… إلى ', mark='المرفأ', after=' صباح …', paragraph=1)
    """
    start, end = _whole_letters(text, min(start, len(text)), min(end, len(text)))
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    before, after = text[_from_word(text, first, start, around) : start], text[end : _to_word(text, end, last, around)]
    if start - len(before) > first:
        before = "… " + before.lstrip()
    if end + len(after) < last:
        after = after.rstrip() + " …"
    return Passage(before, _shortened(text[start:end]), after, text.count("\n", 0, start) + 1)


def _combines(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) in {"Mn", "Mc", "Me"}


def _whole_letters(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span so that no vowel sign is parted from its letter."""
    if end > start:
        while start > 0 and _combines(text[start]):
            start -= 1
        while end < len(text) and _combines(text[end]):
            end += 1
    return start, end


def _from_word(text: str, first: int, start: int, around: int) -> int:
    low = start - around
    if low <= first:
        return first
    space = text.find(" ", low, start)
    return low if space < 0 else space + 1


def _to_word(text: str, end: int, last: int, around: int) -> int:
    high = end + around
    if high >= last:
        return last
    space = text.rfind(" ", end, high)
    return high if space < 0 else space


def _shortened(mark: str) -> str:
    if len(mark) <= _LONGEST_MARK:
        return mark
    half = _LONGEST_MARK // 2
    head, tail = mark[:half], mark[-half:]
    return head[: head.rfind(" ") % len(head)].rstrip() + " […] " + tail[tail.find(" ") + 1 :].lstrip()
