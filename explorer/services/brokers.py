"""On whom a territory, the members of a structure, or the whole network rests: the actors that introductions among them depend on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Final

from explorer.domain.answers import DEFAULT_HOPS, Loss
from explorer.domain.dates import today
from explorer.domain.records import Entity
from explorer.domain.strength import factor_of
from explorer.network.ends import actors_within
from explorer.services.absence import severity
from explorer.services.bounds import check_from_one
from explorer.services.ends import asked_place
from explorer.services.snapshot import Snapshot
from explorer.services.told import entity_json
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts import brokers as phrases

DEFAULT_LIMIT: Final = 10
MOST_TOLD: Final = 100
MOST_ACTORS: Final = 40
"""Whose pairs are looked at: the best connected. Each pair costs a search, and one more for everybody its best path goes through."""
MOST_LOSSES: Final = 3
"""Of each, told by name; the numbers count them all."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """A pair whose best introduction goes through somebody. Scores from 0 to 1; `left` is None where no path of at most `DEFAULT_HOPS` ties remains."""

    source: Entity
    target: Entity
    today: float
    left: float | None

    def as_json(self) -> dict[str, Any]:
        return {"source": entity_json(self.source), "target": entity_json(self.target), "today": self.today, "left": self.left}


@dataclass(frozen=True, slots=True)
class Broker:
    """Somebody that introductions go through. `through`: how many best ones; `lost`, `weaker`: how many pairs would have none, or a weaker one."""

    entity: Entity
    through: int
    lost: int
    weaker: int
    worst: tuple[Dependence, ...]
    sentence: str

    def as_json(self) -> dict[str, Any]:
        return {
            "entity": entity_json(self.entity),
            "through": self.through,
            "lost": self.lost,
            "weaker": self.weaker,
            "worst": [each.as_json() for each in self.worst],
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Brokers:
    """`place`: None for the whole network. `actors`: how many it has, of whom `looked_at` are asked about; `pairs` of these are joined today.

    `total` people and organisations stand in between; `told` of them, those most depended on first.
    """

    place: Entity | None
    actors: int
    looked_at: tuple[Entity, ...]
    pairs: int
    total: int
    told: tuple[Broker, ...]
    explanation: str
    sequence: int
    as_of: date

    def as_json(self) -> dict[str, Any]:
        return {
            "place": entity_json(self.place) if self.place else None,
            "actors": self.actors,
            "looked_at": [entity_json(entity) for entity in self.looked_at],
            "pairs": self.pairs,
            "total": self.total,
            "results": [broker.as_json() for broker in self.told],
            "explanation": self.explanation,
            "as_of": self.as_of.isoformat(),
            "snapshot": self.sequence,
        }


@dataclass(frozen=True, slots=True)
class _Found:
    actors: int
    looked_at: tuple[str, ...]
    pairs: int
    losses: Mapping[str, Sequence[Loss]]


def find_brokers(snapshot: Snapshot, text: str | None, t: Texts, *, limit: int = DEFAULT_LIMIT, as_of: date | None = None) -> Brokers:
    """Of a place or structure by id or name, or of everything. Raises BadInput, NotFound or Ambiguous where it cannot be understood."""
    day = as_of or today()
    check_from_one("limit", limit, MOST_TOLD, t)
    place = asked_place(snapshot.names, text, t) if text else None
    snapshot, found = willing(snapshot, lambda now: look(now, place, day), _people)
    entities = snapshot.facts.entities
    ranked = sorted(found.losses.items(), key=lambda each: depended_on(*each))
    told = tuple(_broker(entities, id, losses, t) for id, losses in ranked[:limit])
    return Brokers(
        place=place,
        actors=found.actors,
        looked_at=tuple(entities[id] for id in found.looked_at),
        pairs=found.pairs,
        total=len(found.losses),
        told=told,
        explanation=phrases.explanation(t, place, actors=found.actors, looked_at=len(found.looked_at), pairs=found.pairs, brokers=len(found.losses)),
        sequence=snapshot.sequence,
        as_of=day,
    )


def look(snapshot: Snapshot, place: Entity | None, day: date) -> _Found:
    facts = snapshot.facts
    there = facts.willing if place is None else actors_within(facts, place.id, day)
    ids = tuple(facts.best_connected(there, MOST_ACTORS))
    joined, losses = snapshot.engine.dependence(combinations(ids, 2), day, DEFAULT_HOPS)
    return _Found(len(there), ids, joined, losses)


def depended_on(id: str, losses: Sequence[Loss]) -> tuple[int, float, str]:
    """Those without whom most pairs have no introduction at all first, then by how much weaker the best ones get in all."""
    return -sum(loss.after is None for loss in losses), -sum(_weaker_by(loss) for loss in losses), id


def _weaker_by(loss: Loss) -> float:
    return _score(loss.before) - _score(loss.after)


def _score(cost: int | None) -> float:
    return 0.0 if cost is None else factor_of(cost)


def _broker(entities: Mapping[str, Entity], id: str, losses: Sequence[Loss], t: Texts) -> Broker:
    lost = sum(loss.after is None for loss in losses)
    weaker = sum(loss.after is not None and loss.after != loss.before for loss in losses)
    worst = tuple(
        Dependence(entities[loss.source], entities[loss.target], _score(loss.before), None if loss.after is None else factor_of(loss.after))
        for loss in sorted(losses, key=severity)[:MOST_LOSSES]
        if loss.after != loss.before
    )
    return Broker(entities[id], len(losses), lost, weaker, worst, phrases.broker(t, len(losses), lost, weaker))


def _people(snapshot: Snapshot, found: _Found) -> Iterator[str]:
    """Everybody the answer may name."""
    return (id for id in {*found.looked_at, *found.losses} if snapshot.facts.entities[id].label == "Person")
