"""Put changed files in the place of the old ones: all of them or, where one cannot be written, none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from tadqiq.errors import InputError

Change = tuple[Path, bytes, bytes]  # the file, what it held when it was read, what it is to hold


def write_all(files: Iterable[Change]) -> None:
    """Write every file beside its old one and to the disk, then put all in place; a link keeps pointing where it did.

    A file that is read-only, or that holds something else than was read, is an InputError, and nothing is written at all.
    """
    with ExitStack() as undo:
        ready = [(_beside(path.resolve(), after, undo), path.resolve(), path, before) for path, before, after in files]
        for _, target, path, before in ready:
            if target.read_bytes() != before:
                hint = "nothing was written; run the command again"
                raise InputError("the file has changed since it was read", where=str(path), hint=hint)
        for beside, target, _, _ in ready:
            beside.replace(target)
        for folder in {target.parent for _, target, _, _ in ready}:
            _settle(folder)


def _beside(target: Path, data: bytes, undo: ExitStack) -> Path:
    """Write the new file beside the old one, with its mode and owner."""
    old = target.stat()
    if not old.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise InputError("the file is read-only", where=str(target), hint="nothing was written; allow writing, or leave the file out")
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    beside = Path(name)
    undo.callback(beside.unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    beside.chmod(old.st_mode & 0o7777)
    new = beside.stat()
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        os.chown(beside, old.st_uid, old.st_gid)
    return beside


def _settle(folder: Path) -> None:
    """Bring a folder's new entries to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
