"""Publishing a need and changing it by programs: checked as rows of files are, saved whole or not at all."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.graphdb import Database, reads
from tests.web.sending import tokens

BODY: dict[str, Any] = {
    "name": "Pompes pour Accra",
    "kind": "call_for_tenders",
    "status": "open",
    "amount": 12500.5,
    "publishers": ["Chambre de commerce"],
    "markets": ["GH"],
    "needs": [{"lot": "1", "sought": "Quais"}, {"sought": "Eau"}],
}


@pytest.fixture
def app(refilled: Flask) -> Flask:
    return refilled


def test_a_program_publishes_and_changes(client: FlaskClient, database: Database) -> None:
    answer = client.post("/api/v1/opportunities?lang=en", json=BODY, headers=tokens(client))
    assert answer.status_code == 201
    made = answer.json
    assert made is not None
    assert (made["opportunity"]["id"], made["amount"], made["needs_total"]) == ("opportunity:pompes-pour-accra", 12500.5, 2)
    address = f"/api/v1/opportunities/{made['opportunity']['id']}"
    changed = client.put(address, json=BODY | {"version": made["version"], "status": "won", "needs": []}, headers=tokens(client))
    assert changed.status_code == 200
    assert changed.json is not None
    assert (changed.json["status"], changed.json["needs_total"]) == ("won", 0)
    late = client.put(address, json=BODY | {"version": made["version"]}, headers=tokens(client))
    assert (late.status_code, (late.json or {})["code"]) == (409, "conflict")
    assert {change.who for change in reads.changes(database, made["snapshot"] - 5, 100)} == {"api"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (BODY | {"publishers": []}, "publishers.0"),
        (BODY | {"markets": ["GH", "ZZ"]}, "markets.1"),
        (BODY | {"needs": [{"sought": "Unicorns"}]}, "needs.0.sought"),
        (BODY | {"amount": -1}, "amount"),
        (BODY | {"deadline": "soon"}, "deadline"),
        (BODY | {"unknown": 1}, "unknown"),
        ({}, "name"),
        (BODY | {"needs": [{"sought": "Quais"}] * 201}, "needs"),
    ],
)
def test_a_program_is_told_which_field_is_wrong(client: FlaskClient, database: Database, body: Any, field: str) -> None:
    before = reads.sequence(database)
    answer = client.post("/api/v1/opportunities", json=body, headers=tokens(client))
    assert answer.status_code == 422
    assert field in (answer.json or {})["errors"]
    assert reads.sequence(database) == before


def test_a_program_without_the_token_changes_nothing(client: FlaskClient, database: Database) -> None:
    before = reads.sequence(database)
    for answer in (client.post("/api/v1/opportunities", json=BODY), client.put("/api/v1/opportunities/need:quay", json=BODY | {"version": "x"})):
        assert (answer.status_code, (answer.json or {})["code"]) == (400, "bad_request")
    assert reads.sequence(database) == before
