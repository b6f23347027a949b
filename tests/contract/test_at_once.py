"""Several at once: nothing twice, nothing lost, nothing half."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from explorer.domain.records import Relationship
from explorer.graphdb import Database, reads
from explorer.graphdb.writes import Saved
from tests.contract.networks import company, put

T = TypeVar("T")
WRITERS = 4
COMPANIES = [company(f"c{number}") for number in range(20)]
TIES = [Relationship(f"t{number}", "PARTNER_OF", f"c{number}", f"c{number + 1}") for number in range(19)]


def at_once(work: Callable[[int], T]) -> list[T]:
    together = Barrier(WRITERS)

    def one(number: int) -> T:
        together.wait()
        return work(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(one, range(WRITERS)))


def test_the_same_things_created_by_four_at_once_are_there_once(database: Database) -> None:
    results: list[Saved] = at_once(lambda number: put(database, COMPANIES, TIES, batch=f"writer {number}"))
    assert sorted((saved.nodes.created, saved.edges.created) for saved in results) == [(0, 0)] * 3 + [(20, 19)]
    assert {saved.sequence for saved in results} == {39}
    facts = reads.snapshot(database)
    assert (len(facts.entities), len(facts.relationships)) == (20, 19)
    assert reads.counts(database).types == {"PARTNER_OF": 19}
    assert len({change.batch for change in reads.changes(database, 0, 100)}) == 1


def test_every_change_of_four_at_once_has_a_number_of_its_own(database: Database) -> None:
    at_once(lambda writer: [put(database, [company(f"{writer}-{number}")]) for number in range(10)])
    assert [change.sequence for change in reads.changes(database, 0, 100)] == list(range(1, 41))
    assert reads.sequence(database) == 40


def test_a_snapshot_is_whole_while_others_write(database: Database) -> None:
    put(database, COMPANIES, TIES)

    def work(number: int) -> None:
        for turn in range(8):
            if number == 0:
                facts = reads.snapshot(database)
                turns = {entity.properties.get("headcount") for entity in facts.entities.values()}
                assert len(turns) == 1, "half of a save was seen"
                assert len(facts.entities) == len(COMPANIES)
            elif number == 1:
                put(database, [company(entity.id, headcount=turn) for entity in COMPANIES])

    at_once(work)
