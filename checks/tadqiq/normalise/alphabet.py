"""List the code points that the levels of text drop or fold.

Levels (the project's terms): N0 is the raw text, N1 the same words in plain dress, N2 a key to compare by.
Letters and marks are those of `pyarabic.araby` (its TASHKEEL and TATWEEL), widened by the Quranic marks and the
invisible controls that copying from the web leaves behind.
"""

from __future__ import annotations

import unicodedata

TATWEEL = "\u0640"
MARKS = "".join(chr(c) for a, b in ((0x0610, 0x061A), (0x064B, 0x0652), (0x0670, 0x0670), (0x06D6, 0x06ED)) for c in range(a, b + 1))
INVISIBLE = "\u00ad\u061c\ufeff" + "".join(
    chr(c) for a, b in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069)) for c in range(a, b + 1)
)
DROPPED = MARKS + TATWEEL + INVISIBLE

SPACES = {"\u00a0": " ", "\u2007": " ", "\u202f": " "}

PRESENTATION = tuple(chr(c) for a, b in ((0xFB50, 0xFDCF), (0xFDF0, 0xFDFF), (0xFE70, 0xFEFC)) for c in range(a, b + 1))
_DROP = dict.fromkeys(map(ord, DROPPED))
# NFKC writes an isolated mark as space + mark: the carrier goes with the mark.
EXPANSIONS = {
    form: unicodedata.normalize("NFKC", form).translate(_DROP).strip(" ")
    for form in PRESENTATION
    if unicodedata.normalize("NFKC", form) != form
}

LETTERS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك"}
DIGITS = {chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)}
QUOTES = dict.fromkeys("“”„‟«»‹›‘’‚‛'″", '"')
FOLDS = {**LETTERS, **DIGITS, **QUOTES}


def char_class(characters: str) -> str:
    """Write characters as the inside of a regular expression's class, by code point."""
    return "".join(f"\\x{{{ord(c):04x}}}" for c in characters)
