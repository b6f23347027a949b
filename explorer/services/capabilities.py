"""What the members of a structure can do and make together: the whole answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from explorer.analysis.capabilities import Held, Wanted, coverage, members_of
from explorer.analysis.opportunities import is_co_export
from explorer.domain.dates import today
from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.ends import named
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldFact, entity_json
from explorer.texts import Texts
from explorer.texts import capabilities as phrases


@dataclass(frozen=True, slots=True)
class ToldHeld:
    """A capability and who holds it, each with the facts that say so."""

    capability: Entity
    holders: tuple[tuple[Entity, tuple[ToldFact, ...]], ...]

    @property
    def rests_on_one(self) -> bool:
        return len(self.holders) == 1

    def as_json(self) -> dict[str, Any]:
        return {"capability": entity_json(self.capability), "holders": [entity_json(holder) for holder, _ in self.holders], "only_one": self.rests_on_one}


@dataclass(frozen=True, slots=True)
class Gap:
    """What an open call seeks that no member holds. `elsewhere`: how many others hold it."""

    call: Entity
    lot: str | None
    thing: Entity
    elsewhere: int

    def as_json(self) -> dict[str, Any]:
        return {"opportunity": entity_json(self.call), "lot": self.lot, "capability": entity_json(self.thing), "holders_elsewhere": self.elsewhere}


@dataclass(frozen=True, slots=True)
class Place:
    """A city (None: not known), the members there and what they can do."""

    city: Entity | None
    members: tuple[Entity, ...]
    capabilities: tuple[Entity, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "city": entity_json(self.city) if self.city else None,
            "members": [entity_json(member) for member in self.members],
            "capabilities": [entity_json(capability) for capability in self.capabilities],
        }


@dataclass(frozen=True, slots=True)
class Map:
    """`silent`: members of which no capability is known."""

    structure: Entity
    members: tuple[Entity, ...]
    held: tuple[ToldHeld, ...]
    gaps: tuple[Gap, ...]
    silent: tuple[Entity, ...]
    places: tuple[Place, ...]
    explanation: str
    as_of: date

    @property
    def most(self) -> int:
        """Holders of what most hold."""
        return max((len(held.holders) for held in self.held), default=0)

    def as_json(self) -> dict[str, Any]:
        return {
            "structure": entity_json(self.structure),
            "members": len(self.members),
            "capabilities": [held.as_json() for held in self.held],
            "gaps": [gap.as_json() for gap in self.gaps],
            "silent": [entity_json(member) for member in self.silent],
            "cities": [place.as_json() for place in self.places],
        }


def map_capabilities(snapshot: Snapshot, text: str, t: Texts, *, as_of: date | None = None) -> Map:
    """Answer for a structure by id or name. Raises BadInput, NotFound or Ambiguous, in the words of `t`, where it cannot be understood."""
    day, facts = as_of or today(), snapshot.facts
    structure = named(snapshot.names, text, t, "structure")
    if structure.label != "Structure":
        raise BadInput(t.gettext("%(name)s is no structure: name a cluster, a chamber or a federation.", name=structure.name), {"structure": [structure.id]})
    calls = [id for id in facts.bearing("Opportunity") if not is_co_export(facts.entities[id])]
    found = coverage(facts, members_of(facts, structure.id, day), calls, day)
    teller, entities = Teller(facts, t, day), facts.entities

    def told(held: Held) -> ToldHeld:
        by = tuple((entities[id], tuple(map(teller.fact, chain))) for id, chain in sorted(held.holders.items()))
        return ToldHeld(entities[held.capability], by)

    def gap(wanted: Wanted) -> Gap:
        return Gap(entities[wanted.call], wanted.lot, entities[wanted.thing], wanted.elsewhere)

    return Map(
        structure=structure,
        members=tuple(entities[id] for id in found.members),
        held=tuple(map(told, found.held)),
        gaps=tuple(map(gap, found.wanted)),
        silent=tuple(entities[id] for id in found.silent),
        places=tuple(
            Place(
                entities[city] if city else None,
                tuple(entities[id] for id in sorted(there)),
                tuple(entities[held.capability] for held in found.held if not there.isdisjoint(held.holders)),
            )
            for city, there in found.by_city.items()
        ),
        explanation=phrases.explanation(
            t, structure.name, len(found.members), len(found.held), sum(held.rests_on_one for held in found.held), len(found.wanted)
        ),
        as_of=day,
    )
