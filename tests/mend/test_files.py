"""A failure on the way leaves every file whole."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tadqiq.errors import InputError
from tadqiq.mend import write_all

OLD, NEW = "قديم\n".encode(), "جديد\n".encode()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(OLD)
    return path


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_written_with_its_mode(file):
    file.chmod(0o640)

    write_all([(file, OLD, NEW)])

    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(file.parent) == ["a.txt"]


def test_a_read_only_file_is_refused(file):
    file.chmod(0o444)

    with pytest.raises(InputError, match="read-only"):
        write_all([(file, OLD, NEW)])
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["a.txt"]


def test_a_file_that_changed_since_it_was_read_is_refused(file):
    file.write_bytes(b"else")

    with pytest.raises(InputError, match="has changed since"):
        write_all([(file, OLD, NEW)])
    assert file.read_bytes() == b"else"
    assert names(file.parent) == ["a.txt"]


def test_where_one_file_cannot_be_written_none_is(file):
    other = file.with_name("b.txt")
    other.write_bytes(b"else")

    with pytest.raises(InputError):
        write_all([(file, OLD, NEW), (other, OLD, NEW)])
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["a.txt", "b.txt"]


def test_a_full_disk_leaves_the_old_file_and_no_litter(file, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_all([(file, OLD, NEW)])
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["a.txt"]


def test_an_interrupt_before_the_files_are_put_in_place_leaves_them(file, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_all([(file, OLD, NEW)])
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["a.txt"]


def test_a_link_keeps_pointing_where_it_did(file, tmp_path):
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "link.txt"
    link.symlink_to(file)

    write_all([(link, OLD, NEW)])

    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert names(folder) == ["link.txt"]


def test_a_long_name_has_room_for_the_file_beside_it(tmp_path):
    path = tmp_path / ("ن" * 120 + ".txt")
    path.write_bytes(OLD)

    write_all([(path, OLD, NEW)])

    assert path.read_bytes() == NEW


BODY = "حضر الافتتاح المدير و شكر الحضور مساء الأحد.\n"


def run(folder, *words, before=""):
    code = f"import resource, signal, sys\n{before}\nfrom tadqiq.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )


def test_a_write_that_the_system_breaks_off_is_exit_2_and_changes_nothing(tmp_path):
    """A limit on the size of files is a real failure in the middle of a real write."""
    file = tmp_path / "a.txt"
    file.write_text(f"افتتاح المعرض\n{BODY * 200}", encoding="utf-8")
    held = file.read_bytes()
    limit = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))"

    done = run(tmp_path, "fix", "a.txt", "--write", before=limit)

    assert done.returncode == 2
    assert "File too large" in done.stderr
    assert file.read_bytes() == held
    assert names(tmp_path) == ["a.txt"]


def test_a_kill_in_the_middle_of_a_write_leaves_the_old_file(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(f"افتتاح المعرض\n{BODY}", encoding="utf-8")
    held = file.read_bytes()
    kill = "import os; os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)"

    done = run(tmp_path, "fix", "a.txt", "--write", before=kill)

    assert done.returncode == -signal.SIGKILL
    assert file.read_bytes() == held
