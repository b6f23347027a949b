"""Reading the CSV pair of a data set straight into facts, for measuring: no checks, no ids made."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from explorer.domain.facts import Facts
from explorer.domain.identity import relationship_id
from explorer.domain.kinds import Kind, Property
from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import node_properties, relationship_properties


def read_facts(folder: Path) -> Facts:
    return Facts(map(_entity, _rows(folder / "nodes.csv")), map(_relationship, _rows(folder / "edges.csv")))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: text for name, text in row.items() if text}


def _entity(row: Mapping[str, str]) -> Entity:
    return Entity(row["id"], row["label"], row["name"], _values(node_properties(row["label"]), row))


def _relationship(row: Mapping[str, str]) -> Relationship:
    values = _values(relationship_properties(row["type"]), row)
    id = relationship_id(row["type"], row["source"], row["target"], values)
    return Relationship.from_properties(id, row["type"], row["source"], row["target"], values)


def _values(known: Mapping[str, Property], row: Mapping[str, str]) -> dict[str, Value]:
    return {name: _value(known[name].kind, text) for name, text in row.items() if name in known}


def _value(kind: Kind, text: str) -> Value:
    if kind is Kind.NUMBER:
        return float(text)
    return int(text) if kind in (Kind.INTEGER, Kind.YEAR) else text
