"""Who is worth meeting: the question as people ask it, and the whole answer with reasons, facts and who could introduce."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from explorer.analysis.partners import Partners, Reason, Suggested, Suggestion, dealt_with
from explorer.domain.answers import Path
from explorer.domain.dates import today
from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.bounds import check_from_one
from explorer.services.ends import named
from explorer.services.paths_from import PathsFrom
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldFact, ToldPath, entity_json, named_on
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts import partners as phrases

DEFAULT_LIMIT: Final = 10
MOST_SUGGESTIONS: Final = 100
MOST_SHOWN: Final = 5
"""Actors in between whose two ties are told; the sentence says how many there are."""


@dataclass(frozen=True, slots=True)
class Request:
    """Whom suggestions are for, by id or name."""

    entity: str
    limit: int = DEFAULT_LIMIT
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class ToldReason:
    """`words`: its name; `sentence`: what it says of the two."""

    name: str
    words: str
    sentence: str
    contribution: float
    facts: tuple[ToldFact, ...]

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "contribution": self.contribution, "sentence": self.sentence, "facts": [fact.as_json() for fact in self.facts]}


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion: why, through whom, and what to do next."""

    entity: Entity
    score: float
    reasons: tuple[ToldReason, ...]
    path: ToldPath | None
    next: str

    def as_json(self) -> dict[str, Any]:
        return {
            "entity": entity_json(self.entity),
            "score": self.score,
            "reasons": [reason.as_json() for reason in self.reasons],
            "path": self.path.as_json() if self.path else None,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """`complete`: whether everybody who may be meant was looked at."""

    entity: Entity
    cards: tuple[Card, ...]
    explanation: str
    complete: bool
    as_of: date

    def as_json(self) -> dict[str, Any]:
        return {
            "entity": entity_json(self.entity),
            "results": [card.as_json() for card in self.cards],
            "complete": self.complete,
            "explanation": self.explanation,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """What was found before it is put into words. `ties`: how many the actor has; `known`: whether anything is known of what it is about."""

    suggestions: tuple[tuple[Suggestion, Path | None], ...]
    ties: int
    known: bool
    complete: bool


def find_partners(snapshot: Snapshot, request: Request, t: Texts) -> Answer:
    """Answer a question. Raises BadInput, NotFound or Ambiguous, in the words of `t`, where it cannot be understood."""
    day = request.as_of or today()
    check_from_one("limit", request.limit, MOST_SUGGESTIONS, t)
    actor = asked_actor(snapshot, request.entity, t)
    snapshot, found = willing(snapshot, lambda now: rank(now, actor.id, day, request.limit), lambda now, found: people_in(now, found, day))
    if actor.id in snapshot.facts.objectors:
        raise takes_no_part(actor, t)
    cards = tuple(card(snapshot, actor, suggestion, path, t, day) for suggestion, path in found.suggestions)
    told = phrases.explanation(t, actor.name, len(cards), found.ties, known=found.known, complete=found.complete)
    return Answer(actor, cards, told, found.complete, day)


def asked_actor(snapshot: Snapshot, text: str, t: Texts) -> Entity:
    actor = named(snapshot.names, text, t, "entity")
    if not actor.is_actor:
        raise BadInput(t.gettext("%(name)s meets nobody: choose a company, a structure or a person.", name=actor.name), {"entity": [actor.id]})
    if actor.objects:
        raise takes_no_part(actor, t)
    return actor


def takes_no_part(actor: Entity, t: Texts) -> BadInput:
    return BadInput(t.gettext("%(name)s takes no part in introductions.", name=actor.name), {"entity": [actor.id]})


def rank(snapshot: Snapshot, actor: str, day: date, limit: int) -> Found:
    """The best suggestions with the best path to each."""
    if actor in snapshot.facts.objectors:
        return Found((), 0, known=False, complete=True)
    question = Partners(snapshot.facts, actor, day)
    found = suggested(snapshot, question, limit)
    paths = PathsFrom(snapshot, actor, day)
    with_paths = tuple((suggestion, paths.to(suggestion.id)) for suggestion in found.suggestions)
    return Found(with_paths, found.ties, question.says_something, found.complete)


def suggested(snapshot: Snapshot, question: Partners, limit: int) -> Suggested:
    """The best suggestions: nobody with whom the actor has a tie, or has dealt."""
    others = [id for id in question.by_content() if not is_known(snapshot, question.asker, id, question.day)]
    return question.suggestions(snapshot.engine.sharing(question.circle(others)), others, limit)


def is_known(snapshot: Snapshot, actor: str, other: str, day: date) -> bool:
    """Whether the two have a tie, or have dealt with each other."""
    return dealt_with(snapshot.facts, actor, other) or snapshot.engine.tie_between(actor, other, day) is not None


def people_in(snapshot: Snapshot, found: Found, day: date) -> Iterator[str]:
    """Whoever the answer names."""
    facts = snapshot.facts
    for suggestion, path in found.suggestions:
        ids = [suggestion.id, *(path.ids if path else ()), *(id for reason in suggestion.reasons for b in reason.between for id in (b.id, b.start))]
        yield from named_on(facts, ids, day)
        yield from (contact.id for contact in facts.contacts(suggestion.id, day))


def card(snapshot: Snapshot, actor: Entity, suggestion: Suggestion, found: Path | None, t: Texts, day: date) -> Card:
    teller = Teller(snapshot.facts, t, day)
    other = snapshot.facts.entities[suggestion.id]
    path = teller.path(found) if found else None
    contact = next(iter(snapshot.facts.contacts(other.id, day)), None)
    reasons = tuple(told_reason(snapshot, teller, actor, other, reason) for reason in suggestion.reasons)
    return Card(other, suggestion.score, reasons, path, phrases.next_step(t, other, path=path.next if path else None, contact=contact))


def told_reason(snapshot: Snapshot, teller: Teller, actor: Entity, other: Entity, reason: Reason) -> ToldReason:
    entities, t = snapshot.facts.entities, teller.t
    facts = tuple(teller.fact(r) for r in reason.facts) or tuple(facts_between(snapshot, teller, other.id, reason))
    sentence = phrases.sentence(t, reason.name, actor, other, [entities[id] for id in reason.about], reason.count, place_of(snapshot, reason, t))
    return ToldReason(reason.name, phrases.reason(t, reason.name), sentence, reason.contribution, facts)


def facts_between(snapshot: Snapshot, teller: Teller, other: str, reason: Reason) -> Iterator[ToldFact]:
    """The strongest fact of both ties of the first who are in between."""
    told: dict[tuple[str, str | None], ToldFact] = {}
    for somebody in reason.between[:MOST_SHOWN]:
        for one, next_ in ((somebody.start, somebody.id), (somebody.id, other)):
            tie = snapshot.engine.tie_between(one, next_, teller.day)
            if tie is not None:
                strongest = tie.contributions[0]
                told |= {(r.id, strongest.via): teller.fact(r, strongest.via) for r in strongest.behind}
    yield from told.values()


def place_of(snapshot: Snapshot, reason: Reason, t: Texts) -> str | None:
    """The nearest place that both are in: what two chains of facts end at, else the country that both say."""
    if reason.name != "place":
        return None
    entities = snapshot.facts.entities
    if reason.said:
        code = entities[reason.said[0].entity].text("country") or ""
        return t.country(code) or code
    cities = {r.target for r in reason.facts if r.type == "LOCATED_IN"}
    if len(cities) == 1:
        return entities[cities.pop()].name
    lower = {r.source for r in reason.facts if r.type == "PART_OF"}
    tops = sorted({r.target for r in reason.facts if r.type == "PART_OF"} - lower)
    if tops:
        return entities[tops[0]].name
    said = sorted({country for city in cities if (country := entities[city].text("country"))})
    return t.country(said[0]) if said else None
