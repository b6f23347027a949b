"""What an end of a question stands for: the actors an introduction can start from or lead to."""

from collections.abc import Callable, Mapping, Set
from datetime import date
from typing import Final, TypeAlias

from explorer.domain.countries import country_id
from explorer.domain.facts import Facts
from explorer.domain.identity import plain
from explorer.domain.records import Entity

_Reading: TypeAlias = Callable[[Facts, str, date], Set[str]]
_NOTHING: Final[frozenset[str]] = frozenset()


def actors_of(facts: Facts, entity_id: str, as_of: date) -> Set[str]:
    """The actors an entity stands for on that day; nobody who objected. Raises KeyError for an unknown id.

    An actor stands for itself, a place for who is there, an opportunity for who publishes it, a programme, event or project for who runs it or takes
    part, a sector for who is active in it, a capability for who offers it, each with its parts.
    """
    entity = facts.entities[entity_id]
    if entity.is_actor:
        return _NOTHING if entity.objects else frozenset({entity_id})
    reading = _READINGS.get(entity.label)
    return reading(facts, entity_id, as_of) & facts.willing if reading else _NOTHING


def actors_within(facts: Facts, entity_id: str, as_of: date) -> Set[str]:
    """The members of a structure, else the actors an entity stands for; nobody who objected."""
    if facts.entities[entity_id].label == "Structure":
        return facts.sources(frozenset({entity_id}), ("MEMBER_OF",), as_of) & facts.willing
    return actors_of(facts, entity_id, as_of)


def actors_meeting(facts: Facts, as_of: date, label: str | None = None, market: str | None = None, sector: str | None = None) -> Set[str]:
    """The actors that meet every condition given: a label (main, PME or GrandGroupe), a market (ISO code), a sector (id, code or name) or part of it."""
    found = facts.willing
    if label is not None:
        found = found & facts.bearing(label)
    if sector is not None:
        found = facts.sources(facts.with_parts(sectors_called(facts, sector), as_of), ("ACTIVE_IN",), as_of, within=found)
    if market is not None:
        found = found & _in_country(facts, country_id(market.strip().upper()), as_of, found)
    return found


def sectors_called(facts: Facts, text: str) -> frozenset[str]:
    """Ids of the sectors with this id, code or name (a short name or alias will do), case and accents aside. Empty where there is none."""
    return _called(facts, text, "Sector")


def products_called(facts: Facts, text: str) -> frozenset[str]:
    """Ids of the capabilities and sectors with this id, code or name, in the same way."""
    return _called(facts, text, "Capability", "Sector")


def _called(facts: Facts, text: str, *labels: str) -> frozenset[str]:
    typed = text.strip()
    sought = plain(typed)
    return frozenset(id for label in labels for id in facts.bearing(label) if id == typed or _is_called(facts.entities[id], sought))


def _is_called(entity: Entity, sought: str) -> bool:
    aliases = entity.properties.get("aliases")
    names = (entity.name, entity.text("short_name"), entity.text("code"), *(aliases if isinstance(aliases, tuple) else ()))
    return any(plain(name) == sought for name in names if name)


def _in_place(facts: Facts, place: str, day: date) -> Set[str]:
    return facts.sources(facts.with_parts(frozenset({place}), day), ("LOCATED_IN",), day)


def _in_country(facts: Facts, country: str, day: date, within: Set[str] | None = None) -> Set[str]:
    """Who is located in a country, operates in it or has it as its own.

    A city or territory may say its country by property alone, and the country may have no node. Only those `within` need be told, where given.
    """
    code = country.removeprefix(country_id(""))
    places = facts.with_parts(facts.places_of(code), day)
    return facts.saying_country(code) | facts.sources(places, ("LOCATED_IN", "OPERATES_IN"), day, within=within)


def _publishers(facts: Facts, opportunity: str, day: date) -> Set[str]:
    return facts.sources(frozenset({opportunity}), ("PUBLISHES",), day, ended=True)


def _taking_part(facts: Facts, gathering: str, day: date) -> Set[str]:
    return facts.sources(frozenset({gathering}), ("RUNS", "PARTICIPATES_IN"), day, ended=True)


def _active(facts: Facts, sector: str, day: date) -> Set[str]:
    return facts.sources(facts.with_parts(frozenset({sector}), day), ("ACTIVE_IN",), day)


def _offering(facts: Facts, capability: str, day: date) -> Set[str]:
    return facts.sources(facts.with_parts(frozenset({capability}), day), ("OFFERS",), day)


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
