"""Which small companies suit a need or a large group: for the group that would carry them, and for whoever brings them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from explorer.analysis.factors import Factor
from explorer.analysis.ranking import PATH, Ranked, best
from explorer.analysis.suited import WEIGHTS, Sought, Suited, sought_by_group, sought_by_need
from explorer.domain.dates import today
from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.bounds import check_from_one
from explorer.services.coexport import DEFAULT_LIMIT, MOST_GROUPS, ToldFactor, people_in
from explorer.services.ends import named
from explorer.services.paths_from import PathsFrom
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldFact, ToldPath, entity_json
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts import coexport as phrases

MOST_UNSIZED: Final = 20
"""Companies of unknown size that are named."""


@dataclass(frozen=True, slots=True)
class SuitedCard:
    """One company: what speaks for it, what is not known of it, the best path from the group to it, and what to do next."""

    company: Entity
    score: float
    factors: tuple[ToldFactor, ...]
    missing: tuple[str, ...]
    path: ToldPath | None

    def as_json(self) -> dict[str, Any]:
        return {
            "company": entity_json(self.company),
            "score": self.score,
            "factors": [factor.as_json() for factor in self.factors],
            "missing": list(self.missing),
            "path": self.path.as_json() if self.path else None,
        }

    @property
    def matched(self) -> tuple[ToldFact, ...]:
        told = (fact for factor in self.factors if factor.name in ("capability_fit", "market") for fact in factor.facts)
        return tuple({fact.relationship.id: fact for fact in told}.values())


@dataclass(frozen=True, slots=True)
class SuitedAnswer:
    """`target`: the need or group asked of; `group`: the company that would carry, or whoever publishes the need.

    `unsized`: companies that would be asked too if they were known to be small.
    """

    target: Entity
    group: Entity
    products: tuple[Entity, ...]
    markets: tuple[Entity, ...]
    cards: tuple[SuitedCard, ...]
    unsized: tuple[Entity, ...]
    explanation: str
    as_of: date

    def as_json(self) -> dict[str, Any]:
        return {
            "target": entity_json(self.target),
            "group": entity_json(self.group),
            "products": [entity_json(entity) for entity in self.products],
            "markets": [entity_json(entity) for entity in self.markets],
            "results": [card.as_json() for card in self.cards],
            "unknown_size": [entity_json(entity) for entity in self.unsized],
        }


def find_suited(snapshot: Snapshot, text: str, t: Texts, *, limit: int = DEFAULT_LIMIT, as_of: date | None = None) -> SuitedAnswer:
    """Answer for a need or a group by id or name. Raises BadInput, NotFound or Ambiguous, in the words of `t`, where it cannot be understood."""
    day = as_of or today()
    check_from_one("limit", limit, MOST_GROUPS, t)
    target = named(snapshot.names, text, t, "target")
    group, sought = asked_of(snapshot, target, day, t)
    snapshot, found = willing(snapshot, lambda now: rank(now, group, sought, day, limit), lambda now, found: people_in(now.facts, found, day))
    entities = snapshot.facts.entities
    products, markets = ([entities[id] for id in sorted(ids) if id in entities] for ids in (sought.products, sought.markets))
    cards = tuple(card(snapshot, ranked, group, day, t) for ranked in found)
    unsized = tuple(entities[id] for id in Suited(snapshot.facts, group.id, sought, day).unsized()[:MOST_UNSIZED])
    told = phrases.suited(t, target.name, [entity.name for entity in products], len(cards))
    return SuitedAnswer(target, group, tuple(products), tuple(markets), cards, unsized, told, day)


def rank(snapshot: Snapshot, group: Entity, sought: Sought, day: date, limit: int) -> list[Ranked]:
    question = Suited(snapshot.facts, group.id, sought, day)
    companies = question.companies()
    return best([question.candidate(id) for id in companies], WEIGHTS, limit, PathsFrom(snapshot, group.id, day, companies))


def asked_of(snapshot: Snapshot, target: Entity, day: date, t: Texts) -> tuple[Entity, Sought]:
    """Who would carry or buy, and what is sought."""
    facts = snapshot.facts
    if target.label == "Company":
        return target, sought_by_group(facts, target.id, day)
    if target.label == "Opportunity":
        publishers = sorted(r.source for r in facts.incoming(target.id, "PUBLISHES") if r.open_at(day))
        if publishers:
            return facts.entities[publishers[0]], sought_by_need(facts, target.id, day)
    raise BadInput(t.gettext("%(name)s is neither a company nor a need that somebody publishes.", name=target.name), {"target": [target.id]})


def card(snapshot: Snapshot, ranked: Ranked, group: Entity, day: date, t: Texts) -> SuitedCard:
    teller = Teller(snapshot.facts, t, day)
    path = teller.path(ranked.path) if ranked.path else None
    behind = tuple(fact for step in path.steps for fact in step.facts) if path else ()
    held: Mapping[str, Factor] = ranked.candidate.factors
    told = []
    for name, weight in WEIGHTS.items():
        factor = held.get(name) or Factor(PATH, path.path.score if path else 0.0, known=path is not None)
        facts = behind if name == PATH else tuple(teller.fact(r) for r in factor.facts)
        amount = phrases.amount(t, factor.value, known=factor.known)
        told.append(ToldFactor(name, phrases.factor(t, name), amount, factor.value, weight, ranked.contributions[name], factor.known, facts, ()))
    company = snapshot.facts.entities[ranked.candidate.id]
    unknown = [factor.name for factor in told if not factor.known]
    return SuitedCard(company, ranked.score, tuple(told), tuple(phrases.missing_of_suited(t, company, group, unknown)), path)
