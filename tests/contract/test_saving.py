"""What a save leaves behind, and what it refuses."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from explorer.domain.dates import parse_date
from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput
from explorer.graphdb import Database, logbook, reads, writes
from explorer.graphdb.writes import Tally
from tests.contract.networks import (
    CHAMBER,
    CITY,
    COMPANY,
    ENTITIES,
    LOCATED,
    MEMBER,
    OTHER_COMPANY,
    PARTNER,
    PERSON,
    RELATIONSHIPS,
    WORKS,
    company,
    plain,
    put,
)


def by_id(relationships: Iterable[Relationship]) -> dict[str, Relationship]:
    return {relationship.id: relationship for relationship in relationships}


def test_what_was_saved_is_read_back(database: Database) -> None:
    saved = put(database, ENTITIES, RELATIONSHIPS)
    facts = reads.snapshot(database)
    assert saved == writes.Saved(Tally(created=5), Tally(created=4), sequence=9)
    assert {id: plain(entity) for id, entity in facts.entities.items()} == {entity.id: plain(entity) for entity in ENTITIES}
    assert by_id(facts.relationships) == by_id(RELATIONSHIPS)
    assert facts.sequence == 9


def test_saving_the_same_again_changes_nothing(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    before = reads.snapshot(database)
    elsewhere = [replace(entity, origin="another.csv:7") for entity in ENTITIES]
    again = put(database, elsewhere, [replace(r, origin="another.csv:8") for r in RELATIONSHIPS])
    assert again == writes.Saved(Tally(unchanged=5), Tally(unchanged=4), sequence=9)
    after = reads.snapshot(database)
    assert after.entities == before.entities
    assert by_id(after.relationships) == by_id(before.relationships)
    assert len(reads.changes(database, 0, 100)) == 9


def test_a_property_that_is_not_given_stays(database: Database) -> None:
    put(database, [COMPANY, PERSON, CHAMBER], [WORKS, MEMBER])
    saved = put(
        database,
        [Entity(COMPANY.id, "Company", "Fonderies du Gier", {"headcount": 40})],
        [Relationship(WORKS.id, "WORKS_AT", PERSON.id, COMPANY.id, until=parse_date("2024"))],
    )
    assert (saved.nodes, saved.edges) == (Tally(updated=1), Tally(updated=1))
    found = reads.entities(database, [COMPANY.id])[COMPANY.id]
    assert found.name == "Fonderies du Gier"
    assert dict(found.properties) == {**COMPANY.properties, "headcount": 40}
    assert found.origin == COMPANY.origin
    assert reads.relationships(database, [WORKS.id])[WORKS.id] == replace(WORKS, until=parse_date("2024"))


def test_times_of_creation_and_of_the_latest_change_are_kept(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock:
        now_ = datetime(2026, 1, 1, tzinfo=UTC)

        @classmethod
        def now(cls, zone: object) -> datetime:
            return cls.now_

    monkeypatch.setattr(logbook, "datetime", Clock)
    put(database, [COMPANY])
    monkeypatch.setattr(Clock, "now_", datetime(2026, 2, 2, tzinfo=UTC))
    put(database, [replace(COMPANY, name="New name")])
    found = reads.entities(database, [COMPANY.id])[COMPANY.id]
    assert (found.created_at, found.updated_at) == ("2026-01-01T00:00:00+00:00", "2026-02-02T00:00:00+00:00")


def test_a_symmetric_relationship_is_stored_once_whichever_way_it_is_given(database: Database) -> None:
    put(database, [COMPANY, OTHER_COMPANY], [PARTNER])
    turned = replace(PARTNER, source=PARTNER.target, target=PARTNER.source)
    assert put(database, [], [turned]).edges == Tally(unchanged=1)
    assert put(database, [], [replace(turned, role="supplier club")]).edges == Tally(updated=1)
    (found,) = reads.snapshot(database).relationships
    assert found == replace(PARTNER, role="supplier club")


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        ("pme", "grand_groupe", "GrandGroupe"),
        ("grand_groupe", "micro", "PME"),
        ("pme", "eti", "Company"),
        ("eti", "pme", "PME"),
    ],
)
def test_a_company_bears_the_label_of_its_new_size_and_keeps_its_relationships(database: Database, before: str, after: str, label: str) -> None:
    put(database, [company("a", size_class=before), company("b", size_class=before), CHAMBER], [PARTNER_OF_A_AND_B, replace(MEMBER, source="a")])
    saved = put(database, [company("a", size_class=after), company("b", size_class=after)], [Relationship("new", "SUPPLIES", "b", "a")])
    assert saved.nodes == Tally(updated=2)
    labels = reads.counts(database).labels
    assert {name: labels.get(name, 0) for name in ("Company", "PME", "GrandGroupe")} == {"Company": 2, "PME": 0, "GrandGroupe": 0} | {label: 2}
    assert {r.id for r in reads.relationships_of(database, "a")} == {"ab", "m1", "new"}
    assert {r.id for r in reads.relationships_of(database, "b")} == {"ab", "new"}
    assert put(database, [company("a", size_class=after)]).nodes == Tally(unchanged=1)


PARTNER_OF_A_AND_B = Relationship("ab", "PARTNER_OF", "a", "b")


def test_an_end_may_come_in_the_same_save_or_be_there_already(database: Database) -> None:
    put(database, [COMPANY])
    assert put(database, [CITY], [LOCATED]).edges == Tally(created=1)


_OTHER_ENDS = replace(WORKS, target=OTHER_COMPANY.id)
_OTHER_TYPE = Relationship(WORKS.id, "MEMBER_OF", PERSON.id, CHAMBER.id)


@pytest.mark.parametrize(
    ("reason", "entities", "relationships"),
    [
        ("other_label", [Entity(CHAMBER.id, "City", "Chambre")], []),
        ("given_twice", [CITY, CITY], []),
        ("long_id", [company("x" * 1001)], []),
        ("given_twice", [], [LOCATED, LOCATED]),
        ("other_relationship", [], [_OTHER_ENDS]),
        ("other_relationship", [], [_OTHER_TYPE]),
        ("unknown_end", [], [Relationship("x", "KNOWS", PERSON.id, "person:nobody")]),
        ("wrong_ends", [], [Relationship("x", "KNOWS", PERSON.id, COMPANY.id)]),
    ],
)
def test_what_contradicts_the_database_is_refused_and_nothing_is_written(
    database: Database, reason: str, entities: list[Entity], relationships: list[Relationship]
) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    new = company("new")
    with pytest.raises(BadInput) as refused:
        put(database, [new, *entities], relationships)
    assert refused.value.errors["reason"] == reason
    assert reads.entities(database, ["new"]) == {}
    assert reads.sequence(database) == 9


def test_too_many_rows_for_one_transaction_are_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="50000"):
        put(database, [COMPANY] * (writes.MOST_ROWS + 1))


def test_progress_counts_the_rows_written(database: Database) -> None:
    told: list[int] = []
    writes.save(database, ENTITIES, RELATIONSHIPS, who="tests", batch="b", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 9


def test_an_empty_save_is_nothing(database: Database) -> None:
    assert put(database) == writes.Saved(Tally(), Tally(), 0)
