"""The introduction network on one day: actors, the ties between them, and what passing through each of them costs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import fsum
from typing import Final, Self

import networkx as nx
import numpy as np

from explorer.domain.answers import MOST_HOPS, Part
from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.domain.strength import Contribution, Tie, contribution, cost_of, hub_factor, tie
from explorer.domain.vocabulary import TYPES
from explorer.network.arrays import Int32s
from explorer.network.derive import derived_ties
from explorer.network.evidence import keeping

HOP_ROOM: Final = MOST_HOPS + 2
"""Costs are searched as `cost * HOP_ROOM + ties`: one integer that orders by cost, then by number of ties."""

NOBODY: Final = Part(size=0, rank=None)


@dataclass(frozen=True)
class IntroductionNetwork:
    """Actors and ties as of a day.

    `graph`: a node for every actor who did not object, with its `entity`; an edge for every tie, with its `tie`.
    `hub_costs`: cost of passing through each actor, by its ties in the whole network, type filters aside.
    `rivals`: by company, its competitors on that day and the people in post there, who never introduce to or from it.

    Searching goes by ranks: actors in the order of their ids by code point, so that comparing ranks compares ids. `ids` gives the id of a rank, `ranks` the
    reverse, `steps` the neighbours of a rank with the cost of the tie, `tolls` its hub cost (both as HOP_ROOM says).
    """

    as_of: date
    graph: "nx.Graph[str]"
    hub_costs: Mapping[str, int]
    rivals: Mapping[str, frozenset[str]]
    ids: tuple[str, ...]
    ranks: Mapping[str, int]
    steps: tuple[tuple[tuple[int, int], ...], ...]
    tolls: Mapping[int, int]
    parts: Mapping[str, Part]

    @classmethod
    def build(cls, facts: Facts, as_of: date, types: frozenset[str] | None = None) -> Self:
        """`types` keeps only these relationship types, stored or derived; the others are left out before strengths are computed."""
        actors = {id: entity for id, entity in facts.entities.items() if entity.is_actor and not entity.objects}
        ties = [made for (a, b), all_of in _contributions(facts, actors, as_of).items() if (made := tie(a, b, all_of, as_of))]
        strengths: dict[str, list[float]] = {id: [] for id in actors}
        for made in ties:
            strengths[made.a].append(made.strength)
            strengths[made.b].append(made.strength)
        # fsum does not depend on the order of the ties, so equal facts give equal costs.
        hub_costs = {id: cost_of(hub_factor(fsum(own))) for id, own in strengths.items()}
        whole = cls._assemble(as_of, actors, ties, hub_costs, _rivals(facts, as_of))
        return whole if types is None else whole.keeping(types)

    def keeping(self, types: frozenset[str]) -> Self:
        """The same day's network with ties of these relationship types alone; what passing through somebody costs stays."""
        again = (keeping(t, types, self.as_of) for t in self.ties())
        actors = {id: self.entity(id) for id in self.ids}
        return self._assemble(self.as_of, actors, [t for t in again if t], self.hub_costs, self.rivals)

    def ties(self) -> Iterator[Tie]:
        for a, b in self.graph.edges:
            yield self.tie(a, b)

    def tie(self, a: str, b: str) -> Tie:
        made: Tie = self.graph.edges[a, b]["tie"]
        return made

    def tie_between(self, a: str, b: str) -> Tie | None:
        return self.tie(a, b) if self.graph.has_edge(a, b) else None

    def ties_of(self, id: str) -> Mapping[str, Tie]:
        """The ties of an actor by the other end; none for what is not in the network."""
        return {other: self.tie(id, other) for other in self.graph[id]} if id in self.graph else {}

    def ties_by_rank(self, rank: int) -> tuple[Int32s, Int32s]:
        """The other ends of an actor's ties and their costs, strongest first."""
        ordered = sorted((weight // HOP_ROOM, other) for other, weight in self.steps[rank])
        return np.array([other for _, other in ordered], np.int32), np.array([cost for cost, _ in ordered], np.int32)

    def entity(self, id: str) -> Entity:
        actor: Entity = self.graph.nodes[id]["entity"]
        return actor

    def part_of(self, actors: Iterable[str]) -> Part:
        """The part of the network these lie in; the largest one where they lie in several."""
        return min((self.parts[id] for id in actors if id in self.parts), key=lambda part: part.rank or 0, default=NOBODY)

    @classmethod
    def _assemble(
        cls, as_of: date, actors: Mapping[str, Entity], ties: Sequence[Tie], hub_costs: Mapping[str, int], rivals: Mapping[str, frozenset[str]]
    ) -> Self:
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from((id, {"entity": actors[id]}) for id in sorted(actors))
        graph.add_edges_from((made.a, made.b, {"tie": made}) for made in ties)
        ids = tuple(graph)
        ranks = {id: rank for rank, id in enumerate(ids)}
        steps: list[list[tuple[int, int]]] = [[] for _ in ids]
        for made in ties:
            weight = made.cost * HOP_ROOM + 1
            steps[ranks[made.a]].append((ranks[made.b], weight))
            steps[ranks[made.b]].append((ranks[made.a], weight))
        tolls = {rank: hub_costs[id] * HOP_ROOM for rank, id in enumerate(ids)}
        return cls(as_of, graph, hub_costs, rivals, ids, ranks, tuple(map(tuple, steps)), tolls, _parts(graph))


def _contributions(facts: Facts, actors: Mapping[str, Entity], day: date) -> dict[tuple[str, str], list[Contribution]]:
    """All that speaks for a tie, by pair of actors."""
    stored = (
        (r.source, r.target, made)
        for r in facts.relationships
        if TYPES[r.type].weight is not None and r.source in actors and r.target in actors and (made := contribution(r, day))
    )
    pairs: dict[tuple[str, str], list[Contribution]] = defaultdict(list)
    for a, b, made in chain(stored, derived_ties(facts, day)):
        if a in actors and b in actors:
            pairs[(a, b) if a < b else (b, a)].append(made)
    return pairs


def _rivals(facts: Facts, day: date) -> dict[str, frozenset[str]]:
    competitors: dict[str, set[str]] = defaultdict(set)
    for r in facts.relationships:
        if r.type == "COMPETES_WITH" and r.open_at(day):
            competitors[r.source].add(r.target)
            competitors[r.target].add(r.source)
    staff = {company: {r.source for r in facts.incoming(company, "WORKS_AT") if r.open_at(day)} for company in competitors}
    return {company: frozenset(others.union(*(staff[other] for other in others))) for company, others in competitors.items()}


def _parts(graph: "nx.Graph[str]") -> dict[str, Part]:
    """The connected part each actor lies in, the largest ranked 1, among equals the one with the first id."""
    components = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return {id: Part(size=len(part), rank=rank) for rank, part in enumerate(components, start=1) for id in part}
