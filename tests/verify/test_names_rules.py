"""Hold the rules on how one name is written to what an editor would say: hamza, spaces, the article, first mentions, marks, headlines."""

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.engines.local import Local
from tadqiq.model import ARTICLES
from tadqiq.verify import verify
from tadqiq.verify.house import from_data
from tadqiq.verify.packs import builtin

RULES = {rule.code: rule for rule in builtin()}
FORMS = ("NAM001", "NAM002", "NAM003", "NAM005", "NAM006", "NAM007")


def frame(*articles):
    """Lay out articles: bodies, or (headline, body), or (headline, body, outlet)."""
    rows = []
    for n, article in enumerate(articles):
        headline, body, outlet = (*(("", article) if isinstance(article, str) else article), None)[:3]
        rows.append(
            {"doc": n, "article_id": f"a{n}", "headline": headline, "body": body, "outlet": outlet, "origin": "test", "line": n + 1}
        )
    return pl.DataFrame(rows, schema=dict(ARTICLES))


def check(codes, *articles, glossary=None):
    found = verify(frame(*articles), [RULES[code] for code in codes], Local(1), glossary=glossary).findings
    return list(found.iter_rows(named=True))


def shown(codes, *articles, glossary=None):
    return [(row["code"], row["article_id"], row["text"]) for row in check(codes, *articles, glossary=glossary)]


def said(name):
    return f"وقالت المديرة {name} إن المعرض سيفتح في الربيع."


def test_the_form_of_most_articles_is_suggested_and_related():
    (row,) = check(["NAM005"], said("إيلينا أوستروفا"), said("ايلينا اوستروفا"), said("إيلينا أوستروفا"))

    assert (row["article_id"], row["text"], row["suggestion"]) == ("a1", "ايلينا اوستروفا", "إيلينا أوستروفا")
    assert [other["text"] for other in row["related"]] == ["إيلينا أوستروفا"]
    assert "2 articles against 1" in row["message_en"]


def test_where_two_ways_have_equally_many_articles_nothing_is_suggested():
    rows = check(["NAM006"], said("سعاد عبد الرحمن"), said("سعاد عبدالرحمن"))

    assert [(row["text"], row["suggestion"]) for row in rows] == [("سعاد عبد الرحمن", None), ("سعاد عبدالرحمن", None)]


def test_an_article_that_has_both_ways_is_shown_once_with_a_suggestion():
    (row,) = check(["NAM006"], said("سعاد عبد الرحمن") + "\nوأضافت سعاد عبدالرحمن أن العمل انتهى.")

    assert (row["text"], row["suggestion"], row["related"][0]["text"]) == ("سعاد عبدالرحمن", "سعاد عبد الرحمن", "سعاد عبد الرحمن")


@pytest.mark.parametrize(
    "text",
    [
        "وقال جالفيز إن ريكاردو غالفيز جاهز.",
        "وقال المدرب ريكاردو جالفيز إنه جاهز. وأضاف غالفيز أن الفريق معه. وتابع غالفيز حديثه.",
        "وقال المدرب ريكاردو غالفيز إنه جاهز. وأضاف ريكاردو غالفيز أن الفريق معه. وتابع جالفيز حديثه.",
        "وصل فريق ريكاردو جالفيز.\nوقال المدرب غالفيز إنه جاهز.\nوأضاف غالفيز أن الفريق معه.",
    ],
)
def test_what_is_suggested_has_as_many_words_as_what_is_marked(text):
    rows = check(["NAM001"], text)

    assert rows
    assert all(len(row["text"].split()) == len(row["suggestion"].split()) for row in rows)


def test_a_form_that_neither_of_two_level_ones_outweighs_is_told_the_counts_alone():
    ties = [said("هيلينا غروبر")] * 2 + [said("هيلينا جروبر")] * 2
    rows = check(["NAM002"], *ties, said("هيلينا قروبر"))
    odd = [row for row in rows if row["text"] == "هيلينا قروبر"]

    assert odd
    assert all("Neither" not in row["message_en"] and "Most write" not in row["message_en"] for row in odd)
    assert all("Neither prevails" in row["message_en"] for row in rows if row not in odd)


def test_each_article_is_shown_once_however_often_it_has_the_odd_form():
    odd = "\n".join([said("ايلينا اوستروفا")] * 3)

    assert len(check(["NAM005"], said("إيلينا أوستروفا"), said("إيلينا أوستروفا"), odd)) == 1


def test_a_name_that_other_spaces_part_is_not_also_shown_for_its_hamza():
    found = shown(FORMS, said("سليم أبو حسن"), said("سليم أبو حسن"), said("سليم ابوحسن"))

    assert found == [("NAM006", "a2", "سليم ابوحسن")]


def test_a_name_of_another_spelling_is_left_to_the_rule_on_spelling():
    bodies = [said("إيلينا غروبر"), said("إيلينا غروبر"), said("إيلينا جروبر"), said("ايلينا جروبر")]

    assert {code for code, *_ in shown(FORMS, *bodies)} == {"NAM002"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إيلينا أوستروفا", "ايلينا أوستروفا"),
        ("أسامة الدهان", "أسامه الدهان"),
        ("سعاد عبد الرحمن", "سعاد عبدالرحمن"),
        ("جان فرانسوا ديلمار", "جان-فرانسوا ديلمار"),
        ("هيلينا غروبر", "هيلينا جروبر"),
        ("محمد بن سالم", "محمد ابن سالم"),
    ],
)
def test_no_span_carries_two_codes_of_names(one, other):
    rows = check(FORMS, said(one), said(one), said(other), said(one) + "\n" + said(other))
    places = [(row["article_id"], row["start"]) for row in rows]

    assert rows
    assert len(places) == len(set(places))


def test_a_given_name_alone_is_many_peoples():
    bodies = ["وقال الطفل عبد الله إنه رأى البحر.", "وقال الطفل عبدالله إنه رأى الجبل."]

    assert shown(FORMS, *bodies) == []


def test_a_family_name_written_as_in_the_full_name_is_not_shown_beside_it():
    odd = said("ايلينا اوستروفا") + "\nوأضافت اوستروفا أن العمل انتهى."

    assert shown(["NAM005"], said("إيلينا أوستروفا"), said("إيلينا أوستروفا"), odd) == [("NAM005", "a2", "ايلينا اوستروفا")]


def test_what_the_house_style_settles_is_shown_by_its_own_rule_alone():
    glossary = from_data([{"canonical": "إيلينا أوستروفا", "variants": ["ايلينا اوستروفا"], "type": "person"}])

    assert {code for code, *_ in shown(FORMS, said("إيلينا أوستروفا"), said("ايلينا اوستروفا"), glossary=glossary)} == {"NAM003"}


def test_another_outlet_may_have_its_own_hamza_but_not_its_own_article():
    bodies = [("", said(name), outlet) for name, outlet in (("إيلينا أوستروفا", "الشاطئ"), ("ايلينا اوستروفا", "السهل"))]
    articles = [("", "وقال وزير الزراعة الأردينية منير طرباني إن الموسم جيد.", "الشاطئ")] * 2
    articles.append(("", "وقال وزير الزراعة الأردينية منير الطرباني إن الموسم جيد.", "السهل"))

    assert shown(["NAM005"], *bodies) == []
    assert shown(["NAM007"], *articles) == [("NAM007", "a2", "منير الطرباني")]


def test_a_common_family_name_needs_one_article_to_be_one_name():
    given = ("سليم", "سامي", "ماجد", "خالد", "يوسف", "ياسر", "فهد", "نايف", "طارق", "وليد", "هاني", "رامي", "باسل", "زياد")
    crowd = [f"وقال المهندس {name} طرباني إن الجسر سيفتح." for name in given]
    office = "وقال وزير الزراعة الأردينية منير {} إن الموسم جيد."

    assert shown(["NAM007"], office.format("طرباني"), office.format("الطرباني"))
    assert not shown(["NAM007"], office.format("طرباني"), office.format("الطرباني"), *crowd)


NAMES = st.sampled_from(["إيلينا أوستروفا", "ايلينا اوستروفا", "أسامة الدهان", "أسامه الدهان", "سعاد عبد الرحمن", "سعاد عبدالرحمن"])


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=7), st.integers(0, 99))
def test_neither_the_order_of_articles_nor_a_second_run_changes_what_is_shown(names, seed):
    articles = frame(*(said(name) for name in names))
    mixed = articles.sample(fraction=1.0, shuffle=True, seed=seed).with_columns(doc=pl.int_range(len(names), dtype=pl.UInt32))
    rules = [RULES[code] for code in ("NAM005", "NAM006")]
    one, other = (
        sorted(verify(each, rules, Local(1)).findings.select("code", "article_id", "text", "suggestion").rows(), key=str)
        for each in (articles, mixed)
    )

    assert one == other


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=7))
def test_only_a_name_with_a_rival_is_shown_and_never_the_way_of_most(names):
    rows = check(["NAM005", "NAM006"], *(said(name) for name in names))

    for row in rows:
        assert names.count(row["text"]) <= names.count(row["related"][0]["text"])
        assert row["text"] != row["related"][0]["text"]
        assert row["suggestion"] in {None, row["related"][0]["text"]}


def test_the_full_name_in_a_headline_or_after_a_role_introduces_nobody_twice():
    first = "وقال غروبر إن الإقبال فاق التوقعات."
    later = "وأضاف مدير المعرض ستيفان غروبر أن الأبواب ستبقى مفتوحة."

    assert shown(["NAM009"], ("ستيفان غروبر يفتتح المعرض", f"{first}\n{later}")) == [("NAM009", "a0", "غروبر")]
    assert shown(["NAM009"], f"{later}\n{first}") == []
    assert shown(["NAM009"], ("غروبر يفتتح المعرض", f"{later}\n{first}")) == []


def test_the_exception_of_an_article_is_shown_and_ways_are_told_in_the_message():
    two = "وقال المهندس «سليم الدهان» إن الجسر سيفتح.\nوشكرت الطبيبة «سعاد المرزوقي» العمال.\n"
    (row,) = check(["NAM010"], two + "وحضر الحفل المدير سامي الرفاعي.")

    assert row["text"] == "سامي الرفاعي"
    assert "من دون علامتي تنصيص" in row["message_ar"].split("،")[0]
    assert shown(["NAM010"], two) == []


@pytest.mark.parametrize("before", ["د. ", "د."])
def test_a_title_may_stand_between_the_mark_and_the_name(before):
    body = f"وقال وزير الزراعة سليم الدهان إن الموسم جيد.\nوشكره المدير «{before}سامي الرفاعي» في الحفل."

    assert [text for *_, text in shown(["NAM010"], body)] == ["سامي الرفاعي"]


def test_a_headline_is_compared_with_the_body_of_its_own_article_alone():
    spelt = ("مهرجان الزهور يبدأ في فولفسبورج", "يبدأ في فولفسبورغ غدا مهرجان الزهور، ويستمر ثلاثة أيام.")
    (row,) = check(["HDB005"], spelt)

    assert (row["field"], row["text"], row["suggestion"], row["related"][0]["field"]) == ("headline", "فولفسبورج", "فولفسبورغ", "body")
    assert check(["HDB005"], (spelt[0], ""), ("", spelt[1])) == []
    assert check(["HDB005"], (spelt[1], spelt[1])) == []


def test_an_unknown_word_of_a_headline_is_the_family_name_of_the_body_unless_the_body_has_it():
    headline, body = "جالفيز يعد الجمهور بموسم أفضل", "وقال المدرب ريكاردو غالفيز إن الطريق ما زال طويلا."

    assert [text for *_, text in shown(["HDB005"], (headline, body))] == ["جالفيز"]
    assert shown(["HDB005"], (headline, body + "\nوشكر جالفيز الجمهور.")) == []


def test_joined_letters_stay_outside_what_a_headline_is_shown_for():
    (row,) = check(["HDB005"], ("البلدية ترحب بهيلينا مندروفا", "وصلت الرسامة هيلينا ماندروفا إلى المدينة مساء السبت."))

    assert (row["text"], row["suggestion"]) == ("هيلينا مندروفا", "هيلينا ماندروفا")


def test_a_headline_form_that_the_house_replaces_is_left_to_the_house_style():
    glossary = from_data([{"canonical": "فولفسبورغ", "variants": ["فولفسبورج"], "type": "place"}])
    article = ("مهرجان الزهور يبدأ في فولفسبورج", "يبدأ في فولفسبورغ غدا مهرجان الزهور.")

    assert {code for code, *_ in shown(["HDB005", "NAM003"], article, glossary=glossary)} == {"NAM003"}


@pytest.mark.parametrize("code", ["NAM005", "NAM006", "NAM007", "NAM009", "NAM010", "HDB005"])
def test_nothing_and_nobody_give_no_finding(code):
    chance = random.Random(3)
    noise = " ".join(chance.choice(["البحر", "هادئ", "،", "في", "12", "«", "»", "\n", "abc", "ـ"]) for _ in range(200))

    assert check([code], "", ("", ""), (noise, noise)) == []


FIRST = "وصل وزير الدفاع الأردني سليم الدهان إلى المدينة صباح السبت."


@pytest.mark.parametrize(
    ("second", "wrong"),
    [
        ("وقال وزير الدفاع الأردني سامي الرفاعي إن المناورة ستبدأ غدا.", True),
        ('وقال وزير الدفاع الأردني "سامي الرفاعي" إن المناورة ستبدأ غدا.', True),
        ("وقال وزير الدفاع التونسي سامي الرفاعي إن المناورة ستبدأ غدا.", False),
        ("وقال وزير الخارجية الأردني سامي الرفاعي إن المناورة ستبدأ غدا.", False),
        ("وقال وزير الخارجية الأردني سليم الدهان إن المناورة ستبدأ غدا.", True),
        ("وقال وزير الدفاع الأردني سليم بن خالد الدهان إن المناورة ستبدأ غدا.", False),
        ("وقال وزير الدفاع الأردني الأسبق سامي الرفاعي إن المناورة ستبدأ غدا.", False),
        ("وقال مستشار وزير الدفاع الأردني سامي الرفاعي إن المناورة ستبدأ غدا.", False),
        ("وفي عام 1977 قال وزير الدفاع الأردني سامي الرفاعي إن المناورة ستبدأ.", False),
    ],
)
def test_an_office_of_one_country_has_one_holder_and_a_holder_one_office(second, wrong):
    assert bool(shown(["NAM008"], f"{FIRST}\n{second}")) is wrong
    assert bool(shown(["NAM008"], f"{second}\n{FIRST}")) is wrong
    assert shown(["NAM008"], FIRST, second) == []


def test_one_office_by_two_names_is_one_office():
    body = "وصل رئيس الوزراء التونسي سليم الدهان إلى المدينة.\nوقال رئيس الحكومة التونسية سليم الدهان إن الموسم جيد."

    assert shown(["NAM008"], body) == []
    assert shown(["NAM008"], body.replace("التونسية سليم الدهان", "التونسية سامي الرفاعي")) == [("NAM008", "a0", "سامي الرفاعي")]


def test_the_message_tells_both_roles_as_they_stand():
    (row,) = check(["NAM008"], f"{FIRST}\nوقال وزيرُ الدفاع الأردني سامي الرفاعي إن المناورة ستبدأ غدا.")

    assert "«وزيرُ الدفاع الأردني»" in row["message_ar"]
    assert "«وزير الدفاع الأردني»" in row["message_ar"]


def test_a_slim_majority_is_told_but_nothing_suggested():
    rows = check(["NAM005"], *[said("إيلينا أوستروفا")] * 3, *[said("ايلينا اوستروفا")] * 2)

    assert [(row["text"], row["suggestion"]) for row in rows] == [("ايلينا اوستروفا", None)] * 2
    assert all("3" in row["message_ar"] for row in rows)


TERM = from_data({"term": [{"canonical": "المصطافون", "variants": ["السواح"]}]})


def test_a_term_and_its_rival_carry_a_code_each():
    articles = ("ووصل المصطافون إلى الشاطئ صباح السبت.", "وغادر السواح الشاطئ مساء الأحد.", "وعاد السواح مساء الاثنين.")
    rows = check(["NAM003", "NAM011"], *articles, glossary=TERM)

    assert [(row["code"], row["text"]) for row in rows] == [("NAM011", "المصطافون"), ("NAM003", "السواح"), ("NAM003", "السواح")]
    assert "السواح (2)" in rows[0]["message_ar"]
    assert rows[0]["related"][0]["text"] == "السواح"


def test_a_letter_for_g_is_told_by_variants_and_never_by_the_letter_alone():
    body = "وقال غروبر إن غالفيز سيصل غدا، وإن جاندولف لن يحضر."
    names = [{"canonical": "غروبر", "variants": ["جروبر"]}, {"canonical": "غالفيز", "variants": ["جالفيز"]}]
    listed = [*names, {"canonical": "جاندولف", "variants": ["غاندولف"]}]
    alone = [*names, {"canonical": "جاندولف", "variants": ["جندولف"]}]

    assert shown(["NAM004"], body, glossary=from_data(listed)) == [("NAM004", "a0", "جاندولف")]
    assert shown(["NAM004"], body, glossary=from_data(alone)) == []
    assert shown(["NAM004"], body.replace("جاندولف", "سليم"), glossary=from_data(listed)) == []
