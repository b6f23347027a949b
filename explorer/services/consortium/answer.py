"""Who together can answer a call: the answer as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.analysis.consortium import Team
from explorer.domain.answers import End
from explorer.domain.records import Entity
from explorer.services.consortium.asked import Asked
from explorer.services.introductions import end_json
from explorer.services.told import ToldFact, ToldPath, entity_json


@dataclass(frozen=True, slots=True)
class ToldNeed:
    """A need with the name of what it is of. `known`: how many hold it at all, `able`: how many of them the limits let in."""

    lot: str | None
    thing: End
    known: int
    able: int

    def as_json(self) -> dict[str, Any]:
        return {"lot": self.lot, "capability": end_json(self.thing)}


@dataclass(frozen=True, slots=True)
class Member:
    """Who is in a team. `takes`: places of its needs, with the facts behind each; `could`: of those it holds besides. `others`: who could take the same."""

    entity: Entity
    takes: Mapping[int, tuple[ToldFact, ...]]
    could: frozenset[int]
    distance: float | None
    path: ToldPath | None
    contact: Entity | None
    others: tuple[Entity, ...]
    leads: bool
    near: str


@dataclass(frozen=True, slots=True)
class ToldTeam:
    """`uncovered`: places of the needs nobody takes. `tied`, `pairs`: how many pairs of members have a tie with each other, of all of them."""

    lead: Entity
    team: Team
    needs: tuple[ToldNeed, ...]
    members: tuple[Member, ...]
    uncovered: tuple[int, ...]
    tied: int
    pairs: int

    @property
    def complete(self) -> bool:
        return not self.uncovered

    @property
    def unreachable(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.distance is None)

    def taker(self, place: int) -> Member | None:
        return next((member for member in self.members if place in member.takes), None)

    def as_json(self) -> dict[str, Any]:
        return {
            "lead": entity_json(self.lead),
            "cost": self.team.cost,
            "complete": self.complete,
            "members": [
                {
                    "entity": entity_json(member.entity),
                    "needs": [self.needs[place].as_json() for place in member.takes],
                    "distance": member.distance,
                    "path": member.path.as_json() if member.path else None,
                }
                for member in self.members
            ],
            "uncovered": [self.needs[place].as_json() for place in self.uncovered],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """`notices`: what bears on all of it, such as a deadline that has passed. `relax`: which limits to lift, or what is missing, where needs are left."""

    asked: Asked
    needs: tuple[ToldNeed, ...]
    teams: tuple[ToldTeam, ...]
    notices: tuple[str, ...]
    relax: tuple[str, ...]
    explanation: str
    sequence: int

    def as_json(self) -> dict[str, Any]:
        return {
            "needs": [need.as_json() for need in self.needs],
            "teams": [team.as_json() for team in self.teams],
            "relax": [*self.notices, *self.relax],
        }
