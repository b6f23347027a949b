"""Each file of `cypher/` is run, and returns the columns its header names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from explorer.domain.records import Relationship
from explorer.errors import DatabaseUnavailable
from explorer.graphdb import Database, large_loads, notes, reads, restoring, scenes, schema, undoing, whole
from explorer.graphdb.catalogue import catalogue
from explorer.graphdb.database import Transaction
from explorer.graphdb.schema import VERSION
from explorer.graphdb.state import state
from tests.contract.networks import COMPANY, ENTITIES, OTHER_COMPANY, PERSON, RELATIONSHIPS, WORKS, put


def test_every_statement_runs_and_returns_what_its_header_says(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    columns: dict[str, tuple[str, ...]] = {}
    rows = Transaction.rows

    def noted(transaction: Transaction, statement: str, /, **given: Any) -> Iterator[Mapping[str, Any]]:
        columns.setdefault(statement, ())
        for row in rows(transaction, statement, **given):
            columns[statement] = tuple(row)
            yield row

    monkeypatch.setattr(Transaction, "rows", noted)
    _use_everything(database)
    assert columns == {name: catalogue()[name].returns for name in catalogue()}


def _use_everything(database: Database) -> None:
    database.write(lambda tx: tx.run("write/set_counter", id="schema", value=VERSION - 1))
    schema.apply(database)
    database.check()
    put(database, ENTITIES, RELATIONSHIPS)
    owned = Relationship("s1", "SUBSIDIARY_OF", COMPANY.id, OTHER_COMPANY.id)
    put(database, [replace(COMPANY, properties={"size_class": "eti"})], [replace(WORKS, role="owner"), owned])
    reads.snapshot(database)
    state(database)
    reads.entities(database, [COMPANY.id])
    reads.relationships(database, [WORKS.id])
    reads.relationships_of(database, COMPANY.id)
    reads.parents(database, [COMPANY.id])
    put(database, [replace(PERSON, properties={"objects": True})])
    assert reads.objecting(database, [PERSON.id, COMPANY.id, "nobody"]) == {PERSON.id}
    reads.counts(database)
    reads.changes(database, 0, 10)
    notes.add(database, notes.Note("note:1", "need", "company", "asked", "2026"), who="tests")
    assert list(notes.all_notes(database)) == ["note:1"]
    database._driver.execute_query("CREATE (:Stranger {name: 'no entity'})", database_=database._name)
    whole.outside(database, 10)
    with whole.whole(database) as everything:
        assert len(list(everything.changes())) == reads.sequence(database)
    database._driver.execute_query("MATCH (n:Stranger) DELETE n", database_=database._name)
    database.write(lambda tx: tx.run("write/begin_counter", id=restoring.RESTORE))
    with pytest.raises(DatabaseUnavailable):
        restoring.refuse_unfinished(database)
    database.write(lambda tx: tx.run("write/end_counter", id=restoring.RESTORE))
    _save_scenes(database)
    _undo_everything(database)


def _save_scenes(database: Database) -> None:
    kept = scenes.Scene("s", "One", 1, "2026", 0, "{}", "{}")
    scenes.create(database, kept)
    assert scenes.link(database, "s", "h", "2027-01-01")
    assert scenes.put(database, replace(kept, version=2, name="Two"))
    found = scenes.of_link(database, "h")
    assert found == replace(kept, version=2, name="Two", hashes=("h",), expiries=("2027-01-01",))
    with whole.whole(database) as everything:
        assert [row["properties"]["id"] for row in everything.scenes()] == ["s"]
    assert [one.name for one in scenes.listed(database)] == ["Two"]
    assert scenes.delete(database, "s")


def _undo_everything(database: Database) -> None:
    """What was written so far, as if it were a large load that was interrupted, in two transactions."""
    batch = reads.changes(database, 0, 1)[0].batch
    load = {"id": large_loads._ID, "batch": batch, "who": "tests", "at": "", "first": 0, "beat": 0}
    database.write(lambda tx: tx.run("write/begin_load", properties=load))
    database.write(lambda tx: tx.run("write/beat_load", id=large_loads._ID, batch=batch))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(undoing, "ROWS_A_STATEMENT", 3)
        large_loads.undo(database, batch)


@pytest.mark.parametrize("each", sorted(catalogue()["write/create_entities"].texts, key=str))
def test_every_label_can_be_created(database: Database, each: str) -> None:
    database.write(lambda tx: tx.run("write/create_entities", each=each, rows=[{"id": "x", "name": "X"}]))
    assert each in {*reads.counts(database).labels}


@pytest.mark.parametrize("each", sorted(catalogue()["write/create_relationships"].texts, key=str))
def test_every_type_can_be_created_and_updated_and_keeps_its_ids_apart(database: Database, each: str) -> None:
    put(database, [*ENTITIES])
    rows = [{"source": ENTITIES[0].id, "target": ENTITIES[1].id, "properties": {"id": "r"}}]
    database.write(lambda tx: tx.run("write/create_relationships", each=each, rows=rows))
    database.write(lambda tx: tx.run("write/update_relationships", each=each, ids=["r"], properties={"r": {"role": "z"}}))
    (found,) = reads.relationships(database, ["r"]).values()
    assert (found.type, found.role) == (each, "z")
