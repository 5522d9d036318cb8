"""A failure on the way leaves what stood there whole."""

import errno
import os

import pytest

from tadqiq.errors import UsageError
from tadqiq.write import save, write_file


def names(folder):
    return [entry.name for entry in folder.iterdir()]


def broken(error):
    yield "half"
    raise error


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "no space left"), KeyboardInterrupt(), ValueError("bug")])
def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path, error):
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(type(error)):
        save(path, broken(error))
    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["report.html"]


def test_a_full_disk_while_flushing_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")

    def full(_):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        save(path, ["new"])
    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["report.html"]


def test_a_new_file_is_readable_as_any_other_and_an_old_one_keeps_its_mode(tmp_path):
    path, other = tmp_path / "نتائج.jsonl", tmp_path / "other"
    other.touch()
    save(path, ["a\n", "ب\r\n"])
    assert path.read_bytes() == "a\nب\r\n".encode()
    assert path.stat().st_mode == other.stat().st_mode
    path.chmod(0o640)
    save(path, ["c"])
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_keeps_pointing_where_it_did(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.touch()
    link.symlink_to(real)
    save(link, ["new"])
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_a_device_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    save(pipe, ["a", "ب"])
    assert os.read(reader, 100) == "aب".encode()
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["", "missing/report.html"])
def test_a_place_without_a_folder_is_named(tmp_path, name):
    with pytest.raises(UsageError) as caught:
        save(tmp_path / name, ["a"])
    assert caught.value.where == str(tmp_path / name)


def test_every_format_writes_a_file(tmp_path, findings, articles, rules, summary):
    for fmt in ("terminal", "jsonl", "json", "csv", "html"):
        write_file(tmp_path / fmt, findings, articles, fmt=fmt, lang="ar", summary=summary, rules=rules)
        assert "headline-body-number" in (tmp_path / fmt).read_text(encoding="utf-8")
