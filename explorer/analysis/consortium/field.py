"""Who may be in a team: the holders of each need under the limits that were asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from explorer.analysis.consortium.needs import Need
from explorer.analysis.holding import holders
from explorer.domain.facts import Facts

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a team must obey.

    `most`: members, the lead among them. `include`: each must be given a need, unless it is the lead. `within`: ids of those of a territory; everybody but a
    lead that was named must be of it. `rivals_apart`: no two open competitors. `one_lot_each`: no member has needs of two lots. `share`: no member takes more
    of the `amount`, of which each need is an equal part, than this share of its yearly turnover; who says no turnover is not held to it.
    """

    most: int | None = None
    include: frozenset[str] = NOBODY
    exclude: frozenset[str] = NOBODY
    within: Set[str] | None = None
    rivals_apart: bool = True
    one_lot_each: bool = False
    share: float | None = None
    amount: float | None = None


@dataclass(frozen=True)
class Field:
    """`eligible`: for each need, who may take it. `rivals`: of those who have any among all these (and the lead asked for), which."""

    needs: tuple[Need, ...]
    limits: Limits
    eligible: tuple[frozenset[str], ...]
    turnovers: Mapping[str, float] = field(default_factory=dict)
    rivals: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts, needs: Sequence[Need], limits: Limits, day: date, lead: str | None = None) -> "Field":
        """`lead`: one that was named, who need not be of the territory."""
        held = {need.things: holders(facts, need.things, day) for need in needs}
        eligible = tuple(allowed(held[need.things], limits, lead) for need in needs)
        bodies = NOBODY.union(*eligible, {lead} if lead else NOBODY)
        turnovers = {id: turnover for id in bodies if (turnover := _turnover(facts, id)) is not None} if limits.share is not None else {}
        return cls(tuple(needs), limits, eligible, turnovers, rivalries(facts, bodies, day) if limits.rivals_apart else {})

    @cached_property
    def holders(self) -> tuple[str, ...]:
        """Whoever may take any of the needs."""
        return tuple(sorted(NOBODY.union(*self.eligible)))

    @cached_property
    def uncovered(self) -> int:
        """Needs that nobody may take."""
        return sum(not able for able in self.eligible)

    @cached_property
    def able(self) -> Mapping[str, frozenset[int]]:
        """By holder, the needs it may take, as places in `needs`."""
        found: dict[str, set[int]] = defaultdict(set)
        for place, able in enumerate(self.eligible):
            for id in able:
                found[id].add(place)
        return {id: frozenset(places) for id, places in found.items()}

    def capacity(self, id: str) -> int | None:
        """How many needs it may take at most by its turnover; None: any number."""
        limits = self.limits
        turnover = self.turnovers.get(id)
        if limits.share is None or not limits.amount or turnover is None:
            return None
        return int(limits.share * turnover * len(self.needs) / limits.amount)

    def lot(self, place: int) -> tuple[str | None, int]:
        """The lot of a need; one without is a lot of its own."""
        lot = self.needs[place].lot
        return (lot, -1) if lot is not None else (None, place)


def allowed(held: frozenset[str], limits: Limits, lead: str | None = None) -> frozenset[str]:
    """Those of the holders of something that the limits let in."""
    here = held if limits.within is None else (held & limits.within) | (held & {lead} if lead else NOBODY)
    return here - limits.exclude


def rivalries(facts: Facts, ids: frozenset[str], day: date) -> dict[str, frozenset[str]]:
    """Of those who have open competitors among the others, which."""
    found: dict[str, set[str]] = defaultdict(set)
    for id in facts.sources(ids, ("COMPETES_WITH",), day, within=ids):
        for r in facts.outgoing(id, "COMPETES_WITH"):
            if r.open_at(day) and r.target in ids:
                found[id].add(r.target)
                found[r.target].add(id)
    return {id: frozenset(others) for id, others in found.items()}


def are_apart(ids: Iterable[str], rivals: Mapping[str, frozenset[str]]) -> bool:
    members = frozenset(ids)
    return all(members.isdisjoint(rivals.get(id, NOBODY)) for id in members)


def _turnover(facts: Facts, id: str) -> float | None:
    turnover = facts.entities[id].properties.get("turnover")
    return float(turnover) if isinstance(turnover, int | float) and not isinstance(turnover, bool) else None
