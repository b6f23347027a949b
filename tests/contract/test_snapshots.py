"""What a process holds is asked about once a second, never handed out older, and shared with others through files that are not trusted blindly."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from explorer.domain.answers import Question
from explorer.domain.dates import today
from explorer.domain.records import Entity, Relationship
from explorer.errors import DatabaseUnavailable
from explorer.graphdb import Database, reads
from explorer.graphdb.state import renew
from explorer.network import PlainEngine
from explorer.services import engines, shared_files, snapshots
from explorer.services.snapshot import Snapshot
from explorer.services.snapshots import FRESH_FOR, Snapshots
from tests.contract.networks import COMPANY, ENTITIES, PERSON, RELATIONSHIPS, company, put


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now

    def pass_(self) -> None:
        self.now += FRESH_FOR


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["files", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return tmp_path / "snapshots" if request.param == "files" else None


@pytest.fixture(autouse=True)
def _filled(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)


def told(snapshot: Snapshot) -> tuple[object, ...]:
    """Everything that a snapshot is asked for."""
    question = Question(frozenset([PERSON.id]), frozenset(["company:other", "new"]) & snapshot.facts.entities.keys(), today())
    return (
        dict(snapshot.facts.entities),
        {r.id: r for r in snapshot.facts.relationships},
        snapshot.facts.tally,
        snapshot.sequence,
        [path.ids for path in snapshot.engine.answer(question).paths],
        [entity.id for entity in snapshot.names.search("new")],
    )


def whole(database: Database) -> Snapshot:
    return Snapshot.of(reads.snapshot(database))


def test_is_renewed_only_when_a_second_has_passed(database: Database, folder: Path | None, clock: Clock) -> None:
    held = Snapshots(database, folder, clock=clock)
    assert held.fresh() is None
    before = held.current()
    put(database, [company("new")], [Relationship("r", "SUPPLIES", "new", COMPANY.id)])
    assert held.fresh() is before
    assert held.current() is before
    clock.pass_()
    assert held.fresh() is None
    assert told(held.current()) == told(whole(database)) != told(before)
    clock.pass_()
    assert held.current() is held.current()


def test_files_are_read_and_brought_up_to_date(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Snapshots(database, tmp_path).current()
    put(database, [company("new"), replace(COMPANY, name="New name")], [Relationship("r", "SUPPLIES", "new", COMPANY.id)])
    expected = told(whole(database))
    with monkeypatch.context() as patched:
        patched.setattr(reads, "snapshot", None)  # the whole database need not be read
        assert told(Snapshots(database, tmp_path).current()) == expected


def test_a_damaged_file_is_noticed_and_made_anew(database: Database, tmp_path: Path) -> None:
    Snapshots(database, tmp_path).current()
    kept = sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file() and file.stat().st_size and file.suffix != ".lock")
    assert len(kept) > 5
    for name in kept:
        content = bytearray((tmp_path / name).read_bytes())
        content[len(content) // 2] ^= 0xFF
        (tmp_path / name).unlink()
        (tmp_path / name).write_bytes(content)
        assert Snapshots(database, tmp_path).ask(told) == told(whole(database)), name


def test_compiled_answers_follow_too(database: Database, folder: Path | None, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    before = whole(database)
    monkeypatch.setattr(engines, "PLAIN_WILL_DO", 0)
    monkeypatch.setattr(engines, "PLAIN_IS_TOO_SLOW", 0)
    held = Snapshots(database, folder, lasting=True, clock=clock)
    assert told(held.current()) == told(before)
    for step in (
        ([company("new")], [Relationship("r", "PARTNER_OF", "new", COMPANY.id)]),
        ([replace(COMPANY, name="New name")], [Relationship("s", "KNOWS", PERSON.id, "person:x")]),
        ([replace(PERSON, properties={**PERSON.properties, "objects": True})], []),
        ([replace(PERSON, properties={**PERSON.properties, "objects": False})], []),
    ):
        put(database, [*step[0], Entity("person:x", "Person", "X")], step[1])
        clock.pass_()
        assert not isinstance(held.current().engine, PlainEngine)
        assert told(held.current()) == told(replace(whole(database), engine=PlainEngine(whole(database).facts)))
    assert told(Snapshots(database, folder, lasting=True).current()) == told(held.current())


def test_what_was_written_past_the_log_counts_once_the_state_is_renewed(database: Database, folder: Path | None, clock: Clock) -> None:
    held, other = Snapshots(database, folder, clock=clock), Snapshots(database, folder, clock=clock)
    held.current(), other.current()
    database._driver.execute_query("MATCH (n:Entity {id: $id}) SET n.name = 'Past'", {"id": COMPANY.id}, database_=database._name)
    clock.pass_()
    assert held.current().facts.entities[COMPANY.id].name == COMPANY.name
    renew(database)
    clock.pass_()
    assert [each.current().facts.entities[COMPANY.id].name for each in (held, other)] == ["Past", "Past"]


def test_a_renewed_state_is_not_forgotten_where_reading_it_failed(
    database: Database, folder: Path | None, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Snapshots(database, folder, clock=clock)
    held.current()
    database._driver.execute_query("MATCH (n:Entity {id: $id}) SET n.name = 'Past'", {"id": COMPANY.id}, database_=database._name)
    renew(database)
    clock.pass_()

    def away(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("away")

    with monkeypatch.context() as patched:
        patched.setattr(reads, "snapshot", away)
        with pytest.raises(DatabaseUnavailable):
            held.current()
    assert held.current().facts.entities[COMPANY.id].name == "Past"


def test_names_and_ties_of_another_course_go_with_its_records(database: Database, tmp_path: Path) -> None:
    assert Snapshots(database, tmp_path).current().names.search(COMPANY.name)
    last = reads.sequence(database)
    database._driver.execute_query("MATCH (c:Change {sequence: $last}) SET c.batch = 'another'", {"last": last}, database_=database._name)
    database._driver.execute_query("MATCH (n:Entity {id: $id}) SET n.name = 'Quite other'", {"id": COMPANY.id}, database_=database._name)
    assert [e.id for e in Snapshots(database, tmp_path).current().names.search("quite other")] == [COMPANY.id]


def test_what_cannot_be_kept_is_no_failure_of_the_database(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shared_files, "write_records", full)
    assert told(Snapshots(database, tmp_path).current()) == told(whole(database))


def test_of_two_that_would_write_anew_the_second_takes_what_the_first_wrote(
    database: Database, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "MOST_CHANGED", 2)
    one, other = (Snapshots(database, tmp_path, lasting=True, clock=clock) for _ in range(2))
    one.current(), other.current()
    put(database, [company(f"c{n}") for n in range(4)])
    clock.pass_()
    one.current()
    wait_for("looking-ahead")
    with monkeypatch.context() as patched:
        patched.setattr(shared_files, "write_records", None)
        other.current()
        wait_for("looking-ahead")
    assert (one.current().facts.changed, other.current().facts.changed) == (0, 0)
    assert told(other.current()) == told(whole(database))


def test_files_of_other_states_and_earlier_records_are_thrown_away(database: Database, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "MOST_CHANGED", 2)
    held = Snapshots(database, tmp_path, lasting=True, clock=clock)
    held.current()
    put(database, [company(f"c{n}") for n in range(4)])
    clock.pass_()
    held.current()
    wait_for("looking-ahead")
    assert held.current().facts.changed == 0
    assert told(held.current()) == told(whole(database))
    assert {path.name for path in tmp_path.glob("*/records@*")} == {f"records@{reads.sequence(database)}"}
    renew(database)
    clock.pass_()
    held.current()
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_the_next_days_ties_are_made_ready(database: Database, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(snapshots, "_day_to_be_ready_for", lambda: tomorrow)
    held = Snapshots(database, tmp_path, lasting=True, clock=clock)
    held.current()
    wait_for("looking-ahead")
    assert [path.name for path in tmp_path.glob(f"*/ties-{tomorrow.isoformat()}@*")]
    clock.pass_()
    held.current()
    assert not any(thread.name == "looking-ahead" for thread in threading.enumerate())


def test_files_of_a_course_that_the_database_did_not_take_are_not_taken_for_it(database: Database, tmp_path: Path) -> None:
    """As where an earlier copy of its files was put back, and then other things were written."""
    Snapshots(database, tmp_path).current()
    last = reads.sequence(database)
    database._driver.execute_query("MATCH (c:Change {sequence: $last}) SET c.batch = 'another'", {"last": last}, database_=database._name)
    database._driver.execute_query("MATCH (n:Entity {id: $id}) SET n.name = 'Other'", {"id": COMPANY.id}, database_=database._name)
    assert Snapshots(database, tmp_path).current().facts.entities[COMPANY.id].name == "Other"


def test_a_folder_that_cannot_be_written_is_done_without(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert told(Snapshots(database, tmp_path / "file").current()) == told(whole(database))


def test_who_objects_is_left_out_of_the_next_snapshot_alone(database: Database, folder: Path | None) -> None:
    held = Snapshots(database, folder).current()
    without = held.without([PERSON.id, "nobody"])
    assert without.facts.entities[PERSON.id].objects
    assert not held.facts.entities[PERSON.id].objects
    objecting: Entity = replace(PERSON, properties={**PERSON.properties, "objects": True})
    assert without.facts.entities[PERSON.id].properties == objecting.properties


def wait_for(name: str) -> None:
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(30)
