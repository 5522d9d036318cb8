"""Clusters of articles are printed for people with what changed in them, and for machines as before with more."""

from datetime import date

from tadqiq.engines.local import Local
from tadqiq.verify import collection
from tadqiq.verify.duplicates.lists import KINDS, list_duplicates
from tadqiq.write.duplicates import table
from tadqiq.write.wording import Words

from .conftest import article_frame
from .test_changes import ROWS


def listed(rows):
    return list(list_duplicates(collection(article_frame(rows), KINDS, Local(1))))


def test_the_list_holds_what_changed_from_the_first_article():
    near, template = listed(ROWS)
    (one,) = near["changes"]

    assert (near["kind"], near["compared"], one["article"], one["more"]) == ("near", "body", "b", 0)
    assert one["words"][0] == {"before": "السدرة، اليوم الأحد، وصول", "gone": "10", "new": "12", "after": "سفن محملة بالقمح خلال"}
    assert (template["compared"], template["changes"][0]["words"][0]["gone"]) == ("headline", "الكتاب")


def test_people_see_kind_size_days_outlets_and_changes():
    shown = "".join(table(listed(ROWS), Words("ar")))

    assert "المقال نفسه · مقالان · 2026-03-01 – 2026-03-02" in shown
    assert "[-10-] {+12+}" in shown
    assert "معرض [-الكتاب-] {+الخزف+} في السدرة" in shown
    assert "\u202e" not in shown


def test_a_huge_cluster_compares_and_names_a_few():
    rows = [
        {"article_id": f"n{n}", "headline": f"أسعار التمور في أسواق الواحة يوم {n}", "body": "", "date": date(2026, 3, 1)}
        for n in range(300)
    ]
    (cluster,) = listed(rows)
    shown = "".join(table([cluster], Words("en")))

    assert (cluster["size"], len(cluster["articles"]), len(cluster["changes"])) == (300, 300, 10)
    assert "and 288 more articles" in shown
    assert shown.count("\n") < 40
