"""Who together can answer a call: the question as people ask it, and the whole answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any, Final

from explorer.analysis.consortium import Field, Limits, Need, Ranking, Team, evidence, holders, needs_of, rank
from explorer.domain.answers import DEFAULT_HOPS, End, Path, Question
from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.domain.strength import COST_SCALE
from explorer.errors import BadInput, NotFound
from explorer.network import actors_of
from explorer.network.ends import products_called
from explorer.services.ends import named, shortened
from explorer.services.introductions import end_json
from explorer.services.snapshots import Snapshot
from explorer.services.told import Teller, ToldFact, ToldPath, entity_json
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts import consortium as phrases

DEFAULT_LIMIT: Final = 5
MOST_TEAMS: Final = 50
MOST_NEEDS: Final = 100
MOST_MEMBERS: Final = 100
MOST_SHARE: Final = 1000
OTHERS_SHOWN: Final = 3
"""Others who could take what a member takes."""
MOST_LOOKED_AT: Final = 100_000
"""Holders looked at, those of each lead anew, before a search is cut short: a few seconds where limits bind."""
SPARE_LEADS: Final = 5
"""Leads that are looked at in any case, beside as many as teams are wanted."""
LOOKED_AT_FOR_RELAXING: Final = 10_000
"""The same for what a limit lifted would change."""
BODIES: Final = frozenset({"Company", "Structure"})
PLACES: Final = frozenset({"City", "Territory", "Country"})
UNLIMITED: Final = Limits()


@dataclass(frozen=True, slots=True)
class Request:
    """A question as asked: ids or names; `needs` instead of an `opportunity`. `turnover_share`: per cent of a member's yearly turnover."""

    opportunity: str | None = None
    needs: tuple[str, ...] = ()
    lead: str | None = None
    max_members: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    territory: str | None = None
    one_lot_each: bool = False
    allow_competitors: bool = False
    turnover_share: float | None = None
    limit: int = DEFAULT_LIMIT
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The question understood."""

    opportunity: Entity | None
    needs: tuple[Need, ...]
    limits: Limits
    lead: Entity | None
    territory: Entity | None
    day: date


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


@dataclass(frozen=True, slots=True)
class Found:
    """Teams, and the best path from each lead to each of its members that one leads to."""

    field: Field
    ranking: Ranking
    paths: Mapping[tuple[str, str], Path]


def find_teams(snapshot: Snapshot, request: Request, t: Texts) -> Answer:
    """Answer a question. Raises BadInput, NotFound or Ambiguous, in the words of `t`, where it cannot be understood."""
    asked = understood(snapshot, request, t)
    snapshot, found = willing(snapshot, lambda now: search(now, asked, request.limit), lambda now, found: people_in(now.facts, found, asked.day))
    return Told(snapshot, asked, found, t).answer()


def search(snapshot: Snapshot, asked: Asked, limit: int) -> Found:
    field = Field.of(snapshot.facts, asked.needs, asked.limits, asked.day, asked.lead.id if asked.lead else None)
    ranking = ranked(snapshot, field, asked, limit)
    pairs = {(team.lead, id) for team in ranking.teams for id in team.members if id != team.lead and team.distance(id) is not None}
    questions = {(lead, id): Question(frozenset({lead}), frozenset({id}), asked.day, limit=1) for lead, id in sorted(pairs)}
    paths = {pair: answer.paths[0] for pair, question in questions.items() if (answer := snapshot.engine.answer(question)).paths}
    return Found(field, ranking, paths)


def ranked(snapshot: Snapshot, field: Field, asked: Asked, limit: int, most_looked_at: int = MOST_LOOKED_AT) -> Ranking:
    """The best teams: of the lead that was named, else of every company that holds a need."""
    if not asked.needs:
        return Ranking(())
    companies = snapshot.facts.bearing("Company")
    leads = [asked.lead.id] if asked.lead else [id for id in field.holders if id in companies]
    ends = tuple(dict.fromkeys((*field.holders, *leads)))
    from_any = snapshot.engine.distances(ends, asked.day, DEFAULT_HOPS)

    def far(lead: str) -> Mapping[str, int | None]:
        return dict(zip(ends, from_any({lead}), strict=True)) | {lead: 0}

    ways = {able: dict(zip(ends, from_any(able), strict=True)) for able in dict.fromkeys(field.eligible)}
    near = [[ways[able][lead] for lead in leads] for able in field.eligible]
    return rank(field, leads, near, far, limit, max(limit + SPARE_LEADS, most_looked_at // max(1, len(ends))))


def people_in(facts: Facts, found: Found, day: date) -> Iterator[str]:
    """Whoever the answer names."""
    for path in found.paths.values():
        yield from (id for id in path.ids if facts.entities[id].label == "Person")
    for team in found.ranking.teams:
        yield from (contact.id for id in team.members for contact in facts.contacts(id, day))


class Told:
    """Puts what was found into words."""

    def __init__(self, snapshot: Snapshot, asked: Asked, found: Found, t: Texts) -> None:
        self._snapshot, self._asked, self._found, self._t = snapshot, asked, found, t
        self._facts = snapshot.facts
        self._teller = Teller(snapshot.facts, t, asked.day)
        held = {need.things: holders(snapshot.facts, need, asked.day) for need in asked.needs}
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
            takes={place: tuple(map(self._teller.fact, evidence(facts, id, self._asked.needs[place], day))) for place in takes},
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


def understood(snapshot: Snapshot, request: Request, t: Texts) -> Asked:
    day = request.as_of or today()
    check_bounds(request, t)
    opportunity = asked_opportunity(snapshot, request.opportunity, t) if request.opportunity else None
    needs = needs_of(snapshot.facts, opportunity.id, day) if opportunity else needs_called(snapshot, request.needs, t)
    if len(needs) > MOST_NEEDS:
        raise BadInput(too_many(t), {"opportunity" if opportunity else "needs": [len(needs)]})
    lead = body(snapshot, request.lead, t, "lead") if request.lead else None
    include, exclude = (frozenset(body(snapshot, text, t, field).id for text in texts) for field, texts in _chosen(request))
    both = sorted(exclude & (include | ({lead.id} if lead else frozenset())))
    if both:
        message = t.gettext("%(name)s cannot be both in the team and left out of it.", name=snapshot.facts.entities[both[0]].name)
        raise BadInput(message, {"exclude": both})
    territory = asked_territory(snapshot, request.territory, t) if request.territory else None
    amount = _amount(opportunity)
    if request.turnover_share is not None and amount is None:
        raise BadInput(t.gettext("A share of the turnover can be asked for only where the amount of the call is known."), {"turnover_share": []})
    limits = Limits(
        most=request.max_members,
        include=include,
        exclude=exclude,
        within=actors_of(snapshot.facts, territory.id, day) if territory else None,
        rivals_apart=not request.allow_competitors,
        one_lot_each=request.one_lot_each,
        share=None if request.turnover_share is None else request.turnover_share / 100,
        amount=amount,
    )
    return Asked(opportunity, needs, limits, lead, territory, day)


def _chosen(request: Request) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("include", request.include), ("exclude", request.exclude)


def _amount(opportunity: Entity | None) -> float | None:
    amount = opportunity.properties.get("amount") if opportunity else None
    return float(amount) if isinstance(amount, int | float) and not isinstance(amount, bool) and amount > 0 else None


def separated(text: str) -> tuple[str, ...]:
    """What commas separate, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def needs_called(snapshot: Snapshot, texts: Sequence[str], t: Texts) -> tuple[Need, ...]:
    """What ids, codes or names mean, each once, in the order given."""
    return tuple(dict.fromkeys(Need(things_called(snapshot, text, t)) for text in texts))


def things_called(snapshot: Snapshot, text: str, t: Texts) -> frozenset[str]:
    found = products_called(snapshot.facts, text)
    if not found:
        message = t.gettext("No capability and no sector has the id, the code or the name “%(product)s”.", product=shortened(text))
        raise NotFound(message, {"needs": [entity_json(entity) for entity in snapshot.names.alike(text, ["Capability", "Sector"])]})
    return found


def asked_opportunity(snapshot: Snapshot, text: str, t: Texts) -> Entity:
    found = named(snapshot.names, text, t, "opportunity")
    if found.label != "Opportunity":
        raise BadInput(t.gettext("%(name)s is no call: name an opportunity, or say what is needed.", name=found.name), {"opportunity": [found.id]})
    return found


def body(snapshot: Snapshot, text: str, t: Texts, field: str) -> Entity:
    found = named(snapshot.names, text, t, field)
    if found.label not in BODIES:
        raise BadInput(t.gettext("%(name)s is neither a company nor a structure: it cannot be in a team.", name=found.name), {field: [found.id]})
    return found


def asked_territory(snapshot: Snapshot, text: str, t: Texts) -> Entity:
    found = named(snapshot.names, text, t, "territory")
    if found.label not in PLACES:
        raise BadInput(t.gettext("%(name)s is no place: name a city, a territory or a country.", name=found.name), {"territory": [found.id]})
    return found


def check_bounds(request: Request, t: Texts) -> None:
    if bool(request.opportunity) == bool(request.needs):
        raise BadInput(t.gettext("Name a call for tenders, or else what is needed."), {"opportunity": [], "needs": []})
    if len(request.needs) > MOST_NEEDS:
        raise BadInput(too_many(t), {"needs": [len(request.needs)]})
    for name, value, most in (
        ("limit", request.limit, MOST_TEAMS),
        ("max_members", request.max_members, MOST_MEMBERS),
        ("turnover_share", request.turnover_share, MOST_SHARE),
    ):
        if value is not None and not 1 <= value <= most:
            raise BadInput(t.gettext("%(name)s must be from 1 to %(most)s.", name=name, most=most), {name: [value]})


def too_many(t: Texts) -> str:
    return t.gettext("A team is looked for with at most %(most)s needs: name those of some lots at a time.", most=MOST_NEEDS)
