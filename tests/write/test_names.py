import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.lexicon import read as lexicon
from tadqiq.recognise.spellings import match
from tadqiq.verify.house import read
from tadqiq.write.names import glossary, reasons, table
from tadqiq.write.wording import Words


def name(*forms, sort="person", canonical=None, **counts):
    spellings = [{"form": form, "articles": 9 - n, "mentions": 9, **counts} for n, form in enumerate(forms)]
    return {"canonical": canonical or forms[0], "class": sort, "chosen_by": "articles", "confidence": 0.9, "spellings": spellings}


def written(rows, folder, lang="ar"):
    path = folder / "house.toml"
    path.write_text("".join(glossary(rows, Words(lang))), encoding="utf-8")
    return read(path).entries


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_written_house_style_is_read_back(tmp_path, lang):
    rows = [name("يوآف غالانت", "يوآف جالانت", "يواف جلانت"), name("سوريا", "سورية", sort="place")]

    got = written(rows, tmp_path, lang)

    assert [(entry.canonical, entry.variants, entry.type) for entry in got] == [
        ("يوآف غالانت", ("يوآف جالانت", "يواف جلانت"), "person"),
        ("سوريا", ("سورية",), "place"),
    ]


def test_a_form_stands_in_one_entry_only(tmp_path):
    rows = [name("الكوت", "الكويت", sort="place"), name("الكويت", "كويت", sort="organisation"), name("بيت", "بيط", sort="place")]

    assert [entry.canonical for entry in written(rows, tmp_path)] == ["الكوت", "بيت"]


def test_the_form_of_the_house_stays_canonical_though_no_article_has_it(tmp_path):
    assert written([name("جوجل", "قوقل", sort="organisation", canonical="غوغل")], tmp_path)[0].variants == ("جوجل", "قوقل")


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8), min_size=2, max_size=3), max_size=4))
def test_no_form_breaks_the_file(tmp_path_factory, groups):
    rows = [name(*(form.strip() or "ب" for form in forms)) for forms in groups]

    written(rows, tmp_path_factory.mktemp("house"))


def test_a_table_has_a_row_for_each_spelling():
    outlets = {"الميناء": 4, "الجبل": 3, "السهل": 2, "النهر": 1}
    rows = [name("يوآف غالانت", "يوآف | جالانت", outlets=outlets, months={"2026-10": 5, "2026-11": 4})]

    lines = "".join(table(rows, Words("en"))).splitlines()

    assert lines[0] == "| Name | Class | Spelling | Articles | Outlets | Months | Confidence |"
    assert lines[2] == "| يوآف غالانت | person | يوآف غالانت | 9 | الميناء 4, الجبل 3, السهل 2, +1 | 2026-10 – 2026-11 | 0.90 |"
    assert lines[3].startswith("|  |  | يوآف \\| جالانت | 8 |")


def test_a_table_shows_what_no_reader_could_see():
    assert "‹U+202E›" in "".join(table([name("غا\u202eلانت", "جالانت")], Words("ar")))


PAIRS = [
    ("يوآف غالانت", "يوآف جالانت"),
    ("دونالد ترامب", "دونالد ترمب"),
    ("حسن", "حسين"),
    ("جمال", "كمال"),
    ("!", "؟"),
    ("غانتس", "غالانت"),
    ("لوي", "لاييه"),
    ("علي", "على"),
    ("عبد الله غول", "عبدالله غول"),
    ("محمد البشير النمر", "محمد النمر"),
    ("- جونز", "جونز -"),
]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_step_and_guard_has_its_words(lang):
    words = Words(lang)
    steps = {row["name"] for row in lexicon("spelling_costs")} - {"base", "letter"}

    assert steps <= set(words.entries["names"]["steps"])
    assert all(reasons(match(*pair).why, words) for pair in PAIRS)


def test_what_decided_is_said_in_the_language_of_the_reader():
    assert reasons(match("يوآف غالانت", "يوآف جالانت").why, Words("ar")) == "غ ↔ ج: كتابة صوت g (0.07)"
    assert reasons(match("دونالد ترامب", "دونالد ترمب").why, Words("ar")) == "زيادة ا: ألف مد (0.29)"
    assert reasons(match("حسن", "حسين").why, Words("en")) == "two different names that are known"
    assert reasons(match("لوي", "لاييه").why, Words("en")).endswith("is allowed (fewer than three consonants)")
