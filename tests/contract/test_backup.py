"""A backup holds everything and comes back as it was, on the same kind of server and the other; what is not whole is refused."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from explorer.errors import BadInput, DatabaseUnavailable
from explorer.examples.synthetic import generate
from explorer.graphdb import Database, open_database, reads, restoring, whole
from explorer.graphdb.whole import whole as everything_of
from explorer.services import backup as service
from explorer.services.backup import backup, restore
from explorer.services.check import check
from explorer.settings import Settings
from explorer.texts import texts
from tests.contract.networks import COMPANY, ENTITIES, PERSON, RELATIONSHIPS, WORKS, company, put
from tests.contract.test_values import HOSTILE
from tests.emptying import empty

ENGLISH = texts("en")
FIRST_VERSION = Path(__file__).resolve().parents[1] / "data" / "backup-version-1.gz"


@pytest.fixture
def other(request: pytest.FixtureRequest, database: Database, settings: Settings) -> Iterator[Database]:
    """The server that `database` is not, empty."""
    kind = "neo4j_settings" if settings.database_url is None else "embedded_settings"
    with open_database(request.getfixturevalue(kind)) as found:
        empty(found)
        yield found
        empty(found)


@pytest.fixture(autouse=True)
def _nothing_begun(database: Database) -> Iterator[None]:
    yield
    database.write(lambda tx: tx.run("write/end_counter", id=restoring.RESTORE))


def rows(database: Database) -> dict[str, Any]:
    """Everything the database holds, whatever order it gives it in."""
    with everything_of(database) as found:
        parts = {"entities": found.entities(), "relationships": found.relationships(), "changes": found.changes()}
        return {name: sorted(json.dumps(row, sort_keys=True) for row in part) for name, part in parts.items()} | {"sequence": found.sequence}


def fill(database: Database) -> None:
    """Every label and type, values of all kinds, hostile texts, updates."""
    entities, relationships = generate(200)
    put(database, entities, relationships, batch="synthetic")
    put(database, ENTITIES, RELATIONSHIPS)
    put(database, [company(text, evidence=text, aliases=(text, "b"), share=0.1, whole=5.0, big=2**62) for text in HOSTILE], batch="hostile")
    put(database, [replace(COMPANY, properties={"size_class": "grand_groupe"})], [replace(WORKS, role="owner")], batch="later")


def test_it_comes_back_node_by_node_on_either_server(database: Database, other: Database, tmp_path: Path) -> None:
    fill(database)
    before = rows(database)
    file = tmp_path / "network.gz"
    made = backup(database, file, ENGLISH)
    restored = restore(other, file, ENGLISH)
    assert rows(other) == before
    assert reads.counts(other) == reads.counts(database)
    numbers = {"entities": len(before["entities"]), "relationships": len(before["relationships"]), "changes": len(before["changes"])}
    for report in (made, restored):
        assert report.as_json() | numbers == report.as_json()
    assert (made.sequence, made.left_out_number, restored.resumed) == (before["sequence"], 0, False)
    # And back again, where it goes on as if nothing had been.
    empty(database)
    again = tmp_path / "again.gz"
    backup(other, again, ENGLISH)
    restore(database, again, ENGLISH)
    assert rows(database) == before
    assert put(database, [replace(PERSON, name="Ada P.")]).sequence == before["sequence"] + 1
    assert {file.name for file in tmp_path.iterdir()} == {"network.gz", "again.gz"}


def test_a_backup_of_the_first_version_comes_back(database: Database, tmp_path: Path) -> None:
    """A file as it was written before views were kept."""
    restored = restore(database, FIRST_VERSION, ENGLISH)
    told = {"entities": 3, "relationships": 2, "changes": 6, "scenes": 0, "sequence": 6, "resumed": False}
    assert restored.as_json() | told == restored.as_json()
    facts = reads.snapshot(database)
    assert {(e.id, e.name) for e in facts.entities.values()} == {
        ("person:ana", "Ana Duval-Roche"),
        ("company:lumen", "Lumen"),
        ("structure:cci", "Chambre du Forez"),
    }
    assert {(r.source, r.type, r.target, r.evidence) for r in facts.relationships} == {
        ("person:ana", "WORKS_AT", "company:lumen", "made up for a test"),
        ("company:lumen", "MEMBER_OF", "structure:cci", None),
    }
    assert facts.entities["company:lumen"].properties["aliases"] == ("Lumen SAS", "Éclairage « Lumen »")
    assert check(database, ENGLISH).clean
    again = backup(database, tmp_path / "again.gz", ENGLISH)
    assert again.as_json() | {"left_out": {"number": 0, "first": []}, "sequence": 6} == again.as_json()


def test_it_stands_at_one_change_whoever_writes_meanwhile(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "_TOLD_EVERY", 1)
    put(database, ENTITIES, RELATIONSHIPS)
    put(database, [company("a", headcount=1), company("b")])
    later = iter(range(1_000))

    def write(done: int, total: int) -> None:
        number = next(later)
        put(database, [company("a", headcount=number), company(f"new {number}")], [replace(WORKS, role=f"role {number}")])

    made = backup(database, tmp_path / "network.gz", ENGLISH, write)
    empty(database)
    restore(database, tmp_path / "network.gz", ENGLISH)
    facts = reads.snapshot(database)
    logged = reads.changes(database, 0, 1_000)
    assert 10 < made.sequence < 9 + 3 * next(later), "it was written to while being read, and after"
    assert facts.sequence == made.sequence == len(logged) == logged[-1].sequence
    latest = {change.id: json.loads(change.after or "") for change in logged}
    assert set(facts.entities) | {r.id for r in facts.relationships} == set(latest)
    assert facts.entities["a"].properties["headcount"] == latest["a"]["properties"]["headcount"]
    assert next(r for r in facts.relationships if r.id == WORKS.id).role == latest[WORKS.id]["properties"]["role"]


def test_an_empty_network_can_be_kept_too(database: Database, tmp_path: Path) -> None:
    backup(database, tmp_path / "network.gz", ENGLISH)
    assert restore(database, tmp_path / "network.gz", ENGLISH).as_json()["entities"] == 0
    assert reads.sequence(database) == 0


def test_it_is_restored_into_an_empty_database_only(database: Database, tmp_path: Path) -> None:
    put(database, [COMPANY])
    backup(database, tmp_path / "network.gz", ENGLISH)
    with pytest.raises(BadInput, match="not empty") as refused:
        restore(database, tmp_path / "network.gz", ENGLISH)
    assert refused.value.errors["reason"] == "not_empty"
    assert reads.sequence(database) == 1


def test_a_large_one_that_was_interrupted_goes_on_and_nobody_mistakes_half_of_it_for_all(
    database: Database, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "MOST_ROWS", 100)
    fill(database)
    before = rows(database)
    file, smaller = tmp_path / "network.gz", tmp_path / "smaller.gz"
    backup(database, file, ENGLISH)
    empty(database)
    put(database, [PERSON])
    backup(database, smaller, ENGLISH)
    empty(database)

    def interrupted(done: int, total: int) -> None:
        if done >= 500:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(database, file, ENGLISH, interrupted)
    assert reads.sequence(database) == 0, "programs that have it open would show half a network"
    with pytest.raises(DatabaseUnavailable, match="entremise restore") as unfinished:
        open_database(settings)
    assert unfinished.value.errors["reason"] == "restore_unfinished"
    with pytest.raises(BadInput, match="Another backup"):
        restore(database, smaller, ENGLISH)
    with open_database(settings, restores=True) as opened:
        assert restore(opened, file, ENGLISH).resumed
    assert rows(database) == before
    with open_database(settings) as opened:
        assert reads.sequence(opened) == before["sequence"]


def test_somebody_who_writes_at_the_same_time_is_noticed(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    backup(database, tmp_path / "network.gz", ENGLISH)
    empty(database)
    monkeypatch.setattr(restoring, "MOST_ROWS", 4)

    def write(done: int, total: int) -> None:
        put(database, [company("meanwhile")])

    with pytest.raises(BadInput, match="Another program writes"):
        restore(database, tmp_path / "network.gz", ENGLISH, write)


def test_a_failing_restore_of_one_transaction_leaves_nothing(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    backup(database, tmp_path / "network.gz", ENGLISH)
    empty(database)

    def broken(*_: object) -> None:
        raise ArithmeticError

    monkeypatch.setattr(restoring, "_finish", broken)
    with pytest.raises(ArithmeticError):
        restore(database, tmp_path / "network.gz", ENGLISH)
    assert rows(database) == {"entities": [], "relationships": [], "changes": [], "sequence": 0}
    monkeypatch.undo()
    assert not restore(database, tmp_path / "network.gz", ENGLISH).resumed


def test_what_another_program_stored_is_named_where_it_cannot_be_kept(database: Database, tmp_path: Path) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    for statement in (
        "MATCH (n:Entity {id: 'person:ada'}) SET n.seen = datetime('2024-05-01T10:00:00Z')",
        "CREATE (:Entity:City {name: 'Nowhere'})",
        "MATCH (a:Person {id: 'person:ada'}), (b:City {id: 'city:saint-etienne'}) CREATE (a)-[:LOCATED_IN {role: 'lives there'}]->(b)",
    ):
        database._driver.execute_query(statement, database_=database._name)
    made = backup(database, tmp_path / "network.gz", ENGLISH)
    assert sorted((left["kind"], left["id"] or "", left["reason"]) for left in made.left_out) == [
        ("entity", "", "without_id"),
        ("entity", "person:ada", "foreign_value:seen"),
        ("relationship", "", "without_id"),
    ]
    empty(database)
    restore(database, tmp_path / "network.gz", ENGLISH)
    assert set(reads.snapshot(database).entities) == {entity.id for entity in ENTITIES}


def test_second_labels_follow_the_size_class(database: Database, tmp_path: Path) -> None:
    put(database, [company("a", size_class="pme"), company("b")])
    database._driver.execute_query("MATCH (n:Company {id: 'b'}) SET n.size_class = 'grand_groupe'", database_=database._name)
    backup(database, tmp_path / "network.gz", ENGLISH)
    empty(database)
    restore(database, tmp_path / "network.gz", ENGLISH)
    assert reads.counts(database).labels == {"Company": 2, "PME": 1, "GrandGroupe": 1}


def test_rows_that_are_too_long_for_one_message_go_alone(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(database, [company(f"c{number}", evidence="é" * 30_000) for number in range(9)])
    backup(database, tmp_path / "network.gz", ENGLISH)
    before = rows(database)
    empty(database)
    monkeypatch.setattr(restoring, "MESSAGE_LIMIT", 100_000)
    monkeypatch.setattr(restoring, "TRANSACTION_LIMIT", 200_000)
    told: list[tuple[int, int]] = []
    restore(database, tmp_path / "network.gz", ENGLISH, lambda done, total: told.append((done, total)))
    assert rows(database) == before
    assert told[-1] == (18, 18)
    assert len(told) > 4


def test_progress_is_told_while_reading_and_writing(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "_TOLD_EVERY", 1)
    put(database, ENTITIES, RELATIONSHIPS)
    told: list[tuple[int, int]] = []
    service.backup(database, tmp_path / "network.gz", ENGLISH, lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (18, 18)


def test_a_log_of_many_pages_with_gaps_is_read_whole(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "PAGE", 3)
    put(database, [company(f"c{number}") for number in range(20)])
    database._driver.execute_query("MATCH (c:Change) WHERE c.sequence IN [1, 6, 10, 11, 12, 13, 14, 15, 16, 20] DELETE c", database_=database._name)
    with everything_of(database) as found:
        assert [row["properties"]["sequence"] for row in found.changes()] == [2, 3, 4, 5, 7, 8, 9, 17, 18, 19]
        assert found.sequence == 20
