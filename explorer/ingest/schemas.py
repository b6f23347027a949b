"""One marshmallow schema for each label and each type, made from the vocabulary's tables."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from marshmallow import EXCLUDE, Schema, ValidationError

from explorer.domain.identity import IDENTIFIERS
from explorer.domain.kinds import Kind, Property
from explorer.domain.vocabulary import LABELS, TYPES, node_properties, relationship_properties
from explorer.ingest.problems import Problem, shown
from explorer.ingest.tables import Row, Table
from explorer.ingest.values import Boolean, Cell, Choice, Country, Day, Id, Identifier, Integer, Items, Name, Number, Year

REFERENCES: Final = MappingProxyType({"contact": "Person", "event": "Event"})
"""Properties that hold the id of an entity, and its label."""


def _text(property: Property) -> Cell:
    if property.name in IDENTIFIERS:
        return Identifier(property.name)
    if property.name in REFERENCES:
        return Id()
    return Choice(property.choices) if property.choices else Cell()


_FIELDS: Final[Mapping[Kind, Callable[[Property], Cell]]] = MappingProxyType(
    {
        Kind.TEXT: _text,
        Kind.LIST: lambda p: Items(Choice(p.choices) if p.choices else Cell()),
        Kind.FIRST_DAY: lambda _: Day(),
        Kind.LAST_DAY: lambda _: Day(),
        Kind.INTEGER: lambda p: Integer(p.low, p.high),
        Kind.NUMBER: lambda p: Number(p.low, p.high),
        Kind.BOOLEAN: lambda _: Boolean(),
        Kind.COUNTRY: lambda _: Country(),
        Kind.YEAR: lambda _: Year(),
    }
)


def _schema(name: str, properties: Mapping[str, Property], own: Mapping[str, Cell]) -> Schema:
    fields: dict[str, Any] = {**own, **{p.name: _FIELDS[p.kind](p) for p in properties.values()}}
    return Schema.from_dict(fields, name=name)(unknown=EXCLUDE)


NODE_SCHEMAS: Final[Mapping[str, Schema]] = MappingProxyType(
    {label: _schema(label, node_properties(label), {"id": Id(), "name": Name(required=True)}) for label in LABELS}
)
EDGE_SCHEMAS: Final[Mapping[str, Schema]] = MappingProxyType(
    {type_: _schema(type_, relationship_properties(type_), {"id": Id(), "source": Id(required=True), "target": Id(required=True)}) for type_ in TYPES}
)


def read_row(schema: Schema, table: Table, row: Row) -> tuple[dict[str, Any], list[Problem]]:
    """What could be read of a row, and what could not."""
    try:
        return schema.load(row.cells), []
    except ValidationError as error:
        messages: Mapping[str, list[Any]] = error.messages  # type: ignore[assignment]  # by field, as we load mappings only
        return dict(error.valid_data or {}), [cell_problem(table, row, column, found) for column, (found, *_) in messages.items()]


def cell_problem(table: Table, row: Row, column: str, found: Any) -> Problem:
    """`found`: what a field said, or just a code."""
    told = found if isinstance(found, dict) else {"code": found, "details": {}}
    written = row.cells.get(column)
    return Problem(told["code"], table.name, row.number, table.column(column), None if written is None else shown(written), told["details"])
