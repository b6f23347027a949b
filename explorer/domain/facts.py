"""Everything the database holds at one moment, indexed for looking around."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from explorer.domain.records import Entity, Relationship


class Facts:
    """Entities by id and relationships by end, as of change number `sequence`. Not to be changed once made."""

    def __init__(self, entities: Iterable[Entity], relationships: Iterable[Relationship], sequence: int = 0) -> None:
        self.sequence = sequence
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self.relationships: Sequence[Relationship] = tuple(relationships)

    @cached_property
    def _by_end(self) -> Mapping[str, Sequence[Relationship]]:
        by_end: dict[str, list[Relationship]] = defaultdict(list)
        for relationship in self.relationships:
            by_end[relationship.source].append(relationship)
            by_end[relationship.target].append(relationship)
        return by_end

    def of(self, id: str) -> Sequence[Relationship]:
        """The relationships an entity is an end of."""
        return self._by_end.get(id, ())

    def outgoing(self, id: str, *types: str) -> Iterator[Relationship]:
        return (r for r in self.of(id) if r.source == id and r.type in types)

    def incoming(self, id: str, *types: str) -> Iterator[Relationship]:
        return (r for r in self.of(id) if r.target == id and r.type in types)

    def contacts(self, organisation: str, day: date) -> list[Entity]:
        """People with an open post there on that day who can be named: nobody who objected."""
        people = (self.entities[r.source] for r in self.incoming(organisation, "WORKS_AT") if r.open_at(day))
        return sorted({person.id: person for person in people if not person.objects}.values(), key=lambda person: person.id)
