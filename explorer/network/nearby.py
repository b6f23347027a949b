"""Who can be reached where there is no introduction: what `reach.py` says, over arrays."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from heapq import heappop, heappush
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from explorer.domain.answers import Nearest, Question
from explorer.domain.facts import Facts
from explorer.domain.strength import factor_of
from explorer.network.arrays import Int32s, Int64s, TieArrays
from explorer.network.asked import Asked, best_paths
from explorer.network.build import HOP_ROOM
from explorer.network.kernels.ground import BLOCKED, FAR, SOURCE, TARGET, Ground, clear_marks, set_marks
from explorer.network.kernels.spreading import next_layer, spread
from explorer.network.kernels.workspace import Workspaces
from explorer.network.lookup import present
from explorer.network.reach import MOST_LOOKUPS
from explorer.network.rivals import Rivals
from explorer.network.situation import situation

Candidate: TypeAlias = tuple[int, int, int, int, bool]
"""Shared things (fewer is better), key, place in the order of ids, actor, and whether that key is known to be exact."""
Best: TypeAlias = tuple[list[tuple[int, int]], bool]
"""(key, actor), the best first, and whether all who could be among them were looked at."""

MOST_COMPARED: Final = 10_000
"""Actors whose places and sectors are compared with the targets': about a second."""
FEW: Final = 64
"""Actors to each of whom a way is looked for by itself; for more, the ways to everybody are, which takes as long as to some hundred."""


def nearest(facts: Facts, arrays: TieArrays, spaces: Workspaces, question: Question, asked: Asked, rivals_of: Rivals) -> tuple[tuple[Nearest, ...], bool]:
    """As `reach.nearest`: the nearest who can be reached, and whether all who could be among them were looked at."""
    ways = _Ways(arrays, spaces, question, asked, rivals_of)
    found = _close_to_targets(ways, arrays, spaces, asked)
    best, complete = _alike(facts, arrays, question, ways) if found is None else found
    return tuple(Nearest(arrays.id(actor), hops=key % HOP_ROOM, score=factor_of(key // HOP_ROOM)) for key, actor in best), complete


def _close_to_targets(ways: "_Ways", arrays: TieArrays, spaces: Workspaces, asked: Asked) -> Best | None:
    """Those fewest ties from the targets; None where nothing joins these with the sources, however long.

    Layer by layer around the targets: next to nothing is looked at where somebody close can be reached. Whoever may be passed joins both.
    """
    found: Best | None = None
    with _marked(arrays, spaces, asked) as ground:
        hops, line = np.full(len(arrays), -1, np.int32), np.empty(len(arrays), np.int32)
        first, behind = 0, len(asked.targets)
        line[:behind], hops[asked.targets] = asked.targets, 0
        if asked.via is None:  # the targets themselves are known not to be reached
            first, behind = behind, next_layer(ground, hops, line, first, behind)
        while first < behind:
            if found is None:
                those = ways.best_of(line[first:behind])
                found = those if those[0] or not those[1] else None
            joined = not asked.allowed or bool((hops[asked.sources] >= 0).any())
            if found is not None and joined:
                return found
            first, behind = behind, next_layer(ground, hops, line, first, behind)
    return None


def _alike(facts: Facts, arrays: TieArrays, question: Question, ways: "_Ways") -> Best:
    """Those that share most places and sectors with the targets. Of a large network, those the best ways lead to are compared."""
    asked = question.target_places or question.targets
    wanted = frozenset().union(*(situation(facts, id, question.as_of) for id in asked))
    if not wanted:
        return [], True
    actors = ways.everybody
    compared = actors[np.argsort(ways.keys[actors], kind="stable")[:MOST_COMPARED]]
    merits = np.array([-len(wanted & situation(facts, arrays.id(actor), question.as_of)) for actor in compared.tolist()], np.int64)
    best, complete = ways.by_merit(compared[merits < 0], merits[merits < 0])
    return best, complete and len(compared) == len(actors)


@contextmanager
def _marked(arrays: TieArrays, spaces: Workspaces, asked: Asked) -> Iterator[Ground]:
    """The ground of a question, its ends and those left out marked. Nobody need be passed."""
    with spaces.one(len(arrays)) as space:
        ground = replace(asked, via=None).ground(arrays, space)
        marked = ((asked.blocked, BLOCKED), (asked.sources, SOURCE), (asked.targets, TARGET))
        for actors, mark in marked:
            set_marks(ground.marks, actors, mark)
        yield ground
        for actors, mark in marked:
            clear_marks(ground.marks, actors, mark)


class _Ways:
    """Ways from the sources of a question to others than its targets, under the same limits, still not through its targets."""

    def __init__(self, arrays: TieArrays, spaces: Workspaces, question: Question, asked: Asked, rivals_of: Rivals) -> None:
        self._arrays = arrays
        self._spaces = spaces
        self._asked = asked
        self._rivals_of = rivals_of
        self._limit = question.limit
        avoid = frozenset(arrays.id(passed_by) for passed_by in (*asked.blocked.tolist(), *asked.targets.tolist()))
        self._question = replace(question, targets=frozenset(), via=None, avoid=avoid)

    def best_of(self, actors: Int32s) -> Best:
        """Of some actors."""
        offered = actors[self._may_be_offered(actors)]
        if len(offered) > FEW:
            reached = offered[self.keys[offered] < FAR]
            return self.by_merit(reached, np.zeros(len(reached), np.int64))
        found = ((key, int(self._arrays.order[actor]), actor) for actor in offered.tolist() if (key := self._best_key(actor)) is not None)
        return [(key, actor) for key, _, actor in sorted(found)[: self._limit]], True

    @cached_property
    def everybody(self) -> Int64s:
        """All who can be reached, rivals of their own aside."""
        actors = np.flatnonzero(self.keys < FAR)
        return actors[self._may_be_offered(actors)]

    @cached_property
    def keys(self) -> Int64s:
        """By actor: the key of the best way there, rivals of its own aside."""
        count = len(self._arrays)
        keys = np.full(count, FAR, np.int64)
        with _marked(self._arrays, self._spaces, self._asked) as ground:
            spread(ground, self._asked.sources, keys, np.zeros(count, np.uint8), np.empty((2, count), np.int32), np.empty(count, np.int64))
        return keys

    def by_merit(self, actors: Int32s | Int64s, merits: Int64s) -> Best:
        """The first `limit` by merit, then by exact key, looked up only where rivals bear on it; not complete where there were too many to look up."""
        candidates = self._in_order(actors, merits)
        rivals = _BearingRivals(self._arrays, self._asked, self._rivals_of)
        looked_up: list[Candidate] = []
        best: list[tuple[int, int]] = []
        lookups = 0
        coming = next(candidates, None)
        while (coming or looked_up) and len(best) < self._limit:
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
                    if (true_key := self._best_key(actor)) is not None:
                        heappush(looked_up, (merit, true_key, order, actor, True))
                    continue
            best.append((key, actor))
        return best, True

    def _may_be_offered(self, actors: Int32s | Int64s) -> npt.NDArray[np.bool_]:
        """Not who asks, and nobody left out, but for the targets themselves."""
        return ~np.isin(actors, self._asked.sources) & (~np.isin(actors, self._asked.blocked) | np.isin(actors, self._asked.targets))

    def _in_order(self, actors: Int32s | Int64s, merits: Int64s) -> Iterator[Candidate]:
        """Whether a key is exact is asked only of those that come up."""
        order = self._arrays.order[actors]
        for i in np.lexsort((order, self.keys[actors], merits)).tolist():
            yield int(merits[i]), int(self.keys[actors[i]]), int(order[i]), int(actors[i]), False

    def _best_key(self, actor: int) -> int | None:
        towards = Asked.of(self._arrays, replace(self._question, targets=frozenset({self._arrays.id(actor)})), self._rivals_of)
        found, _, _ = best_paths(self._arrays, towards, self._spaces, 1, diverse=False)
        return found[0][0] if found else None


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
