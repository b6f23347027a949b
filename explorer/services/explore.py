"""What Explore asks: the network around an entity, among some, the best connected of a kind, and what stands behind one tie."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any, Final

from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import TYPES
from explorer.services.ends import named
from explorer.services.entity import nameable_entity
from explorer.services.graph import Graph, Node, drawn, node_of, people
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldFact, ToldStep, entity_json
from explorer.services.willing import willing
from explorer.texts import Texts

MOST_LOOKED_AT: Final = 3_000
"""Ties of one entity that are looked at for its strongest neighbours, and as many again for those it is only situated by."""
CORE_OF: Final = 5
"""Of a drawing to begin with, one in so many is there for its own ties, the others for joining them."""
JOINING_OF: Final = 3
"""Of a drawing of some, at most one in so many is there for joining them."""
MOST_BEHIND: Final = 300
"""Stored relationships told of one pair."""


@dataclass(frozen=True, slots=True)
class Around:
    """An entity, what it has of each type, and one page of its neighbours, the strongest first.

    `counts`: type, direction, number; always of all that can be named, whatever was asked for. `withheld`: how many more there are. `total`: neighbours that
    fit; where not all of them could be looked at (`looked_at_all` false), relationships of the types asked for.
    """

    node: Node
    counts: tuple[tuple[str, str, int], ...]
    withheld: int
    total: int
    looked_at_all: bool
    graph: Graph

    def as_json(self) -> dict[str, Any]:
        drawn = self.graph.as_json()
        return {
            "node": self.node.as_json(),
            "counts": [{"type": type_, "direction": direction, "n": n} for type_, direction, n in self.counts],
            "withheld": self.withheld,
            "total": self.total,
            "looked_at_all": self.looked_at_all,
            "nodes": [node for node in drawn["nodes"] if node["id"] != self.node.entity.id],
            "ties": drawn["ties"],
            "complete": drawn["complete"],
            "snapshot": drawn["snapshot"],
        }


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the tie of two entities: the introducing tie as a step, where there is one, and every relationship told. `total`: of all there are."""

    source: Entity
    target: Entity
    step: ToldStep | None
    facts: tuple[ToldFact, ...]
    total: int
    sequence: int

    def as_json(self) -> dict[str, Any]:
        step = self.step.as_json() if self.step else {}
        told = ("strength", "strength_word", "validity", "validity_word", "sentence")
        return {
            "source": entity_json(self.source),
            "target": entity_json(self.target),
            **{name: step.get(name) for name in told},
            "ties": [fact.as_json() for fact in self.facts],
            "sentences": [fact.sentence for fact in self.facts],
            "ages": [fact.age for fact in self.facts],
            "total": self.total,
            "snapshot": self.sequence,
        }


def among(snapshot: Snapshot, ids: Sequence[str], as_of: date | None = None) -> Graph:
    """These entities and all ties among them, as far as they can be named."""
    return willing(snapshot, lambda now: drawn(now, ids, as_of), people)[1]


def around(
    snapshot: Snapshot,
    id: str,
    t: Texts,
    *,
    types: Sequence[str] = (),
    labels: Sequence[str] = (),
    skip: int = 0,
    limit: int = 50,
    as_of: date | None = None,
) -> Around:
    """An entity and its neighbours, with the ties among these. Raises NotFound."""
    day = as_of or today()

    def looked_around(now: Snapshot) -> Around:
        entity = nameable_entity(now, id, t)
        counts = nameable_counts(now.facts, id)
        # The rare ones first, so that not all that is looked at is of one kind.
        asked = sorted((group for group in counts if not types or group[0] in types), key=lambda group: (counts[group], group))
        near, looked_at_all = neighbours(now, entity, asked, frozenset(types), labels, day)
        return Around(
            node=node_of(now.facts, entity),
            counts=tuple(by_direction(counts)),
            withheld=now.facts.degree(id) - sum(counts.values()),
            total=len(near) if looked_at_all else sum(counts[group] for group in asked),
            looked_at_all=looked_at_all,
            graph=drawn(now, [id, *near[skip : skip + limit]], as_of),
        )

    return willing(snapshot, looked_around, lambda now, found: people(now, found.graph))[1]


def best_connected(
    snapshot: Snapshot,
    t: Texts,
    *,
    label: str | None = None,
    sector: str | None = None,
    city: str | None = None,
    country: str | None = None,
    type: str | None = None,
    joined: bool = False,
    limit: int = 300,
    as_of: date | None = None,
) -> tuple[int, Graph]:
    """How many entities fit, and those of them with the most relationships. `sector` and `city` take ids or names. Raises NotFound or Ambiguous.

    `joined`: a drawing to begin with instead, that hangs together: few of the best connected, actors if there are any, and what joins them.
    """
    day = as_of or today()
    asked = (("sector", sector, "ACTIVE_IN"), ("city", city, "LOCATED_IN"))
    situated = [(named(snapshot.names, text, t, field), type_) for field, text, type_ in asked if text]

    def fitting(facts: Facts) -> Set[str] | None:
        sets: list[Set[str]] = [facts.sources({place.id}, (type_,), day, ended=True) for place, type_ in situated]
        if label:
            sets.append(facts.bearing(label))
        if country:
            said = facts.saying_country(country.upper())
            sets.append(said | facts.sources(said & facts.bearing("City"), ("LOCATED_IN",), day, ended=True))
        if type:
            sets.append(facts.joined_by(type))
        found: Set[str] | None = None
        for one in sets:
            found = one if found is None else found & one
        return found

    def connected(now: Snapshot) -> tuple[int, Graph]:
        within, objectors = fitting(now.facts), now.facts.objectors
        if within is not None:
            within = within - objectors
        room = limit if within is not None else limit + len(objectors)
        best = joined_up(now.facts, within, limit) if joined else now.facts.best_connected(within, room)
        total = len(within) if within is not None else len(now.facts.entities) - len(objectors)
        return total, drawn(now, [id for id in best if id not in objectors][:limit], as_of, type)

    return willing(snapshot, connected, lambda now, found: people(now, found[1]))[1]


def joined_up(facts: Facts, within: Set[str] | None, limit: int) -> Sequence[str]:
    """The best connected, and those of their neighbours that are tied to most of them.

    Where only some are asked for, others come along as far as they join them, and then more of those asked for that these are tied to. Where there are no
    actors, nothing that others are only part of: every town being part of its country says nothing of towns.
    """
    wholes = facts.bearing("Country") | facts.bearing("Territory")
    if within is not None:
        core = facts.best_connected(facts.willing & within or within, max(2, limit // CORE_OF))
        joining = [id for id in most_tied(facts, core, facts.entities.keys()) if id not in wholes][: limit // JOINING_OF]
        more = most_tied(facts, joining, within)
        return list(dict.fromkeys((*core, *joining, *more)))[:limit]
    asked = facts.willing or facts.entities.keys() - wholes or facts.entities.keys()
    core = facts.best_connected(asked, max(2, limit // CORE_OF))
    return [*core, *most_tied(facts, core, facts.entities.keys() if facts.willing else asked)][:limit]


def most_tied(facts: Facts, ids: Sequence[str], among: Set[str]) -> Sequence[str]:
    """Who and what is tied to any of some, the most of them first."""
    tied: Counter[str] = Counter()
    for id in ids:
        tied.update({r.other(id) for r in islice(facts.of(id), MOST_LOOKED_AT)})
    offered = [id for id in tied.keys() - set(ids) if id in among and id not in facts.objectors]
    return sorted(offered, key=lambda id: (-tied[id], -facts.degree(id), id))


def behind(snapshot: Snapshot, source: str, target: str, t: Texts, as_of: date | None = None) -> Behind:
    """All that is known between two entities. Raises NotFound; nothing is told of somebody who asked not to be named."""
    day = as_of or today()

    def told(now: Snapshot) -> Behind:
        facts = now.facts
        ends = [nameable_entity(now, id, t) for id in (source, target)]
        teller = Teller(facts, t, day)
        tie = now.engine.tie_between(source, target, day) if source != target else None
        step = teller.step(source, target, tie) if tie else None
        derived = [fact for fact in (step.facts if step else ()) if fact.via]
        stored = sorted(facts.between(source, target), key=lambda r: (r.type, r.id)) if source != target else []
        every = [*derived, *map(teller.fact, stored)]
        return Behind(ends[0], ends[1], step, tuple(every[:MOST_BEHIND]), len(every), now.sequence)

    def named_in(_: Snapshot, found: Behind) -> Iterator[str]:
        named_ = chain((found.source, found.target), (end for fact in found.facts for end in (fact.source, fact.target)))
        return (entity.id for entity in named_ if entity.label == "Person")

    return willing(snapshot, told, named_in)[1]


def nameable_counts(facts: Facts, id: str) -> Mapping[tuple[str, bool], int]:
    """How many relationships that can be told an entity is an end of, by type and whether they come in there."""
    counts = Counter(facts.counts(id))
    counts.subtract((r.type, r.target == id) for r in facts.withheld(id))
    return +counts


def by_direction(counts: Mapping[tuple[str, bool], int]) -> Iterator[tuple[str, str, int]]:
    """In the vocabulary's order: those that introduce first."""
    for name, type_ in TYPES.items():
        out, in_ = counts.get((name, False), 0), counts.get((name, True), 0)
        told = (("both", out + in_),) if type_.symmetric else (("out", out), ("in", in_))
        yield from ((name, direction, n) for direction, n in told if n)


def neighbours(
    snapshot: Snapshot, entity: Entity, groups: Sequence[tuple[str, bool]], types: Set[str], labels: Sequence[str], day: date
) -> tuple[list[str], bool]:
    """Who and what an entity is tied to by relationships of these groups (type, whether it comes in): the strongest first, then the best connected.

    Also whether all were looked at: of an entity with very many, the strongest and some of the others are.
    """
    facts, id = snapshot.facts, entity.id
    strongest = snapshot.engine.strongest(id, day, MOST_LOOKED_AT) if entity.is_actor else ()
    first = [other for other in strongest if any(not types or r.type in types for r in facts.between(id, other))]
    looked_at = list(islice(_leading(facts, id, groups), MOST_LOOKED_AT + 1))
    others = dict.fromkeys(r.other(id) for r in looked_at[:MOST_LOOKED_AT])
    rest = sorted(others.keys() - set(first), key=lambda other: (-facts.degree(other), other))
    found = (facts.entities[other] for other in (*first, *rest))
    fitting = [other.id for other in found if not other.objects and (not labels or not frozenset(labels).isdisjoint(other.labels))]
    return fitting, len(looked_at) <= MOST_LOOKED_AT


def _leading(facts: Facts, id: str, groups: Iterable[tuple[str, bool]]) -> Iterator[Relationship]:
    return chain.from_iterable(facts.incoming(id, type_) if comes_in else facts.outgoing(id, type_) for type_, comes_in in groups)
