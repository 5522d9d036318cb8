"""Bring spellings of one name together, and show where they differ: hand-made mentions, and whole articles."""

import itertools
import random

import polars as pl
import pytest

from tadqiq.engines.local import Local
from tadqiq.errors import InputError
from tadqiq.model import NAMES
from tadqiq.normalise import column
from tadqiq.verify import verify
from tadqiq.verify.corpus import _articles
from tadqiq.verify.house import from_data
from tadqiq.verify.names.clusters import link
from tadqiq.verify.names.groups import joined, vetoed
from tadqiq.verify.names.lists import clusters as listing
from tadqiq.verify.names.lists import match_pairs
from tadqiq.verify.packs import builtin

RULES = {rule.code: rule for rule in builtin()}


def mentions(*rows):
    """Make a NAMES frame of (doc, form) or (doc, form, class, role)."""
    full = [(*row, *("person", None)[len(row) - 2 :]) for row in rows]
    frame = pl.DataFrame(
        [
            {
                "doc": doc,
                "field": 1,
                "start": n * 50,
                "end": n * 50 + len(form),
                "text": form,
                "para": 0,
                "sent": n,
                "class": sort,
                "form": form,
                "role": role,
            }
            for n, (doc, form, sort, role) in enumerate(full)
        ]
    )
    return frame.with_columns(key=column(frame["form"], "N2"), evidence=pl.lit("role")).select(list(NAMES)).cast(pl.Schema(NAMES))


def clusters(*rows, glossary=None):
    links = link(mentions(*rows), glossary)
    return [{links.nodes[n].letters for n in group} for group in joined(links)]


def listed(frame, articles=None, glossary=None):
    return listing(link(frame, glossary), articles, glossary)


def test_full_names_with_like_words_are_one():
    assert clusters((0, "يوآف غالانت"), (1, "يوآف جالانت"), (2, "يوسف غالانت")) == [{"يوافغالانت", "يوافجالانت"}]


def test_family_names_alone_are_one_only_through_their_full_names():
    assert clusters((0, "غالانت"), (1, "جالانت")) == []
    assert {"غالانت", "جالانت"} in clusters((0, "غالانت"), (1, "جالانت"), (2, "يوآف غالانت"), (3, "يوآف جالانت"))


def test_names_of_one_article_with_different_roles_are_two_people():
    rows = [(0, "مارتن كورتيس", "person", "الوزير"), (0, "مارتن كورتيز", "person", "اللاعب")]

    assert clusters(*rows) == []
    assert len(vetoed(link(mentions(*rows)))) == 1
    assert clusters(rows[0], (1, *rows[1][1:])) == [{"مارتنكورتيس", "مارتنكورتيز"}]


def test_two_roles_in_one_article_part_nobody_who_bears_both_elsewhere():
    rows = [
        (0, "مارتن كورتيس", "person", "الوزير"),
        (0, "مارتن كورتيز", "person", "المرشح"),
        (1, "مارتن كورتيز", "person", "الوزير السابق"),
    ]

    assert clusters(*rows) == [{"مارتنكورتيس", "مارتنكورتيز"}]


COMPANY = ["نادي المرسى", "برونو ألميدا", "ستاد النورس", "كارلو فيتشي", "لوكا مارينو"]


def company(*pairs, others=40):
    """Name each form in articles of its own beside the same company, and give the company's names no other article but some do."""
    rows = [(doc, form) for form, docs in pairs for doc in docs]
    rows += [(doc, name) for _, docs in pairs for doc in docs for name in COMPANY]
    return rows + [(1000 + n, "سامي رفعت") for n in range(others)]


def likely_pairs(*rows):
    links = link(mentions(*rows))
    return {(frozenset((links.nodes[more.one].letters, links.nodes[more.other].letters)), more.kind) for more in links.likely}


def test_company_joins_borrowed_names_that_letters_leave_open():
    rows = company(("ماتيو كورتينيو", [0, 1]), ("ماتيوي كورتينيو", [2]))

    assert likely_pairs(*rows) == {(frozenset({"ماتيوكورتينيو", "ماتيويكورتينيو"}), "spelling")}
    assert likely_pairs(*[row for row in rows if row[1] not in COMPANY]) == set()


def test_names_that_mostly_stand_in_one_article_are_not_joined_by_company():
    assert likely_pairs(*company(("ماتيو كورتينيو", [0, 1]), ("ماتيوي كورتينيو", [0]))) == set()


def test_company_joins_names_with_and_without_the_article_as_such():
    rows = company(("رامز الزعيتري", [0]), ("رامز زعيتري", [1]), others=400)

    assert likely_pairs(*rows) == {(frozenset({"رامزالزعيتري", "رامززعيتري"}), "article")}
    assert any(len(cluster["spellings"]) == 2 for cluster in listed(mentions(*rows)))


def test_company_joins_no_arabic_names_that_differ_by_a_letter():
    assert likely_pairs(*company(("محمد القرني", [0]), ("محمد القريني", [1]))) == set()
    assert likely_pairs(*company(("سامي رفيق", [0]), ("سامي رفاق", [1]))) == set()


def test_company_joins_a_name_and_its_short_form_by_much_of_it():
    assert likely_pairs(*company(("جيم مارتيز", [0]), ("جيمس مارتيز", [1]), others=400)) == {
        (frozenset({"جيممارتيز", "جيمسمارتيز"}), "first-name")
    }
    assert likely_pairs(*company(("جيم مارتيز", [0]), ("جيمس مارتيز", [1]), others=4)) == set()


def test_places_and_persons_are_never_one():
    assert clusters((0, "كورينا ساندوغ", "place", None), (1, "كورينا ساندوج")) == []


def test_places_of_one_word_are_one_where_the_spelling_only_differs_by_sound():
    assert clusters((0, "سانتياغو", "place", None), (1, "سانتياجو", "place", None)) == [{"سانتياغو", "سانتياجو"}]
    assert clusters((0, "دوما", "place", None), (1, "الدوما", "place", None)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("حسن الدهان", "حسين الدهان"),
        ("قاسم الدهان", "جاسم الدهان"),
        ("محمد العمري", "محمد العمير"),
        ("منصور حمزي", "منصور الحمزي"),
        ("جون كيري", "جون كيربي"),
    ],
)
def test_arabic_names_that_look_alike_stay_apart(one, other):
    assert clusters((0, one), (1, other)) == []


def test_the_house_style_joins_what_no_likeness_does():
    glossary = from_data([{"canonical": "هيلينا غروبر", "variants": ["إلينا جرابر"], "type": "person"}])

    assert clusters((0, "هيلينا غروبر"), (1, "إلينا جرابر")) == []
    assert clusters((0, "هيلينا غروبر"), (1, "إلينا جرابر"), glossary=glossary) == [{"هيليناغروبر", "اليناجرابر"}]


APART = [
    {"canonical": "هيلينا غروبر", "type": "person", "never_join": ["هيلينا جروبر"]},
    {"canonical": "هيلينا جروبر", "type": "person"},
]


def test_what_the_house_style_keeps_apart_is_never_one_whatever_stands_between():
    rows = [(0, "هيلينا غروبر"), (1, "هيلينا جروبر"), (2, "هيلينا قروبر")]

    assert clusters(*rows) == [{"هيليناغروبر", "هيليناجروبر", "هيليناقروبر"}]
    parted = clusters(*rows, glossary=from_data(APART))
    assert parted
    assert not any({"هيليناغروبر", "هيليناجروبر"} <= cluster for cluster in parted)


def test_a_crowd_that_is_not_compared_whole_is_told(caplog):
    crowd = ["سيلا " + "".join(letters) for letters in itertools.islice(itertools.product("اوي", repeat=7), 300)]

    clusters(*((n, form) for n, form in enumerate(crowd)))

    assert f"{len(crowd)} names" in caplog.text
    assert "neighbours only" in caplog.text


def test_names_of_ordinary_blocks_are_told_nothing(caplog):
    clusters((0, "يوآف غالانت"), (1, "يوآف جالانت"))

    assert not caplog.text


def test_an_article_that_names_a_crowd_tells_of_nobodys_company():
    crowd = [(doc, f"سامي {chr(0x628 + n % 25)}{chr(0x628 + n // 25)}رافع") for doc in (0, 2) for n in range(450)]

    assert likely_pairs(*company(("ماتيو كورتينيو", [0, 1]), ("ماتيوي كورتينيو", [2]))) != set()
    assert likely_pairs(*company(("ماتيو كورتينيو", [0]), ("ماتيوي كورتينيو", [2])), *crowd) == set()


def test_the_list_counts_articles_and_gives_forms_as_written():
    rows = [
        (0, "يوآف غالانت"),
        (0, "يوآف غالانت"),
        (1, "يوآف غالانت"),
        (2, "يوآف جالانت"),
        (3, "إيلينا أوستروفا"),
        (4, "ايلينا اوستروفا"),
        (5, "سالم الحداد"),
    ]

    got = list(listed(mentions(*rows)))

    assert got == [
        {
            "canonical": "يوآف غالانت",
            "class": "person",
            "chosen_by": "articles",
            "confidence": 0.99,
            "spellings": [{"form": "يوآف غالانت", "articles": 2, "mentions": 3}, {"form": "يوآف جالانت", "articles": 1, "mentions": 1}],
        },
        {
            "canonical": "إيلينا أوستروفا",
            "class": "person",
            "chosen_by": "alphabet",
            "confidence": 1.0,
            "spellings": [
                {"form": "إيلينا أوستروفا", "articles": 1, "mentions": 1},
                {"form": "ايلينا اوستروفا", "articles": 1, "mentions": 1},
            ],
        },
    ]


def test_the_list_counts_by_outlet_and_by_month():
    articles, _ = _articles(
        {
            "articles": [
                {"id": "a", "body": "أ", "outlet": "الميناء", "date": "2026-10-30"},
                {"id": "b", "body": "ب", "outlet": "الميناء", "date": "2026-11-02"},
                {"id": "c", "body": "ت", "date": "2026-11-03"},
            ]
        }
    )

    first, second = next(iter(listed(mentions((0, "يوآف غالانت"), (1, "يوآف غالانت"), (2, "يوآف جالانت")), articles)))["spellings"]

    assert (first["outlets"], first["months"]) == ({"الميناء": 2}, {"2026-10": 1, "2026-11": 1})
    assert "outlets" not in second
    assert second["months"] == {"2026-11": 1}


def test_the_list_suggests_the_form_of_the_house():
    house = from_data([{"canonical": "يوآف جالانت", "variants": ["يوآف غالانت"], "type": "person"}])

    row = next(iter(listed(mentions((0, "يوآف غالانت"), (1, "يوآف غالانت"), (2, "يوآف جالانت")), glossary=house)))

    assert (row["canonical"], row["chosen_by"]) == ("يوآف جالانت", "house")


def test_the_order_of_mentions_changes_no_list():
    rows = [(n % 7, form) for n, form in enumerate(["يوآف غالانت", "يوآف جالانت", "هيلينا غروبر", "هيلينا جروبر", "سالم الحداد"] * 3)]
    shuffled = rows[:]
    random.Random(2).shuffle(shuffled)

    assert list(listed(mentions(*rows))) == list(listed(mentions(*shuffled)))


def test_a_collection_without_names_has_no_list():
    assert list(listed(pl.DataFrame(schema=dict(NAMES)))) == []


def findings(code, *articles, house=None):
    frame, _ = _articles({"articles": list(articles)})
    return verify(frame, [RULES[code]], Local(1), glossary=house).findings


def across(*bodies, house=None):
    rows = [{"id": f"a{n}", "date": f"2026-11-{n + 1:02}", "body": body} for n, body in enumerate(bodies)]
    return findings("NAM002", *rows, house=house)


ONE, OTHER = "وقال المدرب ريكاردو غالفيز إن الطريق طويل.", "وأشاد المدرب ريكاردو جالفيز بالجمهور."


def test_the_minority_is_shown_once_an_article_with_counts_and_the_earliest_other():
    found = across(OTHER, ONE, ONE, OTHER + "\nوغادر ريكاردو جالفيز الملعب.", ONE)

    assert found["article_id"].to_list() == ["a0", "a3"]
    assert found["suggestion"].to_list() == ["ريكاردو غالفيز"] * 2
    assert [row[0]["article_id"] for row in found["related"].to_list()] == ["a1", "a1"]
    assert "2" in found["message_en"][0]
    assert "3" in found["message_en"][0]


def test_a_tie_shows_both_and_suggests_neither():
    found = across(ONE, OTHER)

    assert found["text"].to_list() == ["ريكاردو غالفيز", "ريكاردو جالفيز"]
    assert found["suggestion"].to_list() == [None, None]
    assert "Neither prevails" in found["message_en"][0]


def test_the_house_style_decides_before_the_majority():
    house = from_data([{"canonical": "ريكاردو جالفيز", "type": "person"}])

    found = across(ONE, ONE, OTHER, house=house)

    assert found["article_id"].to_list() == ["a0", "a1"]
    assert set(found["suggestion"]) == {"ريكاردو جالفيز"}


def test_a_listed_variant_is_left_to_the_rule_of_the_house_form():
    house = from_data([{"canonical": "ريكاردو غالفيز", "variants": ["ريكاردو جالفيز"], "type": "person"}])

    assert across(ONE, OTHER, house=house).height == 0


def test_another_outlets_spelling_may_be_left_alone():
    rule = RULES["NAM002"]
    kept = type(rule)(**{field: getattr(rule, field) for field in rule.__slots__} | {"settings": {**rule.settings, "within": "outlet"}})
    rows = [{"id": "a", "outlet": "x", "body": ONE}, {"id": "b", "outlet": "y", "body": OTHER}, {"id": "c", "outlet": "y", "body": ONE}]
    frame, _ = _articles({"articles": rows})

    assert verify(frame[:2], [kept], Local(1)).findings.height == 0
    assert verify(frame, [kept], Local(1)).findings["article_id"].to_list() == ["b", "c"]


def within(body):
    found = findings("NAM001", {"id": "a", "body": body})
    return list(zip(found["text"].to_list(), found["suggestion"].to_list(), strict=True))


def test_the_rarer_spelling_of_an_article_is_shown():
    assert within(OTHER + "\n" + ONE + "\nوأضاف غالفيز أن الفريق بخير.") == [("ريكاردو جالفيز", "ريكاردو غالفيز")]


def test_equally_frequent_spellings_show_the_later():
    assert within(ONE + "\n" + OTHER) == [("ريكاردو جالفيز", "ريكاردو غالفيز")]


def test_a_family_name_spelt_otherwise_is_shown_and_corrected_alone():
    assert within("والتقى الوزير نظيره يوهان غالاندر في المطار.\nوأكد جالاندر أن الرحلات ستبدأ، ثم غادر وجالاندر يبتسم.") == [
        ("جالاندر", "غالاندر")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "وقال المدرب ريكاردو غالفيز إن الطريق طويل.\nوأضاف غالفيز أن الفريق بخير.",
        "وقال المدير عبد الله الدهان إن الجسر سيفتح.\nوشكر عبدالله الدهان العمال.",
        "وقالت إيلينا أوستروفا إن العرض انتهى.\nوشكرت ايلينا اوستروفا الجمهور.",
        "وقال حسن الدهان إن الجسر سيفتح.\nوشكر حسين الدهان العمال.",
        "وقال الوزير عمر الرزاح إن الجسر سيفتح، ولرزاح رأي آخر.",
        "وسافر مارتن يواجهان إلى البحر، وكانوا يواجهون الريح.",
        "وقال القنصل جلعاد إردان إنه سعيد، وأضاف أردنا أن نزور القرية.",
        "وقال الرسام مارتن ريونيون إن المعرض انتهى، ثم سافر لاريونيون وعاد.",
    ],
)
def test_what_is_no_second_spelling_of_an_article(body):
    assert within(body) == []


@pytest.mark.parametrize("body", [ONE + "\n" + OTHER, ONE + "\n" + OTHER + "\nوأضاف جالفيز أن الفريق بخير."])
def test_other_articles_change_nothing_inside_one(body):
    both = {"id": "a", "body": body}

    alone, among = findings("NAM001", both), findings("NAM001", both, *({"id": f"b{n}", "body": OTHER} for n in range(5)))

    assert among.equals(alone)


def test_pairs_are_decided_line_by_line(tmp_path):
    file = tmp_path / "pairs.tsv"
    file.write_text("\ufeffغالانت\tجالانت\r\n\nحسن\tحسين\n", encoding="utf-8")

    got = list(match_pairs(file))

    assert [(row["a"], row["b"], row["same"]) for row in got] == [("غالانت", "جالانت", True), ("حسن", "حسين", False)]
    assert all(row["why"] for row in got)
    assert set(got[0]) == {"a", "b", "same", "score", "why"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("غالانت\tجالانت\nوحده\n", r"pairs\.tsv:2: 1 cell where two belong"),
        ("أ\tب\tج\n", r"pairs\.tsv:1: 3 cells"),
        ("غالانت\t \n", r"pairs\.tsv:1: an empty cell"),
    ],
)
def test_a_line_that_is_no_pair_is_told(tmp_path, data, message):
    file = tmp_path / "pairs.tsv"
    file.write_text(data, encoding="utf-8")

    with pytest.raises(InputError, match=message):
        list(match_pairs(file))


def test_a_table_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        list(match_pairs(tmp_path / "none.tsv"))
    (tmp_path / "pairs.tsv").write_bytes("غالانت\tجالانت\n".encode("cp1256"))
    with pytest.raises(InputError, match=r"pairs\.tsv:1: not UTF-8"):
        list(match_pairs(tmp_path / "pairs.tsv"))
