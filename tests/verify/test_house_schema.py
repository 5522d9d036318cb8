"""Hold the house style to its schema: what ships keeps to it, and the program and the schema agree on files good and bad."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tadqiq.errors import GlossaryError
from tadqiq.resources import room
from tadqiq.verify.house import Entry, from_data, read
from tadqiq.verify.house_faults import check_shape
from tadqiq.verify.house_faults import schema as read_schema
from tadqiq.verify.packs import builtin
from tadqiq.verify.toml_places import line_and_column, places

SCHEMA = json.loads((room("rules") / "schema" / "glossary.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
ROOT = room("rules").parent


def accepted(data):
    try:
        check_shape(data, lambda *_: "")
    except GlossaryError:
        return False
    return True


def test_the_schema_is_one_of_the_draft_it_names():
    Draft202012Validator.check_schema(SCHEMA)
    assert read_schema() == SCHEMA


def test_every_house_style_that_ships_keeps_to_the_schema():
    files = sorted((ROOT / "examples").rglob("*.toml"))
    assert files
    for file in files:
        assert not list(VALIDATOR.iter_errors(tomllib.loads(file.read_text(encoding="utf-8"))))


def test_every_house_style_of_an_example_of_a_rule_keeps_to_the_schema():
    cases = [case for rule in builtin() for sort in ("fires", "silent") for case in rule.examples[sort] if "glossary" in case]
    assert len(cases) > 20
    for case in cases:
        data = case["glossary"]
        assert VALIDATOR.is_valid({"name": data} if isinstance(data, list) else data), case["case"]


CORPUS = [
    {},
    {"name": []},
    {"name": {}},
    {"name": [{}]},
    {"name": [[]]},
    {"names": [{"canonical": "غوغل"}]},
    {"name": [{"canonical": "غوغل"}]},
    {"term": [{"canonical": "مسؤول", "variants": ["مسئول"], "note": ""}]},
    {"name": [{"canonical": ""}]},
    {"name": [{"canonical": " \t"}]},
    {"name": [{"canonical": "غو\nغل"}]},
    {"name": [{"canonical": "غوغل\n"}]},
    {"name": [{"canonical": "\nغوغل"}]},
    {"name": [{"canonical": "غ" * 200}]},
    {"name": [{"canonical": "غ" * 201}]},
    {"name": [{"canonical": 5}]},
    {"name": [{"canonical": "غوغل", "variants": "جوجل"}]},
    {"name": [{"canonical": "غوغل", "variants": []}]},
    {"name": [{"canonical": "غوغل", "variants": [""]}]},
    {"name": [{"canonical": "غوغل", "variants": [5]}]},
    {"name": [{"canonical": "غوغل", "variants": ["جوجل", "جوجل"]}]},
    {"name": [{"canonical": "غوغل", "variants": ["جو\rجل"]}]},
    {"name": [{"canonical": "غوغل", "never": ["وول ستريت"], "never_join": ["غوغان"]}]},
    {"name": [{"canonical": "غوغل", "type": "organisation", "role": "شركة", "note": "ملاحظة"}]},
    {"name": [{"canonical": "غوغل", "type": "persn"}]},
    {"name": [{"canonical": "غوغل", "type": ["person"]}]},
    {"name": [{"canonical": "غوغل", "class": "place"}]},
    {"name": [{"canonical": "غوغل", "role": 5}]},
    {"name": [{"canonical": "غوغل", "colour": "أزرق"}]},
    {"name": [{"canonical": "غوغل"}], "term": [{"canonical": "غوغل"}]},
]


@pytest.mark.parametrize("data", CORPUS, ids=range(len(CORPUS)))
def test_the_program_and_the_schema_agree(data):
    assert accepted(data) == VALIDATOR.is_valid(data)


VALUES = st.one_of(
    st.text(max_size=3), st.integers(), st.lists(st.one_of(st.text(max_size=2), st.none()), max_size=3), st.sampled_from(["term", "place"])
)
KEYS = st.sampled_from(["canonical", "variants", "never", "never_join", "type", "class", "role", "note", "kind"])
ENTRIES = st.one_of(st.dictionaries(KEYS, VALUES), st.fixed_dictionaries({"canonical": st.text(max_size=3)}), st.text(max_size=1))


@given(st.dictionaries(st.sampled_from(["name", "term", "x"]), st.one_of(st.lists(ENTRIES, max_size=3), st.text(max_size=1))))
def test_the_program_and_the_schema_agree_on_any_data(data):
    assert accepted(data) == VALIDATOR.is_valid(data)


FAULTS = {
    "a word of two scripts": ('[[name]]\ncanonical = "غوgل"\n', r"house\.toml:2:14: the word 'غوgل' mixes letters of Arabic and Latin"),
    "a look-alike letter": ('[[name]]\ncanonical = "Gооgle"\n', r"mixes letters of Cyrillic and Latin"),
    "its own variant": (
        '[[name]]\ncanonical = "غوغل"\nvariants = ["جوجل", "غوغل"]\n',
        r":3:22: the variant 'غوغل' is the canonical form of its own",
    ),
    "its own variant in marks": ('[[name]]\ncanonical = "غوغل"\nvariants = ["غُوغـل"]\n', r":3:14: the variant 'غُوغـل' is the canonical"),
    "a variant twice": (
        '[[name]]\ncanonical = "غوغل"\nvariants = ["جوجل", "جوجل"]\n',
        r":3:22: 'جوجل' stands twice[\s\S]*house\.toml:3:14",
    ),
    "two owners": (
        '[[name]]\ncanonical = "غوغل"\nvariants = ["جوجل"]\n[[term]]\ncanonical = "محرك"\nvariants = ["جوجل"]\n',
        r":6:14: 'جوجل' already belongs to 'غوغل', at .*house\.toml:3:14",
    ),
    "a single letter": ('[[name]]\ncanonical = "غوغل"\nvariants = ["ج"]\n', r":3:14: 'ج' is a single letter"),
    "an unknown neighbour": (
        '[[name]]\ncanonical = "هيلينا غروبر"\n[[name]]\ncanonical = "هيلين غروبر"\nnever_join = ["هيلينا غربر"]\n',
        r":5:16: no entry is called 'هيلينا غربر'[\s\S]*did you mean 'هيلينا غروبر'",
    ),
    "itself for a neighbour": ('[[name]]\ncanonical = "غوغل"\nnever_join = ["غوغل"]\n', r":3:16: 'غوغل' is a form of its own entry"),
    "never a form of its own": (
        '[[name]]\ncanonical = "غوغل"\nvariants = ["جوجل"]\nnever = ["جوجل"]\n',
        r":4:11: 'جوجل' is a form of its own entry",
    ),
    "a form over two lines": ('[[name]]\ncanonical = """غوغل\nجوجل"""\n', r":2:16: 'canonical' is broken over lines"),
    "a form that never ends": (f'[[name]]\ncanonical = "{"غ" * 300}"\n', r":2:14: 'canonical' is longer than 200 characters"),
    "an empty file": (" \n", r"house\.toml:1:1: the file is empty"),
    "an empty table": ("name = []\n", r":1:1: 'name' holds no entry"),
    "one key twice": ('[[name]]\ncanonical = "غوغل"\ncanonical = "جوجل"\n', r"house\.toml:3:\d+: "),
    "YAML": ("name:\n  - canonical: غوغل\n", r"house\.toml:1:\d+: "),
    "deep nesting": ("x = " + "[" * 9000, r"house\.toml:1:"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_the_way_out(tmp_path, fault):
    text, message = FAULTS[fault]
    file = tmp_path / "house.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(GlossaryError, match=message) as raised:
        read(file)
    assert raised.value.hint


def test_a_form_is_found_where_it_stands_and_not_where_it_is_spoken_of(tmp_path):
    file = tmp_path / "house.toml"
    file.write_text(
        '[[name]]\nnote = "جوجل [[name]]"  # "جوجل"\ncanonical = "غوغل"\nvariants = [\n  "جوجل",\n  "جوgل",\n]\n', encoding="utf-8"
    )

    with pytest.raises(GlossaryError, match=r"house\.toml:6:4: "):
        read(file)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('[[name]]\ncanonical = "غوغل"\n'.encode("utf-16"), r":1:1: the text is UTF-16"),
        ('[[name]]\ncanonical = "غوغل"\n'.encode("cp1256"), r":2:14: not UTF-8"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"#" * (17 << 20), "larger than 16 MiB"),
    ],
)
def test_a_file_that_is_no_house_style_is_told(tmp_path, data, message):
    (tmp_path / "house.toml").write_bytes(data)

    with pytest.raises(GlossaryError, match=message):
        read(tmp_path / "house.toml")


def test_a_mark_of_byte_order_windows_line_ends_and_latin_names_do_no_harm(tmp_path):
    file = tmp_path / "house.toml"
    file.write_bytes(b"\xef\xbb\xbf" + '[[name]]\r\ncanonical = "NASCO"\r\nvariants = ["ناسكو", "iPhone برو"]\r\n'.encode())

    assert read(file).entries == (Entry("NASCO", ("ناسكو", "iPhone برو"), type="person"),)


def test_a_file_of_comments_is_a_house_style_without_entries(tmp_path):
    (tmp_path / "house.toml").write_text("# to be filled\n", encoding="utf-8")

    assert read(tmp_path / "house.toml").entries == ()


def test_a_name_knows_those_that_it_is_never_joined_with():
    house = from_data(
        [{"canonical": "هيلينا غروبر", "variants": ["هيلينا جروبر"], "never_join": ["هيلين غروبر"]}, {"canonical": "هيلين غروبر"}]
    )

    assert house.parted_from(house.entries[0]) == ("هيلين غروبر",)
    assert house.parted_from(house.entries[1]) == ()


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=5)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_every_value_of_a_file_is_found_where_it_stands(pairs):
    lines = [f"[[name]]  # {json.dumps(note)[1:-1]} = [\n{json.dumps('k' + note)} = [{json.dumps(value)}, 5]\n" for note, value in pairs]
    text = "".join(line.replace("\x7f", "\\u007f") for line in lines)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = places(text)
    for number, row in enumerate(data.get("name", [])):
        for key, (value, _) in row.items():
            at = found.values["name", number, key, 0]
            assert text.startswith(json.dumps(value)[1:-1].replace("\x7f", "\\u007f") + '"', at)
            assert text.split("\n")[line_and_column(text, at)[0] - 1].startswith('"k')
