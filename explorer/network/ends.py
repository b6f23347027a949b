"""What an end of a question stands for: the actors an introduction can start from or lead to."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, TypeAlias

from explorer.domain.facts import Facts
from explorer.domain.identity import plain
from explorer.domain.records import Entity, Relationship
from explorer.network.situation import country_id

_Reading: TypeAlias = Callable[[Facts, str, date], Iterable[str]]


def actors_of(facts: Facts, entity_id: str, as_of: date) -> frozenset[str]:
    """The actors an entity stands for on that day; nobody who objected. Raises KeyError for an unknown id.

    An actor stands for itself, a place for who is there, an opportunity for who publishes it, a programme, event or project for who runs it or takes
    part, a sector for who is active in it, a capability for who offers it, each with its parts.
    """
    entity = facts.entities[entity_id]
    if entity.is_actor:
        return _willing(facts, {entity_id})
    reading = _READINGS.get(entity.label)
    return _willing(facts, reading(facts, entity_id, as_of)) if reading else frozenset()


def actors_meeting(facts: Facts, as_of: date, label: str | None = None, market: str | None = None, sector: str | None = None) -> frozenset[str]:
    """The actors that meet every condition given: a label (main, PME or GrandGroupe), a market (ISO code), a sector (id, code or name) or part of it."""
    found = _willing(facts, facts.entities)
    if label is not None:
        found = frozenset(id for id in found if label in facts.entities[id].labels)
    if market is not None:
        found &= frozenset(_in_country(facts, country_id(market.strip().upper()), as_of))
    if sector is not None:
        sectors = sectors_called(facts, sector)
        found &= frozenset(_sources(facts, _with_parts(facts, sectors, as_of), Relationship.open_at, as_of, "ACTIVE_IN"))
    return found


def sectors_called(facts: Facts, text: str) -> frozenset[str]:
    """Ids of the sectors with this id, code or name (a short name or alias will do), case and accents aside. Empty where there is none."""
    return frozenset(entity.id for entity in facts.entities.values() if entity.label == "Sector" and _is_called(entity, text.strip()))


def _is_called(entity: Entity, text: str) -> bool:
    aliases = entity.properties.get("aliases")
    names = (entity.name, entity.text("short_name"), entity.text("code"), *(aliases if isinstance(aliases, tuple) else ()))
    return entity.id == text or plain(text) in {plain(name) for name in names if name}


def _willing(facts: Facts, ids: Iterable[str]) -> frozenset[str]:
    return frozenset(id for id in ids if facts.entities[id].is_actor and not facts.entities[id].objects)


def _in_place(facts: Facts, place: str, day: date) -> set[str]:
    return _sources(facts, _with_parts(facts, {place}, day), Relationship.open_at, day, "LOCATED_IN")


def _in_country(facts: Facts, country: str, day: date) -> set[str]:
    """Who is located in a country, operates in it or has it as its own.

    A city or territory may say its country by property alone, and the country may have no node.
    """
    of_it = {id for id, entity in facts.entities.items() if (code := entity.text("country")) and country_id(code) == country}
    known = {country} & facts.entities.keys()
    places = _with_parts(facts, known | {id for id in of_it if facts.entities[id].label in ("City", "Territory")}, day)
    return of_it | _sources(facts, places, Relationship.open_at, day, "LOCATED_IN", "OPERATES_IN")


def _publishers(facts: Facts, opportunity: str, day: date) -> set[str]:
    return _sources(facts, {opportunity}, Relationship.exists_at, day, "PUBLISHES")


def _taking_part(facts: Facts, gathering: str, day: date) -> set[str]:
    return _sources(facts, {gathering}, Relationship.exists_at, day, "RUNS", "PARTICIPATES_IN")


def _active(facts: Facts, sector: str, day: date) -> set[str]:
    return _sources(facts, _with_parts(facts, {sector}, day), Relationship.open_at, day, "ACTIVE_IN")


def _offering(facts: Facts, capability: str, day: date) -> set[str]:
    return _sources(facts, _with_parts(facts, {capability}, day), Relationship.open_at, day, "OFFERS")


_READINGS: Final[Mapping[str, _Reading]] = {
    "City": _in_place,
    "Territory": _in_place,
    "Country": _in_country,
    "Opportunity": _publishers,
    "Programme": _taking_part,
    "Event": _taking_part,
    "Project": _taking_part,
    "Sector": _active,
    "Capability": _offering,
}


def _sources(facts: Facts, ids: Iterable[str], holds: Callable[[Relationship, date], bool], day: date, *types: str) -> set[str]:
    """Where relationships of these types to any of the ids come from, if they hold on that day."""
    return {r.source for id in ids for r in facts.incoming(id, *types) if holds(r, day)}


def _with_parts(facts: Facts, wholes: Iterable[str], day: date) -> set[str]:
    """These, and all that is part of them, at any depth."""
    found = set(wholes)
    waiting = list(found)
    while waiting:
        parts = {r.source for r in facts.incoming(waiting.pop(), "PART_OF") if r.open_at(day)} - found
        found |= parts
        waiting.extend(parts)
    return found
