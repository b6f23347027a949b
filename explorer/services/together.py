"""Ties that nobody stored: who worked with whom, and whom a body serves by what it runs. Around one actor and among some, each with what it rests on.

The rules are those of the introduction network (`explorer/network/derive.py`), and so are the strengths; here they are only asked of what is drawn.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice
from typing import Any, Final, TypeAlias

from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.strength import Contribution
from explorer.domain.vocabulary import DERIVED_TYPES
from explorer.network.derive import BENEFITING, DIRECT_SUPPORT, GATHERINGS, RUN, Gathering, benefits, bodies, runs_for
from explorer.network.evidence import DEALINGS
from explorer.services.entity import nameable_entity
from explorer.services.graph import Node, node_of, strengths_among, years
from explorer.services.snapshot import Snapshot
from explorer.services.told import entity_json
from explorer.services.willing import willing
from explorer.texts import Texts

MOST_DEALINGS: Final = 3_000
"""Relationships of one actor that are looked at, and others that one thing it runs serves."""
MOST_GATHERINGS: Final = 5_000
"""Gatherings and programmes of several that are looked at for one drawing."""
MOST_DERIVED: Final = 20_000
"""Derived ties in one drawing, the strongest."""
MOST_VIA: Final = 3
"""Named of what one of them rests on."""

Given: TypeAlias = tuple[str, str, Contribution]
"""Source, target, and what one gathering or programme gives their tie."""
Reasons: TypeAlias = dict[tuple[str, str, str], list[Contribution]]
"""All of that by type, source and target."""


@dataclass(frozen=True, slots=True)
class DerivedTie:
    """`source`: who runs what serves the other; of those who worked together, the lesser id. `strength`: of the whole tie of the two.

    `via`: the gatherings and programmes it rests on, the strongest reason first. `years`: the first and last in which both had part in any of it.
    """

    type: str
    source: str
    target: str
    strength: float
    via: tuple[Entity, ...]
    years: tuple[int | None, int | None]

    @property
    def id(self) -> str:
        """No stored relationship has such an id: theirs are one line."""
        return f"{self.type}\n{self.source}\n{self.target}"

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "source": self.source,
            "target": self.target,
            "type": self.type,
            "symmetric": self.type == "WORKED_WITH",
            "introduces": True,
            "strength": self.strength,
            "since": None,
            "until": None,
            "year_from": self.years[0],
            "year_to": self.years[1],
            "status": "inferred",
            "source_document": None,
            "via": [entity_json(entity) for entity in self.via[:MOST_VIA]],
            "via_total": len(self.via),
        }


@dataclass(frozen=True, slots=True)
class Together:
    """Derived ties among what is drawn. `complete`: none was left out."""

    ties: tuple[DerivedTie, ...]
    complete: bool
    sequence: int

    def as_json(self) -> dict[str, Any]:
        return {"ties": [tie.as_json() for tie in self.ties], "complete": self.complete, "snapshot": self.sequence}


@dataclass(frozen=True, slots=True)
class WorkedWith:
    """One page of whom an actor is tied to by derived ties, the strongest first. `counts`: by type; where not all were looked at, at least so many."""

    node: Node
    counts: tuple[tuple[str, int], ...]
    total: int
    looked_at_all: bool
    nodes: tuple[Node, ...]
    together: Together

    def as_json(self) -> dict[str, Any]:
        return {
            "node": self.node.as_json(),
            "counts": [{"type": type_, "n": n} for type_, n in self.counts],
            "total": self.total,
            "looked_at_all": self.looked_at_all,
            "nodes": [node.as_json() for node in self.nodes],
        } | self.together.as_json()


def among(snapshot: Snapshot, ids: Sequence[str], as_of: date | None = None) -> Together:
    """All derived ties among these actors, the strongest first: at most `MOST_DERIVED`. Those who object are left out."""
    day = as_of or today()

    def found(now: Snapshot) -> Together:
        actors = {id for id in ids if (entity := now.facts.entities.get(id)) is not None and entity.is_actor and not entity.objects}
        reasons, looked_at_all = _reasons_among(now.facts, actors, day)
        ties = _told(now, reasons, actors, day)
        return Together(tuple(ties[:MOST_DERIVED]), looked_at_all and len(ties) <= MOST_DERIVED, now.sequence)

    return willing(snapshot, found, lambda now, together: _people(now.facts, together.ties))[1]


def around(snapshot: Snapshot, id: str, t: Texts, *, types: Collection[str] = (), skip: int = 0, limit: int = 50, as_of: date | None = None) -> WorkedWith:
    """Whom an actor worked with or serves. Raises NotFound; nothing is told of somebody who asked not to be named."""
    day = as_of or today()

    def found(now: Snapshot) -> WorkedWith:
        facts, entity = now.facts, nameable_entity(now, id, t)
        reasons, looked_at_all = _reasons_around(facts, id, day) if entity.is_actor else ({}, True)
        strongest = now.engine.strongest(id, day, MOST_DEALINGS) if reasons else ()
        by_other: dict[str, list[str]] = defaultdict(list)
        for type_, a, b in sorted(reasons):
            by_other[b if a == id else a].append(type_)
        near = [other for other in strongest if other in by_other]
        fitting = [other for other in near if not types or not set(types).isdisjoint(by_other[other])]
        page = fitting[skip : skip + limit]
        here = {key: reasons[key] for key in reasons if (key[2] if key[1] == id else key[1]) in set(page) and (not types or key[0] in types)}
        return WorkedWith(
            node=node_of(facts, entity),
            counts=tuple((name, n) for name in DERIVED_TYPES if (n := sum(name in by_other[other] for other in near))),
            total=len(fitting),
            looked_at_all=looked_at_all and len(strongest) < MOST_DEALINGS,
            nodes=tuple(node_of(facts, facts.entities[other]) for other in page),
            together=Together(tuple(_told(now, here, {id, *page}, day)), complete=True, sequence=now.sequence),
        )

    return willing(snapshot, found, lambda now, worked: _people(now.facts, worked.together.ties))[1]


def _people(facts: Facts, ties: Iterable[DerivedTie]) -> Iterator[str]:
    return (end for tie in ties for end in (tie.source, tie.target) if facts.entities[end].label == "Person")


def _told(snapshot: Snapshot, reasons: Reasons, actors: Collection[str], day: date) -> list[DerivedTie]:
    """With the strengths of the introduction network; what is too weak to be in it is no tie. The strongest first."""
    facts = snapshot.facts
    posts = (r for id in actors if facts.entities[id].label == "Person" for r in facts.outgoing(id, "WORKS_AT") if r.target in actors)
    strengths = strengths_among(snapshot, actors, posts, day)
    ties = (
        DerivedTie(type_, a, b, strength, _via(facts, given), _years(facts, given))
        for (type_, a, b), given in reasons.items()
        if (strength := strengths.get((min(a, b), max(a, b)))) is not None
    )
    return sorted(ties, key=lambda tie: (-tie.strength, tie.source, tie.target, tie.type))


def _via(facts: Facts, given: Iterable[Contribution]) -> tuple[Entity, ...]:
    strongest = sorted(given, key=lambda c: (-c.strength, c.via or ""))
    return tuple(facts.entities[via] for via in dict.fromkeys(c.via for c in strongest) if via is not None)


def _years(facts: Facts, given: Iterable[Contribution]) -> tuple[int | None, int | None]:
    """Each gathering counts from when the later of the two came until the earlier of them left."""
    spans = [[years(r, facts.entities[r.target]) for r in one.behind] for one in given]
    begun = [max(known) for span in spans if (known := [first for first, _ in span if first is not None])]
    ended = [min(known) for span in spans if (known := [last for _, last in span if last is not None])]
    return min(begun, default=None), max(ended) if len(ended) == len(spans) else None


def _reasons_among(facts: Facts, actors: Collection[str], day: date) -> tuple[Reasons, bool]:
    """What ties these actors, from what at least two of them had to do with. Also whether all of it was looked at."""
    dealings: dict[str, dict[str, Relationship]] = defaultdict(dict)
    hubs = []
    for id in sorted(actors):
        own = list(islice(facts.outgoing(id, *DEALINGS), MOST_DEALINGS + 1))
        if len(own) > MOST_DEALINGS:
            hubs.append(id)
        for r in own[:MOST_DEALINGS]:
            dealings[r.target][r.id] = r
    # What a hub has to do with is not all looked at from its own side, but from that of the others.
    for target in dealings if hubs else ():
        dealings[target] |= {r.id: r for hub in hubs for r in facts.between(hub, target) if r.source == hub and r.type in DEALINGS}
    shared = [target for target, here in dealings.items() if len({r.source for r in here.values()}) > 1]
    reasons: Reasons = defaultdict(list)
    for target in shared[:MOST_GATHERINGS]:
        entity, here = facts.entities[target], dealings[target].values()
        for a, b, given in (*_of_gathering(facts, entity, actors, day), *_of_run(facts, entity, here, here, day)):
            reasons[given.type, a, b].append(given)
    return reasons, len(shared) <= MOST_GATHERINGS and len(hubs) < 2


def _reasons_around(facts: Facts, id: str, day: date) -> tuple[Reasons, bool]:
    """What ties one actor to anybody. Also whether all it has to do with was looked at."""
    dealings: dict[str, list[Relationship]] = defaultdict(list)
    own = list(islice(facts.outgoing(id, *DEALINGS), MOST_DEALINGS + 1))
    for r in own[:MOST_DEALINGS]:
        dealings[r.target].append(r)
    reasons: Reasons = defaultdict(list)
    looked_at_all = len(own) <= MOST_DEALINGS
    for target, mine in dealings.items():
        entity = facts.entities[target]
        runs = any(r.type == "RUNS" for r in mine)
        served = list(islice(facts.incoming(target, *BENEFITING.get(entity.label, ())), MOST_DEALINGS + 1)) if runs else []
        looked_at_all = looked_at_all and len(served) <= MOST_DEALINGS
        running = [*mine, *facts.incoming(target, "RUNS")]
        for a, b, given in (*_of_gathering(facts, entity, None, day, id), *_of_run(facts, entity, running, [*mine, *served[:MOST_DEALINGS]], day)):
            if id in (a, b):
                reasons[given.type, a, b].append(given)
    return reasons, looked_at_all


def _of_gathering(facts: Facts, entity: Entity, actors: Collection[str] | None, day: date, with_: str | None = None) -> Iterator[Given]:
    """What a gathering gives the ties of those who took part: of these actors, or of one with all others."""
    if entity.label not in GATHERINGS:
        return
    gathering = Gathering.on(facts, entity, day)
    there = [id for id in gathering.participations if actors is None or id in actors]
    pairs = combinations(there, 2) if with_ is None else ((with_, other) for other in there if other != with_ and with_ in gathering.participations)
    yield from ((min(a, b), max(a, b), gathering.worked_with(a, b)) for a, b in pairs)


def _of_run(facts: Facts, entity: Entity, running: Iterable[Relationship], served: Iterable[Relationship], day: date) -> Iterator[Given]:
    """What a programme or project gives the ties of who runs it to those it serves or who pay for it, where support does not join the two directly."""
    if entity.label not in RUN:
        return
    by_body = bodies((r for r in running if r.type == "RUNS"), day)
    for benefit in {r.id: r for r in benefits(served, entity, day)}.values():
        for body, run in by_body.items():
            if body != benefit.source and not any(r.type in DIRECT_SUPPORT and r.exists_at(day) for r in facts.between(body, benefit.source)):
                yield body, benefit.source, runs_for(entity, run, benefit, day)
