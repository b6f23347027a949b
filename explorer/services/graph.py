"""Part of the network as it is drawn, listed and exported: entities with what situates them, and stored ties with the strength of each pair."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from explorer.domain.dates import PartialDate, today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.strength import CAP, COURTESY_COST, factor_of
from explorer.domain.vocabulary import TYPES
from explorer.services.search import city_of
from explorer.services.snapshot import Snapshot
from explorer.services.told import entity_json

MOST_DRAWN: Final = 10_000
"""Entities in one drawing."""
MOST_TIES: Final = 100_000
"""Ties in one drawing: with more, `Graph.complete` is false."""
MOST_SECTORS: Final = 12
"""Named for one entity."""
KINDS: Final[Mapping[str, str]] = {
    "Person": "person",
    "Company": "company",
    "PME": "company",
    "GrandGroupe": "group",
    "Structure": "structure",
    "City": "place",
    "Territory": "place",
    "Country": "place",
    "Event": "event",
    "Programme": "programme",
    "Project": "project",
    "Opportunity": "need",
    "Sector": "field",
    "Capability": "field",
    "Figure": "figure",
}
"""What a shown label is drawn as."""
_COUNTRY_ID: Final = "country:"


@dataclass(frozen=True, slots=True)
class Node:
    """An entity with the number of its relationships, where it is, and what it is active in."""

    entity: Entity
    degree: int
    city: Entity | None
    sectors: tuple[str, ...]

    @property
    def country(self) -> str | None:
        if self.entity.label == "Country":
            return self.entity.id.removeprefix(_COUNTRY_ID) if self.entity.id.startswith(_COUNTRY_ID) else None
        return self.entity.text("country") or (self.city.text("country") if self.city else None)

    def as_json(self) -> dict[str, Any]:
        place = self.city or self.entity
        return entity_json(self.entity) | {
            "kind": KINDS[self.entity.shown_label],
            "short_name": self.entity.text("short_name"),
            "degree": self.degree,
            "city": self.city.name if self.city else None,
            "country": self.country,
            "lat": place.properties.get("lat"),
            "lon": place.properties.get("lon"),
            "sectors": list(self.sectors),
            "objects": self.entity.objects,
        }


@dataclass(frozen=True, slots=True)
class Edge:
    """One stored relationship. `strength`: of the whole tie of its ends, None where it introduces nobody. `years`: first and last it tells of."""

    relationship: Relationship
    introduces: bool
    strength: float | None
    years: tuple[int | None, int | None]

    def as_json(self) -> dict[str, Any]:
        r = self.relationship
        return {
            "id": r.id,
            "source": r.source,
            "target": r.target,
            "type": r.type,
            "symmetric": TYPES[r.type].symmetric,
            "introduces": self.introduces,
            "strength": self.strength,
            "since": r.since.text if r.since else None,
            "until": r.until.text if r.until else None,
            "year_from": self.years[0],
            "year_to": self.years[1],
            "status": r.status,
            "source_document": r.source_document,
        }


@dataclass(frozen=True, slots=True)
class Graph:
    """`missing`: ids asked for that nothing has, or somebody who asked not to be named. `complete`: no tie was left out."""

    nodes: tuple[Node, ...]
    ties: tuple[Edge, ...]
    missing: tuple[str, ...]
    complete: bool
    sequence: int

    def as_json(self) -> dict[str, Any]:
        return {
            "nodes": [node.as_json() for node in self.nodes],
            "ties": [tie.as_json() for tie in self.ties],
            "missing": list(self.missing),
            "complete": self.complete,
            "snapshot": self.sequence,
        }


def people(_: Snapshot, graph: Graph) -> Iterator[str]:
    return (node.entity.id for node in graph.nodes if node.entity.label == "Person")


def drawn(snapshot: Snapshot, ids: Iterable[str], as_of: date | None, type: str | None = None) -> Graph:
    """Those of these entities that do not object, and the ties among them: all, or of one type. As of a day: those begun by then."""
    facts, day = snapshot.facts, as_of or today()
    asked = list(dict.fromkeys(ids))
    entities = {id: entity for id in asked if (entity := facts.entities.get(id)) is not None and not entity.objects}
    found = (r for r in facts.inside(frozenset(entities)) if (as_of is None or r.exists_at(day)) and type in (None, r.type))
    relationships = list(islice(found, MOST_TIES + 1))
    strengths = strengths_among(snapshot, entities, relationships, day)
    return Graph(
        nodes=tuple(node_of(facts, entity) for entity in entities.values()),
        ties=tuple(edge(entities, r, strengths) for r in relationships[:MOST_TIES]),
        missing=tuple(id for id in asked if id not in entities),
        complete=len(relationships) <= MOST_TIES,
        sequence=snapshot.sequence,
    )


def strengths_among(snapshot: Snapshot, ids: Iterable[str], relationships: Iterable[Relationship], day: date) -> Mapping[tuple[str, str], float]:
    """Strengths of the ties among actors by their ends, the lesser first, from what passing them costs: to the eighth digit."""
    open_posts = {pair(r) for r in relationships if r.type == "WORKS_AT" and r.open_at(day)}
    costs = snapshot.engine.costs_among([*ids], day)
    return {ends: min(CAP, factor_of(cost - (0 if ends in open_posts else COURTESY_COST))) for ends, cost in costs.items()}


def pair(relationship: Relationship) -> tuple[str, str]:
    a, b = relationship.source, relationship.target
    return (a, b) if a < b else (b, a)


def edge(entities: Mapping[str, Entity], r: Relationship, strengths: Mapping[tuple[str, str], float]) -> Edge:
    source, target = entities[r.source], entities[r.target]
    introduces = TYPES[r.type].introduces(source.label, target.label)
    return Edge(r, introduces, strengths.get(pair(r)) if introduces else None, years(r, target))


def years(relationship: Relationship, target: Entity) -> tuple[int | None, int | None]:
    """The first and last year a relationship tells of; where it has no dates of its own, those of the event, project or programme it leads to."""
    begun, ended = relationship.since or relationship.observed_on, relationship.until
    if begun is None and ended is None:
        begun, ended = _dated(target, ("starts_on", "opens_on")), _dated(target, ("ends_on", "closes_on"))
    return begun.first.year if begun else None, ended.last.year if ended else None


def _dated(entity: Entity, names: Iterable[str]) -> PartialDate | None:
    return next((day for name in names if (day := entity.day(name))), None)


def node_of(facts: Facts, entity: Entity) -> Node:
    sectors = islice(facts.outgoing(entity.id, "ACTIVE_IN"), MOST_SECTORS)
    return Node(entity, facts.degree(entity.id), city_of(facts, entity), tuple(sorted(facts.entities[r.target].name for r in sectors)))
