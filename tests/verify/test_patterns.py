"""Hold the pattern language to what rule writers are told: words with their joined letters, mentions, marks, places, clear errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.engines import pick
from tadqiq.errors import RulePackError
from tadqiq.model import ARTICLES
from tadqiq.verify import verify
from tadqiq.verify.packs import read
from tadqiq.verify.patterns.elements import joined
from tadqiq.verify.patterns.language import parse
from tadqiq.verify.patterns.phrases import raw_letters
from tadqiq.verify.patterns.tree import PatternError

RULE = """\
code: XYZ001
kind: {kind}
level: info
message: {{ar: "«{{text}}»", en: "'{{text}}'"}}
why: {{ar: "سبب", en: "reason"}}
settings:
{settings}
examples: {{fires: [], silent: []}}
"""


@pytest.fixture
def found(tmp_path):
    """Run a rule of a kind with settings over articles, and give the texts it marks and what it suggests."""
    import polars as pl

    def run(kind, settings, *articles):
        file = tmp_path / "x.yaml"
        file.write_text(RULE.format(kind=kind, settings="\n".join(f"  {line}" for line in settings.splitlines())), encoding="utf-8")
        rows = [{"doc": n, "article_id": str(n), "headline": h, "body": b, "origin": "t", "line": n} for n, (h, b) in enumerate(articles)]
        findings = verify(pl.DataFrame(rows, schema=dict(ARTICLES)), read(file), pick("local")).findings
        return list(zip(findings["text"].to_list(), findings["suggestion"].to_list(), strict=True))

    return run


def texts(rows):
    return [text for text, _ in rows]


@pytest.mark.parametrize(
    ("pattern", "text", "marked"),
    [
        ("وزير", "قال وزير المياه", ["وزير"]),
        ("وزير", "قال الوزير", []),
        ("+وزير", "قال الوزير وكتب للوزير وبوزير", ["الوزير", "للوزير", "وبوزير"]),
        ("مسؤول*", "حضر مسؤولون ومسؤول", ["مسؤولون"]),
        ("*ستان", "زار باكستان أمس", ["باكستان"]),
        ("+وزير ( المياه | الزراعة )", "قال وزير المياه ثم وزير النقل ثم وزير الزراعة", ["وزير المياه", "وزير الزراعة"]),
        ("وزير المياه? نادر", "قال وزير نادر ووصل وزير المياه نادر", ["وزير نادر", "وزير المياه نادر"]),
        ("قال {words 2} إن", "قال وزير المياه إن", ["قال وزير المياه إن"]),
        ("قال {words 2} إن", "قال وزير المياه نادر السحيمي إن", []),
        ("قال [ {any} ] إن", "قال نادر إن", ["نادر"]),
        ("^ قال", "قال نادر. ثم قال سامر", ["قال"]),
        ("إن $", "قال نادر إن\nوقال سامر إن الماء", ["إن"]),
        ("بلغ {number}", "بلغ 12 ألفا في العام", ["بلغ 12 ألفا"]),
        ('"(" {number} ")"', "المادة ( 12 ) منه", ["( 12 )"]),
        ("الهدنه", "تمديد الهُـدنة", ["الهُـدنة"]),
        ("تمديد الهدنة", "تمديد. الهدنة", []),
    ],
)
def test_a_pattern_over_words_marks_its_passages(found, pattern, text, marked):
    rows = found("pattern", f"words: '{pattern}'\neach: true", ("عنوان", text))

    assert texts(rows) == marked


def test_a_list_of_the_rule_and_one_of_the_lexicons_stand_for_their_words(found):
    settings = "words: '{+list:drinks}'\neach: true\nlists: {drinks: [شاي, قهوة]}"
    own = found("pattern", settings, ("ع", "شرب الشاي والقهوة"))
    shipped = found("pattern", "words: '{+list:weekdays}'\neach: true", ("ع", "يوم الأحد"))

    assert texts(own) == ["الشاي", "والقهوة"]
    assert texts(shipped) == ["الأحد"]


def test_a_place_inside_or_outside_quotations_and_in_the_lead_is_held(found):
    article = ("قال نادر", "قال «نعم قال» سامر.\nقال فهد.")

    assert len(found("pattern", "words: قال\neach: true", article)) == 4
    assert len(found("pattern", "words: قال\neach: true\nquotations: inside", article)) == 1
    assert len(found("pattern", "words: قال\neach: true\nwhere: headline", article)) == 1
    assert len(found("pattern", "words: قال\neach: true\nwhere: lead\nquotations: outside", article)) == 1
    assert len(found("pattern", "words: قال\neach: true\nwhere: paragraphs", article)) == 1


def test_characters_are_marked_by_raw_offsets_at_every_level(found):
    article = ("ع", "قالَ نـادر,, ثم سكت")

    assert found("pattern", "characters: ',+'\nletters: {',': '،'}", article) == [(",,", "،،")]
    assert texts(found("pattern", "characters: نادر\nlevel: matching", article)) == ["نـادر"]
    assert texts(found("pattern", "characters: نادر", article)) == []


def test_a_text_that_holds_the_engines_own_signs_is_read_right(found):
    assert texts(found("pattern", "characters: 'ب+'\neach: true", ("ع", "\ue000بب\ue001 \ue002 ب"))) == ["بب", "ب"]


def test_a_substitution_keeps_joined_letters_and_takes_the_longest_phrase(found):
    settings = 'swap: {"+مدراء": "مديرون", "+مدراء المدارس": "مديرو المدارس"}\neach: true\nexcept: ["مدراء بلا حدود"]'

    assert found("substitution", settings, ("ع", "حضر المدراء وللمدراء كلمة، ومدراء المدارس، ومنظمة مدراء بلا حدود")) == [
        ("مدراء", "مديرون"),
        ("مدراء", "مديرون"),
        ("مدراء المدارس", "مديرو المدارس"),
    ]


def test_forms_that_only_their_hamza_parts_are_told_apart(found):
    assert found("substitution", 'swap: {"الى": "إلى"}', ("ع", "ذهب الى البيت إلى النهر")) == [("الى", "إلى")]


def test_two_ways_of_one_article_are_told_at_the_rarer(found):
    settings = "ways: {a: بالمئة, b: {words: في المئة}}"

    assert texts(found("consistency", settings, ("ع", "5 بالمئة و6 بالمئة و7 في المئة"), ("ع", "5 بالمئة"))) == ["في المئة"]


def test_a_condition_looks_as_far_as_it_says(found):
    near, far = "إما نعم. أو لا.", "إما نعم أو لا."

    assert texts(found("conditional", "if: إما\nthen: أو\nwithin: sentence", ("ع", near), ("ع", far))) == ["إما"]
    assert texts(found("conditional", "if: إما\nthen: أو\nwithin: article", ("ع", near))) == []
    assert texts(found("conditional", "if: أو\nthen: إما\nbefore: true", ("ع", "نعم أو لا. إما كذا"))) == ["أو"]


def test_an_occurrence_too_many_is_marked(found):
    assert texts(found("occurrence", "words: '+قال'\nmost: 2", ("ع", "قال أ. وقال ب. فقال ج"), ("ع", "قال أ. وقال ب"))) == ["فقال"]


def test_an_expression_is_asked_of_every_article(found):
    rows = found("expression", "is: headline_words > 3 AND paragraphs = 2", ("أ ب ج د", "واحد.\nاثنان."), ("أ ب", "واحد.\nاثنان."))

    assert texts(rows) == ["واحد."]


@pytest.mark.parametrize(
    ("kind", "settings", "where", "words"),
    [
        ("pattern", "words: '( قال'", "x.yaml:7:3", "no partner"),
        ("pattern", "words: 'قال {nmae}'", "x.yaml:7:3", "allowed: number"),
        ("pattern", "words: 'قال?'", "x.yaml:7:3", "nothing stands"),
        ("pattern", "words: '{words 5}'", "x.yaml:7:3", "nothing stands"),
        ("pattern", "words: '{list:nope}'", "x.yaml:7:3", "no list is called 'nope'"),
        ("pattern", "words: قال\ncharacters: قال", "x.yaml:7:3", "one of the two"),
        ("pattern", "characters: '(قال'", "x.yaml:7:3", "unclosed group"),
        ("pattern", "characters: 'ق*'", "x.yaml:7:3", "nothing stands"),
        ("pattern", "characters: '(?=قال)'", "x.yaml:7:3", "look-around"),
        ("pattern", "characters: '(?:(?:ق{100}){100}){100}'", "x.yaml:7:3", "size limit"),
        ("pattern", "words: قال\nwhere: leed", "x.yaml:8:3", "headline"),
        ("substitution", "swap: {}", "x.yaml:7:3", "what to write"),
        ("substitution", "swap: {قال: قال}", "x.yaml:7:3", "for itself"),
        ("consistency", "ways: {a: قال}", "x.yaml:7:3", "two patterns"),
        ("consistency", "ways: {a: قال, b: {wrods: قال}}", "x.yaml:7:3", "did you mean 'words'"),
        ("conditional", "if: قال\nthen: إن\nwithin: page", "x.yaml:9:3", "sentence"),
        ("occurrence", "words: قال\nmost: many", "x.yaml:8:3", "whole number"),
        ("expression", "is: led_words > 4", "x.yaml:7:3", "no column is called 'led_words'"),
        ("expression", "is: lead_words + 4", "x.yaml:7:3", "neither true nor false"),
        ("expression", "is: 'lead_words >'", "x.yaml:7:3", "no condition"),
    ],
)
def test_a_fault_in_a_pattern_says_where_and_what_is_allowed(found, kind, settings, where, words):
    with pytest.raises(RulePackError) as caught:
        found(kind, settings, ("ع", "م"))

    assert caught.value.where == where
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "[ قال", "قال ] [", "a [ b ] [ c ]", "| قال", "قال )", "{قال", "( " * 12 + "قال" + " )" * 12, "?", "س " * 1200]
)
def test_what_is_no_pattern_is_said(text):
    with pytest.raises(PatternError):
        parse(text)


@given(st.text(alphabet='قال +*?|()[]{}^$"،:0', max_size=40))
def test_any_text_is_a_pattern_or_a_clear_error(text):
    try:
        parse(text)
    except PatternError as error:
        said = str(error)
    else:
        said = "character"
    assert "character" in said


@given(st.text(alphabet="ابتثكلمنوي", min_size=2, max_size=8))
def test_joined_letters_are_counted_right(word):
    bare = word.removeprefix("ال")
    for form, letters in joined(word):
        assert form[letters:] == (bare if form[:letters].endswith("لل") or (form[:letters].endswith("ال")) else form[letters:])
        assert raw_letters(form, letters) == letters


def test_a_pattern_that_would_backtrack_elsewhere_stays_linear(found):
    assert found("pattern", "characters: '(?:ق|قق)+ك'", ("ع", "ق" * 20_000)) == []
    assert found("pattern", "words: '" + "قال? " * 30 + "قال'", ("ع", "قال " * 500))


def test_a_word_that_only_looks_definite_takes_its_letters_as_any_other(found):
    rows = found("substitution", 'swap: {"+ألمانيا": "جرمانيا"}\neach: true', ("ع", "سافر لألمانيا وبألمانيا"))

    assert rows == [("ألمانيا", "جرمانيا")] * 2
