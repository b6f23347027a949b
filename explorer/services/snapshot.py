"""What answers questions about the network as it was at one change."""

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass, replace
from typing import TypeAlias

from explorer.domain.facts import Facts
from explorer.graphdb import reads
from explorer.graphdb.notes import Note
from explorer.network import PathEngine
from explorer.network.names import NameIndex
from explorer.services.engines import Building, engine_for, makeshift
from explorer.services.shared_files import SharedFiles

Objecting: TypeAlias = Callable[[Collection[str]], Set[str]]
Noted: TypeAlias = Callable[[int], Mapping[str, Note]]


def _nothing(_sequence: int) -> Mapping[str, Note]:
    return {}


def _nobody(_ids: Collection[str]) -> Set[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the database held at change `sequence`, with what answers questions about it.

    `objecting` tells which of some people object by now; it may raise DatabaseUnavailable.
    """

    facts: Facts
    engine: PathEngine
    names: NameIndex
    building: Building
    objecting: Objecting = _nobody
    noted: Noted = _nothing

    @property
    def notes(self) -> Mapping[str, Note]:
        """What was noted of needs, by id, as of this snapshot or later. May raise DatabaseUnavailable."""
        return self.noted(self.sequence)

    @property
    def sequence(self) -> int:
        return self.facts.sequence

    @property
    def makeshift(self) -> bool:
        """Whether the slower engine answers for now: the same, later."""
        return makeshift(self.engine, self.facts, self.building)

    @classmethod
    def of(cls, facts: Facts, objecting: Objecting = _nobody, *, lasting: bool = False) -> "Snapshot":
        """All of it made here and now, in memory."""
        building = Building(facts, lasting=lasting)
        return cls(facts, engine_for(facts, building), NameIndex(facts), building, objecting)

    @classmethod
    def on(cls, files: SharedFiles, base: Facts, facts: Facts, objecting: Objecting = _nobody, *, lasting: bool = False) -> "Snapshot":
        """On files, of facts that are those of the files with changes over them."""
        building = Building(base, files.arrays, lasting)
        names = files.names(base).with_changes(facts, _named(base, facts, facts.changed_entities, facts.changed_relationships))
        return cls(facts, engine_for(facts, building), names, building, objecting)

    def with_changes(self, changed: reads.Changed) -> "Snapshot":
        """The next one. Costs in proportion to the changes, except for the plain engine, which is made anew."""
        after = changed.over(self.facts)
        names = self.names.with_changes(after, _named(self.facts, after, changed.entities, changed.relationships))
        return replace(self, facts=after, engine=self.engine.following(after, changed.entities, changed.relationships), names=names)

    def without(self, objectors: Collection[str]) -> "Snapshot":
        """The same, but that these people object."""
        people = {id: self.facts.entities[id] for id in objectors if id in self.facts.entities}
        unwilling = {id: replace(person, properties={**person.properties, "objects": True}) for id, person in people.items()}
        return self.with_changes(reads.Changed(self.sequence, unwilling, {}))


def _named(before: Facts, after: Facts, entities: Collection[str], relationships: Collection[str]) -> Set[str]:
    """Whose names, or number of relationships, may differ."""
    told = (facts.relationship(id) for facts in (before, after) for id in relationships)
    return {*entities, *(end for r in told if r is not None for end in (r.source, r.target))}
