"""When there is no introduction: who can be reached instead."""

from collections.abc import Iterable
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import Final, TypeAlias

from explorer.domain.answers import Nearest, Question
from explorer.domain.facts import Facts
from explorer.domain.strength import factor_of
from explorer.network.bounds import costs_from_sources, layers_to_targets, ties_from
from explorer.network.build import HOP_ROOM, IntroductionNetwork
from explorer.network.search import best_paths
from explorer.network.situation import situation
from explorer.network.terrain import NO_ONE, Terrain

Candidate: TypeAlias = tuple[int, int, int, bool]
"""Distance or shared things (fewer is better), cost and ties as HOP_ROOM says, rank, and whether that cost is exact or a lower bound."""


MOST_LOOKUPS: Final = 100
"""Actors whose way is looked up one by one because their rivals bear on it: each costs a search of its own."""


def nearest(facts: Facts, network: IntroductionNetwork, question: Question) -> tuple[tuple[Nearest, ...], bool]:
    """Actors that can be reached under the question's filters, best first, at most `limit`; and whether all that could be among them were looked at.

    Where the targets are only too far: those fewest ties from them. Else those that share most cities, countries and sectors with them. Then by score, then id.
    Nobody need be passed to them (`via` may be what made the question impossible), and nobody who was to be avoided, or is a rival of the ends, is offered.
    """
    terrain = Terrain.of(network, question)
    costs = costs_from_sources(terrain, question.max_hops)
    offered = {rank: cost for rank, cost in costs.items() if rank not in terrain.sources and (rank in terrain.targets or rank not in terrain.barred)}
    distances = ties_from(terrain.targets_reversed, terrain.targets, len(network.ids))
    joined = not terrain.sources.isdisjoint(distances)
    merits = {rank: distances[rank] for rank in offered if rank in distances} if joined else _alike(facts, network, question, offered)
    candidates = [(merit, offered[rank], rank, _is_exact(terrain, rank)) for rank, merit in merits.items()]
    best, complete = _best(candidates, terrain, question, of_one_merit=joined)
    return tuple(Nearest(network.ids[rank], hops=key % HOP_ROOM, score=factor_of(key // HOP_ROOM)) for key, rank in best), complete


def _alike(facts: Facts, network: IntroductionNetwork, question: Question, offered: Iterable[int]) -> dict[int, int]:
    """By actor that shares something with the targets: minus the number of things shared."""
    asked = question.target_places or question.targets
    wanted = frozenset().union(*(situation(facts, id, question.as_of) for id in asked))
    shared = {rank: len(wanted & situation(facts, network.ids[rank], question.as_of)) for rank in offered} if wanted else {}
    return {rank: -things for rank, things in shared.items() if things}


def _is_exact(terrain: Terrain, rank: int) -> bool:
    """Whether no rivals but those already left out bear on paths to this actor."""
    return _rivals_of(terrain, rank) <= terrain.barred and all(terrain.rivals.get(source, NO_ONE) <= terrain.barred for source in terrain.sources)


def _rivals_of(terrain: Terrain, rank: int) -> frozenset[int]:
    network = terrain.network
    return frozenset(network.ranks[id] for id in network.rivals.get(network.ids[rank], ()) if id in network.ranks)


def _best(candidates: list[Candidate], terrain: Terrain, question: Question, *, of_one_merit: bool) -> tuple[list[tuple[int, int]], bool]:
    """The first `limit` candidates by exact cost, looked up only for those that come up; False where there were too many to look up.

    `of_one_merit`: only those with the merit of the first.
    """
    heapify(candidates)
    best: list[tuple[int, int]] = []
    lookups = 0
    least: int | None = None
    while candidates and len(best) < question.limit:
        merit, key, rank, exact = heappop(candidates)
        if of_one_merit and least is not None and merit > least:
            break
        if exact:
            least = merit
            best.append((key, rank))
        elif lookups == MOST_LOOKUPS:
            return best, False
        else:
            lookups += 1
            if (true_key := _best_path_to(rank, terrain, question)) is not None:
                heappush(candidates, (merit, true_key, rank, True))
    return best, True


def _best_path_to(rank: int, terrain: Terrain, question: Question) -> int | None:
    """Cost and ties of the best answer to the same question with this actor as its target, still not through the targets that were asked for."""
    network = terrain.network
    avoid = frozenset(network.ids[passed_by] for passed_by in terrain.barred | terrain.targets)
    towards = Terrain.of(network, replace(question, targets=frozenset({network.ids[rank]}), via=None, avoid=avoid))
    found = best_paths(towards, layers_to_targets(towards, question.max_hops), limit=1).paths
    return found[0][0] if found else None
