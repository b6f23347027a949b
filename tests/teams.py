"""Small calls at random, with everything that bears on teams, and the best team by trying all of them: no code is shared with the search."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from random import Random

from explorer.analysis.consortium import Field, Limits, Need
from explorer.analysis.consortium.teams import Order

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

    def near(self) -> list[list[int | None]]:
        ways = [[[self.far(lead)[id] for id in able] for lead in self.leads] for able in self.field.eligible]
        return [[min((way for way in of_lead if way is not None), default=None) for of_lead in of_need] for of_need in ways]


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
