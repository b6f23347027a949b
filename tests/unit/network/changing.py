"""Random changes of random networks, as the log of changes tells them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random

from explorer.domain.dates import parse_date
from explorer.domain.facts import Facts
from explorer.domain.kinds import ACTORS
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import TYPES
from tests.networks import ACTOR_LABELS, AS_OF
from tests.unit.network.crowds import relate

AS_OF_YEAR = parse_date(str(AS_OF.year))
NEW_IDS = ("", "!", "AA", "aaa", "p000x", "p0", "Zz", "é0", "~", "𝔟", "�")


@dataclass
class Changing:
    """What is stored, relationships without one of their ends included, and the ids of what changed since `taken` was last asked for."""

    random: Random
    entities: dict[str, Entity]
    relationships: dict[str, Relationship]
    changed_entities: set[str]
    changed_relationships: set[str]
    sequence: int = 0

    @classmethod
    def of(cls, facts: Facts, random: Random) -> "Changing":
        return cls(random, dict(facts.entities), {r.id: r for r in facts.relationships}, set(), set())

    def taken(self, known: Facts | None = None) -> tuple[Facts, set[str], set[str]]:
        """The facts as they are now, and what changed. `known`: the facts as they were, to make them from by what changed."""
        self.sequence += 1
        shown = [r for r in self.relationships.values() if r.source in self.entities and r.target in self.entities]
        changed = self.changed_entities, self.changed_relationships
        self.changed_entities, self.changed_relationships = set(), set()
        if known is None:
            return Facts(self.entities.values(), shown, self.sequence), *changed
        entities, relationships = changed
        now = known.with_changes({id: self.entities.get(id) for id in entities}, {id: self.relationships.get(id) for id in relationships}, self.sequence)
        return now, *changed

    def change(self) -> None:
        """Something."""
        changes: tuple[Callable[[], None], ...] = (
            self._add_actor,
            self._remove_entity,
            self._object,
            self._resize,
            self._date_again,
            self._relate,
            self._say_again,
            self._forget,
            self._crowd,
        )
        self.random.choice(changes)()

    def _put(self, entity: Entity) -> None:
        self.entities[entity.id] = entity
        self.changed_entities.add(entity.id)

    def _store(self, relationship: Relationship) -> None:
        self.changed_relationships.add(relationship.id)
        self.relationships[relationship.id] = relationship

    def _some(self, labels: Iterable[str]) -> Entity | None:
        found = [entity for entity in self.entities.values() if entity.label in labels]
        return self.random.choice(found) if found else None

    def _add_actor(self) -> None:
        id = self.random.choice(NEW_IDS) + self.random.choice(("", "'", "1"))
        if id and id not in self.entities:
            self._put(Entity(id, self.random.choice(ACTOR_LABELS), f"New {id}"))
            self._relate_some(self.entities[id])

    def _remove_entity(self) -> None:
        if len(self.entities) > 3 and (entity := self._some((*ACTORS, "Event", "Project", "Programme"))):
            del self.entities[entity.id]
            self.changed_entities.add(entity.id)

    def _object(self) -> None:
        if person := self._some(("Person",)):
            self._put(replace(person, properties={**person.properties, "objects": not person.objects}))

    def _resize(self) -> None:
        if company := self._some(("Company",)):
            self._put(replace(company, properties={**company.properties, "size_class": self.random.choice(("pme", "eti", "grand_groupe"))}))

    def _date_again(self) -> None:
        if gathering := self._some(("Event", "Project")):
            again = self.random.choice(({"starts_on": "2025"}, {"starts_on": "2020"}, {"ends_on": "2022"}, {"attendance": 100}))
            self._put(replace(gathering, properties={**gathering.properties, **again}))

    def _relate(self) -> None:
        if entity := self._some(ACTORS):
            self._relate_some(entity)

    def _relate_some(self, source: Entity) -> None:
        type_name, type_ = self.random.choice([(name, type_) for name, type_ in TYPES.items() if any(source.label in sources for sources, _ in type_.ends)])
        if target := self._some({label for sources, targets in type_.ends if source.label in sources for label in targets} - {"Figure"}):
            made: list[Relationship] = []
            if target.id != source.id:
                relate(self.random, made, type_name, source, target)
            for relationship in made:
                self._store(replace(relationship, id=f"{relationship.id}/{len(self.relationships)}"))

    def _say_again(self) -> None:
        if self.relationships:
            known = self.random.choice(list(self.relationships.values()))
            dated = self.random.choice(({"since": parse_date("2027")}, {"until": parse_date("2020")}, {"source_document": "another"}, {"status": "inferred"}))
            self._store(replace(known, **dated))

    def _forget(self) -> None:
        if self.relationships:
            gone = self.relationships.pop(self.random.choice(list(self.relationships)))
            self.changed_relationships.add(gone.id)

    def _crowd(self) -> None:
        """So many more at a gathering that it may grow past what ties anybody."""
        if gathering := self._some(("Event", "Project")):
            for person in [entity for entity in self.entities.values() if entity.label == "Person"][: self.random.choice((1, 3, 70))]:
                made: list[Relationship] = []
                relate(self.random, made, "PARTICIPATES_IN", person, gathering)
                self._store(replace(made[0], id=f"{made[0].id}/{len(self.relationships)}", since=AS_OF_YEAR))
