"""The best teams over many leads. What a lead's team is at best is known before it is looked at, so that few of them need be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from explorer.analysis.consortium.field import Field
from explorer.analysis.consortium.hopes import Near, hopes
from explorer.analysis.consortium.teams import Team, best_team

Far: TypeAlias = Callable[[str], Mapping[str, int | None]]
"""The distances from a lead to every holder."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best teams in their order. `least`: where the search was given up, what the cost of a team of the leads not looked at is at least; else None."""

    teams: tuple[Team, ...]
    least: int | None = None


def rank(field: Field, leads: Sequence[str], near: Near, far: Far, limit: int, most_leads: int) -> Ranking:
    """The best team of each of the `limit` best leads. `most_leads`: those whose team is looked at before the search is given up."""
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
