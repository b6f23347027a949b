"""Values come back exactly as they went in, whatever they look like."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.dates import parse_date
from explorer.domain.records import Entity, Relationship, Value
from explorer.graphdb import Database, reads
from tests.contract.networks import company, put

HOSTILE = (
    "'; MATCH (n) DETACH DELETE n //",
    '" OR 1=1',
    "`Company`",
    "\\' \\\" \\\\ \\u0041",
    "$id ${arcadedb.server.rootPassword} {{label}} {0} %s",
    "// no comment /* nor this */",
    "https://example.org/a?b=c&d=%20#e",
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script>",
    "line\nbreak\ttab\r\nend",
    "nul\x00inside \x01 \x7f",
    "é e\u0301 ß İ ﬁ 𝔘𝔫𝔦 🏭👩‍🏭 \u202eright to left\u202c \ufeff\u200b",
    " leading and trailing ",
    "null",
    "true",
    "12",
    "1e5",
    "[1, 2]",
    '{"a": 1}',
    "2019-05-13",
    "2019-05-13T10:00:00Z",
    "P1D",
    "#1:1",
    "$id",
    "$ids",
    "$rows",
    "$skip",
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_in_every_place(database: Database, text: str) -> None:
    ends = [Entity(text, "Company", text, {"evidence": text, "aliases": (text, "b"), "naf": text}, origin=text), company("other")]
    edge = Relationship(text, "SUPPLIES", text, "other", role=text, evidence=text, source_document=text, origin=text)
    put(database, ends, [edge], batch=text)
    found = reads.entities(database, [text])[text]
    assert (found.id, found.name, found.origin, dict(found.properties)) == (text, text, text, {"evidence": text, "aliases": (text, "b"), "naf": text})
    assert reads.relationships(database, [text]) == {text: edge}
    assert [r.id for r in reads.relationships_of(database, text)] == [text]
    assert {change.batch for change in reads.changes(database, 0, 10)} == {text}
    assert put(database, ends, [edge]).sequence == 3, "a value came back changed"


def test_a_long_text_and_a_long_id(database: Database) -> None:
    long = company("é" * 1000, evidence="é" * 1_000_000)
    put(database, [long])
    assert reads.entities(database, [long.id])[long.id].properties == long.properties


@pytest.mark.parametrize(
    "value",
    [0, -1, 2**53 + 1, 2**62, 0.1, 5.0, -0.0, 1e-300, 1.7e308, True, False, (), ("a",), ("b", "a", "b"), ("",), "2019", "2019-05", "2019-05-13"],
    ids=repr,
)
def test_numbers_truth_lists_and_dates_as_written(database: Database, value: Value) -> None:
    put(database, [company("a", value=value)])
    found = reads.entities(database, ["a"])["a"].properties["value"]
    assert (found, type(found)) == (value, type(value))
    assert put(database, [company("a", value=value)]).sequence == 1


def test_dates_of_relationships_stay_as_written(database: Database) -> None:
    edge = Relationship("a", "SUPPLIES", "a", "b", since=parse_date("2019"), until=parse_date("2021-02"), observed_on=parse_date("2020-06-30"))
    put(database, [company("a"), company("b")], [edge])
    assert reads.relationships(database, ["a"])["a"] == edge


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=20, unique=True))
def test_any_text_is_an_id_of_its_own(database: Database, texts: list[str]) -> None:
    put(database, [company(text, evidence=text) for text in texts])
    found = reads.entities(database, texts)
    assert {id: entity.properties["evidence"] for id, entity in found.items()} == {text: text for text in texts}
