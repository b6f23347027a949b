"""What is exported, and how it stands in rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

from explorer.domain.kinds import Kind, Property
from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import LABELS, TYPES, entity_label, node_properties, relationship_properties

Left: TypeAlias = Counter[str]
"""What a format has no place for, by label, type or a word of its own, and how often."""

NODE_PROPERTIES: Mapping[str, Property] = {name: p for label in LABELS for name, p in node_properties(label).items()}
EDGE_PROPERTIES: Mapping[str, Property] = {name: p for type_ in TYPES for name, p in relationship_properties(type_).items()}


TINTS: Final = ("#5a6963", "#0b62a4", "#a8410a", "#00694f", "#863a86", "#7a5a00", "#9c1f3c")
"""Of communities, as the canvas has them by day: small ones first, then by number."""


@dataclass(frozen=True)
class Look:
    """How somebody arranged it on a canvas, by id. `places` rise to the top of the sheet; `equal`: sizes say nothing.

    `sizes` are radii on the canvas, where they are known. `tints` are numbers of communities, 0 for a small one, where colours say those and not the kind.
    """

    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    tints: Mapping[str, int] = field(default_factory=dict)
    sizes: Mapping[str, float] = field(default_factory=dict)
    equal: bool = False


@dataclass(frozen=True)
class Exported:
    """Entities and the relationships among them, in the order they are written. `language` (fr or en) is that of the words of pages and drawings."""

    entities: Sequence[Entity]
    relationships: Sequence[Relationship]
    title: str = "Entremise"
    language: str = "fr"
    strengths: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Of introducing ties by their ends, the lesser first: for drawings."""
    degrees: Mapping[str, int] = field(default_factory=dict)
    """How many relationships each has in the whole network: for drawings."""
    look: Look = field(default_factory=Look)

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    def colour(self, id: str) -> str:
        """As `#` and six digits: of its community where somebody coloured by these, else of its kind."""
        tint = self.look.tints.get(id)
        return entity_label(self.by_id[id].shown_label).light if tint is None else TINTS[tint]

    def node_rows(self) -> Iterator[dict[str, Value]]:
        return map(node_row, self.entities)

    def edge_rows(self) -> Iterator[dict[str, Value]]:
        return map(edge_row, self.relationships)

    @cached_property
    def node_columns(self) -> tuple[str, ...]:
        """Those that hold anything, in the order of the vocabulary."""
        return _used(("id", "label", "name", *NODE_PROPERTIES), self.node_rows())

    @cached_property
    def edge_columns(self) -> tuple[str, ...]:
        return _used(("id", "source", "target", "type", *EDGE_PROPERTIES), self.edge_rows())

    def strength(self, relationship: Relationship) -> float | None:
        a, b = sorted((relationship.source, relationship.target))
        return self.strengths.get((a, b)) if TYPES[relationship.type].weight is not None else None


def node_row(entity: Entity) -> dict[str, Value]:
    known = node_properties(entity.label)
    return {"id": entity.id, "label": entity.label, "name": entity.name} | {name: value for name, value in entity.properties.items() if name in known}


def edge_row(r: Relationship) -> dict[str, Value]:
    known = relationship_properties(r.type)
    return {"id": r.id, "source": r.source, "target": r.target, "type": r.type} | {name: value for name, value in r.flat().items() if name in known}


def text(value: Value) -> str:
    """A value as a cell holds it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "|".join(value) if isinstance(value, tuple) else str(value)


def plain_type(column: str, properties: Mapping[str, Property]) -> str:
    """What a column of a typed format holds: string, double, long or boolean."""
    kinds = {Kind.NUMBER: "double", Kind.INTEGER: "long", Kind.YEAR: "long", Kind.BOOLEAN: "boolean"}
    return kinds.get(properties[column].kind, "string") if column in properties else "string"


def _used(columns: Sequence[str], rows: Iterator[dict[str, Value]]) -> tuple[str, ...]:
    held = {"id", "label", "name", "source", "target", "type"}.union(*rows)
    return tuple(column for column in dict.fromkeys(columns) if column in held)
