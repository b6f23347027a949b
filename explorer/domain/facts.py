"""Everything the database holds at one moment, indexed for looking around: a base that never changes, and what changed since it was made."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from typing import Self

from explorer.domain.base import Base, Memory, Streamed
from explorer.domain.countries import country_id
from explorer.domain.kinds import ACTORS
from explorer.domain.records import Entity, Relationship
from explorer.domain.tally import Dated, Tally


@dataclass(frozen=True, slots=True)
class Changes:
    """Records that are not what the base says of them, by id: as they are now (None: gone) and as the base has them (None: not at all)."""

    entities: Mapping[str, Entity | None] = field(default_factory=dict)
    relationships: Mapping[str, Relationship | None] = field(default_factory=dict)
    old_entities: Mapping[str, Entity | None] = field(default_factory=dict)
    old_relationships: Mapping[str, Relationship | None] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.entities) + len(self.relationships)

    def followed_by(self, base: Base, entities: Mapping[str, Entity | None], relationships: Mapping[str, Relationship | None]) -> "Changes":
        """With later ones. What the base ties to an entity that goes is kept here from then on, where it is shown only while both its ends are there."""
        gone = [id for id, now in entities.items() if now is None and self.entities.get(id, id) is not None]
        loosened = {r.id: r for id in gone for r in base.of(id) if r.id not in self.relationships}
        return Changes(
            {**self.entities, **entities},
            {**self.relationships, **loosened, **relationships},
            {**self.old_entities, **{id: base.entities.get(id) for id in entities if id not in self.old_entities}},
            {
                **self.old_relationships,
                **loosened,
                **{id: base.relationship(id) for id in relationships if id not in self.old_relationships and id not in loosened},
            },
        )


class Facts:
    """Entities by id and relationships by end, as of change number `sequence`. Not to be changed once made; `with_changes` makes the next.

    A relationship is shown while both its ends are there.
    """

    def __init__(self, entities: Iterable[Entity], relationships: Iterable[Relationship], sequence: int = 0) -> None:
        self._begin(Memory(entities, relationships), sequence)

    @classmethod
    def on(cls, base: Base, sequence: int) -> Self:
        """All that a base holds."""
        made = cls.__new__(cls)
        made._begin(base, sequence)
        return made

    def _begin(self, base: Base, sequence: int, changes: Changes | None = None) -> None:
        self.sequence = sequence
        self._base = base
        if changes is None:
            changes = Changes(relationships=dict(base.waiting), old_relationships=dict.fromkeys(base.waiting))
        self._changes = changes
        self.entities: Mapping[str, Entity] = _Changed(base.entities, changes) if changes.entities else base.entities

    def with_changes(self, entities: Mapping[str, Entity | None], relationships: Mapping[str, Relationship | None], sequence: int) -> Self:
        """The facts with these records as they are now, by id; None: gone. Takes the time and room of what changed since the base, which is shared."""
        made = type(self).__new__(type(self))
        made._begin(self._base, sequence, self._changes.followed_by(self._base, entities, relationships))
        return made

    @property
    def changed(self) -> int:
        """How many records are not what the base says of them."""
        return len(self._changes)

    @property
    def changed_entities(self) -> Collection[str]:
        """Ids of the entities that are not what the base says of them, or not any more."""
        return self._changes.entities.keys()

    @property
    def changed_relationships(self) -> Collection[str]:
        """Ids of the relationships that are not what the base says of them, or not any more."""
        return self._changes.relationships.keys()

    @property
    def relationships(self) -> Collection[Relationship]:
        """All that are shown, in no order; going through them takes each up anew."""
        return _Shown(self)

    @property
    def waiting(self) -> Collection[Relationship]:
        """Those of which an end is missing."""
        return [r for r in self._changes.relationships.values() if r is not None and not self._is_whole(r)]

    def relationship(self, id: str) -> Relationship | None:
        if id not in self._changes.relationships:
            return self._base.relationship(id)
        now = self._changes.relationships[id]
        return now if now is not None and self._is_whole(now) else None

    def of(self, id: str) -> Sequence[Relationship]:
        """The relationships an entity is an end of."""
        return (*self._kept(self._base.of(id)), *self._ends.get(id, ()))

    def nameable(self, id: str) -> Sequence[Relationship]:
        """Those of them that may be told of an entity: who objects is named by nobody else's page."""
        left_out = {r.id for r in self.withheld(id)}
        return tuple(r for r in self.of(id) if r.id not in left_out)

    def withheld(self, id: str) -> Iterator[Relationship]:
        """Those that may not. Looked for from whichever are fewer: very many ties, or objectors, take time to look up."""
        if self.degree(id) < len(self.objectors):
            return (r for r in self.of(id) if r.other(id) in self.objectors)
        return (r for other in self.objectors if other != id for r in self.between(id, other))

    def degree(self, id: str) -> int:
        """How many relationships an entity is an end of."""
        return self._base.degree(id) - self._old_degrees.get(id, 0) + len(self._ends.get(id, ()))

    def counts(self, id: str) -> Mapping[tuple[str, bool], int]:
        """How many relationships an entity is an end of, by type and whether they come in there."""
        counts = Counter(self._base.counts(id))
        counts.subtract((r.type, r.target == id) for r in self._old_ends.get(id, ()))
        counts.update((r.type, r.target == id) for r in self._ends.get(id, ()))
        return +counts

    def inside(self, ids: Set[str]) -> Iterator[Relationship]:
        """The relationships with both ends among some ids; what these have with others costs next to nothing."""
        return chain(self._kept(self._base.inside(ids)), (r for r in self._own if r.source in ids and r.target in ids))

    def best_connected(self, within: Set[str] | None, limit: int) -> Sequence[str]:
        """Ids of the entities with the most relationships, the most first, then by id; of all or of some."""
        if not self._changes:
            return self._base.best_connected(within, limit)
        touched = {*self._changes.entities, *self._ends, *self._old_ends}
        told = self._base.best_connected(within, limit + len(touched))
        those = {id for id in (*told, *touched) if id in self.entities and (within is None or id in within)}
        return nsmallest(limit, those, key=lambda id: (-self.degree(id), id))

    def joined_by(self, type: str) -> Set[str]:
        """Ids of both ends of the relationships of a type; a few that had one lately and have none now may be among them."""
        own = frozenset(end for r in self._own_by_type.get(type, ()) for end in (r.source, r.target))
        told = self._base.joined_by(type)
        return told | own if own else told

    def between(self, a: str, b: str) -> Iterator[Relationship]:
        """The relationships between two entities, in either direction; what each of them has with others costs next to nothing."""
        return chain(self._kept(self._base.between(a, b)), (r for r in self._ends.get(a, ()) if r.other(a) == b))

    def outgoing(self, id: str, *types: str, on: date | None = None) -> Iterator[Relationship]:
        """`on`: only those open on that day."""
        own = (r for r in self._ends.get(id, ()) if r.source == id and r.type in types and (on is None or r.open_at(on)))
        return chain(self._kept(self._base.outgoing(id, types, on)), own)

    def incoming(self, id: str, *types: str) -> Iterator[Relationship]:
        return chain(self._kept(self._base.incoming(id, types)), (r for r in self._ends.get(id, ()) if r.target == id and r.type in types))

    def contacts(self, organisation: str, day: date) -> Iterator[Entity]:
        """People with an open post there on that day who can be named, by id: nobody who objected."""
        people = self.sources(frozenset({organisation}), ("WORKS_AT",), day) - self.objectors
        return (self.entities[id] for id in sorted(people))

    def competitors(self, company: str, day: date) -> frozenset[str]:
        """Who competes with it openly on that day, whichever of the two it was said of."""
        said = chain(self.outgoing(company, "COMPETES_WITH"), self.incoming(company, "COMPETES_WITH"))
        return frozenset(r.other(company) for r in said if r.open_at(day))

    def sources(self, ids: Set[str], types: Collection[str], day: date, *, ended: bool = False, within: Set[str] | None = None) -> Set[str]:
        """Where relationships of these types to any of the ids come from: those open on that day, or begun by it where `ended` ones count too.

        Only those `within` are asked about, where given.
        """
        told = self._base.sources(ids, types, day, ended, self._left_out, within)
        coming = (r for type_ in types for r in self._own_by_type.get(type_, ()) if r.target in ids and (within is None or r.source in within))
        own = frozenset(r.source for r in coming if (r.exists_at(day) if ended else r.open_at(day)))
        return told | own if own else told

    def with_parts(self, wholes: Set[str], day: date) -> Set[str]:
        """These, and all that is part of them on that day, at any depth."""
        found = latest = wholes
        while latest:
            latest = self.sources(latest, ("PART_OF",), day) - found
            found = found | latest
        return found

    def bearing(self, label: str) -> Set[str]:
        """Ids of the entities with a label, main or second."""
        return self._put_right(self._base.bearing(label), (e for e in self._own_entities if label in e.labels))

    def saying_country(self, code: str) -> Set[str]:
        """Ids of the entities whose own property says this country."""
        return self._put_right(self._base.saying_country(code), (e for e in self._own_entities if e.text("country") == code))

    def places_of(self, country: str) -> Set[str]:
        """Ids of a country by its code, where it is known, and of the cities and territories that say it is theirs."""
        places = self.bearing("City") | self.bearing("Territory")
        return (self.saying_country(country) & places) | ({country_id(country)} & self.entities.keys())

    @cached_property
    def objectors(self) -> Set[str]:
        return self._put_right(self._base.objectors(), (e for e in self._own_entities if e.objects))

    @cached_property
    def willing(self) -> Set[str]:
        """Ids of the actors who did not object."""
        first, *others = (self.bearing(label) for label in sorted(ACTORS))
        for other in others:
            first = first | other
        return first - self.objectors

    @cached_property
    def tally(self) -> Tally:
        changes = self._changes
        if not changes:
            return self._base.tally
        gone = (old for old in (*changes.old_entities.values(), *changes.old_relationships.values()) if old is not None)
        return self._base.tally.adjusted(self._own_entities, self._own, gone)

    def dated(self, day: date) -> Dated:
        return self._base.dated(day, self._left_out).and_(Dated.of(self._own, day))

    def _is_whole(self, relationship: Relationship) -> bool:
        return relationship.source in self.entities and relationship.target in self.entities

    def _kept(self, told: Iterator[Relationship]) -> Iterator[Relationship]:
        """Of what the base tells: what is still so."""
        changed = self._changes.relationships
        return (r for r in told if r.id not in changed) if changed else told

    def _put_right(self, told: Set[str], now: Iterable[Entity]) -> Set[str]:
        if not self._changes.entities:
            return told
        return (told - self._touched) | frozenset(entity.id for entity in now)

    @cached_property
    def _touched(self) -> Set[str]:
        return self._base.among(self._changes.entities)

    @cached_property
    def _left_out(self) -> Collection[str]:
        """Relationships that are not what the base says of them."""
        return self._base.left_out(self._changes.old_relationships)

    @property
    def _own_entities(self) -> Iterator[Entity]:
        """Those that the base knows nothing of, or something else."""
        return (now for now in self._changes.entities.values() if now is not None)

    @cached_property
    def _own(self) -> Sequence[Relationship]:
        """Those shown that the base knows nothing of, or something else."""
        return [r for r in self._changes.relationships.values() if r is not None and self._is_whole(r)]

    @cached_property
    def _own_by_type(self) -> Mapping[str, Sequence[Relationship]]:
        by_type: dict[str, list[Relationship]] = defaultdict(list)
        for relationship in self._own:
            by_type[relationship.type].append(relationship)
        return by_type

    @cached_property
    def _ends(self) -> Mapping[str, Sequence[Relationship]]:
        return _by_end(self._own)

    @cached_property
    def _old_degrees(self) -> Mapping[str, int]:
        return {end: len(all_of) for end, all_of in self._old_ends.items()}

    @cached_property
    def _old_ends(self) -> Mapping[str, Sequence[Relationship]]:
        return _by_end(old for old in self._changes.old_relationships.values() if old is not None)


def _by_end(relationships: Iterable[Relationship]) -> Mapping[str, Sequence[Relationship]]:
    by_end: dict[str, list[Relationship]] = defaultdict(list)
    for relationship in relationships:
        by_end[relationship.source].append(relationship)
        by_end[relationship.target].append(relationship)
    return by_end


class _Changed(Streamed[Entity]):
    """Entities of the base, and what changed over them."""

    def __init__(self, base: Mapping[str, Entity], changes: Changes) -> None:
        self._base = base
        self._now = changes.entities
        now, old = (sum(entity is not None for entity in them.values()) for them in (changes.entities, changes.old_entities))
        self._size = len(base) + now - old

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, id: str) -> Entity:
        if id not in self._now:
            return self._base[id]
        now = self._now[id]
        if now is None:
            raise KeyError(id)
        return now

    def __contains__(self, id: object) -> bool:
        return self._now[id] is not None if id in self._now else id in self._base  # type: ignore[index]

    def stream(self) -> Iterator[tuple[str, Entity]]:
        yield from ((id, entity) for id, entity in self._base.items() if id not in self._now)
        yield from ((id, entity) for id, entity in self._now.items() if entity is not None)


class _Shown(Collection[Relationship]):
    """The relationships of some facts."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __len__(self) -> int:
        facts = self._facts
        return len(facts._base) - sum(old is not None for old in facts._changes.old_relationships.values()) + len(facts._own)

    def __iter__(self) -> Iterator[Relationship]:
        facts = self._facts
        return chain(facts._kept(facts._base.relationships()), facts._own)

    def __contains__(self, relationship: object) -> bool:
        return isinstance(relationship, Relationship) and self._facts.relationship(relationship.id) == relationship
