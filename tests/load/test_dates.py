"""Read days as they are written."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadqiq.load.dates import day, days

from .conftest import RECORD, lines


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-01",
        "2024-03-01T23:30:00-05:00",
        "2024-03-01 00:10:00+03:00",
        " 2024-03-01T00:00:00.000Z ",
        "20240301",
        "2024/3/1",
        "Fri, 01 Mar 2024 22:10:00 +0300",
        "1/3/2024",
        "01-03-2024 14:00",
        "1.3.2024",
        "٢٠٢٤-٠٣-٠١",
        "١/٣/٢٠٢٤",
        "الجمعة 1 مارس 2024",
        "الجمعة، 1 آذار/مارس 2024",
        "1 آذار 2024",
        "1709294400",
        "1709294400000",
    ],
)
def test_one_day_written_in_many_ways(written):
    assert days(pl.Series([written])).to_list() == [date(2024, 3, 1)]


@pytest.mark.parametrize("written", ["قبل ساعتين", "31/6/2024", "2024-13-01", "", "مارس", "99", "1/3/24"])
def test_what_is_no_day(written):
    assert day(written) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_any_day_comes_back(value):
    assert days(pl.Series([value.isoformat(), value.strftime("%d/%m/%Y"), value.strftime("%d.%m.%Y")])).to_list() == [value] * 3


@given(st.text())
def test_no_text_breaks_the_reading_of_dates(written):
    assert day(written) is None or isinstance(day(written), date)


def test_an_unreadable_date_is_told_and_kept_as_written(put):
    loaded = put("a.jsonl", lines(RECORD | {"date": "قبل ساعتين"}, RECORD | {"id": "b", "date": ""}, RECORD | {"id": "c"}))

    assert loaded.articles["published_at"].to_list() == ["قبل ساعتين", "", None]
    assert [(p.code, p.line, p.args["text"]) for p in loaded.problems] == [("SCH006", 1, "قبل ساعتين")]
