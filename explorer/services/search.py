"""Finding entities by name: by kind, with where they are and how connected they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.services.snapshot import Snapshot
from explorer.services.told import entity_json


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity found, the city it is in, and its number of stored relationships."""

    entity: Entity
    city: Entity | None
    ties: int

    def as_json(self) -> dict[str, Any]:
        return {"entity": entity_json(self.entity), "city": entity_json(self.city) if self.city else None, "ties": self.ties}


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what was found. `total`: of the labels asked for; `by_label`: how many of each shown label, whatever was asked."""

    total: int
    hits: tuple[Hit, ...]
    by_label: Mapping[str, int]


def search(snapshot: Snapshot, text: str, *, labels: Sequence[str] = (), skip: int = 0, limit: int = 20) -> SearchPage:
    """Those whose names match, closest first, then the most connected. `labels` may name second labels (PME, GrandGroupe)."""
    found = snapshot.names.search(text)
    kept = found.having(labels)
    hits = tuple(Hit(entity, city_of(snapshot.facts, entity), snapshot.facts.degree(entity.id)) for entity in kept[skip : skip + limit])
    return SearchPage(len(kept), hits, found.by_label())


def city_of(facts: Facts, entity: Entity) -> Entity | None:
    """Where it is located, the first by id where there are several."""
    cities = sorted(r.target for r in facts.outgoing(entity.id, "LOCATED_IN"))
    return facts.entities[cities[0]] if cities else None
