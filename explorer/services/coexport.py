"""Which large group could carry us abroad: the question as people ask it, and the whole answer."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import isfinite
from typing import Any, Final

from explorer.analysis.coexport import WEIGHTS, Coexport, Wanted
from explorer.analysis.factors import Factor
from explorer.analysis.ranking import PATH, Ranked, best
from explorer.domain.answers import End
from explorer.domain.countries import country_id
from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.errors import BadInput, NotFound
from explorer.network.ends import products_called
from explorer.services.bounds import check_from_one
from explorer.services.ends import country_name, known_market, named, shortened
from explorer.services.introductions import end_json
from explorer.services.paths_from import PathsFrom
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldFact, ToldPath, entity_json, named_on
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts import coexport as phrases

DEFAULT_LIMIT: Final = 10
MOST_GROUPS: Final = 100
MOST_WEIGHT: Final = 100
SHOWN_APART: Final = frozenset({PATH, "proximity"})
"""Factors whose facts are many and say little each."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question as asked: the company by id or name, the market by its code, the product by id, code or name (None: what the company makes).

    `weights`: those that are to differ from the published ones, by factor.
    """

    company: str
    market: str
    product: str | None = None
    limit: int = DEFAULT_LIMIT
    weights: Mapping[str, float] = field(default_factory=dict)
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a property of an entity says, in a sentence: the entity's own source stands behind it."""

    entity: Entity
    sentence: str


@dataclass(frozen=True, slots=True)
class ToldFactor:
    """`words`: its name; `amount`: how much of it there is, in a word."""

    name: str
    words: str
    amount: str
    value: float
    weight: float
    contribution: float
    known: bool
    facts: tuple[ToldFact, ...]
    said: tuple[Statement, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": self.value,
            "weight": self.weight,
            "contribution": self.contribution,
            "facts": [fact.as_json() for fact in self.facts],
        }


@dataclass(frozen=True, slots=True)
class Card:
    """One group: what speaks for it, what is not known of it, the best path to it or to a contact there, and what to do next."""

    group: Entity
    tier: str
    score: float
    too_little: bool
    factors: tuple[ToldFactor, ...]
    missing: tuple[str, ...]
    path: ToldPath | None
    contact: Entity | None
    next: str

    def as_json(self) -> dict[str, Any]:
        return {
            "group": entity_json(self.group),
            "tier": self.tier,
            "score": self.score,
            "factors": [factor.as_json() for factor in self.factors],
            "missing": list(self.missing),
            "path": self.path.as_json() if self.path else None,
        }

    @property
    def matched(self) -> tuple[ToldFact, ...]:
        """What it has to do with the market and the product, and why it would help: every fact once, in the order of the factors."""
        told = (fact for factor in self.factors if factor.name not in SHOWN_APART for fact in factor.facts)
        return tuple({fact.relationship.id: fact for fact in told}.values())

    @property
    def said(self) -> tuple[Statement, ...]:
        return tuple(statement for factor in self.factors for statement in factor.said)

    @property
    def questions(self) -> tuple[str, ...]:
        """What is not known, but for the sentence that it is too much, which a page says elsewhere."""
        return self.missing[1:] if self.too_little else self.missing

    @property
    def needs(self) -> tuple[Entity, ...]:
        """Its open needs that bear on the question."""
        told = (fact.target for factor in self.factors if factor.name == "open_opportunities" for fact in factor.facts if fact.relationship.type == "PUBLISHES")
        return tuple({need.id: need for need in told}.values())

    @property
    def weighed(self) -> tuple[ToldFactor, ...]:
        """The factors that make the score."""
        return tuple(factor for factor in self.factors if factor.name in WEIGHTS)


@dataclass(frozen=True, slots=True)
class Answer:
    """`product`: None where none was asked and the network does not know what the company makes. `groups`: how many large groups the network knows."""

    company: Entity
    market: End
    product: End | None
    cards: tuple[Card, ...]
    weights: Mapping[str, float]
    groups: int
    explanation: str
    sequence: int
    as_of: date

    def as_json(self) -> dict[str, Any]:
        return {
            "company": entity_json(self.company),
            "market": end_json(self.market),
            "product": end_json(self.product) if self.product else None,
            "results": [card.as_json() for card in self.cards],
        }

    @property
    def full(self) -> float:
        """The most that a score can be."""
        return sum(self.weights.values())


def find_carriers(snapshot: Snapshot, request: Request, t: Texts) -> Answer:
    """Answer a question. Raises BadInput, NotFound or Ambiguous, in the words of `t`, where it cannot be understood."""
    day = request.as_of or today()
    check_from_one("limit", request.limit, MOST_GROUPS, t)
    weights = known_weights(request.weights, t)
    company = asked_company(snapshot, request.company, t)
    code = known_market(t, request.market, "market")
    market = market_end(code, t)
    products = products_called(snapshot.facts, request.product) if request.product else own_products(snapshot.facts, company.id, day)
    product = product_end(snapshot, request.product, products, t)
    wanted = Wanted(company.id, code, products, day)
    snapshot, found = willing(snapshot, lambda now: rank(now, wanted, weights, request.limit), lambda now, found: people_in(now.facts, found, day))
    teller = Told(snapshot, wanted, weights, company, market, product, t)
    cards = tuple(teller.card(ranked) for ranked in found)
    groups = len(snapshot.facts.bearing("GrandGroupe"))
    told = phrases.explanation(t, company.name, market.name, product.name if product else None, [card.tier for card in cards], groups=groups)
    return Answer(company, market, product, cards, weights, groups, told, snapshot.sequence, day)


def rank(snapshot: Snapshot, wanted: Wanted, weights: Mapping[str, float], limit: int) -> list[Ranked]:
    """Tier after tier, until there are enough."""
    question = Coexport(snapshot.facts, wanted)
    tiers = question.by_tier()
    paths = PathsFrom(snapshot, wanted.company, wanted.day, [id for ids in tiers.values() for id in ids])
    found: list[Ranked] = []
    for tier, ids in tiers.items():
        if len(found) < limit:
            found += best((question.candidate(id, tier) for id in ids), weights, limit - len(found), paths)
    return found


def people_in(facts: Facts, found: Collection[Ranked], day: date) -> Iterator[str]:
    """Whoever the answer names."""
    for ranked in found:
        yield from named_on(facts, ranked.path.ids if ranked.path else (), day)
        yield from (contact.id for contact in facts.contacts(ranked.candidate.id, day))


class Told:
    """Puts what was found into words."""

    def __init__(self, snapshot: Snapshot, wanted: Wanted, weights: Mapping[str, float], company: Entity, market: End, product: End | None, t: Texts) -> None:
        self._facts = snapshot.facts
        self._wanted = wanted
        self._weights = weights
        self._company, self._market, self._product = company, market, product
        self._t = t
        self._teller = Teller(snapshot.facts, t, wanted.day)

    def card(self, ranked: Ranked) -> Card:
        candidate, day = ranked.candidate, self._wanted.day
        group = self._facts.entities[candidate.id]
        path = self._teller.path(ranked.path) if ranked.path else None
        contact = next(iter(self._facts.contacts(group.id, day)), None)
        told = {factor.name: self.factor(factor, ranked) for factor in candidate.factors.values()} | {PATH: self.path_factor(ranked, path)}
        factors = tuple(told[name] for name in (*(name for name in told if name not in WEIGHTS), *WEIGHTS))
        unknown = [factor.name for factor in factors if not factor.known]
        product = self._product.name if self._product else None
        return Card(
            group=group,
            tier=candidate.tier,
            score=ranked.score,
            too_little=ranked.too_little,
            factors=factors,
            missing=tuple(
                phrases.missing(self._t, group, self._company, self._market.name, product, unknown, too_little=ranked.too_little, contact=contact is not None)
            ),
            path=path,
            contact=contact,
            next=phrases.next_step(self._t, group, self._need(candidate.factors["open_opportunities"]), day, path=path.next if path else None, contact=contact),
        )

    def factor(self, factor: Factor, ranked: Ranked) -> ToldFactor:
        said = (Statement(self._facts.entities[said.entity], self._said(said.entity, said.property)) for said in factor.said)
        return self._told(factor, ranked, tuple(self._teller.fact(r) for r in factor.facts), tuple(said))

    def path_factor(self, ranked: Ranked, path: ToldPath | None) -> ToldFactor:
        """In the word of its weakest link, as everywhere."""
        if path is None:
            return self._told(Factor(PATH, 0.0, known=False), ranked, (), ())
        told = self._told(Factor(PATH, path.path.score, known=True), ranked, tuple(fact for step in path.steps for fact in step.facts), ())
        return replace(told, amount=path.steps[path.weakest].strength_word)

    def _told(self, factor: Factor, ranked: Ranked, facts: tuple[ToldFact, ...], said: tuple[Statement, ...]) -> ToldFactor:
        return ToldFactor(
            name=factor.name,
            words=phrases.factor(self._t, factor.name),
            amount=phrases.amount(self._t, factor.value, known=factor.known),
            value=factor.value,
            weight=self._weights.get(factor.name, 0.0),
            contribution=ranked.contributions.get(factor.name, 0.0),
            known=factor.known,
            facts=facts,
            said=said,
        )

    def _said(self, entity: str, property: str) -> str:
        return phrases.said(self._t, self._facts.entities[entity], property, market=self._market.name)

    def _need(self, factor: Factor) -> Entity | None:
        """The open need to answer first: of those about most of what is asked, the one with the nearest deadline."""
        ids = [r.target for r in factor.facts if r.type == "PUBLISHES"]
        about = {id: len({r.type for r in factor.facts if r.source == id}) for id in ids}
        needs = (self._facts.entities[id] for id in ids)

        def order(need: Entity) -> tuple[int, date, str]:
            deadline = need.day("deadline")
            return (-about[need.id], deadline.last if deadline else date.max, need.id)

        return min(needs, key=order, default=None)


def asked_company(snapshot: Snapshot, text: str, t: Texts) -> Entity:
    company = named(snapshot.names, text, t, "company")
    if company.label != "Company":
        raise BadInput(t.gettext("%(name)s is no company: only a company can be carried.", name=company.name), {"company": [company.id]})
    return company


def market_end(code: str, t: Texts) -> End:
    """The market as an entity is shown, whether the network has a node for it or not."""
    return End(country_id(code), country_name(t, code), ("Country",))


def product_end(snapshot: Snapshot, text: str | None, products: Collection[str], t: Texts) -> End | None:
    """What was asked, as an entity is shown where it means one; several have no id. Raises NotFound where nothing is called that."""
    if text and not products:
        message = t.gettext("No capability and no sector has the id, the code or the name “%(product)s”.", product=shortened(text))
        raise NotFound(message, {"product": [entity_json(entity) for entity in snapshot.names.alike(text, ["Capability", "Sector"])]})
    meant = sorted((snapshot.facts.entities[id] for id in products), key=lambda entity: (entity.name, entity.id))
    if len(meant) == 1:
        return End(meant[0].id, meant[0].name, meant[0].labels)
    return End(None, ", ".join(dict.fromkeys(entity.name for entity in meant))) if meant else None


def own_products(facts: Facts, company: str, day: date) -> frozenset[str]:
    """What a company can do or make, as far as that is known; else the sectors it is in."""
    offered = frozenset(r.target for r in facts.outgoing(company, "OFFERS", on=day))
    return offered or frozenset(r.target for r in facts.outgoing(company, "ACTIVE_IN", on=day))


def known_weights(asked: Mapping[str, float], t: Texts) -> Mapping[str, float]:
    """All weights, those asked for instead of the published ones."""
    for name, weight in asked.items():
        if name not in WEIGHTS or not (isfinite(weight) and 0 <= weight <= MOST_WEIGHT):
            raise BadInput(t.gettext("A weight is a number from 0 to %(most)s.", most=MOST_WEIGHT), {f"weight_{name}": [weight]})
    return {name: float(asked.get(name, weight)) for name, weight in WEIGHTS.items()}
