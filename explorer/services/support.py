"""Which support fits a company now: the question as people ask it, and the whole answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from explorer.analysis.support import Condition, Found, Helper, State, Support
from explorer.domain.answers import Path, Question
from explorer.domain.dates import today
from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.bounds import check_from_one
from explorer.services.ends import country_name, known_market, named
from explorer.services.paths_from import PathsFrom
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldFact, ToldPath, entity_json, named_on
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts import support as phrases

DEFAULT_LIMIT: Final = 20
MOST_SHOWN: Final = 100
MOST_NEAR: Final = 20
"""Near misses told; how many more there are is said."""
VOCABULARY: Final = frozenset({"size", "stage", "dates", "capacity"})
"""Conditions that name no entities."""


@dataclass(frozen=True, slots=True)
class Request:
    """The company by id or name, and a market by its code where support for that one is looked for."""

    company: str
    market: str | None = None
    limit: int = DEFAULT_LIMIT
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class ToldReason:
    """`words`: the condition's name."""

    words: str
    sentence: str
    contribution: float
    facts: tuple[ToldFact, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Something that fits: why, what is not known, who advises there, the best path to them, and what to do next."""

    entity: Entity
    bodies: tuple[Entity, ...]
    score: float
    reasons: tuple[ToldReason, ...]
    unknown: tuple[str, ...]
    adviser: Entity | None
    path: ToldPath | None
    next: str

    def as_json(self) -> dict[str, Any]:
        return {
            "entity": entity_json(self.entity),
            "score": self.score,
            "reasons": [reason.sentence for reason in self.reasons],
            "unknown": list(self.unknown),
            "adviser": entity_json(self.adviser) if self.adviser else None,
            "path": self.path.as_json() if self.path else None,
        }


@dataclass(frozen=True, slots=True)
class NearMiss:
    entity: Entity
    missing: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"entity": entity_json(self.entity), "missing": list(self.missing)}


@dataclass(frozen=True, slots=True)
class Answer:
    """`total`: how many fit, shown or not."""

    company: Entity
    market: str | None
    cards: tuple[Card, ...]
    near_misses: tuple[NearMiss, ...]
    total: int
    explanation: str
    as_of: date

    def as_json(self) -> dict[str, Any]:
        return {
            "company": entity_json(self.company),
            "results": [card.as_json() for card in self.cards],
            "near_misses": [miss.as_json() for miss in self.near_misses],
            "total": self.total,
            "explanation": self.explanation,
        }


@dataclass(frozen=True, slots=True)
class Told:
    """Who may be asked about a helper, and the best path to them."""

    bodies: tuple[str, ...]
    adviser: str | None
    path: Path | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found before it is put into words; with each that is shown, who may be asked."""

    question: Support
    found: Found
    shown: tuple[tuple[Helper, Told], ...]


def find_support(snapshot: Snapshot, request: Request, t: Texts) -> Answer:
    """Answer a question. Raises BadInput, NotFound or Ambiguous, in the words of `t`, where it cannot be understood."""
    day = request.as_of or today()
    check_from_one("limit", request.limit, MOST_SHOWN, t)
    company = named(snapshot.names, request.company, t, "company")
    if company.label != "Company":
        raise BadInput(t.gettext("%(name)s is no company: support is looked for by companies.", name=company.name), {"company": [company.id]})
    market = known_market(t, request.market, "market") if request.market else None
    snapshot, asked = willing(snapshot, lambda now: ask(now, company.id, market, day, request.limit), people_in)
    name = country_name(t, market) if market else None
    teller = Teller(snapshot.facts, t, day)
    cards = tuple(card(snapshot, asked, helper, told, teller, name) for helper, told in asked.shown)
    found = asked.found
    near = tuple(near_miss(asked, helper, company, teller, name) for helper in found.near[:MOST_NEAR])
    entities = snapshot.facts.entities
    known = len(found.fitting) + len(found.near) + found.silent or len(asked.question.helpers())
    left_out = len(found.near) - len(near)
    used = [entities[id].name for id in found.used]
    told_ = phrases.explanation(t, company.name, len(found.fitting), len(cards), left_out, found.silent, used, known)
    return Answer(company, name, cards, near, len(found.fitting), told_, day)


def ask(snapshot: Snapshot, company: str, market: str | None, day: date, limit: int) -> Asked:
    question = Support(snapshot.facts, company, market, day)
    found = question.found()
    shown = tuple((question.explained(helper), who_to_ask(snapshot, question, helper.id)) for helper in found.fitting[:limit])
    return Asked(question, found, shown)


def who_to_ask(snapshot: Snapshot, question: Support, helper: str) -> Told:
    """The adviser nearest to the company; where none is known, the way to whoever runs it or to somebody there."""
    bodies = [body for body in question.bodies(helper) if body != question.company]
    advisers = frozenset(adviser for body in bodies for adviser in question.advisers(body))
    if advisers:
        asked = Question(frozenset({question.company}), advisers, question.day, limit=1)
        path = next(iter(snapshot.engine.answer(asked).paths), None)
        return Told(tuple(bodies), path.ids[-1] if path else min(advisers), path)
    return Told(tuple(bodies), None, PathsFrom(snapshot, question.company, question.day).to(*bodies))


def people_in(snapshot: Snapshot, asked: Asked) -> Iterator[str]:
    """Whoever the answer names."""
    facts, day = snapshot.facts, asked.question.day
    for _, told in asked.shown:
        yield from named_on(facts, told.path.ids if told.path else (), day)
        yield from (contact.id for body in told.bodies for contact in facts.contacts(body, day))


def card(snapshot: Snapshot, asked: Asked, helper: Helper, told: Told, teller: Teller, market: str | None) -> Card:
    entities, t = snapshot.facts.entities, teller.t
    entity = entities[helper.id]
    conditions = list(helper.conditions.values())
    adviser = entities[told.adviser] if told.adviser else None
    path = teller.path(told.path) if told.path else None
    contact = next((person for body in told.bodies for person in snapshot.facts.contacts(body, teller.day)), None)
    return Card(
        entity=entity,
        bodies=tuple(entities[body] for body in told.bodies if body != helper.id),
        score=helper.score,
        reasons=tuple(told_reason for one in conditions if (told_reason := reason(one, asked, teller))),
        unknown=tuple(phrases.unknown(t, one.name, entity, about(one, asked, t), market) for one in conditions if one.state is State.UNKNOWN),
        adviser=adviser,
        path=path,
        next=phrases.next_step(t, entity, adviser, path=path.next if path else None, contact=contact),
    )


def reason(condition: Condition, asked: Asked, teller: Teller) -> ToldReason | None:
    """None for what is not worth a word."""
    t = teller.t
    if condition.state is State.FOR_ALL:
        sentence = phrases.for_all(t, condition.name)
    elif condition.state is State.MET:
        left = int(condition.about[0]) - condition.taken if condition.name == "capacity" else 0
        sentence = phrases.reason(t, condition.name, about(condition, asked, t), left=left, day=condition.day)
    else:
        return None
    facts = tuple(teller.fact(r) for r in condition.facts)
    return ToldReason(phrases.condition(t, condition.name), sentence, condition.contribution, facts) if sentence else None


def near_miss(asked: Asked, helper: Helper, company: Entity, teller: Teller, market: str | None) -> NearMiss:
    entities = asked.question.facts.entities
    missed = asked.question.explained(helper).missed
    told = (phrases.missed(teller.t, one.name, company, about(one, asked, teller.t), market, one.day) for one in missed)
    return NearMiss(entities[helper.id], tuple(told))


def about(condition: Condition, asked: Asked, t: Texts) -> list[str]:
    """What a condition asks for: names of entities, or words of the vocabulary as they are."""
    if condition.name in VOCABULARY:
        return list(condition.about)
    entities = asked.question.facts.entities
    return [country_name(t, id.removeprefix("country:")) if entities[id].label == "Country" else entities[id].name for id in condition.about]
