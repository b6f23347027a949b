"""Reading single things, pages, counts and the log."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest

from explorer.domain.facts import Facts
from explorer.domain.records import Relationship
from explorer.graphdb import Database, latest, reads
from explorer.graphdb.large_loads import large_load
from explorer.graphdb.state import renew, state
from explorer.graphdb.writes import save
from tests.contract.networks import CHAMBER, COMPANY, ENTITIES, OTHER_COMPANY, PARTNER, PERSON, RELATIONSHIPS, WORKS, company, plain, put


def test_ids_that_are_not_there_are_left_out(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    assert {id: plain(e) for id, e in reads.entities(database, [PERSON.id, "nobody"]).items()} == {PERSON.id: plain(PERSON)}
    assert reads.relationships(database, ["w1", "p1", "none"]) == {"w1": WORKS, "p1": PARTNER}
    assert reads.entities(database, []) == {}
    assert reads.relationships(database, []) == {}


def test_the_relationships_of_an_entity_come_in_pages_ordered_by_type_and_id(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    pages = [reads.relationships_of(database, COMPANY.id, skip=skip, limit=2) for skip in (0, 2, 4)]
    assert [[r.id for r in page] for page in pages] == [["l1", "m1"], ["p1", "w1"], []]
    assert pages[1] == [PARTNER, WORKS]


def test_parents_are_the_companies_above(database: Database) -> None:
    ties = [Relationship(f"{child}{parent}", "SUBSIDIARY_OF", child, parent) for child, parent in ("ab", "ac", "bc")]
    put(database, [company(id) for id in "abc"], ties)
    put(database, relationships=[Relationship("x", "SUPPLIES", "c", "a")])
    found = reads.parents(database, ["a", "b", "c", "nobody"])
    assert {child: sorted(above) for child, above in found.items()} == {"a": ["b", "c"], "b": ["c"]}
    assert reads.parents(database, []) == {}


def test_counts_by_label_and_type(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    counts = reads.counts(database)
    assert counts.labels == {"Company": 2, "PME": 1, "GrandGroupe": 1, "Person": 1, "Structure": 1, "City": 1}
    assert counts.types == {"WORKS_AT": 1, "MEMBER_OF": 1, "PARTNER_OF": 1, "LOCATED_IN": 1}


def test_an_empty_database(database: Database) -> None:
    facts = reads.snapshot(database)
    assert (facts.sequence, facts.entities, list(facts.relationships)) == (0, {}, [])
    assert reads.counts(database) == reads.Counts({}, {})
    assert reads.changes(database, 0, 10) == []


def test_every_change_is_written_down_with_what_was_before_and_after(database: Database) -> None:
    put(database, [COMPANY, PERSON], [WORKS], batch="first")
    put(database, [replace(COMPANY, properties={"size_class": "grand_groupe"}), CHAMBER], [replace(WORKS, role="owner")], batch="second")
    log = reads.changes(database, 0, 100)
    assert [(c.sequence, c.what, c.id, c.batch, c.who) for c in log] == [
        (1, "create node", COMPANY.id, "first", "tests"),
        (2, "create node", PERSON.id, "first", "tests"),
        (3, "create edge", WORKS.id, "first", "tests"),
        (4, "update node", COMPANY.id, "second", "tests"),
        (5, "create node", CHAMBER.id, "second", "tests"),
        (6, "update edge", WORKS.id, "second", "tests"),
    ]
    assert [c.before is None for c in log] == [True, True, True, False, True, False]
    before, after = json.loads(log[3].before or ""), json.loads(log[3].after or "")
    assert (before["labels"], after["labels"]) == (["Company", "PME"], ["Company", "GrandGroupe"])
    assert (before["properties"]["size_class"], after["properties"]["size_class"]) == ("pme", "grand_groupe")
    assert after["properties"]["aliases"] == ["FG", "Gier"]
    edge = json.loads(log[5].after or "")
    assert (edge["type"], edge["source"], edge["target"], edge["properties"]["role"]) == ("WORKS_AT", PERSON.id, COMPANY.id, "owner")
    assert json.loads(log[5].before or "")["properties"]["role"] == "director"


def test_the_log_is_read_from_a_number_on_and_no_further_than_asked(database: Database) -> None:
    put(database, ENTITIES)
    assert [c.sequence for c in reads.changes(database, 1, 3)] == [2, 3, 4]
    assert reads.sequence(database) == 5


def test_a_snapshot_has_what_was_written_while_it_was_read(database: Database) -> None:
    put(database, [company("a"), company("b")])
    late = [company("a", headcount=7), company("c")]
    told: list[int] = []

    def write_once(rows: int) -> None:
        if not told:
            put(database, late, [Relationship("bc", "SUPPLIES", "b", "c")])
        told.append(rows)

    facts = reads.snapshot(database, progress=write_once)
    assert told
    assert facts.sequence == reads.sequence(database) == 5
    assert facts.entities["a"].properties["headcount"] == 7
    assert set(facts.entities) == {"a", "b", "c"}
    assert [r.id for r in facts.relationships] == ["bc"]


def test_relationships_of_entities_that_share_an_end(database: Database) -> None:
    put(database, [COMPANY, OTHER_COMPANY, CHAMBER], [PARTNER, Relationship("m2", "MEMBER_OF", OTHER_COMPANY.id, CHAMBER.id)])
    assert [r.id for r in reads.relationships_of(database, OTHER_COMPANY.id)] == ["m2", "p1"]


def followed(database: Database, facts: Facts) -> Facts:
    changed = reads.changed(database, facts.sequence, reads.sequence(database))
    assert changed is not None
    return changed.over(facts)


def test_facts_follow_the_database_by_what_changed_alone(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    facts = reads.snapshot(database)
    put(database, [replace(COMPANY, name="New name"), company("new")], [replace(WORKS, role="owner"), Relationship("r", "SUPPLIES", "new", COMPANY.id)])
    whole, now = reads.snapshot(database), followed(database, facts)
    assert now.sequence == whole.sequence == 13
    assert now.entities == whole.entities
    assert {r.id: r for r in now.relationships} == {r.id: r for r in whole.relationships}
    assert facts.entities[COMPANY.id].name == COMPANY.name, "who still reads the earlier state keeps it"
    assert followed(database, now).sequence == now.sequence


def test_what_was_undone_is_followed(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    before = reads.snapshot(database)
    part = [company("new"), replace(COMPANY, name="Other")], [Relationship("r", "SUPPLIES", "new", COMPANY.id)]
    with suppress(KeyboardInterrupt), large_load(database, who="tests", batch="large"):
        save(database, *part, who="tests", batch="large", is_part=True)
        during = followed(database, before)
        raise KeyboardInterrupt
    assert (during.entities[COMPANY.id].name, "new" in during.entities, len(during.relationships)) == ("Other", True, len(RELATIONSHIPS) + 1)
    after = followed(database, during)
    assert after.entities == before.entities
    assert {r.id for r in after.relationships} == {r.id for r in before.relationships}


def test_what_another_program_did_past_the_log_is_seen_by_a_whole_reading_alone(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    facts = reads.snapshot(database)
    put(database, [replace(PERSON, name="Ada")])
    database._driver.execute_query("MATCH (n:Person {id: $id}) DETACH DELETE n", {"id": PERSON.id}, database_=database._name)
    assert followed(database, facts).entities[PERSON.id].name == "Ada"
    whole = reads.snapshot(database)
    assert PERSON.id not in whole.entities
    assert WORKS.id not in {r.id for r in whole.relationships}


def test_a_log_with_a_hole_is_not_waited_for_forever(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    facts = reads.snapshot(database)
    put(database, [replace(PERSON, name="Ada"), company("new")])
    database._driver.execute_query("MATCH (c:Change {sequence: $sequence}) DELETE c", {"sequence": facts.sequence + 1}, database_=database._name)
    monkeypatch.setattr(latest, "SETTLE_SECONDS", 0.05)
    assert reads.changed(database, facts.sequence, facts.sequence + 2) is None
    whole = reads.snapshot(database)
    assert whole.sequence == facts.sequence + 2
    assert (whole.entities[PERSON.id].name, "new" in whole.entities) == ("Ada", True)


def test_what_is_too_much_or_of_another_past_is_not_followed(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    assert reads.changed(database, 10, 9) is None
    assert reads.changed(database, 1, 9) is not None
    monkeypatch.setattr(reads, "CATCH_UP", 3)
    assert reads.changed(database, 1, 9) is None


def test_a_state_has_a_name_of_its_own_that_can_be_renewed(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    first = state(database)
    assert first == state(database)
    assert (len(first.name), first.sequence) == (32, 9)
    second = renew(database)
    assert second == state(database)
    assert (second.name != first.name, second.sequence) == (True, 9)
