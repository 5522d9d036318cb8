"""Hold the rules of dates to what their examples do not show: zones, chains of dates, every day of every month."""

import calendar
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.engines.local import Local
from tadqiq.model import ARTICLES
from tadqiq.verify import verify
from tadqiq.verify.kinds._days import day_names
from tadqiq.verify.packs import builtin

RULES = {rule.code: rule for rule in builtin()}
MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]


def findings(code, *bodies, published=None, day=None):
    rows = [
        {"doc": n, "article_id": str(n), "headline": "", "body": body, "published_at": published, "date": day, "origin": "test", "line": n}
        for n, body in enumerate(bodies)
    ]
    return verify(pl.DataFrame(rows, schema=dict(ARTICLES)), [RULES[code]], Local(1)).findings


def texts(code, *bodies, **record):
    return findings(code, *bodies, **record)["text"].to_list()


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 6))
def test_a_day_of_the_week_fires_beside_a_date_exactly_when_it_is_another(day, weekday):
    body = f"افتتح المتحف يوم {day_names()[weekday]} {day.day} {MONTHS[day.month - 1]} {day.year} بحضور الأهالي."

    assert bool(texts("DAT001", body)) == (weekday != day.weekday())


def test_every_day_that_a_month_has_is_possible_and_the_next_is_not():
    days = [(n, name, calendar.monthrange(2024, month)[1]) for month, name in enumerate(MONTHS, 1) for n in range(28, 33)]
    found = texts("DAT005", *(f"افتتح المتحف في {n} {name} 2024." for n, name, _ in days))

    assert found == [f"{n} {name} 2024" for n, name, last in days if n > last]


@pytest.mark.parametrize(("year", "possible"), [(2023, False), (2024, True), (1900, False), (2000, True)])
def test_the_twenty_ninth_of_february_goes_by_leap_years(year, possible):
    assert bool(texts("DAT005", f"افتتح المتحف في 29 فبراير {year}.")) != possible


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 6), st.integers(-3, 3))
def test_today_fires_when_it_is_more_than_a_day_from_a_sure_day_of_publication(weekday, apart):
    day = date(2018, 4, 9) + timedelta(days=weekday)
    body = f"وقالت الهيئة في بيان صدر اليوم {day_names()[(weekday + apart) % 7]} إن الترميم اكتمل."

    assert bool(texts("DAT002", body, published=f"{day}T10:00:00+03:00", day=day)) == (abs(apart) > 1)


@pytest.mark.parametrize("written", ["2018-04-10T13:42:56", "2018-04-10 13:42"])
def test_a_clock_time_without_a_zone_is_no_sure_day_of_publication(written):
    assert not texts("DAT002", "وقالت الهيئة اليوم الأحد إن الترميم اكتمل.", published=written, day=date(2018, 4, 10))


def test_a_pair_of_today_and_yesterday_names_both_passages():
    found = findings("DAT002", "قالت البلدية اليوم الجمعة إن الجسر سيفتح.\nوكان قد أغلق أمس الأربعاء.")

    assert [found["text"][0], found["related"][0][0]["text"]] == ["أمس الأربعاء", "اليوم الجمعة"]


@pytest.mark.parametrize(
    ("body", "fires"),
    [
        ("يوم 16 يوليو 2015 الموافق 29 رمضان 1436هـ", False),
        ("يوم 16/7/2015م - 29/9/1436هـ", False),
        ("يوم 16 يوليو 2015 الموافق 19 رمضان 1436هـ", True),
        ("يوم 16 يوليو 2015 الموافق 19 رمضان", True),
        ("يوم 16 يوليو الموافق 29 رمضان", False),
        ("يوم 16 يوليو 2015، وفي 19 رمضان 1436هـ", False),
    ],
)
def test_two_calendars_are_held_together_only_side_by_side(body, fires):
    assert bool(texts("DAT006", f"افتتح المتحف {body}.", day=date(2015, 7, 20))) == fires


def test_the_year_that_follows_a_second_name_of_the_month_belongs_to_the_date():
    assert not texts("DAT001", "افتتح الجسر يوم الخميس 24 يوليو تموز عام 2014.", day=date(2015, 7, 20))


def test_the_two_last_hijri_months_are_two():
    assert not texts("DAT006", "عقد المؤتمر في 25 ذي الحجة 1425هـ الموافق 5 فبراير 2005م.")
    assert texts("DAT006", "عقد المؤتمر في 25 ذي القعدة 1425هـ الموافق 5 فبراير 2005م.")


def test_a_month_with_its_second_name_across_a_space_is_a_pair():
    body = "بدأ العمل في أغسطس آب الماضي، وينتهي في نوفمبر / تشرين الثاني المقبل."

    assert not texts("DAT004", body)
    assert texts("DAT004", body.replace("تشرين الثاني", "تشرين الأول")) == ["تشرين الأول"]


def test_a_second_name_that_is_misspelt_or_of_the_moon_makes_no_mixture():
    assert not texts("DAT004", "صدر العدد في سبتمر/أيلول 1988، ثم في 5 مايو 1989.")
    assert not texts("DAT004", "صدر العدد في شهر مارس (جمادى الآخرة) الماضي.")


@pytest.mark.parametrize(
    ("published", "marked"),
    [
        ("2018-05-11T06:25:40", "اليوم الخميس"),  # a clock time without a zone tells at least which of two days is likelier
        ("2018-05-10T06:25:40", "أمس الخميس"),
        ("2018-05-07T06:25:40", "أمس الخميس"),
        (None, "أمس الخميس"),
    ],
)
def test_of_two_days_the_one_that_fits_the_record_is_only_named(published, marked):
    day = date.fromisoformat(published[:10]) if published else None
    found = findings("DAT002", "تراجع السعر اليوم الخميس.\nوبلغ السعر في تعاملات أمس الخميس عشرة.", published=published, day=day)

    assert found["text"].to_list() == [marked]
    assert {marked, found["related"][0][0]["text"]} == {"اليوم الخميس", "أمس الخميس"}


def test_a_conflict_is_worded_without_claiming_on_which_day_the_article_was_written():
    found = findings("DAT002", "قالت البلدية اليوم الجمعة إن الجسر سيفتح.\nوكان قد أغلق أمس الأربعاء.")

    assert "لا يقال إلا يوم الخميس" in found["message_ar"][0]
    assert "مكتوب" not in found["message_ar"][0]


ITEM = "وأضاف أن القاعة {n} تضم لوحات من مدينة {n} رسمها فنان {n} بألوان {n} على قماش {n}، واستغرق عمله فيها عاما."
STRANGER = "فازت لاعبة الشطرنج سلمى الرملي، أمس الأحد، بلقب بطولة الناشئات التي استضافتها قرية الياسمين."
WORDS = ["النورس", "الرمان", "النخيل", "الفخار", "الحجر", "الزيتون", "البحر", "الضباب", "الصنوبر", "الربيع", "الكهف", "الجبل", "المرجان"]


def test_a_relative_day_in_a_teaser_behind_the_text_is_not_checked():
    text = "\n".join(
        ["افتتح المتحف اليوم الأربعاء بعد ترميم طويل.", *(" ".join([ITEM.format(n=word), *WORDS[k:]]) for k, word in enumerate(WORDS))]
    )
    long = text + " " + " ".join(f"{word}{tail}" for word in WORDS for tail in ("ستان", "لاند", "غراد", "بورغ", "فيل"))

    assert not texts("DAT002", f"{long}.\n{STRANGER}")
    assert texts("DAT002", f"{long}.\nوكان المتحف قد أعلن أمس الأحد أن القاعة التي تضم لوحات الفنان ستفتح بعد ترميم طويل.")
    assert texts("DAT002", f"افتتح المتحف اليوم الأربعاء بعد ترميم طويل.\n{STRANGER}")  # too short to tell what belongs to it


@pytest.mark.parametrize(("published", "fires"), [("2018-04-12T09:00:00+00:00", True), ("2018-04-12T04:42:54+00:00", False)])
def test_a_stamp_of_the_first_hours_is_no_sure_day_of_writing(published, fires):
    body = "قالت البلدية إن الجسر الذي أغلق مساء الخميس الماضي سيفتح قريبا."

    assert bool(texts("DAT003", body, published=published, day=date(2018, 4, 12))) == fires


TOLD = "ذكرت مصادر في إدارة الطرق {} أن تقييم الإدارة يشير إلى أن الجسر المعلق في وادي الرمان يحتاج إلى ترميم عاجل."


@pytest.mark.parametrize(("hour", "fires"), [("04:51", False), ("14:51", True)])
def test_neighbouring_days_are_one_night_where_the_later_article_was_stamped_in_the_first_hours(hour, fires):
    common = {"headline": "", "date": date(2018, 4, 9), "origin": "test"}
    rows = [
        {**common, "doc": 0, "article_id": "a", "body": TOLD.format("الأحد"), "published_at": "2018-04-09T01:06:53+00:00", "line": 0},
        {**common, "doc": 1, "article_id": "b", "body": TOLD.format("الاثنين"), "published_at": f"2018-04-09T{hour}:06+04:00", "line": 1},
    ]

    assert bool(verify(pl.DataFrame(rows, schema=dict(ARTICLES)), [RULES["DAT007"]], Local(1)).findings.height) == fires


def test_articles_that_are_empty_or_name_no_day_have_no_findings():
    for code in ("DAT001", "DAT002", "DAT003", "DAT004", "DAT005", "DAT006", "DAT007"):
        assert not texts(code, "", "لا شيء هنا.")
    assert not texts("DAT004", "")
