"""The house style decides before any likeness and any majority: what is one name, what is none, and how it is written."""

import polars as pl
import pytest

from tadqiq.engines.local import Local
from tadqiq.model import ARTICLES
from tadqiq.run import _recognised
from tadqiq.verify import verify
from tadqiq.verify.house import from_data
from tadqiq.verify.names.lists import list_names
from tadqiq.verify.packs import builtin

NAMES = [rule for rule in builtin() if rule.code in {"NAM001", "NAM002", "NAM003", "NAM005", "NAM006", "NAM007", "HDB005"}]
ONE, OTHER = "وقال مدير المعرض ريكاردو غالفيز إن الأبواب مفتوحة.", "وقال مدير المعرض ريكاردو جالفيز إن الأبواب مفتوحة."


def frame(*bodies, headline=""):
    rows = [
        {"doc": n, "article_id": f"a{n}", "headline": headline, "body": body, "origin": "t", "line": n + 1} for n, body in enumerate(bodies)
    ]
    return pl.DataFrame(rows, schema=dict(ARTICLES))


def shown(house, *bodies, headline=""):
    found = verify(frame(*bodies, headline=headline), NAMES, Local(1), glossary=house and from_data(house)).findings
    return found.select("code", "text", "suggestion").rows()


def clusters(house, *bodies):
    articles = frame(*bodies)
    names = _recognised(articles, kinds=("names",))["names"]
    return [{s["form"] for s in row["spellings"]} for row in list_names(articles, names, house and from_data(house))]


TWO = [{"canonical": "ريكاردو غالفيز", "never_join": ["ريكاردو جالفيز"]}, {"canonical": "ريكاردو جالفيز"}]


def test_without_a_house_style_the_two_are_one_name():
    assert clusters(None, ONE, OTHER) == [{"ريكاردو غالفيز", "ريكاردو جالفيز"}]
    assert {code for code, *_ in shown(None, ONE, OTHER)} == {"NAM002"}
    assert {code for code, *_ in shown(None, f"{ONE}\n{OTHER}")} == {"NAM001"}


def test_names_that_are_never_joined_stay_apart():
    assert clusters(TWO, ONE, OTHER) == []
    assert shown(TWO, ONE, ONE, OTHER) == []
    assert shown(TWO, f"{ONE}\n{OTHER}") == []
    assert shown(TWO, ONE, headline="ريكاردو جالفيز يفتتح المعرض") == []


def test_a_third_spelling_between_them_joins_but_one_of_the_two():
    third = OTHER.replace("جالفيز", "كالفيز")
    joined = clusters(TWO, ONE, OTHER, third)

    assert all(not {"ريكاردو غالفيز", "ريكاردو جالفيز"} <= cluster for cluster in joined)


@pytest.mark.parametrize("bodies", [(ONE, OTHER, OTHER), (f"{OTHER}\n{OTHER}\n{ONE}",)])
def test_the_form_of_the_house_is_never_shown_as_the_wrong_one(bodies):
    house = [{"canonical": "ريكاردو غالفيز"}]

    assert {(text, put) for _, text, put in shown(house, *bodies)} == {("ريكاردو جالفيز", "ريكاردو غالفيز")}


@pytest.mark.parametrize("bodies", [(ONE, OTHER, OTHER), (f"{ONE}\n{OTHER}",)])
def test_a_variant_is_shown_by_the_rule_of_the_house_form_alone(bodies):
    house = [{"canonical": "ريكاردو غالفيز", "variants": ["ريكاردو جالفيز"]}]

    assert {code for code, *_ in shown(house, *bodies)} == {"NAM003"}


def test_forms_that_nothing_likens_are_one_name_where_the_house_says_so():
    house = [{"canonical": "ريكاردو غالفيز", "variants": ["ستيفان أوستروف"]}]

    assert clusters(house, ONE, OTHER.replace("ريكاردو جالفيز", "ستيفان أوستروف")) == [{"ريكاردو غالفيز", "ستيفان أوستروف"}]


TERMS = [{"canonical": "الأميركي", "variants": ["الأمريكي"]}, {"canonical": "مسؤول", "variants": ["مسئول", "مسوول"]}]


def test_pairs_of_terms_stand_in_the_same_file():
    house = {"term": TERMS, "name": [{"canonical": "ريكاردو غالفيز"}]}
    body = "وقال المسئول الأمريكي إن مسئولا آخر سيصل، وشكر الوفد الأميركي كل مسؤول."

    assert shown(house, body) == [("NAM003", "مسئول", "مسؤول"), ("NAM003", "الأمريكي", "الأميركي")]
