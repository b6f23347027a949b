"""Who can be reached where there is no introduction: what `reach.py` says, over arrays."""

from collections.abc import Iterator
from dataclasses import replace
from heapq import heappop, heappush
from math import exp
from typing import TypeAlias

import numpy as np

from explorer.domain.answers import Nearest, Question
from explorer.domain.facts import Facts
from explorer.domain.strength import COST_SCALE
from explorer.network.arrays import Int32s, Int64s, TieArrays
from explorer.network.asked import Asked, Rivals, best_paths, present
from explorer.network.build import HOP_ROOM
from explorer.network.kernels.ground import BLOCKED, FAR, SOURCE, TARGET, clear_marks, set_marks
from explorer.network.kernels.spreading import hops_from, spread
from explorer.network.kernels.workspace import Workspaces
from explorer.network.reach import MOST_LOOKUPS
from explorer.network.situation import situation

Candidate: TypeAlias = tuple[int, int, int, int, bool]
"""Distance or shared things (fewer is better), key, place in the order of ids, actor, and whether that key is known to be exact."""


def nearest(facts: Facts, arrays: TieArrays, spaces: Workspaces, question: Question, asked: Asked, rivals_of: Rivals) -> tuple[tuple[Nearest, ...], bool]:
    """As `reach.nearest`: the nearest who can be reached, and whether all who could be among them were looked at."""
    keys, hops = _ways(arrays, spaces, asked)
    offered = keys < FAR
    offered[asked.blocked] = False
    offered[asked.targets] = keys[asked.targets] < FAR
    offered[asked.sources] = False
    actors = np.flatnonzero(offered)
    if len(asked.sources) and (hops[asked.sources] >= 0).any():
        near = actors[hops[actors] >= 0]
        actors = near[hops[near] == hops[near].min()] if len(near) else near
        merits = np.zeros(len(actors), np.int64)
    else:
        merits = _alike(facts, arrays, question, actors)
        actors, merits = actors[merits < 0], merits[merits < 0]
    best, complete = _best(_in_order(arrays, actors, merits, keys), arrays, spaces, question, asked, rivals_of)
    return tuple(Nearest(arrays.id(actor), hops=key % HOP_ROOM, score=exp(-(key // HOP_ROOM) / COST_SCALE)) for key, actor in best), complete


def _ways(arrays: TieArrays, spaces: Workspaces, asked: Asked) -> tuple[Int64s, Int32s]:
    """By actor: the key of the best way from the sources, and the ties to the targets. Nobody need be passed."""
    count = len(arrays)
    keys, hops = np.full(count, FAR, np.int64), np.full(count, -1, np.int32)
    with spaces.one(count) as space:
        ground = replace(asked, via=None).ground(arrays, space)
        marked = ((asked.blocked, BLOCKED), (asked.sources, SOURCE), (asked.targets, TARGET))
        for actors, mark in marked:
            set_marks(ground.marks, actors, mark)
        spread(ground, asked.sources, keys, np.zeros(count, np.uint8), np.empty((2, count), np.int32), np.empty(count, np.int64))
        hops_from(ground, asked.targets, hops, np.empty(count, np.int32))
        for actors, mark in marked:
            clear_marks(ground.marks, actors, mark)
    return keys, hops


def _alike(facts: Facts, arrays: TieArrays, question: Question, actors: Int64s) -> Int64s:
    """By actor: minus the number of places and sectors shared with the targets."""
    asked = question.target_places or question.targets
    wanted = frozenset().union(*(situation(facts, id, question.as_of) for id in asked))
    if not wanted:
        return np.zeros(len(actors), np.int64)
    return np.array([-len(wanted & situation(facts, arrays.id(actor), question.as_of)) for actor in actors.tolist()], np.int64)


def _in_order(arrays: TieArrays, actors: Int64s, merits: Int64s, keys: Int64s) -> Iterator[Candidate]:
    """Whether a key is exact is asked only of those that come up."""
    order = arrays.order[actors]
    for i in np.lexsort((order, keys[actors], merits)).tolist():
        yield int(merits[i]), int(keys[actors[i]]), int(order[i]), int(actors[i]), False


def _best(
    candidates: Iterator[Candidate], arrays: TieArrays, spaces: Workspaces, question: Question, asked: Asked, rivals_of: Rivals
) -> tuple[list[tuple[int, int]], bool]:
    """The first `limit` by exact key, looked up only where rivals bear on it; False where there were too many to look up."""
    rivals = _BearingRivals(arrays, asked, rivals_of)
    looked_up: list[Candidate] = []
    best: list[tuple[int, int]] = []
    lookups = 0
    coming = next(candidates, None)
    while (coming or looked_up) and len(best) < question.limit:
        if coming is None or (looked_up and looked_up[0] < coming):
            _, key, _, actor, exact = heappop(looked_up)
        else:
            merit, key, order, actor, exact = coming
            coming = next(candidates, None)
            exact = not rivals.bear_on(actor)
            if not exact and lookups == MOST_LOOKUPS:
                return best, False
            if not exact:
                lookups += 1
                if (true_key := _best_key(actor, arrays, spaces, question, asked, rivals_of)) is not None:
                    heappush(looked_up, (merit, true_key, order, actor, True))
                continue
        best.append((key, actor))
    return best, True


class _BearingRivals:
    """Whether rivals beyond those left out anyway bear on the ways to an actor."""

    def __init__(self, arrays: TieArrays, asked: Asked, rivals_of: Rivals) -> None:
        self._arrays = arrays
        self._rivals_of = rivals_of
        self._blocked = frozenset(asked.blocked.tolist())
        self._sources_have = any(not self._left_out(source) for source in asked.sources.tolist())

    def bear_on(self, actor: int) -> bool:
        return self._sources_have or not self._left_out(actor)

    def _left_out(self, end: int) -> bool:
        return self._blocked.issuperset(present(self._arrays, self._rivals_of(self._arrays.id(end))))


def _best_key(actor: int, arrays: TieArrays, spaces: Workspaces, question: Question, asked: Asked, rivals_of: Rivals) -> int | None:
    """Of the best answer to the same question with this actor as its target, still not through the targets that were asked for."""
    avoid = frozenset(arrays.id(passed_by) for passed_by in (*asked.blocked.tolist(), *asked.targets.tolist()))
    towards = Asked.of(arrays, replace(question, targets=frozenset({arrays.id(actor)}), via=None, avoid=avoid), rivals_of)
    found, _, _ = best_paths(arrays, towards, spaces, 1, diverse=False)
    return found[0][0] if found else None
