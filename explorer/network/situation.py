"""Where an entity stands: the cities, countries and sectors two entities can have in common."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from explorer.domain.countries import country_id
from explorer.domain.facts import Facts
from explorer.domain.kinds import PLACES
from explorer.domain.records import Entity

SITUATING: Final = ("LOCATED_IN", "OPERATES_IN", "ACTIVE_IN")
SHARED_LABELS: Final = frozenset({"City", "Country", "Sector"})


def situation(facts: Facts, id: str, day: date) -> frozenset[str]:
    """Ids of the cities, countries and sectors of an entity on that day; a place or sector is among its own. Empty for an unknown id."""
    entity = facts.entities.get(id)
    if entity is None:
        return frozenset()
    found = set(_countries(entity))
    around = [id, *(r.target for r in facts.outgoing(id, *SITUATING, on=day))]
    for place in (place for start in around for place in _upwards(facts, start, day)):
        found.update(_countries(place))
        if place.label in SHARED_LABELS:
            found.add(place.id)
    return frozenset(found)


def _upwards(facts: Facts, id: str, day: date) -> Iterator[Entity]:
    """An entity, and where it is a place, the larger places it is part of, at any depth."""
    seen = {id}
    waiting = [id]
    while waiting:
        place = facts.entities[waiting.pop()]
        yield place
        if place.label in PLACES:
            larger = {r.target for r in facts.outgoing(place.id, "PART_OF", on=day)} - seen
            seen |= larger
            waiting.extend(larger)


def _countries(entity: Entity) -> Iterator[str]:
    if code := entity.text("country"):
        yield country_id(code)
