"""Ids made from facts: always the same, and apart where the facts are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.identity import node_id, plain, relationship_id, slug


@pytest.mark.parametrize(
    ("text", "compared", "joined"),
    [
        ("Saint-Étienne Métropole", "saint-etienne metropole", "saint-etienne-metropole"),
        ("  Œuvre & Cie. ", "  œuvre & cie. ", "œuvre-cie"),
        ("STRASSE straße", "strasse strasse", "strasse-strasse"),
        ("Ｗｉｄｅ_x", "wide_x", "wide-x"),
        ("Łódź", "łodz", "łodz"),
        ("東京", "東京", "東京"),
        ("&", "&", ""),
    ],
)
def test_case_and_accents_aside(text: str, compared: str, joined: str) -> None:
    assert (plain(text), slug(text)) == (compared, joined)


@pytest.mark.parametrize(
    ("label", "properties", "id"),
    [
        ("Company", {"siren": "552081317", "lei": "969500", "vat": "FR1"}, "siren:552081317"),
        ("Company", {"vat": "FR1", "lei": "969500"}, "lei:969500"),
        ("Company", {"vat": "FR1", "siret": "55208131700001"}, "siret:55208131700001"),
        ("Company", {"vat": "FR1"}, "vat:FR1"),
        ("Company", {"country": "FR"}, "company:élan".replace("é", "e") + ":fr"),
        ("City", {}, "city:elan"),
        ("Person", {"country": "FR"}, None),
    ],
)
def test_the_id_of_a_node_without_one(label: str, properties: dict[str, str], id: str | None) -> None:
    assert node_id(label, "Élan", properties) == id


def test_a_name_nothing_can_be_made_of_gives_none() -> None:
    assert node_id("Company", "&", {"country": "FR"}) is None


def test_symmetric_relationships_have_one_id_both_ways() -> None:
    assert relationship_id("KNOWS", "a", "b", {}) == relationship_id("KNOWS", "b", "a", {})
    assert relationship_id("SUPPLIES", "a", "b", {}) != relationship_id("SUPPLIES", "b", "a", {})


@pytest.mark.parametrize("name", ["role", "since", "year", "event", "lot"])
def test_what_tells_two_relationships_apart(name: str) -> None:
    assert relationship_id("MET", "a", "b", {name: "1"}) != relationship_id("MET", "a", "b", {})


@pytest.mark.parametrize("name", ["until", "evidence", "source_document", "observed_on", "stated_strength"])
def test_what_does_not(name: str) -> None:
    assert relationship_id("MET", "a", "b", {name: "1"}) == relationship_id("MET", "a", "b", {})


words = st.text(min_size=1, max_size=5)


@given(words, words, words, words)
def test_ends_never_run_into_each_other(a: str, b: str, c: str, d: str) -> None:
    assert (relationship_id("SUPPLIES", a, b, {}) == relationship_id("SUPPLIES", c, d, {})) == ((a, b) == (c, d))


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)
