"""Who together can answer a call: what was found put into words, with what stands in the way of more."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from explorer.analysis.consortium import Field, Limits, Need, Team
from explorer.analysis.holding import evidence, holders
from explorer.domain.answers import End
from explorer.domain.facts import Facts
from explorer.domain.strength import COST_SCALE
from explorer.services.consortium.answer import Answer, Member, ToldNeed, ToldTeam
from explorer.services.consortium.asked import Asked
from explorer.services.consortium.search import Found, ranked
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller
from explorer.texts import Texts
from explorer.texts import consortium as phrases

OTHERS_SHOWN: Final = 3
"""Others who could take what a member takes."""
LOOKED_AT_FOR_RELAXING: Final = 10_000
"""Holders looked at for what a limit lifted would change."""
UNLIMITED: Final = Limits()


class Told:
    """Puts what was found into words."""

    def __init__(self, snapshot: Snapshot, asked: Asked, found: Found, t: Texts) -> None:
        self._snapshot, self._asked, self._found, self._t = snapshot, asked, found, t
        self._facts = snapshot.facts
        self._teller = Teller(snapshot.facts, t, asked.day)
        held = {need.things: holders(snapshot.facts, need.things, asked.day) for need in asked.needs}
        self._held = [held[need.things] for need in asked.needs]
        able = found.field.eligible
        self._needs = tuple(ToldNeed(need.lot, thing(snapshot.facts, need), len(self._held[place]), len(able[place])) for place, need in enumerate(asked.needs))

    def answer(self) -> Answer:
        teams = tuple(self.team(team) for team in self._found.ranking.teams)
        lead, name = self._asked.lead, self._asked.opportunity.name if self._asked.opportunity else None
        return Answer(
            asked=self._asked,
            needs=self._needs,
            teams=teams,
            notices=tuple(self._notices()),
            relax=tuple(self._relax()),
            explanation=phrases.explanation(
                self._t, name, len(self._needs), [(team.lead.name, len(team.uncovered)) for team in teams], lead=lead.name if lead else None
            ),
            sequence=self._snapshot.sequence,
        )

    def team(self, team: Team) -> ToldTeam:
        ids = sorted(team.members, key=lambda id: (id != team.lead, min(team.takes(id), default=0), id))
        day, engine = self._asked.day, self._snapshot.engine
        pairs = list(combinations(sorted(ids), 2))
        return ToldTeam(
            lead=self._facts.entities[team.lead],
            team=team,
            needs=self._needs,
            members=tuple(self.member(team, id) for id in ids),
            uncovered=tuple(place for place, id in enumerate(team.chosen) if id is None),
            tied=sum(engine.tie_between(a, b, day) is not None for a, b in pairs),
            pairs=len(pairs),
        )

    def member(self, team: Team, id: str) -> Member:
        facts, day = self._facts, self._asked.day
        takes = team.takes(id)
        found = self._found.paths.get((team.lead, id))
        path = self._teller.path(found) if found else None
        distance, leads = team.distance(id), id == team.lead
        return Member(
            entity=facts.entities[id],
            takes={place: tuple(map(self._teller.fact, evidence(facts, id, self._asked.needs[place].things, day))) for place in takes},
            could=frozenset(place for place, held in enumerate(self._held) if id in held and place not in takes),
            distance=distance,
            path=path,
            contact=next(iter(facts.contacts(id, day)), None),
            others=tuple(facts.entities[other] for other in self._others(team, id, takes)),
            leads=leads,
            near=phrases.near(self._t, path.path if path else None, leads=leads, reachable=distance is not None),
        )

    def _others(self, team: Team, id: str, takes: Sequence[int]) -> list[str]:
        """Who else could take what a member takes, the nearest to the lead first."""
        if not takes or id == team.lead:
            return []
        able = frozenset.intersection(*(self._found.field.eligible[place] for place in takes)) - {id, team.lead}
        barred = self._found.field.rivals.get(team.lead, frozenset())
        return sorted(able - barred, key=lambda other: (team.prices[other], other))[:OTHERS_SHOWN]

    def _notices(self) -> Iterator[str]:
        opportunity, least = self._asked.opportunity, self._found.ranking.least
        deadline = opportunity.day("deadline") if opportunity else None
        if opportunity and deadline and deadline.last < self._asked.day:
            yield phrases.too_late(self._t, opportunity.name, deadline)
        if least is not None:
            yield phrases.cut_short(self._t, least / COST_SCALE)
        if not all(team.proven for team in self._found.ranking.teams):
            yield phrases.not_proven(self._t)
        unsaid = [id for id in dict.fromkeys(id for team in self._found.ranking.teams for id in team.members) if id not in self._found.field.turnovers]
        if self._asked.limits.share is not None and unsaid:
            yield phrases.turnover_unsaid(self._t, [self._facts.entities[id].name for id in unsaid])

    def _relax(self) -> Iterator[str]:
        """Where no team takes every need: what nobody holds, and which limits stand in the way, tried one by one."""
        if not self._needs:
            yield phrases.no_needs(self._t, self._asked.opportunity.name if self._asked.opportunity else "")
            return
        best = self._found.ranking.teams[0] if self._found.ranking.teams else None
        if best and not best.uncovered:
            return
        for need, held in zip(self._needs, self._held, strict=True):
            if not need.known:
                yield phrases.nobody_holds(self._t, need.thing.name)
            elif not need.able:
                names = [self._facts.entities[id].name for id in sorted(held)]
                yield phrases.only_left_out(self._t, need.thing.name, names, self._asked.territory.name if self._asked.territory else None)
        for name, lifted in without_one(self._asked.limits):
            if name == "rivals_apart" and not self._found.field.rivals:
                continue
            asked = replace(self._asked, limits=lifted)
            field = Field.of(self._facts, asked.needs, lifted, asked.day, asked.lead.id if asked.lead else None)
            better = ranked(self._snapshot, field, asked, 1, LOOKED_AT_FOR_RELAXING).teams
            if better and (best is None or better[0].uncovered < best.uncovered):
                yield phrases.lifted(self._t, name, len(self._needs) - better[0].uncovered, len(self._needs))


def without_one(limits: Limits) -> Iterator[tuple[str, Limits]]:
    """The limits with one of them lifted, for each that is set."""
    for name in ("most", "include", "exclude", "within", "one_lot_each", "share"):
        lifted = replace(limits, **{name: getattr(UNLIMITED, name)})
        if lifted != limits:
            yield name, lifted
    if limits.rivals_apart:
        yield "rivals_apart", replace(limits, rivals_apart=False)


def thing(facts: Facts, need: Need) -> End:
    """What is needed, as an entity is shown; several have no id."""
    meant = sorted((facts.entities[id] for id in need.things), key=lambda entity: (entity.name, entity.id))
    if len(meant) == 1:
        return End(meant[0].id, meant[0].name, meant[0].labels)
    return End(None, ", ".join(dict.fromkeys(entity.name for entity in meant)))
