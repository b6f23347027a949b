"""What is written as tables is read back as it was."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.countries import COUNTRY_CODES
from explorer.domain.kinds import Kind, Property
from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import LABELS, TYPES, node_properties, relationship_properties
from explorer.ingest import read_files
from explorer.ingest.schemas import REFERENCES
from tests.unit.ingest.conftest import held
from tests.unit.ingest.tables_of import edges_table, nodes_table

VALID = {
    "siren": ["732829320"],
    "siret": ["73282932000074"],
    "vat": ["FR44732829320", "GB980780684"],
    "lei": ["213800KUD8LAJWSQ9D15"],
}
"""Identifiers with right check digits."""
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20).filter(lambda t: not t.isspace())
words = text.map(str.strip).filter(bool)
items = text.map(lambda t: t.replace("|", "").strip()).filter(bool)
days = st.dates().map(str)
dates = st.one_of(days, days.map(lambda d: d[:7]), days.map(lambda d: d[:4]))


def values(p: Property) -> st.SearchStrategy[Value]:
    if p.name in VALID:
        return st.sampled_from(VALID[p.name])
    if p.kind is Kind.LIST:
        return st.lists(st.sampled_from(p.choices) if p.choices else items, min_size=1, max_size=3).map(tuple)
    if p.choices:
        return st.sampled_from(p.choices)
    low, high = p.low if p.low is not None else -1e12, p.high if p.high is not None else 1e12
    by_kind: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.TEXT: text,
        Kind.FIRST_DAY: dates,
        Kind.LAST_DAY: dates,
        Kind.INTEGER: st.integers(int(low), int(high)),
        Kind.NUMBER: st.floats(low, high),
        Kind.BOOLEAN: st.booleans(),
        Kind.COUNTRY: st.sampled_from(sorted(COUNTRY_CODES)),
        Kind.YEAR: st.integers(1000, 9999),
    }
    return by_kind[p.kind]


ENDINGS = {"until", "ends_on", "closes_on", "retain_until"}
"""Left out, so that no two dates are the wrong way round."""


def properties(of: dict[str, Property]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={name: values(p) for name, p in of.items() if name not in REFERENCES and name not in ENDINGS})


@st.composite
def entity(draw: st.DrawFn, number: int) -> Entity:
    label = draw(st.sampled_from(sorted(set(LABELS) - {"Country"})))
    return Entity(f"{label}:{number}", label, draw(words), draw(properties(dict(node_properties(label)))))


@st.composite
def network(draw: st.DrawFn) -> tuple[list[Entity], list[Relationship]]:
    entities = [draw(entity(number)) for number in range(draw(st.integers(2, 6)))]
    relationships: list[Relationship] = []
    for source in entities:
        for target in entities:
            types = sorted(name for name, type_ in TYPES.items() if type_.allows(source.label, target.label))
            if source is target or not types or not draw(st.booleans()):
                continue
            type_ = draw(st.sampled_from(types))
            given = draw(properties(dict(relationship_properties(type_))))
            relationships.append(Relationship.from_properties(f"r{len(relationships)}", type_, source.id, target.id, given))
    return entities, relationships


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(network(), st.sampled_from(",;\t"))
def test_a_network_written_as_tables_is_read_back(tmp_path: Path, drawn: tuple[list[Entity], list[Relationship]], delimiter: str) -> None:
    entities, relationships = drawn
    (tmp_path / "nodes.csv").write_text(nodes_table(entities, delimiter), encoding="utf-8", newline="")
    (tmp_path / "edges.csv").write_text(edges_table(relationships, delimiter), encoding="utf-8", newline="")
    reading = read_files([tmp_path], held({}))
    assert reading.problems == ()
    assert [replace(e, origin=None) for e in reading.entities] == entities
    assert [replace(r, origin=None) for r in reading.relationships] == relationships
