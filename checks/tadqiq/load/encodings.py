"""Tell the encoding of a file and decode it; what was guessed or could not be decoded is said, with its place."""

from __future__ import annotations

import codecs
import re
from contextvars import ContextVar

from tadqiq.load.streams import UnreadableError

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_SAMPLE = 1 << 18
_ONE_BYTE = ("windows-1256", "iso-8859-6")
_WIDE = 0.6  # share of one side's bytes that are high bytes of Arabic and ASCII
_LETTERS = 0.4  # share of high bytes that are common letters, above which one-byte Arabic is believed
_HANDLER = "tadqiq-note"
_LOST: ContextVar[list[int]] = ContextVar("lost")
# Share of Arabic letters that are one of these ten, in running text, is about two thirds (counted over written news).
_COMMON = frozenset("الينموترب")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def tell(sample: bytes) -> str:
    """Tell the encoding from the start of a file: by the mark there, else by what its bytes look like.

    UnreadableError where it is not text at all.

    >>> tell("مرحبا".encode())
    'utf-8'
    """
    sample = sample[:_SAMPLE]
    for mark, name in _MARKS.items():
        if sample.startswith(mark):
            return name
    if b"\0" in sample:
        return _wide(sample)
    if _is_utf8(sample):
        return "utf-8"
    best = max(_ONE_BYTE, key=lambda name: _arabic(sample, name))
    pairs = 2 * len(_MULTIBYTE.findall(sample))
    high = len(sample.translate(None, bytes(range(0x80))))
    return best if _arabic(sample, best) >= _LETTERS and pairs < high / 2 else "utf-8"


def decode(data: bytes, encoding: str) -> tuple[str, list[int]]:
    """Decode bytes; what does not decode becomes U+FFFD, and its byte offsets are given too."""
    mark = next((len(m) for m, name in _MARKS.items() if name == encoding and data.startswith(m)), 0)
    lost: list[int] = []
    token = _LOST.set(lost)
    try:
        text = codecs.decode(memoryview(data)[mark:], encoding, _HANDLER)
    finally:
        _LOST.reset(token)
    return text, [mark + start for start in lost]


def _note(error: UnicodeError) -> tuple[str, int]:
    """Stand in for what does not decode, and remember where."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    _LOST.get().append(error.start)
    return "\ufffd", error.end


codecs.register_error(_HANDLER, _note)


def _wide(sample: bytes) -> str:
    """Tell UTF-16 without a mark by the side of each pair on which the zeros stand; other zeros are not text.

    Arabic letters have 0x06 there and spaces, digits and line ends 0x00: both count.
    """
    even, odd = (sum(byte in {0, 6} for byte in sample[side::2]) for side in (0, 1))
    half = max(1, len(sample) // 2)
    if odd / half > _WIDE > even / half:
        return "utf-16-le"
    if even / half > _WIDE > odd / half:
        return "utf-16-be"
    raise UnreadableError("binary")


def _is_utf8(sample: bytes) -> bool:
    try:
        sample.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.start > len(sample) - 4
    return True


def _arabic(sample: bytes, encoding: str) -> float:
    """Give the share of a sample's high bytes that are, in a one-byte encoding, the ten commonest letters."""
    letters = sample.translate(None, bytes(range(0x80))).decode(encoding, "replace")
    return sum(map(letters.count, _COMMON)) / max(1, len(letters))
