"""Read house-style glossaries, and find the forms that they replace."""

import pytest

from tadqiq.engines.local import Local
from tadqiq.errors import GlossaryError
from tadqiq.resources import room
from tadqiq.verify import verify
from tadqiq.verify.corpus import _articles
from tadqiq.verify.house import Entry, Glossary, from_data, read
from tadqiq.verify.packs import builtin

RULE = next(rule for rule in builtin() if rule.code == "NAM003")


@pytest.fixture
def house(tmp_path):
    def write(text):
        file = tmp_path / "house.toml"
        file.write_text(text, encoding="utf-8")
        return read(file)

    return write


def found(body, glossary):
    articles, _ = _articles({"body": body})
    rows = verify(articles, [RULE], Local(1), glossary=glossary).findings
    return list(zip(rows["text"].to_list(), rows["suggestion"].to_list(), strict=True))


def test_a_glossary_is_read_whole(house):
    glossary = house(
        '[[name]]\ncanonical = "غوغل"\nvariants = ["جوجل"]\ntype = "organisation"\nnote = "ملاحظة"\n'
        '[[term]]\ncanonical = "مسؤول"\nvariants = ["مسئول"]\nnever = ["المسئول الأول"]\n'
    )

    assert glossary == Glossary(
        (
            Entry("غوغل", ("جوجل",), (), "organisation", "", "ملاحظة"),
            Entry("مسؤول", ("مسئول",), ("المسئول الأول",), "term", "", ""),
        )
    )


def test_class_is_another_word_for_type(house):
    assert house('[[name]]\ncanonical = "النورس"\nclass = "place"\n').entries[0].type == "place"


def test_an_example_glossary_may_be_a_list_or_tables():
    entries = [{"canonical": "غوغل", "variants": ["جوجل"]}]

    assert from_data(entries) == from_data({"name": entries})


def test_the_example_newsrooms_house_style_is_read():
    assert read(room("rules").parent / "examples" / "newsroom" / "house.toml").by_key["جوجل"].canonical == "غوغل"


FAULTS = {
    "bad TOML": ('[[name]]\ncanonical = "غوغل\n', r"house\.toml:2:\d+: "),
    "an unclosed table": ("[[name\n", r"house\.toml:1:\d+: "),
    "an unknown key": (
        '[[name]]\ncanonical = "غوغل"\nvariant = ["جوجل"]\n',
        r"house\.toml:3:1: no key is called 'variant'[\s\S]*did you mean 'variants'",
    ),
    "an unknown table": ('[[names]]\ncanonical = "غوغل"\n', r"house\.toml:1:3: no table is called 'names'[\s\S]*did you mean 'name'"),
    "a single table": ('[name]\ncanonical = "غوغل"\n', r"house\.toml:1:2: "),
    "an empty canonical": (
        '[[name]]\ncanonical = "غوغل"\n[[name]]\ncanonical = " "\n',
        r"house\.toml:4:1: an entry without a canonical form",
    ),
    "no canonical": ('[[name]]\nvariants = ["جوجل"]\n', r"house\.toml:1:1: an entry without a canonical form"),
    "a canonical without letters": ('[[name]]\ncanonical = "ـ"\n', r"house\.toml:2:14: 'ـ' has no letters"),
    "an empty variant": ('[[name]]\ncanonical = "غوغل"\nvariants = [""]\n', r"house\.toml:3:1: 'variants' must be a list of forms"),
    "variants that are no list": ('[[name]]\ncanonical = "غوغل"\nvariants = "جوجل"\n', r"house\.toml:3:1: 'variants' must be a list"),
    "a number for a name": ("[[name]]\ncanonical = 5\n", r"house\.toml:2:1: 'canonical' must be text"),
    "an unknown type": (
        '[[name]]\ncanonical = "غوغل"\ntype = "persn"\n',
        r"house\.toml:3:1: no type is called 'persn'[\s\S]*did you mean 'person'",
    ),
    "a form of two names": (
        '[[name]]\ncanonical = "غوغل"\nvariants = ["جوجل"]\n[[name]]\ncanonical = "جوغل"\nvariants = ["قوقل", "جوجل"]\n',
        r"house\.toml:6:22: 'جوجل' already belongs to 'غوغل'",
    ),
    "one canonical twice": (
        '[[name]]\ncanonical = "غوغل"\n[[term]]\ncanonical = "غوغل"\n',
        r"house\.toml:4:14: 'غوغل' already belongs to 'غوغل'",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_the_way_out(house, fault):
    text, message = FAULTS[fault]

    with pytest.raises(GlossaryError, match=message) as raised:
        house(text)
    assert raised.value.hint


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(GlossaryError, match="No such file"):
        read(tmp_path / "none.toml")
    (tmp_path / "cp1256.toml").write_bytes('[[name]]\ncanonical = "غوغل"\n'.encode("cp1256"))
    with pytest.raises(GlossaryError, match="not UTF-8"):
        read(tmp_path / "cp1256.toml")


GOOGLE = from_data([{"canonical": "غوغل", "variants": ["جوجل"]}])


@pytest.mark.parametrize("word", ["جوجل", "وجوجل", "بجوجل", "فلجوجل", "كجوجل", "الجوجل", "وبالجوجل"])
def test_joined_letters_are_left_alone(word):
    assert found(f"وقال المدير {word} أيضا.", GOOGLE) == [("جوجل", "غوغل")]


def test_an_article_melted_into_a_preposition_keeps_its_place():
    glossary = from_data([{"canonical": "البنتاغون", "variants": ["البنتاجون"]}])

    assert found("بيان للبنتاجون وآخر بالبنتاجون وثالث من البنتاجون.", glossary) == [
        ("للبنتاجون", "للبنتاغون"),
        ("البنتاجون", "البنتاغون"),
        ("البنتاجون", "البنتاغون"),
    ]


def test_marks_and_strokes_inside_a_word_do_not_hide_it():
    assert found("شركة وَجُوجــل الجديدة.", GOOGLE) == [("جُوجــل", "غوغل")]


@pytest.mark.parametrize("word", ["جوجلة", "سجوجل", "جوجلي", "جو جل", "غوغل", "وغوغل"])
def test_other_words_are_not_variants(word):
    assert found(f"وقال المدير {word} أيضا.", GOOGLE) == []


def test_a_variant_is_right_inside_a_form_that_is_set_apart():
    glossary = from_data([{"canonical": "غورنال", "variants": ["جورنال"], "never": ["وول ستريت جورنال"]}])

    assert found("ذكرت وول ستريت جورنال، ثم ذكرت جورنال.", glossary) == [("جورنال", "غورنال")]


def test_a_variant_inside_a_longer_canonical_form_is_right():
    glossary = from_data([{"canonical": "بحر", "variants": ["يم"]}, {"canonical": "بوابة يم"}])

    assert found("عبرت بوابة يم إلى يم واسع.", glossary) == [("يم", "بحر")]


def test_variants_that_differ_by_hamza_only_are_told_from_the_house_form():
    glossary = from_data([{"canonical": "أردينيا", "variants": ["إردينيا", "اردينيا"]}])

    assert found("من أردينيا إلى إردينيا ثم اردينيا وبأردينيا.", glossary) == [("إردينيا", "أردينيا"), ("اردينيا", "أردينيا")]


def test_the_longest_form_is_the_one_that_counts():
    glossary = from_data([{"canonical": "سعاد المرزوقي", "variants": ["سعاد مرزوقي"]}, {"canonical": "المرزوقي", "variants": ["مرزوقي"]}])

    assert found("شكرت سعاد مرزوقي الحضور، وقالت مرزوقي إنها سعيدة.", glossary) == [
        ("سعاد مرزوقي", "سعاد المرزوقي"),
        ("مرزوقي", "المرزوقي"),
    ]
