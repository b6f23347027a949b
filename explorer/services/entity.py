"""What is known of one entity: its facts with source and age, its ties, its history, and the network around it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any, Final

from explorer.domain.dates import parse_date, today
from explorer.domain.facts import Facts
from explorer.domain.kinds import Kind, Property
from explorer.domain.records import Entity, Value
from explorer.domain.vocabulary import node_properties
from explorer.errors import NotFound
from explorer.services.ends import shortened
from explorer.services.listing import TieRow, TiesPage, grouped, listing, meeting_points, page_of, tie_rows
from explorer.services.snapshot import Snapshot
from explorer.services.timeline import Moment, timeline
from explorer.services.told import entity_json
from explorer.services.willing import willing
from explorer.texts import Texts, properties

EGO_SIZE: Final = 24
"""Neighbours drawn around an entity: more than that is not read."""
PER_PAGE: Final = 60
"""Ties told on a page."""
MOST_POINTS: Final = 3
NOT_SHOWN: Final = frozenset({"evidence", "source_document", "synthetic", "objects", "visibility", "legal_basis", "collected_at", "retain_until"})
"""Said elsewhere on the page, or for those who keep the data."""
OF_A_NEED: Final = frozenset({"kind", "contact"})
"""Of a need, its own part of the page says these in words."""
WORTH_COMPLETING: Final[Mapping[str, tuple[str, ...]]] = {
    "Company": ("size_class", "siren", "website"),
    "Structure": ("kind", "website"),
    "Person": ("headline",),
    "City": ("country",),
    "Event": ("starts_on", "attendance"),
    "Project": ("starts_on", "result"),
    "Programme": ("opens_on", "closes_on", "capacity"),
    "Opportunity": ("deadline", "contact"),
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One property: its name and value in words, and where it can be checked."""

    name: str
    value: str
    source_document: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class EgoTie:
    """A line of the drawing; `strength` None where it only situates."""

    a: str
    b: str
    strength: float | None


@dataclass(frozen=True, slots=True)
class Ego:
    """The nearest neighbours, strongest first, with the lines among them. `left_out`: neighbours not drawn."""

    centre: Entity
    neighbours: tuple[Entity, ...]
    ties: tuple[EgoTie, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Profile:
    """`missing`: names of properties worth completing. `ties`: one page of them. `meeting_points`: what it shares with others.

    `timeline`: of ids alone; whoever names somebody of it asks about them.
    `withheld`: ties with others who asked not to be named, who stand nowhere in here. `snapshot`: in which it was found, which knows of them.
    """

    entity: Entity
    facts: tuple[FactRow, ...]
    missing: tuple[str, ...]
    ties: TiesPage
    meeting_points: tuple[Entity, ...]
    timeline: Sequence[Moment]
    ego: Ego
    withheld: int
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an entity itself, and how many ties it has: `ties` with others that can be named, `withheld` with those who cannot."""

    entity: Entity
    properties: Mapping[str, Value]
    ties: int
    withheld: int
    sequence: int

    def as_json(self) -> dict[str, Any]:
        return entity_json(self.entity) | {
            "properties": {name: list(value) if isinstance(value, tuple) else value for name, value in self.properties.items()},
            "origin": self.entity.origin,
            "created_at": self.entity.created_at,
            "updated_at": self.entity.updated_at,
            "ties": self.ties,
            "withheld": self.withheld,
            "snapshot": self.sequence,
        }


def entity_of(snapshot: Snapshot, id: str, t: Texts) -> Entity:
    entity = snapshot.facts.entities.get(id)
    if entity is None:
        raise no_such(id, t)
    return entity


def nameable_entity(snapshot: Snapshot, id: str, t: Texts) -> Entity:
    """Whoever asked not to be named is told of as what is not there."""
    entity = entity_of(snapshot, id, t)
    if entity.objects:
        raise no_such(id, t)
    return entity


def no_such(id: str, t: Texts) -> NotFound:
    return NotFound(t.gettext("Nothing in the network has the id “%(id)s”.", id=shortened(id)), {"id": [id[:500]]})


def profile(snapshot: Snapshot, id: str, t: Texts, as_of: date | None = None, page: int = 1) -> Profile:
    """Everything an entity's page shows, with one page of its ties; of people who object, itself at most. Raises NotFound."""
    return willing(snapshot, lambda now: _profile(now, id, t, as_of or today(), page), people_in)[1]


def known(snapshot: Snapshot, id: str, t: Texts) -> Known:
    """An entity without its ties, which may be very many. Raises NotFound."""

    def found(now: Snapshot) -> Known:
        entity = entity_of(now, id, t)
        withheld = sum(1 for _ in now.facts.withheld(id))
        return Known(entity, nameable_properties(now.facts, entity), now.facts.degree(id) - withheld, withheld, now.sequence)

    return willing(snapshot, found, lambda now, shown: _contact(now, shown.entity))[1]


def people_in(now: Snapshot, shown: Profile) -> Iterator[str]:
    yield from _people(row for group in shown.ties.groups for row in group.rows)
    yield from ego_people(now, shown.ego)
    yield from _contact(now, shown.entity)


def ego_people(_: Snapshot, ego: Ego) -> Iterator[str]:
    return (entity.id for entity in ego.neighbours if entity.label == "Person")


def _contact(now: Snapshot, entity: Entity) -> Iterator[str]:
    contact = now.facts.entities.get(entity.text("contact") or "")
    if contact is not None and contact.label == "Person" and not contact.objects:
        yield contact.id


def _people(rows: Iterable[TieRow]) -> Iterator[str]:
    return (row.other.id for row in rows if row.other.label == "Person")


def _profile(snapshot: Snapshot, id: str, t: Texts, day: date, page: int) -> Profile:
    entity, facts = entity_of(snapshot, id, t), snapshot.facts
    listed = listing(snapshot, entity, day)
    groups = grouped(entity, listed, t)
    return Profile(
        entity=entity,
        facts=fact_rows(entity, t),
        missing=tuple(properties.name(t, name) for name in WORTH_COMPLETING.get(entity.label, ()) if name not in entity.properties),
        ties=page_of(snapshot, entity, groups, t, day, page, PER_PAGE),
        meeting_points=meeting_points(facts, entity, groups, MOST_POINTS),
        timeline=timeline(facts, entity, listed),
        ego=ego(snapshot, entity, {r.other(id) for r in listed}, day),
        withheld=facts.degree(id) - len(listed),
        snapshot=snapshot,
    )


def nameable_properties(facts: Facts, entity: Entity) -> Mapping[str, Value]:
    """Without a contact who objects: ids tell names too."""
    return {name: value for name, value in entity.properties.items() if name != "contact" or value not in facts.objectors}


def ties_page(snapshot: Snapshot, id: str, t: Texts, *, skip: int = 0, limit: int = 50, as_of: date | None = None) -> tuple[int, tuple[TieRow, ...]]:
    """How many relationships an entity has, and one page of them: strongest first, then by type and other end."""
    day = as_of or today()

    def found(now: Snapshot) -> tuple[int, tuple[TieRow, ...]]:
        entity = entity_of(now, id, t)
        listed = listing(now, entity, day)
        return len(listed), tie_rows(now, entity, listed[skip : skip + limit], t, day)

    return willing(snapshot, found, lambda _, page: _people(page[1]))[1]


def fact_rows(entity: Entity, t: Texts) -> tuple[FactRow, ...]:
    left_out = NOT_SHOWN | OF_A_NEED if entity.label == "Opportunity" else NOT_SHOWN
    held = ((property_, entity.properties.get(name)) for name, property_ in node_properties(entity.label).items() if name not in left_out)
    document, evidence = entity.text("source_document"), entity.text("evidence")
    return tuple(FactRow(properties.name(t, p.name), shown(value, p, t), document, evidence) for p, value in held if value is not None)


def shown(value: Value, property_: Property, t: Texts) -> str:
    """A property's value as people write it."""
    if isinstance(value, bool):
        return t.gettext("yes") if value else t.gettext("no")
    if isinstance(value, tuple):
        return ", ".join(properties.choice(t, item) if property_.choices else item for item in value)
    if isinstance(value, int | float):
        return str(value) if property_.kind is Kind.YEAR else t.number(value)
    if property_.kind in (Kind.FIRST_DAY, Kind.LAST_DAY):
        return t.date(parse_date(value))
    if property_.kind is Kind.COUNTRY:
        return t.country(value) or value
    return properties.choice(t, value) if property_.choices else value


def neighbourhood(snapshot: Snapshot, id: str, t: Texts, day: date) -> Ego:
    """What is around an entity, for a drawing. Raises NotFound."""

    def found(now: Snapshot) -> Ego:
        return ego(now, entity_of(now, id, t), {r.other(id) for r in now.facts.nameable(id)}, day)

    return willing(snapshot, found, ego_people)[1]


def ego(snapshot: Snapshot, entity: Entity, others: Set[str], day: date) -> Ego:
    """The nearest in the introduction network (derived ties too), then of the `others` it has relationships with, and the introducing ties among them."""
    engine = snapshot.engine
    ranked = engine.strongest(entity.id, day, len(snapshot.facts.entities)) if entity.is_actor else ()
    situating = others - set(ranked)
    drawn = [*ranked[:EGO_SIZE], *nsmallest(max(0, EGO_SIZE - len(ranked)), situating)]
    spokes = [EgoTie(entity.id, id, tie.strength if (tie := engine.tie_between(entity.id, id, day)) else None) for id in drawn]
    among = [EgoTie(a, b, tie.strength) for i, a in enumerate(drawn) for b in drawn[i + 1 :] if (tie := engine.tie_between(a, b, day))]
    return Ego(entity, tuple(snapshot.facts.entities[id] for id in drawn), (*spokes, *among), len(ranked) + len(situating) - len(drawn))
