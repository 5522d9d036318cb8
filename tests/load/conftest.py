"""Lay sources down and load them."""

import json

import pytest

from tadqiq.load import load

RECORD = {"id": "a1", "headline": "افتتاح مكتبة جديدة في حي الزهور", "body": "افتتحت البلدية مكتبة عامة.\nوهي مفتوحة للجميع."}
OTHER = {"id": "a2", "headline": "إغلاق جسر النهر للصيانة", "body": "أغلقت البلدية جسر النهر أسبوعا للصيانة."}


def lines(*records):
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Write a file and load it by its plain name."""
    monkeypatch.chdir(tmp_path)

    def write(name, data, **options):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return load([name], **options)

    return write


def codes(loaded):
    return [p.code for p in loaded.problems]


def texts(loaded):
    return loaded.articles.select("article_id", "headline", "body").rows()
