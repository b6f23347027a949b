"""What a cell may say, and what is kept of it."""

import pytest

from explorer.domain.records import Value
from tests.unit.ingest.conftest import Read


def value_of(read: Read, label: str, column: str, cell: str) -> Value | None:
    quoted = '"' + cell.replace('"', '""') + '"'
    reading = read(f"id,label,name,{column}\nx,{label},X,{quoted}\n")
    assert reading.problems == ()
    return reading.entities[0].properties.get(column)


@pytest.mark.parametrize(
    ("label", "column", "cell", "kept"),
    [
        ("City", "lat", "45.4397", 45.4397),
        ("City", "lat", "45,4397", 45.4397),
        ("City", "lat", "-33", -33.0),
        ("City", "lat", "'-33", -33.0),
        ("Company", "turnover", "1 234 567,5", 1234567.5),
        ("Company", "turnover", "1\u202f234\u00a0567", 1234567.0),
        ("Company", "turnover", "1.5e6", 1500000.0),
        ("Company", "headcount", "1 200", 1200),
        ("Company", "headcount", "12.0", 12),
        ("Company", "size_year", "2024", 2024),
        ("Company", "country", "NA", "NA"),
        ("Company", "country", " fr ", "FR"),
        ("Company", "country", "XK", "XK"),
        ("Company", "short_name", "NA", "NA"),
        ("Company", "short_name", "null", "null"),
        ("Company", "short_name", "007", "007"),
        ("Company", "evidence", "  kept as it is ", "  kept as it is "),
        ("Company", "evidence", " \t ", None),
        ("Company", "evidence", "'=1+1", "=1+1"),
        ("Company", "evidence", "''=1+1", "'=1+1"),
        ("Company", "evidence", "'@SUM(A1)", "@SUM(A1)"),
        ("Company", "evidence", "'\tx", "\tx"),
        ("Company", "evidence", "'\rx", "\rx"),
        ("Company", "evidence", "=1+1", "=1+1"),
        ("Company", "evidence", "'quoted'", "'quoted'"),
        ("Company", "evidence", 'over\n"two" lines', 'over\n"two" lines'),
        ("Company", "size_class", "Grand groupe", "grand_groupe"),
        ("Company", "size_class", "ETI", "eti"),
        ("Company", "siren", "732 829 320", "732829320"),
        ("Company", "siret", "732 829 320 00074", "73282932000074"),
        ("Company", "vat", "fr 44 732 829 320", "FR44732829320"),
        ("Company", "vat", "GB980780684", "GB980780684"),
        ("Company", "vat", "CHE-107.787.577 IVA", "CHE107787577IVA"),
        ("Company", "vat", "AE100000000000003", "AE100000000000003"),
        ("Company", "lei", "213800KUD8LAJWSQ9D15", "213800KUD8LAJWSQ9D15"),
        ("Company", "aliases", "Un | Deux||", ("Un", "Deux")),
        ("Company", "aliases", "|", None),
        ("Programme", "stages", "Start-up|idea", ("start_up", "idea")),
        ("Event", "starts_on", "2024", "2024"),
        ("Event", "starts_on", "2024-05", "2024-05"),
        ("Event", "ends_on", "2124-05-13", "2124-05-13"),
    ],
)
def test_a_value_is_kept(read: Read, label: str, column: str, cell: str, kept: Value | None) -> None:
    value = value_of(read, label, column, cell)
    assert value == kept
    assert type(value) is type(kept)


@pytest.mark.parametrize(
    ("begin", "end"), [("2024-05", "2024"), ("2024", "2024-05"), ("2024-05-13", "2024-05"), ("2024-05-13", "2024-05-13"), ("", "2024"), ("2024", "")]
)
def test_an_end_that_may_lie_after_the_beginning_is_no_problem(read: Read, begin: str, end: str) -> None:
    assert read(f"id,label,name,starts_on,ends_on\nm,Event,M,{begin},{end}\n").problems == ()


@pytest.mark.parametrize("yes", ["oui", "Oui", "VRAI", "yes", "True", "1", "x", "X"])
def test_yes(read: Read, yes: str) -> None:
    assert value_of(read, "Person", "objects", yes) is True


@pytest.mark.parametrize("no", ["non", "faux", "No", "FALSE", "0"])
def test_no(read: Read, no: str) -> None:
    assert value_of(read, "Person", "objects", no) is False


def test_a_cell_of_a_megabyte_loads(read: Read) -> None:
    text = "é" * 1_000_000
    assert value_of(read, "Company", "evidence", text) == text
