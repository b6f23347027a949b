"""Which programmes and structures support a company: condition by condition, what is met, what is not, and what nobody knows.

What is asked of thousands is asked as sets; the relationships behind a condition are looked up for those that are shown.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Final

from explorer.analysis.below import Chain, above, open_in_order
from explorer.domain.countries import country_id
from explorer.domain.dates import PartialDate
from explorer.domain.facts import Facts
from explorer.domain.identity import slug
from explorer.domain.records import Entity

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType({"territory": 30, "sector": 25, "size": 15, "market": 15, "stage": 10, "dates": 5})
"""What a condition counts for where it is met; `capacity` says only yes or no."""
CONDITIONS: Final = (*WEIGHTS, "capacity")
NATIONAL: Final = 0.6
"""Being covered with a whole country, beside being covered by a territory."""
FOR_ALL: Final = 0.5
"""Being made for everybody, beside being made for such companies."""
HELPING: Final = ("SUPPORTED_BY", "PARTICIPATES_IN")
HELPERS: Final = frozenset({"Programme", "Structure"})
ADVISING: Final = frozenset({"adviser", "advisor", "conseiller", "conseillere"})


class State(Enum):
    """How a company stands to a condition. FOR_ALL: there is none; UNKNOWN: it is not known whether the company, or what it asks for, meets it."""

    MET = "met"
    FOR_ALL = "for_all"
    UNKNOWN = "unknown"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a programme or structure. `taken`, `places`: of its capacity; `about`: what it asks for (ids, or the words of the vocabulary)."""

    name: str
    state: State
    value: float = 0.0
    about: tuple[str, ...] = ()
    facts: Chain = ()
    taken: int = 0
    day: PartialDate | None = None

    @property
    def contribution(self) -> float:
        return WEIGHTS.get(self.name, 0.0) * self.value


@dataclass(frozen=True, slots=True)
class Helper:
    """A programme or structure with its conditions by name."""

    id: str
    conditions: Mapping[str, Condition]

    @property
    def missed(self) -> tuple[Condition, ...]:
        return tuple(condition for condition in self.conditions.values() if condition.state is State.MISSED)

    @property
    def met(self) -> bool:
        """Whether it is made for such companies in any respect."""
        return any(condition.state is State.MET and condition.name not in ("dates", "capacity") for condition in self.conditions.values())

    @property
    def score(self) -> float:
        return sum(condition.contribution for condition in self.conditions.values())

    @property
    def order(self) -> tuple[float, str]:
        return (-self.score, self.id)


@dataclass(frozen=True, slots=True)
class Found:
    """`fitting`: something speaks for them and nothing against, the best first; `near`: one condition is missed, another territory last.

    `silent`: how many say nothing of whom they help; `used`: what helps the company already.
    """

    fitting: tuple[Helper, ...]
    near: tuple[Helper, ...]
    silent: int
    used: tuple[str, ...]


@dataclass(slots=True)
class Support:
    """The facts as one company sees them, on one day, with a market in mind or none."""

    facts: Facts
    company: str
    market: str | None
    day: date
    places: Mapping[str, Chain] = field(init=False)
    sectors: Mapping[str, Chain] = field(init=False)
    countries: frozenset[str] = field(init=False)
    markets: Mapping[str, Chain] = field(init=False)
    _ends: Mapping[str, tuple[Set[str], Set[str]]] = field(init=False)

    def __post_init__(self) -> None:
        facts, company, day = self.facts, self.company, self.day
        located = {r.target: (r,) for r in open_in_order(facts.outgoing(company, "LOCATED_IN"), day)}
        up = above(facts, located, "PART_OF", day)
        self.places = {place: (*located[chain[0].source if chain else place], *chain) for place, chain in up.items()}
        said = {facts.entities[place].text("country") for place in (company, *self.places)}
        self.countries = frozenset({country_id(code) for code in said if code} | {place for place in self.places if place.startswith("country:")})
        active = {r.target: (r,) for r in open_in_order(facts.outgoing(company, "ACTIVE_IN"), day)}
        self.sectors = {sector: (*active[chain[0].source if chain else sector], *chain) for sector, chain in above(facts, active, "PART_OF", day).items()}
        aimed = {r.target: (r,) for r in open_in_order(facts.outgoing(company, "TARGETS"), day)}
        self.markets = {country_id(self.market): ()} if self.market else aimed
        self._ends = {
            "territory": self._among(("COVERS",), frozenset(self.places) | self.countries, facts.bearing("Territory") | facts.bearing("Country")),
            "sector": self._among(("ACTIVE_IN",), frozenset(self.sectors), facts.bearing("Sector")),
            "market": self._among(("TARGETS",), frozenset(self.markets), facts.bearing("Country")),
        }

    def found(self) -> Found:
        used = self.used()
        fitting, near, silent = [], [], 0
        for id in self.helpers():
            if id not in used:
                helper = Helper(id, {condition.name: condition for condition in self.conditions(self.facts.entities[id])})
                if not helper.met:
                    silent += not helper.missed
                elif not helper.missed:
                    fitting.append(helper)
                elif len(helper.missed) == 1:
                    near.append(helper)
        by_hope = sorted(near, key=lambda helper: (helper.missed[0].name == "territory", *helper.order))
        return Found(tuple(sorted(fitting, key=lambda helper: helper.order)), tuple(by_hope), silent, tuple(sorted(used)))

    def helpers(self) -> list[str]:
        """Programmes, and structures that say whom they cover, run a programme or support somebody: not those of which two conditions are missed already."""
        programmes, structures = self.facts.bearing("Programme"), self.facts.bearing("Structure")
        running = self.facts.sources(programmes, ("RUNS",), self.day)
        covering = self._ends["territory"][1]
        asked = programmes | ((running | self.facts.joined_by("SUPPORTED_BY") | covering) & structures)
        away, foreign = (having - met for met, having in (self._ends["territory"], self._ends["sector"]))
        return sorted((asked - (away & foreign)) - {self.company})

    def used(self) -> frozenset[str]:
        """What supports the company, or it takes part in, already: programmes and structures."""
        helping = (r.target for r in self.facts.outgoing(self.company, *HELPING, on=self.day))
        return frozenset(id for id in helping if self.facts.entities[id].label in HELPERS)

    def conditions(self, helper: Entity) -> Iterator[Condition]:
        yield self._territory(helper)
        yield self._sector(helper)
        if helper.label == "Programme":
            yield self._listed(helper, "size", "size_classes", "size_class")
        yield self._market(helper)
        if helper.label == "Programme":
            yield self._listed(helper, "stage", "stages", "stage")
            yield self._dates(helper)
            yield self._capacity(helper)

    def explained(self, helper: Helper) -> Helper:
        """With the relationships behind each condition, and what it asks for."""
        return Helper(helper.id, {name: self._behind(helper.id, condition) for name, condition in helper.conditions.items()})

    def bodies(self, helper: str) -> list[str]:
        """Who may be asked: a structure itself, those who run a programme."""
        if self.facts.entities[helper].label == "Structure":
            return [helper]
        return list(dict.fromkeys(r.source for r in open_in_order(self.facts.incoming(helper, "RUNS"), self.day)))

    def advisers(self, body: str) -> list[str]:
        """People with an open post as an adviser there who did not object, by id."""
        posts = open_in_order(self.facts.incoming(body, "WORKS_AT"), self.day)
        return sorted({r.source for r in posts if slug(r.role or "") in ADVISING} - self.facts.objectors)

    def _among(self, types: tuple[str, ...], own: frozenset[str], every: Set[str]) -> tuple[Set[str], Set[str]]:
        """Who has such a relationship to something of the company's, and who has one at all."""
        there = frozenset(id for id in own if id in self.facts.entities)
        return self.facts.sources(there, types, self.day), self.facts.sources(every, types, self.day)

    def _stated(self, name: str, helper: str, *, known: bool) -> State:
        met, having = self._ends[name]
        if helper in met:
            return State.MET
        if helper not in having:
            return State.FOR_ALL
        return State.MISSED if known else State.UNKNOWN

    def _territory(self, helper: Entity) -> Condition:
        state = self._stated("territory", helper.id, known=bool(self.places or self.countries))
        if state is State.FOR_ALL:
            return Condition("territory", State.UNKNOWN)
        local = state is State.MET and any(r.target in self.places and r.target not in self.countries for r in self._open(helper.id, "COVERS"))
        return Condition("territory", state, (1.0 if local else NATIONAL) if state is State.MET else 0.0)

    def _sector(self, helper: Entity) -> Condition:
        state = self._stated("sector", helper.id, known=bool(self.sectors))
        return Condition("sector", state, {State.MET: 1.0, State.FOR_ALL: FOR_ALL}.get(state, 0.0))

    def _market(self, helper: Entity) -> Condition:
        """A market that was asked for must be served; the company's own markets are only a reason for what serves them."""
        state = self._stated("market", helper.id, known=True)
        if state is State.MET:
            return Condition("market", state, 1.0)
        if self.market is None:
            return Condition("market", State.FOR_ALL, FOR_ALL) if state is State.FOR_ALL else Condition("market", State.UNKNOWN)
        return Condition("market", State.UNKNOWN if state is State.FOR_ALL else State.MISSED)

    def _listed(self, helper: Entity, name: str, listed: str, own: str) -> Condition:
        """A programme's list of what it takes, and what the company is."""
        taken = helper.properties.get(listed)
        if not isinstance(taken, tuple) or not taken:
            return Condition(name, State.FOR_ALL, FOR_ALL)
        said = self.facts.entities[self.company].text(own)
        state = State.UNKNOWN if said is None else State.MET if said in taken else State.MISSED
        return Condition(name, state, 1.0 if state is State.MET else 0.0, tuple(map(str, taken)))

    def _dates(self, helper: Entity) -> Condition:
        opens, closes = helper.day("opens_on"), helper.day("closes_on")
        if closes is not None and closes.last < self.day:
            return Condition("dates", State.MISSED, about=("closed",), day=closes)
        if opens is not None and opens.first > self.day:
            return Condition("dates", State.MISSED, about=("not_yet",), day=opens)
        if closes is None:
            return Condition("dates", State.UNKNOWN)
        return Condition("dates", State.MET, 1.0, day=closes)

    def _capacity(self, helper: Entity) -> Condition:
        places = helper.properties.get("capacity")
        if not isinstance(places, int):
            return Condition("capacity", State.FOR_ALL)
        taken = len({r.source for r in self.facts.incoming(helper.id, *HELPING) if r.open_at(self.day)})
        return Condition("capacity", State.MET if taken < places else State.MISSED, about=(str(places),), taken=taken)

    def _behind(self, helper: str, condition: Condition) -> Condition:
        own: Mapping[str, Mapping[str, Chain]] = {"territory": self.places, "sector": self.sectors, "market": self.markets}
        types = {"territory": "COVERS", "sector": "ACTIVE_IN", "market": "TARGETS"}
        if condition.name not in own:
            return condition
        told = self._open(helper, types[condition.name])
        shared = [r for r in told if r.target in own[condition.name] or (condition.name == "territory" and r.target in self.countries)]
        facts = {link.id: link for r in shared for link in (r, *own[condition.name].get(r.target, ()))}
        about = tuple(r.target for r in (shared if condition.state is State.MET else told))
        return Condition(condition.name, condition.state, condition.value, about, tuple(facts.values()))

    def _open(self, id: str, type_name: str) -> Chain:
        return tuple(open_in_order(self.facts.outgoing(id, type_name), self.day))
