"""The best team of one lead, exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final, TypeAlias

from explorer.analysis.consortium.field import NOBODY, Field, are_apart
from explorer.domain.strength import COST_SCALE

Order: TypeAlias = tuple[int, int, int, int, str, tuple[str, ...]]
"""Needs uncovered, needs whose holder is unreachable, cost of the others, members, the lead's id, the members' ids: smaller is better."""
Price: TypeAlias = tuple[int, int]
"""Unreachable (0 or 1), and the cost of the best path where there is one."""
FAR: Final[Price] = (1, 0)


@dataclass(frozen=True, slots=True)
class Team:
    """`chosen`: for each need who takes it, None where nobody does. `prices`: of all holders. `proven`: whether this lead can have no better one."""

    lead: str
    chosen: tuple[str | None, ...]
    prices: Mapping[str, Price]
    proven: bool = True

    @property
    def members(self) -> tuple[str, ...]:
        """Ids in their order, the lead among them whether it takes a need or not."""
        return tuple(sorted({self.lead, *(id for id in self.chosen if id is not None)}))

    @property
    def uncovered(self) -> int:
        return sum(id is None for id in self.chosen)

    @property
    def unreachable(self) -> int:
        return sum(self.prices[id][0] for id in self.chosen if id is not None)

    @property
    def whole_cost(self) -> int:
        """In the integers that paths are compared by."""
        return sum(self.prices[id][1] for id in self.chosen if id is not None)

    @property
    def cost(self) -> float:
        return self.whole_cost / COST_SCALE

    def distance(self, id: str) -> float | None:
        """From the lead to a member; None where it cannot be reached."""
        if id == self.lead:
            return 0.0
        unreachable, cost = self.prices[id]
        return None if unreachable else cost / COST_SCALE

    @property
    def order(self) -> Order:
        members = self.members
        return (self.uncovered, self.unreachable, self.whole_cost, len(members), self.lead, members)

    def takes(self, id: str) -> list[int]:
        """Places of the needs a member takes."""
        return [place for place, taker in enumerate(self.chosen) if taker == id]


def best_team(field: Field, lead: str, distances: Mapping[str, int | None]) -> Team | None:
    """None where no team of this lead obeys the limits. `distances`: from the lead to every holder.

    Without regard to most limits the nearest holder of each need is best, and fewest members among equals; only where that breaks a limit is the
    integer programme solved.
    """
    prices = {id: (0, 0) if id == lead else FAR if cost is None else (0, cost) for id, cost in distances.items()}
    barred = field.rivals.get(lead, NOBODY)
    options = [able - barred for able in field.eligible]
    nearest = [_nearest(able, prices) for able in options]
    free = _fewest(nearest, lead)
    if free is not None:
        team = Team(lead, free, prices)
        if obeys(field, team):
            return team
    from explorer.analysis.consortium.programme import solved  # loads scipy

    chosen, proven = solved(field, lead, options if free is not None or _binds(field) else nearest, prices)
    return None if chosen is None else Team(lead, chosen, prices, proven)


def _binds(field: Field) -> bool:
    limits = field.limits
    return bool(limits.most is not None or limits.include or limits.one_lot_each or limits.share is not None or field.rivals)


def _nearest(able: frozenset[str], prices: Mapping[str, Price]) -> frozenset[str]:
    """All that are as near as the nearest."""
    least = min((prices[id] for id in able), default=FAR)
    return frozenset(id for id in able if prices[id] == least)


def _fewest(nearest: Sequence[frozenset[str]], lead: str) -> tuple[str | None, ...] | None:
    """One for each need, with as few members as can be, the first by ids of several; None where that takes more than a look."""
    settled = {lead, *(id for able in nearest if len(able) == 1 for id in able)}
    open_ = {able for able in nearest if able and settled.isdisjoint(able)}
    if any(one & other for one, other in combinations(open_, 2)):
        return None
    settled |= {min(able) for able in open_}
    return tuple(min(able & settled, default=None) for able in nearest)


def obeys(field: Field, team: Team) -> bool:
    """Whether a team keeps to every limit on its members together (those on each alone are in `field.eligible`)."""
    limits = field.limits
    members = team.members
    if limits.most is not None and len(members) > limits.most:
        return False
    if not limits.include - {team.lead} <= set(chain.from_iterable([id] for id in team.chosen if id is not None)):
        return False
    if not are_apart(members, field.rivals):
        return False
    for id in members:
        taken = team.takes(id)
        capacity = field.capacity(id)
        if (limits.one_lot_each and len({field.lot(place) for place in taken}) > 1) or (capacity is not None and len(taken) > capacity):
            return False
    return True
