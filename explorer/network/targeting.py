"""One end given, the other to be found: the best of many candidates, and the actors nearest to one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from explorer.domain.answers import Question
from explorer.network.arrays import TieArrays
from explorer.network.asked import MOST_WORK, Asked, best_paths
from explorer.network.build import HOP_ROOM
from explorer.network.kernels.ground import Ground
from explorer.network.kernels.meeting import COMPLETE, OUT_OF_ROOM
from explorer.network.kernels.targets import COUNT, Candidates, Kept, best_targets, nearest_actors
from explorer.network.kernels.workspace import FIRST_ROOM, MOST_ROOM, Workspace, Workspaces
from explorer.network.lookup import present
from explorer.network.rivals import Rivals

Target: TypeAlias = tuple[int, int, int]
"""(total, key, actor): the key of the best way to it with its handicap, and without."""
_Search: TypeAlias = Callable[[Workspace, Kept], int]


class Targeting:
    """Ways from the sources of a question that names no target, nor whom to pass or through which labels."""

    def __init__(self, arrays: TieArrays, spaces: Workspaces, question: Question, rivals_of: Rivals) -> None:
        self._arrays = arrays
        self._spaces = spaces
        self._question = question
        self._rivals_of = rivals_of
        self._asked = Asked.of(arrays, question, rivals_of)
        self._blocked = frozenset(self._asked.blocked.tolist())

    def best(self, handicaps: Mapping[int, int], limit: int) -> tuple[list[Target], bool]:
        """The best candidates by total, then by id, and whether none was missed. `handicaps`: by candidate, a cost added to that of the best way to it.

        Where rivals of its own bear on the ways to a candidate, the way found is a lower bound: the true one is looked up, and all are ranked again.
        """
        sources = frozenset(self._asked.sources.tolist())
        left = {actor: handicap for actor, handicap in handicaps.items() if actor not in sources}
        known = [target for actor in self._blocked & left.keys() if (target := self._looked_up(actor, left.pop(actor)))]
        while True:
            found, complete = self._ranked(left, limit)
            best = sorted((*known, *found), key=self._order)[:limit]
            unsure = [actor for total, key, actor in best if actor in left and self._has_own_rivals(actor)]
            if not unsure:
                return best, complete
            known += [target for actor in unsure if (target := self._looked_up(actor, left.pop(actor)))]

    def nearest(self, limit: int) -> tuple[list[Target], bool]:
        """The actors that the best ways lead to, rivals of each aside; and whether none was missed."""
        asked = self._asked
        return self._kept(limit, lambda space, kept: nearest_actors(self._ground(space), space.forth, asked.sources, asked.blocked, kept))

    def _ranked(self, handicaps: Mapping[int, int], limit: int) -> tuple[list[Target], bool]:
        actors = np.fromiter(handicaps.keys(), np.int32, len(handicaps))
        added = np.fromiter(handicaps.values(), np.int64, len(handicaps)) * HOP_ROOM
        by_handicap = np.argsort(added, kind="stable")
        actors, added = actors[by_handicap], added[by_handicap]

        def search(space: Workspace, kept: Kept) -> int:
            space.places[actors] = np.arange(1, len(actors) + 1, dtype=np.int32)
            candidates = Candidates(actors, added, space.places, np.zeros(len(actors), np.uint8))
            asked = self._asked
            status = best_targets(self._ground(space), space.forth, space.back, asked.sources, asked.blocked, candidates, MOST_WORK, kept)
            space.places[actors] = 0
            return status

        return self._kept(limit, search)

    def _kept(self, limit: int, search: _Search) -> tuple[list[Target], bool]:
        room = FIRST_ROOM
        while True:
            kept = Kept(np.empty(limit, np.int64), np.empty(limit, np.int64), np.empty(limit, np.int32), np.zeros(2, np.int64))
            with self._spaces.one(len(self._arrays), room) as space:
                status = search(space, kept)
            if status != OUT_OF_ROOM or room >= MOST_ROOM:
                count = int(kept.state[COUNT])
                found = zip(kept.totals[:count].tolist(), kept.keys[:count].tolist(), kept.actors[:count].tolist(), strict=True)
                return list(found), status == COMPLETE
            room *= 8

    def _ground(self, space: Workspace) -> Ground:
        return replace(self._asked, max_hops=self._asked.max_hops + 1).ground(self._arrays, space)

    def _order(self, target: Target) -> tuple[int, int]:
        return target[0], int(self._arrays.order[target[2]])

    def _has_own_rivals(self, actor: int) -> bool:
        own = present(self._arrays, self._rivals_of(self._arrays.id(actor)))
        return len(self._asked.rivals) > 0 or not self._blocked.issuperset(own)

    def _looked_up(self, actor: int, handicap: int) -> Target | None:
        towards = Asked.of(self._arrays, replace(self._question, targets=frozenset({self._arrays.id(actor)})), self._rivals_of)
        found, _, _ = best_paths(self._arrays, towards, self._spaces, 1, diverse=False)
        return (found[0][0] + handicap * HOP_ROOM, found[0][0], actor) if found else None
