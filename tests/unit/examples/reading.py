"""Reads an example folder with nothing but the csv module and the vocabulary."""

import csv
from functools import cache
from typing import TypeAlias

from explorer.domain.facts import Facts
from explorer.domain.identity import relationship_id
from explorer.domain.kinds import Kind, Property
from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import node_properties, relationship_properties
from explorer.examples import example_folder

Row: TypeAlias = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of `nodes` or `edges`, empty cells left out."""
    with (example_folder() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple({column: cell for column, cell in row.items() if cell} for row in csv.DictReader(file, strict=True))


def labels() -> dict[str, str]:
    return {row["id"]: row["label"] for row in rows("nodes")}


def properties(row: Row) -> Row:
    """What a row says besides who it is about."""
    return {column: cell for column, cell in row.items() if column not in ("id", "label", "name", "source", "target", "type")}


def allowed(row: Row) -> dict[str, Property]:
    return dict(node_properties(row["label"]) if "label" in row else relationship_properties(row["type"]))


def values(row: Row) -> dict[str, Value]:
    return {column: _value(allowed(row)[column].kind, cell) for column, cell in properties(row).items()}


def _value(kind: Kind, cell: str) -> Value:
    if kind is Kind.LIST:
        return tuple(cell.split("|"))
    if kind in (Kind.INTEGER, Kind.YEAR):
        return int(cell)
    return float(cell) if kind is Kind.NUMBER else cell


def edge_id(row: Row) -> str:
    return relationship_id(row["type"], row["source"], row["target"], values(row))


def facts() -> Facts:
    entities = [Entity(row["id"], row["label"], row["name"], values(row)) for row in rows("nodes")]
    relationships = [Relationship.from_properties(edge_id(row), row["type"], row["source"], row["target"], values(row)) for row in rows("edges")]
    return Facts(entities, relationships)
