"""Looking around in the facts."""

from datetime import date

from tests.networks import AS_OF, told

FACTS = told("""
    Person b
    Person a
    Person objector objects=true
    Person gone
    Company acme
    a WORKS_AT acme
    a WORKS_AT acme role=chair
    b WORKS_AT acme
    objector WORKS_AT acme
    gone WORKS_AT acme until=2020
    a KNOWS b
""")


def test_relationships_of_an_end() -> None:
    assert [r.id for r in FACTS.of("a")] == ["r1", "r2", "r6"]
    assert [r.id for r in FACTS.outgoing("a", "WORKS_AT")] == ["r1", "r2"]
    assert [r.id for r in FACTS.incoming("b", "KNOWS", "WORKS_AT")] == ["r6"]
    assert list(FACTS.of("nobody")) == []


def test_contacts_are_people_in_post_who_did_not_object() -> None:
    assert [person.id for person in FACTS.contacts("acme", AS_OF)] == ["a", "b"]
    assert [person.id for person in FACTS.contacts("acme", date(2020, 1, 1))] == ["a", "b", "gone"]
