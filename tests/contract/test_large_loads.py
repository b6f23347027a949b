"""Loads of several transactions: all of it in the end or nothing, one at a time, and an interrupted one is undone without a hand."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest

from explorer.domain.dates import parse_date
from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, DatabaseUnavailable
from explorer.graphdb import Database, large_loads, open_database, reads, undoing, writes
from explorer.graphdb.large_loads import LargeLoad, large_load
from explorer.services import load as service
from explorer.services.check import check
from explorer.services.load import save_in_parts
from explorer.settings import Settings
from explorer.texts import texts
from tests.contract.history import Model, agree
from tests.contract.networks import CHAMBER, ENTITIES, MEMBER, WORKS, company, put

COMPANIES = [company(f"c{number}", size_class="pme", headcount=number) for number in range(6)]
TIES = [Relationship(f"t{number}", "PARTNER_OF", f"c{number}", f"c{number + 1}") for number in range(5)]


@pytest.fixture(autouse=True)
def _small_parts_and_little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_ROWS", 4)
    monkeypatch.setattr(undoing, "ROWS_A_STATEMENT", 3)
    monkeypatch.setattr(large_loads, "BEAT_SECONDS", 0.1)
    monkeypatch.setattr(large_loads, "GONE_SECONDS", 1.0)


def save(database: Database, entities: list[Entity], ties: list[Relationship]) -> None:
    save_in_parts(database, entities, ties, "tests")


def abandon(database: Database, batch: str = "killed") -> None:
    """Leave behind what a process leaves that was killed while loading: parts of a batch, and a count that stands still."""
    database.write(lambda tx: large_loads._begin(tx, batch, "tests"))
    changed = [replace(COMPANIES[0], properties={"size_class": "grand_groupe", "website": "https://example.org"}), *COMPANIES[3:]]
    writes.save(database, changed, [], who="tests", batch=batch, is_part=True)
    writes.save(database, [], [replace(TIES[0], role="lead", since=parse_date("2020")), *TIES[2:]], who="tests", batch=batch, is_part=True)


@pytest.fixture
def before(database: Database) -> Model:
    put(database, COMPANIES[:3], TIES[:2])
    return Model.of(database)


@pytest.mark.usefixtures("before")
def test_one_that_ends_well_leaves_no_trace_of_its_parts(database: Database) -> None:
    save(database, COMPANIES, TIES)
    assert database.read(large_loads.under_way) is None
    assert len(reads.snapshot(database).entities) == 6
    agree(database)


def test_one_whose_loader_is_gone_is_undone_at_the_next_start(database: Database, settings: Settings, before: Model) -> None:
    abandon(database)
    told: list[tuple[str, int, int]] = []
    with open_database(settings, undone=lambda load, done, total: told.append((load.batch, done, total))) as again:
        assert Model.of(again) == before
    assert told == [("killed", 3, 8), ("killed", 6, 8), ("killed", 8, 8)]
    changes = reads.changes(database, 5, 100)
    assert [change.batch for change in changes] == ["killed"] * 8 + ["undo:killed"] * 8
    assert (changes[-1].what, changes[-1].before) == ("undo update node", changes[0].after)
    agree(database)


def test_a_company_that_is_put_back_has_its_label_again(database: Database, settings: Settings, before: Model) -> None:
    abandon(database)
    assert reads.counts(database).labels["GrandGroupe"] == 1
    open_database(settings).close()
    assert reads.counts(database).labels == {"Company": 3, "PME": 3}


def test_undoing_that_was_interrupted_goes_on(database: Database, settings: Settings, before: Model) -> None:
    abandon(database)
    assert database.write(lambda tx: large_loads._undo_some(tx, "killed")) is not None
    open_database(settings).close()
    assert Model.of(database) == before
    agree(database)


def test_several_who_undo_at_once_undo_once(database: Database, before: Model) -> None:
    abandon(database)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: large_loads.undo_abandoned(database), range(4)))
    assert Model.of(database) == before
    assert reads.sequence(database) == 5 + 8 + 8
    agree(database)


def test_who_wants_to_write_undoes_it_too(database: Database, before: Model) -> None:
    abandon(database)
    put(database, [CHAMBER])
    assert check(database, texts("en")).clean
    assert Model.of(database).entities.keys() == {*before.entities, CHAMBER.id}
    agree(database)


def test_one_that_fails_in_the_middle_is_undone_at_once(database: Database, before: Model) -> None:
    dangling = Relationship("t9", "PARTNER_OF", "c1", "nobody")
    with pytest.raises(BadInput):
        save(database, COMPANIES, [*TIES, dangling])
    assert Model.of(database) == before
    assert database.read(large_loads.under_way) is None
    agree(database)


@pytest.fixture
def going_on(database: Database) -> Iterator[threading.Event]:
    """A living load; set the event to end it."""
    begun, end = threading.Event(), threading.Event()

    def run() -> None:
        with large_load(database, who="tests", batch="living"):
            begun.set()
            end.wait(30)

    thread = threading.Thread(target=run)
    thread.start()
    assert begun.wait(30)
    yield end
    end.set()
    thread.join()


def test_one_that_goes_on_is_not_undone(database: Database, settings: Settings, going_on: threading.Event) -> None:
    time.sleep(1.5)
    open_database(settings).close()
    living = database.read(large_loads.under_way)
    assert isinstance(living, LargeLoad)
    assert (living.batch, living.undone_to) == ("living", None)


def test_who_wants_to_write_waits_for_one_that_goes_on(database: Database, going_on: threading.Event) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(put, database, [CHAMBER])
        time.sleep(1.5)
        assert not waiting.done()
        going_on.set()
        assert waiting.result(10).nodes.created == 1


def test_who_has_waited_long_enough_is_told(database: Database, going_on: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_loads, "WAIT_SECONDS", 0.5)
    with pytest.raises(DatabaseUnavailable, match="under way") as refused:
        put(database, [CHAMBER])
    assert refused.value.errors["reason"] == "loading"
    assert reads.entities(database, [CHAMBER.id]) == {}


def test_a_loader_that_was_only_held_up_writes_nothing_more(database: Database, before: Model) -> None:
    def held_up() -> None:
        with large_load(database, who="tests", batch="late"):
            writes.save(database, COMPANIES, [], who="tests", batch="late", is_part=True)
            large_loads.undo(database, "late")
            writes.save(database, [], TIES, who="tests", batch="late", is_part=True)

    with pytest.raises(DatabaseUnavailable, match="no sign of life") as refused:
        held_up()
    assert refused.value.errors["reason"] == "load_undone"
    assert Model.of(database) == before
    agree(database)


def test_two_at_once_come_one_after_the_other(database: Database) -> None:
    one = ([company(f"c{n}", headcount=1) for n in range(8)], TIES)
    two = ([company(f"c{n}", headcount=2) for n in range(8)], TIES)
    with ThreadPoolExecutor(3) as pool:
        loads = [pool.submit(save, database, *each) for each in (one, two)]
        small = pool.submit(put, database, ENTITIES, [WORKS, MEMBER])
        assert small.result(60).nodes.created == len(ENTITIES)
        for each in loads:
            each.result(60)
    assert len({entity.properties["headcount"] for id, entity in reads.snapshot(database).entities.items() if id in {f"c{n}" for n in range(8)}}) == 1
    batches = [change.batch for change in reads.changes(database, 0, 1000)]
    assert sum(one != other for one, other in pairwise(batches)) == len(set(batches)) - 1
    agree(database)
