"""Dates as people know them: a year, a month or a day, kept as written."""

import calendar
import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

DAYS_PER_YEAR: Final = 365.25
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class PartialDate(NamedTuple):
    """`text` as written (`2019`, `2019-05` or `2019-05-13`) and the `first` and `last` day it can stand for."""

    text: str
    first: date
    last: date

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=65536)
def parse_date(text: str) -> PartialDate:
    """Read an ISO date that may stop at the year or the month.

    Raises ValueError where it is not one, or no such day exists.
    """
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = match.groups()
    first = date(int(year), int(month or 1), int(day or 1))
    if day is not None:
        return PartialDate(text, first, first)
    last_month = int(month or 12)
    return PartialDate(text, first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1]))


def today() -> date:
    """The day in UTC, which is what strengths are computed for when nobody asks for another."""
    return datetime.now(UTC).date()


def years_between(earlier: date, later: date) -> float:
    return (later - earlier).days / DAYS_PER_YEAR
