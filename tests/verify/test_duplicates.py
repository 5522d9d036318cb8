"""Find articles that repeat each other, and leave alone those that only look alike."""

import random
from datetime import date, timedelta
from itertools import product

import polars as pl
import pytest

from tadqiq.engines.local import Local
from tadqiq.model import ARTICLES, empty
from tadqiq.recognise import MENTIONS, Mentions
from tadqiq.recognise.tokens import batch
from tadqiq.verify import ArticleView, CollectionView, collection, verify
from tadqiq.verify.choice import select
from tadqiq.verify.duplicates import words
from tadqiq.verify.duplicates.lists import KINDS, list_duplicates
from tadqiq.verify.duplicates.measures import reread
from tadqiq.verify.kinds import repeated_article
from tadqiq.verify.packs import builtin

MANY = 20_000
STORY = (
    "بدأت وزارة المياه الأربعاء تشغيل محطة جديدة لتحلية مياه البحر في خليج السنديان وفق بيان للوزارة وقال وزير المياه نادر السحيمي إن المحطة "
    "ستغذي ثلاث بلدات ساحلية كانت تعتمد على الصهاريج في أشهر الصيف وأوضح أن كلفة المشروع بلغت 85 مليون دينار"
)
HEADLINE = "تشغيل محطة جديدة للتحلية في خليج السنديان"


def articles(rows):
    made = [
        {"doc": n, "article_id": f"a{n:05}", "headline": "", "body": "", "origin": "x", "line": n + 1, **row} for n, row in enumerate(rows)
    ]
    return pl.DataFrame(made, schema=dict(ARTICLES))


def clusters(rows):
    found = list_duplicates(collection(articles(rows), KINDS, Local(1)))
    return [(row["kind"], tuple(sorted(int(name[1:]) for name in row["articles"]))) for row in found]


def findings(rows, code):
    return verify(articles(rows), select(builtin(), [code]), Local(1)).findings


LETTERS = "بتجحدرسشصطعفقكلمنهوي"
LEXICON = ["".join(letters) for letters in product(LETTERS[:12], LETTERS[4:16], LETTERS[8:])]


def filler(seed, count):
    return " ".join(random.Random(seed).choices(LEXICON, k=count))


def sketched(rows):
    """List clusters of many articles without recognising what is said in them."""
    frame = articles(rows)
    nothing = Mentions(**{name: empty(schema) for name, schema in MENTIONS.items()})
    keys = repeated_article.keys(ArticleView(batch(frame), nothing))
    found = list_duplicates(CollectionView(frame, nothing, keys, Local(1)))
    return [(row["kind"], row["size"]) for row in found]


def test_one_finding_an_article_points_at_the_first():
    rows = [{"headline": HEADLINE, "body": STORY, "date": date(2026, 3, day)} for day in (3, 1, 2)]

    found = findings(rows, "DUP001").select("article_id", "related").rows()

    assert [(name, [r["article_id"] for r in related]) for name, related in found] == [("a00000", ["a00001"]), ("a00002", ["a00001"])]


def test_the_time_of_day_says_which_is_first():
    day = date(2026, 3, 1)
    rows = [{"headline": HEADLINE, "body": STORY, "date": day, "published_at": f"2026-03-01T{hour}:00:00Z"} for hour in ("15", "09")]

    assert findings(rows, "DUP001")["article_id"].to_list() == ["a00000"]


def test_another_headline_over_one_body_is_the_same_article_and_not_the_same_text():
    assert clusters([{"headline": HEADLINE, "body": STORY}, {"headline": "ثلاث بلدات تودع الصهاريج", "body": STORY}]) == [("near", (0, 1))]


def test_headlines_alone_are_never_called_duplicates():
    found = clusters([{"headline": "مقتل 12 شخصا في حريق بميناء النورس"}, {"headline": "مقتل 21 شخصا في حريق بميناء النورس"}])

    assert found == [("template", (0, 1))]


def test_an_article_without_a_headline_is_shown_by_its_first_line():
    found = findings([{"body": f"سطر أول.\n{STORY}"}] * 2, "DUP001")

    assert found.select("field", "text").row(0) == ("body", "سطر أول.")


def test_one_newsroom_may_be_held_to_more_than_an_aggregate():
    rule = select(builtin(), ["DUP002"])[0]
    kept = type(rule)(**{**{name: getattr(rule, name) for name in rule.__slots__}, "settings": {**rule.settings, "outlets": "same"}})
    rows = [{"headline": HEADLINE, "body": STORY, "outlet": paper} for paper in ("الساحل", "الضفاف")]
    rows[1]["headline"] = "ثلاث بلدات تودع الصهاريج"

    assert verify(articles(rows), [kept], Local(1)).findings.is_empty()
    assert len(verify(articles(rows), [rule], Local(1)).findings) == 1


def test_a_story_weeks_later_is_another_article():
    later = STORY.replace("الأربعاء", "الاثنين").replace("85", "90")
    rows = [
        {"headline": HEADLINE, "body": STORY, "date": date(2026, 3, 1)},
        {"headline": HEADLINE, "body": later, "date": date(2026, 3, 30)},
    ]

    assert clusters(rows) == []
    assert clusters([{**row, "date": date(2026, 3, 1)} for row in rows]) == [("near", (0, 1))]


def test_a_formula_of_every_day_makes_no_two_days_one_article():
    formula = filler(0, 45)
    rows = [
        {
            "headline": f"حالة الطقس {filler(100 + day, 3)} {paper}",
            "body": f"{formula} {filler(day, 30)}",
            "date": date(2026, 3, day + 1),
            "outlet": paper,
        }
        for day in range(12)
        for paper in ("الساحل", "الضفاف")
    ]

    assert [row for row in clusters(rows) if row[0] == "near"] == [("near", (2 * day, 2 * day + 1)) for day in range(12)]


def test_what_is_listed_depends_neither_on_order_nor_on_batches(monkeypatch):
    chance = random.Random(2)
    base = [filler(n, 60) for n in range(12)]
    rows = [
        {
            "article_id": f"n{n:03}",
            "headline": f"{HEADLINE} {base[n % 7][:20]}",
            "body": " ".join(chance.sample(base[n % 12].split(), 8)) + " " + base[n % 12],
            "date": date(2026, 3, 1) + timedelta(days=n % 4),
            "outlet": f"o{n % 3}",
        }
        for n in range(80)
    ]

    def listed(some):
        return sorted(str(row) for row in list_duplicates(collection(articles(some), KINDS, Local(1))))

    once = listed(rows)
    shuffled = chance.sample(rows, len(rows))
    monkeypatch.setattr("tadqiq.engines.local._BATCH_CHARACTERS", 3000)

    assert len(once) > 5
    assert listed(shuffled) == once


def test_reading_again_sees_the_words_that_the_tokens_are():
    rows = articles([{"headline": 'بـ "الهُدنة" 7,5', "body": "كان\u200fت في-غزة (2026) ﻏﺎﻻ a1 ّ"}, {}, {"body": STORY}])
    found = batch(rows)
    every = found.column(words.hashes)
    word, stem, segment = reread(rows)

    assert word.tolist() == every[every > 0].tolist()
    assert stem.tolist() == found.column(words.stems)[every > 0].tolist()
    assert segment.tolist() == found.tokens.segment[every > 0].tolist()


# What must not explode: each of these has 200 million pairs.
HOSTILE = {
    "one article": lambda n: {"headline": HEADLINE, "body": STORY},
    "one body": lambda n: {"headline": f"{filler(n, 3)} {n}", "body": STORY},
    "one headline": lambda n: {"headline": HEADLINE, "body": filler(n, 6)},
    "no headline": lambda n: {"body": filler(n, 6)},
    "headlines of one word": lambda n: {"headline": "عاجل", "body": filler(n, 6)},
    "one template": lambda n: {"headline": f"أسعار التمور في أسواق الواحة يوم {n}", "body": filler(n, 6)},
    "one by-line": lambda n: {"headline": filler(-n - 1, 8), "body": f"{filler(n, 22)} شارك هذا الخبر مع أصدقائك على صفحات الموقع"},
    "nothing": lambda n: {},
}
FOUND = {"one article": ["exact"], "one headline": ["template"], "one template": ["template"]}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_collection_of_one_thing_does_not_explode(name):
    rows = [HOSTILE[name](n) for n in range(MANY)]

    assert sketched(rows) == [(kind, MANY) for kind in FOUND.get(name, [])]


def test_findings_of_a_huge_cluster_stay_small():
    found = findings([{"headline": HEADLINE, "body": filler(n, 6)} for n in range(1000)], "DUP003")

    assert found.height == 1000
    assert found["related"].list.len().max() <= 5


def test_a_text_of_many_words_is_one_sketch():
    long = filler(1, 30_000)

    assert clusters([{"headline": HEADLINE, "body": long}, {"headline": HEADLINE, "body": f"{long} {filler(2, 500)}"}]) == [
        ("near", (0, 1))
    ]


def test_memory_holds_a_sketch_and_not_the_text():
    keys = collection(articles([{"headline": HEADLINE, "body": filler(n, 400)} for n in range(200)]), KINDS, Local(1)).keys
    size = sum(keys[name].estimated_size() for name in keys if name.startswith("repeat_"))

    assert size < 200 * 1500
    assert keys["repeat_articles"]["words"].to_list() == [400] * 200
