"""Small calls at random, with everything that bears on teams, and the best team by trying all of them: no code is shared with the search."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, product
from random import Random

from explorer.analysis.consortium import Field, Limits, Need
from explorer.analysis.consortium.teams import Order
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.network import IntroductionNetwork
from explorer.services.consortium import Request, find_teams
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.networks import AS_OF, random_facts

COSTS = (None, None, 5, 5, 7, 10**6, 10**6 + 1, 230_258_509, 10**9)
"""Few and far apart, so that much is equal and what differs by one counts."""


@dataclass(frozen=True, slots=True)
class Case:
    """A field, who may lead, and what the best path between each two costs."""

    field: Field
    leads: tuple[str, ...]
    costs: Mapping[frozenset[str], int | None]

    def far(self, lead: str) -> dict[str, int | None]:
        return {id: 0 if id == lead else self.costs[frozenset((lead, id))] for id in self.field.holders}

    def near(self, holders: frozenset[str]) -> list[int | None]:
        ways = [[self.far(lead)[id] for id in holders] for lead in self.leads]
        return [min((way for way in of_lead if way is not None), default=None) for of_lead in ways]


def random_case(random: Random) -> Case:
    ids = [f"c{i}" for i in range(random.randint(1, 5))]
    needs = [Need(frozenset({f"n{i}"}), random.choice((None, "1", "2"))) for i in range(random.randint(1, 4))]
    eligible = [frozenset(random.sample(ids, random.randint(0, len(ids)))) for _ in needs]
    pairs = [frozenset((a, b)) for a in ids for b in ids if a < b]
    rivals: dict[str, frozenset[str]] = {}
    for pair in random.sample(pairs, min(len(pairs), random.choice((0, 0, 1, 2)))):
        a, b = pair
        rivals[a], rivals[b] = rivals.get(a, frozenset()) | {b}, rivals.get(b, frozenset()) | {a}
    limits = Limits(
        most=random.choice((None, None, 1, 2, 3)),
        include=frozenset(random.sample(ids, min(len(ids), random.choice((0, 0, 0, 1, 2))))),
        one_lot_each=random.random() < 0.25,
        share=random.choice((None, None, None, 0.5)),
        amount=1000.0,
    )
    turnovers = {id: random.choice((100.0, 500.0, 1000.0, 4000.0)) for id in ids if random.random() < 0.7} if limits.share else {}
    field = Field(tuple(needs), limits, tuple(eligible), turnovers, rivals)
    leads = tuple(sorted(frozenset().union(*eligible))) or ("c0",)
    return Case(field, leads, {pair: random.choice(COSTS) for pair in pairs})


def tried(case: Case, lead: str) -> Order | None:
    """The order of the best team of a lead."""
    return min(_orders(case, lead), default=None)


def _orders(case: Case, lead: str) -> Iterator[Order]:
    limits, needs = case.field.limits, case.field.needs
    for chosen in product(*([None, *sorted(able)] for able in case.field.eligible)):
        members = {lead} | {id for id in chosen if id}
        if limits.most is not None and len(members) > limits.most:
            continue
        if any(id not in chosen for id in limits.include if id != lead):
            continue
        if any(b in case.field.rivals.get(a, ()) for a in members for b in members):
            continue
        if any(not _able(case, id, [need for need, taker in zip(needs, chosen, strict=True) if taker == id]) for id in members):
            continue
        ways = [0 if id == lead else case.costs[frozenset((lead, id))] for id in chosen if id]
        known = [way for way in ways if way is not None]
        yield chosen.count(None), len(ways) - len(known), sum(known), len(members), lead, tuple(sorted(members))


def _able(case: Case, id: str, takes: list[Need]) -> bool:
    limits = case.field.limits
    lots = [need.lot if need.lot else need for need in takes]
    if limits.one_lot_each and any(lot != lots[0] for lot in lots):
        return False
    turnover = case.field.turnovers.get(id)
    if limits.share is None or turnover is None:
        return True
    assert limits.amount
    return len(takes) * limits.amount / len(case.field.needs) <= limits.share * turnover + 1e-9


@dataclass(frozen=True, slots=True)
class Called:
    """A network with a call in it, what is asked, and the same as a case made from the facts by other code than the product's."""

    facts: Facts
    request: Request
    case: Case


CALL, PLACE = "opportunity:call", "city:1"


def random_call(random: Random) -> Called:
    """Actors who know, supply and compete with each other, some of whom can do some of what a call seeks."""
    network = random_facts(random, random.randint(3, 8))
    bodies = sorted(id for id, entity in network.entities.items() if entity.label in {"Company", "Structure"})
    offers = [(id, f"capability:{place}") for id in bodies for place in range(4) if random.random() < 0.4]
    lots = {place: random.choice((None, "1", "2")) for place in range(random.randint(1, 4))}
    made = [
        *(Relationship(f"o:{id}:{thing}", "OFFERS", id, thing) for id, thing in offers),
        *(Relationship(f"s:{place}", "SEEKS", CALL, f"capability:{place}", properties={"lot": lot} if lot else {}) for place, lot in lots.items()),
        Relationship("part", "PART_OF", "capability:3", "capability:0"),
    ]
    turnovers = {id: random.choice((100.0, 500.0, 4000.0)) for id in bodies if network.entities[id].label == "Company" and random.random() < 0.7}
    entities = [
        *(
            replace(entity, properties={**entity.properties, "turnover": turnovers[id]}) if id in turnovers else entity
            for id, entity in network.entities.items()
        ),
        *(Entity(f"capability:{place}", "Capability", f"Capability {place}") for place in range(4)),
        Entity(CALL, "Opportunity", "Call", {"amount": 1000.0}),
    ]
    chosen = random.sample(bodies, min(len(bodies), 3))
    request = Request(
        opportunity=CALL,
        max_members=random.choice((None, None, 1, 2, 3)),
        include=tuple(chosen[: random.choice((0, 0, 0, 1))]),
        exclude=tuple(chosen[1 : random.choice((1, 1, 2))]),
        territory=random.choice((None, None, None, PLACE)),
        lead=random.choice((None, None, *chosen[2:])),
        one_lot_each=random.random() < 0.25,
        allow_competitors=random.random() < 0.3,
        turnover_share=random.choice((None, None, None, 50.0)),
        limit=3,
        as_of=AS_OF,
    )
    facts = Facts(entities, [*network.relationships, *made])
    return Called(facts, request, _case(facts, request, offers, lots, turnovers))


def _case(facts: Facts, request: Request, offers: list[tuple[str, str]], lots: Mapping[int, str | None], turnovers: Mapping[str, float]) -> Case:
    places = sorted(lots, key=lambda place: (lots[place] is None, lots[place] or "", place))
    needs = tuple(Need(frozenset({f"capability:{place}"}), lots[place]) for place in places)
    here = {r.source for r in facts.relationships if r.type == "LOCATED_IN" and r.target == PLACE and r.open_at(AS_OF)}
    allowed = {id for id, _ in offers if id not in request.exclude and (request.territory is None or id in here or id == request.lead)}
    wanted = [{f"capability:{place}"} | ({"capability:3"} if place == 0 else set()) for place in places]
    eligible = tuple(frozenset(id for id, thing in offers if thing in things and id in allowed) for things in wanted)
    bodies = frozenset().union(*eligible) | ({request.lead} if request.lead else set())
    rivals: dict[str, frozenset[str]] = {}
    for r in facts.relationships:
        if r.type == "COMPETES_WITH" and r.open_at(AS_OF) and not request.allow_competitors and {r.source, r.target} <= bodies:
            for one, other in ((r.source, r.target), (r.target, r.source)):
                rivals[one] = rivals.get(one, frozenset()) | {other}
    limits = Limits(
        most=request.max_members,
        include=frozenset(request.include),
        one_lot_each=request.one_lot_each,
        share=request.turnover_share / 100 if request.turnover_share else None,
        amount=1000.0,
    )
    field = Field(needs, limits, eligible, turnovers if limits.share else {}, rivals)
    leads = (request.lead,) if request.lead else tuple(sorted(id for id in bodies if facts.entities[id].label == "Company"))
    network = IntroductionNetwork.build(facts, AS_OF)
    return Case(field, leads, {frozenset((a, b)): walked(network, a, b) for a in bodies for b in bodies if a < b})


def walked(network: IntroductionNetwork, start: str, end: str, most: int = 4) -> int | None:
    """What the best of all paths of so many ties costs, by walking every one."""
    waiting: list[tuple[str, ...]] = [(start,)]
    costs: list[int] = []
    while waiting:
        ids = waiting.pop()
        if ids[-1] == end:
            costs.append(sum(network.tie(a, b).cost for a, b in pairwise(ids)) + sum(network.hub_costs[id] for id in ids[1:-1]))
        elif len(ids) <= most:
            waiting += [(*ids, other) for other in network.graph[ids[-1]] if other not in ids]
    return min(costs, default=None)


def answered_as_tried(called: Called) -> bool:
    """Whether the product's teams are those that trying every one finds, to the last id."""
    found = find_teams(Snapshot.of(called.facts), called.request, texts("en")).teams
    every = sorted(order for lead in called.case.leads if (order := tried(called.case, lead)))
    return [team.team.order for team in found] == every[: called.request.limit]
