"""What several values of one row must agree on, among themselves and with what the database holds of the same thing."""

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
        if begin in values and end in values and _reversed(values[begin], values[end])
    ]


def reversed_with_held(table: Table, row: Row, values: Mapping[str, Any], held: Mapping[str, Any]) -> list[Problem]:
    """The same where the row gives only one of the two, and the database holds the other."""
    problems = []
    for begin, end in BEGIN_AND_END:
        if (begin in values) == (end in values):
            continue
        given, other = (begin, end) if begin in values else (end, begin)
        both = {given: values[given], other: held.get(other)}
        if other in held and _reversed(both[begin], both[end]):
            details = {"column": table.column(other), "held": shown(str(held[other]))}
            problems.append(cell_problem(table, row, given, {"code": "reversed_in_database", "details": details}))
    return problems


def _reversed(begin: object, end: object) -> bool:
    """Other tools may have written anything into the database: what is no date there is not compared."""
    try:
        return parse_date(str(end)).last < parse_date(str(begin)).first
    except ValueError:
        return False
