"""Dates that may stop at the year or the month."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.dates import parse_date, today, years_between


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-05", date(2019, 5, 1), date(2019, 5, 31)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2019-05-13", date(2019, 5, 13), date(2019, 5, 13)),
    ],
)
def test_a_date_keeps_its_text_and_knows_its_days(text: str, first: date, last: date) -> None:
    read = parse_date(text)
    assert (read.text, read.first, read.last) == (text, first, last)
    assert str(read) == text


@pytest.mark.parametrize(
    "text", ["", "19", "2019-13", "2019-00", "2019-05-00", "2019-2-1", "2019-02-30", "13/05/2019", "2019-05-13T00:00", " 2019", "２０１９", "0000"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the message is the calendar's or the text itself)
        parse_date(text)


@given(st.dates())
def test_every_day_is_read_as_itself(day: date) -> None:
    read = parse_date(day.isoformat())
    assert read.first == read.last == day
    assert parse_date(day.isoformat()[:7]).first <= day <= parse_date(day.isoformat()[:7]).last
    assert parse_date(day.isoformat()[:4]).first <= day <= parse_date(day.isoformat()[:4]).last


def test_years_are_of_365_and_a_quarter_days() -> None:
    assert years_between(date(2020, 6, 1), date(2024, 6, 1)) == 4
    assert years_between(date(2024, 6, 1), date(2020, 6, 1)) == -4


def test_today_is_the_day_in_utc() -> None:
    before = datetime.now(UTC).date()
    assert before <= today() <= datetime.now(UTC).date()
