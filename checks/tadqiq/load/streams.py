"""Open a source as plain bytes: unpacked, with a limit on what a small file may grow to."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO, cast

from tadqiq.load.sources import Source

LIMIT = 4 << 30  # bytes a source may have once unpacked
CHUNK = 32 << 20
_BITE = 1 << 10
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
)


class UnreadableError(Exception):
    """Carry the key of the reason why a source cannot be read, up to where the problem is made."""

    def __init__(self, key: str, detail: str = "") -> None:
        """Keep the key of a reason and what may be added to it."""
        self.key, self.detail = key, detail
        super().__init__(key, detail)


def chunks(source: Source, stdin: BinaryIO | None) -> Iterator[bytes]:
    """Yield a source's bytes, unpacked, in large pieces.

    UnreadableError where it cannot be read, or not to its end: what came before stands.
    """
    total = 0
    try:
        with _raw(source, stdin) as raw:
            for data in _unpacked(raw):
                _check_start(data, first=not total)
                total += len(data)
                if total > LIMIT:
                    raise UnreadableError("large", f"{LIMIT >> 20} MiB")
                yield data
    except FileNotFoundError as error:
        raise UnreadableError("missing") from error
    except PermissionError as error:
        raise UnreadableError("refused") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableError("archive") from error
    except OSError as error:
        raise UnreadableError("broken", error.strerror or "") from error


def _check_start(data: bytes, *, first: bool) -> None:
    if first and data.startswith((_GZIP, _ZSTD)):
        raise UnreadableError("nested")
    if first and data.startswith(_BINARY):
        raise UnreadableError("binary")


def _raw(source: Source, stdin: BinaryIO | None) -> AbstractContextManager[io.BufferedReader]:
    """Open the file; standard input is borrowed, so it stays open."""
    if source.path is not None:
        return source.path.open("rb")
    given = stdin if stdin is not None else io.BytesIO()
    return nullcontext(given if isinstance(given, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", given)))


def _unpacked(raw: io.BufferedReader) -> Iterator[bytes]:
    head = raw.peek(4)
    if head.startswith(_ZSTD):
        yield from _zstd(raw)
    else:
        with gzip.GzipFile(fileobj=raw) if head.startswith(_GZIP) else nullcontext(raw) as file:
            while data := file.read(CHUNK):
                yield data


def _zstd(raw: io.BufferedReader) -> Iterator[bytes]:
    """Unpack frame after frame; small bites bound what a bomb can grow to before the limit is seen."""
    import zstandard

    frame = zstandard.ZstdDecompressor().decompressobj()
    held, size = [], 0
    try:
        while bite := frame.unused_data or raw.read(_BITE):
            if frame.eof:
                frame = zstandard.ZstdDecompressor().decompressobj()
            held.append(frame.decompress(bite))
            size += len(held[-1])
            if size >= CHUNK:
                yield b"".join(held)
                held, size = [], 0
    except zstandard.ZstdError as error:
        raise UnreadableError("archive") from error
    if size:
        yield b"".join(held)
    if not frame.eof:
        raise UnreadableError("archive")
