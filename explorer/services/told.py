"""Entities, stored relationships, steps and paths as a reader gets them: with names, words and ages. Also their JSON shapes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice, pairwise
from typing import Any

from explorer.domain.answers import Path
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.strength import Tie, validity_word
from explorer.texts import Texts, sentences, steps, words


@dataclass(frozen=True, slots=True)
class ToldFact:
    """One stored relationship: its ends, the gathering or programme it speaks through (`via`), its sentence and age."""

    relationship: Relationship
    source: Entity
    target: Entity
    via: Entity | None
    sentence: str
    age: str

    def as_json(self) -> dict[str, Any]:
        r = self.relationship
        return {
            "id": r.id,
            "type": r.type,
            "from": entity_json(self.source),
            "to": entity_json(self.target),
            "role": r.role,
            "since": r.since.text if r.since else None,
            "until": r.until.text if r.until else None,
            "status": r.status,
            "evidence": r.evidence,
            "source_document": r.source_document,
            "observed_on": r.observed_on.text if r.observed_on else None,
            "origin": r.origin,
            "via": entity_json(self.via) if self.via else None,
        }


@dataclass(frozen=True)
class ToldStep:
    """One tie of a path, from who asks to who is asked. Paths of an answer share it, and its JSON."""

    sender: Entity
    receiver: Entity
    tie: Tie
    strength_word: str
    validity_word: str
    to_confirm: bool
    actionability: float
    actionability_word: str
    actionability_reason: str
    sentence: str
    facts: tuple[ToldFact, ...]

    def as_json(self) -> dict[str, Any]:
        return self._json

    @cached_property
    def _json(self) -> dict[str, Any]:
        return {
            "from": entity_json(self.sender),
            "to": entity_json(self.receiver),
            "strength": self.tie.strength,
            "strength_word": self.strength_word,
            "validity": self.tie.validity,
            "validity_word": self.validity_word,
            "actionability": self.actionability,
            "actionability_word": self.actionability_word,
            "actionability_reason": self.actionability_reason,
            "sentence": self.sentence,
            "ties": [fact.as_json() for fact in self.facts],
        }


@dataclass(frozen=True, slots=True)
class ToldPath:
    """A path with its steps, its name, and what to do next."""

    path: Path
    steps: tuple[ToldStep, ...]
    title: str
    next: str

    @property
    def weakest(self) -> int:
        return self.path.weakest

    @property
    def stops(self) -> tuple[Entity, ...]:
        return (self.steps[0].sender, *(step.receiver for step in self.steps))

    @property
    def intermediaries(self) -> tuple[Entity, ...]:
        return self.stops[1:-1]

    def as_json(self) -> dict[str, Any]:
        return {
            "source": entity_json(self.stops[0]),
            "target": entity_json(self.stops[-1]),
            "score": self.path.score,
            "hops": self.path.hops,
            "weakest": self.weakest,
            "steps": [step.as_json() for step in self.steps],
            "next": self.next,
        }


def entity_json(entity: Entity) -> dict[str, Any]:
    return {"id": entity.id, "name": entity.name, "labels": list(entity.labels)}


def named_on(facts: Facts, ids: Iterable[str], day: date) -> Iterator[str]:
    """Whom a path over these entities names when a Teller writes it out: the people on it, and of each body whom one would ask there."""
    for id in ids:
        if facts.entities[id].label == "Person":
            yield id
        else:
            yield from (contact.id for contact in islice(facts.contacts(id, day), 1))


class Teller:
    """Tells what the facts say, in one language, as of one day, for one answer: two actors have one tie, and paths share the words of their steps."""

    def __init__(self, facts: Facts, t: Texts, day: date) -> None:
        self.facts = facts
        self.t = t
        self.day = day
        self._steps: dict[tuple[str, str], ToldStep] = {}
        self._askable: dict[str, tuple[float, str]] = {}
        self._contacts: dict[str, Entity | None] = {}

    def fact(self, relationship: Relationship, via: str | None = None) -> ToldFact:
        source, target = self.facts.entities[relationship.source], self.facts.entities[relationship.target]
        return ToldFact(
            relationship=relationship,
            source=source,
            target=target,
            via=self.facts.entities[via] if via else None,
            sentence=sentences.fact(self.t, relationship, source.name, target.name, self.day),
            age=words.age(self.t, relationship, self.day),
        )

    def facts_behind(self, tie: Tie) -> tuple[ToldFact, ...]:
        """Every stored relationship behind a tie, once for each gathering it speaks through, strongest reason first."""
        behind = {(r.id, c.via): (r, c.via) for c in tie.contributions for r in c.behind}
        return tuple(self.fact(relationship, via) for relationship, via in behind.values())

    def step(self, sender: str, receiver: str, tie: Tie) -> ToldStep:
        found = self._steps.get((sender, receiver))
        if found is None:
            found = self._steps[sender, receiver] = self._step(sender, receiver, tie)
        return found

    def _step(self, sender: str, receiver: str, tie: Tie) -> ToldStep:
        entities = self.facts.entities
        can, why = self._actionability(entities[receiver])
        return ToldStep(
            sender=entities[sender],
            receiver=entities[receiver],
            tie=tie,
            strength_word=words.strength(self.t, tie.strength),
            validity_word=words.validity(self.t, tie.validity),
            to_confirm=validity_word(tie.validity) == "to_confirm",
            actionability=can,
            actionability_word=words.actionability(self.t, can),
            actionability_reason=why,
            sentence=steps.sentence(self.t, entities, tie, sender, receiver, self.day),
            facts=self.facts_behind(tie),
        )

    def path(self, path: Path) -> ToldPath:
        told = tuple(self.step(a, b, tie) for (a, b), tie in zip(pairwise(path.ids), path.ties, strict=True))
        stops = [self.facts.entities[id] for id in path.ids]
        weakest = told[path.weakest]
        return ToldPath(
            path=path,
            steps=told,
            title=steps.title(self.t, stops[1:-1]),
            next=steps.next_action(
                self.t,
                stops,
                colleague=path.ties[0].open_post and stops[1].label == "Person",
                contact=self._contact(stops[1]),
                to_confirm=self._reason(weakest) if weakest.to_confirm else None,
            ),
        )

    def _reason(self, step: ToldStep) -> str:
        return steps.reason(self.t, self.facts.entities, step.tie.contributions[0], step.sender.id, step.receiver.id, self.day)

    def _contact(self, entity: Entity) -> Entity | None:
        if entity.label == "Person":
            return None
        if entity.id not in self._contacts:
            self._contacts[entity.id] = next(iter(self.facts.contacts(entity.id, self.day)), None)
        return self._contacts[entity.id]

    def _actionability(self, receiver: Entity) -> tuple[float, str]:
        found = self._askable.get(receiver.id)
        if found is None:
            found = self._askable[receiver.id] = self._asked_now(receiver)
        return found

    def _asked_now(self, receiver: Entity) -> tuple[float, str]:
        post = min(self.facts.outgoing(receiver.id, "WORKS_AT", on=self.day), key=lambda r: r.id, default=None)
        return steps.actionability(self.t, receiver, self.facts.entities[post.target] if post else None, self._contact(receiver))
