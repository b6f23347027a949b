"""Which large groups could carry a company into a market with a product: who has the market, who the product, and what speaks for each of them.

Having both always comes before the market alone, and that before the product alone: nearby exporters help where they know this product in this country, and
hardly otherwise (Koenig, Mayneris and Poncet, 2010). Inside a tier a weighted sum of named factors decides; `explorer.analysis.ranking` makes it.
"""

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Final

from explorer.analysis.below import Chain, above, below, once, open_in_order
from explorer.analysis.factors import Candidate, Factor, Said
from explorer.analysis.opportunities import Opening, is_co_export, is_open, openings, published_by
from explorer.analysis.proximity import Proximity
from explorer.domain.countries import country_id
from explorer.domain.facts import Facts
from explorer.domain.identity import slug
from explorer.domain.records import Entity, Relationship

TIERS: Final = ("product_and_market", "market", "product")
"""The best first."""
WEIGHTS: Final[Mapping[str, float]] = MappingProxyType({"open_opportunities": 35, "welcomes_sme": 25, "capability_fit": 20, "path": 15, "proximity": 5})
"""What each factor counts for inside a tier, unless somebody asks otherwise."""
FIT: Final[Mapping[str, float]] = MappingProxyType({"SEEKS": 1.0, "OFFERS": 0.7, "ACTIVE_IN": 0.4})
"""How well a group goes with a product that it looks for, makes itself, or whose trade it is in."""
CARRIERS: Final = frozenset({"eti", "grand_groupe"})
"""Size classes that can carry others."""
CARRYING: Final = frozenset({"carrying", "portage", *("co-export", "coexport")})
"""Kinds of a programme by which groups carry SMEs abroad."""
PER_PORTAGE: Final = 0.5
"""Each past portage halves the doubt whether a group welcomes SMEs."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: a company's id, the code of a market, ids of products, on a day."""

    company: str
    market: str
    products: frozenset[str]
    day: date


@dataclass(slots=True)
class Coexport:
    """The facts as one question sees them. `places`: the market and what lies in it; `products`: those asked for and their parts, each with its chain."""

    facts: Facts
    wanted: Wanted
    places: Mapping[str, Chain] = field(init=False)
    products: dict[str, Chain] = field(init=False)
    own: Mapping[str, Chain] = field(init=False)
    barred: Set[str] = field(init=False)
    needs: Mapping[str, list[Opening]] = field(init=False)
    proximity: Proximity = field(init=False)

    def __post_init__(self) -> None:
        facts, wanted, day = self.facts, self.wanted, self.wanted.day
        self.places = below(facts, facts.places_of(wanted.market), "PART_OF", day)
        self.products = below(facts, wanted.products, "PART_OF", day)
        self.own = below(facts, {wanted.company}, "SUBSIDIARY_OF", day)
        self.barred = self.own.keys() | rivals(facts, wanted.company, day)
        self.needs = openings(facts, {country_id(wanted.market)}, self.products, day)
        self.proximity = Proximity(facts, wanted.company, day)

    def by_tier(self) -> dict[str, list[str]]:
        """Ids of the groups of each tier, in their order."""
        in_market, with_product = (self.groups_of(holders) for holders in (self.in_market(), self.with_product()))
        sizes = {id: self.may_carry(id) for id in in_market | with_product}
        parts = (in_market & with_product, in_market - with_product, with_product - in_market)
        return {tier: sorted(id for id in ids if sizes[id]) for tier, ids in zip(TIERS, parts, strict=True)}

    def in_market(self) -> Set[str]:
        """Who is in the market themselves: operates there, has its country, or publishes an open need that aims at it."""
        operating = self.facts.sources(frozenset(self.places), ("OPERATES_IN",), self.wanted.day)
        return operating | self.facts.saying_country(self.wanted.market) | {id for id, needs in self.needs.items() if any(need.targets for need in needs)}

    def with_product(self) -> Set[str]:
        """Who has the product themselves: offers, seeks or is active in it, or publishes an open need that seeks it."""
        having = self.facts.sources(frozenset(self.products), tuple(FIT), self.wanted.day)
        return having | {id for id, needs in self.needs.items() if any(need.seeks for need in needs)}

    def groups_of(self, holders: Set[str]) -> frozenset[str]:
        """Those of them that may be large, and the possibly large ones they are subsidiaries of, at any depth; nobody who may not carry this company."""
        facts, day = self.facts, self.wanted.day
        pool = facts.bearing("Company") - facts.bearing("PME")
        owned = self._owned(pool)
        owners = above(facts, (holders & owned) - self.own.keys(), "SUBSIDIARY_OF", day)
        return frozenset(((holders | owners.keys()) & pool) - self.barred)

    def _owned(self, pool: Set[str]) -> Set[str]:
        """All subsidiaries of any of them, at any depth."""
        found: Set[str] = frozenset()
        level = self.facts.sources(pool, ("SUBSIDIARY_OF",), self.wanted.day)
        while level:
            found = found | level
            level = self.facts.sources(level, ("SUBSIDIARY_OF",), self.wanted.day) - found
        return found

    def may_carry(self, id: str) -> bool:
        """Large by its size class; where that is unknown, only by an open co-export need of its own."""
        size = self.facts.entities[id].text("size_class")
        if size is not None:
            return size in CARRIERS
        return any(is_co_export(need) and is_open(need, self.wanted.day) for need in published_by(self.facts, id, self.wanted.day))

    def candidate(self, id: str, tier: str) -> Candidate:
        """A group with all that speaks for it but the path, which is looked for only where it can matter. What its tier says it has not is not looked for."""
        family = below(self.facts, {id}, "SUBSIDIARY_OF", self.wanted.day, without=self.own)
        market = Factor("market", 0.0, known=False) if tier == "product" else self._market(family)
        product = [] if tier == "market" else self._product(family)
        factors = (
            market,
            Factor("product", 1.0 if product else 0.0, known=bool(product), facts=once(chain.from_iterable(found for _, found in product))),
            self._open_opportunities(family),
            self._welcomes(id),
            capability_fit(product),
            self.proximity.factor(family),
        )
        return Candidate(id, tier, {factor.name: factor for factor in factors})

    def _market(self, family: Mapping[str, Chain]) -> Factor:
        facts, day = self.facts, self.wanted.day
        links: list[Relationship] = []
        said: list[Said] = []
        for member, up in family.items():
            for r in open_in_order(facts.outgoing(member, "OPERATES_IN"), day):
                if r.target in self.places:
                    links += (r, *self.places[r.target], *up)
            if facts.entities[member].text("country") == self.wanted.market:
                said.append(Said(member, "country"))
                links += up
            for need in self.needs.get(member, ()):
                if need.targets:
                    links += (*need.published, *need.targets, *up)
        return Factor("market", 1.0 if links or said else 0.0, known=bool(links or said), facts=once(links), said=tuple(said))

    def _product(self, family: Mapping[str, Chain]) -> list[tuple[float, Chain]]:
        """Each way in which they have the product, with how well that fits."""
        found: list[tuple[float, Chain]] = []
        for member, up in family.items():
            for r in open_in_order(self.facts.outgoing(member, *FIT), self.wanted.day):
                if r.target in self.products:
                    found.append((FIT[r.type], (r, *self.products[r.target], *up)))
            found += [(FIT["SEEKS"], (*need.published, *need.seeks, *up)) for need in self.needs.get(member, ()) if need.seeks]
        return found

    def _open_opportunities(self, family: Mapping[str, Chain]) -> Factor:
        """The best of their open needs that bear on the question: 1 where it is about all that is asked, half where only about the market or the product."""
        asked = 2 if self.products else 1
        needs = [(need, up) for member, up in family.items() for need in self.needs.get(member, ())]
        value = max((((need.targets != ()) + (need.seeks != ())) / asked for need, _ in needs), default=0.0)
        links = once(link for need, up in needs for link in (*need.published, *need.targets, *need.seeks, *up))
        return Factor("open_opportunities", value, known=value > 0, facts=links)

    def _welcomes(self, id: str) -> Factor:
        """What a group says itself; where it says nothing, what its past portages let one think."""
        told = self.facts.entities[id].properties.get("welcomes_sme")
        if told is not None:
            return Factor("welcomes_sme", 1.0 if told is True else 0.0, known=True, said=(Said(id, "welcomes_sme"),))
        links = tuple(self._portages(id))
        return Factor("welcomes_sme", 1 - PER_PORTAGE ** len(links), known=bool(links), facts=links)

    def _portages(self, id: str) -> Iterator[Relationship]:
        """Co-export needs that somebody was found for, and programmes of portage they run or take part in, ended ones too."""
        for r in sorted(self.facts.outgoing(id, "PUBLISHES", "RUNS", "PARTICIPATES_IN"), key=lambda r: r.id):
            if r.exists_at(self.wanted.day) and is_portage(self.facts.entities[r.target]):
                yield r


def is_portage(entity: Entity) -> bool:
    if entity.label == "Opportunity":
        return is_co_export(entity) and entity.text("status") == "won"
    return entity.label == "Programme" and slug(entity.text("kind") or "") in CARRYING


def capability_fit(product: Collection[tuple[float, Chain]]) -> Factor:
    """The best way in which they have the product, and the facts that say so."""
    best = max((fit for fit, _ in product), default=0.0)
    return Factor("capability_fit", best, known=bool(product), facts=once(link for fit, links in product if fit == best for link in links))


def rivals(facts: Facts, company: str, day: date) -> Set[str]:
    """Its open competitors, their subsidiaries and the groups they belong to: none of them would carry it."""
    direct = facts.competitors(company, day)
    return below(facts, direct, "SUBSIDIARY_OF", day).keys() | above(facts, direct, "SUBSIDIARY_OF", day).keys()
