"""Read dates, days of the week and relative days: spans, structure, and the day each means."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.model import ARTICLES, DATES
from tadqiq.recognise import recognise
from tadqiq.recognise.dates import when
from tadqiq.recognise.dates.calendars import nearest, on_weekday
from tadqiq.recognise.tokens import batch
from tadqiq.recognise.vocabulary import Vocabulary

TODAY = date(2015, 8, 11)  # a Tuesday


def dates(*bodies, today=TODAY):
    rows = [
        {"doc": n, "article_id": str(n), "headline": "", "body": body, "date": today, "origin": "test", "line": n}
        for n, body in enumerate(bodies)
    ]
    return recognise(batch(pl.DataFrame(rows, schema=dict(ARTICLES)), Vocabulary())).dates


def told(body, today=TODAY):
    found = dates(body, today=today)
    return [(row["text"], row["iso"], row["relation"], row["resolved"]) for row in found.iter_rows(named=True)]


@pytest.mark.parametrize(
    ("text", "iso", "day"),
    [
        ("26 شوال 1436 هـ", "1436-10-26", date(2015, 8, 11)),
        ("11 أغسطس 2015 م", "2015-08-11", date(2015, 8, 11)),
        ("14 / 10 / 1436هـ", "1436-10-14", date(2015, 7, 30)),
        ("28 سبتمبر/أيلول من عام 1970", "1970-09-28", date(1970, 9, 28)),
        ("الحادي والعشرين من شهر أغسطس", "--08-21", date(2015, 8, 21)),
        ("٥ غشت", "--08-05", date(2015, 8, 5)),
        ("12 جويلية", "--07-12", date(2015, 7, 12)),
        ("مايو/أيار 2017", "2017-05", None),
        ("2017/2018", "2017/2018", None),
        ("2015-07-16", "2015-07-16", date(2015, 7, 16)),
        ("31 فبراير 2015", "2015-02-31", None),
        ("غرة ذي القعدة", "--11-01", date(2015, 8, 16)),
        ("2016/2015", "2015/2016", None),
        ("16-18 أغسطس 2015", "2015-08-16/18", None),
        ("25 ذي الحجة 1425هـ", "1425-12-25", date(2005, 2, 5)),
    ],
)
def test_a_date_says_day_month_and_year_and_means_a_day(text, iso, day):
    assert [(t, i, r) for t, i, _, r in told(f"افتتح المتحف في {text}.")] == [(text, iso, day)]


@pytest.mark.parametrize(
    ("text", "relation", "day"),
    [
        ("اليوم الثلاثاء", "today", date(2015, 8, 11)),
        ("مساء أمس (الاثنين)", "yesterday", date(2015, 8, 10)),
        ("أول من أمس", "before_yesterday", date(2015, 8, 9)),
        ("أمس الأول", "before_yesterday", date(2015, 8, 9)),
        ("بعد غدٍ", "after_tomorrow", date(2015, 8, 13)),
        ("صباح غد الأربعاء", "tomorrow", date(2015, 8, 12)),
        ("يوم الثلاثاء الماضي", "last", date(2015, 8, 4)),
        ("الثلاثاء المقبل", "next", date(2015, 8, 18)),
        ("الاثنين", None, date(2015, 8, 10)),
        ("الأربعاء", None, date(2015, 8, 12)),  # published late in another time zone
        ("السبت التالي", None, None),
        ("قبل يومين", "ago", date(2015, 8, 9)),
        ("قبل ثلاثة أيام", "ago", date(2015, 8, 8)),
    ],
)
def test_a_named_or_relative_day_means_a_day(text, relation, day):
    assert [(t, rel, d) for t, _, rel, d in told(f"افتتح المتحف {text} بحضور الأهالي.")] == [(text, relation, day)]


@pytest.mark.parametrize(
    "text",
    [
        "في اليوم التالي",
        "صحيفة عين اليوم",
        "صلاة الجمعة",
        "هذا اليوم",
        "اليوم الوطني",
        "حتى اليوم",
        "أيام الأحد",
        "قبل يومين من الحفل",
        "بعد يومين",
    ],
)
def test_what_only_looks_like_a_day_is_none(text):
    assert told(f"تحدث الناس {text} كثيرا.") == []


def test_joined_letters_stay_out_of_the_span():
    assert [text for text, *_ in told("وصل الوفد وأمس غادر، والجمعة يعود، ويوم السبت يستريح.")] == ["أمس", "الجمعة", "يوم السبت"]


def test_names_of_one_day_side_by_side_share_their_first():
    found = dates("قال الثلاثاء 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م، ثم السبت، 16 من محرم.")

    assert found["first"].n_unique() == 2
    assert found["first"].to_list()[:3] == [found["start"][0]] * 3


def test_a_sentence_tells_its_days_once():
    days = when(dates("افتتح اليوم الثلاثاء 11 أغسطس.\nوقال أمس إن الحفل الأحد الماضي."))

    assert days["days"].to_list() == [[TODAY], [date(2015, 8, 9), date(2015, 8, 10)]]


def test_without_a_date_of_the_article_only_whole_dates_mean_a_day():
    found = dates("قال أمس إن الحفل يوم الأحد، وفي 5 مايو، وفي 5 مايو 2015.", today=None)

    assert found["resolved"].to_list() == [None, None, None, date(2015, 5, 5)]


def test_no_article_and_no_date_give_an_empty_frame():
    assert dict(dates().schema) == dict(dates("لا شيء هنا.").schema) == dict(pl.DataFrame(schema=DATES).schema)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 6))
def test_a_day_of_the_week_is_the_one_meant(today, weekday):
    plain, last, coming = (on_weekday(weekday, today, word) for word in (None, "last", "next"))

    assert {plain.weekday(), last.weekday(), coming.weekday()} == {weekday}
    assert -6 < (plain - today).days <= 1
    assert last < today < coming
    assert (coming - last).days in {7, 14}


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(1, 28), st.integers(1, 12))
def test_a_date_without_its_year_lies_within_a_year(today, day, month):
    found = nearest(day, month, "gregorian", today, None)

    assert (found.day, found.month) == (day, month)
    assert abs((found - today).days) <= 366
    assert nearest(day, month, "gregorian", today, "last") < today < nearest(day, month, "gregorian", today, "next")
