"""Make hostile text harmless to look at: name the characters that no reader can see."""

from __future__ import annotations

import re
import unicodedata

# Controls but tab and newline, soft hyphen, joiners, bidi marks and controls, line separators, fillers, byte order mark, tags.
# Spelt as ranges because the report's script needs the same set in its own notation.
HIDDEN_RANGES = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB), (0xE0000, 0xE007F),
)  # fmt: skip
_CLASS = "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in HIDDEN_RANGES)
HIDDEN = re.compile(f"[{_CLASS}]")
_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # too common to show everywhere; inside a mark they are the point
HIDDEN_IN_MARK = re.compile(f"[{_CLASS}{_ODD_SPACES}]")
QUOTED = re.compile(r"(?<=[«“])([^«»“”]+)(?=[»”])")  # what a message quotes
_DIRECTED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def escaped(text: str) -> str:
    r"""Spell out hidden characters, and lay the text on one line.

    >>> escaped("غا\u200fلانت")
    'غا‹U+200F›لانت'
    """
    flat = text.replace("\n", " ⏎ ").replace("\t", " ")
    return HIDDEN.sub(lambda found: f"‹{codepoint(found[0])}›", flat)


def codepoint(char: str) -> str:
    r"""Write a character as its number.

    >>> codepoint("\u202e")
    'U+202E'
    """
    return f"U+{ord(char):04X}"


def character_name(char: str) -> str:
    """Return the Unicode name of a character, or its number where it has none."""
    return unicodedata.name(char, codepoint(char))


def is_right_to_left(text: str) -> bool:
    """Tell whether a text holds letters that run from right to left."""
    return _DIRECTED.search(text) is not None


def direction(text: str) -> str:
    """Choose the direction a passage is laid out in: an Arabic sentence may well begin with a Latin word.

    >>> direction("FAO: ارتفاع أسعار القمح")
    'rtl'
    """
    return "rtl" if is_right_to_left(text) else "auto"


def clipped(text: str, limit: int) -> str:
    """Cut a text that is too long to show, at its end.

    >>> clipped("نص طويل", 4)
    'نص ط…'
    """
    return text if len(text) <= limit else text[:limit].rstrip() + "…"
