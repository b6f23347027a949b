"""The worked cases again, the way a user goes: written as files, loaded into the database, asked as `entremise introductions` asks."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from explorer.graphdb import Database
from explorer.services.introductions import Request, introduce
from explorer.services.load import load
from explorer.services.snapshots import Snapshots
from explorer.texts import texts
from tests.conformance.test_worked_cases import CASES

ENGLISH = texts("en")


def write(file: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    columns = sorted({column for row in rows for column in row})
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, columns)
        table.writeheader()
        table.writerows(rows)


@pytest.mark.skipif(not CASES, reason="the worked cases (../shared/conformance) are not here")
@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_answers_from_files_and_database(file: Path, embedded: Database, tmp_path: Path) -> None:
    case = json.loads(file.read_text("utf-8"))
    write(tmp_path / "nodes.csv", case["nodes"])
    write(tmp_path / "edges.csv", case["edges"])
    report = load(embedded, [tmp_path], ENGLISH, who="test")
    assert report.committed, report.as_json()["problems"]
    snapshot = Snapshots(embedded).current()
    for question in case["questions"]:
        request = Request(
            question["source"],
            question["target"],
            max_hops=question["max_hops"],
            limit=question["limit"],
            avoid=tuple(question["avoid"]),
            as_of=date.fromisoformat(case["as_of"]),
        )
        paths = introduce(snapshot, request, ENGLISH).as_json()["paths"]
        assert [[path["source"]["id"], *(step["to"]["id"] for step in path["steps"])] for path in paths] == [path["ids"] for path in question["paths"]]
        assert [path["score"] for path in paths] == pytest.approx([path["score"] for path in question["paths"]], rel=1e-7)
