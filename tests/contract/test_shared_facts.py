"""What processes share says what the database holds, whoever wrote it down and whatever happened since."""

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.domain.facts import Facts
from explorer.domain.records import Relationship
from explorer.graphdb import Database, reads
from explorer.services import shared
from explorer.services.shared import SharedFacts
from tests.contract.networks import COMPANY, ENTITIES, RELATIONSHIPS, WORKS, company, put


def same(facts: Facts, database: Database) -> bool:
    whole = reads.snapshot(database)
    states = [(one.sequence, dict(one.entities), {r.id: r for r in one.relationships}) for one in (facts, whole)]
    return states[0] == states[1]


def test_facts_are_written_once_and_followed(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    one = SharedFacts(database, tmp_path)
    facts = one.first()
    assert same(facts, database)
    put(database, [replace(COMPANY, name="New name"), company("new")], [replace(WORKS, role="owner"), Relationship("r", "SUPPLIES", "new", COMPANY.id)])
    with monkeypatch.context() as patched:
        patched.setattr(reads, "everything", None)
        followed, others = one.followed(facts), SharedFacts(database, tmp_path).first()
        patched.setattr(shared, "RENEWED_FROM", 1)
        one.followed(followed)
        one.settle()
        renewed = SharedFacts(database, tmp_path).first()
    assert same(followed, database)
    assert same(others, database)
    assert same(renewed, database)
    assert (facts.changed, followed.changed, renewed.changed) == (0, 4, 0)
    assert facts.entities[COMPANY.id].name == COMPANY.name, "who still reads the earlier state keeps it"
