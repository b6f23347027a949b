"""The network as a map sees it: cities with coordinates, what is located there, and what runs between them, counted. Nobody is named."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.services.graph import MOST_TIES
from explorer.services.snapshot import Snapshot
from explorer.services.told import entity_json

MOST_PLACES: Final = 2_000
MOST_LOCATED: Final = 100_000
"""Entities looked at for what runs between places; with more, `Places.complete` is false."""
FLOWS: Final = frozenset({"Event", "Project", "Programme"})
"""What people and organisations come to: missions, mobilities, projects."""


@dataclass(frozen=True, slots=True)
class Place:
    """A city, how many relationships it has itself (twin towns, what is located there), and how many entities of each label are located there."""

    city: Entity
    degree: int
    located: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.located.values())

    def as_json(self) -> dict[str, Any]:
        p = self.city.properties
        return entity_json(self.city) | {
            "country": self.city.text("country"), "lat": p["lat"], "lon": p["lon"], "degree": self.degree, "located": self.total, "kinds": dict(self.located)
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arc:
    """What runs between two places: `twin` towns, a `flow` of those who come to something held there (from source to target), or a `tie`; `types` counts."""

    source: Entity
    target: Entity
    kind: str
    types: Mapping[str, int]

    @property
    def n(self) -> int:
        return sum(self.types.values())

    def as_json(self) -> dict[str, Any]:
        return {"source": self.source.id, "target": self.target.id, "kind": self.kind, "n": self.n, "types": dict(self.types)}


@dataclass(frozen=True, slots=True)
class Places:
    """The best-connected places, and what runs between them, the most first. `total`: cities with coordinates; `unplaced`: cities without."""

    places: tuple[Place, ...]
    arcs: tuple[Arc, ...]
    total: int
    unplaced: int
    complete: bool
    sequence: int

    def as_json(self) -> dict[str, Any]:
        return {
            "places": [place.as_json() for place in self.places],
            "arcs": [arc.as_json() for arc in self.arcs],
            "total": self.total,
            "unplaced": self.unplaced,
            "complete": self.complete,
            "snapshot": self.sequence,
        }


def places(snapshot: Snapshot, *, country: str | None = None, limit: int = 300, as_of: date | None = None) -> Places:
    """Those of a country, or all. What is located in a city is what is there on that day."""
    facts, day = snapshot.facts, as_of or today()
    cities = facts.bearing("City") & facts.saying_country(country.upper()) if country else facts.bearing("City")
    every = [facts.entities[id] for id in facts.best_connected(cities, len(cities) or 1)]
    placed = [city for city in every if city.point]
    shown = {city.id: city for city in placed[:limit]}
    where = located(facts, shown, day)
    ties = list(islice((r for r in facts.inside(frozenset(where)) if r.type != "LOCATED_IN" and r.open_at(day)), MOST_TIES + 1))
    there: dict[str, Counter[str]] = {}
    for other, city in where.items():
        if other != city:
            there.setdefault(city, Counter())[facts.entities[other].shown_label] += 1
    return Places(
        places=tuple(Place(city, facts.degree(id), there.get(id, Counter())) for id, city in shown.items()),
        arcs=tuple(arcs(facts, where, ties[:MOST_TIES])),
        total=len(placed),
        unplaced=len(every) - len(placed),
        complete=len(ties) <= MOST_TIES and len(where) <= MOST_LOCATED,
        sequence=snapshot.sequence,
    )


def located(facts: Facts, cities: Mapping[str, Entity], day: date) -> Mapping[str, str]:
    """The city of everything located in one of these, and of each of these; the first by id of what has several. Nobody who objects."""
    where = {id: id for id in cities}
    for city in sorted(cities):
        if len(where) > MOST_LOCATED:
            break
        for id in facts.sources({city}, ("LOCATED_IN",), day) - facts.objectors:
            where.setdefault(id, city)
    return where


def arcs(facts: Facts, where: Mapping[str, str], ties: list[Relationship]) -> Iterator[Arc]:
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for r in ties:
        a, b = where[r.source], where[r.target]
        if a == b:
            continue
        kind = "twin" if r.type == "TWINNED_WITH" else "flow" if facts.entities[r.target].label in FLOWS else "tie"
        source, target = (a, b) if kind == "flow" or a < b else (b, a)
        counts.setdefault((source, target, kind), Counter())[r.type] += 1
    for (source, target, kind), types in sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])):
        yield Arc(facts.entities[source], facts.entities[target], kind, types)
