"""How many there are of what: kept while records are read, and put right where some of them changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from explorer.domain.records import Entity, Relationship


@dataclass(frozen=True, slots=True)
class Tally:
    """Entities by shown label and by the country they say, relationships by type, and both by the document they name (“”: those that name none).

    `marks`: entities that are `synthetic`, people who have `objects`.
    """

    labels: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    entity_documents: Counter[str] = field(default_factory=Counter)
    relationship_documents: Counter[str] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, entities: Iterable[Entity], relationships: Iterable[Relationship]) -> Self:
        return cls().adjusted(entities, relationships, ())

    def adjusted(self, entities: Iterable[Entity], relationships: Iterable[Relationship], gone: Iterable[Entity | Relationship]) -> Self:
        """With these counted too, and those `gone` no more."""
        made = type(self)(*(Counter(counter) for counter in self.counters()))
        for entity in entities:
            made.count_entity(entity)
        for relationship in relationships:
            made.count_relationship(relationship)
        for record in gone:
            if isinstance(record, Entity):
                made.count_entity(record, -1)
            else:
                made.count_relationship(record, -1)
        return type(self)(*(+counter for counter in made.counters()))

    def count_entity(self, entity: Entity, times: int = 1) -> None:
        self.labels[entity.shown_label] += times
        self.entity_documents[entity.text("source_document") or ""] += times
        if country := entity.text("country"):
            self.countries[country] += times
        if entity.properties.get("synthetic") is True:
            self.marks["synthetic"] += times
        if entity.objects:
            self.marks["objects"] += times

    def count_relationship(self, relationship: Relationship, times: int = 1) -> None:
        self.types[relationship.type] += times
        self.relationship_documents[relationship.source_document or ""] += times

    def counters(self) -> tuple[Counter[str], ...]:
        return self.labels, self.countries, self.types, self.entity_documents, self.relationship_documents, self.marks


@dataclass(frozen=True, slots=True)
class Dated:
    """How many relationships have a date that is not after a day, how many have none, and the oldest and the latest of each one's latest date."""

    dated: int = 0
    undated: int = 0
    oldest: date | None = None
    latest: date | None = None

    @classmethod
    def of(cls, relationships: Iterable[Relationship], day: date) -> Self:
        dates = [r.latest_date_at(day) for r in relationships]
        known = [d for d in dates if d is not None]
        return cls(len(known), len(dates) - len(known), min(known, default=None), max(known, default=None))

    def and_(self, other: "Dated") -> "Dated":
        oldest = [d for d in (self.oldest, other.oldest) if d is not None]
        latest = [d for d in (self.latest, other.latest) if d is not None]
        return Dated(self.dated + other.dated, self.undated + other.undated, min(oldest, default=None), max(latest, default=None))
