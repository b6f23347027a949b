"""Files as the world and those who mean harm make them: each is in the database exactly as written, or is refused with a report and nothing is changed."""

import csv
import io
import json
import os
import re
import time
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, reads
from explorer.ingest import opening
from explorer.services.load import load
from explorer.texts import texts
from tests.contract.networks import put

HOSTILE = Path(__file__).resolve().parents[1] / "data" / "hostile"
LONG = "x" * 80 + "…"
KEPT = [Entity("kept:1", "Company", "Kept", {"evidence": "before"}), Entity("kept:2", "Person", "Guardian", {"objects": True})]
KEPT_TIES = [Relationship("kept:3", "WORKS_AT", "kept:2", "kept:1", status="inferred")]

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


@pytest.fixture
def kept(embedded: Database) -> Database:
    """A database that has something to lose."""
    put(embedded, KEPT, KEPT_TIES)
    return embedded


def dump(db: Database) -> object:
    """All there is: nodes and relationships with every property, every change, and the number of the last one."""
    facts = reads.snapshot(db)
    nodes = sorted((e.id, e.labels, e.name, sorted(e.properties.items()), e.origin, e.created_at, e.updated_at) for e in facts.entities.values())
    edges = sorted((r.id, r.type, r.source, r.target, sorted(r.flat().items())) for r in facts.relationships)
    return nodes, edges, reads.changes(db, 0, 1_000_000), reads.sequence(db)


def refused(db: Database, path: Path) -> list[dict[str, Any]]:
    """The problems of a load that changes nothing; in both languages each has whole sentences."""
    before = dump(db)
    told: list[dict[str, Any]] = []
    for language in ("fr", "en"):
        report = load(db, [path], texts(language), who="test")
        assert not report.committed
        told = report.as_json()["problems"]
        assert told
        for problem in told:
            assert problem["file"]
            for sentence in (problem["message"], problem["fix"]):
                assert sentence.endswith(".")
                assert not {unicodedata.category(c) for c in sentence} & {"Cc", "Cf", "Cs"}
                assert "%(" not in sentence.replace(str(problem["value"]), "")
        json.dumps(report.as_json()).encode()
    assert dump(db) == before
    return told


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_report_and_nothing_changed(kept: Database, case: str) -> None:
    problems = refused(kept, HOSTILE / case)
    assert [(p["file"], p["row"], p["column"], p["value"]) for p in problems] == [(f"{case}/{file}", *place) for _, file, *place in REFUSED[case]]
    codes = [problem.code for problem in load(kept, [HOSTILE / case], texts("en"), dry_run=True, who="test").problems]
    assert codes == [code for code, *_ in REFUSED[case]]


def written(path: Path) -> list[dict[str, str]]:
    """The filled cells of a table, read without any of the product's code; white space around ids and names and the guard before formulas do not count."""
    if not path.exists():
        return []
    header, *rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    guard = re.compile(r"'+[=+\-@\t\r]")
    unguarded = [[cell[1:] if guard.match(cell) else cell for cell in row] for row in rows if any(row)]
    filled = [{name: cell for name, cell in zip(header, row, strict=False) if cell.strip()} for row in unguarded]
    return [{name: cell.strip() if name in {"id", "name"} else cell for name, cell in row.items()} for row in filled]


def nodes_of(db: Database) -> list[dict[str, Any]]:
    entities = [e for e in reads.snapshot(db).entities.values() if not e.id.startswith("kept:")]
    return sorted(({"id": e.id, "label": e.label, "name": e.name, **e.properties} for e in entities), key=lambda row: str(row["id"]))


def edges_of(db: Database) -> list[dict[str, Any]]:
    relationships = [r for r in reads.snapshot(db).relationships if not r.id.startswith("kept:")]
    rows = [{"source": r.source, "target": r.target, "type": r.type, **r.flat()} for r in relationships]
    return sorted(({name: value for name, value in row.items() if name not in {"status", "origin"}} for row in rows), key=str)


def turned(row: dict[str, str]) -> dict[str, str]:
    """The ends of a symmetric relationship in the order in which they are kept."""
    source, target = sorted((row["source"], row["target"])) if row["type"] == "PARTNER_OF" else (row["source"], row["target"])
    return row | {"source": source, "target": target}


def loads_as_written(db: Database, folder: Path) -> tuple[int, int, list[str]]:
    report = load(db, [folder], texts("fr"), who="test")
    assert report.as_json()["problems"] == []
    assert report.committed
    assert nodes_of(db) == sorted(written(folder / "nodes.csv"), key=lambda row: row["id"])
    assert edges_of(db) == sorted(map(turned, written(folder / "edges.csv")), key=str)
    assert {"kept:1", "kept:2"} <= reads.snapshot(db).entities.keys()
    before = dump(db)
    again = load(db, [folder], texts("en"), who="test")
    assert (again.nodes.unchanged, again.edges.unchanged) == (report.nodes.created, report.edges.created)
    assert dump(db) == before
    return report.nodes.created, report.edges.created, [note.code for note in report.notes]


@pytest.mark.parametrize("case", LOADED)
def test_in_the_database_exactly_as_written(kept: Database, case: str) -> None:
    assert loads_as_written(kept, HOSTILE / case) == LOADED[case]


def test_every_folder_is_in_one_of_the_two_tables() -> None:
    folders = {path.name for path in HOSTILE.iterdir() if path.is_dir()}
    assert folders == REFUSED.keys() | LOADED.keys()
    assert not REFUSED.keys() & LOADED.keys()


def table(folder: Path, text: str, name: str = "nodes.csv") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def megabyte_cells(folder: Path) -> Path:
    cell = ('<é"\n' * 300_000)[: 2**20].replace('"', '""')
    return table(folder, f'id,label,name,evidence\nn1,Company,One,"{cell}"\nn2,Company,Two,{"=" * 2**20}\n')


def million_commas(folder: Path) -> Path:
    return table(folder, f"id,label,name\nn1,Company,One{',' * 1_000_000}\n")


def very_long_row(folder: Path) -> Path:
    return table(folder, f'id,label,name,evidence,website,short_name\nn1,Company,One,{"e" * 500_000},{"w" * 500_000},"{chr(10) * 150_000}s"\n')


def many_quotes(folder: Path) -> Path:
    return table(folder, 'id,label,name,evidence\nn1,Company,One,"' + '""' * 500_000 + '"\n')


@pytest.mark.parametrize("make", [megabyte_cells, million_commas, very_long_row, many_quotes])
def test_what_is_very_long_loads_exactly_as_written(kept: Database, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    begin = time.perf_counter()
    created, _, _ = loads_as_written(kept, make(tmp_path / "long"))
    assert created >= 1
    assert time.perf_counter() - begin < 30


def too_long_a_row(folder: Path) -> Path:
    return table(folder, f"id,label,name,evidence,website\nn1,Company,One,{'e' * 700_000},{'w' * 700_001}\n")


def zip_bomb(folder: Path) -> Path:
    """Two hundred kilobytes that would unpack to two hundred megabytes."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "nodes.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(200_000_000))
    return folder


def folder_called_nodes(folder: Path) -> Path:
    (folder / "nodes.csv").mkdir(parents=True)
    return folder


def link_to_itself(folder: Path) -> Path:
    folder.mkdir()
    (folder / "nodes.csv").symlink_to(folder / "nodes.csv")
    return folder


def pipe(folder: Path) -> Path:
    folder.mkdir()
    os.mkfifo(folder / "nodes.csv")
    return folder


def endless(folder: Path) -> Path:
    folder.mkdir()
    (folder / "nodes.csv").symlink_to("/dev/zero")
    return folder


def unreadable(folder: Path) -> Path:
    (table(folder, "id,label,name\n") / "nodes.csv").chmod(0)
    return folder


def too_large(folder: Path) -> Path:
    """Mostly a hole, so that it takes no room."""
    with (table(folder, "id,label,name\nn1,Company,One\n") / "nodes.csv").open("r+b") as file:
        file.truncate(opening.LARGEST_FILE + 1)
    return folder


UNIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes and no such links here")
NO_ROOT = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever runs this may read everything")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (too_long_a_row, ("row_long", "nodes.csv", 2, "website", "w" * 80 + "…")),
        (zip_bomb, ("spreadsheet", "nodes.xlsx", None, None, None)),
        (folder_called_nodes, ("not_a_file", "nodes.csv", None, None, None)),
        (too_large, ("too_large", "nodes.csv", None, None, None)),
        pytest.param(link_to_itself, ("not_a_file", "nodes.csv", None, None, None), marks=UNIX),
        pytest.param(pipe, ("not_a_file", "nodes.csv", None, None, None), marks=UNIX),
        pytest.param(endless, ("not_a_file", "nodes.csv", None, None, None), marks=UNIX),
        pytest.param(unreadable, ("unreadable", "nodes.csv", None, None, None), marks=NO_ROOT),
    ],
)
def test_what_must_not_be_read_is_refused_at_once(kept: Database, tmp_path: Path, make: Callable[[Path], Path], expected: tuple[str, ...]) -> None:
    folder = make(tmp_path / "hostile")
    begin = time.perf_counter()
    (problem,) = refused(kept, folder)
    assert time.perf_counter() - begin < 10
    code, file, *place = expected
    assert [problem["file"], problem["row"], problem["column"], problem["value"]] == [f"hostile/{file}", *place]
    assert [p.code for p in load(kept, [folder], texts("en"), who="test").problems] == [code]


NAMES = [
    "'}) DETACH DELETE n --.csv",
    "<img src=x onerror=alert(1)>.csv",
    "$(reboot);`id`.csv",
    "%(x)s%s{0}.csv",
    "\x1b[2J\x07.csv",
    "line\nbreak, row 7.csv",
    "-rf.csv",
    "\u202egnp.csv",
    b"\xff\xfe.csv".decode("utf-8", "surrogateescape"),
]


@UNIX
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_names_of_files_are_only_names(kept: Database, tmp_path: Path, name: str) -> None:
    """They stand in reports and as the origin of what came in, without what would steer a terminal."""
    path = tmp_path / name
    path.write_text("id,label,name\nn1,Shop,One\n")
    (problem,) = refused(kept, path)
    assert problem["file"].isprintable()
    assert (problem["row"], problem["column"], problem["value"]) == (2, "label", "Shop")
    path.write_text("id,label,name\nn1,Company,One\nn2,Company,Two\n")
    assert load(kept, [path], texts("en"), who="test").committed
    assert reads.entities(kept, ["n2"])["n2"].origin == f"{problem['file']}, row 3"
    assert "kept:1" in reads.entities(kept, ["kept:1"])


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
