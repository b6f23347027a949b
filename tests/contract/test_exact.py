"""Making a need and what is said of it exactly what is given: on both servers, with its changes, and not over somebody else's head."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from explorer.domain.dates import parse_date
from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, Conflict
from explorer.graphdb import Database, exact, reads
from tests.contract.networks import CHAMBER, COMPANY, put

TYPES = ("PUBLISHES", "TARGETS", "SEEKS")
NEED = Entity("opportunity:quay", "Opportunity", "Un quai", {"status": "open", "deadline": "2027", "amount": 90.5, "aliases": ("A", "B")}, origin="form")
FRANCE, TOGO = (Entity(f"country:{code}", "Country", name) for code, name in (("FR", "France"), ("TG", "Togo")))
PUBLISHES = Relationship("pub", "PUBLISHES", CHAMBER.id, NEED.id, since=parse_date("2020"))
TARGETS = Relationship("tar", "TARGETS", NEED.id, FRANCE.id)
ENDED = Relationship("old", "TARGETS", NEED.id, TOGO.id, until=parse_date("2021"))


def write(
    database: Database, need: Entity, *relationships: Relationship, gone: tuple[str, ...] = (), seen: str | None = None, beside: tuple[Entity, ...] = ()
) -> int:
    wanted = exact.Whole(need, relationships, gone, TYPES, now(database) if seen is None else seen, beside)
    return exact.put(database, wanted, who="tests", batch="form:1")


def now(database: Database) -> str:
    facts = reads.snapshot(database)
    need = facts.entities.get(NEED.id)
    return exact.version(need, [*facts.outgoing(NEED.id, *TYPES), *facts.incoming(NEED.id, *TYPES)]) if need else exact.NEW


def begun(database: Database) -> None:
    put(database, [CHAMBER, COMPANY, FRANCE])
    write(database, NEED, PUBLISHES, TARGETS, ENDED, beside=(FRANCE, TOGO))


def test_a_new_one_with_what_it_needs_beside_it_is_one_batch(database: Database) -> None:
    begun(database)
    facts = reads.snapshot(database)
    assert facts.entities[NEED.id].properties == NEED.properties
    assert {r.id for r in facts.of(NEED.id)} == {"pub", "tar", "old"}
    assert [(c.what, c.id) for c in reads.changes(database, 3, 100)] == [
        ("create node", TOGO.id),
        ("create node", NEED.id),
        ("create edge", "pub"),
        ("create edge", "tar"),
        ("create edge", "old"),
    ]
    assert {(c.who, c.batch) for c in reads.changes(database, 3, 100)} == {("tests", "form:1")}


def test_what_is_not_given_any_more_goes(database: Database) -> None:
    begun(database)
    before = reads.snapshot(database)
    shorter = replace(NEED, name="Un long quai", properties={"status": "won", "amount": 100})
    sequence = write(database, shorter, replace(PUBLISHES, since=None), ENDED, gone=("tar",))
    after = reads.snapshot(database)
    assert (after.entities[NEED.id].name, after.entities[NEED.id].properties) == ("Un long quai", {"status": "won", "amount": 100})
    assert after.entities[NEED.id].created_at == before.entities[NEED.id].created_at
    assert {r.id: r.since for r in after.of(NEED.id)} == {"pub": None, "old": None}
    assert [c.what for c in reads.changes(database, before.sequence, 100)] == ["update node", "update edge", "delete edge"]
    assert reads.changes(database, before.sequence, 100)[2].after is None
    assert after.sequence == sequence
    followed = reads.changed(database, before.sequence, sequence)
    assert followed is not None
    assert {r.id for r in followed.over(before).of(NEED.id)} == {"pub", "old"}


def test_the_same_again_is_no_change(database: Database) -> None:
    begun(database)
    before = reads.sequence(database)
    elsewhere = [replace(r, origin="another form") for r in (PUBLISHES, TARGETS, ENDED)]
    assert write(database, replace(NEED, origin="another form"), *elsewhere) == before


def test_who_saw_another_state_is_told_and_nothing_is_written(database: Database) -> None:
    begun(database)
    seen = now(database)
    write(database, NEED, PUBLISHES, ENDED, gone=("tar",))
    before = reads.sequence(database)
    with pytest.raises(Conflict):
        write(database, replace(NEED, name="Autre"), PUBLISHES, TARGETS, seen=seen)
    with pytest.raises(Conflict):
        write(database, NEED, PUBLISHES, seen=exact.NEW)
    assert reads.sequence(database) == before
    assert reads.snapshot(database).entities[NEED.id].name == NEED.name


def test_an_end_that_is_not_there_writes_nothing(database: Database) -> None:
    put(database, [CHAMBER])
    with pytest.raises(BadInput):
        write(database, NEED, PUBLISHES, TARGETS)
    assert reads.sequence(database) == 1
    assert NEED.id not in reads.snapshot(database).entities


def test_of_two_at_once_one_is_told(database: Database) -> None:
    begun(database)
    seen, start, ended = now(database), Barrier(2), []

    def run(name: str) -> None:
        start.wait()
        try:
            write(database, replace(NEED, name=name), PUBLISHES, TARGETS, ENDED, seen=seen)
            ended.append(name)
        except Conflict:
            ended.append("told")

    threads = [Thread(target=run, args=(name,)) for name in ("Un", "Deux")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended)[1:] == ["told"] or sorted(ended)[:1] != ["told"]
    assert ended.count("told") == 1
    assert reads.snapshot(database).entities[NEED.id].name in ended


def test_versions_tell_states_apart_and_nothing_else(database: Database) -> None:
    begun(database)
    first = now(database)
    write(database, replace(NEED, origin="elsewhere"), PUBLISHES, TARGETS, ENDED)
    assert now(database) == first
    write(database, NEED, PUBLISHES, replace(TARGETS, role="first"), ENDED)
    assert now(database) != first
