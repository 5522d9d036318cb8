"""Two outlets tell one event in their own words; a series, a running story and one outlet's next article are not that."""

from datetime import date

import numpy as np
import pytest

from tadqiq.verify.duplicates.lists import _events

from .test_duplicates import clusters, filler

DAY = date(2026, 10, 10)
COAST = {
    "headline": "عاصفة رملية تغلق ميناء النورس",
    "body": "أغلقت عاصفة رملية شديدة ميناء النورس صباح السبت أمام السفن، وعادت ثلاث عبارات إلى المرسى قبل أن تنخفض الرؤية إلى عشرات الأمتار.",
    "date": DAY,
    "outlet": "صحيفة الساحل",
}
AGENCY = {
    "headline": "إغلاق ميناء النورس بسبب عاصفة رملية",
    "body": "توقفت حركة السفن في ميناء النورس منذ فجر السبت بعدما هبت عاصفة رملية على الساحل، وقررت الإدارة إغلاق الميناء حتى إشعار آخر.",
    "date": DAY,
    "outlet": "وكالة المرفأ",
}


def kinds(*rows):
    return [kind for kind, _ in clusters(rows)]


def test_two_outlets_tell_one_event():
    assert clusters([COAST, AGENCY]) == [("same_event", (0, 1))]
    assert kinds(COAST, AGENCY | {"date": date(2026, 10, 11)}) == ["same_event"]


@pytest.mark.parametrize("changed", [{"date": date(2026, 10, 13)}, {"outlet": "صحيفة الساحل"}, {"outlet": None}, {"date": None}])
def test_another_day_and_one_outlet_are_no_evidence(changed):
    assert "same_event" not in kinds(COAST, AGENCY | changed)


def test_a_topic_of_the_day_is_no_event():
    rows = [
        COAST | {"outlet": f"o{n}", "body": f"{COAST['body']} {filler(n, 60)}", "headline": f"{COAST['headline']} {filler(n, 4)}"}
        for n in range(30)
    ]

    assert "same_event" not in kinds(*rows)


def test_a_series_is_no_event():
    earlier = [row | {"date": date(2026, 10, 6), "body": filler(n, 30)} for n, row in enumerate((COAST, AGENCY))]

    assert "same_event" not in kinds(COAST, AGENCY, *earlier)


def test_a_running_story_makes_no_chain():
    left = np.arange(9)

    assert _events(np.arange(10), left, left + 1).tolist() == [0, 0, 0, 3, 3, 3, 6, 6, 6, 9]
