"""What a file did to a database: nothing, with a report; or what is written in it, to the letter."""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from explorer.graphdb import Database, reads
from explorer.services.load import load
from explorer.texts import texts


def table(folder: Path, text: str, name: str = "nodes.csv") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


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
