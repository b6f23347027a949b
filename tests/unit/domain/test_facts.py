"""Looking around in the facts."""

from datetime import date

import pytest

from tests.forms import FORMS
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


PLACES = told("""
    Country country:FR
    Territory loire country=FR
    City lyon country=FR
    City feurs country=BE
    City dubai country=AE
    Company here country=FR
    lyon PART_OF country:FR
    feurs PART_OF loire
    loire PART_OF country:FR
    country:FR PART_OF loire
    dubai PART_OF loire until=2020
""")


@pytest.mark.parametrize("form", FORMS)
def test_places_of_a_country_and_what_lies_in_them(form: str) -> None:
    known = FORMS[form](PLACES.entities.values(), PLACES.relationships)
    assert set(known.places_of("FR")) == {"country:FR", "loire", "lyon"}
    assert set(known.places_of("AE")) == {"dubai"}
    assert set(known.with_parts(frozenset({"loire"}), AS_OF)) == {"loire", "feurs", "country:FR", "lyon"}, "a circle ends"
    assert set(known.with_parts(frozenset({"loire"}), date(2020, 1, 1))) == {"loire", "feurs", "country:FR", "lyon", "dubai"}
    assert set(known.with_parts(frozenset({"nowhere"}), AS_OF)) == {"nowhere"}


RIVALS = told("""
    Company a
    Company b
    Company c
    Company d
    a COMPETES_WITH b
    c COMPETES_WITH a
    a COMPETES_WITH d until=2020
""")


@pytest.mark.parametrize("form", FORMS)
def test_competitors_whichever_of_the_two_it_was_said_of(form: str) -> None:
    known = FORMS[form](RIVALS.entities.values(), RIVALS.relationships)
    assert known.competitors("a", AS_OF) == {"b", "c"}
    assert known.competitors("c", AS_OF) == {"a"}
    assert known.competitors("d", date(2020, 1, 1)) == {"a"}
    assert known.competitors("nobody", AS_OF) == set()
