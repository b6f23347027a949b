"""The best teams over many leads. What a lead's team costs at least is known from one search for each need, so that few of them need be looked at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from explorer.analysis.consortium.field import Field
from explorer.analysis.consortium.teams import Team, best_team

Far: TypeAlias = Callable[[str], Mapping[str, int | None]]
"""The distances from a lead to every holder."""
Hope: TypeAlias = tuple[int, int, int, int, str]
"""The first five of a team's order, at their best."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best teams in their order. `least`: where the search was given up, what the cost of a team of the leads not looked at is at least; else None."""

    teams: tuple[Team, ...]
    least: int | None = None


def rank(field: Field, leads: Sequence[str], near: Sequence[Sequence[int | None]], far: Far, limit: int, most_leads: int) -> Ranking:
    """The best team of each of the `limit` best leads. `near`: for each need, what the way from each lead to the nearest who may take it costs.

    `most_leads`: those whose team is looked at before the search is given up.
    """
    best: list[Team] = []
    for looked_at, hope in enumerate(sorted(hopes(field, leads, near))):
        if len(best) == limit and best[-1].order[:5] < hope:
            break
        if looked_at == most_leads:
            return Ranking(tuple(best), least=hope[2])
        lead = hope[4]
        team = best_team(field, lead, far(lead))
        if team is not None:
            best = sorted((*best, team), key=lambda team: team.order)[:limit]
    return Ranking(tuple(best))


def hopes(field: Field, leads: Sequence[str], near: Sequence[Sequence[int | None]]) -> Iterator[Hope]:
    """Of each lead, what its team can be at best: every need by the nearest, and as many of them as so few members can take."""
    most = field.limits.most
    widths = sorted({able: len(able) for able in field.able.values()}.values(), reverse=True)
    widest = widths[0] if widths else 0
    others = sum(widths[: most - 1]) if most is not None else len(field.needs)
    covered = len(field.needs) - field.uncovered
    for lead, ways in zip(leads, zip(*near, strict=True) if near else ((),) * len(leads), strict=True):
        rest = covered - len(field.able.get(lead, ()))
        missed = max(0, rest - others)
        # What is missed is what would have cost most; needs that nobody may take have no way either.
        costs = sorted(inf if way is None else way for way, able in zip(ways, field.eligible, strict=True) if able)[: covered - missed]
        unreachable = sum(cost == inf for cost in costs)
        size = 1 + -(-(rest - missed) // widest) if widest else 1
        yield field.uncovered + missed, unreachable, int(sum(cost for cost in costs if cost != inf)), size, lead
