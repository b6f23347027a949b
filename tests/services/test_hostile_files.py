"""Files as the world and those who mean harm make them: each is in the database exactly as written, or is refused with a report and nothing is changed."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from explorer.graphdb import Database, reads
from explorer.services.load import load
from explorer.texts import texts
from tests.services.harm import edges_of, loads_as_written, refused, table

HOSTILE = Path(__file__).resolve().parents[1] / "data" / "hostile"
LONG = "x" * 80 + "…"

REFUSED: Mapping[str, list[tuple[str, str, int | None, str | None, str | None]]] = {
    "another_label": [("held_under_other_label", "nodes.csv", 2, "id", "kept:1")],
    "blank": [("empty", "nodes.csv", None, None, None)],
    "country_ids": [("country_id", "nodes.csv", 2, "id", "country:na"), ("country_id", "nodes.csv", 3, "id", "country:ZZ")],
    "dangling_ends": [
        ("end_unknown", "edges.csv", 2, "target", "nobody"),
        ("end_unknown", "edges.csv", 3, "source", "nobody"),
        ("end_unknown", "edges.csv", 3, "target", "nowhere"),
    ],
    "duplicate_ids": [("same_id", "nodes.csv", 2, "id", "n1"), ("same_id", "nodes.csv", 6, "id", "n1"), ("same_id", "nodes.csv", 7, "id", "n1")],
    "duplicate_rows": [
        ("same_edge", "edges.csv", 2, "type", "SUPPLIES"),
        ("same_edge", "edges.csv", 3, "type", "SUPPLIES"),
        ("same_edge", "edges.csv", 4, "type", "PARTNER_OF"),
        ("same_edge", "edges.csv", 5, "type", "PARTNER_OF"),
        ("same_id", "nodes.csv", 5, "id", "n4"),
        ("same_id", "nodes.csv", 6, "id", "n4"),
    ],
    "empty": [("empty", "nodes.csv", None, None, None)],
    "gzipped": [("spreadsheet", "nodes.csv", None, None, None)],
    "hostile_ids": [
        ("id_characters", "nodes.csv", 2, "id", "n�1"),
        ("id_characters", "nodes.csv", 4, "id", "�[2J"),
        ("id_characters", "nodes.csv", 5, "id", "n�3"),
        ("id_characters", "nodes.csv", 6, "id", "�"),
        ("id_long", "nodes.csv", 7, "id", LONG),
    ],
    "hostile_labels": [
        ("label_unknown", "nodes.csv", 2, "label", "Company`) DETACH DELETE n //"),
        ("label_unknown", "nodes.csv", 3, "label", "Entity"),
        ("label_unknown", "nodes.csv", 4, "label", "Change"),
        ("label_unknown", "nodes.csv", 5, "label", "<script>"),
        ("label_unknown", "nodes.csv", 6, "label", "%(x)s{0}"),
        ("label_unknown", "nodes.csv", 7, "label", "�[2J"),
        ("label_unknown", "nodes.csv", 8, "label", "Company:PME"),
    ],
    "hostile_types": [
        ("type_unknown", "edges.csv", 2, "type", "SUPPLIES]->() DELETE r //"),
        ("type_unknown", "edges.csv", 3, "type", "<script>"),
        ("type_unknown", "edges.csv", 4, "type", "%(x)s{0}"),
        ("type_unknown", "edges.csv", 5, "type", "$(reboot)"),
        ("type_unknown", "edges.csv", 6, "type", "WORKED_WITH"),
    ],
    "hostile_values": [
        ("siren_invalid", "nodes.csv", 2, "siren", "1 OR 1=1"),
        ("country", "nodes.csv", 2, "country", "'; DROP"),
        ("integer", "nodes.csv", 2, "headcount", "1e3"),
        ("country", "nodes.csv", 3, "country", "%(x)s"),
        ("number", "nodes.csv", 3, "lat", "NaN"),
        ("boolean", "nodes.csv", 4, "objects", "{0}"),
        ("number", "nodes.csv", 5, "lat", "١٢"),
    ],
    "image": [("zero_byte", "nodes.csv", 3, None, None)],
    "impossible_dates": [
        ("date", "nodes.csv", 2, "starts_on", "2023-02-29"),
        ("date", "nodes.csv", 2, "ends_on", "2024-13"),
        ("date", "nodes.csv", 3, "starts_on", "0000"),
        ("date", "nodes.csv", 3, "ends_on", "2024-00-10"),
        ("date", "nodes.csv", 4, "starts_on", "13/05/2024"),
        ("date", "nodes.csv", 4, "ends_on", "demain"),
        ("date", "nodes.csv", 5, "starts_on", "20240513"),
        ("date", "nodes.csv", 5, "ends_on", "٢٠٢٤"),
    ],
    "latin1": [("not_utf8", "nodes.csv", 3, None, None)],
    "long_rows": [("long_row", "nodes.csv", 2, None, "surplus")],
    "no_label": [("no_column", "nodes.csv", 1, "label", None)],
    "no_table": [("neither", "nodes.csv", 1, None, "colour, taste")],
    "old_spreadsheet": [("spreadsheet", "nodes.xls", None, None, None)],
    "overlong": [("not_utf8", "nodes.csv", 2, None, None)],
    "reversed_dates": [("dates_reversed", "edges.csv", 2, "until", "2023-12-31"), ("dates_reversed", "nodes.csv", 2, "ends_on", "2024-04-30")],
    "self_ties": [("self_tie", "edges.csv", 2, "target", "n1"), ("self_tie", "edges.csv", 3, "target", "n3")],
    "spreadsheet": [("spreadsheet", "nodes.xlsx", None, None, None)],
    "spreadsheet_called_csv": [("spreadsheet", "nodes.csv", None, None, None)],
    "surrogates": [("not_utf8", "nodes.csv", 2, None, None)],
    "text_after_quote": [("quotes", "nodes.csv", 2, None, None)],
    "two_equal_headers": [("twin_columns", "nodes.csv", 1, "name", None)],
    "two_headers_of_one_meaning": [("twin_columns", "nodes.csv", 1, "Nom", None)],
    "unclosed_quote": [("quotes", "nodes.csv", 3, None, None)],
    "utf16": [("other_encoding", "nodes.csv", None, None, None)],
    "utf16_without_mark": [("zero_byte", "nodes.csv", 1, None, None)],
    "utf32": [("other_encoding", "nodes.csv", None, None, None)],
    "windows1252": [("not_utf8", "nodes.csv", 2, None, None)],
    "wrong_ends": [
        ("ends_not_allowed", "edges.csv", 2, "type", "SUPPLIES"),
        ("ends_not_allowed", "edges.csv", 3, "type", "WORKS_AT"),
        ("ends_not_allowed", "edges.csv", 4, "type", "KNOWS"),
        ("ends_not_allowed", "edges.csv", 5, "type", "CLIENT_OF"),
    ],
    "zero_bytes": [("zero_byte", "nodes.csv", 3, None, None)],
}
"""For each folder of files every problem: code, file, row, column, value."""

LOADED: Mapping[str, tuple[int, int, list[str]]] = {
    "circle": (4, 2, ["subsidiary_cycle"]),
    "cypher": (3, 2, []),
    "format_strings": (2, 1, []),
    "formulas": (3, 0, []),
    "headers_only": (0, 0, []),
    "html": (2, 1, []),
    "kept_words": (4, 0, []),
    "letters": (7, 2, []),
    "mark_in_the_middle": (2, 0, []),
    "mixed_line_ends": (3, 0, []),
    "namibia": (4, 1, []),
    "quotes_over_lines": (2, 0, []),
    "return_line_ends": (4, 1, []),
    "shell": (4, 0, []),
    "short_rows": (3, 0, ["short_rows"]),
    "terminal": (2, 0, []),
}
"""For each folder of files how many entities and relationships they make, and the notes."""


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_report_and_nothing_changed(kept: Database, case: str) -> None:
    problems = refused(kept, HOSTILE / case)
    assert [(p["file"], p["row"], p["column"], p["value"]) for p in problems] == [(f"{case}/{file}", *place) for _, file, *place in REFUSED[case]]
    codes = [problem.code for problem in load(kept, [HOSTILE / case], texts("en"), dry_run=True, who="test").problems]
    assert codes == [code for code, *_ in REFUSED[case]]


@pytest.mark.parametrize("case", LOADED)
def test_in_the_database_exactly_as_written(kept: Database, case: str) -> None:
    assert loads_as_written(kept, HOSTILE / case) == LOADED[case]


def test_every_folder_is_in_one_of_the_two_tables() -> None:
    folders = {path.name for path in HOSTILE.iterdir() if path.is_dir()}
    assert folders == REFUSED.keys() | LOADED.keys()
    assert not REFUSED.keys() & LOADED.keys()


def test_the_good_rows_alone_never_make_what_cannot_be(kept: Database, tmp_path: Path) -> None:
    """A row that calls a known company a city is refused; what would hold only if it were one is refused with it, and the rest is kept."""
    table(tmp_path / "mixed", "id,label,name\nkept:1,City,Kept\nc1,City,Lyon\nn1,Company,One\n")
    table(tmp_path / "mixed", "source,target,type\nkept:1,c1,TWINNED_WITH\nkept:1,n1,SUPPLIES\n", "edges.csv")
    report = load(kept, [tmp_path / "mixed"], texts("en"), keep_good=True, who="test")
    assert report.committed
    assert {problem.code for problem in report.problems} == {"held_under_other_label", "ends_not_allowed"}
    assert [row["type"] for row in edges_of(kept)] == ["SUPPLIES"]


@pytest.mark.parametrize("case", REFUSED)
def test_the_good_rows_of_refused_files_can_be_kept(kept: Database, case: str) -> None:
    """Whatever is wrong with the others."""
    report = load(kept, [HOSTILE / case], texts("fr"), keep_good=True, who="test")
    assert [problem.code for problem in report.problems][: len(REFUSED[case])]
    assert {"kept:1", "kept:2"} <= reads.snapshot(kept).entities.keys()
    assert reads.entities(kept, ["kept:1"])["kept:1"].name == "Kept"
