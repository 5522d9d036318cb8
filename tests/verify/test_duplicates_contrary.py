"""Headlines that differ in a number, a name, a negation or an antonym are never called duplicates, whatever their bodies."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from tadqiq.engines.local import Local
from tadqiq.model import ARTICLES
from tadqiq.verify import verify
from tadqiq.verify.choice import select
from tadqiq.verify.duplicates.contrary import contrary
from tadqiq.verify.packs import builtin

BODY = (
    "بدأت وزارة المياه الأربعاء تشغيل محطة جديدة لتحلية مياه البحر في خليج السنديان وفق بيان للوزارة وقال الوزير نادر السحيمي إن المحطة "
    "ستغذي ثلاث بلدات ساحلية كانت تعتمد على الصهاريج في أشهر الصيف وأوضح أن العمل يبدأ في الشهر المقبل"
)
OTHERWISE = [
    ("مقتل 12 شخصا في حريق بميناء النورس", "مقتل 21 شخصا في حريق بميناء النورس"),
    ("إنقاذ ثلاثة بحارة قرب ميناء السرو", "إنقاذ سبعة بحارة قرب ميناء السرو"),
    ("مقتل 12 شخصا في حريق الميناء", "9 قتلى في حريق الميناء"),
    ("ارتفاع أرباح مصنع الورق 12% في الربع الأول", "ارتفاع أرباح مصنع الورق 17% في الربع الأول"),
    ("محصول التمور يبلغ 40 ألف طن هذا الموسم", "محصول التمور يبلغ 60 ألف طن هذا الموسم"),
    ("وزير المياه يفتتح محطة التحلية في دمشق", "وزير المياه يفتتح محطة التحلية في بغداد"),
    ("منتخب الكرة الطائرة يهزم الأردن في الافتتاح", "منتخب الكرة الطائرة يهزم الكويت في الافتتاح"),
    ("نقابة المعلمين توقف الإضراب", "نقابة المعلمين لن توقف الإضراب"),
    ("البلدية تعلن إغلاق شارع البحر", "البلدية تعلن عدم إغلاق شارع البحر"),
    ("ارتفاع أسعار القمح في أسواق الساحل", "انخفاض أسعار القمح في أسواق الساحل"),
    ("أسعار القمح ترتفع في أسواق الساحل", "أسعار القمح تتراجع في أسواق الساحل"),
    ("البرلمان يقبل مشروع قانون الصيد", "البرلمان يرفض مشروع قانون الصيد"),
    ("النجم الأخضر يفوز في مباراة الكأس", "النجم الأخضر يخسر في مباراة الكأس"),
    ("المحكمة تبرئ مدير المصنع من التهمة", "المحكمة تدين مدير المصنع بالتهمة"),
    ("افتتاح سوق السمك في ميناء النورس", "إغلاق سوق السمك في ميناء النورس"),
]
ALIKE = [
    ("تشغيل محطة جديدة للتحلية في خليج السنديان", "محطة التحلية الجديدة في خليج السنديان تبدأ العمل"),
    ("محصول التمور يبلغ 40 ألف طن", "محصول التمور يبلغ نحو 42 ألف طن"),
    ("محصول التمور يبلغ 40.6 ألف طن", "محصول التمور يبلغ 40 ألف طن"),
    ("توزيع 44,793 شتلة على المزارعين", "توزيع 44793 شتلة على المزارعين"),
    ("إنقاذ ثلاثة بحارة قرب ميناء السرو", "إنقاذ 3 بحارة قرب ميناء السرو"),
    ("المنتخب يصل إلى طهران", "المنتخب يصل إلى إيران"),
    ("وفد من واشنطن يزور المتحف", "وفد من واشنطون يزور المتحف"),
    ("لا اتفاق في مفاوضات الصيد", "مفاوضات الصيد تنتهي دون اتفاق"),
    ("بيع 12 لوحة في المزاد", "بيع لوحات المزاد بثلاثة ملايين دينار"),
    ("ثلاث بلدات تودع الصهاريج", "وزير المياه: لا صهاريج بعد اليوم"),
]


def findings(heads, codes=("DUP001", "DUP002"), days=None):
    dates = [None if days is None else date(2026, 1, 1) + timedelta(days * n) for n in range(len(heads))]
    rows = [
        {"doc": n, "article_id": f"a{n}", "headline": head, "body": BODY, "origin": "x", "line": n, "date": dates[n]}
        for n, head in enumerate(heads)
    ]
    return verify(pl.DataFrame(rows, schema=dict(ARTICLES)), select(builtin(), list(codes)), Local(1)).findings


@pytest.mark.parametrize("pair", OTHERWISE)
def test_what_says_otherwise_is_no_duplicate(pair):
    assert findings(pair).is_empty()


@pytest.mark.parametrize("pair", ALIKE)
def test_what_says_the_same_in_other_words_is_one(pair):
    assert findings(pair)["code"].to_list() == ["DUP002"]


def test_headlines_that_part_in_a_number_are_told_with_the_number():
    row = findings(OTHERWISE[0], ["DUP003"], days=5).row(0, named=True)  # days apart, so that it is no one event

    assert "«12» ← «21»" in row["message_ar"] or "«21» ← «12»" in row["message_ar"]


def test_the_order_of_two_headlines_does_not_matter():
    for one, two in OTHERWISE + ALIKE:
        heads = pl.Series([one, two])
        answers = [contrary(heads, np.array([a]), np.array([1 - a])).item() for a in (0, 1)]
        assert answers[0] == answers[1]


@pytest.mark.parametrize("heads", [[], ["", ""], ["12", "13"], ["12.", ".12"], ["،", "خبر 5"]])
def test_headlines_without_words_are_no_contradiction(heads):
    pairs = np.arange(len(heads) // 2) * 2

    assert not contrary(pl.Series(heads, dtype=pl.String), pairs, pairs + 1).any()
