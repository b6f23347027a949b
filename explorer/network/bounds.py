"""What the rest of a path costs at least: the exact bounds that lead the search."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from explorer.network.terrain import Terrain

Layers: TypeAlias = Sequence[Mapping[int, int]]
"""Layer r gives, by actor, the least cost of coming from it to a goal over at most r ties; actors that cannot are absent."""


def layers_to_targets(terrain: Terrain, max_hops: int) -> tuple[Layers, Layers]:
    """The layers to the targets for paths that must still pass somebody, and for paths that need not (any more)."""
    near = ties_from(terrain, terrain.sources, max_hops // 2)
    free = _layers(terrain, [dict.fromkeys(terrain.targets, 0), *({} for _ in range(max_hops))], near)
    if not terrain.must_pass:
        return free, free
    passing = [{rank: cost for rank, cost in layer.items() if rank == terrain.via} for layer in free]
    return _layers(terrain, passing, near), free


def costs_from_sources(terrain: Terrain, max_hops: int) -> Mapping[int, int]:
    """By actor, what the best path from any source to it costs, over at most `max_hops` ties; nobody need be passed."""
    goals = [dict.fromkeys(terrain.sources, 0), *({} for _ in range(max_hops))]
    return _layers(terrain.targets_reversed, goals, near={})[max_hops]


def ties_from(terrain: Terrain, starts: Iterable[int], most: int) -> dict[int, int]:
    """By actor, the fewest ties from any of the starts, up to `most`, through actors that may be passed; targets end the way."""
    distance = dict.fromkeys(starts, 0)
    edge = list(distance)
    for ties in range(1, most + 1):
        reached: list[int] = []
        for rank in edge:
            for neighbour, _ in terrain.network.steps[rank]:
                if neighbour not in distance:
                    distance[neighbour] = ties
                    if neighbour in terrain.tolls and neighbour not in terrain.targets:
                        reached.append(neighbour)
        edge = reached
    return distance


def _layers(terrain: Terrain, goals: Sequence[Mapping[int, int]], near: Mapping[int, int]) -> Layers:
    """Bellman-Ford, one layer per tie. `goals[r]`: actors from which a finish is known over at most r ties, with its cost.

    Actors too far from every source to matter at a layer are left out; `near` holds the ties from the sources, further ones absent (empty: leave out nobody).
    """
    steps, tolls, targets = terrain.network.steps, terrain.tolls, terrain.targets
    max_hops = len(goals) - 1
    beyond = max(near.values(), default=-1) + 1
    known: dict[int, int] = {}
    improved: dict[int, int] = {}
    layers: list[Mapping[int, int]] = []
    for ties, goal in enumerate(goals):
        better: dict[int, int] = {}
        for rank, cost in improved.items():
            if rank not in tolls:
                continue
            entered = cost + tolls[rank]
            for neighbour, weight in steps[rank]:
                total = entered + weight
                if neighbour in targets or near.get(neighbour, beyond) + ties > max_hops:
                    continue
                if total < better.get(neighbour, total + 1) and total < known.get(neighbour, total + 1):
                    better[neighbour] = total
        better.update({rank: cost for rank, cost in goal.items() if cost < min(better.get(rank, cost + 1), known.get(rank, cost + 1))})
        known = known | better
        layers.append(known)
        improved = better
    return layers
