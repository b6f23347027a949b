"""The ties of an entity in the order they are listed. There may be very many: nothing is told of them here, and of most, no other end is taken up."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import TYPES
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldFact, entity_json
from explorer.texts import Texts, words
from explorer.texts.headings import heading

MOST_WEIGHED: Final = 3_000
"""Ties of one entity that are listed by strength and name. Of more, those that introduce come as the engine ranks them, the others by id."""
MEETING_POINTS: Final = frozenset({"Event", "Programme", "City", "Country", "Sector"})
"""Labels of what others are tied to as well."""


@dataclass(frozen=True, slots=True)
class TieRow:
    """One relationship seen from the entity; `strength` of the whole introducing tie with `other`, None where it does not introduce."""

    fact: ToldFact
    other: Entity
    strength: float | None
    strength_word: str | None

    def as_json(self) -> dict[str, Any]:
        return {"other": entity_json(self.other), "strength": self.strength, "strength_word": self.strength_word, "tie": self.fact.as_json()}


@dataclass(frozen=True, slots=True)
class Listed:
    """Relationships of one type seen from one side; `words` stand above them."""

    type: str
    outgoing: bool
    words: str
    relationships: Sequence[Relationship]

    def leads_to(self, labels: Set[str]) -> bool:
        """Whether the vocabulary lets any of these be the other end."""
        type_ = TYPES[self.type]
        return any((type_.symmetric and labels & sources) or labels & (targets if self.outgoing else sources) for sources, targets in type_.ends)


@dataclass(frozen=True, slots=True)
class TieGroup:
    """Those of one type and side that are on a page, told; `total`: how many there are in all."""

    type: str
    words: str
    rows: tuple[TieRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TiesPage:
    groups: tuple[TieGroup, ...]
    total: int
    number: int
    pages: int


def listing(snapshot: Snapshot, entity: Entity, day: date) -> Sequence[Relationship]:
    """All that can be named: those that introduce first, the strongest first, then by type and other end."""
    facts, id = snapshot.facts, entity.id
    found = facts.nameable(id)
    weighed = len(found) <= MOST_WEIGHED
    places = by_strength(snapshot, id, day) if weighed else ranks(snapshot, id, day)

    def place(r: Relationship) -> tuple[float, str, str, str]:
        other = r.other(id)
        introducing = places.get(other, 0) if TYPES[r.type].weight is not None else 0
        return introducing, r.type, facts.entities[other].name if weighed else other, r.id

    return sorted(found, key=place)


def by_strength(snapshot: Snapshot, id: str, day: date) -> Mapping[str, float]:
    return {other: -tie.strength for other, tie in snapshot.engine.ties_of(id, day).items()}


def ranks(snapshot: Snapshot, id: str, day: date) -> Mapping[str, float]:
    """Below nothing, as strengths are."""
    ranked = snapshot.engine.strongest(id, day, len(snapshot.facts.entities))
    return {other: place - len(ranked) for place, other in enumerate(ranked)}


def grouped(entity: Entity, listed: Sequence[Relationship], t: Texts) -> tuple[Listed, ...]:
    """By type, in the vocabulary's order: those that introduce first; split where an entity is the source of some and the target of others."""
    order = {name: place for place, name in enumerate(TYPES)}
    found: dict[tuple[str, bool], list[Relationship]] = {}
    for r in listed:
        found.setdefault((r.type, TYPES[r.type].symmetric or r.source == entity.id), []).append(r)
    sides = sorted(found.items(), key=lambda side: order[side[0][0]])
    return tuple(Listed(type_, outgoing, heading(t, type_, outgoing=outgoing), rows) for (type_, outgoing), rows in sides)


def page_of(snapshot: Snapshot, entity: Entity, groups: Sequence[Listed], t: Texts, day: date, number: int, per_page: int) -> TiesPage:
    """The last page where there are not so many."""
    total = sum(len(group.relationships) for group in groups)
    pages = max(1, -(-total // per_page))
    number = min(number, pages)
    start, end = (number - 1) * per_page, number * per_page
    shown, before = [], 0
    for group in groups:
        here = group.relationships[max(0, start - before) : max(0, end - before)]
        if here:
            shown.append(TieGroup(group.type, group.words, tie_rows(snapshot, entity, here, t, day), len(group.relationships)))
        before += len(group.relationships)
    return TiesPage(tuple(shown), total, number, pages)


def tie_rows(snapshot: Snapshot, entity: Entity, relationships: Sequence[Relationship], t: Texts, day: date) -> tuple[TieRow, ...]:
    teller = Teller(snapshot.facts, t, day)
    return tuple(_row(snapshot, entity, teller, r) for r in relationships)


def _row(snapshot: Snapshot, entity: Entity, teller: Teller, relationship: Relationship) -> TieRow:
    other = snapshot.facts.entities[relationship.other(entity.id)]
    introduces = TYPES[relationship.type].introduces(entity.label, other.label)
    tie = snapshot.engine.tie_between(entity.id, other.id, teller.day) if introduces else None
    strength = tie.strength if tie else None
    return TieRow(teller.fact(relationship), other, strength, words.tie_strength(teller.t, strength) if strength is not None else None)


def meeting_points(facts: Facts, entity: Entity, groups: Sequence[Listed], most: int) -> tuple[Entity, ...]:
    """Places, events and programmes it shares with others: where to look for who else is there. Of a group of very many, the first are looked at."""
    found: dict[str, Entity] = {}
    for group in groups:
        for r in islice(group.relationships, MOST_WEIGHED) if group.leads_to(MEETING_POINTS) else ():
            other = facts.entities[r.other(entity.id)]
            if other.label in MEETING_POINTS:
                found[other.id] = other
            if len(found) == most:
                return tuple(found.values())
    return tuple(found.values())
