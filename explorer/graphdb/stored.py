"""Between what the database holds and the domain's entities and relationships. Dates stay text as written; lists become tuples."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import LABELS

_OWN_FIELDS = ("id", "name", "origin", "created_at", "updated_at")


def entity(labels: Sequence[str], properties: Mapping[str, Any]) -> Entity:
    """The servers give labels in different orders; only one of them is a main label."""
    values = _values(properties)
    own: dict[str, Any] = {name: values.pop(name, None) for name in _OWN_FIELDS}
    return Entity(label=next(label for label in labels if label in LABELS), properties=MappingProxyType(values), **own)


def relationship(row: Mapping[str, Any]) -> Relationship:
    values = _values(row["properties"])
    values.pop("id", None)
    return Relationship.from_properties(row["id"], row["type"], row["source"], row["target"], values)


def entity_properties(entity: Entity) -> dict[str, Any]:
    """Its properties as the node holds them, times aside."""
    own = {"id": entity.id, "name": entity.name} | ({"origin": entity.origin} if entity.origin is not None else {})
    return _storable(entity.properties) | own


def relationship_properties(relationship: Relationship) -> dict[str, Any]:
    return _storable(relationship.flat()) | {"id": relationship.id}


def given_properties(relationship: Relationship) -> dict[str, Any]:
    """What a known relationship is to take over."""
    return _storable(relationship.given()) | {"id": relationship.id}


def _values(properties: Mapping[str, Any]) -> dict[str, Value]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in properties.items()}


def _storable(properties: Mapping[str, Value]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}
