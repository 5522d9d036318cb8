"""Mend only what is certain, and nothing that somebody said."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.engines.local import Local
from tadqiq.errors import RulePackError
from tadqiq.model import ARTICLES
from tadqiq.verify.corpus import examples
from tadqiq.verify.fixes import applied, changes, find_fixes, mended
from tadqiq.verify.house import from_data
from tadqiq.verify.packs import builtin, read

RULES = [rule for rule in builtin() if rule.fix]
HOUSE = from_data(
    {
        "name": [
            {"canonical": "سعاد المرزوقي", "variants": ["سعاد مرزوقي"]},
            {"canonical": "سورية", "variants": ["سوريا"], "type": "place"},
            {"canonical": "البنتاغون", "variants": ["البنتاجون"], "type": "organisation"},
            {"canonical": "غوغل", "variants": ["جوجل"], "type": "organisation"},
        ],
        "term": [{"canonical": "مسؤول", "variants": ["مسئول"]}],
    }
)


def frame(body, headline=""):
    return pl.DataFrame(
        [{"doc": 0, "article_id": "a", "headline": headline, "body": body, "origin": "test", "line": 1}], schema=dict(ARTICLES)
    )


def fixed(body, rules=RULES):
    articles = frame(body)
    return mended(articles, find_fixes(articles, rules, Local(1), HOUSE))["body"][0]


def left(body):
    return find_fixes(frame(body), RULES, Local(1), HOUSE)["left"].to_list()


def test_the_rules_that_mend_are_these():
    assert [rule.code for rule in RULES] == ["NAM003", "STR008", "TYP003", "TYP005", "TYP008"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("وصل المسافر إلى سوريا مساء.", "وصل المسافر إلى سورية مساء."),
        ("من لبنان وسوريا والعراق.", "من لبنان وسورية والعراق."),
        ("زار وَسُــوريا وبسوريا.", "زار وَسورية وبسورية."),
        ("بيان للبنتاجون وبالبنتاجون.", "بيان للبنتاغون وبالبنتاغون."),
        ("وقال المسئول إن مسئول المحطة وصل.", "وقال المسؤول إن مسؤول المحطة وصل."),
        ("شكرت سُعاد مرزوقي الحضور.", "شكرت سعاد المرزوقي الحضور."),
        ("حضر الوزير و قال إنه سعيد.", "حضر الوزير وقال إنه سعيد."),
        ('وذكرت صحيفة "أخبار المطار "أن الرحلة ألغيت.', 'وذكرت صحيفة "أخبار المطار" أن الرحلة ألغيت.'),
        ("وأكد وزير المياه نادر السحيمي، أن المحطة ستعمل.", "وأكد وزير المياه نادر السحيمي أن المحطة ستعمل."),
        ("تكريم لأهل الم\u200fدينة القديمة.", "تكريم لأهل المدينة القديمة."),
        ("حضر الوزير وَ قال إنه سعيد.", "حضر الوزير وَقال إنه سعيد."),
        ("وذكر البيان أن الوزير اتصل بـــ السحيمي.", "وذكر البيان أن الوزير اتصل بالسحيمي."),
    ],
)
def test_what_is_certain_is_written(before, after):
    assert fixed(before) == after
    assert fixed(after) == after


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('قالت المديرة: "سنذهب إلى سوريا غدا".', "quoted"),
        ("قالت المديرة: «سنذهب إلى سوريا و نعود غدا».", "quoted"),
        ("قالت المديرة: “سنذهب إلى سوريا غدا”.", "quoted"),
        ("وقرأ قوله: ﴿وسوريا﴾ ثم جلس.", "quoted"),
        ("قالت المديرة ((سنذهب إلى سوريا غدا)) ثم جلست.", "quoted"),
        ('قالت المديرة: "سنذهب غدا.\nوتقع سوريا على البحر.', "unclear"),
        ('قالت المديرة سنذهب غدا".\nوتقع سوريا على البحر.', "unclear"),
        ("شاركوا في #سوريا_الجميلة اليوم.", "unsure"),
        ("كتب @سوريا أمس.", "unsure"),
        ("على الرابط https://example.com/سوريا/جوجل اليوم.", "unsure"),
    ],
)
def test_what_somebody_said_and_what_is_no_prose_is_left(body, why):
    assert fixed(body) == body
    assert why in left(body)


def test_a_word_that_matching_takes_for_a_variant_is_left():
    """At matching level علي and على are one: only what is listed letter for letter is written."""
    house = from_data([{"canonical": "عليّ الحداد", "variants": ["علي حداد"]}, {"canonical": "سلمى", "variants": ["سلماي"]}])
    body = "وضع الكتاب على حداد وجلس، ثم جاء علي حداد."
    articles = frame(body)

    assert mended(articles, find_fixes(articles, RULES, Local(1), house))["body"][0] == "وضع الكتاب على حداد وجلس، ثم جاء عليّ الحداد."


def test_a_letter_of_a_known_name_is_not_peeled_off():
    house = from_data([{"canonical": "إيدن", "variants": ["ايدن"]}])
    articles = frame("وصل بايدن ثم تحدث وبايدن واقف، وشكر ايدن.")

    assert mended(articles, find_fixes(articles, RULES, Local(1), house))["body"][0] == "وصل بايدن ثم تحدث وبايدن واقف، وشكر إيدن."


@pytest.mark.parametrize(
    "body",
    [
        'واستطرد "أحب الفوز في كل مباراة ألعبها. وأضاف "أريد أن أكون معكم دائما.',
        'الابتدائية حاليا " ، وعلى الناخبين أن يصلوا " مبكرا ".',
        'قال المدير "إن القاعة "الكبرى" مغلقة "وأضاف أنها ستفتح.',
    ],
)
def test_marks_that_may_have_been_paired_wrongly_are_left(body):
    assert fixed(body) == body


def test_a_hidden_character_between_two_words_is_no_reason_to_join_them():
    assert fixed("جاءت المعايدة\u200fتواصلت أمس.") == "جاءت المعايدة\u200fتواصلت أمس."


def test_letters_of_print_that_may_be_of_another_language_are_left():
    assert fixed("وقالت المديرة إن \ufe91\ufbfe\ufecc\ufe94 قريبة.") == "وقالت المديرة إن \ufe91\ufbfe\ufecc\ufe94 قريبة."
    assert fixed("وقالت المديرة إن \ufe91\ufef4\ufecc\ufe94 قريبة.") == "وقالت المديرة إن بيعة قريبة."


def test_of_two_mends_of_one_place_the_first_rule_is_written_and_the_other_told():
    body = "حضر الوزير و سوريا كلها."
    found = find_fixes(frame(body), RULES, Local(1), HOUSE)

    assert found.select("code", "left").rows() == [("TYP005", "overlap"), ("NAM003", None)]
    assert fixed(body) == "حضر الوزير و سورية كلها."
    assert fixed(fixed(body)) == "حضر الوزير وسورية كلها."


def test_every_place_is_mended_and_not_only_the_one_a_finding_shows():
    assert fixed("حضر الوزير و قال و جلس و قام و ذهب.") == "حضر الوزير وقال وجلس وقام وذهب."


TEXTS = st.text(st.sampled_from('اب "،\u064f'), max_size=12)


@given(TEXTS, TEXTS, TEXTS)
def test_changes_write_exactly_what_is_put(before, raw, put):
    made = changes(raw, put, len(before))

    assert applied(before + raw + "!", made) == before + put + "!"
    assert all(len(change.put) <= max(1, len(put)) for change in made)


PIECES = st.sampled_from(
    [
        "سوريا",
        "وسوريا",
        "جوجل",
        "مسئول",
        "و",
        "قال",
        "سعاد",
        "مرزوقي",
        '"',
        "«",
        "»",
        "“",
        "”",
        "،",
        ".",
        "أن",
        "المدير",
        "وأكد",
        "\n",
        "البنتاجون",
        "لـ",
        "الم\u200fدينة",
    ]
)


@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", " "])), max_size=25))
def test_nothing_between_two_marks_changes(pieces):
    """Whatever stands between the first and the last mark of a text with two marks is the same after mending, but for blanks at its ends."""
    body = "".join(word + gap for word, gap in pieces)
    after = fixed(body)
    for opening, closing in (('"', '"'), ("«", "»"), ("“", "”")):
        if (
            sum(body.count(mark) for mark in '"«»“”') == 2
            and body.count(opening) == (2 if opening == closing else 1)
            and body.count(closing)
        ):
            inner = [text[text.index(opening) + 1 : text.rindex(closing)] for text in (body, after)]
            assert body.index(opening) > body.rindex(closing) or inner[0].strip() == inner[1].strip()


FIXABLE = """\
code: XYZ001
kind: detached-proclitic
level: info
fix: safe
message: {ar: "رسالة", en: "message"}
why: {ar: "سبب", en: "reason"}
examples:
  fires:
    - case: One.
      body: "%s"
  silent:
    - case: Two.
      body: "حضر الوزير."
"""


@pytest.mark.parametrize(
    ("body", "ok"), [("حضر الوزير و قال.", True), ("وقدم الرسام لوحته هدية ل سكان الوادي.", False), ("قال: «حضر و قال» أمس.", False)]
)
def test_a_rule_that_mends_must_show_that_it_does(tmp_path, body, ok):
    file = tmp_path / "x.yaml"
    file.write_text(FIXABLE % body, encoding="utf-8")

    outcomes = list(examples(read(file), Local(1)))

    assert all(outcome.ok for outcome in outcomes) == ok
    assert {outcome.wanted for outcome in outcomes} == {"fires", "silent", "mends"}


def test_another_sort_of_fix_is_refused(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_text(FIXABLE.replace("fix: safe", "fix: sfae"), encoding="utf-8")

    with pytest.raises(RulePackError, match=r"x\.yaml:4:1: no fix is called 'sfae'[\s\S]*did you mean 'safe'"):
        read(file)
