"""`check` finds and names what was written past the product, on both servers; it finds nothing where the product alone wrote."""

from typing import Any

import pytest

from explorer.examples import example_folder
from explorer.examples.synthetic import generate
from explorer.graphdb import Database, schema, whole
from explorer.services.check import CheckReport, check
from explorer.services.load import load
from explorer.texts import texts
from explorer.texts.findings import FINDINGS
from tests.contract.networks import COMPANY, ENTITIES, PARTNER, PERSON, RELATIONSHIPS, WORKS, put

ENGLISH, FRENCH = texts("en"), texts("fr")


def found(report: CheckReport) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.id) for finding in report.found}


def run(database: Database, statement: str, **parameters: Any) -> None:
    database._driver.execute_query(statement, parameters, database_=database._name)


def test_an_empty_database_is_clean(database: Database) -> None:
    assert check(database, ENGLISH).as_json() == {
        "clean": True,
        "sequence": 0,
        "entities": 0,
        "relationships": 0,
        "changes": 0,
        "counts": {},
        "findings": [],
    }


def test_what_the_product_wrote_is_clean(database: Database) -> None:
    entities, relationships = generate(1_000)
    put(database, entities, relationships)
    assert load(database, [example_folder()], ENGLISH, who="test").committed
    put(database, ENTITIES, RELATIONSHIPS)
    put(database, [type(COMPANY)(COMPANY.id, "Company", "Fonderies", {"size_class": "grand_groupe", "turnover": 5.0})], [])
    report = check(database, ENGLISH)
    assert found(report) == set()
    assert report.clean


LOG = "MATCH (c:Change) WHERE c.sequence IN [3, 4] DELETE c"
BROKEN = [
    pytest.param("CREATE (:Entity:City {name: 'Nowhere'})", {("without_id", None)}, id="entity without id"),
    pytest.param("CREATE (:Entity:City {id: 'x'})", {("without_name", "x"), ("not_in_log", "x")}, id="entity without name"),
    pytest.param("CREATE (:Entity {id: 'x', name: 'X'})", {("unknown_label", "x"), ("not_in_log", "x")}, id="no label"),
    pytest.param("CREATE (:Entity:Ghost {id: 'x', name: 'X'})", {("unknown_label", "x"), ("not_in_log", "x")}, id="unknown label"),
    pytest.param("CREATE (:Entity:City:Country {id: 'x', name: 'X'})", {("unknown_label", "x"), ("not_in_log", "x")}, id="two labels"),
    pytest.param("CREATE (:Entity:Company:PME {id: 'x', name: 'X'})", {("wrong_second_label", "x"), ("not_in_log", "x")}, id="second label without a size"),
    pytest.param(
        "MATCH (n:Company {id: 'company:mecanic'}) SET n.size_class = 'pme'",
        {("wrong_second_label", "company:mecanic"), ("differs_from_log", "company:mecanic")},
        id="size class without its second label",
    ),
    pytest.param("CREATE (:Company {id: 'x', name: 'X'})", {("no_entity", "x")}, id="not an entity"),
    pytest.param(
        "MATCH (n:Person {id: 'person:ada'}) SET n.collected_at = '2024-13'", {("bad_date", "person:ada"), ("differs_from_log", "person:ada")}, id="date"
    ),
    pytest.param("MATCH (n:Person {id: 'person:ada'}) SET n.objects = 'yes'", {("bad_value", "person:ada"), ("differs_from_log", "person:ada")}, id="truth"),
    pytest.param(
        "MATCH (n:City {id: 'city:saint-etienne'}) SET n.lat = 99.5",
        {("bad_value", "city:saint-etienne"), ("differs_from_log", "city:saint-etienne")},
        id="range",
    ),
    pytest.param(
        "MATCH (n:Structure {id: 'structure:cci'}) SET n.kind = 'club'", {("bad_value", "structure:cci"), ("differs_from_log", "structure:cci")}, id="choice"
    ),
    pytest.param(
        "MATCH (n:Structure {id: 'structure:cci'}) SET n.opened = datetime('2024-05-01T10:00:00Z')",
        {("bad_value", "structure:cci"), ("differs_from_log", "structure:cci")},
        id="a value of another kind of program",
    ),
    pytest.param("MATCH ()-[r:WORKS_AT {id: 'w1'}]->() SET r.until = '2018'", {("dates_reversed", "w1"), ("differs_from_log", "w1")}, id="reversed"),
    pytest.param("MATCH ()-[r:WORKS_AT {id: 'w1'}]->() SET r.status = 'sure'", {("bad_value", "w1"), ("differs_from_log", "w1")}, id="status"),
    pytest.param(
        "MATCH (a:Person {id: 'person:ada'}), (b:City {id: 'city:saint-etienne'}) CREATE (a)-[:KNOWS {id: 'x'}]->(b)",
        {("wrong_ends", "x"), ("not_in_log", "x")},
        id="ends",
    ),
    pytest.param("MATCH (a:Person {id: 'person:ada'}) CREATE (a)-[:KNOWS {id: 'x'}]->(a)", {("self_tie", "x"), ("not_in_log", "x")}, id="to itself"),
    pytest.param(
        "MATCH (a:Person {id: 'person:ada'}), (b:Company {id: 'siren:552100554'}) CREATE (a)-[:LIKES {id: 'x'}]->(b)",
        {("unknown_type", "x"), ("not_in_log", "x")},
        id="unknown type",
    ),
    pytest.param(
        "MATCH (a:Person {id: 'person:ada'}), (b:City {id: 'city:saint-etienne'}) CREATE (a)-[:LOCATED_IN]->(b)",
        {("without_id", None)},
        id="relationship without id",
    ),
    pytest.param(
        "MATCH (a:Person {id: 'person:ada'}), (b:City {id: 'city:saint-etienne'}) CREATE (a)-[:LOCATED_IN {id: 'w1'}]->(b)",
        {("same_id", "w1")},
        id="one id, two types",
    ),
    pytest.param(
        "MATCH (a:Company {id: 'siren:552100554'}), (b:Company {id: 'company:mecanic'}) "
        "CREATE (b)-[:PARTNER_OF {id: 'x', stated_strength: 4, status: 'inferred'}]->(a)",
        {("stored_twice", "x"), ("not_in_log", "x")},
        id="symmetric, the other way round",
    ),
    pytest.param(
        "CREATE (:Entity:Opportunity {id: 'x', name: 'X', contact: 'city:saint-etienne'})",
        {("dangling", "x"), ("not_in_log", "x")},
        id="contact who is no person",
    ),
    pytest.param("MATCH ()-[r:MEMBER_OF {id: 'm1'}]->() DELETE r", {("change_without_effect", "m1")}, id="change without its effect"),
    pytest.param(
        "CREATE (:Change {sequence: 10, kind: 'edge', id: 'm1', what: 'undo create edge', before: '{}'}) "
        "WITH 1 AS one MATCH (c:Counter {id: 'changes'}) SET c.value = 10",
        {("change_without_effect", "m1")},
        id="there although it was removed",
    ),
    pytest.param("MATCH (n:Person {id: 'person:ada'}) SET n.name = 'Eve'", {("differs_from_log", "person:ada")}, id="changed past the log"),
    pytest.param(LOG, {("log_gap", "3"), ("not_in_log", "structure:cci"), ("not_in_log", "company:mecanic")}, id="gap in the log"),
    pytest.param("MATCH (c:Counter {id: 'changes'}) SET c.value = 7", {("counter_behind", "9")}, id="counter behind"),
    pytest.param("MATCH (c:Counter {id: 'changes'}) SET c.value = 12", {("log_gap", "10")}, id="counter ahead"),
]


@pytest.mark.parametrize(("statement", "expected"), BROKEN)
def test_each_inconsistency_is_found_and_named(database: Database, statement: str, expected: set[tuple[str, str | None]]) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    run(database, statement)
    try:
        report = check(database, FRENCH)
        before = check(database, FRENCH).as_json()
        assert found(report) == expected
        assert report.as_json() == before, "looking changed something"
        assert not report.clean
        for finding in before["findings"]:
            assert "%(" not in finding["message"]
            assert finding["message"] != FINDINGS[finding["code"]][0], "not in French"
            assert finding["fix"]
    finally:
        run(database, "MATCH (n) WHERE NOT n:Counter DETACH DELETE n")


def test_ids_that_are_there_twice(database: Database) -> None:
    """The schema forbids it; somebody may have taken the constraint away."""
    put(database, ENTITIES, RELATIONSHIPS)
    for constraint in ("entity_id", "change_sequence"):
        run(database, f"DROP CONSTRAINT {constraint}")
    try:
        run(database, "CREATE (:Entity:Person {id: 'person:ada', name: 'Ada Perret'})")
        assert ("same_id", PERSON.id) in found(check(database, ENGLISH))
    finally:
        run(database, "MATCH (n) WHERE NOT n:Counter DETACH DELETE n")
        database.write(lambda tx: tx.run("write/set_counter", id="schema", value=0))
        schema.apply(database)


def test_what_is_symmetric_may_be_told_apart(database: Database) -> None:
    put(database, ENTITIES, [*RELATIONSHIPS, type(PARTNER)("p2", "PARTNER_OF", PARTNER.target, PARTNER.source, role="another venture")])
    assert found(check(database, ENGLISH)) == set()


def test_who_writes_meanwhile_is_no_inconsistency(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "_TOLD_EVERY", 1)
    put(database, ENTITIES, RELATIONSHIPS)
    rounds = iter(range(100))

    def write(rows: int) -> None:
        put(
            database, [type(PERSON)(PERSON.id, "Person", f"Ada {next(rounds)}")], [type(WORKS)("w1", "WORKS_AT", PERSON.id, COMPANY.id, role=str(next(rounds)))]
        )

    assert found(check(database, ENGLISH, write)) == set()
    assert next(rounds) > 2
