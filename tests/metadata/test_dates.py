"""Dates as pages write them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.dates import date_in_url, find_date, find_relative, from_timestamp, without_dates

CASES = [
    ("2024-07-24 17:40:56", "2024-07-24T17:40:56"),
    ("2024年7月24日 17:40", "2024-07-24T17:40"),
    ("发布时间：2025-06-18 18:05", "2025-06-18T18:05"),
    ("二〇二四年七月二十四日", "2024-07-24"),
    ("Published 9 October 2024, 06:15 BST", "2024-10-09T06:15"),
    ("February 6, 2025", "2025-02-06"),
    ("Sept. 5, 2024", "2024-09-05"),
    ("July 24, 2024 at 5:40 p.m. ET", "2024-07-24T17:40"),
    ("06:15 BST, 9 October 2024", "2024-10-09T06:15"),
    ("Selasa, 14 Januari 2025 13:22 WIB", "2025-01-14T13:22"),
    ("24 juillet 2024 à 17h40", "2024-07-24T17:40"),
    ("24. Juli 2024, 17:40 Uhr", "2024-07-24T17:40"),
    ("24 de julio de 2024", "2024-07-24"),
    ("24 de março de 2024", "2024-03-24"),
    ("24 июля 2024, 17:40", "2024-07-24T17:40"),
    ("24 Temmuz 2024 17:40", "2024-07-24T17:40"),
    ("2024年7月24日(水) 17時40分", "2024-07-24T17:40"),
    ("2024. 7. 24. 오후 5:40", "2024-07-24T17:40"),
    ("Thứ tư, 24/7/2024, 17:40 (GMT+7)", "2024-07-24T17:40"),
    ("24 ก.ค. 2567 17:40 น.", "2024-07-24T17:40"),
    ("2024-07-24T17:40:56+08:00", "2024-07-24T17:40:56+08:00"),
    ("2024-07-24T17:40:56+0800", "2024-07-24T17:40:56+08:00"),
    ("2024-07-24T17:40:56.123Z", "2024-07-24T17:40:56Z"),
    ("20240724", "2024-07-24"),
    ("2024年7月", "2024-07"),
    ("July 2024", "2024-07"),
    ("2019年09月11日01:53 海岸日报", "2019-09-11T01:53"),
]


@pytest.mark.parametrize(("text", "iso"), CASES)
def test_find_date(text: str, iso: str) -> None:
    assert find_date(text) == iso


@pytest.mark.parametrize(
    "text", ["2024-13-45", "31/02/2024", "1.2.3", "no date", "2024", "0001-01-01", "30 February 2024"]
)
def test_no_such_date(text: str) -> None:
    assert find_date(text) is None


def test_day_and_month_by_the_pages_language() -> None:
    assert find_date("3/4/2024") == "2024-04-03"
    assert find_date("3/4/2024", day_first=False) == "2024-03-04"
    assert find_date("24/7/2024", day_first=False) == "2024-07-24"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3小时前", "2024-07-24T14:40"),
        ("昨天 12:30", "2024-07-23T12:30"),
        ("2 days ago", "2024-07-22"),
        ("7月20日 10:00", "2024-07-20T10:00"),
        ("12-30 10:00", "2023-12-30T10:00"),
    ],
)
def test_relative_dates_need_a_base(text: str, iso: str) -> None:
    assert find_date(text) is None
    assert find_relative(text, "2024-07-24T17:40") == iso


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://news.example/2024/07/24/story.html", "2024-07-24"),
        ("https://news.example/a/20240724/14526474_0.shtml", "2024-07-24"),
        ("https://news.example/2024-05/13/content_117.shtml", "2024-05-13"),
        ("https://news.example/t20190911_123.html", "2019-09-11"),
        ("https://news.example/id/20249999/x", None),
        ("https://news.example/2024/13/45/a/20240724/1.html", "2024-07-24"),
        ("https://news.example/story", None),
    ],
)
def test_date_in_url(url: str, iso: str | None) -> None:
    assert date_in_url(url) == iso


def test_timestamps() -> None:
    assert from_timestamp("1721814056") == "2024-07-24T09:40:56Z"
    assert from_timestamp("1721814056000") == "2024-07-24T09:40:56Z"
    assert from_timestamp("20240724") is None


def test_without_dates_leaves_the_names() -> None:
    assert "海岸日报" in without_dates("2019年09月11日 01:53 海岸日报")
    assert not re.search(r"\d", without_dates("2019年09月11日 01:53 海岸日报"))


@given(st.text(alphabet="0123456789年月日-/.: T+Zag前昨天JulyMarch月二〇十", max_size=60), st.booleans())
def test_whatever_is_found_is_an_iso_date(text: str, day_first: bool) -> None:
    found = find_date(text, day_first)
    assert found is None or re.fullmatch(
        r"\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?", found, re.ASCII
    )
    relative = find_relative(text, "2024-07-24")
    assert relative is None or re.match(r"\d{4}-\d{2}-\d{2}", relative, re.ASCII)


@given(st.dates(min_value=date(1901, 1, 1), max_value=date(2099, 12, 31)))
def test_every_calendar_day_is_read_back(day: date) -> None:
    assert find_date(day.isoformat()) == day.isoformat()
    assert find_date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert find_date(f"{day:%d %B %Y}") == day.isoformat()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("۱۴۰۳/۰۲/۱۵", "2024-05-04"),
        ("۱۵ اردیبهشت ۱۴۰۳ - ۱۲:۲۲", "2024-05-04T12:22"),
        ("30 اسفند 1403", "2025-03-20"),
        ("1 فروردین 1404", "2025-03-21"),
        ("31 مهر 1403", None),
        ("1445/09/24", None),  # the Islamic lunar calendar, of which a day depends on who saw the moon
        ("令和6年3月5日", "2024-03-05"),
        ("平成元年3月5日", "1989-03-05"),
        ("民國113年3月5日", "2024-03-05"),
        ("5 มีนาคม พ.ศ. 2567", "2024-03-05"),
        ("٥ مارس ٢٠٢٤", "2024-03-05"),
        ("५ मार्च २०२४", "2024-03-05"),
        ("5 تشرين الثاني 2024", "2024-11-05"),
        ("5 أيار 2024", "2024-05-05"),
        ("16 ביוני 2024", "2024-06-16"),
        ("5. tammikuuta 2024", "2024-01-05"),
    ],
)
def test_other_calendars_digits_and_months(text: str, date: str | None) -> None:
    assert find_date(text) == date
