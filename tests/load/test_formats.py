"""Load the same articles from every form a source can have."""

import gzip
import io
import json

import polars as pl
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.errors import MappingError
from tadqiq.load import load
from tadqiq.model import ARTICLES

from .conftest import OTHER, RECORD, codes, lines, texts

BOTH = [tuple(RECORD.values()), tuple(OTHER.values())]
CSV = 'id,headline,body\na1,افتتاح مكتبة جديدة في حي الزهور,"افتتحت البلدية مكتبة عامة.\nوهي مفتوحة للجميع."\na2,إغلاق جسر النهر للصيانة,أغلقت البلدية جسر النهر أسبوعا للصيانة.\n'
FORMS = {
    "a.jsonl": lines(RECORD, OTHER),
    "a.ndjson": lines(RECORD, OTHER).replace("\n", "\r\n"),
    "array.json": json.dumps([RECORD, OTHER], ensure_ascii=False, indent=2),
    "wrapped.json": json.dumps({"count": 2, "articles": [RECORD, OTHER]}),
    "lines.json": lines(RECORD, OTHER),
    "array.jsonl": json.dumps([RECORD, OTHER]),
    "a.csv": CSV,
    "bom.csv": "\ufeff" + CSV,
    "excel.csv": "sep=;\n"
    + CSV.replace("id,headline,body", "id;headline;body")
    .replace("a1,", "a1;")
    .replace("a2,", "a2;")
    .replace('الزهور,"', 'الزهور;"')
    .replace("للصيانة,", "للصيانة;"),
    "unnamed": lines(RECORD, OTHER),
    "records.txt": lines(RECORD, OTHER),
    "table": CSV,
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_articles(put, name):
    loaded = put(name, FORMS[name])

    assert texts(loaded) == BOTH
    assert codes(loaded) == []
    assert dict(loaded.articles.schema) == dict(pl.DataFrame(schema=ARTICLES).schema)


@pytest.mark.parametrize(
    "pack", [gzip.compress, zstandard.ZstdCompressor().compress, lambda data: gzip.compress(data[:40]) + gzip.compress(data[40:])]
)
def test_compressed_sources_are_unpacked_whatever_their_names(put, pack):
    packed = pack(lines(RECORD, OTHER).encode())

    assert texts(put("a.jsonl.gz", packed)) == texts(put("packed", packed)) == BOTH


def test_parquet(tmp_path):
    pl.DataFrame([RECORD, OTHER]).with_columns(date=pl.date(2024, 3, 1)).write_parquet(tmp_path / "a.parquet")
    loaded = load([str(tmp_path / "a.parquet")])

    assert texts(loaded) == BOTH
    assert str(loaded.articles["date"][0]) == "2024-03-01"


@pytest.mark.parametrize("form", ["a.jsonl", "array.json", "a.csv"])
def test_standard_input_tells_its_form(form):
    loaded = load(["-"], stdin=io.BytesIO(FORMS[form].encode()))

    assert texts(loaded) == BOTH
    assert loaded.articles["origin"].unique().to_list() == ["-"]


def test_folders_are_walked_in_order_and_told_of_what_was_left(tmp_path):
    for name, data in {"b/2.jsonl": lines(OTHER), "b/1.jsonl": lines(RECORD), "b/notes.docx": "x", ".git/x.json": "{"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(data, encoding="utf-8")
    loaded = load([str(tmp_path)])

    assert texts(loaded) == BOTH
    assert [(p.code, p.args["names"]) for p in loaded.problems] == [("SCH012", "b/notes.docx")]
    assert texts(load([str(tmp_path / "**" / "*.jsonl"), str(tmp_path)])) == BOTH, "a file that two words stand for is read once"


def test_lines_are_those_of_the_file(put):
    assert put("a.jsonl", "\n" + lines(RECORD) + "\n\n" + lines(OTHER)).articles["line"].to_list() == [2, 5]
    assert put("a.csv", CSV).articles["line"].to_list() == [2, 4]
    assert put("array.json", FORMS["array.json"]).articles["line"].to_list() == [2, 7]


def test_other_names_of_columns_are_known(put):
    row = {
        "guid": 7,
        "العنوان": "مطر",
        "content": ["فقرة.", "أخرى."],
        "pubDate": "Fri, 01 Mar 2024 22:10:00 +0300",
        "authors": ["هند", "زيد"],
        "publisher": {"name": "الساحل"},
    }
    article = put("a.jsonl", lines(row)).articles.row(0, named=True)

    assert (article["article_id"], article["headline"], article["body"]) == ("7", "مطر", "فقرة.\nأخرى.")
    assert (str(article["date"]), article["author"], article["outlet"]) == ("2024-03-01", "هند، زيد", "الساحل")


def test_the_first_name_that_holds_a_value_counts(put):
    loaded = put(
        "a.jsonl",
        lines({"id": "1", "headline": "", "title": "مطر", "body": None, "text": "هطل."}, {"id": 2, "title": "ريح", "body": "هبت."}),
    )

    assert loaded.articles.select("headline", "body").rows() == [("مطر", "هطل."), ("ريح", "هبت.")]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_mapping_names_the_callers_columns(put, name):
    data = "Titre,Corps\nمطر,هطل.\n" if name == "a.csv" else lines({"Titre": "مطر", "Corps": "هطل."})

    assert codes(put(name, data)) == ["SCH003"]
    assert put(name, data, mapping={"headline": "Titre", "body": "Corps"}).articles.select("headline", "body").rows() == [("مطر", "هطل.")]


def test_a_mapping_to_a_column_that_articles_do_not_have_is_refused():
    with pytest.raises(MappingError, match="headlin") as caught:
        load([], mapping={"headlin": "Titre"})

    assert "headline" in caught.value.hint


def test_strings_of_records_are_left_untouched(put):
    body = "  سطر\u2028ثان\u0085ثالث \r\n\n\u200fرابع\f  "

    assert put("a.jsonl", lines({"id": " x ", "headline": " مطر \n", "body": body})).articles.row(0)[2:4] == (" مطر \n", body)
    assert put("a.json", json.dumps([{"headline": "مطر", "body": body}])).articles["body"].to_list() == [body]


@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"]))), min_size=1),
    st.booleans(),
)
def test_any_strings_come_back_as_they_were(pairs, ascii_only):
    data = "".join(json.dumps({"id": str(n), "headline": h, "body": b}, ensure_ascii=ascii_only) + "\n" for n, (h, b) in enumerate(pairs))
    loaded = load(["-"], stdin=io.BytesIO(data.encode()))

    assert loaded.articles.select("headline", "body").rows() == pairs


def test_many_chunks_are_one_source(put, monkeypatch):
    monkeypatch.setattr("tadqiq.load.streams.CHUNK", 64)
    records = [{"id": str(n), "headline": "مطر" * n, "body": f"هطل {n}."} for n in range(40)]
    loaded = put("a.jsonl", lines(*records))

    assert texts(loaded) == [tuple(r.values()) for r in records]
    assert loaded.articles["line"].to_list() == list(range(1, 41))
