"""When something began, ended or happened to an entity: its dated relationships, what it took part in, and the dates it bears itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from explorer.domain.dates import PartialDate
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.services.told import Teller
from explorer.texts import Texts, properties

What = Literal["began", "ended", "happened", "noted"]
OWN_DATES: Final[tuple[tuple[str, What], ...]] = (
    ("starts_on", "began"),
    ("opens_on", "began"),
    ("ends_on", "ended"),
    ("closes_on", "ended"),
    ("deadline", "ended"),
)
GATHERED: Final = frozenset({"PARTICIPATES_IN", "RUNS"})
"""Without a date of its own, being there has that of the event or project."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`other`: id of whom it was with; of the entity itself where the date is one of its own, `property`, and there is no `relationship`."""

    when: PartialDate
    what: What
    other: str
    relationship: Relationship | None = None
    property: str = ""


@dataclass(frozen=True, slots=True)
class ToldMoment:
    when: PartialDate
    what: What
    text: str


def timeline(facts: Facts, entity: Entity, relationships: Iterable[Relationship] | None = None) -> Sequence[Moment]:
    """The latest first; with nobody else who objects. `relationships`: those that can be named, where they are known already."""
    told = facts.nameable(entity.id) if relationships is None else relationships
    return sorted((*_own(entity), *_shared(facts, entity, told)), key=lambda m: (m.when.first, m.what, m.other, m.property), reverse=True)


def people_met(facts: Facts, moments: Iterable[Moment]) -> Iterator[str]:
    return (moment.other for moment in moments if moment.relationship and facts.entities[moment.other].label == "Person")


def told(facts: Facts, moments: Sequence[Moment], t: Texts, day: date) -> tuple[ToldMoment, ...]:
    """In sentences, as of a day."""
    teller = Teller(facts, t, day)
    return tuple(
        ToldMoment(moment.when, moment.what, teller.fact(moment.relationship).sentence if moment.relationship else properties.name(t, moment.property))
        for moment in moments
    )


def _own(entity: Entity) -> Iterator[Moment]:
    for name, what in OWN_DATES:
        if when := entity.day(name):
            yield Moment(when, what, entity.id, property=name)


def _shared(facts: Facts, entity: Entity, relationships: Iterable[Relationship]) -> Iterator[Moment]:
    """There may be very many: the other end is taken up only where its own date is wanted."""
    for relationship in relationships:
        other = relationship.other(entity.id)
        dates = _dates(relationship)
        if not dates and relationship.type in GATHERED and relationship.target == other and (begun := facts.entities[other].day("starts_on")):
            dates = ((begun, "happened"),)
        if not dates and relationship.observed_on:
            dates = ((relationship.observed_on, "noted"),)
        for when, what in dates:
            yield Moment(when, what, other, relationship)


def _dates(relationship: Relationship) -> tuple[tuple[PartialDate, What], ...]:
    begun, ended = relationship.since, relationship.until
    if begun and (relationship.type == "MET" or (ended and ended.text == begun.text)):
        return ((begun, "happened"),)
    found: tuple[tuple[PartialDate | None, What], ...] = ((begun, "began"), (ended, "ended"))
    return tuple((when, what) for when, what in found if when)
