"""Open a source so that it can be written back: its bytes, its text, and the way from a changed text to bytes."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from tadqiq.load.encodings import tell
from tadqiq.load.sources import STDIN, Source
from tadqiq.load.streams import UnreadableError, chunks

_MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
_GZIP, _ZSTD, _PARQUET = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"
_LEVELS = {2: 9, 4: 1}  # of gzip, by the byte of its header that tells them


class RefusedError(Exception):
    """Carry the key of the reason why a source is left as it is, and what may be added to it."""

    def __init__(self, key: str, detail: str = "") -> None:
        """Keep both apart, so that every language can word them."""
        self.key, self.detail = key, detail
        super().__init__(key, detail)


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a source and how it came: data  the bytes of the file; text  without a byte-order mark, as it was before anything changed."""

    source: Source
    data: bytes
    text: str
    encoding: str
    mark: bytes
    packing: Callable[[bytes], bytes] = field(repr=False)

    def plain(self, text: str) -> bytes:
        """Give the bytes of a text as the file would hold them unpacked."""
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise RefusedError("letter", f"{error.object[error.start]} ({self.encoding})") from error

    def packed(self, text: str) -> bytes:
        """Give the bytes of a text as the file holds them; what does not lead back to the text is refused."""
        plain = self.plain(text)
        data = self.packing(plain)
        if _unpacked(data, self.source) != plain:
            raise RefusedError("packing")
        return data


def opened(source: Source, stdin: BinaryIO | None) -> Document:
    """Open a source; RefusedError where it cannot be read or not be written back as it came."""
    data = _bytes(source, stdin)
    plain = _unpacked(data, source)
    if plain.startswith(_PARQUET) or source.fmt == "parquet":
        raise RefusedError("parquet")
    try:
        encoding = tell(plain)
        mark = _MARKS.get(encoding, b"")
        mark = mark if mark and plain.startswith(mark) else b""
        text = plain[len(mark) :].decode(encoding)
    except UnreadableError as error:
        raise RefusedError("unread", error.key) from error
    except UnicodeDecodeError as error:
        raise RefusedError("bytes", str(error.start)) from error
    document = Document(source, data, text, encoding, mark, _packing(data))
    if document.plain(text) != plain:
        raise RefusedError("bytes", encoding)
    return document


def _bytes(source: Source, stdin: BinaryIO | None) -> bytes:
    if source.path is None:
        return stdin.read() if stdin is not None else b""
    if source.origin != STDIN and not source.path.is_file():
        raise RefusedError("unread", "missing" if not source.path.exists() else "broken")
    try:
        return source.path.read_bytes()
    except PermissionError as error:
        raise RefusedError("unread", "refused") from error


def _unpacked(data: bytes, source: Source) -> bytes:
    """Unpack with the limits that reading has."""
    from io import BytesIO

    try:
        return b"".join(chunks(Source(source.origin, None, source.fmt), BytesIO(data)))
    except UnreadableError as error:
        raise RefusedError("unread", error.key) from error


def _packing(data: bytes) -> Callable[[bytes], bytes]:
    """Give the way to pack bytes as a file packs them: gzip with its header, zstandard with its check sum, or none."""
    if data.startswith(_GZIP):
        return lambda plain: _gzip(plain, data)
    if data.startswith(_ZSTD):
        return lambda plain: _zstd(plain, data)
    return bytes


def _gzip(plain: bytes, data: bytes) -> bytes:
    """Pack with the level, time and name that the old header tells."""
    from io import BytesIO

    name = b""
    if data[3] & 0x1C == 0x08:  # a name, and neither an extra field nor a comment before or after it
        name = data[10 : data.index(b"\0", 10)]
    out = BytesIO()
    level = _LEVELS.get(data[8], zlib.Z_DEFAULT_COMPRESSION)
    with gzip.GzipFile(
        Path(name.decode("latin-1")).name, "wb", 6 if level < 0 else level, out, int.from_bytes(data[4:8], "little")
    ) as file:
        file.write(plain)
    return out.getvalue()


def _zstd(plain: bytes, data: bytes) -> bytes:
    import zstandard

    frame = zstandard.get_frame_parameters(data)
    return zstandard.ZstdCompressor(level=3, write_checksum=frame.has_checksum).compress(plain)
