"""Co-export the other way round: which small companies suit a need, or a large group, that could carry them."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from explorer.analysis.below import Chain, below, once, open_in_order
from explorer.analysis.coexport import FIT, rivals
from explorer.analysis.factors import Candidate, Factor
from explorer.analysis.holding import HOLDING
from explorer.analysis.opportunities import is_open, published_by
from explorer.analysis.proximity import Proximity
from explorer.domain.facts import Facts
from explorer.domain.records import Relationship

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType({"capability_fit": 50, "market": 25, "path": 15, "proximity": 10})
TRADE: Final = 0.5
"""Being in the trade that is sought, beside being able to do or make just that, which is worth 1."""
COUNTRY: Final = "country:"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a need or a group is about: ids of products and of countries."""

    products: frozenset[str]
    markets: frozenset[str]


@dataclass(slots=True)
class Suited:
    """The facts as one need or group sees them. `publisher`: the company that would carry; `sought`: what it or its need is about."""

    facts: Facts
    publisher: str
    sought: Sought
    day: date
    wholes: Mapping[str, Mapping[str, Chain]] = field(init=False)
    places: Mapping[str, Chain] = field(init=False)
    barred: Set[str] = field(init=False)
    proximity: Proximity = field(init=False)

    def __post_init__(self) -> None:
        facts, day = self.facts, self.day
        self.wholes = {product: below(facts, {product}, "PART_OF", day) for product in sorted(self.sought.products)}
        tops = self.sought.markets.union(*(facts.places_of(market.removeprefix(COUNTRY)) for market in self.sought.markets))
        self.places = below(facts, tops, "PART_OF", day)
        self.barred = below(facts, {self.publisher}, "SUBSIDIARY_OF", day).keys() | rivals(facts, self.publisher, day)
        self.proximity = Proximity(facts, self.publisher, day)

    def companies(self) -> list[str]:
        """Small companies that can do or make some of what is sought, or are in its trade; nobody who competes with the group or belongs to it."""
        return sorted(self._able() & self.facts.bearing("PME"))

    def unsized(self) -> list[str]:
        """Companies that can, or are, and whose size nobody knows: they may be small."""
        entities = self.facts.entities
        return sorted(id for id in self._able() & self.facts.bearing("Company") if entities[id].text("size_class") is None)

    def _able(self) -> Set[str]:
        parts = frozenset(part for wholes in self.wholes.values() for part in wholes)
        return self.facts.sources(parts, HOLDING, self.day) - self.barred

    def candidate(self, id: str) -> Candidate:
        factors = (self._fit(id), self._market(id), self.proximity.factor([id]))
        return Candidate(id, "product", {factor.name: factor for factor in factors})

    def _fit(self, id: str) -> Factor:
        """How much of what is sought it has: each product counts once, at the best it has of it."""
        held = open_in_order(self.facts.outgoing(id, *HOLDING), self.day)
        best = [max((1.0 if r.type == "OFFERS" else TRADE for r in held if r.target in parts), default=0.0) for parts in self.wholes.values()]
        links = (link for parts in self.wholes.values() for r in held if r.target in parts for link in (r, *parts[r.target]))
        return Factor("capability_fit", sum(best) / len(best), known=True, facts=once(links))

    def _market(self, id: str) -> Factor:
        """Whether it aims at one of the markets, or is there already."""
        links = [link for r in self._towards(id) for link in (r, *self.places[r.target])]
        return Factor("market", 1.0 if links else 0.0, known=bool(links), facts=once(links))

    def _towards(self, id: str) -> Iterator[Relationship]:
        return (r for r in open_in_order(self.facts.outgoing(id, "TARGETS", "OPERATES_IN"), self.day) if r.target in self.places)


def sought_by_need(facts: Facts, need: str, day: date) -> Sought:
    """What a need seeks, and the markets it aims at."""
    return Sought(_ends(facts, need, day, "SEEKS"), _ends(facts, need, day, "TARGETS"))


def sought_by_group(facts: Facts, group: str, day: date) -> Sought:
    """What a group, its subsidiaries and their open needs seek, else what they offer and the trades they are in; and where they are or aim at."""
    family = below(facts, {group}, "SUBSIDIARY_OF", day)
    needs = [need.id for member in family for need in published_by(facts, member, day) if is_open(need, day)]
    everywhere = (*family, *needs)
    seeking = frozenset().union(*(_ends(facts, id, day, "SEEKS") for id in everywhere))
    products = seeking or frozenset().union(*(_ends(facts, id, day, *FIT) for id in family))
    markets = frozenset().union(*(_ends(facts, id, day, "TARGETS", "OPERATES_IN") for id in everywhere))
    return Sought(products, frozenset(id for id in markets if facts.entities[id].label == "Country"))


def _ends(facts: Facts, id: str, day: date, *types: str) -> frozenset[str]:
    return frozenset(r.target for r in facts.outgoing(id, *types, on=day))
