"""What several values of one row must agree on."""

from collections.abc import Mapping
from typing import Any, Final

from explorer.domain.dates import parse_date
from explorer.ingest.problems import Problem, shown
from explorer.ingest.schemas import cell_problem
from explorer.ingest.tables import Row, Table

BEGIN_AND_END: Final = (("since", "until"), ("starts_on", "ends_on"), ("opens_on", "closes_on"), ("collected_at", "retain_until"))


def reversed_dates(table: Table, row: Row, values: Mapping[str, Any]) -> list[Problem]:
    """An end whose last day is before the first day of its beginning."""
    return [
        cell_problem(table, row, end, {"code": "dates_reversed", "details": {"begin": shown(values[begin]), "column": table.column(begin)}})
        for begin, end in BEGIN_AND_END
        if begin in values and end in values and parse_date(values[end]).last < parse_date(values[begin]).first
    ]
